"""With an API key: the channel, its uploads in batches of 50, its series, and what is private, gone or doubled."""

from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.base import Window
from connectors.errors import SourceError
from connectors.keys import channel_key, content_key
from connectors.raw import Raw
from tests.connectors.youtube.conftest import NOW
from tests.fakes.google_world import CHANNEL, HANDLE, OTHER_CHANNEL, UPLOADS, Video

SERIES = "PLsoap"


def many(world, number):
    world.add(*(Video(f"v{n:03d}", views=n) for n in range(1, number + 1)))


@pytest.mark.parametrize("channel", [HANDLE, HANDLE.lstrip("@"), CHANNEL])
def test_a_channel_is_found_by_handle_and_by_id(place, channel):
    pulled = place.pull(channel=channel)
    assert pulled.error is None
    (row,) = pulled.rows("channel")
    assert row["channel_id"] == channel_key("nergens", "youtube", CHANNEL)
    assert (row["title"], row["auth_kind"], row["external_id"]) == ("Zorggroep Nergensland (fictief)", "key", CHANNEL)


@pytest.mark.parametrize("without_key", [True, False])
def test_an_unknown_channel_is_an_error_that_says_where_to_look(place, world, without_key):
    world.missing_items_key = without_key
    pulled = place.pull(channel="@niemand")
    assert isinstance(pulled.error, SourceError)
    assert pulled.error.code == "source.channel_not_found"
    assert "@niemand" in str(pulled.error)
    assert "[sources.youtube]" in str(pulled.error.hint)
    assert pulled.batches == []


@pytest.mark.parametrize("without_key", [True, False])
def test_a_channel_without_videos_is_no_error(place, world, without_key):
    world.missing_items_key = without_key
    pulled = place.pull()
    assert (pulled.error, pulled.rows("content"), pulled.cursors["videos"]) == (None, [], {"finished": "2026-11-21"})


def test_an_uploads_list_that_is_not_there_is_an_empty_list(place, server):
    server.fault = "no_uploads"
    pulled = place.pull()
    assert (pulled.error, pulled.rows("content"), pulled.cursors["videos"]) == (None, [], {"finished": "2026-11-21"})


def test_subscribers_are_a_level_of_the_day(place, world):
    (row,) = place.pull().rows("channel_daily")
    assert (row["followers"], row["day"], row["auth_kind"], row["ingest"]) == (4560, date(2026, 11, 21), "key", "api")
    world.subscribers = None
    (row,) = place.pull().rows("channel_daily")
    assert row["followers"] is None


def test_the_day_of_the_subscribers_is_californias(place):
    (row,) = place.pull(now=datetime(2026, 11, 22, 7, 59, tzinfo=UTC)).rows("channel_daily")
    assert row["day"] == date(2026, 11, 21)
    (row,) = place.pull(now=datetime(2026, 11, 22, 8, 0, tzinfo=UTC)).rows("channel_daily")
    assert row["day"] == date(2026, 11, 22)


def test_both_breaks_of_definition_become_events(place):
    rows = place.pull(view_definition_break=date(2026, 8, 27)).rows("event")
    assert [(row["kind"], row["day"]) for row in rows] == [
        ("definition_break", date(2025, 3, 31)),
        ("definition_break", date(2026, 8, 27)),
    ]


def test_51_videos_are_two_pages_and_two_questions_for_figures(place, server, world):
    many(world, 51)
    pulled = place.pull()
    assert len(pulled.content()) == 51
    assert [len(request.query["id"].split(",")) for request in server.asked("videos")] == [50, 1]
    assert [request.query.get("pageToken") for request in server.asked("playlistItems")] == [None, "page-50"]
    assert {request.query["playlistId"] for request in server.asked("playlistItems")} == {UPLOADS}
    assert all(batch.counters_to_days for batch in pulled.batches if batch.rows.get("content_snapshot"))


def test_one_of_fifty_that_is_not_there_is_marked_and_keeps_what_was_known(place, world):
    many(world, 50)
    world.videos["v007"].is_deleted = True
    content = place.pull().content()
    assert content["v007"]["visibility"] == "missing"
    assert "title" not in content["v007"]
    assert "published_at" not in content["v007"]
    assert [row["visibility"] for row in content.values()].count("public") == 49


def test_a_page_without_videos_in_the_middle_is_followed(place, world):
    many(world, 4)
    world.page_size = 2
    for video in ("v004", "v003"):
        world.videos[video].privacy = "private"
    pulled = place.pull()
    assert pulled.error is None
    assert {name: row["visibility"] for name, row in pulled.content().items()} == {
        "v001": "public",
        "v002": "public",
        "v003": "private",
        "v004": "private",
    }
    assert len(pulled.snapshots()) == 2


def test_hidden_likes_and_closed_comments_stay_unknown(place, world):
    world.add(Video("stil", views=88, likes=None, comments=None))
    (row,) = place.pull().rows("content_snapshot")
    assert (row["views"], row["reactions"], row["comments"], row["auth_kind"]) == (88, None, None, "key")
    assert row["observed_at"] == NOW


def test_descriptions_go_no_further_than_the_client(place, world, tmp_path):
    many(world, 1)
    place.pull(raw=Raw(save_to=tmp_path))
    saved = "".join(path.read_text() for path in tmp_path.iterdir())
    assert "Een dag op de afdeling" in saved
    assert "Met beelden" not in saved
    assert "description" not in saved


# --- Series ------------------------------------------------------------------------------------------------------------


def soap(world):
    """A playlist of five places: an episode, a private one, the first one again, a deleted one, a last one."""
    world.add(Video("deel1", title="Deel 1"), Video("deel2", title="Deel 2"))
    world.videos["geheim"] = Video("geheim", privacy="private")
    world.videos["weg"] = Video("weg", is_deleted=True)
    world.playlists[SERIES] = ["deel1", "geheim", "deel1", "weg", "deel2"]


def content_of(video, channel=CHANNEL):
    return content_key("nergens", channel_key("nergens", "youtube", channel), video)


def test_a_playlist_becomes_a_series_in_its_own_order(place, world):
    soap(world)
    pulled = place.pull(series=(SERIES,))
    (series,) = pulled.rows("series")
    assert (series["series_id"], series["title"], series["origin"]) == (SERIES, "De soap van Nergensland", "playlist")
    assert [(row["number"], row["content_id"], row["title"]) for row in pulled.rows("episode")] == [
        (1, content_of("deel1"), "Deel 1"),
        (2, content_of("geheim"), None),
        (3, content_of("weg"), None),
        (4, content_of("deel2"), "Deel 2"),
    ]
    content = pulled.content()
    assert {name: content[name]["visibility"] for name in ("deel1", "geheim", "weg")} == {
        "deel1": "public",
        "geheim": "private",
        "weg": "missing",
    }


def test_the_moment_of_release_is_that_of_the_video_and_not_of_the_playlist(place, world):
    out = datetime(2026, 3, 1, 18, tzinfo=UTC)
    world.add(Video("deel1", published_at=out), playlist=SERIES)
    (row,) = place.pull(series=(SERIES,)).rows("episode")
    assert row["released_at"] == out


def test_a_series_replaces_the_episodes_that_left_it(place, world):
    world.playlists[SERIES] = []
    pulled = place.pull(series=(SERIES,))
    (batch,) = [batch for batch in pulled.batches if batch.replaces]
    assert batch.replaces == {"episode": {"series_id": SERIES}}
    assert batch.rows["episode"] == []


def test_a_video_in_two_series_is_one_video_with_two_places(place, world):
    world.add(Video("deel1"), playlist=SERIES)
    world.playlists["PLbest"] = ["deel1"]
    pulled = place.pull(series=(SERIES, "PLbest"))
    assert [(row["series_id"], row["content_id"]) for row in pulled.rows("episode")] == [
        (SERIES, content_of("deel1")),
        ("PLbest", content_of("deel1")),
    ]
    assert list(pulled.content()) == ["deel1"]


def test_a_video_of_another_channel_brings_that_channel(place, world):
    world.videos["gast"] = Video("gast", channel=OTHER_CHANNEL)
    world.playlists[SERIES] = ["gast"]
    pulled = place.pull(series=(SERIES,))
    assert [row["external_id"] for row in pulled.rows("channel")] == [CHANNEL, OTHER_CHANNEL]
    assert pulled.content()["gast"]["content_id"] == content_of("gast", OTHER_CHANNEL)
    assert pulled.rows("episode")[0]["content_id"] == content_of("gast", OTHER_CHANNEL)


@pytest.mark.parametrize(
    ("fault", "code"),
    [("playlist_gone", "skipped.playlist_not_found"), ("playlist_private", "skipped.playlist_private")],
)
def test_a_series_that_cannot_be_read_is_a_problem_and_the_rest_goes_on(place, server, world, fault, code):
    soap(world)
    server.fault = fault
    pulled = place.pull(series=(SERIES,))
    assert pulled.error is None
    (problem,) = [batch.problem for batch in pulled.batches if batch.problem]
    assert (problem.code, SERIES in str(problem)) == (code, True)
    assert set(pulled.content()) == {"deel1", "deel2"}


# --- Going on where it stopped --------------------------------------------------------------------------------------------


def test_a_killed_run_goes_on_at_the_page_where_it_was(place, server, world):
    many(world, 6)
    world.page_size = 2
    first = place.pull(stop_after=3)
    assert first.cursors["videos"]["page_token"] == "page-4"
    server.log.clear()
    second = place.pull(cursors=first.cursors)
    assert [request.query.get("pageToken") for request in server.asked("playlistItems")] == ["page-4"]
    assert sorted([*first.content(), *second.content()]) == ["v001", "v002", "v003", "v004", "v005", "v006"]
    assert second.cursors["videos"] == {"finished": "2026-11-21"}


def test_on_another_day_the_rest_is_finished_and_a_new_pass_follows(place, server, world):
    many(world, 6)
    world.page_size = 2
    first = place.pull(stop_after=3)
    server.log.clear()
    second = place.pull(cursors=first.cursors, now=NOW + timedelta(days=1))
    tokens = [request.query.get("pageToken") for request in server.asked("playlistItems")]
    assert tokens == ["page-4", None, "page-2", "page-4"]
    assert len(second.content()) == 6


def test_asking_for_everything_begins_at_the_beginning(place, server, world):
    many(world, 6)
    world.page_size = 2
    first = place.pull(stop_after=3)
    server.log.clear()
    place.pull(cursors=first.cursors, window=Window(full=True))
    assert [request.query.get("pageToken") for request in server.asked("playlistItems")] == [None, "page-2", "page-4"]


def test_a_page_token_that_is_no_longer_known_restarts_the_list(place, server, world):
    many(world, 6)
    world.page_size = 2
    server.fault = "page_token"
    pulled = place.pull()
    assert pulled.error is None
    tokens = [request.query.get("pageToken") for request in server.asked("playlistItems")]
    assert tokens == [None, "page-2", None, "page-2", "page-4"]
    assert len(pulled.content()) == 6


def test_a_stored_page_token_that_ended_restarts_the_list(place, world):
    many(world, 2)
    cursors = {"videos": {"page_token": "page-from-long-ago", "started": "2026-11-21", "first": None, "reached": None}}
    pulled = place.pull(cursors=cursors)
    assert (pulled.error, len(pulled.content())) == (None, 2)


def test_series_that_were_done_before_a_stop_come_after_the_others(place, world):
    many(world, 1)
    for name in ("PLa", "PLb", "PLc"):
        world.playlists[name] = ["v001"]
    names = ("PLa", "PLb", "PLc")
    first = place.pull(series=names, stop_after=3)
    assert first.cursors["series"] == {"started": "2026-11-21", "done": ["PLa"]}
    same_day = place.pull(series=names, cursors=first.cursors)
    assert [row["series_id"] for row in same_day.rows("series")] == ["PLb", "PLc"]
    next_day = place.pull(series=names, cursors=first.cursors, now=NOW + timedelta(days=1))
    assert [row["series_id"] for row in next_day.rows("series")] == ["PLb", "PLc", "PLa"]


def test_saved_answers_give_the_same_rows_without_a_call_or_a_key(place, server, world, tmp_path):
    soap(world)
    server.fault = "playlist_private"
    live = place.pull(series=(SERIES,), raw=Raw(save_to=tmp_path))
    server.log.clear()
    played = place.pull(series=(SERIES,), raw=Raw(read_from=tmp_path), secrets={"other": "x"})
    assert server.log == []
    assert [batch.rows for batch in played.batches] == [batch.rows for batch in live.batches]
    assert [str(batch.problem) for batch in played.batches] == [str(batch.problem) for batch in live.batches]
