"""Days and moments as exports write them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.files.ats_dates import NoDayError, When, read_when

ZONE = ZoneInfo("Europe/Brussels")
DAY = date(2026, 1, 14)
DAYS = st.dates(date(2005, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    "cell",
    [
        "14-01-2026", "14/01/2026", "14.01.2026", "14-1-2026", " 14-01-2026 ", "2026-01-14", "2026/01/14", "20260114",
        "14-01-2026 00:00", "2026-01-14T00:00:00", "46036", 46036, 46036.0, DAY, datetime(2026, 1, 14),  # noqa: DTZ001
    ],
)  # fmt: skip
@pytest.mark.story("R11")
def test_a_day_is_read_however_it_is_written(cell):
    assert read_when(cell, ZONE) == When(DAY)


@pytest.mark.parametrize(
    "cell",
    [
        "14-01-2026 18:05", "14-01-2026 18:05:00", "14-01-2026, 18.05", "2026-01-14 18:05", "2026-01-14T18:05:00",
        "2026-01-14T17:05:00Z", "2026-01-14T18:05:00+01:00", "2026-01-14 18:05:00 +0100", "2026-01-14 17:05:00 UTC",
        "2026-01-14T17:05:00.000000Z", datetime(2026, 1, 14, 18, 5),  # noqa: DTZ001
        46036 + (18 * 60 + 5) / 1440, "46036,753472",
    ],
)  # fmt: skip
def test_a_time_without_an_offset_is_the_organisations(cell):
    found = read_when(cell, ZONE)
    assert found is not None
    assert found.day == DAY
    assert found.at is not None
    assert abs((found.at - datetime(2026, 1, 14, 17, 5, tzinfo=UTC)).total_seconds()) < 1


def test_the_day_is_the_one_of_the_organisations_zone():
    assert read_when("2026-01-14T23:30:00Z", ZONE) == When(date(2026, 1, 15), datetime(2026, 1, 14, 23, 30, tzinfo=UTC))
    assert read_when("2026-07-14T22:30:00Z", ZONE) == When(date(2026, 7, 15), datetime(2026, 7, 14, 22, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    "cell",
    [None, "", "-", "--", "n.v.t.", "N.V.T.", "0000-00-00", "0000-00-00 00:00:00", "00-00-0000", "01-01-1900", "1900-01-01",
     "onbekend", "#N/B", 0, "0", date(1900, 1, 1), datetime(1899, 12, 31)],  # noqa: DTZ001
)  # fmt: skip
def test_the_many_ways_to_write_nothing_are_no_day(cell):
    assert read_when(cell, ZONE) is None


@pytest.mark.parametrize(
    "cell",
    ["31-02-2026", "01/31/2026", "14-01-26", "binnenkort", "2026-13-01", "999999", True, 1e9, "14-01-2026 25:00"],
)
def test_what_is_no_day_is_an_error(cell):
    with pytest.raises(NoDayError):
        read_when(cell, ZONE)


def test_the_month_stands_first_only_when_a_person_says_so():
    assert read_when("01/31/2026", ZONE, month_first=True) == When(date(2026, 1, 31))
    assert read_when("02/03/2026", ZONE) == When(date(2026, 3, 2))
    assert read_when("02/03/2026", ZONE, month_first=True) == When(date(2026, 2, 3))


@given(DAYS, st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y%m%d", "%Y-%m-%dT00:00:00"]))
@pytest.mark.story("R11")
def test_every_day_comes_back_from_every_way_of_writing(day, form):
    assert read_when(day.strftime(form), ZONE) == When(day)


@given(DAYS)
@pytest.mark.story("R11")
def test_every_day_comes_back_from_a_spreadsheet_number(day):
    assert read_when((day - date(1899, 12, 30)).days, ZONE) == When(day)


@given(st.datetimes(datetime(2005, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_every_moment_with_an_offset_comes_back_as_the_same_moment(moment):
    local = moment.astimezone(ZONE)
    assert read_when(local.isoformat(), ZONE) == When(local.date(), moment)
