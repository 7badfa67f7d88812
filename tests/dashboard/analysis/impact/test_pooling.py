from dataclasses import replace
from datetime import date, timedelta
from math import exp, inf, log, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from connectors.errors import Said
from dashboard.analysis.figures import Percentage
from dashboard.analysis.impact.finding import Check, Verdict
from dashboard.analysis.impact.partial_pooling import posterior
from dashboard.analysis.impact.pooling import Lift, lift_of, pool, too_few
from dashboard.analysis.periods import Period
from tests.dashboard.analysis.impact.found import START, finding

LIFTS = [Lift("soap", 0.40, 0.15), Lift("vlog", 0.05, 0.20), Lift("open day", 0.25, 0.25)]


def six_weeks(start: date) -> Period:
    return Period(start, start + timedelta(days=41))


def test_finding_gives_its_log_ratio_and_what_its_interval_stands_for():
    ends = {"relative_low": 1.2 * exp(-1.6448536 * 0.15) - 1, "relative_high": 1.2 * exp(1.6448536 * 0.15) - 1}
    found = lift_of(finding(relative=0.2, level=0.90, checks=(), **ends), "soap", "The soap")
    assert found.log_lift == pytest.approx(log(1.2))
    assert found.sd == pytest.approx(0.15)
    assert (found.key, found.title) == ("soap", "The soap")
    assert found.window == Period(START, START + timedelta(days=13))


@pytest.mark.parametrize(
    "changes", [{"relative_low": None}, {"relative": None}, {"relative": -1.0, "relative_low": -1.0}]
)
def test_finding_without_figures_or_without_any_application_gives_no_lift(changes):
    assert lift_of(finding(**changes), "soap") is None


@pytest.mark.parametrize(
    ("name", "counts"),
    [("expected_size", True), ("alone", True), ("several_groups", True), ("stable", False), ("history", False)],
)
def test_small_campaign_counts_and_an_unreadable_one_does_not(name, counts):
    failed = Check(name, ok=False, detail=Said(""), blocks=True)
    found = lift_of(finding(verdict=Verdict.NOT_ENOUGH_DATA, checks=(failed,)), "soap")
    assert (found is not None) is counts


def test_two_campaigns_are_not_pooled_and_that_is_said():
    assert pool(LIFTS[:2]) is None
    assert (
        str(too_few(LIFTS[:2]))
        == "From 3 campaigns with an estimate on, they are also shown together. Now there are 2."
    )


def test_mean_agrees_with_summing_the_density_over_mean_and_spread():
    mean, spread = np.meshgrid(np.linspace(-2, 2, 1601), np.linspace(1e-6, 2, 801), indexing="ij")
    density = stats.norm.pdf(mean) * stats.gamma.pdf(spread, 2, scale=0.125)
    for lift in LIFTS:
        density *= stats.norm.pdf(lift.log_lift, mean, np.hypot(lift.sd, spread))
    of_mean = density.sum(axis=1) / density.sum()
    found = pool(LIFTS).mean
    assert found.probability == pytest.approx(of_mean[801:].sum() + of_mean[800] / 2, abs=5e-4)
    ends = [log(1 + end) for end in (found.low, found.relative, found.high)]
    assert np.interp(ends, mean[:, 0], of_mean.cumsum() - of_mean / 2) == pytest.approx([0.05, 0.5, 0.95], abs=1e-3)


def test_exact_figures_are_left_alone():
    found = posterior(np.array([0.4, -0.1, 0.2]), np.full(3, 1e-4))
    assert found.each.quantile(0.5) == pytest.approx([0.4, -0.1, 0.2], abs=1e-3)
    assert found.drawn == pytest.approx(np.zeros(3), abs=1e-3)


def test_figures_without_any_noise_stay_what_they_are():
    found = pool([replace(lift, sd=0.0) for lift in LIFTS])
    assert [single.shrunk.relative for single in found.singles] == pytest.approx(
        [single.alone.relative for single in found.singles], abs=1e-4
    )


def test_singles_lie_between_their_own_figures_and_the_mean():
    found = pool(LIFTS)
    for single in found.singles:
        ends = sorted([single.alone.relative, found.mean.relative])
        assert ends[0] - 0.02 <= single.shrunk.relative <= ends[1] + 0.02
        assert single.shrunk.high - single.shrunk.low < single.alone.high - single.alone.low
    drawn = {single.key: single.drawn for single in found.singles}
    assert drawn["soap"] < drawn["vlog"] < drawn["open day"]


def test_one_campaign_alone_keeps_the_interval_of_its_finding():
    alone = next(single.alone for single in pool(LIFTS).singles if single.key == "vlog")
    assert alone.relative == pytest.approx(exp(0.05) - 1)
    assert alone.low == pytest.approx(exp(0.05 - 1.6448536 * 0.20) - 1)
    assert alone.probability == pytest.approx(stats.norm.cdf(0.25))


def test_sentences_hold_the_figures_of_the_pool():
    found = pool([Lift(f"campaign {n}", 0.3, 0.1) for n in range(8)])
    assert found.verdict is Verdict.LIKELY_EXTRA
    assert found.sentence.values["count"] == 8
    assert found.sentence.values["mean"] == Percentage(found.mean.relative)
    assert found.sentence.values["range"].text == "between {low} and {high} more"
    assert found.sentence.values["range"].values["low"] == Percentage(found.mean.low)
    assert "on average {mean} more {unit}" in found.sentence.text
    assert str(found.sentence.values["verdict"]) == "Likely extra"
    assert found.singles[0].sentence.values["shrunk"] == Percentage(found.singles[0].shrunk.relative)


def test_fewer_than_expected_is_told_as_fewer():
    found = pool([Lift(f"campaign {n}", -0.3, 0.1) for n in range(8)])
    assert found.verdict is Verdict.LIKELY_LESS
    assert "{mean} fewer {unit}" in found.sentence.text
    assert found.sentence.values["mean"].share == pytest.approx(-found.mean.relative)
    assert found.sentence.values["range"].values == {
        "low": Percentage(-found.mean.high),
        "high": Percentage(-found.mean.low),
    }


def test_interval_around_zero_is_told_both_ways():
    found = pool(LIFTS)
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.sentence.values["range"].text == "between {low} fewer and {high} more"
    assert found.sentence.values["range"].values["low"] == Percentage(-found.mean.low)


def test_of_campaigns_on_the_same_days_the_sharpest_counts_and_the_other_is_named():
    start = date(2025, 3, 3)
    lifts = [
        Lift("soap", 0.4, 0.15, six_weeks(start), "The soap"),
        Lift("vlog", 0.1, 0.25, six_weeks(start + timedelta(days=28))),
        Lift("open day", 0.2, 0.20, six_weeks(start + timedelta(days=200))),
        Lift("flyers", 0.2, 0.20, six_weeks(start + timedelta(days=400))),
    ]
    found = pool(lifts)
    assert [single.key for single in found.singles] == ["flyers", "open day", "soap"]
    assert [(left.key, left.overlaps) for left in found.left_out] == [("vlog", "soap")]
    assert "The soap" in str(found.left_out[0].reason)


def test_overlap_of_a_quarter_is_still_two_campaigns():
    start = date(2025, 3, 3)
    shorter = Period(start + timedelta(days=35), start + timedelta(days=62))  # 28 days, 7 of them in the soap's
    lifts = [Lift("soap", 0.4, 0.15, six_weeks(start)), Lift("vlog", 0.1, 0.2, shorter), Lift("flyers", 0.2, 0.2)]
    assert len(pool(lifts).singles) == 3
    a_day_more = replace(lifts[1], window=Period(shorter.first - timedelta(days=1), shorter.last))
    assert pool([lifts[0], a_day_more, lifts[2]]) is None


@st.composite
def campaigns(draw) -> list[Lift]:
    figures = draw(st.lists(st.tuples(st.floats(-1, 1), st.floats(0.05, 1)), min_size=3, max_size=9))
    starts = draw(st.lists(st.integers(0, 2000), min_size=len(figures), max_size=len(figures)))
    first = date(2024, 1, 1)
    return [
        Lift(f"campaign {number}", lift, sd, six_weeks(first + timedelta(days=start)))
        for number, ((lift, sd), start) in enumerate(zip(figures, starts, strict=True))
    ]


@settings(max_examples=40, deadline=None)
@given(campaigns(), st.randoms(use_true_random=False))
def test_order_does_not_matter(lifts, random):
    shuffled = lifts[:]
    random.shuffle(shuffled)
    assert pool(shuffled) == pool(lifts)


@settings(max_examples=40, deadline=None)
@given(campaigns(), st.sampled_from([(0.4, inf), (0.4, 10.0), (inf, 0.2), (-inf, 0.2), (nan, nan)]))
def test_campaign_that_says_nothing_changes_nothing(lifts, nothing):
    before, after = pool(lifts), pool([*lifts, Lift("zero", *nothing)])
    if before is None:
        assert after is None
    else:
        assert replace(after, left_out=before.left_out) == before
        assert [left.key for left in after.left_out if left.overlaps is None] == ["zero"]


@settings(max_examples=40, deadline=None)
@given(campaigns())
def test_campaign_that_says_nearly_nothing_hardly_changes_the_mean(lifts):
    apart = [replace(lift, window=None) for lift in lifts]
    before, after = pool(apart), pool([*apart, Lift("vague", 0.9, 9.9)])
    assert after.mean.relative == pytest.approx(before.mean.relative, abs=0.005)
    assert after.mean.probability == pytest.approx(before.mean.probability, abs=0.005)
    assert after.spread == pytest.approx(before.spread, abs=0.005)


@settings(max_examples=40, deadline=None)
@given(st.floats(-0.5, 1), st.lists(st.floats(0.2, 0.6), min_size=3, max_size=9))
def test_campaigns_that_agree_give_a_narrower_interval_together(lift, sds):
    found = pool([Lift(f"campaign {number}", lift, sd) for number, sd in enumerate(sds)])
    average = np.mean([single.alone.high - single.alone.low for single in found.singles])
    assert found.mean.high - found.mean.low < average


@settings(max_examples=40, deadline=None)
@given(campaigns())
def test_verdict_interval_and_probability_say_the_same(lifts):
    found = pool([replace(lift, window=None) for lift in lifts])
    assert (found.verdict is Verdict.LIKELY_EXTRA) == (found.mean.low > 0)
    assert (found.verdict is Verdict.LIKELY_LESS) == (found.mean.high < 0)
    assert 0 <= found.spread_low <= found.spread <= found.spread_high
    for single in found.singles:
        assert -1 < single.shrunk.low <= single.shrunk.relative <= single.shrunk.high
        assert 0 <= single.drawn <= 1


@pytest.mark.parametrize("count", [3, 8])
def test_campaigns_without_effect_are_seldom_called_extra(count):
    random = np.random.default_rng(31)
    sds = random.uniform(0.15, 0.4, (400, count))
    alarms = [
        posterior(figures, row).mean.below(np.zeros(1))[0] < 0.05
        for figures, row in zip(random.normal(0, sds), sds, strict=True)
    ]
    assert np.mean(alarms) <= 0.05


@pytest.mark.parametrize(("spread", "mean"), [(0.10, 0.2), (0.15, 0.2), (0.15, 0.0)])
def test_shrunk_intervals_of_eight_campaigns_cover_what_was_true(spread, mean):
    random = np.random.default_rng(32)
    covered = []
    for _ in range(300):
        sds = random.uniform(0.12, 0.3, 8)
        truth = random.normal(mean, spread, 8)
        below = posterior(random.normal(truth, sds), sds).each.below(truth)
        covered.append(((below > 0.05) & (below < 0.95)).mean())
    assert 0.88 <= np.mean(covered) <= 0.95
