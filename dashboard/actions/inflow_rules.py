"""What a recruiter changes of the rules: validated, audited, and read back over the whole history, in one transaction."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from connectors import patterns
from connectors.config import SideEntrantRule
from connectors.database import store
from connectors.database.engine import writing
from connectors.database.schema import STAGES, inflow_rule, source
from connectors.database.turns import take_turn
from connectors.errors import N_, ConfigurationError, Said
from connectors.inflow.rederive import rederive
from connectors.inflow.rules import CLASSES, FACTS, FIELDS, MATCHES, NAMED, InflowRule
from connectors.inflow.stored import rulebook
from connectors.runs import new_run_id
from connectors.sources import ID_LENGTH, default_rules
from connectors.words import plain
from dashboard.actions import audit
from dashboard.actions.campaigns import refuse_demo
from dashboard.analysis.rule_words import ENTRANT_NAMES, FIELD_NAMES, MATCH_NAMES, in_words, listed

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
_OF_VACANCIES = frozenset({*FIELDS["function_group"], "vacancy_track"})
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
    take_turn(connection, organisation_id)
    before = rulebook(connection, organisation_id, side_entrant)
    known = {*default_rules().sources, *before.known_sources}
    for number, rule in enumerate(rules, start=1):
        require_sound(number, rule, subject, known)
    run_id = new_run_id(connection, organisation_id)
    rows = [
        {
            "organisation_id": organisation_id,
            "subject": subject,
            "position": position,
            "field": rule.field,
            "name": (rule.name or None) if rule.field in NAMED else None,
            "match": rule.match,
            "value": rule.value,
            "result": rule.result,
            "provider": rule.provider or None,
        }
        for position, rule in enumerate(rules, start=1)
    ]
    scope = {"organisation_id": organisation_id, "subject": subject}
    store.replace(connection, inflow_rule, scope, rows, run_id=run_id)
    now = rulebook(connection, organisation_id, side_entrant)
    changed = rederive(connection, organisation_id, before, now, subject, run_id)
    detail = json.dumps({"rules": len(rules), "applications": changed})
    audit.record(
        connection, organisation_id, at, actor=actor, action="inflow_rules.save", subject=subject, detail=detail
    )
    return changed


def require_sound(number: int, rule: InflowRule, subject: str, sources: Collection[str]) -> None:
    """Raise a ConfigurationError when a rule cannot work: it names the rule's number, what is wrong and what it takes."""
    problem = _unreadable(rule, subject) or _unfit_words(rule) or _unfit_result(rule, sources)
    if problem is not None:
        raise _unsound(number, problem)


def _unreadable(rule: InflowRule, subject: str) -> Said | None:
    """Return what is wrong with what a rule looks at and how it compares."""
    if rule.subject != subject or rule.field not in FIELDS[subject]:
        return _takes(N_("looks at {found}; it takes one of: {takes}"), rule.field, FIELDS[subject], FIELD_NAMES)
    if rule.match not in MATCHES:
        return _takes(N_("compares by {found}; it takes one of: {takes}"), rule.match, MATCHES, MATCH_NAMES)
    if rule.field in NAMED and not plain(rule.name or ""):
        return Said(N_("has no name of the question or the field"))
    if rule.provider and rule.field in _OF_VACANCIES:
        return Said(N_("is for {found} only; rules on vacancies are for every system"), {"found": rule.provider})
    return None


def _unfit_words(rule: InflowRule) -> Said | None:
    """Return what is wrong with the words of a rule; a rule that asks for a fact needs none."""
    if not plain(rule.value) and (rule.match != "pattern" or not rule.value.strip()):
        return None if rule.result in FACTS else Said(N_("has no words to compare with"))
    if len(rule.value) > _LONGEST:
        return Said(N_("has more than {most} characters to compare with"), {"most": _LONGEST})
    return patterns.problem(rule.value) if rule.match == "pattern" else None


def _unfit_result(rule: InflowRule, sources: Collection[str]) -> Said | None:
    """Return what is wrong with what a rule leads to."""
    if not rule.result:
        return Said(N_("does not say what it then is"))
    if rule.subject == "function_group" and not _GROUP.fullmatch(rule.result):
        text = N_("leads to {found}; it takes a short name of small letters, digits and _")
        return Said(text, {"found": rule.result})
    allowed = results_of(rule, sources)
    if allowed and rule.result not in allowed:
        names = ENTRANT_NAMES if rule.subject == "side_entrant" else {}
        return _takes(N_("leads to {found}; it takes one of: {takes}"), rule.result, allowed, names)
    return None


def results_of(rule: InflowRule, sources: Collection[str]) -> tuple[str, ...]:
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
    """Place a new source: give it its name and its upper level, so that it is known from now on.

    Raises a ConfigurationError when there is no such new source, no name, or no such kind.
    """
    new = {"name": name.strip()[:_LONGEST], "strategy": strategy, "status": "known"}
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        _new_source(connection, organisation_id, source_id)
        if not name.strip():
            raise ConfigurationError(N_("Give the source a name."), code="source.name")
        if strategy not in STRATEGIES:
            takes = {"found": strategy, "takes": ", ".join(STRATEGIES)}
            raise ConfigurationError(N_("“{found}” is no kind of source; it takes one of: {takes}."), **takes)
        take_turn(connection, organisation_id)
        before = rulebook(connection, organisation_id, side_entrant)
        here = (source.c.organisation_id == organisation_id, source.c.source_id == source_id)
        connection.execute(source.update().where(*here).values(new))
        detail = json.dumps(new)
        audit.record(
            connection, organisation_id, at, actor=actor, action="source.place", subject=source_id, detail=detail
        )
        now = rulebook(connection, organisation_id, side_entrant)
        rederive(connection, organisation_id, before, now, "source", new_run_id(connection, organisation_id))


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
    """Lead a new source to a known one, for good: a rule for its words, in front of all others; return what changed.

    Raises a ConfigurationError when there is no such new source, or when the other is not known.
    """
    here = (source.c.organisation_id == organisation_id, source.c.source_id == source_id)
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        words = _new_source(connection, organisation_id, source_id)
        book = rulebook(connection, organisation_id, side_entrant)
        if into not in {*default_rules().sources, *book.known_sources}:
            raise _no_source(into)
        own = [rule for rule in book.own if rule.subject == "source"]
        fresh = [rule for rule in _leading(words, into) if rule not in own]
        connection.execute(source.update().where(*here).values(status="merged"))
        return _save(
            connection, organisation_id, "source", [*fresh, *own], side_entrant=side_entrant, at=at, actor=actor
        )


def _leading(words: str, into: str) -> list[InflowRule]:
    """Return the rules that lead the words of a source elsewhere; of long words its code holds the beginning only."""
    beginning = plain(words)[:ID_LENGTH].strip()
    is_long = beginning != plain(words)
    match, value = ("contains", beginning) if is_long else ("exact", words)
    return [InflowRule("source", field, match, value, into) for field in ("source", "utm_source", "referrer")]


def _new_source(connection: Connection, organisation_id: str, source_id: str) -> str:
    """Return the words of a source that nobody has placed; raise a ConfigurationError when there is none."""
    row = source.c
    here = (row.organisation_id == organisation_id, row.source_id == source_id, row.status == "new")
    words = connection.execute(select(row.name).where(*here)).scalar()
    if words is None:
        raise _no_source(source_id)
    return str(words)


def _no_source(source_id: str) -> ConfigurationError:
    return ConfigurationError(N_("There is no source “{name}”."), code="source.unknown", name=source_id)


def _takes(text: str, found: str, takes: Sequence[str], names: Mapping[str, str]) -> Said:
    return Said(text, {"found": in_words(found, names), "takes": listed(takes[:_SHOWN], names)})


def _unsound(number: int, problem: Said) -> ConfigurationError:
    return ConfigurationError(N_("Rule {number} {problem}."), code="rules.unsound", number=number, problem=problem)
