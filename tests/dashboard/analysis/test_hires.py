"""Hires of a campaign's days: whole months only, and extra hires only where extra ones are likely."""

from datetime import date

import pytest

from dashboard.analysis.hires import Hires, whole_months_in
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.periods import Period
from dashboard.analysis.shares import share
from dashboard.analysis.suppression import NOT_KNOWN, count
from tests.dashboard.analysis.impact.found import finding


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 1, 14), date(2026, 5, 5), (date(2026, 2, 1), date(2026, 4, 30))),
        (date(2026, 1, 1), date(2026, 1, 31), (date(2026, 1, 1), date(2026, 1, 31))),
        (date(2026, 1, 2), date(2026, 2, 27), None),
        (date(2024, 2, 1), date(2024, 2, 29), (date(2024, 2, 1), date(2024, 2, 29))),
        (date(2025, 12, 15), date(2026, 2, 1), (date(2026, 1, 1), date(2026, 1, 31))),
    ],
)
def test_whole_months_inside_a_window(first, last, months):
    assert whole_months_in(Period(first, last)) == (Period(*months) if months else None)


@pytest.mark.story("D2")
@pytest.mark.parametrize("verdict", list(Verdict))
def test_extra_hires_are_only_told_where_extra_ones_are_likely(verdict):
    hired = Hires(Period(date(2026, 2, 1), date(2026, 4, 30)), count(61), share(61, 1000), NOT_KNOWN)
    found = hired.extra_hired(finding(verdict=verdict))
    assert found == (pytest.approx(89.6 * 0.061) if verdict is Verdict.LIKELY_EXTRA else None)
    assert hired.extra_hired(None) is None
    assert Hires(None, NOT_KNOWN, None, NOT_KNOWN).extra_hired(finding()) is None
