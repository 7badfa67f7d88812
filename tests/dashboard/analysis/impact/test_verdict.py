import pytest

from connectors.errors import Said
from dashboard.analysis.impact.finding import Check, CrossCheck, Verdict
from dashboard.analysis.impact.verdict import decide
from tests.dashboard.analysis.impact.estimated import estimated

NOTHING = Said("")


def found(probability=0.99, second=0.98, low=60.0, high=117.0):
    check = None if second is None else CrossCheck(80.0, 41.0, 120.0, second)
    return estimated(probability=probability, check=check, low=low, high=high)


def test_likely_extra_wants_both_methods():
    assert decide(found(0.951, 0.801), [], None) is Verdict.LIKELY_EXTRA
    assert decide(found(0.95, 0.99), [], None) is Verdict.CANNOT_TELL
    assert decide(found(0.99, 0.80), [], None) is Verdict.CANNOT_TELL


def test_likely_less_is_the_mirror():
    assert decide(found(0.049, 0.199), [], None) is Verdict.LIKELY_LESS
    assert decide(found(0.05, 0.01), [], None) is Verdict.CANNOT_TELL
    assert decide(found(0.01, 0.20), [], None) is Verdict.CANNOT_TELL


def test_without_a_control_the_main_method_is_enough():
    assert decide(found(0.951, None), [], None) is Verdict.LIKELY_EXTRA
    assert decide(found(0.049, None), [], None) is Verdict.LIKELY_LESS
    assert decide(found(0.5, None), [], None) is Verdict.CANNOT_TELL


def test_an_interval_inside_the_smallest_effect_that_matters_is_too_small():
    assert decide(found(0.5, 0.5, -9.0, 9.0), [], 10.0) is Verdict.TOO_SMALL_TO_MATTER
    assert decide(found(0.5, 0.5, -10.0, 9.0), [], 10.0) is Verdict.CANNOT_TELL
    assert decide(found(0.5, 0.5, -9.0, 10.0), [], 10.0) is Verdict.CANNOT_TELL
    assert decide(found(0.5, 0.5, -9.0, 9.0), [], None) is Verdict.CANNOT_TELL


def test_an_effect_that_is_sure_but_does_not_matter_is_too_small():
    assert decide(found(0.99, 0.99, 2.0, 9.0), [], 10.0) is Verdict.TOO_SMALL_TO_MATTER
    assert decide(found(0.99, 0.99, 2.0, 12.0), [], 10.0) is Verdict.LIKELY_EXTRA


@pytest.mark.parametrize("name", ["history", "expected_size", "detectable"])
def test_too_little_of_anything_is_not_enough_data(name):
    assert decide(found(), [Check.blocked(name, NOTHING)], 1000.0) is Verdict.NOT_ENOUGH_DATA


@pytest.mark.parametrize("name", ["complete", "stable", "definition", "restless", "alone", "vacancy_wave", "confirmed"])
def test_what_cannot_be_read_gets_no_verdict(name):
    assert decide(found(), [Check.blocked(name, NOTHING)], 1000.0) is Verdict.CANNOT_TELL


def test_too_little_data_is_said_before_what_else_is_wrong():
    checks = [Check.blocked("alone", NOTHING), Check.blocked("history", NOTHING)]
    assert decide(found(), checks, None) is Verdict.NOT_ENOUGH_DATA


@pytest.mark.parametrize("check", [Check.passed, Check.open, Check.failed])
def test_checks_that_only_warn_leave_the_verdict(check):
    assert decide(found(), [check("alone", NOTHING), check("history", NOTHING)], None) is Verdict.LIKELY_EXTRA
