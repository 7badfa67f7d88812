import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.coverage import coverage, words
from dashboard.analysis.shares import share, wilson
from dashboard.analysis.side_entrants import origins


def test_wilson_of_the_published_example():
    # 24 hires of 460 applications, 95 %: the closed form by hand gives 3.53 % to 7.65 %
    interval = wilson(24, 460, 0.95)
    assert (round(interval.low, 4), round(interval.high, 4)) == (0.0353, 0.0765)


def test_wilson_at_the_ends_stays_within_zero_and_one():
    assert (wilson(0, 10, 0.95).low, round(wilson(0, 10, 0.95).high, 4)) == (0.0, 0.2775)
    assert (round(wilson(10, 10, 0.95).low, 4), wilson(10, 10, 0.95).high) == (0.7225, 1.0)


@pytest.mark.parametrize(("successes", "trials"), [(0, 0), (3, 2), (-1, 5)])
def test_wilson_without_a_proportion_is_an_error(successes, trials):
    with pytest.raises(ValueError, match="no proportion"):
        wilson(successes, trials)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.5, 0.99))
def test_wilson_holds_the_proportion_mirrors_it_and_widens_with_the_level(case, level):
    successes, trials = case
    interval, mirrored = wilson(successes, trials, level), wilson(trials - successes, trials, level)
    assert 0 <= interval.low <= successes / trials <= interval.high <= 1
    assert interval.low == pytest.approx(1 - mirrored.high, abs=1e-9)
    wider = wilson(successes, trials, level + (1 - level) / 2)
    assert wider.high - wider.low >= interval.high - interval.low


def test_a_share_over_a_base_under_five_is_not_given():
    assert share(0, 4).value is None
    assert share(0, 5).value == 0.0


def test_a_share_that_would_give_away_a_small_part_or_a_small_rest_is_not_given():
    assert share(2, 100).value is None
    assert share(98, 100).value is None
    assert share(50, 100).value == 0.5


def test_coverage_says_how_much_has_a_source():
    known = coverage(200, source=180, self_reported=124, origin=150)
    assert str(words(known).text).startswith("Of all applications {source}")
    assert (known.source.value, known.self_reported.value, known.origin.value) == (0.9, 0.62, 0.75)


def test_coverage_of_nothing():
    assert words(coverage(0, source=0, self_reported=0, origin=0)).text.startswith("No applications came in")


def test_origins_give_the_share_over_known_origins_and_the_unknown_share_over_all():
    found = origins({"side_entrant": 30, "returner": 20, "within_care": 70, "unknown": 80})
    assert (found.side_entrants.value, found.unknown.value) == (0.25, 0.4)
    assert found.classes["other"].text == "0"


def test_an_unknown_count_that_is_hidden_cannot_be_found_from_the_base_of_the_share():
    found = origins({"side_entrant": 30, "returner": 20, "within_care": 70, "other": 9, "unknown": 3})
    assert found.classes["unknown"].text == "< 5"
    assert found.side_entrants.value is None
    assert found.side_entrants.base.value is None
