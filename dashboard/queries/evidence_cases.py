"""Makes the question whether a campaign brought more of something, from what was read of the organisation."""

from collections.abc import Collection
from datetime import date

import pandas as pd

from connectors.errors import N_, ConfigurationError, NotEnoughData
from dashboard.analysis.calendar import Place
from dashboard.analysis.cost import cost_of
from dashboard.analysis.impact.case import Case, Other, Promise, Spent
from dashboard.analysis.periods import Period
from dashboard.queries.case_file import CaseFile, Told
from dashboard.queries.evidence_origin import asked_otherwise
from dashboard.queries.evidence_series import daily, open_vacancies
from dashboard.queries.evidence_slices import ALL, SIDE_ENTRANTS, Slice, controls_of, parts_of

_APPLICATIONS = "applications"
_UNITS = {SIDE_ENTRANTS: "side-entrants"}


def make_case(file: CaseFile, campaign_id: str, outcome: str, *, as_of: date, window: Period | None = None) -> Case:
    """Return a question as it could be asked on the morning of a day, over another window if one is given.

    ``outcome`` is ``all``, ``side_entrant``, ``site:…`` or ``function_group:…``. Raises NotEnoughData when there are no
    applications, and a ConfigurationError for a campaign or outcome that is not there.
    """
    _require(campaign_id, file.campaigns, N_("There is no campaign “{name}”."), "usage.campaign")
    _require(outcome, list(file.outcomes()), N_("There is no outcome “{name}”."), "usage.outcome")
    days = file.days(as_of)
    if days is None:
        raise NotEnoughData(N_("No applications are known yet."), code="not_enough_data.none")
    told = file.campaigns[campaign_id]
    parts = parts_of(outcome, told.featured, file.sites, file.places)
    counts = daily(file.counts, parts, days)
    counts = counts.loc[:, _some_came(counts)]
    parts = tuple(part for part in parts if part.name in counts)
    asked = window or told.window(as_of)
    breaks = asked_otherwise(file.counts, parts, asked, days) if outcome == SIDE_ENTRANTS else []
    controls = daily(file.counts, controls_of(outcome, told.featured, file.sites, file.groups, file.places), days)
    return Case(
        outcome=counts,
        window=asked,
        controls=controls.loc[:, controls.sum() > 0],
        places=_places(file, parts),
        vacancies=open_vacancies(file.vacancies, parts, days),
        others=(*_others(file, told, parts, days, as_of), *breaks),
        spent=_spent(told, outcome),
        promise=_promise(told, outcome),
        unit=_UNITS.get(outcome, _APPLICATIONS),
    )


def _require(name: str, known: Collection[str], text: str, code: str) -> None:
    if name not in known:
        hint = N_("Known: {known}.") if known else ""
        raise ConfigurationError(text, code=code, hint=hint, name=name, known=", ".join(sorted(known)))


def _some_came(counts: pd.DataFrame) -> list[str]:
    """Return the parts in which somebody applied; the first one where nobody ever did."""
    return [name for name in counts if counts[name].any()] or list(counts.columns[:1])


def _places(file: CaseFile, parts: tuple[Slice, ...]) -> dict[str, Place]:
    """Return where each part's holidays are looked up; the sites of one part share them."""
    if parts[0].sites is None:
        return {parts[0].name: Place(file.country)} if file.country else {}
    found = {
        part.name: next((file.places[site] for site in sorted(part.sites or ()) if site in file.places), None)
        for part in parts
    }
    return {name: place for name, place in found.items() if place is not None}


def _others(file: CaseFile, told: Told, parts: tuple[Slice, ...], days: Period, as_of: date) -> list[Other]:
    """Return the other campaigns and events that touch the days; what ran on all of them cannot be told from the level."""
    found = [
        (Other(other.id, "campaign", other.name, other.window(as_of)), other.featured.sites)
        for other in file.campaigns.values()
        if other.id != told.id
    ]
    found += [
        (Other(row.event_id, row.kind, row.title, _event_days(row)), frozenset(filter(_is_text, [row.site_id])))
        for row in file.events.itertuples()
        if _touches_applications(row)
    ]
    others = []
    for other, sites in found:
        shared = other.period.overlap(days)
        touched = tuple(part.name for part in parts if not sites or part.sites is None or part.sites & sites)
        if touched and 0 < shared < days.days:
            everywhere = len(touched) == len(parts)
            others.append(Other(other.key, other.kind, other.title, other.period, () if everywhere else touched))
    return sorted(others, key=lambda other: (other.period.first, other.key))


def _event_days(row) -> Period:  # noqa: ANN001  a pandas row has no nameable type
    return Period(row.day, row.until if isinstance(row.until, date) else row.day)


def _touches_applications(row) -> bool:  # noqa: ANN001
    """Tell whether an event is about applications; how a platform counts its views says nothing of them."""
    return row.kind != "definition_break" or not _is_text(row.platform) or row.metric == _APPLICATIONS


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _spent(told: Told, outcome: str) -> Spent | None:
    """Return what it cost; how much of that went to one site or function group is not known."""
    if outcome not in {ALL, SIDE_ENTRANTS} or len({line.currency for line in told.costs}) != 1:
        return None
    cost = cost_of(told.costs)
    assert cost is not None
    return Spent(cost.cash, cost.full, cost.currency)


def _promise(told: Told, outcome: str) -> Promise | None:
    """Return what was fixed before the start; the smallest effects are those of the main outcome."""
    agreed = told.agreed
    if agreed is None:
        return None
    main = outcome == told.main_outcome
    return Promise(
        window=agreed.window,
        minimum_effect=agreed.minimum_effect if main else None,
        minimum_detectable_effect=agreed.minimum_detectable_effect if main else None,
        recorded_on=agreed.recorded_on,
    )
