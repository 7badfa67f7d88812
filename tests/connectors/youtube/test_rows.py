"""Answers become rows: durations, moments, hidden counters, places in a playlist."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.youtube import rows
from tests.fakes.google_world import CHANNEL, OTHER_CHANNEL

READER = rows.Reader("nergens", CHANNEL, is_owner=False, now=datetime(2026, 11, 21, 12, tzinfo=UTC))
OWNER = rows.Reader("nergens", CHANNEL, is_owner=True, now=READER.now)


def video(**parts):
    snippet = {
        "channelId": CHANNEL,
        "title": "Titel",
        "publishedAt": "2026-02-01T09:00:00Z",
        **parts.pop("snippet", {}),
    }
    return {"id": "v1", "snippet": snippet, **parts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT49S", 49),
        ("PT12M5S", 725),
        ("PT1H2M3S", 3723),
        ("P1DT2H3M4S", 93784),
        ("P1W", 604800),
        ("P0D", None),
        ("PT0S", None),
        ("", None),
        (None, None),
        ("twaalf minuten", None),
    ],
)
def test_durations_count_days_and_nothing_is_no_zero(text, expected):
    assert rows.seconds(text) == expected


@given(st.integers(1, 400 * 86400))
def test_every_duration_comes_back_in_seconds(total):
    minutes, second = divmod(total, 60)
    hours, minute = divmod(minutes, 60)
    day, hour = divmod(hours, 24)
    assert rows.seconds(f"P{day}DT{hour}H{minute}M{second}S") == total


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-01T09:00:00Z", datetime(2026, 2, 1, 9, tzinfo=UTC)),
        ("2007-08-23T00:34:43.000Z", datetime(2007, 8, 23, 0, 34, 43, tzinfo=UTC)),
        ("2025-09-08T18:49:42.012416Z", datetime(2025, 9, 8, 18, 49, 42, 12416, tzinfo=UTC)),
        ("2026-02-01T10:00:00+01:00", datetime(2026, 2, 1, 9, tzinfo=UTC)),
        ("", None),
        (None, None),
    ],
)
def test_all_forms_of_a_moment_are_read(text, expected):
    assert rows.moment(text) == expected


def test_hidden_likes_and_closed_comments_are_unknown_and_not_zero():
    hidden = rows.snapshot_row(READER, video(statistics={"viewCount": "999999999999"}))
    assert (hidden["views"], hidden["reactions"], hidden["comments"]) == (999999999999, None, None)
    zero = rows.snapshot_row(READER, video(statistics={"viewCount": "1", "likeCount": "0", "commentCount": "0"}))
    assert (zero["reactions"], zero["comments"]) == (0, 0)


def test_without_analytics_nothing_tells_a_short_from_a_video():
    row = rows.video_row(READER, video(contentDetails={"duration": "PT49S"}), {})
    assert row["duration_s"] == 49
    assert not {"kind", "format_source"} & set(row)  # what was known before stays, and at first it is a video
    told = rows.video_row(READER, video(contentDetails={"duration": "PT49S"}), {"v1": "short"})
    assert (told["kind"], told["format_source"]) == ("short", "platform")


def test_a_premiere_to_come_has_no_publication_and_no_counters_yet():
    coming = video(
        snippet={"liveBroadcastContent": "upcoming"},
        status={"uploadStatus": "processed", "privacyStatus": "public"},
        liveStreamingDetails={"scheduledStartTime": "2026-12-01T17:00:00Z"},
        statistics={"viewCount": "0", "likeCount": "3"},
    )
    row = rows.video_row(READER, coming, {})
    assert (row.get("kind"), row["published_at"], rows.released(coming)) == (
        None,
        None,
        datetime(2026, 12, 1, 17, tzinfo=UTC),
    )
    snapshot = rows.snapshot_row(READER, coming)
    assert (snapshot["views"], snapshot["reactions"]) == (None, None)


def test_a_live_stream_is_live_from_its_start():
    running = video(
        snippet={"liveBroadcastContent": "live"},
        contentDetails={"duration": "P0D"},
        liveStreamingDetails={"actualStartTime": "2026-02-05T09:00:11Z", "scheduledStartTime": "2026-02-05T09:00:00Z"},
    )
    row = rows.video_row(READER, running, {})
    assert (row["kind"], row["duration_s"]) == ("live", None)
    assert row["published_at"] == datetime(2026, 2, 5, 9, 0, 11, tzinfo=UTC)


def test_titles_keep_their_signs_and_lose_what_no_database_takes():
    assert rows.clean("Zorg 💙 \u202bעברית\u202c") == "Zorg 💙 \u202bעברית\u202c"
    assert rows.clean("a\x00b\ud83dc\n") == "a b c"
    assert rows.clean("") is None


def test_what_belongs_to_another_channel_is_key_read_even_with_an_account():
    row = rows.video_row(OWNER, video(snippet={"channelId": OTHER_CHANNEL}), {})
    assert (OWNER.auth_kind(CHANNEL), row["auth_kind"]) == ("owner", "key")


def test_hidden_subscribers_are_unknown():
    found = {"id": CHANNEL, "statistics": {"viewCount": "10", "hiddenSubscriberCount": True, "subscriberCount": "0"}}
    row = rows.followers_row(READER, found)
    assert (row["followers"], row["day"], row["day_zone"]) == (None, date(2026, 11, 21), "America/Los_Angeles")


def test_breaks_are_events_with_the_day_as_configured():
    shorts, everything = rows.break_rows(date(2026, 8, 27))
    assert (shorts["kind"], shorts["day"], shorts["platform"], shorts["metric"]) == (
        "definition_break",
        date(2025, 3, 31),
        "youtube",
        "views",
    )
    assert everything["day"] == date(2026, 8, 27)
