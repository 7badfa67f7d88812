"""``impact --campaign`` and ``plan --campaign`` on the fictional organisation, and what must never leave the house."""

import pytest

from dashboard.analysis import suppression
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.impact.words import sentence
from dashboard.doors.answers import finding_document, finding_lines
from dashboard.doors.campaign_answers import without_small_counts
from tests.dashboard.analysis.impact.found import finding, weeks


@pytest.fixture
def demo(at_demo):
    return at_demo


def test_a_campaign_is_answered_and_answered_the_same_again(demo):
    first = demo("impact", "--campaign", "soap", "--json")
    found = first.json()
    assert (first.code, found["verdict"]) == (0, "likely_extra")
    assert found["low"] < found["extra"] < found["high"]
    assert found["cost_per_extra"]["currency"] == "EUR"
    assert found["hold_out"] is None
    assert "left out: 1" in found["hold_out_reason"]
    assert all(week["observed"] is None or not 0 < week["observed"] < 5 for week in found["weeks"])
    assert demo("impact", "--campaign", "soap", "--json").out == first.out


def test_a_campaign_that_has_not_begun_is_an_answer(demo):
    said = demo("impact", "--campaign", "open_day_2026", "--json")
    assert (said.code, said.json()["verdict"], said.json()["observed"]) == (0, "not_enough_data", None)
    assert "begins on 15 Mar 2026" in said.json()["sentence"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--campaign", "musical"), "usage.campaign", "radio_flyer, soap, vlog"),
        (("--campaign", "soap", "--outcome", "site:XX"), "usage.outcome", "site:BE"),
        (("--campaign", "soap", "--start", "2026-01-01"), "usage.question", "--start goes with --series"),
        ((), "usage.question", "either --series FILE.csv or --campaign ID"),
    ],
)
def test_wrong_usage_names_what_there_is(demo, arguments, code, told):
    said = demo("impact", *arguments)
    assert (said.code, f"[{code}]" in said.err, told in said.err) == (2, True, True)


def test_a_plan_for_a_campaign_takes_another_length(demo):
    found = demo("plan", "--campaign", "open_day_2025", "--weeks", "2", "--json").json()
    assert found["weeks"] == 2
    assert found["minimum_detectable_effect"] > 0


def test_a_small_count_stands_in_no_number_and_in_no_text():
    few = finding(verdict=Verdict.CANNOT_TELL, observed=3.0, expected=2.4, extra=0.6, low=-2.0, high=3.0)
    safe = without_small_counts(few)
    document = finding_document(safe)
    assert [document[name] for name in ("observed", "extra", "low", "high", "relative", "cross_check")] == [None] * 6
    assert document["cost_per_extra"]["full"] is None
    assert document["weeks"] == []
    assert "too small to show" in document["sentence"]
    assert not any("3" in line for line in list(finding_lines(safe))[:1])


def test_a_count_from_which_a_neighbour_follows_is_left_out_as_well():
    safe = without_small_counts(finding(), hidden=True)
    assert finding_document(safe)["observed"] is None
    assert safe.sentence == sentence(finding(), numbers=False)


def test_small_weeks_are_put_together_until_none_gives_one_away():
    found = finding(observed=12.0, weeks=weeks(campaign=(3, 9)))
    shown = [week.observed for week in without_small_counts(found).weeks if week.inside]
    assert shown == [12.0]


def test_the_organisation_s_own_threshold_is_honoured():
    before = suppression.threshold()
    suppression.protect(300)
    try:
        assert finding_document(without_small_counts(finding()))["observed"] is None
    finally:
        suppression.protect(before)
