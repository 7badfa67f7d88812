"""What a recruiter changes of the rules: validated, audited, and read back over the whole history, in one transaction."""

import json
import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from connectors.config import SideEntrantRule
from connectors.database import store
from connectors.database.engine import writing
from connectors.database.schema import STAGES, inflow_rule, source
from connectors.errors import N_, ConfigurationError, Said
from connectors.inflow.rederive import rederive
from connectors.inflow.rules import CLASSES, FACTS, FIELDS, MATCHES, NAMED, InflowRule
from connectors.inflow.stored import rulebook
from connectors.runs import new_run_id
from connectors.sources import default_rules
from dashboard.actions import audit
from dashboard.actions.campaigns import refuse_demo

STRATEGIES = (
    "campaign",
    "own_site",
    "job_board",
    "social",
    "referral",
    "agency",
    "school",
    "event",
    "offline",
    "other",
)
STAGE_NAMES = {
    "applied": N_("Applied"),
    "screened": N_("Screening"),
    "interview": N_("Interview"),
    "offer": N_("Offer"),
    "hired": N_("Hired"),
}
STATUSES = ("new", "in_process", "offer", "hired", "rejected", "withdrawn")
_LONGEST = 200
_SHOWN = 40
_GROUP = re.compile(r"[a-z][a-z0-9_]{0,39}")


def save_rules(
    engine: Engine,
    organisation_id: str,
    subject: str,
    rules: Sequence[InflowRule],
    *,
    side_entrant: SideEntrantRule,
    at: datetime,
    actor: str,
) -> int:
    """Replace the rules of a subject by these, in their order, and read history again; return how many applications changed.

    Raises a ConfigurationError that names the rule and what it takes; then nothing has changed.
    """
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        return _save(connection, organisation_id, subject, rules, side_entrant=side_entrant, at=at, actor=actor)


def _save(
    connection: Connection,
    organisation_id: str,
    subject: str,
    rules: Sequence[InflowRule],
    *,
    side_entrant: SideEntrantRule,
    at: datetime,
    actor: str,
) -> int:
    own = select(source.c.source_id).where(source.c.organisation_id == organisation_id)
    known = set(connection.execute(own).scalars())
    for number, rule in enumerate(rules, start=1):
        require_sound(number, rule, known | set(default_rules().sources))
    run_id = new_run_id(connection, organisation_id)
    rows = [
        {
            "organisation_id": organisation_id,
            "subject": subject,
            "position": position,
            "field": rule.field,
            "name": rule.name or None,
            "match": rule.match,
            "value": rule.value,
            "result": rule.result,
            "provider": rule.provider or None,
        }
        for position, rule in enumerate(rules, start=1)
    ]
    scope = {"organisation_id": organisation_id, "subject": subject}
    store.replace(connection, inflow_rule, scope, rows, run_id=run_id)
    changed = rederive(
        connection, organisation_id, rulebook(connection, organisation_id, side_entrant), subject, run_id
    )
    detail = json.dumps({"rules": len(rules), "applications": changed})
    audit.record(
        connection, organisation_id, at, actor=actor, action="inflow_rules.save", subject=subject, detail=detail
    )
    return changed


def require_sound(number: int, rule: InflowRule, sources: set[str]) -> None:
    """Raise a ConfigurationError when a rule cannot work: an unknown field, an empty or broken value, an unknown result."""
    allowed = results_of(rule, sources)
    if rule.field not in FIELDS[rule.subject]:
        raise _unsound(number, N_("looks at {found}; it takes one of: {takes}"), rule.field, FIELDS[rule.subject])
    if rule.match not in MATCHES:
        raise _unsound(number, N_("compares by {found}; it takes one of: {takes}"), rule.match, MATCHES)
    if not rule.value.strip() and rule.result not in FACTS:
        raise _unsound(number, N_("has no words to compare with"), "", ())
    if len(rule.value) > _LONGEST or (rule.match == "pattern" and not _compiles(rule.value)):
        raise _unsound(number, N_("has a pattern that cannot be read: {found}"), rule.value, ())
    if rule.field in NAMED and not (rule.name or "").strip():
        raise _unsound(number, N_("has no name of the question or the field"), "", ())
    if rule.subject == "function_group" and not _GROUP.fullmatch(rule.result):
        raise _unsound(
            number, N_("leads to {found}; it takes a short name of small letters, digits and _"), rule.result, ()
        )
    if allowed and rule.result not in allowed:
        raise _unsound(number, N_("leads to {found}; it takes one of: {takes}"), rule.result, allowed)


def results_of(rule: InflowRule, sources: set[str]) -> tuple[str, ...]:
    """Return what a rule may lead to; empty when any short name will do (groups of functions)."""
    if rule.subject == "source":
        return tuple(sorted(sources))
    if rule.subject == "stage":
        return (*STAGES, *(f"{stage}/{status}" for stage in STAGES for status in STATUSES))
    if rule.subject == "side_entrant":
        return {"vacancy_track": ("track",), "campaign": ("track",)}.get(rule.field, (*CLASSES, *FACTS))
    return ()


def place_source(
    engine: Engine,
    organisation_id: str,
    source_id: str,
    *,
    name: str,
    strategy: str,
    side_entrant: SideEntrantRule,
    at: datetime,
    actor: str,
) -> None:
    """Place a new source: give it its name and its upper level, so that it is known from now on."""
    if strategy not in STRATEGIES or not name.strip():
        raise _unsound(1, N_("leads to {found}; it takes one of: {takes}"), strategy, STRATEGIES)
    here = (source.c.organisation_id == organisation_id, source.c.source_id == source_id)
    new = {"name": name.strip()[:_LONGEST], "strategy": strategy, "status": "known"}
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        if not connection.execute(source.update().where(*here).values(new)).rowcount:
            raise _no_source(source_id)
        detail = json.dumps(new)
        audit.record(
            connection, organisation_id, at, actor=actor, action="source.place", subject=source_id, detail=detail
        )
        rules = rulebook(connection, organisation_id, side_entrant)
        rederive(connection, organisation_id, rules, "source", new_run_id(connection, organisation_id))


def merge_source(
    engine: Engine,
    organisation_id: str,
    source_id: str,
    into: str,
    *,
    side_entrant: SideEntrantRule,
    at: datetime,
    actor: str,
) -> int:
    """Lead a new source to a known one, for good: a rule for its words, in front of all others; return what changed."""
    here = (source.c.organisation_id == organisation_id, source.c.source_id == source_id)
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        own = [rule for rule in rulebook(connection, organisation_id, side_entrant).own if rule.subject == "source"]
        words = connection.execute(select(source.c.name).where(*here)).scalar()
        if words is None or source_id == into:
            raise _no_source(source_id)
        added = [InflowRule("source", field, "exact", words, into) for field in ("source", "utm_source", "referrer")]
        fresh = [rule for rule in added if rule not in own]
        connection.execute(source.update().where(*here).values(status="merged"))
        return _save(
            connection, organisation_id, "source", [*fresh, *own], side_entrant=side_entrant, at=at, actor=actor
        )


def _no_source(source_id: str) -> ConfigurationError:
    return ConfigurationError(N_("There is no source “{name}”."), code="source.unknown", name=source_id)


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _unsound(number: int, problem: str, found: str, takes: Sequence[str]) -> ConfigurationError:
    return ConfigurationError(
        N_("Rule {number} {problem}."),
        code="rules.unsound",
        number=number,
        problem=Said(problem, {"found": found, "takes": ", ".join(takes[:_SHOWN])}),
    )
