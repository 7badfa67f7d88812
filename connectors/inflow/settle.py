"""Holds what came against what is stored, in the transaction that lands it: what changed becomes an event, once.

Here a count is protected: an application that was counted keeps its day, its source and the furthest stage it reached,
whatever a system later anonymises, resets or deletes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from connectors.clock import day_in
from connectors.database import store
from connectors.database.schema import STAGES, application, application_event, vacancy
from connectors.errors import N_, Said
from connectors.inflow.applied import Gone, Row
from connectors.inflow.kept import CLASS, blanked
from connectors.keys import pseudonym

Stored = Mapping[str, Any]

_CHUNK = 500
_FEW = 4
_OPEN = frozenset({"new", "in_process", "offer"})
_ENDS = {"hired": "hired_at", "rejected": "rejected_at", "withdrawn": "withdrawn_at"}
_REACHED = {"screened": "screened_at", "interview": "interview_at", "offer": "offer_at"}
_MILESTONES = (*_ENDS.values(), *_REACHED.values())
_READ = (
    *("provider", "application_key", "applied_on", "stage", "stage_raw", "status", "erased_at", "vacancy_id"),
    *_MILESTONES,
    *CLASS,
)


@dataclass(frozen=True)
class Settling:
    """What settling needs to know of the landing it is part of."""

    connection: Connection
    organisation_id: str
    zone: str
    now: datetime
    run_id: int

    @property
    def today(self) -> date:
        """Today in the organisation's zone."""
        return day_in(self.now, self.zone)


@dataclass
class Settled:
    """Application rows as they may be written, and the events that the comparison found."""

    rows: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    frozen: set[tuple[object, object]] = field(default_factory=set)
    """Provider and key of applications that are not updated any more."""


def settle_applications(at: Settling, rows: Sequence[Row], compares: Collection[str]) -> Settled:
    """Return the rows as they may be written: nothing goes back, what is erased stays as it is, places are filled in."""
    stored = _stored(at, rows)
    places = _places(at, rows)
    settled = Settled()
    for row in rows:
        place = (row["provider"], row["application_key"])
        before = stored.get(place)
        if before is not None and before["erased_at"] is not None:
            settled.frozen.add(place)
        elif before is not None and compares and _was_reset(before, row):
            settled.frozen.add(place)
            settled.rows.append({**_key(row), "erased_at": at.now, "candidate_key": None, "observed_at": at.now})
            settled.events.append(_event(at, row, "anonymised", at.today, "diff"))
        else:
            known = {**row, **blanked(before, row)}
            ready = _forward(at, before, {**known, **_place(known, places)}, compares)
            settled.rows.append(ready)
            settled.events += _changes(at, before, ready, compares)
    return settled


def _was_reset(before: Stored, row: Row) -> bool:
    """Return whether a system moved an application's day forward: that is how anonymising rewrites history."""
    day, known = row.get("applied_on"), before["applied_on"]
    return isinstance(day, date) and known is not None and day > known


def _forward(at: Settling, before: Stored | None, row: Row, compares: Collection[str]) -> Row:
    """Return a row that keeps the furthest stage and every milestone; an undone end takes its day with it, a file dates none."""
    if "status" not in row:
        return row
    status, ready = str(row["status"]), dict(row)
    if before is not None and status == "deleted":
        return {**ready, **{name: before[name] for name in ("stage", *_MILESTONES)}, **_over(before)}
    if before is not None:
        furthest = max(str(row["stage"]), str(before["stage"]), key=STAGES.index)
        ready["stage"] = "offer" if furthest == "hired" and status != "hired" else furthest
        for name in _REACHED.values():
            ready[name] = _first_time(before[name], row.get(name), compares)
    end = _ENDS.get(status)
    for name in _ENDS.values():
        ready[name] = row.get(name) if name == end else None
    if end and ready[end] is None and before is not None:
        ready[end] = before[end] if before["status"] == status else at.today if compares else None
    return ready


def _first_time(before: date | None, told: object, compares: Collection[str]) -> object:
    """Return the day of a milestone: the newest word, but the first day of a source that tells its stages in parts."""
    tells_stages = bool(compares) and "stage" not in compares
    return min(before, told) if tells_stages and before and isinstance(told, date) else told or before


def _over(before: Stored) -> Row:
    """Return the status of an application that was deleted: what was open is over, an outcome stays."""
    return {"status": "deleted" if before["status"] in _OPEN else before["status"]}


def _changes(at: Settling, before: Stored | None, row: Row, compares: Collection[str]) -> list[Row]:
    """Return the events that lie between the stored row and the new one; of a first sight only what has a day."""
    if not compares:
        return []
    found: list[Row] = []
    if (before is None or before["applied_on"] is None) and isinstance(row.get("applied_on"), date):
        found.append(_event(at, row, "created", row["applied_on"], "diff"))
    if "status" in row:
        found += _ends(at, before, row)
    if before is not None and "status" in row and row["stage_raw"] != before["stage_raw"]:
        found.append(_event(at, row, "stage", at.today, "diff", before=before["stage"], raw=True))
    seen = f"|{at.now.isoformat()}" if before else ""  # hired, undone and hired again may all have one day
    return [{**event, "dedupe_key": f"{event['dedupe_key']}{seen}"} for event in found if event["event"] in compares]


def _ends(at: Settling, before: Stored | None, row: Row) -> list[Row]:
    status, was = str(row["status"]), str(before["status"]) if before else "new"
    found: list[Row] = []
    if status == was:
        return found
    if was == "hired":
        found.append(_event(at, row, "unhired", at.today, "diff", before="hired"))
    if was in {"rejected", "withdrawn"} and status in {*_OPEN, "hired"}:
        found.append(_event(at, row, "unrejected", at.today, "diff"))
    if status in _ENDS:
        told = row.get(_ENDS[status])
        day = told if isinstance(told, date) else at.today if before else None
        if day is not None:
            found.append(_event(at, row, status, day, "diff", before=before["stage"] if before else None))
    return found


def _event(
    at: Settling, row: Row, event: str, day: object, origin: str, *, before: str | None = None, raw: bool = False
) -> Row:
    assert isinstance(day, date)
    stage = row.get("stage")
    return {
        **_key(row),
        "dedupe_key": f"{origin}|{event}|{day.isoformat()}" + (f"|{stage}|{row.get('stage_raw')}" if raw else ""),
        "event": event,
        "day": day,
        "at": None,
        "from_stage": before,
        "to_stage": stage if event != "created" else "applied",
        "stage_raw": row.get("stage_raw") if raw else None,
        "origin": origin,
        "organisation_id": at.organisation_id,
    }


# --- What is gone ----------------------------------------------------------------------------------------------------------


def settle_gone(at: Settling, gone: Sequence[tuple[str, str, Gone]]) -> tuple[list[Row], list[Row]]:
    """Return rows and events for applications that were deleted or made anonymous, given as (provider, key, what).

    The row stays under its pseudonym so that it counts once and never again; what was open is over, the rest stays as it
    was; it forgets the person's pseudonym and is not updated any more.
    """
    named: list[Row] = [{"provider": provider, "application_key": key} for provider, key, _ in gone]
    stored = _stored(at, named)
    rows, events = [], []
    for provider, key, each in gone:
        before = stored.get((provider, key))
        if before is None or before["erased_at"] is not None:
            continue
        row: Row = {"provider": provider, "application_key": key}
        over = _over(before) if each.news == "deleted" else {}
        rows.append({**_key(row), **over, "candidate_key": None, "erased_at": each.at, "observed_at": at.now})
        events.append(_event(at, {**row, "stage": before["stage"]}, each.news, day_in(each.at, at.zone), "diff"))
    return rows, events


def applications_of(at: Settling, gone: Sequence[tuple[str, Gone]]) -> list[tuple[str, str, Gone]]:
    """Return the stored applications of persons that are gone, given as (pseudonym of the person, what)."""
    named = {(each.provider, key): each for key, each in gone}
    column = application.c
    found: list[tuple[str, str, Gone]] = []
    for some in _chunks(key for key, _ in gone):
        query = (
            select(column.provider, column.application_key, column.candidate_key)
            .where(column.organisation_id == at.organisation_id, column.candidate_key.in_(some))
            .order_by(column.provider, column.application_key)
        )
        for provider, key, person in at.connection.execute(query):
            if (provider, person) in named:
                found.append((provider, key, named[provider, person]))
    return found


def settle_present(
    at: Settling, provider: str, keys: Collection[str]
) -> tuple[list[tuple[str, str, Gone]], list[Said]]:
    """Return the stored applications of a provider that a whole reading did not show, as deleted ones.

    When all or more than half would go, nothing does: an account that lost its rights looks just like that.
    """
    column = application.c
    living = select(column.application_key).where(
        column.organisation_id == at.organisation_id, column.provider == provider, column.erased_at.is_(None)
    )
    stored = set(at.connection.execute(living).scalars())
    missing = sorted(stored - set(keys))
    if missing and (not keys or (len(missing) > _FEW and len(missing) * 2 > len(stored))):
        note = Said(
            N_(
                "{source} no longer shows {missing} of {stored} applications. Nothing was taken as deleted: look whether the "
                "account lost rights."
            ),
            {"source": provider, "missing": len(missing), "stored": len(stored)},
        )
        return [], [note]
    return [(provider, key, Gone(provider, "", "deleted", at.now)) for key in missing], []


def key_of(secret: bytes, organisation_id: str, provider: str, number: str, kind: str = "application") -> str:
    """Return the pseudonym of an application, or of a ``candidate``."""
    return pseudonym(secret, provider, organisation_id, kind, number)


# --- What is stored ----------------------------------------------------------------------------------------------------------


def _key(row: Row) -> Row:
    return {"provider": row["provider"], "application_key": row["application_key"]}


def _stored(at: Settling, rows: Sequence[Row]) -> dict[tuple[object, object], Stored]:
    """Return the stored applications among some rows by provider and key."""
    found: dict[tuple[object, object], Stored] = {}
    column = application.c
    for provider in {row["provider"] for row in rows}:
        keys = [row["application_key"] for row in rows if row["provider"] == provider]
        for some in _chunks(keys):
            query = select(*(column[name] for name in _READ)).where(
                column.organisation_id == at.organisation_id,
                column.provider == provider,
                column.application_key.in_(some),
            )
            for row in at.connection.execute(query).mappings():
                found[row["provider"], row["application_key"]] = dict(row)
    return found


def _places(at: Settling, rows: Sequence[Row]) -> dict[object, Stored]:
    """Return group of functions, site and track of the vacancies that rows name and say nothing more about."""
    wanted = {row["vacancy_id"] for row in rows if row.get("vacancy_id") and "function_group" not in row}
    found: dict[object, Stored] = {}
    column = vacancy.c
    for some in _chunks(sorted(wanted, key=str)):
        query = select(column.vacancy_id, column.function_group, column.site_id, column.side_entrant_track).where(
            column.organisation_id == at.organisation_id, column.vacancy_id.in_(some)
        )
        found.update({row["vacancy_id"]: dict(row) for row in at.connection.execute(query).mappings()})
    return found


def _place(row: Row, places: Mapping[object, Stored]) -> Row:
    known = places.get(row.get("vacancy_id"))
    if known is None:
        return {}
    filled: Row = {"function_group": known["function_group"], "site_id": row.get("site_id") or known["site_id"]}
    if known["side_entrant_track"] and row.get("side_entrant_evidence") in {"none", "campaign"}:
        filled["side_entrant_evidence"] = "vacancy_track"
    return filled


def _chunks(listed: Iterable[Any]) -> Iterable[list[Any]]:
    everything = list(dict.fromkeys(listed))
    return (everything[first : first + _CHUNK] for first in range(0, len(everything), _CHUNK))


def write_events(at: Settling, rows: Sequence[Row]) -> store.Written:
    """Add events to the log; those that stand there already stay as they are."""
    table: Table = application_event
    owned = [{**row, "organisation_id": at.organisation_id} for row in rows]
    return store.upsert(at.connection, table, owned, run_id=at.run_id)
