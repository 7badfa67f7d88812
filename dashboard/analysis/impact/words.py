"""What is said of a finding: sentences made from its own figures only, so that words cannot claim more than they do."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil, floor

from connectors.errors import N_, Said
from dashboard.analysis.figures import Money, Number, Percentage
from dashboard.analysis.impact.case import FINAL_AFTER_WEEKS, Promise
from dashboard.analysis.impact.data_checks import LEAST_WEEKS
from dashboard.analysis.impact.finding import ENOUGH, Finding, PerExtra, Stage, Verdict
from dashboard.analysis.suppression import is_few, threshold

SURE, PERHAPS, NO_SIGN = 0.95, 0.80, 0.20
TWO_YEARS = 104
CLEAR_EFFECT = 0.60
_EVEN = 0.5
_TINY = 1e-9  # 100 * 0.07 is a little over 7

_VERDICTS: Mapping[Verdict, Said] = {
    Verdict.LIKELY_EXTRA: Said(N_("Likely extra")),
    Verdict.LIKELY_LESS: Said(N_("Likely fewer")),
    Verdict.TOO_SMALL_TO_MATTER: Said(N_("Too small to matter")),
    Verdict.CANNOT_TELL: Said(N_("Cannot tell")),
    Verdict.NOT_ENOUGH_DATA: Said(N_("Not enough data")),
}
_UNITS: Mapping[str, Said] = {
    "applications": Said(N_("applications")),
    "side-entrants": Said(N_("side-entrants")),
    "side_entrants": Said(N_("side-entrants")),
}
_SENTENCES: Mapping[Verdict, str] = {
    Verdict.LIKELY_EXTRA: N_(
        "About {extra} extra {unit} ({range}, {level} sure): {observed} came in, {expected} were expected without the "
        "campaign. Likely an effect."
    ),
    Verdict.LIKELY_LESS: N_(
        "About {extra} fewer {unit} than expected ({range}, {level} sure): {observed} came in, {expected} were expected "
        "without the campaign."
    ),
    Verdict.TOO_SMALL_TO_MATTER: N_(
        "Too small to matter: {observed} {unit} came in, {expected} were expected without the campaign. The difference "
        "({range}, {level} sure) is smaller than what was written down before the start as worth it."
    ),
    Verdict.CANNOT_TELL: N_(
        "We cannot tell: {observed} {unit} came in, {expected} were expected without the campaign. The difference lies "
        "{range} ({level} sure)."
    ),
}
_NOT_CONFIRMED = N_(
    "We cannot tell: {observed} {unit} came in, {expected} were expected without the campaign. The difference lies "
    "{range} ({level} sure), but that is not confirmed."
)
_WITHOUT_NUMBERS: Mapping[Verdict, str] = {
    Verdict.LIKELY_EXTRA: N_("More {unit} came in than were expected without the campaign. Likely an effect. {why}"),
    Verdict.LIKELY_LESS: N_("Fewer {unit} came in than were expected without the campaign. {why}"),
    Verdict.TOO_SMALL_TO_MATTER: N_("The difference is smaller than what was written down as worth it. {why}"),
    Verdict.CANNOT_TELL: N_("We cannot tell whether more {unit} came in than without the campaign. {why}"),
}


def verdict_said(verdict: Verdict) -> Said:
    """Return the verdict as a short label."""
    return _VERDICTS[verdict]


def unit_said(unit: str) -> Said | str:
    """Return what is counted, as it stands inside a sentence; the name of a column stays as it is."""
    return _UNITS.get(unit, unit)


def numbers_can_be_said(finding: Finding) -> bool:
    """Tell whether the finding has numbers and none of them gives a small count of applicants away."""
    figures = (finding.observed, finding.expected, finding.extra, finding.low, finding.high)
    return None not in figures and not is_few(round(finding.observed or 0))


def sentence(finding: Finding, *, numbers: bool = True) -> Said:
    """Return the sentence on a finding; without numbers where these would give a small count away.

    ``numbers`` False leaves them out also when the count is large enough: for a place where others stand beside it from
    which a small one could be computed.
    """
    if finding.verdict is Verdict.NOT_ENOUGH_DATA:
        return _not_enough(finding)
    if not (numbers and numbers_can_be_said(finding)):
        values: dict[str, object] = {"unit": unit_said(finding.unit), "why": _left_out(finding)}
        return Said(_WITHOUT_NUMBERS[finding.verdict], values)
    text = _SENTENCES[finding.verdict]
    if finding.verdict is Verdict.CANNOT_TELL and not _holds_zero(finding):
        text = _NOT_CONFIRMED
    return Said(text, _values(finding))


def _values(finding: Finding) -> dict[str, object]:
    assert finding.observed is not None
    assert finding.expected is not None
    assert finding.extra is not None
    assert finding.low is not None
    assert finding.high is not None
    return {
        "unit": unit_said(finding.unit),
        "observed": Number(finding.observed),
        "expected": Number(finding.expected, _decimals(finding.expected)),
        "extra": Number(abs(finding.extra), _decimals(finding.extra)),
        "range": range_said(finding.low, finding.high),
        "level": Percentage(finding.level),
    }


def range_said(low: float, high: float) -> Said:
    """Return an interval of extra applications in words; what lies under zero is called fewer."""
    if low < 0 < high:
        text, first, second = N_("between {low} fewer and {high} extra"), -low, high
    elif high <= 0:
        text, first, second = N_("between {low} and {high} fewer"), abs(high), -low
    else:
        text, first, second = N_("between {low} and {high} extra"), low, high
    return Said(text, {"low": Number(first, _decimals(first)), "high": Number(second, _decimals(second))})


def _decimals(value: float) -> int:
    """Return one decimal where a number would otherwise be rounded to nothing or to one."""
    return int(0 < abs(value) < 1)


def _holds_zero(finding: Finding) -> bool:
    assert finding.low is not None
    assert finding.high is not None
    return finding.low <= 0 <= finding.high


def _not_enough(finding: Finding) -> Said:
    stopped = [check for check in finding.checks if check.ok is False]
    blocking = [check for check in stopped if check.blocks]
    first = next(iter([*(check for check in blocking if check.name in ENOUGH), *blocking, *stopped]), None)
    if first is None:
        return Said(N_("Not enough data to tell."))
    return Said(N_("Not enough data to tell. {why}"), {"why": first.detail})


def _left_out(finding: Finding) -> Said:
    if finding.observed is None:
        return Said(N_("There are no numbers."))
    if is_few(round(finding.observed)):
        return Said(N_("The numbers are too small to show (< {minimum})."), {"minimum": Number(threshold())})
    return Said(N_("The numbers are left out: a small number of applicants could be computed from them."))


def final_on(end: date) -> date:
    """Return the day from which a campaign that ends on a day is read for good."""
    return end + timedelta(weeks=FINAL_AFTER_WEEKS)


def stage_said(finding: Finding) -> Said:
    """Return whether the figures can still change."""
    values: dict[str, object] = {"first": finding.start, "last": finding.end, "day": final_on(finding.end)}
    texts = {
        Stage.RUNNING: N_("Still running: {first} to {last}. The figures change with every day."),
        Stage.PRELIMINARY: N_("Preliminary: {first} to {last}, read again from {day}."),
        Stage.FINAL: N_("Final: {first} to {last}, read with the weeks after it."),
    }
    return Said(texts[finding.stage], values)


def probability_said(probability: float | None, *, confirmed: bool = True) -> Said:
    """Return how sure it is that there were extra ones at all; ``confirmed``: the verdict says so as well.

    Rounded towards the middle, so that a number never says more than its word.
    """
    if probability is None:
        return Said(N_("How sure that is cannot be said."))
    values: dict[str, object] = {"sure": _of_hundred(probability)}
    if probability > SURE:
        likely = N_("How sure that there were extra ones? {sure} of 100: likely.")
        signal = N_("How sure that there were extra ones? {sure} of 100: a signal, not confirmed.")
        return Said(likely if confirmed else signal, values)
    if probability >= PERHAPS:
        return Said(N_("How sure that there were extra ones? {sure} of 100: perhaps."), values)
    if probability > NO_SIGN:
        return Said(N_("How sure that there were extra ones? {sure} of 100: no verdict."), values)
    return Said(N_("How sure that there were extra ones? {sure} of 100: no sign of extra ones."), values)


def _of_hundred(probability: float) -> Number:
    """Return a probability of a hundred, rounded towards the middle and never certain."""
    hundred = floor(100 * probability + _TINY) if probability >= _EVEN else ceil(100 * probability - _TINY)
    return Number(max(1, min(99, hundred)))


def second_method_said(finding: Finding) -> Said:
    """Return what the ratio to the control series says, the method that a reader can redo with a pencil."""
    cross = finding.cross_check
    if cross is None:
        return Said(N_("There is no second method: it takes a group that the campaign could not reach."))
    if not numbers_can_be_said(finding):
        return Said(N_("The second method is worked out, but its numbers are too small to show."))
    text = N_(
        "Second method, before and during beside the other groups: {range} ({level} sure), {sure} of 100 for extra."
    )
    values: dict[str, object] = {"range": range_said(cross.low, cross.high), "level": Percentage(finding.level)}
    return Said(text, {**values, "sure": _of_hundred(cross.probability)})


def cost_said(finding: Finding, *, numbers: bool = True) -> Said:
    """Return the cost per extra one: cash never without the hours, only a lower bound where it is not likely that any was.

    An amount divided by this is the number of extra ones: where numbers are left out, so is this.
    """
    each = finding.per_extra
    if each is None or (each.cash is None and each.full is None):
        return Said(N_("Cost per extra application: not known."))
    if not (numbers and numbers_can_be_said(finding)):
        return Said(N_("Cost per extra application: left out, since the numbers are."))
    if finding.verdict is Verdict.LIKELY_EXTRA and not each.at_least:
        text = N_("Cost per extra application: {full} with own hours, {cash} of it cash.")
        if each.cash == 0 and each.full is not None:
            text = N_("Cost per extra application: {full}, all of it own hours.")
        return Said(text, {"cash": _amount(each.cash, each), "full": _amount(each.full, each)})
    most = 1.0
    if not each.at_least and finding.extra is not None and finding.high is not None:
        most = finding.extra / finding.high
    text = N_("Cost per extra application: at least {full} with own hours, at least {cash} of it cash.")
    if each.cash == 0 and each.full is not None:
        text = N_("Cost per extra application: at least {full}, all of it own hours.")
    return Said(text, {"cash": _amount(each.cash, each, most), "full": _amount(each.full, each, most)})


def _amount(amount: float | None, each: PerExtra, part: float = 1.0) -> Money | Said:
    return Said(N_("an unknown part")) if amount is None else Money(amount * part, each.currency)


def as_large(finding: Finding) -> int | None:
    """Return in how many quiet periods the method saw as much as in the campaign or more, in the same direction."""
    if finding.relative is None or not finding.quiet:
        return None
    sign = 1 if finding.relative >= 0 else -1
    return sum(sign * each.relative >= sign * finding.relative for each in finding.quiet)


def quiet_said(finding: Finding) -> Said:
    """Return how often the method saw as much in periods in which there was no campaign."""
    larger = as_large(finding)
    if larger is None:
        return Said(N_("The method could not be tried on quiet periods: there is too little before the campaign."))
    values: dict[str, object] = {"windows": Number(len(finding.quiet)), "larger": Number(larger)}
    if larger == 0:
        return Said(N_("Test on {windows} quiet periods: in none of them was the difference this large."), values)
    text = N_("Test on {windows} quiet periods: in {larger} of {windows} the difference was this large by chance.")
    return Said(text, values)


def promise_said(promise: Promise | None, finding: Finding) -> Said:
    """Return what could have been seen, as it was known before the start, beside what can be seen now."""
    promised = None if promise is None else promise.minimum_detectable_effect
    now = finding.minimum_detectable_effect
    if promised is not None and promise is not None and promise.recorded_on is not None:
        text = N_("Written down on {day}, before the start: {promised} extra or more could be seen, 4 times out of 5.")
        return Said(text, {"day": promise.recorded_on, "promised": Number(promised)})
    if now is None or finding.minimum_detectable_relative is None:
        return Said(N_("No smallest effect was named before the start."))
    text = N_(
        "No smallest effect was named before the start. With these numbers {least} extra ({share} more) could be seen, 4 times "
        "out of 5; less stays invisible."
    )
    return Said(text, {"least": Number(now), "share": Percentage(finding.minimum_detectable_relative)})


def would_help(
    *,
    history_weeks: int,
    has_control: bool,
    stage: Stage,
    final_on: date | None,
    minimum_detectable_relative: float | None,
) -> tuple[Said, ...]:
    """Return what would make the answer sharper, the easiest first."""
    earlier = N_(
        "Load earlier applications: {weeks} weeks before the start are known, {enough} hold every season twice."
    )
    load = Said(earlier, {"weeks": Number(history_weeks), "enough": Number(TWO_YEARS)})
    if history_weeks < LEAST_WEEKS:  # nothing else lifts this
        return (load,)
    found = []
    if stage is not Stage.FINAL and final_on is not None:
        text = N_(
            "Read it again from {day}: with the weeks after the campaign the range becomes about a fifth narrower."
        )
        found.append(Said(text, {"day": final_on}))
    if not has_control:
        found.append(
            Said(N_("Set a group beside it that the campaign does not reach, such as another site or function group."))
        )
    if history_weeks < TWO_YEARS:
        found.append(load)
    if minimum_detectable_relative is None or minimum_detectable_relative > CLEAR_EFFECT:
        found.append(
            Said(N_("Take sites or campaigns together: from the third campaign on they are also read as one."))
        )
    return tuple(found)
