"""Reads the table of vacancies that Statistics Netherlands (CBS) publishes as open data: the part about care and welfare."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from connectors.base import Row
from connectors.errors import N_, FileError
from connectors.files import cells
from connectors.files.gathering import Gathering
from connectors.files.named_columns import Named, NamedTable, find, understand
from connectors.files.reading import Cell, FileContext, Opened, Reading

KIND = "cbs_vacancies"
TITLE = N_("CBS open data: vacancies")

_COLUMNS = (
    Named("branch", N_("Branch"), ("bedrijfskenmerken", "bedrijfstakkenbranchessbi2008", "bedrijfstakkenbranches")),
    Named("region", N_("Region"), ("regios", "regioscoropgebieden")),
    Named("period", N_("Quarter or year"), ("perioden",)),
    Named("care_vacancies", N_("Open vacancies, in thousands"), ("openstaandevacatures", "openstaandevacatures 1")),
    Named("care_vacancies_opened", N_("New vacancies, in thousands"), ("ontstanevacatures 2",)),
    Named("care_vacancies_filled", N_("Filled vacancies, in thousands"), ("vervuldevacatures 3",)),
)
_NEEDED = ("branch", "period", "care_vacancies")
_FIGURES = ("care_vacancies", "care_vacancies_opened", "care_vacancies_filled")
_SECTORS: Mapping[str, str] = MappingProxyType(
    {
        "422400": "Q Gezondheids- en welzijnszorg",
        "422600": "861 Ziekenhuizen",
        "425300": "87 Verpleging en zorg met overnachting",
        "426600": "88 Welzijnszorg zonder overnachting",
    }
)
_WHOLE = "Nederland"
_REGIONS: Mapping[str, str] = MappingProxyType(
    {
        "NL01": _WHOLE,
        "LD01": "Noord-Nederland",
        "LD02": "Oost-Nederland",
        "LD03": "West-Nederland",
        "LD04": "Zuid-Nederland",
        "PV20": "Groningen",
        "PV21": "Friesland",
        "PV22": "Drenthe",
        "PV23": "Overijssel",
        "PV24": "Flevoland",
        "PV25": "Gelderland",
        "PV26": "Utrecht",
        "PV27": "Noord-Holland",
        "PV28": "Zuid-Holland",
        "PV29": "Zeeland",
        "PV30": "Noord-Brabant",
        "PV31": "Limburg",
    }
)
_PERIOD = re.compile(r"(\d{4})(?:KW0([1-4])|JJ00)")
_MISSING = {".", "x", ""}
Line = tuple[int, tuple[Cell, ...]]


def fits(opened: Opened) -> bool:
    """Return whether a line near the top has the names that CBS gives to branch, period and open vacancies."""
    return find(opened, _COLUMNS, _NEEDED) is not None


def read(opened: Opened, context: FileContext, mapping: Mapping[str, str]) -> Reading:  # noqa: ARG001  one protocol
    """Return open, new and filled vacancies in care and welfare per region and quarter, and CBS's own figures per year.

    A quarter is never added to another: the year is the one that CBS gives. Raises a FileError for another table.
    """
    table = find(opened, _COLUMNS, _NEEDED)
    if table is None:
        raise FileError(
            N_("{file} is no CBS table with Perioden and OpenstaandeVacatures."),
            file=opened.file,
            code="file.no_headers",
            hint=N_("Download it from opendata.cbs.nl as CSV, with the codes instead of the labels."),
        )
    gathered = Gathering(opened, KIND, context.now)
    understand(gathered, table, _COLUMNS)
    left_out = sum(_read_line(gathered, table, line) for line in table.lines())
    if "region" in table.places:
        _call_newest_provisional(gathered)
    if left_out:
        gathered.warn(
            N_("{lines} lines are about branches outside care and welfare; they were left out."), lines=left_out
        )
    return gathered.reading()


def _read_line(gathered: Gathering, table: NamedTable, line: Line) -> bool:
    """Read one line; return whether it is about another branch."""
    number, row = line
    sector = _SECTORS.get(cells.text(table.cell(row, "branch")))
    if sector is None:
        return True
    code = cells.text(table.cell(row, "region"))
    region = _REGIONS.get(code) if "region" in table.places else _WHOLE
    if region is None:
        gathered.refuse(table.sheet, (number, table.title("region")), code, N_("a province or part of the country"))
        return False
    cell = table.cell(row, "period")
    period = _PERIOD.fullmatch(cells.text(cell))
    if period is None:
        gathered.refuse(table.sheet, (number, table.title("period")), cell, N_("a quarter such as 2026KW01"))
        return False
    own: Row = {"region": region, "sector": sector, **_days(period), "unit": "thousands", "source": _source(table)}
    for row_ in _figures(gathered, table, line, "" if period[2] else "_year"):
        gathered.add("context_figure", {**own, **row_})
    return False


def _call_newest_provisional(gathered: Gathering) -> None:
    """Call the newest quarter of the table by region provisional: the file does not say, and CBS may still restate it."""
    rows = gathered.rows.get("context_figure", [])
    newest = max((str(row["first_day"]) for row in rows), default="")
    for row in rows:
        row["is_provisional"] = str(row["first_day"]) == newest


def _days(period: re.Match[str]) -> Row:
    year, quarter = int(period[1]), int(period[2] or 0)
    if not quarter:
        return {"first_day": date(year, 1, 1), "last_day": date(year, 12, 31), "is_provisional": False}
    after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    first = date(year, quarter * 3 - 2, 1)
    return {"first_day": first, "last_day": after - timedelta(days=1), "is_provisional": False}


def _source(table: NamedTable) -> str:
    return "CBS StatLine, vacatures naar regio" if "region" in table.places else "CBS StatLine 80472ned"


def _figures(gathered: Gathering, table: NamedTable, line: Line, suffix: str) -> list[Row]:
    number, row = line
    found: list[Row] = []
    for name in _FIGURES:
        if name not in table.places:
            continue
        cell = table.cell(row, name)
        if cells.text(cell) in _MISSING:
            continue
        try:
            found.append({"series": f"{name}{suffix}", "value": cells.number(cell)})
        except ValueError:
            gathered.refuse(table.sheet, (number, table.title(name)), cell, N_("a number such as 71.3"))
    return found
