"""Everything of an organisation that questions about its campaigns are made from, read once."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

import pandas as pd
from sqlalchemy import Connection, select

from connectors.clock import day_in
from connectors.database.schema import organisation
from dashboard.analysis.calendar import Place
from dashboard.analysis.cost import Line
from dashboard.analysis.periods import Period
from dashboard.queries import applications, campaigns, costs, events, workplaces
from dashboard.queries.evidence_slices import ALL, FUNCTION_GROUP, SITE, UNKNOWN, Featured
from dashboard.queries.periods import applications_reach, last_complete_day

_COUNTED_BY = ("site_id", "function_group", "side_entrant")
_WEEK = 7


@dataclass(frozen=True)
class Agreed:
    """What was written down before the start; ``outcomes`` are what is judged, the main one first."""

    recorded_on: date
    window: Period | None = None
    outcomes: tuple[str, ...] = ()
    minimum_effect: float | None = None
    minimum_detectable_effect: float | None = None


@dataclass(frozen=True)
class Told:
    """A campaign as questions need it."""

    id: str
    name: str
    starts_on: date
    ends_on: date | None
    featured: Featured
    agreed: Agreed | None = None
    costs: tuple[Line, ...] = ()

    @property
    def main_outcome(self) -> str:
        """What the smallest effect that matters is about."""
        return self.agreed.outcomes[0] if self.agreed and self.agreed.outcomes else ALL

    def window(self, as_of: date) -> Period:
        """Return the days that are looked at: as fixed, else the whole weeks that hold its days; without an end until now."""
        if self.agreed and self.agreed.window:
            return self.agreed.window
        return self.whole_weeks() or Period(self.starts_on, max(self.starts_on, as_of))

    def whole_weeks(self) -> Period | None:
        """Return the weeks, counted from its first day, that hold its last day; None without one."""
        if self.ends_on is None:
            return None
        weeks = -(-((self.ends_on - self.starts_on).days + 1) // _WEEK)
        return Period(self.starts_on, self.starts_on + timedelta(days=weeks * _WEEK - 1))


@dataclass(frozen=True)
class CaseFile:
    """What is known of an organisation.

    Attributes:
        country: Where holidays are looked up when there are no sites.
        zone: Zone of its days.
        frozen_at: The moment at which the fictional organisation stands still; None for a real one.
        known: First and last day of which all applications are known; None without applications.
        counts: Applications per ``day_no`` (ordinal), ``site_id``, ``function_group``, ``side_entrant``: ``applied``.
        places: Where each site's holidays are looked up.
        vacancies: When each was open.
        events: What else happened.
        campaigns: By code.
    """

    country: str
    zone: str
    frozen_at: datetime | None
    known: Period | None
    counts: pd.DataFrame
    places: Mapping[str, Place]
    vacancies: pd.DataFrame
    events: pd.DataFrame
    campaigns: Mapping[str, Told] = field(default_factory=dict)

    def moment(self, now: datetime) -> datetime:
        """Return the present moment; in the fictional organisation time stands still."""
        return min(now, self.frozen_at) if self.frozen_at else now

    def today(self, now: datetime) -> date:
        """Return the organisation's day at a moment."""
        return day_in(self.moment(now), self.zone)

    def days(self, as_of: date) -> Period | None:
        """Return the days of which all applications were known on the morning of a day."""
        return self.known.until(as_of - timedelta(days=1)) if self.known else None

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """Sites that are set up or where somebody applied."""
        return tuple(sorted({*self.places, *self.counts["site_id"].unique()} - {UNKNOWN}))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Function groups in which somebody applied."""
        return tuple(sorted(set(self.counts["function_group"].unique()) - {UNKNOWN}))

    def outcomes(self) -> Iterator[str]:
        """Yield every outcome that a question can be about."""
        yield from (ALL, "side_entrant")
        yield from (f"{SITE}:{site}" for site in self.sites)
        yield from (f"{FUNCTION_GROUP}:{group}" for group in self.groups)


def case_file(connection: Connection, organisation_id: str) -> CaseFile:
    """Read what questions about an organisation's campaigns are made from."""
    asked = (connection, organisation_id)
    row = organisation.c
    query = select(row.country, row.timezone, row.frozen_at).where(row.organisation_id == organisation_id)
    country, zone, frozen_at = connection.execute(query).first() or ("", "UTC", None)
    first, last = applications_reach(*asked).first, last_complete_day(*asked, date.max, zone)
    known = Period(first, last) if first and last and first <= last else None
    sites = workplaces.sites(*asked)
    return CaseFile(
        country=country,
        zone=zone,
        frozen_at=frozen_at,
        known=known,
        counts=_counts(*asked, known),
        places={
            site: Place(country, region if isinstance(region, str) else None)
            for site, country, region in zip(sites["site_id"], sites["country"], sites["holiday_region"], strict=True)
        },
        vacancies=workplaces.vacancies(*asked),
        events=events.events(*asked, date.min, date.max),
        campaigns={told.id: told for told in _campaigns(*asked, zone)},
    )


def _counts(connection: Connection, organisation_id: str, known: Period | None) -> pd.DataFrame:
    days = known or Period(date.min, date.min)
    rows = applications.by_day(connection, organisation_id, days.first, days.last, by=_COUNTED_BY)
    numbers = pd.Series([day.toordinal() for day in rows["day"]], dtype="int64")
    texts = {column: rows[column].astype("category") for column in _COUNTED_BY}
    return pd.DataFrame({"day_no": numbers, **texts, "applied": rows["applied"].astype("int64")})


def _campaigns(connection: Connection, organisation_id: str, zone: str) -> Iterator[Told]:
    asked = (connection, organisation_id)
    links, agreed, lines = campaigns.links(*asked), _agreed(*asked, zone), _lines(*asked)
    for row in campaigns.campaigns(*asked).itertuples():
        own = links[links["campaign_id"] == row.campaign_id]
        yield Told(
            id=row.campaign_id,
            name=row.name,
            starts_on=row.starts_on,
            ends_on=_day(row.ends_on),
            featured=Featured(
                frozenset(own.loc[own["kind"] == SITE, "target"]),
                frozenset(own.loc[own["kind"] == FUNCTION_GROUP, "target"]),
                row.audience if isinstance(row.audience, str) else "",
            ),
            agreed=agreed.get(row.campaign_id),
            costs=tuple(lines.get(row.campaign_id, ())),
        )


def _agreed(connection: Connection, organisation_id: str, zone: str) -> dict[str, Agreed]:
    found = {}
    for row in campaigns.plans(connection, organisation_id).itertuples():
        first, last = _day(row.window_from), _day(row.window_until)
        found[row.campaign_id] = Agreed(
            recorded_on=_day(row.planned_on) or day_in(row.recorded_at, zone),
            window=Period(first, last) if first and last else None,
            outcomes=tuple(json.loads(row.outcomes)) if isinstance(row.outcomes, str) else (),
            minimum_effect=_number(row.minimum_effect),
            minimum_detectable_effect=_number(row.minimum_detectable_effect),
        )
    return found


def _lines(connection: Connection, organisation_id: str) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for row in costs.lines(connection, organisation_id).itertuples():
        line = Line(row.label, row.cash, row.hours, row.hour_rate, row.currency)
        found.setdefault(row.campaign_id, []).append(line)
    return found


def _day(value: object) -> date | None:
    return value if isinstance(value, date) and not pd.isna(value) else None


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
