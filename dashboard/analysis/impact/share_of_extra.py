"""Which share of the extra applications came from side-entrants, where that can be said."""

from math import sqrt

from connectors.errors import N_, Said
from dashboard.analysis.differences import Effect, share_of_effect
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.impact.finding import Finding, Verdict
from dashboard.analysis.shares import Interval

WIDE = 0.15
"""An interval from which on, from end to end, the middle of it says little."""


def share_of_extra(whole: Finding, part: Finding) -> tuple[float, Interval] | None:
    """Return the share of the extra of ``part`` in that of ``whole`` with its 90 % interval (Fieller 1954).

    None unless there likely were extra ones at all, both answers are on the same days at the same stage, the part lies
    between nothing and the whole, and the interval leaves something out. Those outside the part are taken to vary by themselves: their deviation is what the
    whole has more than the part, and never less than the noise of counting them.
    """
    if whole.verdict is not Verdict.LIKELY_EXTRA or part.verdict is Verdict.NOT_ENOUGH_DATA:
        return None
    if (whole.start, whole.end, whole.stage) != (part.start, part.end, part.stage):
        return None
    all_extra, own = _effect(whole), _effect(part)
    if all_extra is None or own is None or not 0 < own.value <= all_extra.value:
        return None
    noise = max(0.0, (whole.expected or 0.0) - (part.expected or 0.0))
    rest = sqrt(max(all_extra.deviation**2 - own.deviation**2, noise))
    found = share_of_effect(own, Effect(all_extra.value - own.value, rest), whole.level)
    if found is None or (found[1].low <= 0 and found[1].high >= 1):
        return None
    return found


def share_said(whole: Finding, part: Finding) -> Said | None:
    """Return that share in words with both numbers and, where it is so, that the interval is wide; None without one.

    Only for numbers that can both be said.
    """
    found = share_of_extra(whole, part)
    if found is None or whole.extra is None or part.extra is None:
        return None
    value, interval = found
    values: dict[str, object] = {
        "share": Percentage(value),
        "low": Percentage(interval.low),
        "high": Percentage(interval.high),
        "level": Percentage(interval.level),
        "part": Number(part.extra),
        "whole": Number(whole.extra),
    }
    if interval.high - interval.low >= WIDE:
        text = N_(
            "Of the extra, about {share} (between {low} and {high}, {level} sure) were side-entrants: about {part} of {whole}. "
            "A wide interval: both numbers are estimates, so do not read the middle alone."
        )
        return Said(text, values)
    text = N_(
        "Of the extra, about {share} (between {low} and {high}, {level} sure) were side-entrants: about {part} of {whole}. "
        "Both numbers are estimates."
    )
    return Said(text, values)


def _effect(finding: Finding) -> Effect | None:
    if finding.extra is None or finding.low is None or finding.high is None:
        return None
    return Effect.of(finding.extra, finding.low, finding.high, finding.level)
