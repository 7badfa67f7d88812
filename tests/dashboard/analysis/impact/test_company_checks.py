import pytest

from dashboard.analysis.impact import company_checks
from tests.dashboard.analysis.impact.asked import case, day, other
from tests.dashboard.analysis.impact.checked import BLOCKED, OPEN, PASSED, said


def of_company(name, asked):
    return said(company_checks.checks(asked), name)


@pytest.mark.parametrize("elsewhen", [(), (other(300, 36),), (other(434, 7),)])
def test_nothing_else_within_four_weeks_is_in_order(elsewhen):
    asked = case(days=490, others=elsewhen)
    assert of_company("alone", asked) == (PASSED, "No other campaign or event within four weeks of it.")


@pytest.mark.parametrize("first", [336, 433])
def test_something_within_four_weeks_is_said(first):
    asked = case(days=490, others=(other(first, 1),))
    assert of_company("alone", asked) == (OPEN, "“Open day” ran within four weeks of the window.")


def test_another_campaign_at_the_same_time_cannot_be_separated():
    assert of_company("alone", case(others=(other(364, 42),))) == (
        BLOCKED,
        "“Open day” ran in 100% of the window: the two cannot be separated.",
    )
    assert of_company("alone", case(others=(other(390, 11),))) == (
        BLOCKED,
        "“Open day” ran in 26% of the window: the two cannot be separated.",
    )


def test_something_short_that_begins_with_the_campaign_cannot_be_separated():
    assert of_company("alone", case(others=(other(378, 1),))) == (
        BLOCKED,
        "“Open day” ran in 2% of the window: the two cannot be separated.",
    )
    assert of_company("alone", case(others=(other(379, 1),))) == (
        OPEN,
        "“Open day” ran in 2% of the window; what it brought is part of the uncertainty.",
    )


def test_another_campaign_that_also_ran_alone_for_eight_weeks_is_estimated_apart():
    assert of_company("alone", case(others=(other(308, 98),))) == (
        OPEN,
        "“Open day” ran in 100% of the window; its effect was estimated apart.",
    )
    assert of_company("alone", case(others=(other(309, 97),)))[0] == BLOCKED


def test_days_in_the_wash_out_say_nothing_of_the_other_apart():
    asked = case(days=490, others=(other(364, 42 + 14 + 55),))
    assert of_company("alone", asked)[0] == BLOCKED
    asked = case(days=490, others=(other(364, 42 + 14 + 56),))
    assert of_company("alone", asked)[0] == OPEN


def test_another_campaign_elsewhere_is_not_beside_it():
    asked = case(others=(other(364, 42, parts=("site 9",)),))
    assert of_company("alone", asked)[0] == PASSED


def test_each_thing_beside_it_is_named():
    asked = case(others=(other(364, 42), other(340, 5, "award")))
    assert len([check for check in company_checks.checks(asked) if check.name == "alone"]) == 2


@pytest.mark.parametrize(("first", "result"), [(349, PASSED), (350, BLOCKED), (378, BLOCKED), (379, PASSED)])
def test_a_wave_of_vacancies_within_two_weeks_of_the_start_cannot_be_separated(first, result):
    found = of_company("vacancy_wave", case(others=(other(first, 30, "vacancy_wave"),)))
    assert found[0] == result
    none = "No wave of vacancies within two weeks of the start is written down."
    moment = (day(first)).strftime("%-d %b %Y")
    blocked = f"Many vacancies opened around the start ({moment}): the two cannot be separated."
    assert found[1] == (blocked if result == BLOCKED else none)


def test_a_wave_is_taken_into_account_where_open_vacancies_are_known():
    asked = case(others=(other(364, 30, "vacancy_wave"),))
    known = case(others=asked.others, vacancies=asked.outcome * 0 + 3)
    assert of_company("vacancy_wave", known) == (
        OPEN,
        "Many vacancies opened around the start (1 Jan 2025); how many were open was taken into account.",
    )


def test_a_wave_of_vacancies_is_not_named_twice():
    assert of_company("alone", case(others=(other(364, 30, "vacancy_wave"),)))[0] == PASSED
