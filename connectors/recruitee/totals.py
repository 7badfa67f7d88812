"""Sums per source and month from Recruitee's reports: no applicant is read at all."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from connectors.base import Batch, Context, Row
from connectors.inflow.desk import Desk
from connectors.inflow.rows import source_rows
from connectors.recruitee.client import Client, Parameters
from connectors.recruitee.faults import SOURCE, filter_ignored, unexpected
from connectors.recruitee.windows import Span, plan
from connectors.sources import Resolved, resolve

STREAM = "totals"
METRICS = {"candidates": "applied", "hires": "hired", "disqualifications": "rejected"}
"""What Recruitee calls a figure, and the column it stands in."""
_LONG_AGO = date(1990, 1, 1)


def totals(context: Context, desk: Desk, client: Client) -> Iterator[Batch]:
    """Yield the sums of each month: all at first, then those of the last days.

    Before the first month a month long ago is asked for, in which nothing can have happened: an answer with figures
    means that the days are ignored, and then no figure is taken. So does an answer of an unknown shape.
    """
    cursor = context.cursors.get(STREAM, {})
    planned = plan(context, cursor)
    if not cursor:
        known = _figures(context, client, "candidates", _LONG_AGO, _LONG_AGO + timedelta(days=30))
        if known is None or any(count for _, count in known):
            problem = unexpected(STREAM) if known is None else filter_ignored(STREAM)
            yield Batch(STREAM, problem=problem)
            return
    for span in planned.spans:
        month = _month(context, desk, client, span)
        if month is None:
            yield Batch(STREAM, problem=unexpected(STREAM))
            return
        is_last = span is planned.spans[-1]
        further = {"whole_on": _today(context)} if is_last else {"next": span.end.date().isoformat()}
        moves = planned.is_first or (planned.is_whole and is_last)
        yield Batch(
            STREAM,
            rows=month,
            replaces={"vacancy_total": {"provider": SOURCE, "span": span.name}},
            cursor={"start": planned.start.isoformat(), **further} if moves else None,
            until=min(desk.day(span.end), desk.today),
        )


def _month(context: Context, desk: Desk, client: Client, span: Span) -> Mapping[str, list[Row]] | None:
    """Return the rows of one whole month; None for a shape that nobody knows."""
    first = span.begin.date().replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    counts: dict[str, Counter[str]] = {}
    seen: list[tuple[Resolved, date]] = []
    for metric, column in METRICS.items():
        figures = _figures(context, client, metric, first, last)
        if figures is None:
            return None
        counts[column] = Counter()
        for label, count in figures:
            found = resolve(desk.rules.sources(SOURCE), label)
            seen += [(found, first)] if found and count else []
            counts[column][found.source_id if found else ""] += count
    rows = [
        _row(
            desk,
            span.name,
            first,
            min(last, desk.today),
            source_id,
            {name: found[source_id] for name, found in counts.items()},
        )
        for source_id in sorted({source for found in counts.values() for source, count in found.items() if count})
    ]
    return {"vacancy_total": rows, "source": source_rows(seen)}


def _row(desk: Desk, span: str, first: date, last: date, source_id: str, counts: Mapping[str, int]) -> Row:
    return {
        "provider": SOURCE,
        "vacancy_id": 0,
        "source_id": source_id,
        "span": span,
        "first_day": first,
        "last_day": last,
        **counts,
        "ingest": "api",
        "observed_at": desk.now,
    }


def _figures(
    context: Context, client: Client, metric: str, first: date, last: date
) -> list[tuple[str | None, int]] | None:
    begin, end = context.settings.texts("report_days")
    parameters: Parameters = {
        "metric": metric,
        "primary_group": context.settings.text("report_group"),
        begin: first.isoformat(),
        end: last.isoformat(),
    }
    return client.report(parameters)


def _today(context: Context) -> str:
    return datetime.date(context.now.astimezone(UTC)).isoformat()
