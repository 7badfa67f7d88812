"""Figures of channels side by side: what each is, how it changed, and which of them may be added at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.channels import ADVERTS
from dashboard.analysis.periods import Period

How = Literal["sum", "average", "level"]
NOT_ADDED = ("impressions", "reach", "views")

FAMILIES: Mapping[str, str] = {
    "impressions": "impressions",
    "reach": "reach",
    "views": "views",
    "engaged_views": "views",
    "page_views": "views",
    "jobs_page_views": "views",
    "careers_page_views": "views",
    "page_visitors": "reach",
    "clicks": "clicks",
    "cost": "cost",
}
"""Column of a figure to the family in which it is added, or never is."""


@dataclass(frozen=True)
class Definition:
    """What a figure is.

    Attributes:
        native: What the platform calls it; empty when nobody wrote it down.
        text: What exactly is counted, a message id.
        from_when: From which moment a view or an impression counts, a message id; empty for other figures.
        breaks: Days from which it is counted differently, with a sentence (a message id).
        with_adverts: It holds what adverts on the platform did as well.
    """

    native: str
    text: str
    from_when: str = ""
    breaks: tuple[tuple[date, str], ...] = ()
    with_adverts: bool = False


@dataclass(frozen=True)
class Known:
    """How far the figures of one column go.

    Attributes:
        first: First day with a figure.
        last: Last day with a figure; in the period for ``Reading.known``.
        final: Every day in the period has its final figure.
        zones: Time zones in which days are cut.
        ingests: How it was read: api, export, manual or snapshot.
    """

    first: date | None
    last: date | None
    final: bool = True
    zones: tuple[str, ...] = ()
    ingests: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """One figure of one channel in a period and in the one that it is compared with.

    Attributes:
        group: The channel and whether it is its adverts: ``linkedin``, ``linkedin:ads``.
        column: Our name of the figure.
        how: A sum of days, an average day (what may not be summed), or the level on the last day.
        currency: Of money, else empty.
    """

    group: str
    column: str
    how: How
    definition: Definition
    value: float | None
    before: float | None
    known: Known
    currency: str = ""


@dataclass(frozen=True)
class Change:
    """How a figure changed: as a share of what it was, or why nothing can be said."""

    relative: float | None
    reason: Said | None = None


def change(reading: Reading, period: Period, against: Period) -> Change:
    """Return how a figure changed, none where it is counted differently, is not complete, or was not there."""
    reason = _why_not(reading, period, against)
    if reason is None and reading.value is not None and reading.before:
        return Change(reading.value / reading.before - 1)
    return Change(None, reason)


def breaks_between(definition: Definition, period: Period, against: Period) -> tuple[tuple[date, str], ...]:
    """Return the changes of a definition that lie in or between two periods."""
    first, last = min(period.first, against.first), max(period.last, against.last)
    return tuple((day, text) for day, text in definition.breaks if first < day <= last)


def _why_not(reading: Reading, period: Period, against: Period) -> Said | None:
    broken = breaks_between(reading.definition, period, against)
    if broken:
        return Said(N_("counted differently from {day}"), {"day": broken[0][0]})
    if reading.value is None:
        return Said(N_("no figure in this period"))
    if reading.known.last is not None and reading.known.last < period.last:
        return Said(N_("only until {day}"), {"day": reading.known.last})
    if reading.before is None or (reading.known.first is not None and reading.known.first > against.first):
        return Said(N_("no figures from that time"))
    if not reading.before:
        return Said(N_("it was zero then"))
    return None


@dataclass(frozen=True)
class Total:
    """What stands in the row of totals for one family; ``value`` None with ``added`` False is “cannot be added”."""

    family: str
    added: bool
    value: float | None = None
    currency: str = ""


def totals(readings: Sequence[Reading]) -> tuple[Total, ...]:
    """Return a total for clicks and for the cost in each currency; for reach, impressions and views only that there is none.

    Clicks on adverts are not added where the clicks of the page hold them already.
    """
    families = {family for each in readings if (family := FAMILIES.get(each.column))}
    never = [Total(family, added=False) for family in NOT_ADDED if family in families]
    return (*never, *_clicks(readings), *_costs(readings))


def _clicks(readings: Sequence[Reading]) -> Iterable[Total]:
    some = [each for each in readings if each.column == "clicks" and each.value is not None]
    counted = {each.group for each in some if each.definition.with_adverts}
    twice = {f"{group}{ADVERTS}" for group in counted}
    known = [each.value or 0 for each in some if each.group not in twice]
    return [Total("clicks", added=True, value=sum(known))] if known else []


def _costs(readings: Sequence[Reading]) -> Iterable[Total]:
    by_currency: dict[str, float] = {}
    for each in readings:
        if each.column == "cost" and each.value is not None:
            by_currency[each.currency] = by_currency.get(each.currency, 0.0) + each.value
    return [Total("cost", added=True, value=value, currency=code) for code, value in sorted(by_currency.items())]


@dataclass(frozen=True)
class Weekly:
    """The main figure of a channel per whole week: ``rows`` has ``week_start`` and ``value``."""

    group: str
    column: str
    rows: pd.DataFrame
