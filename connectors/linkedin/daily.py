"""Reads several kinds of days of a page side by side, so that each day is written once and whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from connectors.base import Batch, Json, Row
from connectors.errors import Said, SourceError
from connectors.linkedin.meanings import CONTAINED
from connectors.linkedin.page import Scene

Figures = Mapping[str, int | None]


@dataclass(frozen=True)
class Reading:
    """What was told of some days, and what a person should know of it."""

    days: Mapping[date, Figures]
    notes: Sequence[Said] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of day: its stream, how many days it is late, and how first and last day are asked for."""

    stream: str
    delay: int
    read: Callable[[date, date], Reading]


@dataclass
class _Going:
    """How far a kind is: the days to ask for, and until when it is known."""

    kind: Kind
    first: date
    last: date
    known: date | None
    has_failed: bool = False

    def part(self, start: date, stop: date) -> tuple[date, date] | None:
        """Return its days within a slice, None when there are none (any more)."""
        first, last = max(self.first, start), min(self.last, stop)
        return None if self.has_failed or first > last else (first, last)


@dataclass
class _Slice:
    """What came of one slice."""

    rows: dict[date, Row] = field(default_factory=dict)
    moved: list[Batch] = field(default_factory=list)

    def add(self, scene: Scene, going: _Going, first: date, last: date) -> None:
        """Ask a kind for its days, and put its figures beside those of the others."""
        reading = going.kind.read(first, last)
        for day, figures in reading.days.items():
            told = {column: value for column, value in figures.items() if value is not None}
            if told:
                self.rows.setdefault(day, {}).update(told)
        going.known = scene.calendar.advanced(going.known, first, last)
        reached = max(reading.days, default=None)
        self.moved.append(Batch(going.kind.stream, cursor=_until(going.known), until=reached, notes=reading.notes))

    def batches(self, scene: Scene) -> Iterator[Batch]:
        """Yield the rows, then how far each kind is: stopped in between, a kind is asked once more."""
        if self.moved:
            found = [scene.reader.day(day, figures) for day, figures in sorted(self.rows.items())]
            yield Batch(self.moved[0].stream, {"channel_daily": found})
        yield from self.moved


def together(scene: Scene, kinds: Sequence[Kind], slice_days: int) -> Iterator[Batch]:
    """Yield the days of some kinds, a slice at a time and the oldest first; a day that is left out stays away.

    A kind that may not be read, or is not understood, is told as a problem while the others go on. What came before an
    error that stops all is yielded before it is raised.
    """
    all_going = [_going(scene, kind) for kind in kinds]
    start = min(going.first for going in all_going)
    end = max(going.last for going in all_going)
    while start <= end:
        stop = min(end, start + timedelta(days=slice_days - 1))
        yield from _one_slice(scene, all_going, start, stop)
        start = stop + timedelta(days=1)


def _one_slice(scene: Scene, all_going: Sequence[_Going], start: date, stop: date) -> Iterator[Batch]:
    found = _Slice()
    for going in all_going:
        part = going.part(start, stop)
        if part is None:
            continue
        try:
            found.add(scene, going, *part)
        except SourceError as error:
            if error.code not in CONTAINED:
                yield from found.batches(scene)
                raise
            going.has_failed = True
            yield Batch(going.kind.stream, problem=error)
    yield from found.batches(scene)


def _going(scene: Scene, kind: Kind) -> _Going:
    known = scene.calendar.known_until(kind.stream)
    return _Going(kind, scene.calendar.first(known), scene.calendar.last(kind.delay), known)


def _until(known: date | None) -> Json | None:
    return {"until": known.isoformat()} if known else None
