"""What a file is before, and what it says after, it was understood: the frame that every reader of files fills."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from connectors.base import Row
from connectors.config import Config, Organisation, SideEntrantRule, Site
from connectors.errors import Said
from connectors.personal import pseudonym_key

Cell = str | int | float | bool | date | datetime | None
"""One cell. An empty cell is None in every kind of file; in a CSV file everything else is text."""


@dataclass(frozen=True)
class FileContext:
    """All that a reader is given beside the file: it opens no database and reads no environment."""

    organisation: Organisation
    side_entrant: SideEntrantRule
    sites: tuple[Site, ...]
    pseudonym_key: bytes | None
    now: datetime

    @classmethod
    def of(cls, config: Config, now: datetime) -> "FileContext":
        """Return the context of a configured organisation."""
        key = pseudonym_key(config.keys.get("pseudonym", ""))
        return cls(config.organisation, config.side_entrant, config.sites, key, now)


@dataclass(frozen=True)
class Sheet:
    """One table as it stands in the file. ``rows[n]`` is the line that a person sees as number n + 1.

    ``name`` is the sheet's name in a workbook, the member's in a zip, and the file's own for a CSV file.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Opened:
    """A file that could be opened: its sheets, and the fingerprint of its content."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Refused:
    """One cell that cannot be used, and so its line is left out. ``row`` is the line as a person sees it, from 1."""

    row: int
    column: str
    value: str
    expected: Said
    sheet: str = ""


@dataclass(frozen=True)
class Understood:
    """What became of one column. ``meaning`` is a message id; ``personal`` columns are dropped unread."""

    header: str
    meaning: str
    state: Literal["used", "ignored", "personal"]


@dataclass(frozen=True)
class Reading:
    """What a file says, as rows for the database; nothing is written yet.

    Attributes:
        file: Name of the file.
        sha256: Fingerprint of its content.
        kind: The reader's ``KIND``.
        rows: Table name to rows, without ``organisation_id``. Rows of one table may have different columns; columns
            that a row leaves out stay as they are. Where the file does not tell when it was made, ``observed_at`` is
            left out and becomes the moment of the file's first import; it is never later than that.
        refused: Cells that cannot be used.
        understood: What became of each column.
        first_day: First day with figures; None when the file has no days.
        last_day: Last day with figures.
        warnings: What a person should know.
        counters_to_days: The snapshots in ``rows`` are differenced into days.
    """

    file: str
    sha256: str
    kind: str
    rows: Mapping[str, Sequence[Row]]
    refused: tuple[Refused, ...]
    understood: tuple[Understood, ...]
    first_day: date | None
    last_day: date | None
    warnings: tuple[Said, ...]
    counters_to_days: bool = False


class Reader(Protocol):
    """A module that understands one kind of file."""

    KIND: str
    """Short name, as in ``instroom import --as KIND``."""

    TITLE: str
    """Message id of the name as shown."""

    def fits(self, opened: Opened) -> bool:
        """Return whether this is such a file, by its content; the name of the file does not count."""
        ...

    def read(self, opened: Opened, context: FileContext, mapping: Mapping[str, str]) -> Reading:
        """Return what the file says; raise a FileError when nothing of it can be used."""
        ...
