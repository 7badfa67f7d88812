"""Looks through the columns that would be stored, and refuses a file that holds a person's data in one of them.

Numbers of applications and applicants are not looked through for citizen numbers: they are never stored, only their
keyed pseudonyms are, and one number in eleven passes the 11-proof by chance. Codes (vacancy numbers, tags) are stored,
so they are judged as a whole: a column of which more than half passes holds citizen numbers, a single hit is chance;
a code of ten digits is no telephone number.
In texts one hit is enough.
"""

from collections.abc import Iterable

from connectors.errors import N_, FileError, Said
from connectors.files.ats_columns import Layout, targets
from connectors.personal import EMAIL, PHONE, personal_kind

_FEW = 3


def refuse_personal_values(file: str, layout: Layout) -> None:
    """Raise a FileError that names the column, never the value, when a column holds a person's data."""
    for name, place in layout.places.items():
        kind = targets()[name].kind
        if kind not in {"text", "code", "id"}:
            continue
        values = {_text(cells[place]) for _, cells in layout.lines if place < len(cells) and cells[place] is not None}
        found = {"text": _in_texts, "code": _in_codes, "id": _in_numbers}[kind](values)
        if found:
            raise _refused(file, layout, name, found)


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _in_texts(values: Iterable[str]) -> str | None:
    return next((kind for value in values if (kind := personal_kind(value))), None)


def _in_numbers(values: Iterable[str]) -> str | None:
    return next((kind for value in values if (kind := personal_kind(value, numbers=False))), None)


def _in_codes(values: set[str]) -> str | None:
    kinds = [kind for value in values if (kind := personal_kind(value)) not in {None, PHONE}]
    if EMAIL in kinds:
        return EMAIL
    return kinds[0] if len(kinds) >= _FEW and len(kinds) * 2 > len(values) else None


def _refused(file: str, layout: Layout, target: str, kind: str) -> FileError:
    return FileError(
        N_("The column “{header}” holds {kind}: the file is refused, and nothing of it is stored."),
        file=file,
        sheet=layout.sheet_name,
        code="file.personal_data",
        hint=N_("Export without this column, or leave it out: {target} = “-”."),
        header=layout.header(target),
        kind=Said(kind),
        target=target,
    )
