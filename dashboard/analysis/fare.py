"""How side-entrants fare beside others, and what each source led to, from counts of applicants that may all be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from connectors.errors import N_, Said
from dashboard.analysis.cohorts import REACHED, STAGES
from dashboard.analysis.funnel import Funnel, Step
from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import People, less
from dashboard.analysis.quality import TOGETHER, UNKNOWN, SourceQuality, qualified_share
from dashboard.analysis.shares import published_share
from dashboard.analysis.side_by_side import SideBySide, side_by_side
from dashboard.analysis.suppression import NOT_KNOWN, Count

TOO_FEW = Said(N_("There are too few applications to tell side-entrants from others."))
_NAMES = (Said(N_("side-entrants")), Said(N_("other applicants")))
_OF_SOURCES = ("applied", "screened", "interviewed", "hired")


@dataclass(frozen=True)
class Fare:
    """How the applications of some months fare.

    Attributes:
        beside: Side-entrants, others and those of unknown origin.
        is_shown: True when how many of each group applied and were hired may be told.
        still_open: Of all applications: those that have not ended; in the shares they count where they stand.
        sources: What the applications of each measured source led to; empty when that may not be told.
        reason: Why the groups are not told apart (``analysis.publishing``).
    """

    beside: SideBySide
    is_shown: bool
    still_open: Count
    sources: tuple[SourceQuality, ...]
    reason: str | None

    @property
    def sentence(self) -> Said:
        """How side-entrants fare against others."""
        return self.beside.sentence if self.is_shown else TOO_FEW


def fare(people: People, period: Period) -> Fare:
    """Return how side-entrants fare beside others over whole months; told apart only over a calendar year that is over."""
    everybody = _reached(people, period)
    first, rest = (_reached(people, period, audience=name) for name in ("side_entrant", "unknown"))
    second = {name: less(less(everybody[name], first[name]), rest[name]) for name in REACHED}
    groups = (first, second, rest)
    kept = [name for name in REACHED if all(group[name].value is not None for group in groups)]
    shown = {"applied", "hired"} <= set(kept) and bool(first["applied"].value) and bool(second["applied"].value)
    one, other, unknown = (_funnel(group, kept if shown else list(REACHED)) for group in groups)
    return Fare(
        side_by_side(one, other, unknown, _NAMES),
        shown,
        people.count(period, "open"),
        _sources(people, period, everybody),
        None if shown else people.answer(period, "hired", audience="side_entrant").reason,
    )


def _reached(people: People, period: Period, **narrowing: str) -> dict[str, Count]:
    return {name: people.count(period, name, **narrowing) for name in REACHED}


def _funnel(counts: Mapping[str, Count], kept: Sequence[str]) -> Funnel:
    """Return the funnel over the stages that are told; nobody is left out for being open."""
    names = dict(zip(REACHED, STAGES, strict=True))
    return Funnel(
        counts["applied"],
        NOT_KNOWN,
        "all",
        {names[name]: counts[name] for name in kept},
        tuple(
            Step(names[start], names[end], published_share(counts[end], counts[start])) for start, end in pairwise(kept)
        ),
        published_share(counts["hired"], counts["applied"]),
    )


def _sources(people: People, period: Period, everybody: Mapping[str, Count]) -> tuple[SourceQuality, ...]:
    """Return the sources, biggest first, those that are not told together and the unknown one last."""
    found = {
        code: {name: people.count(period, name, source=code) for name in _OF_SOURCES}
        for code in people.codes.get("source", ())
        if code
    }
    told = {code: each for code, each in found.items() if all(one.value is not None for one in each.values())}
    if not any(each["applied"].value for each in told.values()):
        return ()
    groups = {code: each for code, each in told.items() if each["applied"].value}
    together = {
        name: people.rest(everybody[name], {code: each[name] for code, each in told.items()}) for name in _OF_SOURCES
    }
    if together["applied"].value:
        groups[TOGETHER] = together
    small = (*(code for code in found if code not in told), UNKNOWN)
    order = sorted(groups, key=lambda code: (code == TOGETHER, -(groups[code]["applied"].value or 0), code))
    return tuple(_quality(code, small if code == TOGETHER else (code,), groups[code]) for code in order)


def _quality(key: str, sources: Sequence[str], counts: Mapping[str, Count]) -> SourceQuality:
    found = _funnel({**counts, "offered": NOT_KNOWN}, _OF_SOURCES)
    return SourceQuality(key, tuple(sources), found, qualified_share(found), found.hire_rate)
