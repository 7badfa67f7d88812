"""Reads history again after a rule changed: what was stored as it was told gets its meaning by the rules of today.

Only what was stored can be read again. Answers, tags and custom fields pass the boundary when a rule asks for them, so
that a new rule on those counts from the next whole reading; and an erased application stays as it was counted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from connectors.base import Row
from connectors.database import store
from connectors.database.applications import count_applications
from connectors.database.schema import STAGES, application, application_event, source, vacancy
from connectors.inflow.rows import source_rows
from connectors.inflow.rules import Rulebook
from connectors.side_entrant import classify
from connectors.sources import Resolved

_OPEN = frozenset({"new", "in_process", "offer"})
_END_DAY = {"hired": "hired_at", "rejected": "rejected_at", "withdrawn": "withdrawn_at"}
_REACHED = {"screened_at": "screened", "interview_at": "interview", "offer_at": "offer", "hired_at": "hired"}
_KEY = ("provider", "application_key")

Stored = Mapping[str, Any]


@dataclass(frozen=True)
class Reader:
    """Who reads again: the connection, whose rows, by which rules."""

    connection: Connection
    organisation_id: str
    rules: Rulebook
    run_id: int

    def everything(self, *columns: str) -> list[Stored]:
        """Return some columns of every application that is not erased."""
        names = [*_KEY, "applied_on", *columns]
        query = select(*(application.c[name] for name in names)).where(
            application.c.organisation_id == self.organisation_id, application.c.erased_at.is_(None)
        )
        return [dict(row) for row in self.connection.execute(query).mappings()]

    def write(self, table: Table, rows: Sequence[Row]) -> int:
        """Write changed columns of stored rows; return how many rows changed."""
        owned = [{"organisation_id": self.organisation_id, **row} for row in rows]
        return store.upsert(self.connection, table, owned, run_id=self.run_id).written


def rederive(connection: Connection, organisation_id: str, rules: Rulebook, subject: str, run_id: int) -> int:
    """Give the stored applications their meaning by the rules of a subject; return how many applications changed."""
    reader = Reader(connection, organisation_id, rules, run_id)
    return _SUBJECTS[subject](reader)


def _changed(reader: Reader, before: Iterable[Stored], after: Callable[[Stored], Row]) -> int:
    """Write what is different now, and count the days anew on which those applications came in."""
    rows: list[Row] = []
    days = []
    for row in before:
        new = after(row)
        if any(row[name] != value for name, value in new.items()):
            rows.append({**{name: row[name] for name in _KEY}, **new})
            days.append(row["applied_on"])
    written = reader.write(application, rows) if rows else 0
    count_applications(reader.connection, reader.organisation_id, filter(None, days))
    return written


# --- Sources -----------------------------------------------------------------------------------------------------------------

_TOLD = ("source_raw", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_content", "source_tag")


def _sources(reader: Reader) -> int:
    seen = []

    def noted(row: Stored, found: Resolved | None) -> str | None:
        if found is not None and row["applied_on"] is not None:
            seen.append((found, row["applied_on"]))
        return found.source_id if found else None

    def after(row: Stored) -> Row:
        told = {**row, "source": row["source_raw"]}
        tags = (row["source_tag"],) if row["source_tag"] else ()
        measured = noted(row, reader.rules.source_of(row["provider"], told, tags))
        said = noted(row, reader.rules.source_of(row["provider"], {"source": row["self_reported_raw"]}))
        return {"source_id": measured or row["source_id"], "self_reported_id": said or row["self_reported_id"]}

    count = _changed(reader, reader.everything(*_TOLD, "source_id", "self_reported_raw", "self_reported_id"), after)
    if seen:
        reader.write(source, source_rows(seen))
    return count


# --- Stages ------------------------------------------------------------------------------------------------------------------


def _stages(reader: Reader) -> int:
    """Read the words for stages again, in the log and in the applications; the vendor's own types are not words."""
    rows = [
        row
        for row in reader.everything(
            "stage_raw", "stage_basis", "stage", "status", "rejected_by", *_REACHED, *_END_DAY.values()
        )
        if row["stage_basis"] != "type" and row["stage_raw"]
    ]
    reached = _events(reader, {tuple(row[name] for name in _KEY) for row in rows})
    return _changed(reader, rows, lambda row: _standing(reader, row, reached))


def _standing(reader: Reader, row: Stored, reached: Mapping[tuple[object, ...], list[str]]) -> Row:
    named = reader.rules.stage(row["provider"], row["stage_raw"])
    if named is None:
        return {"stage_basis": None}
    meaning, basis = named
    status, told = row["status"], meaning.status
    has_day = row.get(_END_DAY.get(status, ""), None) is not None
    if (told in _END_DAY and status in _OPEN) or (told in _OPEN and status in _END_DAY and not has_day):
        status = told
    stages = [
        meaning.stage,
        *(stage for name, stage in _REACHED.items() if row[name]),
        *reached.get(tuple(row[name] for name in _KEY), []),
    ]
    furthest = "hired" if status == "hired" else max(stages, key=STAGES.index)
    stage = "offer" if furthest == "hired" and status != "hired" else furthest
    by = row["rejected_by"] or meaning.by if status in {"rejected", "withdrawn"} else None
    return {"stage": stage, "status": status, "rejected_by": by, "stage_basis": basis}


def _events(reader: Reader, keys: set[tuple[object, ...]]) -> dict[tuple[object, ...], list[str]]:
    """Read the words in the log again; return the stages that each application reached by its log."""
    column = application_event.c
    names = ("provider", "application_key", "dedupe_key", "to_stage", "stage_raw")
    query = select(*(column[name] for name in names)).where(
        column.organisation_id == reader.organisation_id, column.event == "stage"
    )
    changed: list[Row] = []
    reached: dict[tuple[object, ...], list[str]] = {}
    for event in map(dict, reader.connection.execute(query).mappings()):
        key = tuple(event[name] for name in _KEY)
        if key not in keys:
            continue
        named = reader.rules.stage(event["provider"], event["stage_raw"])
        stage = named[0].stage if named else event["to_stage"]
        if stage != event["to_stage"]:
            changed.append({**{name: event[name] for name in names[:3]}, "to_stage": stage})
        if stage:
            reached.setdefault(key, []).append(stage)
    if changed:
        reader.write(application_event, changed)
    return reached


# --- Groups of functions, and side-entrants -------------------------------------------------------------------------------------


def _vacancies(reader: Reader) -> dict[object, Stored]:
    """Read the titles of vacancies again; return each vacancy with its new group and track."""
    names = ("vacancy_id", "title", "department", "function_group", "side_entrant_track", "provider", "external_id")
    query = select(*(vacancy.c[name] for name in names)).where(vacancy.c.organisation_id == reader.organisation_id)
    known: dict[object, Stored] = {}
    changed: list[Row] = []
    for row in map(dict, reader.connection.execute(query).mappings()):
        new = {"function_group": _group(reader, row), "side_entrant_track": _track(reader, row)}
        if any(row[name] != value for name, value in new.items()):
            changed.append({**{name: row[name] for name in ("vacancy_id", "provider", "external_id")}, **new})
        known[row["vacancy_id"]] = {**row, **new}
    if changed:
        reader.write(vacancy, changed)
    return known


def _group(reader: Reader, row: Stored) -> str | None:
    """Return the group by the rules; a group that the system itself told stays where no rule knows the title."""
    found = reader.rules.function_group(title=row["title"], department=row["department"])
    return row["function_group"] if found in {None, "other"} and row["function_group"] else found


def _track(reader: Reader, row: Stored) -> bool | None:
    return True if row["side_entrant_track"] or reader.rules.is_track(row["title"]) else row["side_entrant_track"]


def _function_groups(reader: Reader) -> int:
    known = _vacancies(reader)

    def after(row: Stored) -> Row:
        of = known.get(row["vacancy_id"])
        return {"function_group": of["function_group"] if of else row["function_group"]}

    return _changed(reader, reader.everything("vacancy_id", "function_group"), after)


_FACTS = ("over_25", "ever_in_care", "recently_in_care")
_CLASS = ("side_entrant", "side_entrant_basis", "side_entrant_cbs", "side_entrant_declared", "side_entrant_evidence")


def _side_entrants(reader: Reader) -> int:
    known = _vacancies(reader)

    def after(row: Stored) -> Row:
        classes = classify(**{name: row[name] for name in _FACTS}, answer=None, rule=reader.rules.side_entrant)
        is_facts = reader.rules.side_entrant.rule == "cbs"
        in_force = classes.cbs if is_facts else row["side_entrant_declared"]
        basis = "none" if in_force == "unknown" else "facts" if is_facts else "declared"
        level = row["side_entrant_evidence"]
        if level in {"none", "vacancy_track", "campaign"}:
            of = known.get(row["vacancy_id"])
            level = reader.rules.lower_level(
                row["provider"], track=of["side_entrant_track"] if of else None, campaign=row["utm_campaign"]
            )
        return {
            "side_entrant": in_force,
            "side_entrant_basis": basis,
            "side_entrant_cbs": classes.cbs,
            "side_entrant_evidence": level,
        }

    return _changed(reader, reader.everything("vacancy_id", "utm_campaign", *_FACTS, *_CLASS), after)


_SUBJECTS: Mapping[str, Callable[[Reader], int]] = {
    "source": _sources,
    "stage": _stages,
    "function_group": _function_groups,
    "side_entrant": _side_entrants,
}
