"""A finding or a plan as one JSON document, and as short lines for a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from connectors.errors import N_, Said
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.impact import promised, words
from dashboard.analysis.impact.finding import Check, Finding, PerExtra, Week
from dashboard.analysis.impact.planning import Plan
from dashboard.i18n import _, say

_MARKS = {True: "✓", False: "✗", None: "·"}
_DECIMALS = 4
_LARGE = 100


@dataclass(frozen=True)
class Answer:
    """The same answer for a program and for a person."""

    document: Mapping[str, object]
    lines: tuple[str, ...]


def finding_document(finding: Finding) -> dict[str, object]:
    """Return a finding as ``doors.md`` describes it; a figure that does not exist is None."""
    cross, least = finding.cross_check, finding.minimum_detectable_relative
    return {
        "verdict": finding.verdict.value,
        "stage": finding.stage.value,
        **{name: figure(getattr(finding, name)) for name in ("observed", "expected", "extra", "low", "high", "level")},
        **{name: figure(getattr(finding, name)) for name in ("relative", "relative_low", "relative_high")},
        "probability": figure(finding.probability),
        "start": finding.start,
        "end": finding.end,
        "unit": finding.unit,
        "grain": finding.grain,
        "method": finding.method,
        "checks": [{"name": check.name, "ok": check.ok, "detail": say(check.detail)} for check in finding.checks],
        "warnings": [say(warning) for warning in finding.warnings],
        "minimum_detectable_effect": figure(finding.minimum_detectable_effect),
        "minimum_detectable_relative": figure(least),
        "sentence": say(finding.sentence),
        "cost_per_extra": _cost(finding.per_extra),
        "cross_check": cross and {name: figure(value) for name, value in vars(cross).items()},
        "would_help": [say(each) for each in finding.would_help],
        "stretch": figure(finding.stretch),
        "quiet": [
            {"start": each.start, "end": each.end, "relative": figure(each.relative), "z": figure(each.z)}
            for each in finding.quiet
        ],
        "weeks": [_week(week) for week in finding.weeks],
    }


def plan_document(found: Plan, warnings: Sequence[Said] = ()) -> dict[str, object]:
    """Return a plan as ``doors.md`` describes it."""
    return {
        "minimum_detectable_effect": figure(found.minimum_detectable_effect),
        "minimum_detectable_relative": figure(found.minimum_detectable_relative),
        "power": [{"relative": figure(lift), "power": figure(share)} for lift, share in found.power],
        "weeks": figure(found.weeks),
        "baseline_per_week": figure(found.baseline_per_week),
        "advice": [say(each) for each in found.advice],
        "warnings": [say(each) for each in (*warnings, *found.warnings)],
    }


def no_plan(weeks: float | None, why: Said) -> Answer:
    """Return the answer when there is too little to plan with: no figures, and what is missing."""
    empty = dict.fromkeys(("minimum_detectable_effect", "minimum_detectable_relative"))
    document: dict[str, object] = {
        **empty,
        "power": [],
        "weeks": figure(weeks),
        "baseline_per_week": None,
        "advice": [],
    }
    sentence = say(Said(N_("Not enough data to tell. {why}"), {"why": why}))
    return Answer({**document, "warnings": [sentence]}, (sentence,))


def figure(value: float | None) -> float | int | None:
    """Return a number for JSON: whole ones without decimals, and None for what does not exist or has no end."""
    if value is None or not isfinite(value):
        return None
    rounded = round(float(value), _DECIMALS)
    return int(rounded) if rounded.is_integer() else rounded


def _cost(each: PerExtra | None) -> dict[str, object]:
    if each is None:
        return dict.fromkeys(("cash", "full", "at_least", "currency"))
    return {
        "cash": figure(each.cash),
        "full": figure(each.full),
        "at_least": each.at_least,
        "currency": each.currency,
    }


def _week(week: Week) -> dict[str, object]:
    numbers = {name: figure(getattr(week, name)) for name in ("observed", "expected", "low", "high")}
    return {"start": week.start, "days": week.days, **numbers, "inside": week.inside}


def finding_lines(finding: Finding, more: Sequence[Said] = ()) -> Iterator[str]:
    """Yield a finding for a person: the sentence, its figures, the checks, and what would help."""
    yield say(finding.sentence)
    if finding.probability is not None:
        yield say(words.stage_said(finding))
    yield from _table(list(_figures(finding)))
    readings = [*_readings(finding), *more]
    if readings:
        yield ""
    yield from map(say, readings)
    yield from _checks(finding.checks)
    details = [check.detail for check in finding.checks]
    yield from _list(_("Mind this:"), [each for each in finding.warnings if each not in details])
    yield from _list(_("What would help:"), finding.would_help)


def plan_lines(found: Plan, warnings: Sequence[Said] = ()) -> Iterator[str]:
    """Yield a plan for a person: what could be shown, how often, and what would lower it."""
    least, relative = found.minimum_detectable_effect, found.minimum_detectable_relative
    yield say(promised.smallest_said(found.weeks, least, relative))
    yield say(promised.expected_said(found.baseline_per_week))
    yield from _table(
        [(f"+{_share(lift)}", _shown(share)) for lift, share in _some(found.power)],
        _("If it brings … it is shown"),
    )
    yield from _list(_("Mind this:"), (*warnings, *found.warnings))
    yield from _list(_("What would lower it:"), found.advice)


def _shown(share: float) -> str:
    return _filled(_("{share} of the times"), {"share": Percentage(share)})


def _some(power: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the steps of the curve that a person is shown: 10, 25, 50, 75, 100, 150 and 200 % more."""
    wanted = {0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0}
    return [(lift, share) for lift, share in power if round(lift, 2) in wanted]


def _figures(finding: Finding) -> Iterator[tuple[str, str]]:
    if finding.observed is None or finding.expected is None:
        return
    yield _("came in"), _number(finding.observed)
    yield _("expected without it"), _number(finding.expected)
    if finding.extra is not None:
        yield _("extra"), _with_ends(*(_number(value) for value in (finding.extra, finding.low, finding.high)))
    if finding.relative is not None:
        ends = (finding.relative, finding.relative_low, finding.relative_high)
        yield _("against what was expected"), _with_ends(*(_share(value) for value in ends))
    if finding.minimum_detectable_effect is not None and finding.minimum_detectable_relative is not None:
        least = _number(finding.minimum_detectable_effect)
        yield _("smallest that would be shown"), f"{least} ({_share(finding.minimum_detectable_relative)})"


def _readings(finding: Finding) -> Iterator[Said]:
    if finding.probability is not None:
        confirmed = finding.verdict.value == "likely_extra"
        yield words.probability_said(finding.probability, confirmed=confirmed)
    if finding.cross_check is not None:
        yield words.second_method_said(finding)
    if finding.per_extra is not None:
        yield words.cost_said(finding)


def _with_ends(middle: str, low: str, high: str) -> str:
    return _("{middle} ({low} to {high})").format(middle=middle, low=low, high=high)


def _number(value: float | None) -> str:
    if value is None:
        return "∞"
    return _said(Number(value, 0 if abs(value) >= _LARGE or value.is_integer() else 1))


def _share(value: float | None) -> str:
    return "∞" if value is None else _said(Percentage(value))


def _said(value: object) -> str:
    return say(Said("{value}", {"value": value}))


def _filled(text: str, values: dict[str, object]) -> str:
    return text.format(**{name: _said(value) for name, value in values.items()})


def _table(rows: Sequence[tuple[str, str]], title: str = "") -> Iterator[str]:
    """Yield rows under each other, what they are left and the figures behind it."""
    if not rows:
        return
    yield ""
    if title:
        yield title
    width = max(len(name) for name, _value in rows)
    for name, value in rows:
        yield f"  {name:<{width}}  {value}"


def _checks(checks: Sequence[Check]) -> Iterator[str]:
    if checks:
        yield ""
        yield _("Checks:")
    for check in checks:
        yield f"  {_MARKS[check.ok]} {say(check.detail)}"


def _list(title: str, entries: Sequence[Said]) -> Iterator[str]:
    if entries:
        yield ""
        yield title
    for entry in entries:
        yield f"  - {say(entry)}"
