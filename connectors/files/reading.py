"""What a file is before, and what it says after, it was understood: the frame that every reader of files fills."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from connectors.base import Row
from connectors.config import Config, Organisation, SideEntrantRule, Site
from connectors.errors import Said
from connectors.inflow.rules import Rulebook
from connectors.personal import pseudonym_key

Cell = str | int | float | bool | date | datetime | None
"""One cell. An empty cell is None in every kind of file; in a CSV file everything else is text."""


_HEADER_LINES = 20

SavedMappings = Mapping[tuple[str, str], Mapping[str, str]]
"""Kind and fingerprint of headers to what a person once said of such files (``connectors/files/mappings.py``)."""


@dataclass(frozen=True)
class FileContext:
    """All that a reader is given beside the file: it opens no database and reads no environment."""

    organisation: Organisation
    side_entrant: SideEntrantRule
    sites: tuple[Site, ...]
    pseudonym_key: bytes | None
    now: datetime
    rules: Rulebook = field(default_factory=Rulebook)
    saved: SavedMappings = field(default_factory=dict)

    @classmethod
    def of(
        cls, config: Config, now: datetime, rules: Rulebook | None = None, saved: SavedMappings | None = None
    ) -> "FileContext":
        """Return the context of a configured organisation, with its rules and mappings as they are stored."""
        key = pseudonym_key(config.keys.get("pseudonym", ""))
        own = rules or Rulebook(side_entrant=config.side_entrant)
        return cls(config.organisation, config.side_entrant, config.sites, key, now, own, saved or {})


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


def header_lines(opened: Opened) -> Iterator[tuple[Sheet, int, tuple[str, ...]]]:
    """Yield the lines of each sheet that may be headers: sheet, place of the line from 0, headers."""
    for sheet in opened.sheets:
        for line, cells in enumerate(sheet.rows[:_HEADER_LINES]):
            yield sheet, line, tuple(cell if isinstance(cell, str) else "" for cell in cells)


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
            left out and becomes the moment of the file's first import; it is never later than that. In the same way
            a sum of which the file does not tell until when it counts leaves out ``span`` and ``last_day``.
        refused: Cells that cannot be used.
        understood: What became of each column.
        first_day: First day with figures; None when the file has no days.
        last_day: Last day with figures.
        warnings: What a person should know.
        counters_to_days: The snapshots in ``rows`` are differenced into days.
        headers: The headers under which a person's mapping is kept for the next such file; empty to keep none.
        mapping: What a person said of the columns, now or of an earlier file.
        mapping_is_saved: The mapping was kept from an earlier file with the same headers.
        without_day: Applications of which the file does not tell the day; they are counted on no day.
        unknown_words: Stages and statuses that no table knows, when they are categories.
        unknown_count: How many such words there are, also when they are none to be shown.
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
    headers: tuple[str, ...] = field(default=(), repr=False)
    mapping: Mapping[str, str] = field(default_factory=dict)
    mapping_is_saved: bool = False
    without_day: int = 0
    unknown_words: tuple[str, ...] = ()
    unknown_count: int = 0


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
