"""What ``impact`` and ``plan`` answer on a campaign that is stored; no count under the minimum leaves the house."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pandas as pd
from sqlalchemy import Engine

from connectors.clock import day_in
from connectors.database.engine import reading
from connectors.errors import N_, NotEnoughData, Said
from dashboard.actions.findings import answer
from dashboard.analysis import suppression
from dashboard.analysis.disclosure import Sum
from dashboard.analysis.impact import planning, words
from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.evaluate import evaluate
from dashboard.analysis.impact.finding import Check, Finding, Verdict
from dashboard.analysis.impact.shown import shown_blocks
from dashboard.analysis.periods import Period
from dashboard.analysis.suppression import Mark
from dashboard.doors import house
from dashboard.doors.answers import Answer, no_plan, plan_document, plan_lines
from dashboard.doors.second_designs import with_left_out
from dashboard.queries.case_file import CaseFile, case_file
from dashboard.queries.evidence_cases import make_case
from dashboard.queries.evidence_slices import FUNCTION_GROUP, SIDE_ENTRANTS, SITE, kind_of
from dashboard.queries.organisation import shown

_COLUMNS = {SITE: "site_id", FUNCTION_GROUP: "function_group", SIDE_ENTRANTS: "side_entrant"}
_WEEK = 7


@dataclass(frozen=True)
class Home:
    """The database, whose figures it holds, and the moment as that organisation counts it."""

    engine: Engine
    organisation_id: str
    now: datetime
    today: date


def answer_of_campaign(campaign_id: str, outcome: str, *, fresh: bool) -> Answer:
    """Return the answer on a campaign: the stored one when it is of the same figures, else worked out now.

    Raises:
        ConfigurationError: There is no such campaign or outcome; names those there are.
    """
    home = at_home()
    with reading(home.engine) as connection:
        file = case_file(connection, home.organisation_id)
    try:
        found = answer(home.engine, home.organisation_id, campaign_id, outcome, home.now, fresh=fresh)
    except NotEnoughData as error:
        found = _nothing_known(file.campaigns[campaign_id].window(home.today), error)
    safe = without_small_counts(found, hidden=is_hidden(file, campaign_id, outcome, found))
    return with_left_out(safe, file, campaign_id, outcome, home.today)


def plan_of_campaign(campaign_id: str, outcome: str, weeks: int | None) -> Answer:
    """Return what a campaign could show, from what came before it; ``weeks`` in place of its own length."""
    home = at_home()
    with reading(home.engine) as connection:
        file = case_file(connection, home.organisation_id)
    try:
        case = make_case(file, campaign_id, outcome, as_of=home.today)
        if weeks is not None:
            last = case.window.first + timedelta(weeks=weeks) - timedelta(days=1)
            case = replace(case, window=Period(case.window.first, last))
        found = planning.plan(case)
    except NotEnoughData as error:
        return no_plan(weeks or file.campaigns[campaign_id].window(home.today).days / _WEEK, error.said)
    return Answer(plan_document(found), tuple(plan_lines(found)))


def without_small_counts(finding: Finding, *, hidden: bool = False) -> Finding:
    """Return a finding from which no count under the minimum can be read or computed.

    ``hidden`` True leaves the numbers out also when they are large enough: another count follows from them.
    """
    few = finding.observed is not None and suppression.is_few(round(finding.observed))
    if not (few or hidden):
        total = [] if finding.observed is None else [Sum(Period(finding.start, finding.end), round(finding.observed))]
        return replace(finding, weeks=shown_blocks(finding.weeks, total))
    numberless = replace(
        finding,
        observed=None,
        extra=None,
        low=None,
        high=None,
        relative=None,
        relative_low=None,
        relative_high=None,
        cross_check=None,
        per_extra=None,
        weeks=(),
    )
    if finding.verdict is Verdict.NOT_ENOUGH_DATA:
        return numberless
    return replace(numberless, sentence=words.sentence(finding, numbers=False))


def at_home() -> Home:
    """Return the database, whose figures it holds, and the moment: that of the fictional organisation stands still."""
    config = house.configured_or_demo()
    suppression.protect(config.privacy.minimum_cell, config.privacy.minimum_employees)
    engine = house.database(config)
    with reading(engine) as connection:
        organisation = shown(connection, config)
    now = min(filter(None, (house.now(), organisation.frozen_at)))
    return Home(engine, organisation.id, now, day_in(now, organisation.timezone))


def _nothing_known(window: Period, error: NotEnoughData) -> Finding:
    """Return the finding on a campaign that has not begun, or of an organisation without applications."""
    nothing = pd.DataFrame(index=pd.DatetimeIndex([]))
    found = evaluate(Case(nothing, window, nothing))
    check = Check("history", ok=False, detail=error.said, blocks=True)
    return replace(
        found, checks=(check,), warnings=(), sentence=Said(N_("Not enough data to tell. {why}"), {"why": error.said})
    )


def is_hidden(file: CaseFile, campaign_id: str, outcome: str, found: Finding) -> bool:
    """Tell whether the count would give a neighbour away: another site, another group, those who are no side-entrants."""
    kind, key = kind_of(outcome)
    column = _COLUMNS.get(kind)
    if column is None:
        return False
    sites = file.campaigns[campaign_id].featured.sites if kind != SITE else frozenset()
    rows = file.counts[file.counts["day_no"].between(found.start.toordinal(), found.end.toordinal())]
    rows = rows[rows["site_id"].isin(sites)] if sites else rows
    counts = rows.groupby(column)["applied"].sum()
    own = key or SIDE_ENTRANTS
    if kind == SIDE_ENTRANTS:
        counts = counts.groupby(counts.index == own).sum().rename({True: own, False: "others"})
    marks = suppression.breakdown([int(count) for count in counts])
    return any(count.mark is not Mark.SHOWN for name, count in zip(counts.index, marks, strict=True) if name == own)
