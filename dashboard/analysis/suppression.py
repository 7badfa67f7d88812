"""The one place where small counts of applicants and of employees are hidden, and with them what would give them away.

A count from 1 up to the threshold (by default 5; of employees, in surveys, 10) is hidden (``< 5``); zero stays zero. In a row whose total is shown, one hidden count could be
computed from the others, so that more is hidden (``≥ 5``) until no hidden count is fixed by what is shown. The method is
cell suppression with an exact check of protection; the check knows the marks, as a reader does.
"""

from collections.abc import Collection, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum

MINIMUM = 5
"""The lowest that the threshold may be; an organisation may set it higher, never lower."""

EMPLOYEES = 10
"""The same for employees: answers to a survey, people of a group."""

_threshold: ContextVar[int] = ContextVar("threshold", default=MINIMUM)
_employees: ContextVar[int] = ContextVar("employees", default=EMPLOYEES)


def protect(minimum: int, employees: int = EMPLOYEES) -> None:
    """Hide counts of applicants and of employees under these numbers from here on in this run; never under 5 and 10."""
    _threshold.set(max(MINIMUM, minimum))
    _employees.set(max(EMPLOYEES, employees))


def threshold() -> int:
    """Return the number of applicants from which a count is shown."""
    return _threshold.get()


def employees_threshold() -> int:
    """Return the number of employees from which a count, or what they said, is shown."""
    return _employees.get()


class Mark(StrEnum):
    """How a count is shown."""

    SHOWN = "shown"
    FEW = "few"  # from 1 up to, not including, the minimum
    MORE = "more"  # at least the minimum, hidden to protect another
    WITHHELD = "withheld"  # nothing of this table can be told apart
    MISSING = "missing"  # not known; never the same as zero


@dataclass(frozen=True)
class Count:
    """A number of applicants as it may be shown: ``value`` is None when it is hidden or not known."""

    value: int | None
    mark: Mark = Mark.SHOWN
    minimum: int = field(default_factory=threshold)

    @property
    def hidden(self) -> bool:
        """True when there is a number that may not be shown."""
        return self.mark in {Mark.FEW, Mark.MORE, Mark.WITHHELD}

    @property
    def text(self) -> str:
        """The count without separators: ``128``, ``< 5``, ``≥ 5``, ``…`` (withheld) or ``–`` (not known)."""
        signs = {
            Mark.FEW: f"< {self.minimum}",
            Mark.MORE: f"≥ {self.minimum}",
            Mark.WITHHELD: "…",
            Mark.MISSING: "–",
        }
        return signs.get(self.mark) or str(self.value)

    def __str__(self) -> str:
        return self.text


NOT_KNOWN = Count(None, Mark.MISSING)


def count(value: int | None, minimum: int | None = None) -> Count:
    """Return one count as it may be shown on its own."""
    minimum = minimum or threshold()
    if value is None:
        return Count(None, Mark.MISSING, minimum)
    return Count(None, Mark.FEW, minimum) if is_few(value, minimum) else Count(value, minimum=minimum)


def employees(value: int | None) -> Count:
    """Return a count of employees as it may be shown on its own."""
    return count(value, employees_threshold())


def is_few(value: int, minimum: int | None = None) -> bool:
    """Tell whether a count is too small to show."""
    minimum = minimum or threshold()
    return 0 < value < minimum


def marked(value: int, mark: Mark, minimum: int) -> Count:
    """Return a count under a mark, its value only when the mark shows it."""
    return Count(value if mark is Mark.SHOWN else None, mark, minimum)


def bounds(value: int, mark: Mark, minimum: int, ceiling: int) -> tuple[int, int]:
    """Return what a reader knows of a count from its mark: the smallest and the largest that it can be."""
    match mark:
        case Mark.FEW:
            return 1, min(minimum - 1, ceiling)
        case Mark.MORE:
            return min(minimum, ceiling), ceiling
        case Mark.WITHHELD:
            return 0, ceiling
        case _:
            return value, value


def breakdown(
    counts: Sequence[int], minimum: int | None = None, *, shown_elsewhere: Collection[int] = ()
) -> list[Count]:
    """Return the parts of a total that is itself shown, hidden where they or a neighbour would be given away.

    A total under twice the minimum that holds a small part is not broken down at all. ``shown_elsewhere`` holds the
    places of parts that a reader finds in another table as well: hiding them would protect nothing.
    """
    minimum = minimum or threshold()
    marks = [Mark.FEW if is_few(value, minimum) else Mark.SHOWN for value in counts]
    if Mark.FEW in marks:
        marks = _protected_marks(counts, marks, minimum, shown_elsewhere)
    return [marked(value, mark, minimum) for value, mark in zip(counts, marks, strict=True)]


def _protected_marks(
    counts: Sequence[int], marks: list[Mark], minimum: int, shown_elsewhere: Collection[int]
) -> list[Mark]:
    withheld = [Mark.WITHHELD] * len(counts)
    if sum(counts) < 2 * minimum:
        return withheld
    while not _protected(counts, marks, minimum):
        shown = [i for i, mark in enumerate(marks) if mark is Mark.SHOWN and counts[i] > 0]
        open_parts = [i for i in shown if i not in shown_elsewhere]
        if not open_parts:
            return withheld
        marks[min(open_parts, key=lambda i: counts[i])] = Mark.MORE
    return marks


def _protected(counts: Sequence[int], marks: Sequence[Mark], minimum: int) -> bool:
    """Tell whether each hidden part can be another number with the same total: one goes up while another goes down."""
    total = sum(counts)
    hidden = [i for i, mark in enumerate(marks) if mark is not Mark.SHOWN]
    known = {i: bounds(counts[i], marks[i], minimum, total) for i in hidden}
    up = {i for i in hidden if counts[i] < known[i][1]}
    down = {i for i in hidden if counts[i] > known[i][0]}
    return all((i in up and down - {i}) or (i in down and up - {i}) for i in hidden)
