from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from dashboard import i18n
from dashboard.analysis.first_72_hours import Applied, first_72_hours, range_words, words
from dashboard.analysis.periods import Period
from dashboard.charts.words import tell
from dashboard.told.first_days import times

BRUSSELS = ZoneInfo("Europe/Brussels")
RELEASE = datetime(2026, 1, 14, 18, 0, tzinfo=BRUSSELS)
CAMPAIGN = Period(date(2026, 1, 14), date(2026, 3, 4))


def spread(start, number):
    """Return moments spread over the 72 hours from a start, the first exactly at it."""
    begin = start.astimezone(UTC)
    return [begin + timedelta(hours=72) * i / number for i in range(number)]


def weeks_before(release, weeks):
    return (release - timedelta(weeks=weeks)).astimezone(UTC)  # aware wall-clock arithmetic keeps 18:00


@pytest.mark.story("R3")
def test_seventy_against_the_usual_twenty_two_is_three_point_two_times():
    moments = spread(RELEASE, 70) + [m for week in range(1, 9) for m in spread(weeks_before(RELEASE, week), 22)]
    found = first_72_hours(Applied(moments), RELEASE, BRUSSELS, campaign=CAMPAIGN)
    assert found.observed.value == 70
    assert (found.usual.value, found.usual.windows) == (22, 8)
    assert round(found.ratio, 1) == 3.2
    assert words(found).text.startswith("{observed} applications in 72 hours, {ratio} times")
    with i18n.speaking("nl"):
        said = tell(words(found))
        assert times(found) == "3,2×"
    assert (
        said
        == "70 sollicitaties in 72 uur, 3,2 keer het gebruikelijke aantal van 22,0 (gemiddelde van 8 eerdere weken)."
    )


@pytest.mark.story("R3")
def test_the_window_begins_with_the_release_and_ends_just_before_72_hours():
    begin = RELEASE.astimezone(UTC)
    edges = [begin - timedelta(seconds=1), begin, begin + timedelta(hours=72, seconds=-1), begin + timedelta(hours=72)]
    found = first_72_hours(Applied(edges * 5), RELEASE, BRUSSELS, campaign=CAMPAIGN)
    assert found.observed.value == 10


@pytest.mark.story("R3")
@pytest.mark.parametrize(
    ("release", "last_wall_clock"),
    [
        (datetime(2026, 3, 27, 18, 0, tzinfo=BRUSSELS), "2026-03-30 19:00"),  # one hour skipped on 29 March
        (datetime(2026, 10, 23, 18, 0, tzinfo=BRUSSELS), "2026-10-26 17:00"),  # one hour twice on 25 October
    ],
)
def test_across_a_change_of_the_clock_the_window_is_72_hours_of_time(release, last_wall_clock):
    end = release.astimezone(UTC) + timedelta(hours=72)
    assert f"{end.astimezone(BRUSSELS):%Y-%m-%d %H:%M}" == last_wall_clock
    moments = [end - timedelta(minutes=1)] * 6 + [end] * 9
    found = first_72_hours(Applied(moments), release, BRUSSELS, campaign=Period(release.date(), release.date()))
    assert found.observed.value == 6


def test_earlier_windows_begin_at_the_same_hour_on_the_wall_clock_on_the_other_side_of_the_change():
    release = datetime(2026, 4, 1, 18, 0, tzinfo=BRUSSELS)  # summer time; a week earlier it was winter time
    exactly = datetime(2026, 3, 25, 17, 0, tzinfo=UTC)  # 18:00 in Brussels in winter
    moments = [exactly] * 40 + [exactly - timedelta(minutes=1)] * 99
    found = first_72_hours(Applied(moments), release, BRUSSELS, campaign=Period(date(2026, 4, 1), date(2026, 4, 1)))
    assert (found.usual.value, found.usual.windows) == (5, 8)


def test_windows_with_a_day_off_are_left_out_when_three_others_remain():
    christmas, new_year = date(2025, 12, 25), date(2026, 1, 1)
    busy = [m for week in (1, 4, 5, 6, 7, 8) for m in spread(weeks_before(RELEASE, week), 20)]
    found = first_72_hours(Applied(busy), RELEASE, BRUSSELS, campaign=CAMPAIGN, days_off={christmas, new_year})
    assert (found.usual.value, found.usual.windows, found.usual.with_days_off) == (20, 6, False)


def test_windows_with_days_off_are_kept_and_said_when_too_few_remain():
    days_off = {date(2026, 1, 7) - timedelta(weeks=week) for week in range(6)}
    moments = [m for week in range(1, 9) for m in spread(weeks_before(RELEASE, week), 16)]
    found = first_72_hours(Applied(moments), RELEASE, BRUSSELS, campaign=CAMPAIGN, days_off=days_off)
    assert (found.usual.windows, found.usual.with_days_off) == (8, True)


def test_a_later_episode_is_compared_with_the_weeks_before_the_campaign():
    sixth = RELEASE + timedelta(weeks=5)
    before = [m for week in range(1, 9) for m in spread(weeks_before(RELEASE, week), 10)]
    during = [m for week in range(5) for m in spread((RELEASE + timedelta(weeks=week)).astimezone(UTC), 90)]
    found = first_72_hours(Applied(before + during + spread(sixth, 30)), sixth, BRUSSELS, campaign=CAMPAIGN)
    assert (found.observed.value, found.usual.value, found.usual.windows, found.ratio) == (30, 10, 8, 3)


def test_a_ratio_is_only_given_over_a_usual_of_five():
    moments = spread(RELEASE, 30) + [m for week in range(1, 9) for m in spread(weeks_before(RELEASE, week), 4)]
    found = first_72_hours(Applied(moments), RELEASE, BRUSSELS, campaign=CAMPAIGN)
    assert (found.observed.value, found.usual.value, found.ratio) == (30, None, None)
    assert (found.usual.low.text, found.usual.high.text) == ("< 5", "< 5")


def test_few_applications_are_hidden():
    found = first_72_hours(Applied(spread(RELEASE, 3)), RELEASE, BRUSSELS, campaign=CAMPAIGN)
    assert (found.observed.text, found.ratio) == ("< 5", None)


def test_applications_of_which_only_the_day_is_known_are_counted_apart():
    days = [date(2026, 1, 14)] * 3 + [date(2026, 1, 17)] * 4 + [date(2026, 1, 18)]
    found = first_72_hours(Applied(spread(RELEASE, 140), days), RELEASE, BRUSSELS, campaign=CAMPAIGN)
    assert (found.observed.value, found.by_day_only.value, found.by_days) == (140, 7, False)


def test_a_window_that_is_not_over_has_no_count():
    applied = Applied(spread(RELEASE, 12), last=RELEASE + timedelta(hours=71))
    found = first_72_hours(applied, RELEASE, BRUSSELS, campaign=CAMPAIGN)
    assert found.observed.text == "–"
    assert words(found).text.startswith("The 72 hours after this release are not over")


def test_without_earlier_figures_there_is_nothing_to_compare_with():
    applied = Applied(spread(RELEASE, 12), first=RELEASE - timedelta(days=2))
    found = first_72_hours(applied, RELEASE, BRUSSELS, campaign=CAMPAIGN)
    assert (found.usual.windows, found.ratio) == (0, None)
    assert "no earlier weeks" in words(found).text


def test_the_mean_and_the_busiest_earlier_window_do_not_give_a_quiet_one_away():
    earlier = [m for week, number in ((1, 2), (2, 9)) for m in spread(weeks_before(RELEASE, week), number)]
    first = weeks_before(RELEASE, 2)
    applied = Applied([*spread(RELEASE, 30), *earlier], first=first)
    usual = first_72_hours(applied, RELEASE, BRUSSELS, campaign=CAMPAIGN).usual
    assert (usual.value, usual.windows) == (5.5, 2)
    assert (str(usual.low), str(usual.high)) == ("< 5", "≥ 5")


def days_before(release, weeks):
    """Return the four days that the 72 hours from 18:00 touch, some weeks earlier."""
    return [release.date() - timedelta(weeks=weeks) + timedelta(days=day) for day in range(4)]


@pytest.mark.parametrize(
    "release",
    [
        RELEASE,
        datetime(2026, 3, 27, 18, 0, tzinfo=BRUSSELS),
        datetime(2026, 3, 27, 23, 30, tzinfo=BRUSSELS),  # 72 hours of time end on a fifth day
        datetime(2026, 10, 23, 0, 30, tzinfo=BRUSSELS),  # and here on the third
        datetime(2026, 10, 23, 18, 0, tzinfo=BRUSSELS),
    ],
)
def test_where_only_days_are_known_whole_days_are_compared_also_when_the_clock_changes(release):
    days = days_before(release, 0) * 15 + [day for week in range(1, 9) for day in days_before(release, week) * 5]
    around = [release.date() - timedelta(days=1), release.date() + timedelta(days=4)] * 99
    found = first_72_hours(
        Applied([], days + around), release, BRUSSELS, campaign=Period(release.date(), release.date())
    )
    assert (found.by_days, found.days) == (True, 4)
    assert (found.observed.value, found.by_day_only.value, found.usual.value, found.ratio) == (60, 60, 20, 3)
    assert "on the {days} days from this release" in words(found).text


def test_earlier_weeks_that_lost_their_moments_are_compared_by_whole_days():
    earlier = [day for week in range(1, 9) for day in days_before(RELEASE, week) * 5]
    found = first_72_hours(Applied(spread(RELEASE, 44), earlier), RELEASE, BRUSSELS, campaign=CAMPAIGN)
    assert (found.by_days, found.observed.value, found.by_day_only.value, found.ratio) == (True, 44, 0, 2.2)


def test_by_whole_days_the_window_is_over_when_its_last_day_is():
    days = days_before(RELEASE, 0) * 5
    midnight = datetime(2026, 1, 18, tzinfo=BRUSSELS)
    for last, shown in ((midnight - timedelta(hours=1), "–"), (midnight, "20")):
        found = first_72_hours(Applied([], days, last=last), RELEASE, BRUSSELS, campaign=CAMPAIGN)
        assert found.observed.text == shown


def test_few_without_a_moment_cannot_be_reckoned_back_from_whole_days():
    days = [*days_before(RELEASE, 0)[:3], *(day for week in range(1, 9) for day in days_before(RELEASE, week) * 5)]
    found = first_72_hours(Applied(spread(RELEASE, 12), days), RELEASE, BRUSSELS, campaign=CAMPAIGN)
    assert (found.by_days, found.observed.value, found.by_day_only.text) == (True, 15, "< 5")


def test_what_is_usual_has_a_range():
    moments = spread(RELEASE, 70) + [m for week in range(1, 9) for m in spread(weeks_before(RELEASE, week), 22)]
    found = first_72_hours(Applied(moments), RELEASE, BRUSSELS, campaign=CAMPAIGN)
    assert (found.usual.likely.low, found.usual.likely.high, found.usual.likely.level) == (13, 33, 0.9)
    assert range_words(found).text.endswith("this is more.")


def test_a_range_that_would_give_a_small_window_away_is_not_shown():
    earlier = [m for week, number in ((1, 2), (2, 9), (3, 9)) for m in spread(weeks_before(RELEASE, week), number)]
    applied = Applied([*spread(RELEASE, 30), *earlier], first=weeks_before(RELEASE, 3))
    found = first_72_hours(applied, RELEASE, BRUSSELS, campaign=CAMPAIGN)
    assert (found.usual.windows, found.usual.likely, range_words(found)) == (3, None, None)


def test_nine_in_ten_quiet_windows_lie_within_the_range():
    random = np.random.default_rng(20260114)
    inside = 0
    for _ in range(400):
        numbers = random.negative_binomial(20, 20 / (20 + 25), size=9)
        moments = [m for week, number in enumerate(numbers) for m in spread(weeks_before(RELEASE, week), int(number))]
        found = first_72_hours(Applied(moments), RELEASE, BRUSSELS, campaign=CAMPAIGN)
        inside += found.usual.likely.low <= numbers[0] <= found.usual.likely.high
    assert 0.88 <= inside / 400 <= 0.97
