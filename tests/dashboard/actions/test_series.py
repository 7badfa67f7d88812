"""A series by hand keeps its order and its moments; a playlist keeps its order, and a release in it can be corrected."""

from datetime import UTC, date, datetime, time

import pytest

from connectors.database import schema
from connectors.database.engine import reading
from connectors.errors import Said
from dashboard.actions import series
from dashboard.actions.campaigns import NotAccepted
from dashboard.actions.moments import moment_of
from dashboard.actions.series import Episode
from dashboard.actions.standing import ChangedMeanwhile, standing_of_series
from dashboard.queries import campaigns
from tests.dashboard.actions.history import put
from tests.dashboard.actions.test_campaign_life import audits, by
from tests.dashboard.actions.test_campaigns import MINE, put_organisation, rows

ZONE = "Europe/Brussels"


def at(day, clock=time(18)):
    found = moment_of(day, clock, ZONE)
    assert isinstance(found, datetime)
    return found


@pytest.fixture
def house(sqlite_engine):
    put_organisation(sqlite_engine, is_demo=False)
    return sqlite_engine


@pytest.mark.story("R2")
@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (date(2026, 1, 14), time(18), datetime(2026, 1, 14, 17, tzinfo=UTC)),
        (date(2026, 7, 1), time(18), datetime(2026, 7, 1, 16, tzinfo=UTC)),
        (date(2026, 3, 29), time(1, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (date(2026, 3, 29), time(3), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_on_the_clock_in_brussels_is_stored_in_utc(day, clock, utc):
    assert moment_of(day, clock, ZONE) == utc


@pytest.mark.story("R2")
def test_the_hour_that_the_clock_skips_is_no_moment():
    found = moment_of(date(2026, 3, 29), time(2, 30), ZONE)
    assert isinstance(found, Said)
    assert str(found) == (
        "02:30 does not exist on 2026-03-29: the clock goes forward then. Choose an hour earlier or later."
    )


@pytest.mark.story("R2")
def test_a_series_of_eight_keeps_order_and_moments_also_without_a_video(house):
    code = series.make(by(house), "Nergens Beter 🌷")
    days = [date(2026, 1, 14), *(date(2026, month, day) for month, day in ((1, 21), (1, 28), (2, 4), (2, 11), (2, 18)))]
    days += [date(2026, 2, 25), date(2026, 3, 4)]
    for number, day in enumerate(days, 1):
        episode = Episode(f"Aflevering {number}", at(day), None if number == 3 else 100 + number)
        assert series.add(by(house), code, episode) == number
    with reading(house) as connection:
        found = campaigns.episodes(connection, MINE)
    assert found["number"].to_list() == list(range(1, 9))
    assert [each.tz_convert(ZONE).strftime("%d-%m %H:%M") for each in found["released_at"]][:2] == [
        "14-01 18:00",
        "21-01 18:00",
    ]
    assert found["content_id"].isna().to_list() == [False, False, True, *[False] * 5]
    assert audits(house).count("episode.add") == 8


@pytest.mark.story("R2")
def test_an_episode_moves_changes_its_release_and_goes(house):
    code = series.make(by(house), "Soap")
    for title in ("A", "B", "C"):
        series.add(by(house), code, Episode(title, at(date(2026, 1, 14))))
    series.add(by(house), code, Episode("Trailer"), place=1)
    series.change(by(house), code, 4, Episode("C", at(date(2026, 2, 1), time(20, 30))), place=2)
    series.remove(by(house), code, 3)
    assert rows(house, schema.episode, "number", "title", "released_at") == [
        (1, "Trailer", None),
        (2, "C", datetime(2026, 2, 1, 19, 30, tzinfo=UTC)),
        (3, "B", datetime(2026, 1, 14, 17, tzinfo=UTC)),
    ]


def test_what_is_wrong_with_a_series_is_said_and_nothing_is_stored(house):
    code = series.make(by(house), "Soap")
    series.add(by(house), code, Episode("A"))
    with reading(house) as connection:
        seen = standing_of_series(connection, MINE, code)
    series.add(by(house), code, Episode("B"), seen=seen)
    wrong = [
        (lambda: series.make(by(house), " soap "), "already"),
        (lambda: series.make(by(house), ""), "Give the series a name."),
        (lambda: series.add(by(house), code, Episode(" ")), "Give the episode a title."),
        (lambda: series.add(by(house), code, Episode("x" * 201)), "longer than 200"),
        (lambda: series.add(by(house), code, Episode("C"), place=4), "between 1 and 3"),
        (lambda: series.change(by(house), code, 0, Episode("C"), place=1), "between 1 and 2"),
        (lambda: series.remove(by(house), "gone", 1), "not there any more"),
    ]
    for action, said in wrong:
        with pytest.raises(NotAccepted, match=said):
            action()
    with pytest.raises(ChangedMeanwhile):
        series.add(by(house), code, Episode("C"), seen=seen)
    assert [title for (title,) in rows(house, schema.episode, "title")] == ["A", "B"]


def test_a_playlist_keeps_its_order_and_a_corrected_release_survives_the_next_sync(house):
    put(house, schema.series, {"series_id": "PL1", "title": "Soap", "origin": "playlist"})
    told = {"series_id": "PL1", "number": 1, "content_id": 7, "title": "A", "released_at": at(date(2026, 1, 13))}
    put(house, schema.episode, told)
    with pytest.raises(NotAccepted, match="This series is a playlist"):
        series.add(by(house), "PL1", Episode("B"))
    with pytest.raises(NotAccepted, match="not in the series"):
        series.correct_release(by(house), "PL1", 8, at(date(2026, 1, 14)))
    series.correct_release(by(house), "PL1", 7, at(date(2026, 1, 14)))
    put(house, schema.episode, told)
    with reading(house) as connection:
        assert campaigns.episodes(connection, MINE)["released_at"].to_list() == [at(date(2026, 1, 14))]


def test_a_series_of_a_campaign_is_not_removed(house):
    code = series.make(by(house), "Soap")
    put(
        house,
        schema.campaign,
        {"campaign_id": "c", "name": "C", "kind": "series", "starts_on": date(2026, 1, 1), "status": "planned"},
    )
    put(house, schema.campaign_link, {"campaign_id": "c", "kind": "series", "target": code})
    with pytest.raises(NotAccepted, match="belongs to a campaign"):
        series.remove_series(by(house), code)
    other = series.make(by(house), "Andere")
    series.remove_series(by(house), other)
    assert [each for (each,) in rows(house, schema.series, "series_id")] == [code]
