"""How far episodes are watched: one question each, new ones first, bounded; a curve replaces the one before."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from connectors.base import Window
from connectors.database import schema
from connectors.database.engine import reading
from connectors.sync import Order, run
from connectors.youtube.curves import Released, due
from tests.connectors.youtube.conftest import NOW, TODAY
from tests.connectors.youtube.test_end_to_end import configured
from tests.fakes.google_world import OTHER_CHANNEL, SERIES, Video

__all__ = ["configured"]
ACCOUNT = {"account": True, "series": [SERIES]}


def asked(server):
    reports = server.asked("reports")
    return [each.query["filters"] for each in reports if each.query["dimensions"] == "elapsedVideoTimeRatio"]


def put(world, *names, age=20, **more):
    world.add(*(Video(name, published_at=NOW - timedelta(days=age), **more) for name in names), playlist=SERIES)


def test_a_curve_has_a_row_for_each_hundredth_of_the_video(place, world, server):
    put(world, "v1")
    world.add(Video("los", per_day=5))
    world.curves = {"v1": [1.02, *[0.5] * 98, 0.33]}
    pulled = place.pull(**ACCOUNT)
    assert pulled.error is None
    rows = pulled.rows("content_retention")
    assert [(row["position"], row["watch_ratio"]) for row in rows][:2] == [(1, 1.02), (2, 0.5)]
    assert (len(rows), rows[-1]["position"], rows[-1]["watch_ratio"]) == (100, 100, 0.33)
    assert asked(server) == ["video==v1"]  # what is no episode is not asked for
    (question,) = [each for each in server.asked("reports") if "elapsedVideoTimeRatio" in each.query["dimensions"]]
    assert (question.query["startDate"], question.query["endDate"]) == ("2026-11-01", "2026-11-21")


def test_a_video_without_a_curve_is_a_note_and_keeps_what_is_stored(place, world):
    put(world, "v1", "v2")
    world.curves = {"v1": [1.0, 0.5]}
    pulled = place.pull(**ACCOUNT)
    (note,) = [note for batch in pulled.batches for note in batch.notes]
    assert (pulled.error, note.values) == (None, {"videos": 1})
    assert [batch.problem for batch in pulled.batches if batch.problem] == []
    assert len([batch for batch in pulled.batches if "content_retention" in batch.replaces]) == 1


def test_with_a_key_or_for_videos_of_others_nothing_is_asked(place, world, server):
    put(world, "v1", per_day=5)
    place.pull(series=[SERIES])
    world.videos["v1"].channel = OTHER_CHANNEL
    place.pull(**ACCOUNT)
    assert asked(server) == []


def test_an_account_that_may_not_ask_is_a_note_and_the_rest_stays(place, world, server):
    put(world, "v1", "v2", per_day=5)
    server.fault = "no_retention"
    pulled = place.pull(**ACCOUNT)
    assert pulled.error is None
    assert len(asked(server)) == 1
    assert pulled.rows("content_daily")
    assert "does not tell this account" in str([note.text for batch in pulled.batches for note in batch.notes])


@pytest.mark.parametrize("curve", [[-0.1], [0.5] * 101])
def test_a_curve_of_another_shape_is_an_error_of_the_source(place, world, curve):
    put(world, "v1")
    world.curves = {"v1": curve}
    assert place.pull(**ACCOUNT).error.code == "source.unexpected"


def test_a_run_asks_for_a_bounded_number_and_the_next_goes_on(place, world, server):
    put(world, "v1", "v2", "v3", per_day=5)
    first = place.pull(**ACCOUNT, retention_videos=2)
    place.pull(**ACCOUNT, retention_videos=2, cursors=first.cursors)
    assert asked(server) == ["video==v1", "video==v2", "video==v3"]
    place.pull(**ACCOUNT, retention_videos=0)
    assert len(asked(server)) == 3


def test_the_same_day_asks_nothing_again_unless_a_person_wants_everything(place, world, server):
    put(world, "v1", per_day=5)
    first = place.pull(**ACCOUNT)
    place.pull(**ACCOUNT, cursors=first.cursors)
    assert len(asked(server)) == 1
    place.pull(**ACCOUNT, cursors=first.cursors, window=Window(full=True))
    assert len(asked(server)) == 2


def test_new_episodes_come_first_and_settled_ones_are_left_alone():
    def out(video, ago):
        return Released(video, TODAY - timedelta(days=ago))

    listed = [
        out("old", 400),
        out("settled", 90),
        out("weekly", 30),
        out("fresh", 10),
        out("new", 4),
        out("too new", 2),
    ]
    read = {
        "settled": TODAY - timedelta(days=20),
        "weekly": TODAY - timedelta(days=7),
        "fresh": TODAY - timedelta(days=6),
    }
    assert [each.video for each in due(listed, read, TODAY, 9)] == ["new", "old", "weekly"]
    assert [each.video for each in due(listed, read, TODAY, 1)] == ["new"]


@pytest.mark.story("X6")
def test_a_later_curve_replaces_the_earlier_one_and_the_same_changes_nothing(engine, world, configured):
    put(world, "v1")
    world.curves = {"v1": [1.0, 0.8, 0.6]}
    chosen = configured(account=True, series=f'["{SERIES}"]')

    def stored():
        row = schema.content_retention.c
        with reading(engine) as connection:
            return [
                tuple(each) for each in connection.execute(select(row.position, row.watch_ratio).order_by(row.position))
            ]

    run(engine, chosen, Order(), NOW)
    assert stored() == [(1, 1.0), (2, 0.8), (3, 0.6)]
    (again,) = run(engine, chosen, Order(), NOW)
    assert again.rows_written == 0
    world.curves = {"v1": [1.0, 0.7]}
    world.now = NOW + timedelta(days=7)
    run(engine, chosen, Order(), NOW + timedelta(days=7))
    assert stored() == [(1, 1.0), (2, 0.7)]


@pytest.mark.story("M12")
def test_a_sync_leaves_what_a_person_wrote_about_a_video(engine, world, configured):
    put(world, "v1", per_day=5, title="Eerst")
    chosen = configured(account=True, series=f'["{SERIES}"]')
    run(engine, chosen, Order(), NOW)
    words = {"theme": "nacht", "department": "geriatrie", "author_role": "director"}
    with engine.begin() as connection:
        connection.execute(schema.content.update().values(words))
    world.videos["v1"].title = "Later"
    run(engine, chosen, Order(), NOW + timedelta(days=1))
    row = schema.content.c
    with reading(engine) as connection:
        query = select(row.title, row.theme, row.department, row.author_role)
        assert [tuple(each) for each in connection.execute(query)] == [("Later", *words.values())]
