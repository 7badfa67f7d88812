"""Reads the words for stages again after a rule changed: in the log, then in the applications that it moves.

Only words that mean something else now are touched. What a system told by a type of its own, or with a status that no
word gave, stays; a milestone whose day came from a word goes with the meaning of that word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from connectors.database.schema import STAGES, application_event
from connectors.inflow.applied import Row
from connectors.inflow.reader import KEY, Reader, Stored
from connectors.inflow.rows import ENDS, MILESTONES
from connectors.inflow.values import Meaning

_UNKNOWN = Meaning("applied", "in_process", None)
_END_DAY = {status: name for name, status in ENDS.items()}
_DATED = {stage: name for stage, name in MILESTONES.items() if stage != "hired"}
_COLUMNS = ("stage_raw", "stage_basis", "stage", "status", "rejected_by", *_DATED.values(), *ENDS)

Place = tuple[object, ...]
_Named = tuple[Meaning, str] | None


@dataclass
class _Log:
    """What the log says of one application: stages that it reached by words, before and now, with the first day of each."""

    before: dict[str, date] = field(default_factory=dict)
    now: dict[str, date] = field(default_factory=dict)
    reached: list[str] = field(default_factory=list)


class _Words:
    """What a word meant before and what it means now, each with what that rests on; looked up once."""

    def __init__(self, reader: Reader) -> None:
        self.books = (reader.before, reader.rules)
        self.known: dict[tuple[str, str | None], tuple[_Named, _Named]] = {}

    def of(self, row: Stored) -> tuple[_Named, _Named]:
        word = (row["provider"], row["stage_raw"])
        if word not in self.known:
            was, now = (book.stage(*word) for book in self.books)
            self.known[word] = (was, now)
        return self.known[word]

    def stages(self, row: Stored) -> tuple[str | None, str | None]:
        was, now = (named[0].stage if named else None for named in self.of(row))
        return was, now


def stages(reader: Reader) -> int:
    """Give applications and their log the meaning that the words for stages have now; return how many applications changed."""
    words = _Words(reader)
    rows = {_place(row): row for row in reader.everything(*_COLUMNS) if row["stage_basis"] != "type"}
    logs, moved = _read_log(reader, words, rows)
    reader.write(application_event, moved)
    touched = {_place(row) for row in moved}
    again = [row for place, row in rows.items() if place in touched or len(set(words.of(row))) > 1]
    return reader.change(again, lambda row: _standing(words, row, logs.get(_place(row), _Log())))


def _place(row: Stored) -> Place:
    return tuple(row[name] for name in KEY)


def _read_log(reader: Reader, words: _Words, rows: Mapping[Place, Stored]) -> tuple[dict[Place, _Log], list[Row]]:
    """Return the log of each application, and the events that mean something else now."""
    logs: dict[Place, _Log] = {}
    moved: list[Row] = []
    for event in _events(reader):
        place = _place(event)
        if place not in rows:
            continue
        was, stage = words.stages(event)
        told = event["to_stage"]
        now = stage if was != stage and told in {was, None} else told
        if now != told:
            moved.append({**{name: event[name] for name in (*KEY, "dedupe_key")}, "to_stage": now})
        log = logs.setdefault(place, _Log())
        if now:
            log.reached.append(now)
        if event["origin"] != "diff":  # a difference between two readings gives no milestone a day
            _note(log.before, told, event["day"])
            _note(log.now, now, event["day"])
    return logs, moved


def _events(reader: Reader) -> Sequence[Stored]:
    column = application_event.c
    names = (*KEY, "dedupe_key", "to_stage", "stage_raw", "origin", "day")
    query = select(*(column[name] for name in names)).where(
        column.organisation_id == reader.organisation_id, column.event == "stage"
    )
    return [dict(row) for row in reader.connection.execute(query.order_by(column.day)).mappings()]


def _note(days: dict[str, date], stage: str | None, day: date) -> None:
    if stage:
        days.setdefault(stage, day)


def _standing(words: _Words, row: Stored, log: _Log) -> Row:
    """Return where an application stands by the words of today."""
    new: dict[str, Any] = {**_days(row, log)}
    stage = "applied"
    if row["stage_raw"]:
        was, named = words.of(row)
        meaning = named[0] if named else _UNKNOWN
        stage = meaning.stage
        new["stage_basis"] = named[1] if named else None
        new |= _status(row, was[0] if was else _UNKNOWN, meaning)
    status = new.get("status", row["status"])
    dated = (stage for stage, name in _DATED.items() if new.get(name, row[name]))
    ended = (status,) if status in {"offer", "hired"} else ()
    furthest = max([stage, *dated, *log.reached, *ended], key=STAGES.index)
    new["stage"] = "offer" if furthest == "hired" and status != "hired" else furthest
    return new


def _days(row: Stored, log: _Log) -> Row:
    """Return the milestones whose day came from a word of the log, with the day that the words give now."""
    days: Row = {}
    for stage, name in _DATED.items():
        was, now = log.before.get(stage), log.now.get(stage)
        if was != now and row[name] in {was, None}:
            days[name] = now
    return days


def _status(row: Stored, was: Meaning, now: Meaning) -> Row:
    """Return the status where words decided it: an end that is none any more takes its day with it."""
    status = _said(now)
    if row["status"] != _said(was) or status == row["status"]:
        return {}
    gone = _END_DAY.get(row["status"])
    by = {"withdrawn": "candidate", "rejected": now.by or "unknown"}.get(status)
    return {"status": status, "rejected_by": by, **({gone: None} if gone else {})}


def _said(meaning: Meaning) -> str:
    return {"pool": "in_process", "closed": "rejected"}.get(meaning.status, meaning.status)
