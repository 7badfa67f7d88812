"""Public and school holidays of the places where people work, and the years for which they are not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

from dashboard.analysis.periods import Period

_LANGUAGES = {"nl": "nl", "en": "en_US", "fr": "fr"}
PUBLIC = "public"
SCHOOL = "school"


@dataclass(frozen=True, order=True)
class Place:
    """Where holidays are looked up: country and school-holiday region (None: school holidays are not known)."""

    country: str
    region: str | None = None


@dataclass(frozen=True)
class Override:
    """A correction by the organisation: a day off with a name of its own, or (without a name) a day that is none."""

    day: date
    name: str | None
    country: str | None = None  # None: everywhere


@dataclass(frozen=True, order=True)
class DaysOff:
    """Consecutive days off of one name, ``public`` or ``school``, with the places that have them."""

    first: date
    last: date
    kind: str
    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Gap:
    """A year and place for which a kind of holiday is not known: never the same as no holidays."""

    year: int
    place: Place
    kind: str


@dataclass(frozen=True)
class Calendar:
    """Days off in a period, in order, and what is not known of it."""

    days_off: tuple[DaysOff, ...]
    unknown: tuple[Gap, ...]

    def dates(self, kind: str = PUBLIC) -> frozenset[date]:
        """Return every day that is off somewhere."""
        spans = (Period(span.first, span.last) for span in self.days_off if span.kind == kind)
        return frozenset(day for span in spans for day in span.each_day())


def calendar(places: Sequence[Place], period: Period, language: str, overrides: Sequence[Override] = ()) -> Calendar:
    """Return the public and school holidays of places in a period, named in ``nl``, ``en`` or ``fr``."""
    found: dict[tuple[str, str], dict[date, set[Place]]] = {}
    unknown: list[Gap] = []
    for place in sorted(set(places), key=lambda place: (place.country, place.region or "")):
        for kind in (PUBLIC, SCHOOL):
            for year in range(period.first.year, period.last.year + 1):
                named, whole_year = _named(place, year, kind, language)
                if not whole_year:
                    unknown.append(Gap(year, place, kind))
                for day, name in _corrected(named, place, kind, year, overrides).items():
                    if day in period:
                        found.setdefault((kind, name), {}).setdefault(day, set()).add(place)
    spans = (span for (kind, name), days in found.items() for span in _spans(kind, name, days))
    return Calendar(tuple(sorted(spans, key=lambda span: (span.first, span.kind, span.name))), tuple(unknown))


def _named(place: Place, year: int, kind: str, language: str) -> tuple[Mapping[date, str], bool]:
    """Return the known days off of a year, and whether that is the whole year."""
    if kind == PUBLIC:
        return _public(place.country, year, language), True
    return _school(place.country, place.region, year, language) if place.region else ({}, False)


@cache
def _public(country: str, year: int, language: str) -> Mapping[date, str]:
    return dict(holidays.country_holidays(country, years=year, language=_LANGUAGES[language]))


@cache
def _school(country: str, region: str, year: int, language: str) -> tuple[Mapping[date, str], bool]:
    """Return a year's school holidays; the year is whole when it has a summer, an autumn and a Christmas break.

    The package gives nothing, without a word, for what it does not know: its last Dutch year stops after the summer.
    """
    named = holidays.country_holidays(
        country, subdiv=region, years=year, categories=("school",), language=_LANGUAGES[language]
    )
    months = {day.month for day in named}
    return dict(named), {7, 12} <= months and not months.isdisjoint({10, 11})


def _corrected(
    named: Mapping[date, str], place: Place, kind: str, year: int, overrides: Sequence[Override]
) -> dict[date, str]:
    """Apply the organisation's corrections, which concern days off for its staff: public holidays."""
    result = dict(named)
    if kind != PUBLIC:
        return result
    for override in overrides:
        if override.country not in {None, place.country} or override.day.year != year:
            continue
        result.pop(override.day, None)
        if override.name is not None:
            result[override.day] = override.name
    return result


def _spans(kind: str, name: str, days: Mapping[date, set[Place]]) -> list[DaysOff]:
    """Join days that follow each other and are off in the same places."""
    spans: list[DaysOff] = []
    for day in sorted(days):
        places = tuple(sorted(days[day], key=lambda place: (place.country, place.region or "")))
        last = spans[-1] if spans else None
        if last is not None and last.last + timedelta(days=1) == day and last.places == places:
            spans[-1] = DaysOff(last.first, day, kind, name, places)
        else:
            spans.append(DaysOff(day, day, kind, name, places))
    return spans
