"""Several groups or outcomes judged at once: the more one looks at, the more certain each has to be."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from connectors.errors import N_, Said
from dashboard.analysis.figures import Percentage
from dashboard.analysis.impact import words
from dashboard.analysis.impact.finding import Check, Finding, Verdict
from dashboard.analysis.impact.settings import CERTAIN

CHECK = "several_groups"
_EVEN = 0.5


def holm(probabilities: Mapping[str, float]) -> dict[str, float]:
    """Return P(effect > 0) of each group, corrected for looking at all of them.

    Holm's step-down method (Holm 1979, Scandinavian Journal of Statistics 6), on 1 - P for more and on P for less, each
    over all groups. The correction only takes certainty away: it never carries a probability across one half.
    """
    keys = sorted(probabilities)
    given = np.array([probabilities[key] for key in keys], dtype=float)
    more, less = 1 - _step_down(1 - given), _step_down(given)
    corrected = np.where(given >= _EVEN, np.maximum(more, _EVEN), np.minimum(less, _EVEN))
    return dict(zip(keys, map(float, corrected), strict=True))


def _step_down(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Holm's corrected chances of being wrong: the smallest times n, the next times n - 1, never decreasing."""
    order = np.argsort(chances, kind="stable")
    stepped = np.maximum.accumulate(chances[order] * np.arange(len(chances), 0, -1))
    corrected = np.empty_like(chances)
    corrected[order] = np.minimum(stepped, 1.0)
    return corrected


def adjusted(findings: Mapping[str, Finding], primary: str | None = None) -> dict[str, Finding]:
    """Return the findings with the check ``several_groups``; a verdict that does not stand among all becomes cannot_tell.

    ``primary`` is the one group that was named before the start as the only one that counts: its verdict stays (the
    others are corrected for it as well). Findings without a probability were not judged and stay as they are.
    """
    given = {key: found.probability for key, found in findings.items() if found.probability is not None}
    if len(given) < 2:  # noqa: PLR2004  one group is not several
        return dict(findings)
    corrected = holm(given)
    result = dict(findings)
    for key, chance in corrected.items():
        result[key] = _alone(findings[key]) if key == primary else _among(findings[key], chance, len(given))
    return result


def _alone(finding: Finding) -> Finding:
    said = Said(N_("Named before the start as the group that counts: it is judged by itself."))
    return replace(finding, checks=(*finding.checks, Check(CHECK, ok=True, detail=said)))


def _among(finding: Finding, chance: float, count: int) -> Finding:
    values: dict[str, object] = {"count": count, "certain": Percentage(max(chance, 1 - chance), 1)}
    if _stands(finding.verdict, chance):
        text = N_("{count} groups were judged at once; corrected for that, the direction is {certain} certain.")
        return replace(finding, checks=(*finding.checks, Check(CHECK, ok=True, detail=Said(text, values))))
    text = N_("{count} groups were judged at once; corrected for that, the direction is only {certain} certain.")
    return _lowered(finding, Check(CHECK, ok=False, detail=Said(text, values), blocks=True))


def _stands(verdict: Verdict, chance: float) -> bool:
    """Tell whether a corrected probability bears the verdict; only likely_extra and likely_less rest on it."""
    needed = {Verdict.LIKELY_EXTRA: chance, Verdict.LIKELY_LESS: 1 - chance}
    return needed.get(verdict, 1.0) > CERTAIN


def _lowered(finding: Finding, check: Check) -> Finding:
    advice = Said(N_("Name before the start the one group that counts: it is then judged by itself."))
    lowered = replace(
        finding,
        verdict=Verdict.CANNOT_TELL,
        checks=(*finding.checks, check),
        warnings=(*finding.warnings, check.detail),
        would_help=(*finding.would_help, advice),
    )
    return replace(lowered, sentence=words.sentence(lowered))
