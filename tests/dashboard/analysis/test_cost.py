import pytest

from dashboard.analysis.cost import Line, cost_of, per_application, per_view
from dashboard.analysis.figures import Money
from dashboard.analysis.narrative import cost_sentence
from dashboard.analysis.suppression import count

SOAP = [Line("production", 21_500, 0, 39), Line("own staff", 0, 780, 39)]


def test_cash_and_hours_stay_apart_and_make_the_full_cost_together():
    cost = cost_of(SOAP)
    assert (cost.cash, cost.hours, cost.hours_value, cost.full) == (21_500, 780, 30_420, 51_920)
    assert round(cost.cash_share, 3) == 0.414


@pytest.mark.story("D2")
def test_cost_per_application_both_ways():
    each = per_application(cost_of(SOAP), count(1136))
    assert (round(each.cash, 2), round(each.full, 2), each.reason) == (18.93, 45.70, None)


@pytest.mark.parametrize(
    ("applications", "reason"),
    [(0, "no applications yet"), (3, "too few applications to show"), (None, "number of applications not known")],
)
def test_a_cost_that_cannot_be_divided_says_why(applications, reason):
    each = per_application(cost_of(SOAP), count(applications))
    assert (each.cash, each.full, each.reason.text) == (None, None, reason)


def test_a_campaign_without_a_cost_is_not_free():
    assert cost_of([]) is None
    assert per_application(None, count(10)).reason.text == "no cost written down"
    assert (
        cost_sentence(None, per_application(None, count(10))).text == "No cost has been written down for this campaign."
    )


def test_own_hours_alone_cost_money_as_well():
    cost = cost_of([Line("posts", 0, 390, 39)])
    assert (cost.cash, cost.full, cost.cash_share) == (0, 15_210, 0)


def test_cost_per_view():
    assert per_view(cost_of(SOAP), 2596).full == 20
    assert per_view(cost_of(SOAP), 0).reason.text == "no views yet"
    assert per_view(cost_of(SOAP), None).reason.text == "number of views not known"


def test_two_currencies_are_not_added():
    with pytest.raises(ValueError, match="cannot be added"):
        cost_of([Line("a", 1, 0, 0), Line("b", 1, 0, 0, "GBP")])


@pytest.mark.story("D2")
def test_the_sentence_never_names_cash_without_the_hours():
    said = cost_sentence(cost_of(SOAP), per_application(cost_of(SOAP), count(0)))
    assert said.text == "{cash} in cash and {hours} in own hours: {full} in all."
    assert said.values["hours"] == Money(30_420, "EUR")
