"""The answer of a regional hold-out: places where the campaign ran against places that were left out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isfinite, nan

import pandas as pd

from connectors.errors import N_, NotEnoughData, Said
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.impact import words
from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.evaluate import per_extra, stage_of
from dashboard.analysis.impact.finding import Check, Finding, Verdict, Week
from dashboard.analysis.impact.holdout import ACCEPTED, LEVEL, HoldOut, hold_out
from dashboard.analysis.impact.left_out import decide
from dashboard.analysis.impact.panels import WEEK
from dashboard.doors.answers import figure
from dashboard.doors.asked import Asked
from dashboard.doors.hold_out_panel import Places, read_places

METHOD = "regional hold-out: synthetic control with fixed effects, conformal test by blocks of {grain} rows, v2"
_CLOSE = 0.5
_FEWEST_PLACEBOS = 10
_EXTRA = ("extra", "extra_low", "extra_high")
Hints = tuple[Said, ...]


@dataclass(frozen=True)
class Compared:
    """The finding, and the comparison it rests on: None when there were too few figures to compare."""

    finding: Finding
    held: HoldOut | None


def compared(asked: Asked) -> Compared:
    """Return what a file with treated and untreated places says; too few figures is an answer, not an error.

    Raises:
        ConfigurationError: See ``hold_out_panel.read_places``.
        FileError: The same.
    """
    places = read_places(asked)
    try:
        held = hold_out(
            places.figures,
            asked.treated,
            places.window.first,
            places.window.last,
            level=ACCEPTED,
            indexed=asked.indexed,
        )
    except NotEnoughData as error:
        check = Check("history", ok=False, detail=error.said, blocks=True)
        hints = (error.hint,) if error.hint.text else ()
        return Compared(_finding(asked, places, None, Verdict.NOT_ENOUGH_DATA, (check,), hints), None)
    verdict = decide(held, asked.minimum_effect)
    return Compared(_finding(asked, places, held, verdict, tuple(_checks(held)), ()), held)


def compared_document(held: HoldOut | None) -> dict[str, object]:
    """Return what a hold-out adds to a finding's JSON.

    ``p`` belongs to the interval and the verdict, which take it at most at .05 (see ``holdout.ACCEPTED``);
    ``p_value_iid`` is the published test, which takes days for unrelated.
    """
    if held is None:
        return dict.fromkeys(("att", "p", "p_value_iid", "placebo_p", "weights", "fit"))
    weights = sorted(held.weights.items(), key=lambda pair: -pair[1])
    return {
        "att": figure(held.att),
        "p": figure(held.p_blocks),
        "p_value_iid": figure(held.p_value),
        "placebo_p": figure(held.placebo_p),
        "weights": {unit: weight for unit, value in weights if (weight := figure(value))},
        "fit": {name: figure(value) for name, value in vars(held.fit).items()},
    }


def compared_lines(held: HoldOut | None) -> Iterator[Said]:
    """Yield what a person reads beside the finding: chance, and which places it was compared with."""
    if held is None:
        return
    yield Said(
        N_("Chance of a difference this large without a campaign: {p} (among {count} other places: rank p {rank})."),
        {"p": Number(held.p_blocks, 3), "count": len(held.weights), "rank": Number(held.placebo_p, 3)},
    )
    largest = sorted(held.weights.items(), key=lambda pair: -pair[1])[:5]
    named = ", ".join(unit for unit, weight in largest if weight > 0)
    yield Said(N_("Compared most with {places}."), {"places": named})


def _checks(held: HoldOut) -> Iterator[Check]:
    values: dict[str, object] = {"scaled": Number(held.fit.scaled, 2)}
    if held.fit.scaled <= _CLOSE:
        text = N_("The other places together moved as the treated did before the start (imbalance {scaled} of 1).")
        yield Check("fit", ok=True, detail=Said(text, values))
    else:
        text = N_(
            "The other places together moved otherwise than the treated before the start (imbalance {scaled} of 1)."
        )
        yield Check("fit", ok=False, detail=Said(text, values))
    number = len(held.placebos)
    values = {"rank": Percentage(held.placebo_p), "count": number}
    if number < _FEWEST_PLACEBOS:
        yield Check("placebo", ok=None, detail=Said(N_("Only {count} other places to try the method on."), values))
    else:
        text = N_("Tried on {count} places without the campaign: {rank} of all stray as far as the treated do.")
        yield Check("placebo", ok=held.placebo_p <= 1 - LEVEL, detail=Said(text, values))


def _finding(
    asked: Asked, places: Places, held: HoldOut | None, verdict: Verdict, checks: tuple[Check, ...], would_help: Hints
) -> Finding:
    case = _case(asked, places)
    observed, expected = (_sum(held, name) for name in ("observed", "expected"))
    extra, low, high = (None if held is None else _known(getattr(held, name)) for name in _EXTRA)

    def over(value: float | None) -> float | None:
        return None if value is None or not expected or expected <= 0 else value / expected

    draft = Finding(
        verdict=verdict,
        stage=stage_of(case),
        start=places.window.first,
        end=places.window.last,
        unit=asked.counted,
        grain=places.grain,
        method=METHOD.format(grain=places.grain),
        observed=observed,
        expected=expected,
        extra=extra,
        low=low,
        high=high,
        level=LEVEL,
        relative=over(extra),
        relative_low=over(low),
        relative_high=over(high),
        probability=None,
        cross_check=None,
        minimum_detectable_effect=None,
        minimum_detectable_relative=None,
        per_extra=None if held is None else per_extra(case, held.extra, held.extra_low, held.extra_high),
        checks=checks,
        warnings=places.warnings,
        would_help=would_help,
        quiet=(),
        weeks=() if held is None else tuple(_weeks(held, places)),
        sentence=Said(""),
    )
    return replace(draft, sentence=_sentence(draft))


def _case(asked: Asked, places: Places) -> Case:
    """Return the treated places together as a case: what its stage and its cost are seen from."""
    total = places.total.to_frame("treated")
    return Case(total, places.window, total[[]], spent=asked.spent, grain=places.row, unit=asked.counted)


def _sum(held: HoldOut | None, name: str) -> float | None:
    return None if held is None else float(getattr(held, name)[pd.Timestamp(held.start) :].sum())


def _known(value: float) -> float | None:
    return value if isfinite(value) else None


def _weeks(held: HoldOut, places: Places) -> Iterator[Week]:
    """Yield the rows that were compared; the interval is of all of them together, so no row has its own."""
    days = {"day": 1, "week": WEEK}
    for row, observed, expected in zip(held.observed.index, held.observed, held.expected, strict=True):
        length = days.get(places.grain) or row.days_in_month
        yield Week(row.date(), length, float(observed), float(expected), nan, nan, row.date() >= held.start)


def _sentence(finding: Finding) -> Said:
    if finding.verdict is Verdict.NOT_ENOUGH_DATA:
        return Said(N_("Not enough data to tell: {why}."), {"why": finding.checks[0].detail})
    if None not in (finding.low, finding.high):
        return words.sentence(finding)
    assert finding.observed is not None
    assert finding.expected is not None
    text = N_(
        "We cannot tell: {observed} {unit} came in where the campaign ran, {expected} were expected without it. There are "
        "too few rows to say how large the difference may be."
    )
    values: dict[str, object] = {"observed": Number(finding.observed), "expected": Number(finding.expected)}
    return Said(text, {**values, "unit": words.unit_said(finding.unit)})
