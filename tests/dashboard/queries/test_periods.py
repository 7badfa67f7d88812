from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.queries.periods import Split, split


def test_a_range_within_a_month_is_days_only():
    assert split(date(2026, 1, 2), date(2026, 1, 30)) == Split(None, ((date(2026, 1, 2), date(2026, 1, 30)),))


def test_a_whole_month_needs_no_days():
    assert split(date(2026, 2, 1), date(2026, 2, 28)) == Split((date(2026, 2, 1), date(2026, 2, 1)), ())


def test_a_long_range_is_whole_months_with_its_edges():
    assert split(date(2025, 12, 31), date(2026, 3, 1)) == Split(
        (date(2026, 1, 1), date(2026, 2, 1)),
        ((date(2025, 12, 31), date(2025, 12, 31)), (date(2026, 3, 1), date(2026, 3, 1))),
    )


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 1200))
def test_months_and_edges_hold_every_day_once(first, length):
    last = first + timedelta(days=length)
    found = split(first, last)
    days = [edge[0] + timedelta(days=i) for edge in found.edges for i in range((edge[1] - edge[0]).days + 1)]
    if found.months:
        start, stop = found.months
        after = (stop.replace(day=28) + timedelta(days=4)).replace(day=1)
        days += [start + timedelta(days=i) for i in range((after - start).days)]
    assert sorted(days) == [first + timedelta(days=i) for i in range(length + 1)]
