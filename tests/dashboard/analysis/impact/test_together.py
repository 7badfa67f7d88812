from dataclasses import dataclass
from datetime import timedelta

import pytest

from connectors.errors import Said
from dashboard.analysis.impact.finding import Check, Finding, Stage, Verdict
from dashboard.analysis.impact.together import together
from dashboard.analysis.suppression import protect
from tests.dashboard.analysis.impact.found import START, finding


@dataclass(frozen=True)
class Answer:
    campaign_id: str
    finding: Finding
    outcome: str = "all"


def answer(name, month=0, outcome="all", **more):
    """Return an answer on a campaign of two weeks, so many months before the invented one."""
    start = START - timedelta(days=30 * month)
    return Answer(name, finding(start=start, end=start + timedelta(days=13), **more), outcome)


THREE = (answer("soap"), answer("vlog", 1, relative=0.1, relative_low=-0.1, relative_high=0.35), answer("flyer", 2))
NAMES = {"soap": "The soap", "vlog": "The vlog", "flyer": "The flyer"}


def every(_answered):
    return True


def reasons(found):
    return {each.key: str(each.reason) for each in found.absent}


def test_three_campaigns_stand_together_the_newest_first():
    found = together(THREE[::-1], NAMES, every)
    assert (found.count, found.verdict, found.absent) == (3, Verdict.LIKELY_EXTRA, ())
    assert [member.name for member in found.members] == ["The soap", "The vlog", "The flyer"]
    vlog = found.members[1].single
    assert vlog.alone.relative == pytest.approx(0.1)
    assert vlog.alone.relative < vlog.shrunk.relative < found.pooled.mean.relative
    assert found.sentence is found.pooled.sentence
    assert str(found.sentence.values["unit"]) == "applications"


def test_two_are_too_few_and_say_so():
    found = together(THREE[:2], NAMES, every)
    assert (found.count, found.pooled, found.members, found.verdict) == (2, None, (), Verdict.NOT_ENOUGH_DATA)
    assert str(found.sentence) == (
        "From 3 campaigns with an estimate on, they are also shown together. Now there are 2."
    )
    assert reasons(found) == {"flyer": "There is no answer on it yet."}


def test_no_campaign_at_all_is_an_answer_too():
    assert str(together((), {}, every).sentence).endswith("Now there are 0.")


def test_the_latest_answer_of_each_counts_and_only_of_the_outcome_that_was_asked_for():
    early = answer("soap", stage=Stage.PRELIMINARY, relative=0.01)
    other = answer("soap", outcome="side_entrant", relative=2.0)
    found = together((THREE[0], early, other, *THREE[1:]), NAMES, every)
    assert found.members[0].stage is Stage.FINAL
    assert found.members[0].single.alone.relative == pytest.approx(0.744)


def test_side_entrants_are_called_so():
    some = tuple(Answer(each.campaign_id, each.finding, "side_entrant") for each in THREE)
    found = together(some, NAMES, every, "side_entrant")
    assert str(found.sentence.values["unit"]) == "side-entrants"


def test_a_campaign_that_somebody_deleted_is_gone():
    assert together(THREE, {"soap": "The soap"}, every).count == 1


def test_a_campaign_whose_numbers_cannot_be_said_is_not_in_the_mean_from_which_they_could_be_computed():
    hidden = answer("hidden", 3, relative=5.0, relative_low=4.0, relative_high=6.0)
    found = together((*THREE, hidden), {**NAMES, "hidden": "Hidden"}, lambda each: each.campaign_id != "hidden")
    assert found.pooled == together(THREE, NAMES, every).pooled
    assert reasons(found) == {
        "hidden": "Its numbers are left out: a small number of applicants could be computed from them."
    }


@pytest.mark.parametrize("observed", [2.0, 30.0])
def test_a_campaign_is_too_small_by_what_was_expected_however_many_came(observed):
    small = answer("small", 3, expected=9.9, observed=observed)
    found = together((*THREE, small), {**NAMES, "small": "Small"}, every)
    assert (found.count, reasons(found)) == (3, {"small": "Fewer than 10 were expected: too few for an estimate."})


def test_a_higher_threshold_of_the_organisation_is_followed():
    protect(10)
    try:
        found = together((*THREE, answer("small", 3, expected=19.0)), {**NAMES, "small": "Small"}, every)
        assert reasons(found) == {"small": "Fewer than 20 were expected: too few for an estimate."}
    finally:
        protect(5)


def test_a_campaign_that_cannot_be_read_says_which_guard_rail_forbids_it():
    checks = (
        Check.blocked("alone", Said("Not this one.")),
        Check.passed("stable", Said("Nor this.")),
        Check.blocked("history", Said("Only {weeks} weeks.", {"weeks": 9})),
    )
    unread = answer("new", 3, checks=checks)
    bare = answer("bare", 4, checks=(), relative=None)
    nobody = answer("none", 5, checks=(), observed=0.0, relative=-1.0, relative_low=-1.0, relative_high=-1.0)
    found = together((*THREE, unread, bare, nobody), {**NAMES, "new": "New", "bare": "Bare", "none": "None"}, every)
    assert reasons(found) == {
        "new": "Only 9 weeks.",
        "bare": "Its figures say nothing about its effect.",
        "none": "Nobody came in: that has no place beside the others.",
    }


def test_of_two_on_the_same_days_the_sharper_one_counts_also_while_they_are_too_few():
    vague = answer("vlog", relative=0.7, relative_low=-0.5, relative_high=3.0)
    found = together((THREE[0], vague), {"soap": "The soap", "vlog": "The vlog"}, every)
    assert (found.count, found.pooled) == (1, None)
    assert reasons(found) == {
        "vlog": "It ran on the same days as The soap, whose estimate is sharper: the days count once."
    }


def test_what_would_not_count_is_not_looked_up():
    asked = []
    together((*THREE, answer("bare", 4, relative=None)), {**NAMES, "bare": "Bare"}, asked.append)
    assert [each.campaign_id for each in asked] == ["soap", "vlog", "flyer"]
