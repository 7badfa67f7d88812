"""Stores what is agreed before a campaign starts, with what could be seen; once it runs, what is judged is fixed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, select

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.errors import N_, NotEnoughData, Said
from dashboard.actions.audit import record
from dashboard.actions.campaigns import refuse_demo
from dashboard.actions.plan_form import NewPlan, problems_of
from dashboard.actions.refused import Refused
from dashboard.actions.standing import require, standing
from dashboard.analysis.impact.planning import Plan, plan
from dashboard.analysis.periods import Period
from dashboard.queries.case_file import CaseFile, Told, case_file
from dashboard.queries.evidence_cases import make_case
from dashboard.queries.evidence_slices import ALL

_WORDS = ("measure", "method", "baseline_from", "baseline_until")
_FIXED = ("window_from", "window_until", "outcomes", "minimum_effect")
_DECIMALS = 4


class PlanNotAccepted(Refused):
    """A plan cannot be stored."""

    code = "plan.not_accepted"
    sentence = N_("The plan was not stored: {problems}")


def keep(
    engine: Engine,
    organisation_id: str,
    campaign_id: str,
    new: NewPlan,
    *,
    actor: str,
    at: datetime,
    seen: str | None = None,
) -> Plan | None:
    """Store the plan of a campaign with an audit line; return what it could show, None when that cannot be said.

    What it could show follows from the applications until now. Once the campaign has begun, window, outcomes and smallest
    effect stay as they are, and so do the words and days that were written down before. ``seen`` is how the plan stood
    when the form was opened. Raises PlanNotAccepted with everything that is wrong, ChangedMeanwhile, and DemoIsFixed in the
    demo.
    """
    with reading(engine) as connection:
        refuse_demo(connection, organisation_id)
        file = case_file(connection, organisation_id)
    told, today = _accepted(file, campaign_id, new), file.today(at)
    begun = told.starts_on <= today
    found = None if begun else could_show(file, told, _window(new, told), new.outcomes, today)
    with writing(engine) as connection:
        require(standing(connection, organisation_id, campaign_id, "plan"), seen)
        before, after = _stored(connection, organisation_id, campaign_id), _columns(new)
        changed = [name for name, value in after.items() if before.get(name) != value]
        if begun:
            _keep_fixed(changed, before, told.starts_on)
        else:
            after |= _promise(found, today)
        if not (begun and before):
            after["recorded_at"] = at
        _write(connection, organisation_id, campaign_id, after)
        detail = _detail(changed, before, after)
        record(connection, organisation_id, at, actor=actor, action="campaign.plan", subject=campaign_id, detail=detail)
    return found


def _accepted(file: CaseFile, campaign_id: str, new: NewPlan) -> Told:
    """Return the campaign that a plan is for; raises PlanNotAccepted with everything that is wrong with the plan."""
    told = file.campaigns.get(campaign_id)
    if told is None:
        raise PlanNotAccepted([Said(N_("There is no campaign “{name}”."), {"name": campaign_id})])
    problems = problems_of(new, told.starts_on, told.ends_on, set(file.outcomes()))
    if problems:
        raise PlanNotAccepted(problems)
    return told


def _keep_fixed(changed: Sequence[str], before: Mapping[str, Any], began: date) -> None:
    if set(changed) & set(_FIXED):
        raise PlanNotAccepted([_is_fixed(began)])
    if any(before.get(name) for name in set(changed) & set(_WORDS)):
        raise PlanNotAccepted([_words_are_fixed(began)])


def _detail(changed: Sequence[str], before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    fixed = [name for name in changed if name in _FIXED]
    ends = (("before", before), ("after", after))
    told = {end: {name: _plain(values.get(name)) for name in fixed} for end, values in ends}
    return json.dumps({"changed": changed, **told})


def could_show(file: CaseFile, told: Told, window: Period | None, outcomes: Sequence[str], as_of: date) -> Plan | None:
    """Return what a campaign could show of its main outcome, from the applications before a day; None if too little is known."""
    if window is None:
        return None
    main = outcomes[0] if outcomes else ALL
    try:
        return plan(make_case(file, told.id, main, as_of=as_of, window=window))
    except NotEnoughData:
        return None


def foretell(engine: Engine, organisation_id: str) -> int:
    """Fill in what plans could show where that is missing, from what was known on the day of the plan; return how many.

    The fictional organisation's plans come without it: what can be seen is no invented figure.
    """
    with reading(engine) as connection:
        file = case_file(connection, organisation_id)
    count = 0
    for told in file.campaigns.values():
        agreed = told.agreed
        if agreed is None or agreed.window is None or agreed.minimum_detectable_effect is not None:
            continue
        found = could_show(file, told, agreed.window, agreed.outcomes, agreed.recorded_on)
        if found is not None:
            with writing(engine) as connection:
                _write(connection, organisation_id, told.id, _promise(found, agreed.recorded_on))
            count += 1
    return count


def _window(new: NewPlan, told: Told) -> Period | None:
    if new.window_from and new.window_until:
        return Period(new.window_from, new.window_until)
    return told.whole_weeks()


def _is_fixed(day: date) -> Said:
    text = N_(
        "The campaign began on {day}: window, outcomes and the smallest effect that matters are fixed since then."
    )
    return Said(text, {"day": day})


def _words_are_fixed(day: date) -> Said:
    text = N_(
        "The campaign began on {day}: its plan is fixed since then. Write down what is done otherwise, and why, beside it."
    )
    return Said(text, {"day": day})


def _columns(new: NewPlan) -> dict[str, Any]:
    values = {field.name: getattr(new, field.name) for field in fields(new)}
    values |= {name: values[name].strip() or None for name in ("measure", "method")}
    values["outcomes"] = json.dumps(list(new.outcomes)) if new.outcomes else None
    values["minimum_effect"] = None if new.minimum_effect is None else float(new.minimum_effect)
    return values


def _promise(found: Plan | None, day: date) -> dict[str, Any]:
    return {
        "minimum_detectable_effect": found.minimum_detectable_effect if found else None,
        "minimum_detectable_relative": found.minimum_detectable_relative if found else None,
        "power": json.dumps([[round(each, _DECIMALS) for each in pair] for pair in found.power]) if found else None,
        "planned_on": day,
    }


def _stored(connection: Connection, organisation_id: str, campaign_id: str) -> Mapping[str, Any]:
    row = schema.campaign_plan.c
    own = (row.organisation_id == organisation_id) & (row.campaign_id == campaign_id)
    found = connection.execute(select(schema.campaign_plan).where(own)).mappings().first()
    return dict(found) if found else {}


def _write(connection: Connection, organisation_id: str, campaign_id: str, values: Mapping[str, Any]) -> None:
    row = {"organisation_id": organisation_id, "campaign_id": campaign_id, **values}
    store.upsert(connection, schema.campaign_plan, [row], run_id=0)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
