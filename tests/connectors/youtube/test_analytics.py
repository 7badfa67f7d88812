"""With the owner's account: figures per day, read again while they may change; a day without a row stays away."""

from datetime import date, timedelta

import pytest

from connectors.base import Window
from connectors.errors import AuthError
from connectors.youtube import analytics, lookback
from tests.connectors.youtube.conftest import NOW
from tests.fakes.google_world import CHANNEL, OTHER_CHANNEL, START, Video

LAST = date(2026, 11, 18)


def daily(pulled):
    names = {row["content_id"]: name for name, row in pulled.content().items()}
    return {(names[row["content_id"]], row["day"]): row for row in pulled.rows("content_daily")}


def figures(views, **more):
    return {
        "views": views,
        "engagedViews": views // 2,
        "estimatedMinutesWatched": 3 * views,
        "averageViewPercentage": 41.25,
        **more,
    }


def test_a_day_of_a_video_has_its_columns(place, world):
    world.add(Video("v1"))
    world.days = {("v1", LAST): figures(80, likes=-1, comments=2, shares=1, subscribersGained=3)}
    pulled = place.pull(account=True)
    assert pulled.error is None
    (row,) = pulled.rows("content_daily")
    assert {name: row[name] for name in ("views", "engaged_views", "watch_minutes", "average_view_share")} == {
        "views": 80,
        "engaged_views": 40,
        "watch_minutes": 240.0,
        "average_view_share": 0.4125,
    }
    assert (row["reactions"], row["comments"], row["shares"], row["followers_gained"]) == (-1, 2, 1, 3)
    assert (row["day"], row["day_zone"], row["ingest"], row["auth_kind"]) == (
        LAST,
        "America/Los_Angeles",
        "api",
        "owner",
    )


def test_days_without_a_row_are_not_zero(place, world):
    world.add(Video("v1"))
    world.days = {("v1", LAST): figures(80), ("v1", LAST - timedelta(days=3)): figures(5)}
    assert sorted(row["day"] for row in place.pull(account=True).rows("content_daily")) == [
        LAST - timedelta(days=3),
        LAST,
    ]


def test_a_channel_without_figures_gives_no_days_and_no_end(place, world):
    world.add(Video("v1"))
    world.days = {}
    pulled = place.pull(account=True)
    assert (pulled.error, pulled.rows("content_daily"), "analytics_channel" in pulled.cursors) == (None, [], False)
    assert [batch.until for batch in pulled.batches if batch.stream.startswith("analytics")] == [None]


def test_the_channel_has_its_own_days_with_subscribers_lost(place, world):
    world.add(Video("v1"), Video("v2"))
    world.days = {("v1", LAST): figures(80, subscribersLost=1), ("v2", LAST): figures(5, subscribersLost=1)}
    rows = place.pull(account=True).rows("channel_daily", "analytics_channel")
    assert [(row["day"], row["views"], row["followers_lost"]) for row in rows] == [(LAST, 85, 2)]
    assert "followers" not in rows[0]


def test_with_an_account_counters_are_kept_and_not_made_into_days(place, world):
    world.add(Video("v1", views=9))
    pulled = place.pull(account=True)
    assert [row["auth_kind"] for row in pulled.rows("content_snapshot")] == ["owner"]
    assert not any(batch.counters_to_days for batch in pulled.batches)


def test_youtube_itself_tells_which_videos_are_shorts(place, world):
    world.add(Video("kort", per_day=5, is_short=True), Video("lang", per_day=5), Video("stil"))
    content = place.pull(account=True).content()
    assert {name: (row.get("kind"), row.get("format_source")) for name, row in content.items()} == {
        "kort": ("short", "platform"),
        "lang": ("video", "platform"),
        "stil": (None, None),
    }


def test_kinds_are_read_in_every_spelling():
    listed = [
        {"video": "a", "creatorContentType": "SHORTS"},
        {"video": "b", "creatorContentType": "VIDEO_ON_DEMAND"},
        {"video": "c", "creatorContentType": "videoOnDemand"},
        {"video": "c", "creatorContentType": "LIVE_STREAM"},
        {"video": "d", "creatorContentType": "SOMETHING_NEW"},
    ]
    assert analytics.formats(listed) == {"a": "short", "b": "video", "c": "live"}


# --- Which days ---------------------------------------------------------------------------------------------------------


def asked_days(server, dimensions="day"):
    return [
        (request.query["startDate"], request.query["endDate"])
        for request in server.asked("reports")
        if request.query["dimensions"] == dimensions
    ]


def test_the_first_run_begins_with_the_channel(place, server):
    place.pull(account=True)
    assert asked_days(server) == [("2025-01-06", "2026-11-21")]


def test_the_first_run_goes_back_no_further_than_set(place, server):
    place.pull(account=True, history_days=30)
    assert asked_days(server) == [("2026-10-22", "2026-11-21")]


def test_since_in_the_settings_is_the_first_day_of_the_first_run(place, server):
    place.pull(account=True, since=date(2026, 11, 1), history_days=3)
    assert asked_days(server) == [("2026-11-01", "2026-11-21")]


def test_the_next_run_reads_the_last_days_again(place, server, world):
    world.add(Video("v1", per_day=10))
    first = place.pull(account=True)
    assert first.cursors["analytics_channel"] == {"until": "2026-11-18"}
    assert first.cursors["analytics_videos"] == {"until": "2026-11-18"}
    server.log.clear()
    world.now = NOW + timedelta(days=1)
    second = place.pull(account=True, now=world.now, cursors=first.cursors)
    assert asked_days(server) == [("2026-11-12", "2026-11-22")]
    assert asked_days(server, "day,video") == [("2026-11-12", "2026-11-22")]
    assert second.cursors["analytics_videos"] == {"until": "2026-11-19"}


def test_days_that_no_later_run_reads_again_are_final(place, world):
    world.add(Video("v1", per_day=10))
    pulled = place.pull(account=True)
    final = {row["day"] for row in pulled.rows("content_daily") if row["is_final"]}
    still_open = {row["day"] for row in pulled.rows("content_daily") if not row["is_final"]}
    assert (max(final), min(still_open), max(still_open)) == (date(2026, 11, 11), date(2026, 11, 12), LAST)
    assert {batch.until for batch in pulled.batches if batch.stream == "analytics_videos"} == {LAST}


def test_days_that_a_person_asks_for_do_not_move_what_is_known_backwards(place, server, world):
    world.add(Video("v1", per_day=10))
    first = place.pull(account=True)
    server.log.clear()
    window = Window(since=date(2026, 2, 1), until=date(2026, 2, 28))
    second = place.pull(account=True, cursors=first.cursors, window=window)
    assert asked_days(server) == [("2026-02-01", "2026-02-28")]
    assert second.cursors["analytics_channel"] == {"until": "2026-11-18"}
    assert second.cursors["analytics_videos"] == {"until": "2026-11-18"}


@pytest.mark.parametrize(
    ("known", "first", "reached", "expected"),
    [
        (None, date(2026, 1, 1), None, None),
        (None, date(2026, 1, 1), date(2026, 1, 9), date(2026, 1, 9)),
        (date(2026, 1, 5), date(2026, 1, 1), date(2026, 1, 9), date(2026, 1, 9)),
        (date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 9), date(2026, 1, 9)),
        (date(2026, 1, 5), date(2026, 1, 7), date(2026, 1, 9), date(2026, 1, 5)),
        (date(2026, 1, 5), date(2026, 1, 1), date(2026, 1, 3), date(2026, 1, 5)),
    ],
)
def test_a_gap_is_never_jumped_over(known, first, reached, expected):
    assert lookback.advanced(known, first, reached) == expected


def test_windows_of_days_touch_and_do_not_overlap():
    assert list(lookback.windows(date(2026, 1, 1), date(2026, 6, 29))) == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 29)),
    ]
    assert list(lookback.windows(date(2026, 1, 2), date(2026, 1, 1))) == []


@pytest.mark.parametrize(
    ("now", "today"), [("2026-03-09T06:30:00+00:00", "2026-03-08"), ("2026-11-02T07:30:00+00:00", "2026-11-01")]
)
def test_the_days_of_the_clock_change_are_californias(place, server, now, today):
    moment = NOW.fromisoformat(now)
    place.pull(account=True, now=moment)
    assert asked_days(server) == [("2025-01-06", today)]


# --- Several videos a question --------------------------------------------------------------------------------------------


def test_videos_are_asked_fifty_at_a_time(place, server, world):
    world.add(*(Video(f"v{n:03d}", published_at=NOW - timedelta(days=20), per_day=2) for n in range(51)))
    pulled = place.pull(account=True)
    asked = [r.query["filters"].count(",") + 1 for r in server.asked("reports") if r.query["dimensions"] == "day,video"]
    assert asked == [50, 1]
    assert len(daily(pulled)) == 51 * 18


def test_where_several_videos_are_refused_each_is_asked_alone(place, server, world):
    world.add(*(Video(f"v{n}", per_day=n) for n in range(1, 4)))
    expected = daily(place.pull(account=True))
    server.fault = "one_video_only"
    server.log.clear()
    pulled = place.pull(account=True)
    assert pulled.error is None
    assert daily(pulled) == expected
    alone = [
        r.query["filters"] for r in server.asked("reports") if r.query.get("filters") and r.query["dimensions"] == "day"
    ]
    assert alone == ["video==v3", "video==v2", "video==v1"]


def test_days_that_do_not_add_up_are_asked_video_by_video(place, world, monkeypatch):
    import tests.fakes.google_world as told

    world.add(Video("v1", per_day=4), Video("v2", per_day=4))
    whole = told.report

    def shortened(world, dimensions, *more):
        answer = whole(world, dimensions, *more)
        if list(dimensions) == ["day", "video"]:
            answer["rows"] = answer["rows"][:-1]
        return answer

    monkeypatch.setattr(told, "report", shortened)
    found = daily(place.pull(account=True, since=date(2026, 11, 10)))
    assert sum(row["views"] for row in found.values()) == 2 * 4 * 9


def test_a_video_of_which_nothing_came_out_yet_is_not_asked(place, server, world):
    world.add(Video("straks", broadcast="upcoming", live={"scheduledStartTime": "2026-12-01T17:00:00Z"}))
    pulled = place.pull(account=True)
    assert pulled.error is None
    assert [r.query["dimensions"] for r in server.asked("reports")] == ["day", "video,creatorContentType"]


# --- Whose account --------------------------------------------------------------------------------------------------------


def test_the_channel_is_named_in_every_question(place, server, world):
    world.add(Video("v1", per_day=1))
    place.pull(account=True)
    assert {request.query["ids"] for request in server.asked("reports")} == {f"channel=={CHANNEL}"}
    assert START.date() == date(2025, 1, 6)


def test_an_account_that_does_not_own_the_channel_is_refused_before_anything_is_kept(place, world):
    world.tells_mine = OTHER_CHANNEL
    pulled = place.pull(account=True)
    assert isinstance(pulled.error, AuthError)
    assert (pulled.error.code, pulled.batches) == ("auth.not_owner", [])


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("scopes", "auth.scopes"),
        ("not_yours", "auth.forbidden"),
        ("revoked", "auth.revoked"),
        ("wrong_client", "auth.client"),
    ],
)
def test_an_account_that_may_not_is_an_error_to_act_on(place, server, fault, code):
    server.fault = fault
    pulled = place.pull(account=True)
    assert isinstance(pulled.error, AuthError)
    assert pulled.error.code == code
    assert str(pulled.error.hint)


def test_a_token_server_that_is_busy_is_not_taken_for_a_withdrawn_account(place, server):
    server.fault = "token_server"
    assert place.pull(account=True).error.code == "unavailable.token"


def test_a_token_that_ended_is_renewed_and_the_question_asked_again(place, server, world):
    world.add(Video("v1"))
    server.fault = "unauthorised_once"
    pulled = place.pull(account=True)
    assert pulled.error is None
    assert len(server.asked("token")) == 2
    assert place.ledger.used["default", date(2026, 11, 21)] == len(
        [r for r in server.log if r.path.startswith("/youtube")]
    )


def test_a_run_that_stopped_in_the_middle_loses_no_days(place, server, world):
    world.add(*(Video(f"v{n}", per_day=n + 1) for n in range(4)))
    world.page_size = 2
    since = date(2026, 11, 1)
    whole = daily(place.pull(account=True, since=since))
    first = place.pull(account=True, since=since, stop_after=5)
    assert first.cursors["videos"]["page_token"] == "page-2"
    assert "analytics_videos" not in first.cursors
    server.log.clear()
    second = place.pull(account=True, since=since, cursors=first.cursors)
    assert asked_days(server) == [("2026-11-12", "2026-11-21")]
    assert asked_days(server, "day,video") == [("2026-11-01", "2026-11-21")]
    assert {**daily(first), **daily(second)}.keys() == whole.keys()
    assert second.cursors["analytics_videos"] == {"until": "2026-11-18"}
