"""``plan --keep``: fixes what is judged of a campaign before it starts, and says what it could show."""

from dataclasses import dataclass
from datetime import date, timedelta

from connectors.database.engine import reading
from connectors.errors import N_, ConfigurationError, Said
from dashboard.actions import plans as actions
from dashboard.actions.plan_form import NewPlan
from dashboard.analysis.figures import Number
from dashboard.analysis.impact import promised
from dashboard.analysis.impact.planning import Plan
from dashboard.analysis.periods import Period
from dashboard.doors.answers import Answer, figure, no_plan, plan_document, plan_lines
from dashboard.doors.campaign_answers import Home, at_home
from dashboard.i18n import say
from dashboard.queries.case_file import CaseFile, Told, case_file
from dashboard.queries.evidence_slices import ALL
from dashboard.queries.plans import KeptPlan, foreseen
from dashboard.queries.plans import kept_plan as kept_of

_ACTOR = "administrator"
_WEEK = 7


@dataclass(frozen=True)
class Wanted:
    """What was said on the command line; what was not said stays as it was kept before, or as it usually is."""

    outcomes: tuple[str, ...] = ()
    weeks: int | None = None
    minimum_effect: float | None = None


def keep_plan(campaign_id: str, wanted: Wanted) -> Answer:
    """Store the plan of a campaign that has not begun, and return what it could show.

    Raises:
        ConfigurationError: There is no such campaign, it has begun, or its length is not known.
        PlanNotAccepted: Something in the plan is wrong; says all of it.
        DemoIsFixed: The organisation is the fictional one.
    """
    home = at_home()
    try:
        return _keep_plan(home, campaign_id, wanted)
    finally:
        home.engine.dispose()


def _keep_plan(home: Home, campaign_id: str, wanted: Wanted) -> Answer:
    with reading(home.engine) as connection:
        file = case_file(connection, home.organisation_id)
        told = _still_to_come(file, campaign_id, home.today)
        before = kept_of(connection, home.organisation_id, campaign_id, file.zone)
    window, new = _filled(told, before, wanted)
    actions.keep(home.engine, home.organisation_id, campaign_id, new, actor=_ACTOR, at=home.now)
    with reading(home.engine) as connection:
        asked = (connection, home.organisation_id, campaign_id)
        found = foreseen(*asked, new.outcomes[0], window.first, window.last, home.today)
    return _answer(found, campaign_id, window, new, home.today)


def _still_to_come(file: CaseFile, campaign_id: str, today: date) -> Told:
    told = file.campaigns.get(campaign_id)
    if told is None:
        raise ConfigurationError(
            N_("There is no campaign “{name}”."),
            code="usage.campaign",
            hint=N_("Known: {known}."),
            name=campaign_id,
            known=", ".join(sorted(file.campaigns)),
        )
    if told.starts_on <= today:
        raise ConfigurationError(
            N_("The campaign began on {day}: a plan is kept before it starts."), code="usage.begun", day=told.starts_on
        )
    return told


def _filled(told: Told, before: KeptPlan | None, wanted: Wanted) -> tuple[Period, NewPlan]:
    """Return the window and the plan: as said, else as kept before; words are never lost."""
    kept_window = before.window if before else None
    window = kept_window or told.whole_weeks()
    if wanted.weeks is not None:
        window = Period(told.starts_on, told.starts_on + timedelta(days=wanted.weeks * _WEEK - 1))
    if window is None:
        raise ConfigurationError(
            N_("The campaign has no last day: --weeks says how long it is judged."), code="usage.weeks"
        )
    least = wanted.minimum_effect if wanted.minimum_effect is not None or before is None else before.minimum_effect
    return window, NewPlan(
        measure=before.measure if before else "",
        method=before.method if before else "",
        baseline_from=before.baseline_from if before else None,
        baseline_until=before.baseline_until if before else None,
        window_from=window.first,
        window_until=window.last,
        outcomes=wanted.outcomes or (before.outcomes if before else (ALL,)),
        minimum_effect=least,
    )


def _answer(found: Plan | Said, campaign_id: str, window: Period, new: NewPlan, today: date) -> Answer:
    shown = no_plan(window.days / _WEEK, found) if isinstance(found, Said) else _shown(found)
    kept = {
        "campaign": campaign_id,
        "fixed_on": today,
        "window_from": window.first,
        "window_until": window.last,
        "outcomes": list(new.outcomes),
        "minimum_effect": figure(new.minimum_effect),
    }
    matters = (
        None if isinstance(found, Said) else promised.matters_said(new.minimum_effect, found.minimum_detectable_effect)
    )
    lines = [_kept_said(window, new, today), *([] if matters is None else [matters])]
    return Answer({**shown.document, "kept": kept}, (*map(say, lines), "", *shown.lines))


def _shown(found: Plan) -> Answer:
    return Answer(plan_document(found), tuple(plan_lines(found)))


def _kept_said(window: Period, new: NewPlan, today: date) -> Said:
    values: dict[str, object] = {
        "day": today,
        "first": window.first,
        "last": window.last,
        "outcomes": ", ".join(new.outcomes),
    }
    if new.minimum_effect is None:
        return Said(N_("Fixed on {day}: {first} to {last}, judged by {outcomes}."), values)
    text = N_("Fixed on {day}: {first} to {last}, judged by {outcomes}; {minimum} extra would matter.")
    return Said(text, {**values, "minimum": Number(new.minimum_effect)})
