"""A second design beside the main one: sites that a campaign left out against those that it featured."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import isfinite

import pandas as pd

from connectors.errors import N_, NotEnoughData, Said
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.impact import words
from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.impact.holdout import ACCEPTED, LEVEL, HoldOut, hold_out
from dashboard.analysis.impact.panels import FEWEST_BEFORE, FEWEST_OTHERS, WEEK, WINDOWS_BEFORE, in_weeks

ALIKE = 2.0


@dataclass(frozen=True)
class LeftOut:
    """The comparison with the sites that were left out, or why there is none.

    Attributes:
        held: The comparison in weeks; None when it cannot be made. Its interval is an accepted set at ``ACCEPTED``.
        refused: Why it cannot be made.
        indexed: Why each site was compared about its own mean; None when they were compared in numbers.
        verdict: What this design says by itself; never that of the finding.
    """

    held: HoldOut | None = None
    refused: Said | None = None
    indexed: Said | None = None
    verdict: Verdict = Verdict.NOT_ENOUGH_DATA


def left_out(case: Case) -> LeftOut:
    """Return the parts of a case against its controls, which must be sites that the campaign left out, one a column.

    By whole weeks, counted from the first day of the window, until the last one that is wholly in it and known. Sites
    whose figures have a hole, or where nothing came in before the start, are left out of the comparison.
    """
    first = case.window.first
    weeks = ((min(case.window.last, case.last_day) - first).days + 1) // WEEK if len(case.outcome) else 0
    if weeks < 1:
        return LeftOut(refused=Said(N_("No whole week of the campaign is known yet.")))
    featured = case.outcome.add_prefix("featured: ")
    last = pd.Timestamp(first + timedelta(days=weeks * WEEK - 1))
    panel = in_weeks(featured.join(case.controls)[:last], first)
    before = panel[panel.index < pd.Timestamp(first)]
    sizes = before[case.controls.columns].mean()
    kept = [name for name in case.controls.columns if sizes[name] > 0 and panel[name].notna().all()]
    refused = _refused(len(kept), len(before), weeks, float(before[featured.columns].sum().sum()))
    if refused is not None:
        return LeftOut(refused=refused)
    indexed = _unlike([float(before[featured.columns].mean().mean()), *sizes[kept]])
    try:
        held = hold_out(
            panel[[*featured.columns, *kept]],
            [str(name) for name in featured.columns],
            first,
            level=ACCEPTED,
            indexed=indexed is not None,
        )
    except NotEnoughData as error:
        return LeftOut(refused=error.said)
    return LeftOut(held, None, indexed, decide(held, case.promise.minimum_effect if case.promise is not None else None))


def _refused(sites: int, before: int, weeks: int, came: float) -> Said | None:
    if sites < FEWEST_OTHERS:
        text = N_("It takes at least {needed} sites without this or another campaign; left out: {count}.")
        return Said(text, {"needed": FEWEST_OTHERS, "count": sites})
    needed = max(FEWEST_BEFORE, WINDOWS_BEFORE * weeks)
    if before < needed:
        return Said(
            N_("It takes {needed} weeks before the start; known: {count}."), {"needed": needed, "count": before}
        )
    if came <= 0:
        return Said(N_("Nothing came in before the start where the campaign ran."))
    return None


def _unlike(sizes: Sequence[float]) -> Said | None:
    """Return why numbers cannot be compared as they are: what is busier also swings wider with the season."""
    times = max(sizes) / min(sizes)
    if times <= ALIKE:
        return None
    text = N_(
        "The largest site has {times} times as many applications as the smallest: each is compared with its own mean."
    )
    return Said(text, {"times": Number(times, 1)})


def decide(held: HoldOut, minimum_effect: float | None) -> Verdict:
    """Return the verdict by the interval and its own p, that of the blocks: above or below zero at its level."""
    if minimum_effect is not None and -minimum_effect < held.extra_low and held.extra_high < minimum_effect:
        return Verdict.TOO_SMALL_TO_MATTER
    if held.p_blocks > 1 - held.level:
        return Verdict.CANNOT_TELL
    if held.extra_low > 0:
        return Verdict.LIKELY_EXTRA
    return Verdict.LIKELY_LESS if held.extra_high < 0 else Verdict.CANNOT_TELL


def left_out_said(found: LeftOut, *, numbers: bool = True) -> Said:
    """Return the second design as a line beside the main verdict; ``numbers`` False where those of the finding are hidden."""
    held = found.held
    if held is None:
        text = N_("Second design: sites that were left out: not possible. {why}")
        return Said(text, {"why": found.refused or Said(N_("It is not known where the campaign ran."))})
    values: dict[str, object] = {
        "sites": len(held.weights),
        "verdict": words.verdict_said(found.verdict),
        "level": Percentage(LEVEL),
    }
    if not numbers:
        text = N_("Second design: sites that were left out: {verdict} ({sites} sites). The numbers are left out.")
        return Said(text, values)
    if not (isfinite(held.extra_low) and isfinite(held.extra_high)):
        text = N_(
            "Second design: sites that were left out: {verdict} ({sites} sites). There are too few weeks to say "
            "how large the difference may be."
        )
        return Said(text, values)
    text = N_("Second design: sites that were left out: {verdict}, {range} ({level} sure; {sites} sites).")
    return Said(text, {**values, "range": words.range_said(held.extra_low, held.extra_high)})
