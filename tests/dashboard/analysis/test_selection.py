from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.periods import Period
from dashboard.analysis.selection import (
    Selection,
    against,
    code_of,
    last_complete_month,
    months_of,
    read_months,
    whole_months,
    years,
)

MAY = date(2026, 5, 1)
MONTHS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("1m", date(2026, 5, 1), date(2026, 5, 31)),
        ("3m", date(2026, 3, 1), date(2026, 5, 31)),
        ("12m", date(2025, 6, 1), date(2026, 5, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 5, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-11..2026-01", date(2025, 11, 1), date(2026, 1, 31)),
        ("2026-04..2026-09", date(2026, 4, 1), date(2026, 5, 31)),
    ],
)
def test_a_code_in_an_address_means_whole_months(code, first, last):
    assert read_months(code, MAY) == Period(first, last)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "0m",
        "100m",
        "30d",
        "2026-13",
        "0000",
        "2027",
        "2026-06",
        "2026-03..2026-01",
        "2026-W03",
        "2026-01..",
        "0001-01..2026-01",
    ],
)
def test_a_code_that_means_nothing_gives_none(code):
    assert read_months(code, MAY) is None


def test_a_month_counts_from_its_last_day_on():
    assert last_complete_month(date(2026, 6, 29)) == MAY
    assert last_complete_month(date(2026, 6, 30)) == date(2026, 6, 1)
    assert last_complete_month(date(2026, 1, 3)) == date(2025, 12, 1)


def test_what_is_compared_with_are_as_many_months_before_or_the_same_a_year_earlier():
    spring = Period(date(2024, 2, 1), date(2024, 4, 30))
    assert against(spring, "previous") == Period(date(2023, 11, 1), date(2024, 1, 31))
    assert against(spring, "year") == Period(date(2023, 2, 1), date(2023, 4, 30))


@given(MONTHS, MONTHS)
def test_a_code_of_months_is_read_as_these_months(one, other):
    first, last = sorted((one, other))
    period = whole_months(first, last)
    assert read_months(code_of(first, last), date(2031, 1, 1)) == period
    assert months_of(period)[0] == period.first
    assert len(months_of(against(period, "previous"))) == len(months_of(period))
    assert against(period, "previous").last < period.first


def test_what_was_chosen_is_told_by_name():
    chosen = Selection(Period(MAY, date(2026, 5, 31)), Period(date(2026, 4, 1), date(2026, 4, 30)), site="BE")
    assert chosen.narrowing == {"site": "BE"}
    assert chosen.months == (MAY,)


def test_years_with_figures_come_newest_first():
    assert years(date(2024, 7, 1), MAY) == ["2026", "2025", "2024"]
