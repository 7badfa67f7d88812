"""Reads figures from outside that a person put in a list: one line a series, region, part of care and period."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from connectors.base import Row
from connectors.errors import N_, FileError
from connectors.files import cells
from connectors.files.gathering import Gathering
from connectors.files.named_columns import Named, NamedTable, decimal, find, short_text, understand
from connectors.files.reading import Cell, FileContext, Opened, Reading

KIND = "context_figures"
TITLE = N_("Figures of the labour market")

_COLUMNS = (
    Named("series", N_("Which figure"), ("series", "reeks", "cijfer", "indicator", "série", "indicateur")),
    Named("region", N_("Region"), ("region", "regio", "région")),
    Named("sector", N_("Part of care"), ("sector", "branche", "secteur")),
    Named("period", N_("Quarter or year"), ("period", "periode", "kwartaal", "quarter", "période", "trimestre")),
    Named("value", N_("Figure"), ("value", "waarde", "valeur")),
    Named("unit", N_("Unit"), ("unit", "eenheid", "unité")),
    Named("source", N_("Who published it"), ("source", "bron")),
    Named("provisional", N_("Provisional or not"), ("provisional", "voorlopig", "provisoire", "is provisional")),
)
_NEEDED = ("series", "region", "period", "value", "unit", "source")
_UNITS = ("count", "thousands", "ratio", "share")
_SERIES = re.compile(r"[a-z][a-z0-9_]{1,40}")
_PERIOD = re.compile(r"(\d{4})(?:[- ]?(?:Q|K|KW|T)0?([1-4])|-(0[1-9]|1[0-2]))?", re.IGNORECASE)
_YES = {"yes", "ja", "oui", "true", "1", "*", "p", "v", "voorlopig", "provisional", "provisoire"}
_NO = {"", "no", "nee", "neen", "non", "false", "0", "definitief", "definitive", "définitif"}
_UNTOLD_TIGHTNESS = "tightness"
Line = tuple[int, tuple[Cell, ...]]


def fits(opened: Opened) -> bool:
    """Return whether a line near the top names a series, a region, a period, a value, a unit and a source."""
    return find(opened, _COLUMNS, _NEEDED) is not None


def read(opened: Opened, context: FileContext, mapping: Mapping[str, str]) -> Reading:  # noqa: ARG001  one protocol
    """Return the figures as they stand, each with its source. Raises a FileError for a file without these columns.

    Tightness says whose it is: UWV divides vacancies by the unemployed, VDAB the unemployed by vacancies.
    """
    table = find(opened, _COLUMNS, _NEEDED)
    if table is None:
        raise FileError(
            N_("{file} has no columns for series, region, period, value, unit and source."),
            file=opened.file,
            code="file.no_headers",
            hint=N_("Name them so, or in Dutch: reeks, regio, periode, waarde, eenheid, bron."),
        )
    gathered = Gathering(opened, KIND, context.now)
    understand(gathered, table, _COLUMNS)
    seen: set[tuple[object, ...]] = set()
    for line in table.lines():
        row = _line(gathered, table, line)
        if row is None:
            continue
        own = tuple(row[name] for name in ("series", "region", "sector", "first_day"))
        if own in seen:
            place = (line[0], table.title("period"))
            gathered.refuse(
                table.sheet, place, table.cell(line[1], "period"), N_("one line for each figure and period")
            )
            continue
        seen.add(own)
        gathered.add("context_figure", row)
    return gathered.reading()


def _line(gathered: Gathering, table: NamedTable, line: Line) -> Row | None:
    texts = {name: short_text(gathered, table, line, name) for name in ("region", "sector", "source")}
    if None in texts.values():
        return None
    parts = (_series, _days, _value, _unit, _provisional)
    found: Row = {**texts}
    for part in parts:
        more = part(gathered, table, line)
        if more is None:
            return None
        found |= more
    for name in ("region", "source"):
        if not found[name]:
            gathered.refuse(table.sheet, (line[0], table.title(name)), None, N_("a name"))
            return None
    return found


def _refuse(gathered: Gathering, table: NamedTable, line: Line, name: str, expected: str) -> None:
    gathered.refuse(table.sheet, (line[0], table.title(name)), table.cell(line[1], name), expected)


def _series(gathered: Gathering, table: NamedTable, line: Line) -> Row | None:
    code = re.sub(r"[\s-]+", "_", cells.header(table.cell(line[1], "series")))
    if code == _UNTOLD_TIGHTNESS:
        expected = N_("tightness_uwv or tightness_vdab: the one is about the inverse of the other")
    elif not _SERIES.fullmatch(code):
        expected = N_("a short name such as tightness_uwv")
    else:
        return {"series": code}
    _refuse(gathered, table, line, "series", expected)
    return None


def _days(gathered: Gathering, table: NamedTable, line: Line) -> Row | None:
    match = _PERIOD.fullmatch(cells.text(table.cell(line[1], "period")))
    if match is None or not date.min.year < int(match[1]) < date.max.year:
        _refuse(gathered, table, line, "period", N_("a quarter such as 2026-Q1, a month or a year"))
        return None
    year, quarter, month = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    start = quarter * 3 - 2 if quarter else month or 1
    months = 3 if quarter else 1 if month else 12
    after = start - 1 + months
    last = date(year + after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return {"first_day": date(year, start, 1), "last_day": last}


def _value(gathered: Gathering, table: NamedTable, line: Line) -> Row | None:
    cell = table.cell(line[1], "value")
    if cells.is_missing(cell) or cells.text(cell) == ".":
        return {"value": None}
    try:
        return {"value": decimal(cell)}
    except ValueError:
        _refuse(gathered, table, line, "value", N_("a number"))
        return None


def _unit(gathered: Gathering, table: NamedTable, line: Line) -> Row | None:
    unit = cells.header(table.cell(line[1], "unit"))
    if unit in _UNITS:
        return {"unit": unit}
    _refuse(gathered, table, line, "unit", N_("count, thousands, ratio or share"))
    return None


def _provisional(gathered: Gathering, table: NamedTable, line: Line) -> Row | None:
    said = cells.header(table.cell(line[1], "provisional"))
    if said in _YES | _NO:
        return {"is_provisional": said in _YES}
    _refuse(gathered, table, line, "provisional", N_("yes or no"))
    return None
