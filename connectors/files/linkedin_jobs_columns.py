"""What the columns of LinkedIn's report on vacancies can mean; which column is what, a person says, since nobody knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from connectors.errors import N_, FileError
from connectors.files import cells
from connectors.files.reading import Cell, Opened, Sheet
from connectors.personal import shown_header

SETTINGS = ("as_of", "date_order")
"""What a person may add that is no column: the day until which the figures count, and day_first or month_first."""
IGNORE = "-"
FIGURES = ("views", "unique_views", "apply_clicks", "applications")
_HEADER_LINES = 20


@dataclass(frozen=True)
class JobColumn:
    """One thing that a column can mean."""

    name: str
    meaning: str
    kind: Literal["text", "day", "figure"]


_COLUMNS = (
    JobColumn("vacancy_id", N_("Number of the vacancy on LinkedIn"), "text"),
    JobColumn("title", N_("Title of the vacancy"), "text"),
    JobColumn("day", N_("Day, where each line is one day"), "day"),
    JobColumn("first_day", N_("First day of the period of a line"), "day"),
    JobColumn("last_day", N_("Last day of the period of a line"), "day"),
    JobColumn("views", N_("Views of the vacancy"), "figure"),
    JobColumn("unique_views", N_("Different people who viewed it"), "figure"),
    JobColumn("apply_clicks", N_("Clicks on apply"), "figure"),
    JobColumn("applications", N_("Applications as LinkedIn counts them"), "figure"),
    JobColumn("apply_type", N_("How people apply, such as OffsiteApply"), "text"),
    JobColumn("url", N_("Address of the vacancy"), "text"),
    JobColumn("location", N_("Place of work"), "text"),
    JobColumn("opened_at", N_("First day that the vacancy was open"), "day"),
    JobColumn("closed_at", N_("Last day that the vacancy was open"), "day"),
)


@dataclass(frozen=True)
class JobTable:
    """Where the table stands, and name of a meaning to the position of its column."""

    sheet: Sheet
    start: int
    places: Mapping[str, int]

    @property
    def titles(self) -> tuple[Cell, ...]:
        """The header."""
        return self.sheet.rows[self.start]

    @property
    def headers(self) -> tuple[str, ...]:
        """The header as texts: what a mapping is kept under."""
        return tuple(cell if isinstance(cell, str) else "" for cell in self.titles)

    def title(self, name: str) -> str:
        """Return the header of a meaning as it may be shown."""
        return shown_header(cells.text(self.titles[self.places[name]]))

    def cell(self, row: Sequence[Cell], name: str) -> Cell:
        """Return the cell of a meaning in a line; None when nobody said which column that is."""
        place = self.places.get(name)
        return row[place] if place is not None and place < len(row) else None

    def lines(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield number and cells of each line that is not empty."""
        for number, row in enumerate(self.sheet.rows[self.start + 1 :], self.start + 2):
            if cells.filled(row):
                yield number, row


def targets() -> Mapping[str, JobColumn]:
    """Return all that a column can mean, by name."""
    return {column.name: column for column in _COLUMNS}


def said_of(mapping: Mapping[str, str]) -> dict[str, str]:
    """Return what a person filled in: an empty text and a dash say that there is no such column."""
    return {name: text.strip() for name, text in mapping.items() if text.strip() not in {"", IGNORE}}


def table_of(opened: Opened, said: Mapping[str, str]) -> JobTable:
    """Return the table and its columns.

    Raises a FileError that lists headers and meanings: for a meaning or a header that is not there, when nobody said
    what the columns are, and when what was said is too little to count by.
    """
    for name in said:
        if name not in {*targets(), *SETTINGS}:
            raise _asking(opened, N_("“{key}” is nothing that a column can mean."), "file.unknown_target", key=name)
    asked = {name: cells.header(text) for name, text in said.items() if name not in SETTINGS}
    if not asked:
        raise _asking(
            opened, N_("What the columns of {file} mean is not known; say it once, and it is kept."), "file.no_mapping"
        )
    sheet, start = _header_line(opened, set(asked.values()))
    headers = {cells.header(cell): place for place, cell in reversed(list(enumerate(sheet.rows[start])))}
    for name, header in asked.items():
        if header not in headers:
            raise _asking(opened, N_("{file} has no column “{key}”."), "file.no_column", key=said[name])
    table = JobTable(sheet, start, {name: headers[header] for name, header in asked.items()})
    _refuse_incomplete(opened, table)
    return table


def _refuse_incomplete(opened: Opened, table: JobTable) -> None:
    has = table.places.keys()
    if not has & {"vacancy_id", "title"}:
        text = N_("Say which column of {file} is the number of the vacancy (vacancy_id) or its title (title).")
    elif not has & set(FIGURES):
        text = N_("Say which column of {file} is a figure: views, unique_views, apply_clicks or applications.")
    elif "first_day" in has and "last_day" not in has:
        text = N_("A period of {file} has a first day and no last one: say which column is last_day.")
    elif "day" in has and "last_day" in has:
        text = N_("A line of {file} is one day (day) or a period (first_day, last_day), not both.")
    else:
        return
    raise _asking(opened, text, "file.mapping")


def _header_line(opened: Opened, asked: set[str]) -> tuple[Sheet, int]:
    """Return the sheet and the line (from 0) that holds most of the headers that a person named, else the fullest line."""
    lines = list(_first_lines(opened))

    def weight(found: tuple[Sheet, int]) -> tuple[int, int]:
        row = found[0].rows[found[1]]
        return len(asked & set(map(cells.header, row))), cells.filled(row)

    return max(lines, key=weight)


def _first_lines(opened: Opened) -> Iterator[tuple[Sheet, int]]:
    for sheet in opened.sheets:
        for place in range(min(len(sheet.rows), _HEADER_LINES)):
            yield sheet, place


def _asking(opened: Opened, text: str, code: str, **values: Any) -> FileError:
    sheet, start = _header_line(opened, set())
    return FileError(
        text,
        file=opened.file,
        code=code,
        hint=N_(
            "Fill in linkedin_jobs.example.toml (views = “...”) and give it with --map, or choose the columns on the page. "
            "It takes: {choices}. Found: {headers}."
        ),
        choices=", ".join([*targets(), *SETTINGS]),
        headers=", ".join(shown_header(cells.text(cell)) for cell in sheet.rows[start] if cells.text(cell)),
        **values,
    )
