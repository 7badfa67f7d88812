"""What else happened while a campaign was felt: other campaigns, events, days off; and how much of the time they took."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.figures import Percentage
from dashboard.analysis.periods import Period

WARN_FROM = 0.25
_VACANCY_DAYS = 14


@dataclass(frozen=True)
class Happening:
    """Something with a first and last day; ``share`` is the part of the window that it covers."""

    key: str
    kind: str
    title: str
    period: Period
    share: float


def other_campaigns(campaigns: pd.DataFrame, campaign_id: str, window: Period) -> list[Happening]:
    """Return the other campaigns whose own days touch the window; one without an end runs on."""
    others = campaigns[campaigns["campaign_id"] != campaign_id]
    columns = ("campaign_id", "kind", "name", "starts_on", "ends_on")
    rows = zip(*(others[name] for name in columns), strict=True)
    return _touching(rows, window, open_end=True)


def events_in(events: pd.DataFrame, window: Period, sites: Collection[str] = ()) -> list[Happening]:
    """Return the events that touch the window, at some sites (none: at all) or everywhere.

    Definition breaks are drawn in the chart and left out here.
    """
    here = events["site_id"].isna() | events["site_id"].isin(list(sites)) | (not sites)
    rest = events[(events["kind"] != "definition_break") & here]
    columns = ("event_id", "kind", "title", "day", "until")
    return _touching(zip(*(rest[name] for name in columns), strict=True), window, open_end=False)


def _touching(
    rows: Iterable[tuple[str, str, str, date, date | None]], window: Period, *, open_end: bool
) -> list[Happening]:
    found = []
    for key, kind, title, first, last in rows:
        end = last if isinstance(last, date) else (max(window.last, first) if open_end else first)
        period = Period(first, max(first, end))
        days = period.overlap(window)
        if days:
            found.append(Happening(key, kind, title, period, days / window.days))
    return sorted(found, key=lambda happening: (happening.period.first, happening.title))


def warnings(others: Sequence[Happening], events: Sequence[Happening], starts_on: date) -> list[Said]:
    """Return what makes the window hard to read: campaigns and events over a quarter of it, vacancies opened around the start."""
    found = [
        Said(
            N_("“{name}” ran during {share} of these days: what came in cannot be told apart by looking at totals."),
            {"name": other.title, "share": Percentage(other.share)},
        )
        for other in others
        if other.share > WARN_FROM
    ]
    near = timedelta(days=_VACANCY_DAYS)
    found += [
        Said(
            N_(
                "“{name}” was felt during {share} of these days: what came in cannot be told apart by looking at totals."
            ),
            {"name": event.title, "share": Percentage(event.share)},
        )
        for event in events
        if event.share > WARN_FROM
    ]
    found += [
        Said(
            N_("Many vacancies opened around the start ({day}): more vacancies bring more applications by themselves."),
            {"day": event.period.first},
        )
        for event in events
        if event.kind == "vacancy_wave" and abs(event.period.first - starts_on) <= near
    ]
    return found
