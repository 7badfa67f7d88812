"""Puts the first page together: facts, counts of applicants and a selection become one :class:`OverviewPage`."""

from datetime import date, timedelta

from dashboard.analysis.labour_market import Market, market
from dashboard.analysis.mentions import MentionWeek
from dashboard.analysis.overview import OverviewPage
from dashboard.analysis.overview_facts import OverviewFacts
from dashboard.analysis.overview_tiles import TREND_MONTHS, axes, spent, tiles
from dashboard.analysis.overview_values import Values
from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import People
from dashboard.analysis.selection import Selection, moved, whole_months
from dashboard.analysis.surroundings import events_in, other_campaigns
from dashboard.analysis.three_sentences import three_sentences

_SAID_DAYS = timedelta(weeks=26)


def page_of(facts: OverviewFacts, people: People, selection: Selection, region: str = "") -> OverviewPage:
    """Return the first page; ``region`` is the one whose labour market is wanted, another one becomes the first there is."""
    values = Values(facts, people, selection.narrowing)
    some = tiles(values, selection)
    ran = other_campaigns(facts.campaigns, "", selection.period)
    events = events_in(facts.events, selection.period)
    breaks = _breaks(facts, selection)
    last = selection.period.last.replace(day=1)
    months = whole_months(moved(last, 1 - TREND_MONTHS), last)
    return OverviewPage(
        selection=selection,
        tiles=some,
        spent=spent(values, selection.period),
        axes=axes(some),
        sentences=three_sentences(some, facts.findings, ran, events, breaks, selection.period),
        months=tuple(people.by_month(months, **selection.narrowing)),
        weeks_said=_weeks_said(facts, selection.period),
        market=_market(facts, people, selection.period, region),
        happened=tuple(sorted([*ran, *events], key=lambda each: each.period.first)),
        breaks=breaks,
        until=facts.until,
        said_until=facts.mentions.reach.last if facts.mentions.reach else None,
        views_until=facts.views_until,
    )


def _breaks(facts: OverviewFacts, selection: Selection) -> tuple[tuple[date, str], ...]:
    """Return the changes in how is counted after the first day that is compared."""
    first = min(selection.period.first, selection.against.first)
    rows = facts.events[facts.events["kind"] == "definition_break"]
    found = zip(rows["day"], rows["title"], strict=True)
    return tuple((day, title) for day, title in found if first < day <= selection.period.last)


def _weeks_said(facts: OverviewFacts, period: Period) -> tuple[MentionWeek, ...]:
    first = min(period.first, period.last - _SAID_DAYS)
    return tuple(facts.mentions.weeks(Period(first, period.last)))


def _market(facts: OverviewFacts, people: People, period: Period, region: str) -> Market | None:
    """Return the labour market until the end of a period, beside the whole organisation."""
    own = Values(facts, people, {})

    def own_open(day: date) -> float | None:
        return own.open_vacancies(Period(day, day)) if day <= facts.today else None

    def per_vacancy(quarter: Period) -> float | None:
        return own.value("applications_per_vacancy", quarter).figure.value

    return market(facts.context, period.last, region=region, own_open=own_open, per_vacancy=per_vacancy)
