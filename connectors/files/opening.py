"""Opens a file as sheets of cells: CSV in any usual encoding, a zip of CSV files, .xls and .xlsx workbooks."""

import hashlib
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from connectors.errors import N_, FileError
from connectors.files.delimited import csv_rows
from connectors.files.reading import Cell, Opened, Sheet

MAX_BYTES = 20_000_000
MAX_WORKBOOK_BYTES = 200_000_000
"""Unpacked size of an .xlsx file: its XML packs about ten to one."""
MAX_SHEETS = 50
MAX_CELLS = 5_000_000

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises for zips that are damaged in one way or another."""
_CELL = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_EXPECTED = N_("Expected is a CSV file, a zip with CSV files, or an .xls or .xlsx workbook.")


def open_file(name: str, content: bytes) -> Opened:
    """Return the sheets of a file by its content, whatever its name says.

    Raises a FileError for a file that is empty, too large, damaged, locked, or of another kind.
    """
    if not content.strip():
        raise _unreadable(name, N_("{file} is empty."), "file.empty")
    if len(content) > MAX_BYTES:
        raise _too_large(name)
    sheets = tuple(_sheets(name, content))
    return Opened(name, hashlib.sha256(content).hexdigest(), sheets)


def _sheets(name: str, content: bytes) -> Iterable[Sheet]:
    if content.startswith(_OLD_WORKBOOK):
        return _workbook(name, content)
    if content.startswith(_ZIP):
        return _from_zip(name, content)
    return [Sheet(name, csv_rows(name, content))]


def _from_zip(name: str, content: bytes) -> Iterable[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "[Content_Types].xml" in archive.namelist():
                _refuse_giant(name, archive)
                return _workbook(name, content)
            return list(_members(name, archive))
    except _BROKEN:
        raise _damaged(name) from None


def _members(name: str, archive: zipfile.ZipFile) -> Iterator[Sheet]:
    members = [member for member in archive.infolist() if _is_csv(member)]
    if not members:
        raise _unreadable(name, N_("{file} is a zip without a CSV file in it."), "file.zip_without_csv")
    if len(members) > MAX_SHEETS or sum(member.file_size for member in members) > MAX_BYTES:
        raise _too_large(name)
    for member in members:
        if member.flag_bits & 1:
            raise _locked(name)
        unpacked = _unpack(name, archive, member, MAX_BYTES)
        if unpacked.strip():
            yield Sheet(member.filename.rsplit("/", 1)[-1], csv_rows(name, unpacked))


def _is_csv(member: zipfile.ZipInfo) -> bool:
    hidden = member.filename.startswith(("__MACOSX/", ".")) or "/." in member.filename
    return not hidden and member.filename.lower().endswith((".csv", ".tsv", ".txt"))


def _unpack(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    """Return a member's content, never more than its limit whatever the zip says of its size."""
    try:
        with archive.open(member) as stream:
            unpacked = stream.read(limit + 1)
    except _BROKEN:
        raise _damaged(name) from None
    if len(unpacked) > limit:
        raise _too_large(name)
    return unpacked


def _refuse_giant(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse a workbook whose sheets span more cells than fit in memory; one stray cell in the far corner is enough."""
    members = archive.infolist()
    if sum(member.file_size for member in members) > MAX_WORKBOOK_BYTES:
        raise _too_large(name)
    for member in members:
        if not member.filename.startswith("xl/worksheets/") or not member.filename.endswith(".xml"):
            continue
        rows = columns = 0
        for letters, number in _CELL.findall(_unpack(name, archive, member, MAX_WORKBOOK_BYTES)):
            rows, columns = max(rows, int(number)), max(columns, _column_number(letters))
        if rows * columns > MAX_CELLS:
            raise _too_large(name)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _workbook(name: str, content: bytes) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            if len(book.sheet_names) > MAX_SHEETS:
                raise _too_large(name)
            tables = [(title, book.get_sheet_by_name(title)) for title in book.sheet_names]
            return [Sheet(title, _cells(table.to_python(skip_empty_area=False))) for title, table in tables]
    except PasswordError:
        raise _locked(name) from None
    except (CalamineError, OSError, ValueError, OverflowError):
        raise _damaged(name) from None


def _cells(rows: Iterable[Iterable[object]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(_cell(value) for value in row) for row in rows)


def _cell(value: object) -> Cell:
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, time):
        return value.isoformat()
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    assert isinstance(value, str | int | float | bool | date | datetime)
    return value


def _unreadable(name: str, text: str, code: str) -> FileError:
    return FileError(text, file=name, code=code, hint=_EXPECTED)


def _damaged(name: str) -> FileError:
    return FileError(
        N_("{file} is damaged or only half there."),
        file=name,
        code="file.damaged",
        hint=N_("Download it again and try once more."),
    )


def _locked(name: str) -> FileError:
    return FileError(
        N_("{file} is locked with a password."),
        file=name,
        code="file.locked",
        hint=N_("Save it without a password and try again."),
    )


def _too_large(name: str) -> FileError:
    return FileError(
        N_("{file} is too large: at most {megabytes} MB, {sheets} sheets and {cells} cells a sheet are read."),
        file=name,
        code="file.too_large",
        hint=N_("Export a shorter period, or remove cells far outside the table."),
        megabytes=MAX_BYTES // 1_000_000,
        sheets=MAX_SHEETS,
        cells=MAX_CELLS,
    )
