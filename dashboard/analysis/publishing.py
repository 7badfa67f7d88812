"""Counts of applicants under filters and periods, given so that no difference between any of them gives a small one away.

How it holds. Time is cut at whole months, and for what is small at whole calendar years. For each way to divide applicants
(site, function group, entrants, source, own answer, how far they came) and each month there are parts that count nobody or
at least the minimum; every count that is given is a sum of such parts. Adding up and taking away counts of one way to divide
gives sums of its parts again; counts of two ways to divide can be combined to a count of certain applicants only by leaving
one of the two out. So whoever knows everything here still finds nobody, or at least the minimum.

A category that is small in some month of a year is counted together with others in all months of that year, and stands alone
for the whole year where that is safe. Two filters at once are given per finished calendar year only (``analysis.pairs``),
certain pairs and three at once never. The year that runs has no counts per year yet: with each month that is added, the
difference would be a month.

What it does not hold against: what somebody knows from elsewhere (that a group of functions works at one site only), and
numbers noted on an earlier day, since how far applicants came changes daily.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.analysis.pairs import Pair
from dashboard.analysis.parts import Part, made_of
from dashboard.analysis.periods import Period
from dashboard.analysis.selection import month_end, months_of, whole_months
from dashboard.analysis.shares import Share, published_share
from dashboard.analysis.suppression import NOT_KNOWN, Count, Mark, is_few, threshold

STAGES = ("applied", "screened", "interviewed", "offered", "hired")
"""How far somebody came at most, in order."""
ENDS = ("rejected", "withdrawn", "open")
KINDS = ("site", "function_group", "source", "self_reported", "audience")
"""Ways to divide applicants; ``strategy`` takes sources together."""
PAIRS = (*((kind, other) for kind in KINDS[:4] for other in ("audience", "stage")), ("audience", "stage"))
"""Which two may be asked for at once, over a finished calendar year."""
UNKNOWN = ""
_ORDER = (*KINDS, "stage", "end")

MONTHS = "months"
NOT_COVERED = "not_covered"
COMBINATION = "combination"
WHOLE_YEAR = "whole_year"
FEW = "few"
"""Why a count is not given: the period is not of whole months; it has months without complete figures; these filters are
never combined; it is given per finished calendar year only; too few, or it would give a small one away."""


@dataclass(frozen=True)
class Answer:
    """A count as it may be shown, and why it is not."""

    count: Count
    reason: str | None = None


@dataclass(frozen=True)
class Table:
    """One way to divide the applicants of a year: counts per category in each block of months, and what stands together."""

    rows: Mapping[str, Sequence[int]] = field(repr=False)
    by_month: tuple[Part, ...]
    by_year: tuple[Part, ...]

    def counted(self, wanted: Part, places: Sequence[int], *, whole: bool) -> int | None:
        """Return how many are in some categories in some blocks, None when it may not be told; ``whole``: all of a finished year."""
        some = frozenset(each for each in wanted if any(self.rows.get(each, ())))
        if not (
            made_of(some, self._counting(self.by_month)) or (whole and made_of(some, self._counting(self.by_year)))
        ):
            return None
        return sum(self.rows[each][place] for each in some for place in places)

    def total(self, places: Sequence[int]) -> int:
        """Return how many there are in some blocks."""
        return sum(row[place] for row in self.rows.values() for place in places)

    def occurring(self) -> Part:
        """Return the categories in which anybody is."""
        return frozenset(each for each, row in self.rows.items() if any(row))

    def _counting(self, parts: Sequence[Part]) -> list[Part]:
        occurring = self.occurring()
        return [part & occurring for part in parts]


@dataclass(frozen=True)
class Year:
    """What may be told of a calendar year.

    Attributes:
        months: First days of its complete months.
        is_over: Whether its last month is complete.
        blocks: Its months, taken together where there are few; None when all of them are too few.
        tables: Way to divide (``KINDS``, ``stage``, ``end``) to its table.
        pairs: Two ways to divide to their table over the year.
    """

    months: tuple[date, ...]
    is_over: bool
    blocks: tuple[tuple[date, ...], ...] | None
    tables: Mapping[str, Table] = field(repr=False)
    pairs: Mapping[tuple[str, str], Pair] = field(repr=False)

    def counted(self, months: Sequence[date], wanted: Mapping[str, Part]) -> int | None:
        """Return how many of some of its months are in all wanted categories, None when that may not be told."""
        places = self._places(months)
        if places is None:
            return None
        whole = self.is_over and len(months) == len(self.months)
        if not wanted:
            return self.tables["stage"].total(places)
        alone = {kind: self.tables[kind].counted(some, places, whole=whole) for kind, some in wanted.items()}
        if 0 in alone.values():
            return 0
        narrow = {kind: some for kind, some in wanted.items() if not self.tables[kind].occurring() <= some}
        if len(narrow) <= 1:
            return alone[next(iter(narrow or wanted))]
        if not whole or len(narrow) > len(("row", "column")):
            return None
        pair = self.pairs.get(pair_of(narrow))
        return pair.counted(*(self._some(kind, narrow[kind]) for kind in pair_of(narrow))) if pair else None

    def _some(self, kind: str, wanted: Part) -> Part:
        return wanted & self.tables[kind].occurring()

    def _places(self, months: Sequence[date]) -> list[int] | None:
        """Return the places of the blocks that make up some months."""
        if self.blocks is None:
            return None
        some = set(months)
        touched = [place for place, block in enumerate(self.blocks) if not some.isdisjoint(block)]
        return touched if all(some.issuperset(self.blocks[place]) for place in touched) else None


def pair_of(kinds: Collection[str]) -> tuple[str, str]:
    """Return two ways to divide in the order in which their table is kept; raises ValueError unless there are two."""
    first, second = sorted(kinds, key=_ORDER.index)
    return first, second


@dataclass(frozen=True)
class People:
    """Counts of applicants, all under one protection.

    Attributes:
        first: First day of the first month with figures, None without any.
        last: First day of the last complete month, None without any.
        codes: Way to divide (``strategy`` too) to the categories that occur, the empty code for unknown.
        strategies: Source to its strategy.
        years: What may be told of each calendar year.
    """

    first: date | None
    last: date | None
    codes: Mapping[str, Sequence[str]] = field(repr=False)
    strategies: Mapping[str, str] = field(repr=False)
    years: Mapping[int, Year] = field(repr=False)
    minimum: int = field(default_factory=threshold)

    def count(self, period: Period, outcome: str = "applied", **narrowing: str) -> Count:
        """Return how many applied in whole months (``outcome``: of those, how many came that far until now).

        ``narrowing`` is by ``site``, ``function_group``, ``audience``, ``source``, ``self_reported`` or ``strategy``; an
        empty code is all. ``by`` gives the unknown ones too.
        """
        return self.answer(period, outcome, **narrowing).count

    def answer(self, period: Period, outcome: str = "applied", **narrowing: str) -> Answer:
        """Return :meth:`count` with the reason when there is none."""
        wanted = {kind: self._wanted(kind, code) for kind, code in narrowing.items() if code}
        return self._answer(period, outcome, wanted)

    def by(self, kind: str, period: Period, outcome: str = "applied", **narrowing: str) -> dict[str, Count]:
        """Return :meth:`count` for each category that ever occurs, the empty code for unknown."""
        wanted = {each: self._wanted(each, code) for each, code in narrowing.items() if code and each != kind}
        return {
            code: self._answer(period, outcome, {**wanted, kind: self._wanted(kind, code)}).count
            for code in self.codes.get(kind, ())
        }

    def by_month(self, period: Period, outcome: str = "applied", **narrowing: str) -> list[tuple[date, Count]]:
        """Return :meth:`count` for each month of a period; not known where a month is not complete."""
        return [(month, self.count(whole_months(month, month), outcome, **narrowing)) for month in months_of(period)]

    def is_complete(self, month: date) -> bool:
        """Tell whether there are figures of every day of a month, named by its first day."""
        return self.first is not None and self.last is not None and self.first <= month <= self.last

    def known(self, period: Period) -> Period | None:
        """Return the part of a period of whole months that has complete figures, None when there is none."""
        months = [month for month in months_of(period) if self.is_complete(month)]
        return whole_months(months[0], months[-1]) if months else None

    def share(self, period: Period, outcome: str, *, of: str = "applied", **narrowing: str) -> Share:
        """Return how many of those who came as far as ``of`` came as far as ``outcome``, with its interval."""
        return published_share(self.count(period, outcome, **narrowing), self.count(period, of, **narrowing))

    def side_entrants(self, period: Period, outcome: str = "applied", **narrowing: str) -> Share:
        """Return the share of side-entrants among those whose origin is known, with its interval."""
        everybody = self.count(period, outcome, **narrowing)
        part, unknown = (
            self.count(period, outcome, **{**narrowing, "audience": name}) for name in ("side_entrant", "unknown")
        )
        return published_share(part, less(everybody, unknown))

    def rest(self, everybody: Count, some: Mapping[str, Count]) -> Count:
        """Return how many the hidden ones among some categories are together: what is left of all of them."""
        shown = sum(each.value or 0 for each in some.values())
        return less(everybody, Count(shown, minimum=self.minimum))

    def _wanted(self, kind: str, code: str) -> Part:
        """Return the categories that a code means: itself, or the sources of a strategy."""
        if kind != "strategy":
            return frozenset({code})
        return frozenset(each for each in self.codes.get("source", ()) if self.strategies.get(each, UNKNOWN) == code)

    def _answer(self, period: Period, outcome: str, filters: Mapping[str, Part]) -> Answer:
        months = months_of(period)
        if period.first != months[0] or period.last != month_end(months[-1]):
            return Answer(self._hidden(), MONTHS)
        if not all(map(self.is_complete, months)):
            return Answer(NOT_KNOWN, NOT_COVERED)
        wanted = _with_outcome(outcome, filters)
        by_year: dict[int, list[date]] = {}
        for month in months:
            by_year.setdefault(month.year, []).append(month)
        found = [self.years[year].counted(some, wanted) for year, some in by_year.items()]
        known = [number for number in found if number is not None]
        if len(known) == len(found):
            return Answer(Count(sum(known), minimum=self.minimum))
        return Answer(self._hidden(), self._reason(by_year, wanted))

    def _reason(self, months: Mapping[int, Sequence[date]], wanted: Mapping[str, Part]) -> str:
        """Return why a count is hidden; it tells no more than what is given for other periods."""
        several = len(wanted) > 1
        if several and (len(wanted) > 2 or pair_of(wanted) not in PAIRS):  # noqa: PLR2004
            return COMBINATION
        years = [self.years[year] for year in months]
        if all(year.is_over and len(months[year.months[0].year]) == len(year.months) for year in years):
            return FEW
        if several:
            return WHOLE_YEAR
        given = all(not year.is_over or year.counted(year.months, wanted) is not None for year in years)
        return WHOLE_YEAR if given else FEW

    def _hidden(self) -> Count:
        return Count(None, Mark.WITHHELD, self.minimum)


def less(whole: Count, part: Count) -> Count:
    """Return a count without a part of it; what is not given of either is not given of the rest."""
    if whole.value is None or part.value is None:
        return whole if whole.value is None else part
    left = whole.value - part.value
    return (
        Count(None, Mark.WITHHELD, whole.minimum) if is_few(left, whole.minimum) else Count(left, minimum=whole.minimum)
    )


def _with_outcome(outcome: str, filters: Mapping[str, Part]) -> dict[str, Part]:
    """Return what is wanted: the filters (of a source and its strategy the source) and how far somebody came."""
    wanted = dict(filters)
    if "strategy" in wanted:
        sources = wanted.pop("strategy")
        wanted["source"] = wanted.get("source", sources) & sources
    if outcome in ENDS:
        return {**wanted, "end": frozenset({outcome})}
    if outcome == STAGES[0]:
        return wanted
    return {**wanted, "stage": frozenset(STAGES[STAGES.index(outcome) :])}
