"""Guard rails on the data, before anything is fitted: enough history, whole, of one level, counted in one way."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from connectors.errors import N_, Said
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.impact.arrange import Arranged
from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.finding import Check

LEAST_WEEKS, YEAR_WEEKS = 26, 52
MOST_MISSING = 0.10
LARGEST_JUMP, LARGEST_GROWTH = 2.0, 3.0
_QUARTER_DAYS, _YEAR_QUARTERS = 91, 4


def checks(case: Case, arranged: Arranged) -> Iterator[Check]:
    """Yield what can be said of a case before it is fitted."""
    weeks = arranged.known_days / 7
    yield _history(weeks)
    yield _season(weeks)
    yield _complete(arranged)
    yield _one_level(arranged)
    yield _one_definition(case)


def _history(weeks: float) -> Check:
    values: dict[str, object] = {"weeks": Number(int(weeks)), "least": LEAST_WEEKS}
    if weeks < LEAST_WEEKS:
        text = N_("Only {weeks} weeks of history before the start; {least} are needed.")
        return Check.blocked("history", Said(text, values))
    return Check.passed("history", Said(N_("{weeks} weeks of history before the start."), values))


def _season(weeks: float) -> Check:
    if weeks >= YEAR_WEEKS:
        return Check.passed("season", Said(N_("The season is known from at least a year.")))
    text = N_("Less than a year of history: the season is guessed, so the interval is wider.")
    return Check.failed("season", Said(text))


def _complete(arranged: Arranged) -> Check:
    missing = float(1 - arranged.known[:, ~arranged.washing].mean())
    values: dict[str, object] = {"share": Percentage(missing, 1), "most": Percentage(MOST_MISSING)}
    if not arranged.known[:, arranged.campaign].all():
        return Check.blocked("complete", Said(N_("Days of the campaign itself are missing.")))
    if missing > MOST_MISSING:
        return Check.blocked("complete", Said(N_("{share} of the weeks are missing; at most {most} may be."), values))
    return Check.passed("complete", Said(N_("No more than {most} of the weeks are missing."), values))


def _one_level(arranged: Arranged) -> Check:
    """Look for a jump of the level between quarters that follow each other, or growth over the last year."""
    quarters = _quarters(arranged)
    if any(_further_apart(later, earlier, LARGEST_JUMP) for later, earlier in pairwise(quarters)):
        text = N_("The level more than doubled or halved from one quarter to the next before the start.")
        return Check.blocked("stable", Said(text))
    if len(quarters) > 1 and _further_apart(quarters[0], quarters[-1], LARGEST_GROWTH):
        text = N_("The level grew or shrank more than threefold in the year before the start.")
        return Check.blocked("stable", Said(text))
    return Check.passed("stable", Said(N_("No break in the level before the start.")))


def _quarters(arranged: Arranged) -> list[tuple[float, float]]:
    """Return count and exposure of up to four quarters before the start, the latest first."""
    known = arranged.known.all(axis=0)
    counts = np.where(known, arranged.counts.sum(axis=0), 0.0)
    exposure = np.where(known, arranged.exposure.sum(axis=0), 0.0)
    size = max(1, round(_QUARTER_DAYS / float(np.median(arranged.days))))
    ends = range(arranged.first, size - 1, -size)
    return [(counts[end - size : end].sum(), exposure[end - size : end].sum()) for end in ends][:_YEAR_QUARTERS]


def _further_apart(one: tuple[float, float], other: tuple[float, float], factor: float) -> bool:
    """Tell whether two rates differ by more than a factor, by more than the counting noise of the two."""
    if min(one[1], other[1]) <= 0:
        return False
    apart = abs(np.log((one[0] + 0.5) / one[1]) - np.log((other[0] + 0.5) / other[1]))
    noise = np.sqrt(1 / (one[0] + 0.5) + 1 / (other[0] + 0.5))
    return bool(apart > np.log(factor) + noise)


def _one_definition(case: Case) -> Check:
    breaks = [other for other in case.others if other.kind == "definition_break" and other.period.overlap(case.window)]
    if breaks:
        text = N_("“{title}” falls in the window: before and after do not count the same.")
        return Check.blocked("definition", Said(text, {"title": breaks[0].title}))
    return Check.passed("definition", Said(N_("What is counted did not change in the window.")))
