"""Sums that a grouped GetConnector gives: applications per vacancy, month, source and status, and no person at all."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date

from connectors.afas.client import Row
from connectors.afas.rows import Reader
from connectors.base import Row as TableRow
from connectors.inflow.rows import source_rows, vacancy_row
from connectors.sources import Resolved

_OUTCOMES = ("hired", "rejected", "withdrawn")


def month_of(text: str | None) -> date | None:
    """Return the first day of a month that is written as 2026-03, 202603 or a day in it."""
    digits = (text or "").replace("-", "")
    try:
        return date(int(digits[:4]), int(digits[4:6]), 1)
    except ValueError:
        return None


def total_rows(reader: Reader, rows: Iterable[Row], first: date | None) -> dict[str, list[TableRow]]:
    """Return the rows of sums by table; months before ``first`` stay as they were counted."""
    sums: dict[tuple[int, str, date], dict[str, int]] = {}
    seen: list[tuple[Resolved, date]] = []
    kept: list[Row] = []
    for row in rows:
        month, count = month_of(row.get("month")), row.get("count")
        if month is None or count is None or (first is not None and month < first):
            continue
        kept.append(row)
        key = (_vacancy(reader, row), _source(reader, row, month, seen), month)
        total = sums.setdefault(key, dict.fromkeys(("applied", *_OUTCOMES), 0))
        total["applied"] += int(count)
        status = reader.status(row.get("status"))
        if status in _OUTCOMES:
            total[status] += int(count)
    vacancies = [vacancy_row(reader.desk, each) for each in reader.vacancies(kept)]
    totals = [_total(reader, *key, sums[key]) for key in sorted(sums)]
    return {"vacancy": vacancies, "source": source_rows(seen), "vacancy_total": totals}


def _vacancy(reader: Reader, row: Row) -> int:
    return reader.desk.vacancy_id(row["vacancy_id"]) if row.get("vacancy_id") else 0


def _source(reader: Reader, row: Row, month: date, seen: list[tuple[Resolved, date]]) -> str:
    words = reader.source(row)
    found = reader.desk.rules.source_of(reader.desk.provider, {"source": words}) if words else None
    if found is None:
        return ""
    seen.append((found, month))
    return found.source_id


def _total(reader: Reader, vacancy_id: int, source_id: str, month: date, total: Mapping[str, int]) -> TableRow:
    has_status = reader.columns.has("status")
    return {
        "provider": reader.desk.provider,
        "vacancy_id": vacancy_id,
        "source_id": source_id,
        "span": f"{month:%Y-%m}",
        "first_day": month,
        "last_day": month.replace(day=monthrange(month.year, month.month)[1]),
        "applied": total["applied"],
        **{name: total[name] if has_status else None for name in _OUTCOMES},
        "ingest": "api",
        "observed_at": reader.desk.now,
    }
