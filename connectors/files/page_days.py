"""The days of a LinkedIn page: visitors, new followers, and what its posts did."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from connectors.base import Row
from connectors.errors import N_
from connectors.files import cells
from connectors.files.dates import day_of_page_export
from connectors.files.gathering import Gathering
from connectors.files.page_sheets import DAILY, Figure, PageSheet
from connectors.files.reading import Cell

Line = tuple[int, tuple[Cell, ...]]

_ITS_SUM = N_("{sum}, the sum of its parts")
_OTHER_ORDER = N_(
    "{sum}, the sum of its parts (the whole sheet was left out: in this language its columns may stand in another order; "
    "export it once more with LinkedIn in English or Dutch)"
)
_AS_EXPORTED = N_("a day as LinkedIn writes it, MM/DD/YYYY")


def read_days(gathered: Gathering, sheets: Iterable[PageSheet], channel_id: int, observed: Row) -> None:
    """Read each day of each kind once, also where a sheet stands twice in a file under another name."""
    seen: set[tuple[str, date]] = set()
    for sheet in sheets:
        _understand(gathered, sheet)
        if not _can_be_read(gathered, sheet):
            continue
        repeated = 0
        for day, figures in _days(gathered, sheet):
            if (sheet.shape, day) in seen:
                repeated += 1
                continue
            seen.add((sheet.shape, day))
            cut = {"day_zone": "UTC", "ingest": "export", **observed}
            gathered.add("channel_daily", {"channel_id": channel_id, "day": day, **figures, **cut})
        if repeated:
            gathered.warn(
                N_("“{sheet}” repeats {days} days that stand elsewhere in the file; they count once."),
                sheet=sheet.sheet.name,
                days=repeated,
            )


def _understand(gathered: Gathering, sheet: PageSheet) -> None:
    used = {figure.total % sheet.width: figure.meaning for figure in DAILY[sheet.shape]}
    for place, cell in enumerate(sheet.titles):
        if place == 0:
            gathered.understand(cell, N_("Day (UTC)"), "used")
        elif place in used:
            gathered.understand(cell, used[place], "used")
        else:
            gathered.understand(cell, N_("Part of a total, or not kept"), "ignored")


def _can_be_read(gathered: Gathering, sheet: PageSheet) -> bool:
    """Return whether days follow each other and, where the language is unknown, totals stand where they should.

    Days out of order mean that a spreadsheet took days for months; totals that are no sums that the columns are others.
    """
    days = [(number, row, day_of_page_export(row[0])) for number, row in sheet.lines()]
    dated = [(number, row, day) for number, row, day in days if day is not None]
    steps = [(after, (after[2] - before[2]).days) for before, after in pairwise(dated)]
    broken = next((after for after, step in steps if step == 0 or (step > 0) != (steps[0][1] > 0)), None)
    if broken is not None:
        place = (broken[0], cells.shown(sheet.titles[0]))
        gathered.refuse(sheet.sheet, place, broken[1][0], N_("days in order (the whole sheet was left out)"))
        return False
    return sheet.names_its_totals() or all(_adds_up(gathered, sheet, line, _OTHER_ORDER) for line in sheet.lines())


def _days(gathered: Gathering, sheet: PageSheet) -> Iterator[tuple[date, Row]]:
    for line in sheet.lines():
        number, row = line
        place = (number, cells.shown(sheet.titles[0]))
        day = gathered.day(sheet.sheet, place, row[0], day_of_page_export(row[0]), _AS_EXPORTED)
        figures = _figures(gathered, sheet, line) if day else None
        if day and figures and _adds_up(gathered, sheet, line):
            yield day, figures


def _figures(gathered: Gathering, sheet: PageSheet, line: Line) -> Row | None:
    """Return the figures that are there; None when one of them is no whole number."""
    number, row = line
    found: Row = {}
    for figure in DAILY[sheet.shape]:
        if cells.is_missing(row[figure.total]):
            continue
        try:
            found[figure.column] = cells.whole(row[figure.total])
        except ValueError:
            place = (number, cells.shown(sheet.titles[figure.total]))
            gathered.refuse(sheet.sheet, place, row[figure.total], N_("a whole number"))
            return None
    return found


def _adds_up(gathered: Gathering, sheet: PageSheet, line: Line, expected: str = _ITS_SUM) -> bool:
    """Return whether every total of a line is the sum of its parts; else refuse the first one that is not."""
    number, row = line
    for figure in DAILY[sheet.shape]:
        sums = _sums(sheet, figure, row)
        total = _whole(row[figure.total])
        if sums and total is not None and total not in sums:
            place = (number, cells.shown(sheet.titles[figure.total]))
            gathered.refuse(sheet.sheet, place, row[figure.total], expected, sum=sums[0])
            return False
    return True


def _sums(sheet: PageSheet, figure: Figure, row: Sequence[Cell]) -> list[int]:
    """Return what a total may be; with five columns of followers, invited ones may be part of the organic ones or not."""
    parts = [_whole(row[place]) for place in figure.parts]
    known = [part for part in parts if part is not None]
    if not parts or len(known) < len(parts):
        return []
    invited = _whole(row[3]) if sheet.shape == "followers" and sheet.width == 5 else None  # noqa: PLR2004
    return [sum(known)] if invited is None else [sum(known) + invited, sum(known)]


def _whole(cell: Cell) -> int | None:
    try:
        return cells.whole(cell)
    except ValueError:
        return None
