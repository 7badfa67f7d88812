"""What a source is to the rest of the house: given a context it yields batches of rows, each a whole page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from connectors.config import Organisation, Site, SourceSettings
from connectors.errors import Said, SourceError
from connectors.inflow.applied import Gone, Present, Row
from connectors.inflow.rules import Rulebook
from connectors.quota import QuotaLedger
from connectors.raw import Raw

__all__ = ["Batch", "Connector", "Context", "Json", "Look", "Row", "SyncResult", "Window"]

Json = Mapping[str, object]


@dataclass(frozen=True)
class Window:
    """The days that a person asked for; without them the source goes on where it stopped."""

    since: date | None = None
    until: date | None = None
    full: bool = False


@dataclass(frozen=True)
class Batch:
    """One page of a stream: rows and cursor are written in one transaction, or not at all.

    Attributes:
        stream: The stream as the manifest names it.
        rows: Table name to rows, written in this order. Rows leave out ``organisation_id``; the columns that a
            row leaves out stay as they are.
        cursor: Where to go on after this page; None leaves the stored cursor alone.
        until: The last day for which the source says that its figures are there.
        replaces: Table name to a scope (column values): stored rows in the scope that are not in ``rows`` go.
        counters_to_days: The snapshots in ``rows`` are differenced into days.
        compares: The kinds of events that are found by holding the applications in ``rows`` against the stored ones:
            ``ALL_CHANGES`` for a source that tells only how things stand, ``OUTCOMES`` for one that tells its stages.
        gone: Applications that the source deleted or made anonymous.
        present: After a whole reading: all that the source holds, so that what is missing was deleted.
        notes: What a person should know, though nothing failed.
        problem: Something of this stream failed; the rest goes on and the run counts as partly done.
    """

    stream: str
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    cursor: Json | None = None
    until: date | None = None
    replaces: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    counters_to_days: bool = False
    compares: frozenset[str] = frozenset()
    gone: Sequence[Gone] = ()
    present: Present | None = None
    notes: Sequence[Said] = ()
    problem: SourceError | None = None


@dataclass(frozen=True)
class Look:
    """What a verified message of a source named. ``number`` is the source's own id of the kind of thing it tells of."""

    event_key: str
    news: Literal["changed", "deleted", "anonymised"]
    number: str = field(repr=False)
    received_at: datetime


@dataclass(frozen=True)
class Context:
    """All that a source is given: it opens no database and reads no environment."""

    organisation: Organisation
    settings: SourceSettings
    now: datetime
    window: Window
    cursors: Mapping[str, Json]
    raw: Raw
    quota: QuotaLedger
    rules: Rulebook = field(default_factory=Rulebook)
    sites: tuple[Site, ...] = ()
    pseudonym_key: bytes | None = field(default=None, repr=False)
    looks: tuple[Look, ...] = ()
    only_looks: bool = False
    """Messages of the source came in: look at what they name, and (with ``only_looks``) at nothing else."""


class Connector(Protocol):
    """A source folder: its package has a ``pull`` function.

    It may also have ``after(context, connection) -> list[Said]``, called in one transaction at the end of each run,
    whether it failed or not: for what must be tidied up whatever came (such as a storage limit of the platform).
    """

    def pull(self, context: Context) -> Iterator[Batch]:
        """Yield the source's pages in an order that can be resumed."""
        ...


@dataclass(frozen=True)
class SyncResult:
    """What one run of one source did; the JSON of ``instroom sync`` and the status page show it.

    Attributes:
        status: ``ok``, ``partial``, ``quota``, ``auth`` or ``failed``.
        rows_written: Rows that are new or changed.
        rows_unchanged: Rows that were already there, equal.
        requests: Calls that went out to the source.
        until: The last day with figures.
        seconds: Duration.
        error: The error that ended the run or the first problem, None if all went well.
        notes: What a person should know.
    """

    source: str
    status: str
    rows_written: int
    rows_unchanged: int
    requests: int
    until: date | None
    seconds: float
    error: SourceError | None
    notes: tuple[Said, ...] = ()
