"""How fresh and healthy every source is, and how many applications have a known origin: the page's and the command's."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Row, case, func, select

from connectors import clock, files
from connectors.database.schema import application_daily, import_file, organisation, sync_run, webhook_event
from connectors.errors import Said
from connectors.manifest import Manifest, manifests

STALE_IMPORT_AFTER_DAYS = 35
"""An export is made once a month: a file whose last day is older than a month and some days is stale."""
LOST_AFTER = timedelta(hours=6)
"""A run that is still marked as running after this was cut off without a word."""

_DONE = ("ok", "partial")
_TROUBLED = ("auth", "failed", "quota", "interrupted")
_OFF = ("not_enabled", "never")


@dataclass(frozen=True)
class Problem:
    """What went wrong: a short code, the sentence, and what to do."""

    code: str
    text: Said
    hint: Said


@dataclass(frozen=True)
class Run:
    """What one run did: ``rows_refused`` of a file; ``notes`` are sentences that are no errors."""

    started_at: datetime
    finished_at: datetime | None
    rows_written: int
    rows_unchanged: int
    requests: int
    rows_refused: int = 0
    notes: tuple[Said, ...] = ()


@dataclass(frozen=True)
class SourceHealth:
    """How one source, or one kind of file, stands.

    Attributes:
        source: Its name; ``import:KIND`` for a kind of file.
        title: Name as shown (a message id for a kind of file).
        status: ok, partial, quota, auth, failed, interrupted, running, never or not_enabled.
        last_success: When it last brought figures.
        until: Last day with figures.
        age_days: Days between that day and today in the source's own zone.
        stale: The figures are older than the manifest allows; False where there are none.
        error: What the last run failed on.
        last_run: What the last run did; None when it never ran.
        is_file: It is brought by hand.
        file: Name of the last file.
        waiting: Messages of the source that nobody has looked at yet.
    """

    source: str
    title: str
    status: str
    last_success: datetime | None
    until: date | None
    age_days: int | None
    stale: bool
    error: Problem | None = None
    last_run: Run | None = None
    is_file: bool = False
    file: str = ""
    waiting: int = 0


@dataclass(frozen=True)
class Coverage:
    """Counts of applications: all, and those of which the origin is known in one of three ways."""

    applications: int
    source_known: int
    self_reported_known: int
    side_entrant_known: int


def source_health(
    connection: Connection,
    organisation_id: str,
    now: datetime,
    manifests: Mapping[str, Manifest],
    enabled: Collection[str] | None = None,
) -> list[SourceHealth]:
    """Return how every source stands, then every kind of file that was ever imported.

    ``enabled`` names the sources that are switched on; None when that is not known (the demo organisation).
    """
    sources = [_source(connection, organisation_id, now, manifest, enabled) for manifest in manifests.values()]
    return [*sources, *_imports(connection, organisation_id, now)]


def in_trouble(
    connection: Connection, organisation_id: str, now: datetime, enabled: Collection[str] | None = None
) -> list[SourceHealth]:
    """Return the sources and kinds of file whose figures are old or whose last run did not go well."""
    every = source_health(connection, organisation_id, now, manifests(), enabled)
    return [one for one in every if one.status in _TROUBLED or (one.stale and one.status not in _OFF)]


def coverage(connection: Connection, organisation_id: str) -> Coverage:
    """Return how many applications have a known origin, over all days; counts outlive the rows they come from."""
    row = application_daily.c
    total = func.coalesce(func.sum(row.applied), 0)

    def where(condition: object) -> object:
        return func.coalesce(func.sum(case((condition, row.applied), else_=0)), 0)  # type: ignore[arg-type]

    query = select(
        total,
        where(row.source_id != ""),
        where(row.self_reported_id != ""),
        where(row.side_entrant != "unknown"),
    ).where(row.organisation_id == organisation_id)  # type: ignore[call-overload]
    return Coverage(*(int(count) for count in connection.execute(query).one()))


def _source(
    connection: Connection, organisation_id: str, now: datetime, manifest: Manifest, enabled: Collection[str] | None
) -> SourceHealth:
    runs = _runs(connection, organisation_id, manifest.name)
    last = runs[0] if runs else None
    success = next((run.finished_at for run in runs if run.status in _DONE), None)
    until = next((run.until for run in runs if run.until), None)
    age = (clock.day_in(now, manifest.day_zone) - until).days if until else None
    off = enabled is not None and manifest.name not in enabled
    return SourceHealth(
        source=manifest.name,
        title=manifest.title,
        status="not_enabled" if off else _status(last, now),
        last_success=success,
        until=until,
        age_days=age,
        stale=age is not None and age > manifest.stale_after_days,
        error=_problem(last),
        last_run=_run(last),
        waiting=_waiting(connection, organisation_id, manifest.name),
    )


def _waiting(connection: Connection, organisation_id: str, source: str) -> int:
    column = webhook_event.c
    here = (column.organisation_id == organisation_id, column.source == source, column.subject.is_not(None))
    return connection.execute(select(func.count()).select_from(webhook_event).where(*here)).scalar_one()


def _runs(connection: Connection, organisation_id: str, source: str) -> list[Row[tuple[object, ...]]]:
    """Return the last runs of a source, newest first: enough to find the last good one."""
    here = (sync_run.c.organisation_id == organisation_id, sync_run.c.source == source)
    newest = select(sync_run).where(*here).order_by(sync_run.c.run_id.desc()).limit(1)
    done = select(sync_run).where(*here, sync_run.c.status.in_(_DONE)).order_by(sync_run.c.run_id.desc()).limit(1)
    known = select(sync_run).where(*here, sync_run.c.until.is_not(None)).order_by(sync_run.c.run_id.desc()).limit(1)
    found = {row.run_id: row for query in (newest, done, known) for row in connection.execute(query)}
    return [found[run_id] for run_id in sorted(found, reverse=True)]


def _status(last: Row[tuple[object, ...]] | None, now: datetime) -> str:
    if last is None:
        return "never"
    if last.status == "running" and now - last.started_at > LOST_AFTER:
        return "interrupted"
    return str(last.status)


def _problem(last: Row[tuple[object, ...]] | None) -> Problem | None:
    if last is None or not last.error_code:
        return None
    values = json.loads(last.error_values or "{}")
    text, hint = ({"text": told or "", "values": values} for told in (last.error_text, last.error_hint))
    return Problem(last.error_code, Said.from_json(text), Said.from_json(hint))


def _run(last: Row[tuple[object, ...]] | None) -> Run | None:
    if last is None:
        return None
    notes = tuple(Said.from_json(note) for note in json.loads(last.notes or "[]"))
    counts = (last.rows_written, last.rows_unchanged, last.requests)
    return Run(last.started_at, last.finished_at, *counts, notes=notes)


def _imports(connection: Connection, organisation_id: str, now: datetime) -> Iterator[SourceHealth]:
    """Yield how each kind of file stands that was ever imported, by its last import and its last day."""
    titles = files.titles()
    mine = import_file.c.organisation_id == organisation_id
    zone = connection.execute(
        select(organisation.c.timezone).where(organisation.c.organisation_id == organisation_id)
    ).scalar()
    today = clock.day_in(now, zone or "UTC")
    last_days = select(import_file.c.kind, func.max(import_file.c.last_day)).where(mine).group_by(import_file.c.kind)
    for kind, until in sorted(map(tuple, connection.execute(last_days))):
        row = connection.execute(
            select(import_file, sync_run.c.started_at, sync_run.c.finished_at)
            .outerjoin(
                sync_run,
                (sync_run.c.organisation_id == import_file.c.organisation_id)
                & (sync_run.c.run_id == import_file.c.run_id),
            )
            .where(mine, import_file.c.kind == kind)
            .order_by(import_file.c.run_id.desc())
            .limit(1)
        ).one()
        yield _import(row, titles.get(kind, kind), until, today)


def _import(row: Row[tuple[object, ...]], title: str, until: date | None, today: date) -> SourceHealth:
    age = (today - until).days if until else None
    at = row.started_at or row.imported_at
    return SourceHealth(
        source=f"import:{row.kind}",
        title=title,
        status="partial" if row.rows_refused else "ok",
        last_success=row.finished_at or at,
        until=until,
        age_days=age,
        stale=age is not None and age > STALE_IMPORT_AFTER_DAYS,
        last_run=Run(at, row.finished_at, row.rows_written, row.rows_unchanged, 0, row.rows_refused),
        is_file=True,
        file=row.name,
    )
