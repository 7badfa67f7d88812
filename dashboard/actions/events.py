"""Own events on the time line: a broadcast, an award, a wave of vacancies, or anything else that may have been felt."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, select

from connectors.database import schema, store
from connectors.database.engine import writing
from connectors.errors import N_, ConfigurationError, Said
from dashboard.actions.audit import record
from dashboard.actions.campaigns import refuse_demo
from dashboard.actions.codes import first_free
from dashboard.actions.refused import Refused
from dashboard.analysis.links import tag
from dashboard.analysis.time_line import EVENT_KINDS
from dashboard.queries.backdrops import platforms_on

LONGEST_TITLE = 160
_LONGEST = timedelta(days=366)
_EARLIEST = date(2000, 1, 1)
_AHEAD = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Written:
    """An event as a person filled it in; without ``until`` it is one day, without a site or platform it touches all."""

    kind: str
    title: str
    day: date | None
    until: date | None = None
    site: str = ""
    platform: str = ""


class EventNotAccepted(Refused):
    """An event cannot be stored."""

    code = "event.not_accepted"
    sentence = N_("The event was not stored: {problems}")


def problems_of(
    event: Written, today: date, *, sites: Collection[str] = (), platforms: Collection[str] = ()
) -> list[Said]:
    """Return everything that is wrong with an event, each with the field; ``sites`` and ``platforms`` are those that exist."""
    found = _days_of(event, today)
    if event.kind not in EVENT_KINDS:
        found.append(Said(N_("Kind: choose what kind of event it is.")))
    if not event.title.strip():
        found.append(Said(N_("What happened: write it in a few words.")))
    if len(event.title.strip()) > LONGEST_TITLE:
        found.append(Said(N_("What happened: at most {most} characters."), {"most": LONGEST_TITLE}))
    if event.site and event.site not in sites:
        found.append(Said(N_("Site: “{site}” is not known."), {"site": event.site}))
    if event.platform and event.platform not in platforms:
        found.append(Said(N_("Platform: “{platform}” is not known."), {"platform": event.platform}))
    return found


def _days_of(event: Written, today: date) -> list[Said]:
    if event.day is None:
        return [Said(N_("First day: fill in on which day it began."))]
    if event.day < _EARLIEST or event.day > today + _AHEAD:
        words = N_("First day: choose a day from {first} to {last}.")
        return [Said(words, {"first": _EARLIEST, "last": today + _AHEAD})]
    if event.until is None:
        return []
    if event.until < event.day:
        return [Said(N_("Last day: it lies before the first day."))]
    if event.until - event.day > _LONGEST:
        return [Said(N_("Last day: an event takes a year at most."))]
    return []


def add(engine: Engine, organisation_id: str, event: Written, *, actor: str, at: datetime, today: date) -> str:
    """Store an event with an audit line, and return its code; raise EventNotAccepted with everything that is wrong."""
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        _require_right(connection, organisation_id, event, today)
        code = _free_code(connection, organisation_id, event.title)
        _store(connection, organisation_id, code, event)
        _record(connection, organisation_id, at, actor=actor, action="event.add", code=code, event=event)
    return code


def change(
    engine: Engine, organisation_id: str, code: str, event: Written, *, actor: str, at: datetime, today: date
) -> None:
    """Put what was filled in in the place of an own event, with an audit line."""
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        _require_own(connection, organisation_id, code)
        _require_right(connection, organisation_id, event, today)
        _store(connection, organisation_id, code, event)
        _record(connection, organisation_id, at, actor=actor, action="event.change", code=code, event=event)


def remove(engine: Engine, organisation_id: str, code: str, *, actor: str, at: datetime) -> None:
    """Take an own event off the time line, with an audit line."""
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        _require_own(connection, organisation_id, code)
        store.remove(connection, schema.event, _here(organisation_id, code))
        _record(connection, organisation_id, at, actor=actor, action="event.remove", code=code)


def _require_right(connection: Connection, organisation_id: str, event: Written, today: date) -> None:
    column = schema.site.c
    sites = connection.execute(select(column.site_id).where(column.organisation_id == organisation_id)).scalars().all()
    problems = problems_of(event, today, sites=sites, platforms=platforms_on(connection, organisation_id))
    if problems:
        raise EventNotAccepted(problems)


def _require_own(connection: Connection, organisation_id: str, code: str) -> None:
    """Raise when there is no such event, or when a source wrote it: changes in counting are not a person's."""
    kind = connection.execute(select(schema.event.c.kind).where(_here(organisation_id, code))).scalar()
    if kind not in EVENT_KINDS:
        raise ConfigurationError(
            N_("There is no event “{event}” that you can change."), code="event.unknown", event=code
        )


def _here(organisation_id: str, code: str) -> ColumnElement[bool]:
    column = schema.event.c
    return (column.organisation_id == organisation_id) & (column.event_id == code)


def _free_code(connection: Connection, organisation_id: str, title: str) -> str:
    column = schema.event.c
    taken = set(connection.execute(select(column.event_id).where(column.organisation_id == organisation_id)).scalars())
    return first_free(tag(title) or "event", taken)


def _store(connection: Connection, organisation_id: str, code: str, event: Written) -> None:
    row = {
        "organisation_id": organisation_id,
        "event_id": code,
        "kind": event.kind,
        "day": event.day,
        "until": event.until if event.until != event.day else None,
        "title": event.title.strip(),
        "platform": event.platform or None,
        "metric": None,
        "site_id": event.site or None,
    }
    store.upsert(connection, schema.event, [row], run_id=0)


def _record(
    connection: Connection,
    organisation_id: str,
    at: datetime,
    *,
    actor: str,
    action: str,
    code: str,
    event: Written | None = None,
) -> None:
    told = {} if event is None else {"kind": event.kind, "day": str(event.day), "until": str(event.until or event.day)}
    record(connection, organisation_id, at, actor=actor, action=action, subject=code, detail=json.dumps(told))
