"""Which months a run reads: all at first, the last days at night, everything again after a month."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.base import Window
from connectors.recruitee.windows import months, plan

START = {"start": "2025-12-01", "whole_on": "2026-03-01"}


def names(planned):
    return [span.name for span in planned.spans]


def test_the_first_run_reads_from_the_months_back(place):
    planned = plan(place.context(history_months=3), {})
    assert (names(planned), planned.is_first) == (["2025-12", "2026-01", "2026-02", "2026-03"], True)
    assert planned.start == date(2025, 12, 1)


def test_the_first_run_reads_from_the_day_that_is_set(place):
    planned = plan(place.context(since=date(2026, 2, 14)), {})
    assert [span.begin.date() for span in planned.spans] == [date(2026, 2, 14), date(2026, 3, 1)]


def test_a_stopped_first_run_goes_on_at_the_month_that_is_next(place):
    planned = plan(place.context(), {"start": "2025-12-01", "next": "2026-02-01"})
    assert (names(planned), planned.is_first) == (["2026-02", "2026-03"], True)


def test_a_nightly_run_reads_the_last_days_only_and_never_before_the_first_day(place):
    assert names(plan(place.context(lookback_days=10), START)) == ["2026-02", "2026-03"]
    assert names(plan(place.context(lookback_days=400), START))[0] == "2025-12"


@pytest.mark.parametrize(("read_on", "is_whole"), [("2026-02-03", False), ("2026-02-02", True)])
def test_after_thirty_days_everything_is_read_again(place, read_on, is_whole):
    planned = plan(place.context(lookback_days=1), {**START, "whole_on": read_on})
    assert (planned.is_whole, len(planned.spans)) == (is_whole, 4 if is_whole else 1)


def test_days_that_a_person_asks_for_move_nothing(place):
    planned = plan(place.context(window=Window(date(2026, 1, 10), date(2026, 1, 20))), START)
    assert planned.is_asked
    (span,) = planned.spans
    assert (span.begin, span.end) == (datetime(2026, 1, 10, tzinfo=UTC), datetime(2026, 1, 21, tzinfo=UTC))


@given(
    st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  the zone is given
    st.timedeltas(timedelta(0), timedelta(days=900)),
)
def test_months_follow_each_other_without_a_gap(begin, length):
    spans = list(months(begin, begin + length))
    assert all(one.end == other.begin for one, other in pairwise(spans))
    if length:
        assert (spans[0].begin, spans[-1].end) == (begin, begin + length)
    assert len({span.name for span in spans}) == len(spans)
