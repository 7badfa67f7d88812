"""Somebody who knows every number that is given, and tries with a solver to pin down those that are not."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from scipy.optimize import LinearConstraint, milp

from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import STAGES, People
from dashboard.analysis.selection import months_of, whole_months
from tests.dashboard.applicants import STRATEGIES, Applicant

OUTCOMES = ("applied", "screened", "interviewed", "offered", "hired", "rejected", "withdrawn")
FILTERS = ("site", "function_group", "audience", "source", "self_reported", "strategy")


@dataclass(frozen=True)
class Question:
    period: Period
    outcome: str = "applied"
    narrowing: tuple[tuple[str, str], ...] = ()


class World:
    """All cells that applicants of an organisation can be in, and how many truly are."""

    def __init__(self, some: Iterable[Applicant]) -> None:
        some = list(some)
        kinds = [sorted({getattr(one, kind) for one in some}) for kind in Applicant._fields[:-2]]
        ways = _ways({(one.stage, one.end) for one in some})
        self.cells = [Applicant(*each, *way) for each in product(*kinds) for way in ways]
        place = {cell: number for number, cell in enumerate(self.cells)}
        self.truth = np.bincount([place[one] for one in some], minlength=len(self.cells))
        self.months = kinds[0]
        self.codes = dict(zip(Applicant._fields[1:-2], kinds[1:], strict=True))
        self.codes["strategy"] = sorted({STRATEGIES.get(source, "") for source in self.codes["source"]})
        self._columns = {kind: np.array([getattr(cell, kind) for cell in self.cells]) for kind in Applicant._fields}
        self._columns["strategy"] = np.array([STRATEGIES.get(cell.source, "") for cell in self.cells])
        self._reached = np.array([STAGES.index(cell.stage) for cell in self.cells])

    def inside(self, asked: Question) -> np.ndarray:
        """Return which cells a question counts."""
        here = np.isin(self._columns["month"], months_of(asked.period))
        for kind, code in asked.narrowing:
            here &= self._columns[kind] == code
        if asked.outcome in STAGES:
            return here & (self._reached >= STAGES.index(asked.outcome))
        return here & (self._columns["end"] == asked.outcome)

    def count(self, asked: Question) -> int:
        return int(self.truth[self.inside(asked)].sum())

    def narrowings(self, most: int = 2) -> Iterator[tuple[tuple[str, str], ...]]:
        yield ()
        for number in range(1, most + 1):
            for kinds in combinations(FILTERS, number):
                if any(len(self.codes[kind]) < 2 for kind in kinds):
                    continue
                for codes in product(*(self.codes[kind] for kind in kinds)):
                    yield tuple(zip(kinds, codes, strict=True))

    def questions(self) -> Iterator[Question]:
        """Yield everything that can be asked: all runs of months, all outcomes, up to two filters."""
        runs = [whole_months(a, b) for a in self.months for b in self.months if a <= b]
        outcomes = [each for each in OUTCOMES if each == "applied" or self._occurs(each)]
        for narrowing in self.narrowings():
            for period, outcome in product(runs, outcomes):
                yield Question(period, outcome, narrowing)

    def _occurs(self, outcome: str) -> bool:
        return any(outcome in (cell.stage, cell.end) for cell in self.cells)


def _ways(some: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return all ways to go: whoever was not hired may have ended in any way at any stage."""
    hired = [way for way in some if way[0] == "hired"]
    stages, ends = ({way[place] for way in some if way not in hired} for place in (0, 1))
    return sorted([*hired, *product(stages, ends)])


Told = Callable[[Question], int | None]


def protected(people: People) -> Told:
    """Tell what the pages give: one count, or the unknown ones from a table of all."""

    def told(asked: Question) -> int | None:
        filters = dict(asked.narrowing)
        unknown = [kind for kind, code in filters.items() if not code]
        if not unknown:
            return people.count(asked.period, asked.outcome, **filters).value
        others = {kind: code for kind, code in filters.items() if code}
        table = people.by(unknown[0], asked.period, asked.outcome, **others)
        return table[""].value if len(unknown) == 1 else None

    return told


def plainly_hidden(world: World) -> Told:
    """Tell everything but counts from one to four: what protection is not."""
    return lambda asked: None if 0 < (number := world.count(asked)) < 5 else number


class Attack:
    """All equations that what is told makes over the cells."""

    def __init__(self, world: World, told: Told) -> None:
        self.world, self.hidden = world, []
        known: dict[bytes, tuple[np.ndarray, int]] = {}
        for asked in world.questions():
            number = told(asked)
            if number is None:
                self.hidden.append(asked)
                continue
            inside = world.inside(asked)
            assert number == world.count(asked), asked
            known[inside.tobytes()] = (inside, number)
        self.rows = np.array([inside for inside, _number in known.values()], dtype=float)
        self.numbers = np.array([number for _inside, number in known.values()], dtype=float)
        independent = _independent(self.rows)
        self._equations = LinearConstraint(self.rows[independent], self.numbers[independent], self.numbers[independent])

    def range(self, asked: Question) -> tuple[int, int]:
        """Return the smallest and the largest that a hidden count can be."""
        inside = self.world.inside(asked).astype(float)
        return self._end(inside, 1), self._end(inside, -1)

    def _end(self, inside: np.ndarray, sign: int) -> int:
        found = milp(sign * inside, constraints=self._equations, integrality=np.ones(len(inside)))
        assert found.success, found.message
        return round(sign * found.fun)

    def differences(self, minimum: int = 5) -> Iterator[int]:
        """Yield the small counts that one told number less one or two others is."""
        rows = self.rows.astype(bool)
        for whole, number in zip(rows, self.numbers, strict=True):
            inside = [place for place in range(len(rows)) if not (rows[place] & ~whole).any()]
            parts, left = rows[inside], number - self.numbers[inside]
            yield from (int(each) for each in left if 0 < each < minimum)
            for place, rest in enumerate(left):
                twice = rest - self.numbers[inside]
                for other in np.flatnonzero((twice > 0) & (twice < minimum)):
                    if not (parts[place] & parts[other]).any():
                        yield int(twice[other])


def _independent(rows: np.ndarray) -> list[int]:
    """Return the places of rows that are no sum of the rows before them."""
    basis: list[np.ndarray] = []
    found = []
    for place, row in enumerate(rows):
        left = row - sum((one * (one @ row) for one in basis), np.zeros_like(row))
        left -= sum((one * (one @ left) for one in basis), np.zeros_like(row))
        length = np.linalg.norm(left)
        if length > 1e-7:
            basis.append(left / length)
            found.append(place)
    return found


def finer(world: World) -> Iterator[Question]:
    """Yield what is never asked for and still may not be found: one month, two filters."""
    for narrowing in world.narrowings():
        for month in world.months:
            yield Question(whole_months(month, month), "applied", narrowing)


def small(world: World, some: Iterable[Question]) -> list[Question]:
    """Return the questions whose true answer is from one to four."""
    return [asked for asked in dict.fromkeys(some) if 0 < world.count(asked) < 5]
