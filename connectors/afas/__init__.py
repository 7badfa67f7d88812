"""AFAS Profit: applications and their vacancies from a GetConnector of the employer, row by row or as sums."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock

from connectors.afas.client import ZONE, Client, Page, Row
from connectors.afas.rows import Reader, wall
from connectors.afas.totals import total_rows
from connectors.base import Batch, Context, Json
from connectors.clock import day_in
from connectors.errors import N_, ConfigurationError, Said
from connectors.inflow.applied import ALL_CHANGES, Present
from connectors.inflow.desk import Desk
from connectors.inflow.rows import inflow_rows

SOURCE = "afas"
_OVERLAP = timedelta(hours=2)
"""Read again before the last change that was seen; more than the hour that comes twice when summer time ends."""
_WAYS = ("rows", "totals")
_MOST_WORDS, _LONGEST_WORD = 12, 40


def pull(context: Context, *, sleep: Callable[[float], None] = time.sleep) -> Iterator[Batch]:
    """Yield applications page by page, or the sums; the cursor moves with the last page, so that a broken run starts again.

    Raises a SourceError when AFAS refuses or when the configured columns do not fit; a ConfigurationError for settings.
    """
    way = context.settings.text("applications")
    if way not in _WAYS:
        raise ConfigurationError(
            N_("[sources.afas], key “applications”: it takes one of {choices}."),
            code="configuration.type",
            choices=", ".join(_WAYS),
        )
    with Client(context, sleep=sleep) as client:
        yield from _applications(context, client) if way == "rows" else _totals(context, client)


# --- One row an application -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Span:
    """Which rows are asked for: those changed since a moment in wall-clock time, or all (None)."""

    since: datetime | None
    keeps_cursor: bool = True

    @property
    def is_whole(self) -> bool:
        return self.since is None


@dataclass
class _Seen:
    """What the pages of one reading showed."""

    numbers: set[str] = field(default_factory=set)
    modified: str = ""
    unnumbered: int = 0
    undated: int = 0
    unknown: set[str] = field(default_factory=set)
    is_whole: bool = True

    def take(self, page: Page, reader: Reader) -> list[Row]:
        """Note a page and return its rows that have a number."""
        rows = [row for row in page.rows if row.get("application_id")]
        self.is_whole = self.is_whole and page.is_whole
        self.unnumbered += len(page.rows) - len(rows)
        self.undated += sum(wall(row.get("applied_on")) is None for row in rows)
        self.numbers.update(row["application_id"] for row in rows)
        self.unknown.update(filter(None, map(reader.unknown, rows)))
        self.modified = max([self.modified, *(row.get("modified") or "" for row in rows)])
        return rows


def _applications(context: Context, client: Client) -> Iterator[Batch]:
    stream = "applications"
    columns = client.describe(stream)
    reader = Reader.of(context, columns, Desk.of(context, SOURCE))
    stored = context.cursors.get(stream, {})
    span = _span(context, stored, has_modified=columns.has("modified"))
    seen = _Seen()
    order = context.settings.text("order_by") or columns.id("application_id")
    for page in client.pages(stream, order, client.since(_written(span.since)) if span.since else None):
        rows = seen.take(page, reader)
        told = inflow_rows(reader.desk, map(reader.applied, rows), reader.vacancies(rows))
        yield Batch(stream, rows=told, compares=ALL_CHANGES)
    is_all = span.is_whole and seen.is_whole
    yield Batch(
        stream,
        cursor=_cursor(context, stored, seen, span) if seen.is_whole and span.keeps_cursor else None,
        until=day_in(context.now, ZONE),
        present=Present(SOURCE, frozenset(seen.numbers)) if is_all else None,
        notes=[*columns.said(context.settings.text("get_connector")), *_notes(seen)],
    )


def _span(context: Context, stored: Json, *, has_modified: bool) -> _Span:
    """Return what to read: what changed, or everything at first, when asked for, and when that is long ago."""
    if not has_modified or context.window.full:
        return _Span(None)
    if context.window.since is not None:
        return _Span(datetime.combine(context.window.since, clock()), keeps_cursor=False)
    mark, whole = wall(str(stored.get("modified") or "")), str(stored.get("whole") or "")
    again = timedelta(days=context.settings.number("whole_reading_days"))
    if mark is None or not whole or day_in(context.now, ZONE) - date.fromisoformat(whole) >= again:
        return _Span(None)
    return _Span(mark - _OVERLAP)


def _cursor(context: Context, stored: Json, seen: _Seen, span: _Span) -> Json:
    whole = day_in(context.now, ZONE).isoformat() if span.is_whole else stored.get("whole")
    return {"modified": max(seen.modified, str(stored.get("modified") or "")), "whole": whole}


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _notes(seen: _Seen) -> list[Said]:
    notes = []
    if seen.unnumbered:
        text = N_("Rows without a number of the application, that were left out: {count}.")
        notes.append(Said(text, {"count": seen.unnumbered}))
    if seen.undated:
        text = N_("Applications without a day, that are kept and not counted: {count}.")
        notes.append(Said(text, {"count": seen.undated}))
    if seen.unknown:
        text = N_("What these statuses mean is not known; set status_map, or a rule for stages: {codes}.")
        shown = sorted(code for code in seen.unknown if len(code) <= _LONGEST_WORD)[:_MOST_WORDS]
        notes.append(Said(text, {"codes": ", ".join(shown)}))
    if not seen.is_whole:
        text = N_("Rows came or went in AFAS while it was read. The next run reads them again.")
        notes.append(Said(text))
    return notes


# --- Sums -------------------------------------------------------------------------------------------------------------------


def _totals(context: Context, client: Client) -> Iterator[Batch]:
    stream = "totals"
    columns = client.describe(stream)
    reader = Reader.of(context, columns, Desk.of(context, SOURCE))
    dimensions = [columns.id(name) for name in ("month", "vacancy_id", "source", "status") if columns.has(name)]
    pages = list(client.pages(stream, context.settings.text("order_by") or ",".join(dimensions)))
    today = day_in(context.now, ZONE)
    is_first = context.window.full or stream not in context.cursors
    first = None if is_first else _months_back(today, context.settings.number("total_months") - 1)
    yield Batch(
        stream,
        rows=total_rows(reader, [row for page in pages for row in page.rows], first),
        cursor={"read": today.isoformat()},
        until=today,
        notes=columns.said(context.settings.text("get_connector")),
    )


def _months_back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
