import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.survival import happened_by, happened_by_among_done, survival

# Freireich and others 1963, weeks of remission under 6-mercaptopurine (a minus sign: still in remission) and placebo
TREATED = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def split(signed):
    return [abs(weeks) for weeks in signed], [weeks > 0 for weeks in signed]


def test_the_textbook_remissions_by_hand():
    found = survival(*split(TREATED))
    assert found.days.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert found.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert found.events.tolist() == [3, 1, 1, 1, 1, 1, 1]
    by_hand = [18 / 21, 18 / 21 * 16 / 17, 18 / 21 * 16 / 17 * 14 / 15]
    assert found.waiting[:3] == pytest.approx(by_hand)
    assert found.waiting.round(4).tolist() == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]


def test_the_interval_on_the_log_log_scale_by_hand():
    found = survival(*split(TREATED), level=0.95)
    # at 6 weeks: S = 18/21, Greenwood's sum 3/(21 x 18) = 0.0079365, width 1.95996 x 0.0890871 / 0.1541507 = 1.1327
    assert found.low[0] == pytest.approx((18 / 21) ** np.exp(1.1327), abs=1e-5)
    assert found.high[0] == pytest.approx((18 / 21) ** np.exp(-1.1327), abs=1e-5)


def test_the_published_medians_with_their_intervals():
    treated = happened_by(*split(TREATED), level=0.95).median()
    assert (treated.days, treated.low, treated.high) == (23, 13, None)
    placebo = happened_by(*split(PLACEBO), level=0.95).median()
    assert (placebo.days, placebo.low, placebo.high) == (8, 4, 11)


def test_the_share_by_a_day_ends_where_nobody_was_followed_any_longer():
    curve = happened_by(*split(TREATED))
    assert curve.by(10)[0] == pytest.approx(1 - 0.7529, abs=1e-4)
    assert curve.by(5)[0] == 0.0
    assert 0 < curve.by(5)[1].high < 0.2
    assert curve.by(36) is None
    assert happened_by(*split(PLACEBO)).by(90)[0] == 1.0


def test_where_nothing_has_happened_there_is_no_median():
    assert happened_by([10, 20], [False, False]).median() is None
    assert happened_by([], []).by(30) is None


def test_quick_ones_of_a_young_cohort_do_not_stand_for_all():
    # took 1, 2, 3, 1, 2 days and was followed for 2, 2, 5, 5, 4: of the two followed for 2 days a slow one is not seen yet
    curve = happened_by_among_done([1, 2, 3, 1, 2], [2, 2, 5, 5, 4])
    assert curve.days.tolist() == [1, 2, 3]
    # 3 days: 1 of the 3 that were followed so long, so 2/3 by day 2; 2 days: 2 of the 4 that took at most 2
    assert curve.share.tolist() == pytest.approx([1 / 3, 2 / 3, 1.0])
    assert curve.median().days == 2


def test_when_all_were_followed_long_enough_the_correction_changes_nothing():
    days = [3, 5, 5, 8, 13]
    curve = happened_by_among_done(days, [400] * 5)
    assert curve.share.tolist() == pytest.approx([0.2, 0.6, 0.8, 1.0])
    assert (curve.by(13)[0], curve.by(13)[1].high) == (1.0, 1.0)
    assert curve.by(13)[1].low < 1


@given(st.lists(st.tuples(st.integers(0, 200), st.booleans()), min_size=1, max_size=60))
def test_the_curve_only_rises_and_its_interval_holds_it(waits):
    curve = happened_by(*zip(*waits, strict=True))
    assert (np.diff(curve.share) >= 0).all()
    assert ((curve.low <= curve.share + 1e-12) & (curve.share <= curve.high + 1e-12)).all()
    assert ((curve.low >= 0) & (curve.high <= 1)).all()
