"""Applications of some months told apart one way, so that what is shown adds up to all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analysis.blocks import Block
from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import People
from dashboard.analysis.selection import whole_months
from dashboard.analysis.suppression import Count

TIME = ("month", "week", "day")


@dataclass(frozen=True)
class Line:
    """Applications of one category by its code; the empty code is unknown."""

    code: str
    count: Count


@dataclass(frozen=True)
class Explored:
    """Applications told apart one way.

    Attributes:
        lines: What can be told, most applications first, the unknown ones last; nobody's are left out.
        together: Those that are only counted together, None when there are none; ``joined`` are their codes.
        total: All applications; the lines and ``together`` add up to it.
        reason: Why nothing can be told (``analysis.publishing``), None when something can.
    """

    kind: str
    lines: tuple[Line, ...]
    joined: tuple[str, ...]
    together: Count | None
    total: Count
    reason: str | None


def explored(people: People, kind: str, period: Period, narrowing: Mapping[str, str]) -> Explored:
    """Return the applications of a period told apart by a dimension of :meth:`People.by`; ``narrowing`` is what the filter bar holds besides."""
    others = {name: code for name, code in narrowing.items() if name != kind}
    only = narrowing.get(kind, "")
    answer = people.answer(period, **others)
    found = people.by(kind, period, **others)
    if only:
        found = {code: each for code, each in found.items() if code == only}
        answer = people.answer(period, **others, **{kind: only})
    hidden = tuple(code for code, each in found.items() if each.value is None)
    lines = tuple(sorted((Line(code, each) for code, each in found.items() if each.value), key=_place))
    if answer.count.value is None:
        return Explored(kind, (), (), None, answer.count, answer.reason)
    together = people.rest(answer.count, found) if hidden else None
    if together is not None and together.value == 0:
        hidden, together = (), None
    reason = _reason(people, kind, period, others, hidden) if hidden and not lines else None
    return Explored(kind, lines, hidden, together, answer.count, reason)


def _place(line: Line) -> tuple[bool, int, str]:
    return line.code == "", -(line.count.value or 0), line.code


def _reason(people: People, kind: str, period: Period, others: Mapping[str, str], hidden: Sequence[str]) -> str | None:
    known = (people.answer(period, **others, **{kind: code}).reason for code in hidden if code)
    return next((reason for reason in known if reason), None)


def month_blocks(people: People, period: Period, narrowing: Mapping[str, str], outcome: str = "applied") -> list[Block]:
    """Return the applications of each month of a period that has figures."""
    counts = people.by_month(period, outcome, **narrowing)
    return [
        Block(whole_months(month, month), count, complete=True) for month, count in counts if people.is_complete(month)
    ]
