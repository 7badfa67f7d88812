"""Guard rails on the answer: enough to see anything, not too restless, confirmed by a second method, fixed before the start."""

from collections.abc import Iterator

from connectors.errors import N_, Said
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.estimate import Estimate
from dashboard.analysis.impact.finding import Check
from dashboard.analysis.impact.settings import CERTAIN, CONFIRMED

LEAST_EXPECTED = 15
LARGEST_DETECTABLE, CLEAR_ONLY = 1.50, 0.60
MOST_RESTLESS = 1.6
RARE = 0.10


def checks(case: Case, found: Estimate) -> Iterator[Check]:
    """Yield what follows from the fit."""
    yield _expected_size(found)
    yield _detectable(found)
    yield _restless(found)
    yield _placebo(found)
    yield _confirmed(case, found)
    yield _fixed_before(case)
    if case.last_day < case.window.last:
        text = N_("It still runs: who looks often sees something sooner by chance. The answer at the end counts.")
        yield Check.failed("ended", Said(text))


def _expected_size(found: Estimate) -> Check:
    values: dict[str, object] = {"least": LEAST_EXPECTED}
    if found.expected < LEAST_EXPECTED:
        text = N_("Fewer than {least} were expected without the campaign: too few to see a realistic effect.")
        return Check.blocked("expected_size", Said(text, values))
    return Check.passed("expected_size", Said(N_("At least {least} were expected without the campaign."), values))


def _detectable(found: Estimate) -> Check:
    if found.detectable is None or found.detectable > LARGEST_DETECTABLE:
        text = N_("Only an effect of more than {most} could have been shown: not enough to see a realistic one.")
        return Check.blocked("detectable", Said(text, {"most": Percentage(LARGEST_DETECTABLE)}))
    values: dict[str, object] = {"effect": Percentage(found.detectable)}
    if found.detectable > CLEAR_ONLY:
        text = N_("Only a clear effect, of {effect} or more, would be shown four times out of five.")
        return Check.open("detectable", Said(text, values))
    text = N_("An effect of {effect} or more would be shown four times out of five.")
    return Check.passed("detectable", Said(text, values))


def _restless(found: Estimate) -> Check:
    stretch = found.calibration.stretch
    values: dict[str, object] = {"stretch": Number(stretch, 2)}
    if not found.calibration.windows:
        return Check.open("restless", Said(N_("Too little history to try the method on quiet periods.")))
    if stretch > MOST_RESTLESS:
        text = N_("This series is too restless: quiet periods stray {stretch} times as far as the method says.")
        return Check.blocked("restless", Said(text, values))
    if stretch > 1:
        text = N_("Quiet periods stray further than expected; the interval was made {stretch} times as wide.")
        return Check.passed("restless", Said(text, values))
    return Check.passed("restless", Said(N_("Quiet periods stay within what the method says.")))


def _placebo(found: Estimate) -> Check:
    windows = found.calibration.windows
    if not windows:
        return Check.open("placebo", Said(N_("No quiet period as long as the campaign lies in the history.")))
    effect = found.relative[1]
    as_large = sum(window.relative >= effect if effect > 0 else window.relative <= effect for window in windows)
    values: dict[str, object] = {"count": len(windows), "as_large": as_large}
    if not as_large:
        return Check.passed("placebo", Said(N_("Further from zero than all {count} quiet periods."), values))
    text = N_("In {as_large} of {count} quiet periods the method saw something this large by chance.")
    check = Check.open if as_large > RARE * len(windows) else Check.passed
    return check("placebo", Said(text, values))


def _confirmed(case: Case, found: Estimate) -> Check:
    if not len(case.controls.columns):
        return Check.open("confirmed", Said(N_("No control series: there is no second method to confirm it.")))
    up, down = found.probability > CERTAIN, 1 - found.probability > CERTAIN
    if found.check is None:
        text = N_("The control series is not known before and during the campaign: it confirms nothing.")
        return Check.blocked("confirmed", Said(text)) if up or down else Check.open("confirmed", Said(text))
    second = found.check.probability
    if found.check.low > found.high or found.low > found.check.high:
        text = N_("The comparison with the control series says something else.")
        return Check.blocked("confirmed", Said(text))
    if (up and second <= CONFIRMED) or (down and 1 - second <= CONFIRMED):
        text = N_("A signal that the comparison with the control series does not confirm.")
        return Check.failed("confirmed", Said(text))
    if up or down:
        return Check.passed("confirmed", Said(N_("The comparison with the control series confirms it.")))
    return Check.passed("confirmed", Said(N_("The comparison with the control series does not contradict it.")))


def _fixed_before(case: Case) -> Check:
    promise = case.promise
    if promise is None or promise.recorded_on is None:
        text = N_("Window and groups were not written down before the start.")
        return Check.open("fixed_before", Said(text))
    values: dict[str, object] = {"day": promise.recorded_on}
    if promise.recorded_on >= case.window.first:
        text = N_("Window and groups were written down after the start ({day}).")
        return Check.failed("fixed_before", Said(text, values))
    if promise.window is not None and promise.window != case.window:
        text = N_("Another window was fixed before the start than the one asked for.")
        return Check.failed("fixed_before", Said(text))
    text = N_("Window and groups were fixed before the start ({day}).")
    return Check.passed("fixed_before", Said(text, values))
