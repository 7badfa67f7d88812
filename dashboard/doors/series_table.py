"""A file of figures as named columns: opened by its content, whatever its separator, encoding or kind."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from connectors import disk
from connectors.errors import N_, ConfigurationError, FileError, Said
from connectors.files.cells import filled, shown, text
from connectors.files.delimited import separator
from connectors.files.opening import open_file
from connectors.files.reading import Cell, Sheet

_LOOK_AT = 65_536
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Table:
    """Lines of a file under its header. ``numbers`` holds each line as a person sees it, from 1."""

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]
    continental: bool
    """True when fields are separated by semicolons, as where the comma is the decimal mark."""

    def place(self, name: str) -> int:
        """Return the number of a column; one that is not there is an error that names the columns there are."""
        wanted = name.strip().casefold()
        exact = [number for number, header in enumerate(self.header) if header == name.strip()]
        found = exact or [number for number, header in enumerate(self.header) if header.casefold() == wanted]
        if len(found) == 1:
            return found[0]
        problem = N_("{file} has no column “{column}”.") if not found else N_("{file} has two columns “{column}”.")
        raise ConfigurationError(
            problem,
            code="usage.column",
            hint=N_("Columns: {known}."),
            file=self.file,
            column=name,
            known=", ".join(filter(None, self.header)),
        )

    def cells(self, place: int) -> list[Cell]:
        """Return the cells of a column, top to bottom."""
        return [row[place] for row in self.rows]

    def where(self, conditions: Sequence[str]) -> "Table":
        """Return the lines that hold every ``COLUMN=VALUE``.

        Raises:
            ConfigurationError: A condition does not fit, its column is not there, or no line holds it.
        """
        kept = list(range(len(self.rows)))
        for condition in conditions:
            name, equals, value = condition.partition("=")
            if not equals:
                raise ConfigurationError(
                    N_("--where takes COLUMN=VALUE; “{condition}” does not fit."),
                    code="usage.where",
                    condition=condition,
                )
            column = self.cells(self.place(name))
            kept = [number for number in kept if text(column[number]) == value.strip()]
            if not kept:
                raise ConfigurationError(
                    N_("{file} has no row with {condition}."), code="usage.where", file=self.file, condition=condition
                )
        rows, numbers = [self.rows[number] for number in kept], [self.numbers[number] for number in kept]
        return Table(self.file, self.header, tuple(rows), tuple(numbers), self.continental)

    def refused(self, row: int, column: str, value: Cell, expected: Said) -> FileError:
        """Return the error for one cell: file, row, column, value and what was expected."""
        return FileError(
            N_("{file}, row {row}, column “{column}”: “{value}”; expected is {expected}."),
            file=self.file,
            row=self.numbers[row],
            code="file.cell",
            column=column,
            value=shown(value),
            expected=expected,
        )


def read_table(path: Path) -> Table:
    """Return the first table of a CSV file (comma, semicolon or tab; UTF-8, UTF-16 or Windows) or workbook.

    Raises:
        FileError: The file cannot be opened, holds no table, or a line has more fields than the header.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileError(
            N_("{file} cannot be opened: {problem}."),
            file=path.name,
            code="file.unreadable",
            problem=disk.problem(error),
        ) from None
    for sheet in open_file(path.name, content).sheets:
        lines = [(number, row) for number, row in enumerate(sheet.rows, start=1) if filled(row)]
        if len(lines) > 1:
            return _table(path.name, sheet, lines, continental=_is_continental(content))
    raise FileError(
        N_("{file} holds no rows of figures under a header."), file=path.name, code="file.series_without_rows"
    )


def _table(file: str, sheet: Sheet, lines: list[tuple[int, tuple[Cell, ...]]], *, continental: bool) -> Table:
    header = tuple(text(cell) for cell in lines[0][1])
    width = len(header)
    for number, row in lines[1:]:
        if filled(row[width:]):
            raise FileError(
                N_("{file}, row {row} has more fields ({found}) than the header ({expected})."),
                file=file,
                sheet=sheet.name,
                row=number,
                code="file.series_wide_row",
                hint=N_("Put quotation marks around figures with a decimal comma, or separate by semicolons."),
                found=len(row),
                expected=width,
            )
    rows = tuple((*row[:width], *[None] * (width - len(row))) for _, row in lines[1:])
    return Table(file, header, rows, tuple(number for number, _ in lines[1:]), continental)


def _is_continental(content: bytes) -> bool:
    first = content[:_LOOK_AT].decode("utf-16" if content.startswith(_UTF_16) else "utf-8", "replace")
    return separator(first.partition("\n")[2] or first) == ";"
