from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.shrinking import Estimate, log_rate, means_of, shrunk
from dashboard.analysis.what_works import (
    GOALS,
    NO_HOURS,
    TOO_LITTLE,
    Piece,
    notes,
    sure_of_first,
    what_works,
    with_hours,
    words,
)

GOAL = {goal.key: goal for goal in GOALS}


def pieces(number, result, *, hours=2.0, kind="video", theme="serie", role="team", platform="youtube"):
    return [
        Piece(
            f"{kind}-{theme}-{role}-{i}", f"{theme} {i}", platform, kind, theme, role, result * (0.8 + 0.05 * i), hours
        )
        for i in range(number)
    ]


def by_name(found):
    return {standing.name: standing for standing in found.groups}


def test_themes_are_ranked_by_result_per_hour_and_not_by_result():
    some = pieces(9, 400, hours=2.0, theme="short") + pieces(9, 900, hours=20.0, theme="long")
    (found,) = what_works(some, GOAL["clicks"], "theme")
    assert [standing.name for standing in found.groups] == ["short", "long"]
    assert found.groups[0].per_unit == pytest.approx(200, rel=0.06)
    assert sure_of_first(found) > 0.99
    assert str(words(found)).startswith("Clicks: short has most")
    (each,) = what_works(some, GOAL["clicks"], "theme", per_hour=False)
    assert [standing.name for standing in each.groups] == ["long", "short"]


def test_seven_posts_are_too_little_to_say_something_about_and_are_in_no_list():
    some = pieces(8, 400, theme="long") + pieces(7, 9000, theme="short")
    (found,) = what_works(some, GOAL["clicks"], "theme")
    assert (by_name(found)["short"].why, by_name(found)["short"].per_unit) == (TOO_LITTLE, None)
    assert [standing.name for standing in found.groups] == ["long", "short"]
    assert len(found.posts) == 8
    assert "nothing to set it beside" in words(found).text


def test_when_every_group_is_small_that_is_the_answer():
    (found,) = what_works(pieces(7, 400), GOAL["clicks"], "theme")
    assert str(words(found)) == "Clicks: too little to say something about."
    assert found.posts == ()


def test_hours_that_are_not_written_down_are_said_and_not_guessed():
    some = pieces(9, 400, theme="known") + pieces(12, 400, hours=None, theme="unknown")
    (found,) = what_works(some, GOAL["clicks"], "theme")
    assert (by_name(found)["unknown"].why, found.without_hours) == (NO_HOURS, 12)
    assert [str(said) for said in notes(found)] == ["12 posts are left out: hours not written down."]
    (nowhere,) = what_works(pieces(12, 400, hours=None), GOAL["clicks"], "theme")
    assert str(words(nowhere)) == "Clicks: hours not written down."


def test_views_of_two_platforms_are_never_set_side_by_side_and_clicks_are():
    some = pieces(9, 400) + pieces(9, 900, platform="facebook", theme="night")
    assert [found.platform for found in what_works(some, GOAL["views"], "theme")] == ["facebook", "youtube"]
    assert [found.platform for found in what_works(some, GOAL["clicks"], "theme")] == [None]


def test_groups_that_chance_can_explain_are_not_ranked_in_words():
    some = pieces(9, 400, theme="one") + pieces(9, 404, theme="two")
    (found,) = what_works(some, GOAL["clicks"], "theme")
    assert "cannot be told apart" in words(found).text


def test_posts_of_ambassadors_count_in_their_group_and_are_in_no_list():
    some = pieces(9, 400, role="ambassador") + pieces(9, 400, role="team", theme="house")
    (found,) = what_works(some, GOAL["clicks"], "author_role")
    assert {standing.name for standing in found.groups} == {"ambassador", "team"}
    assert len(found.posts) == 9
    assert all(standing.name.startswith("house") for standing in found.posts)


def test_campaigns_with_a_small_number_of_applications_are_not_listed():
    campaigns = [Piece(str(i), f"c{i}", "", "event", None, None, 12.0 + i, 10.0) for i in range(8)]
    (found,) = what_works(campaigns, GOAL["applications"], "kind")
    assert len(found.posts) == 8
    (hidden,) = what_works(
        [*campaigns[1:], Piece("x", "x", "", "event", None, None, 3.0, 10.0)], GOAL["applications"], "kind"
    )
    assert (hidden.posts, hidden.groups[0].posts) == ((), 8)


def test_a_piece_without_a_result_is_left_out_and_nothing_is_no_answer():
    unknown = [Piece(str(i), "", "youtube", "video", "serie", "team", None, 2.0) for i in range(9)]
    assert what_works(unknown, GOAL["views"], "theme") == ()
    (found,) = what_works([*unknown, *pieces(8, 400)], GOAL["views"], "theme")
    assert found.groups[0].posts == 8


def test_hours_of_a_campaign_are_spread_over_its_own_content():
    some = pieces(3, 400, hours=None)
    spread = with_hours(some, 10.0, [some[0].key, some[1].key, "elsewhere"])
    assert [(each.hours, each.shared_hours) for each in spread] == [(5.0, True), (5.0, True), (None, False)]
    twice = with_hours(spread, 4.0, [some[0].key])
    assert (twice[0].hours, twice[0].shared_hours) == (9.0, True)
    (found,) = what_works(
        with_hours(pieces(8, 400, hours=None), 16.0, [each.key for each in pieces(8, 1)]), GOAL["clicks"], "kind"
    )
    assert found.shared_hours
    assert "spread evenly" in str(notes(found)[0])


def test_a_small_group_is_drawn_further_to_what_all_have_in_common():
    random = np.random.default_rng(1)
    sizes = (8, 200, 200, 200, 200)
    groups = [
        [Estimate(value, 0.0) for value in random.normal(mean, 1.0, size)]
        for mean, size in zip((1, 0, 0, 0, 0), sizes, strict=True)
    ]
    found = means_of(groups)
    assert found[0].weight < 0.8 < found[1].weight
    assert 0 < found[0].mean < np.mean([each.mean for each in groups[0]])


def test_a_single_group_stays_as_it_is_and_none_gives_none():
    assert means_of([]) == []
    (found,) = means_of([[Estimate(log(4), 0.1), Estimate(log(9), 0.1)]])
    assert (exp(found.mean), found.weight) == (pytest.approx(6), 1.0)


def test_nothing_has_a_rate_with_a_wide_interval():
    assert log_rate(0, 10) == Estimate(log(0.05), 2.0)


def test_nine_in_ten_intervals_of_groups_hold_the_truth():
    random = np.random.default_rng(2)
    inside = total = 0
    for _ in range(600):
        truth = random.normal(0, 0.4, 4)
        groups = [[Estimate(value, 0.0) for value in random.normal(mean, 0.8, 10)] for mean in truth]
        for mean, found in zip(truth, means_of(groups), strict=True):
            inside += abs(found.mean - mean) <= 1.645 * np.sqrt(found.variance)
            total += 1
    assert 0.86 <= inside / total <= 0.93


ESTIMATES = st.lists(st.builds(Estimate, st.floats(-3, 3), st.floats(0.001, 4)), min_size=2, max_size=8)


@settings(max_examples=60, deadline=None)
@given(ESTIMATES)
def test_estimates_are_drawn_inwards_and_never_past_the_others(raw):
    found = shrunk(raw)
    means = [each.mean for each in raw]
    assert min(means) - 1e-9 <= min(each.mean for each in found)
    assert max(each.mean for each in found) <= max(means) + 1e-9
    assert all(0 <= each.weight <= 1 and each.variance > 0 for each in found)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 5000)), max_size=40))
def test_no_group_under_eight_posts_has_a_figure(rows):
    some = [Piece(str(i), "", "youtube", "video", theme, "team", result, 1.0) for i, (theme, result) in enumerate(rows)]
    for found in what_works(some, GOAL["views"], "theme"):
        for standing in found.groups:
            assert (standing.per_unit is None) == (standing.posts < 8)
            assert standing.interval is None or standing.interval.low <= standing.per_unit <= standing.interval.high
