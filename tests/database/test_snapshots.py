"""Counters become days: the days add up to what the counter grew, and nothing is invented where nothing was read."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.database.key_read import forget_key_read
from connectors.database.snapshots import Snapshot, days, difference

ZONE = "Europe/Brussels"
ITEM = 42
CHANNEL = 7


def at(day: int, hour: int = 12, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZoneInfo(ZONE))


def shot(moment: datetime, views: int | None, **more) -> Snapshot:
    return Snapshot(moment, {"views": views, **more})


def views(snapshots, published_at=None, zone=ZONE):
    return {row["day"].isoformat(): row["views"] for row in days(snapshots, published_at, zone)}


def test_a_counter_read_at_noon_is_shared_over_two_days_by_the_hours():
    assert views([shot(at(3), 100), shot(at(4), 148)]) == {"2026-03-03": 24, "2026-03-04": 24}


def test_the_running_total_is_rounded_so_that_days_add_up():
    assert views([shot(at(3, 0), 0), shot(at(3, 16), 1), shot(at(4, 16), 4)]) == {"2026-03-03": 2, "2026-03-04": 2}


def test_an_item_that_came_out_a_day_before_the_first_reading_began_at_zero():
    found = days([shot(at(4), 60)], at(3), ZONE)
    assert [(row["day"], row["views"], row["is_final"]) for row in found] == [
        (date(2026, 3, 3), 30, True),
        (date(2026, 3, 4), 30, False),
    ]


def test_before_the_first_reading_of_an_older_item_nothing_is_invented():
    assert views([shot(at(4), 60)], at(1)) == {}
    assert views([shot(at(4), 60), shot(at(4, 18), 63)], at(1)) == {"2026-03-04": 3}


def test_a_gap_of_more_than_36_hours_is_spread_and_says_so():
    found = days([shot(at(2, 0), 0), shot(at(3, 0), 10), shot(at(6, 0), 40)], None, ZONE)
    assert [(row["day"].day, row["views"], row["quality"]) for row in found] == [
        (2, 10, "reported"),
        (3, 10, "spread"),
        (4, 10, "spread"),
        (5, 10, "spread"),
    ]


def test_36_hours_is_not_yet_a_gap():
    assert {row["quality"] for row in days([shot(at(2, 0), 0), shot(at(3, 12), 36)], None, ZONE)} == {"reported"}
    later = at(3, 12) + timedelta(microseconds=1)
    assert {row["quality"] for row in days([shot(at(2, 0), 0), shot(later, 36)], None, ZONE)} == {"spread"}


def test_a_counter_that_shrinks_is_a_marked_correction_on_the_day_it_was_seen():
    found = days([shot(at(2), 100), shot(at(3), 124), shot(at(4), 94), shot(at(5), 118)], None, ZONE)
    assert [(row["day"].day, row["views"], row["quality"]) for row in found] == [
        (2, 12, "reported"),
        (3, 12, "reported"),
        (4, -18, "correction"),
        (5, 12, "reported"),
    ]
    assert sum(row["views"] for row in found) == 118 - 100


def test_a_correction_seen_at_midnight_belongs_to_the_day_that_ended():
    found = days([shot(at(3, 6), 50), shot(at(4, 0), 20)], None, ZONE)
    assert [(row["day"].day, row["views"], row["is_final"]) for row in found] == [(3, -30, True)]


def test_a_metric_that_was_not_told_stays_unknown_and_is_not_bridged():
    found = days(
        [
            shot(at(2, 0), 0, reactions=5),
            shot(at(3, 0), 24, reactions=None),
            shot(at(4, 0), 48, reactions=9),
            shot(at(5, 0), 72, reactions=12),
        ],
        None,
        ZONE,
    )
    assert [(row["day"].day, row["views"], row["reactions"], row["comments"]) for row in found] == [
        (2, 24, None, None),
        (3, 24, None, None),
        (4, 24, 3, None),
    ]


def test_a_premiere_without_counters_before_its_start_begins_at_zero_then():
    found = views([shot(at(2), None), shot(at(3), None), shot(at(4), 18)], at(3, 18))
    assert found == {"2026-03-03": 6, "2026-03-04": 12}


def test_the_day_of_the_last_reading_is_not_final_and_the_one_before_is():
    found = days([shot(at(2), 0), shot(at(3), 10), shot(at(4), 20)], None, ZONE)
    assert [(row["day"].day, row["is_final"]) for row in found] == [(2, True), (3, True), (4, False)]


def test_days_of_23_and_25_hours_are_cut_at_their_own_midnights():
    short = [
        shot(datetime(2026, 3, 28, 12, tzinfo=ZoneInfo(ZONE)), 0),
        shot(datetime(2026, 3, 29, 12, tzinfo=ZoneInfo(ZONE)), 23),
    ]
    assert views(short) == {"2026-03-28": 12, "2026-03-29": 11}
    pacific = "America/Los_Angeles"
    long = [
        shot(datetime(2026, 11, 1, 0, tzinfo=ZoneInfo(pacific)), 0),
        shot(datetime(2026, 11, 2, 0, tzinfo=ZoneInfo(pacific)), 25),
    ]
    assert views(long, zone=pacific) == {"2026-11-01": 25}


def test_a_day_is_key_read_when_any_part_of_it_is():
    snapshots = [Snapshot(at(n), {"views": n}, kind) for n, kind in ((2, "owner"), (3, "owner"), (4, "key"))]
    assert [row["auth_kind"] for row in days(snapshots, None, ZONE)] == ["owner", "key", "key"]


@given(st.lists(st.tuples(st.integers(1, 5000), st.one_of(st.none(), st.integers(0, 10**12))), min_size=2, max_size=30))
def test_days_add_up_to_the_counter_whatever_was_read(steps):
    moment, snapshots = at(1), []
    for minutes, value in steps:
        moment += timedelta(minutes=minutes)
        snapshots.append(shot(moment, value))
    grown = sum(
        after.counters["views"] - before.counters["views"]
        for before, after in pairwise(snapshots)
        if before.counters["views"] is not None and after.counters["views"] is not None
    )
    found = days(snapshots, None, ZONE)
    assert sum(row["views"] for row in found) == grown
    assert all(row["views"] >= 0 or row["quality"] == "correction" for row in found)


# --- On the database ---------------------------------------------------------------------------------------------------


def lay_out(connection, organisation, published_at=None, item=ITEM, auth_kind="key"):
    own = {"organisation_id": organisation.id}
    channel = {
        "channel_id": CHANNEL,
        "platform": "youtube",
        "external_id": "UC7",
        "title": "Nergens",
        "auth_kind": auth_kind,
    }
    store.upsert(connection, schema.channel, [{**own, **channel}], run_id=1)
    video = {
        "content_id": item,
        "channel_id": CHANNEL,
        "external_id": f"v{item}",
        "kind": "video",
        "title": "Aflevering 1",
        "published_at": published_at,
        "auth_kind": auth_kind,
        "observed_at": at(1),
    }
    store.upsert(connection, schema.content, [{**own, **video}], run_id=1)


def read(connection, organisation, *readings, item=ITEM, auth_kind="key"):
    rows = [
        {
            "organisation_id": organisation.id,
            "content_id": item,
            "observed_at": moment,
            "views": count,
            "ingest": "api",
            "auth_kind": auth_kind,
        }
        for moment, count in readings
    ]
    store.upsert(connection, schema.content_snapshot, rows, run_id=1)


def stored(engine, item=ITEM):
    fact = schema.content_daily.c
    query = select(fact.day, fact.views, fact.quality, fact.is_final, fact.ingest).where(fact.content_id == item)
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(query.order_by(fact.day))]


def total(engine, table):
    with reading(engine) as connection:
        return connection.execute(select(func.sum(table.c.views))).scalar_one()


def test_stored_counters_become_days_in_the_zone_of_the_organisation(engine, organisation):
    with writing(engine) as connection:
        lay_out(connection, organisation)
        read(connection, organisation, (at(2, 0), 0), (at(3, 0), 24), (at(3, 12), 36))
        written = difference(connection, organisation, [ITEM], 1, at(3, 12))
    assert (written.inserted, written.changed) == (2, 0)
    assert stored(engine) == [
        (date(2026, 3, 2), 24, "reported", True, "snapshot"),
        (date(2026, 3, 3), 12, "reported", False, "snapshot"),
    ]
    with reading(engine) as connection:
        row = connection.execute(select(schema.content_daily)).mappings().first()
    assert (row["day_zone"], row["auth_kind"], row["reactions"]) == (ZONE, "key", None)
    assert total(engine, schema.metadata.tables["content_week"]) == 36


def test_the_same_counters_twice_change_nothing(engine, organisation):
    with writing(engine) as connection:
        lay_out(connection, organisation)
        read(connection, organisation, (at(2), 0), (at(3), 24), (at(4), 40))
        difference(connection, organisation, [ITEM, ITEM], 1, at(4))
        again = difference(connection, organisation, [ITEM], 2, at(5))
    assert again.written == 0
    assert sum(row[1] for row in stored(engine)) == 40


def test_a_later_reading_completes_the_day_that_was_in_progress(engine, organisation):
    with writing(engine) as connection:
        lay_out(connection, organisation)
        read(connection, organisation, (at(2, 0), 0), (at(2, 12), 12))
        difference(connection, organisation, [ITEM], 1, at(2, 12))
        read(connection, organisation, (at(3, 12), 36))
        difference(connection, organisation, [ITEM], 2, at(3, 12))
    assert [row[1:4] for row in stored(engine)] == [(24, "reported", True), (12, "reported", False)]


def test_a_day_that_another_source_told_is_left_alone(engine, organisation):
    told = {
        "organisation_id": organisation.id,
        "content_id": ITEM,
        "day": date(2026, 3, 3),
        "views": 500,
        "day_zone": "America/Los_Angeles",
        "ingest": "api",
        "auth_kind": "owner",
        "is_final": True,
        "observed_at": at(4),
    }
    with writing(engine) as connection:
        lay_out(connection, organisation)
        store.upsert(connection, schema.content_daily, [told], run_id=1)
        read(connection, organisation, (at(2, 0), 0), (at(3, 0), 10), (at(4, 0), 20), (at(4, 12), 25))
        difference(connection, organisation, [ITEM], 1, at(4, 12))
    assert [(row[0].day, row[1], row[4]) for row in stored(engine)] == [
        (2, 10, "snapshot"),
        (3, 500, "api"),
        (4, 5, "snapshot"),
    ]


def test_publication_within_36_hours_is_read_from_the_item(engine, organisation):
    with writing(engine) as connection:
        lay_out(connection, organisation, published_at=at(2, 0))
        read(connection, organisation, (at(3, 0), 24))
        difference(connection, organisation, [ITEM], 1, at(3, 0))
    assert stored(engine) == [(date(2026, 3, 2), 24, "reported", True, "snapshot")]


def test_a_reading_later_than_now_is_not_used(engine, organisation):
    with writing(engine) as connection:
        lay_out(connection, organisation)
        read(connection, organisation, (at(2, 0), 0), (at(3, 0), 24), (at(4, 0), 90))
        difference(connection, organisation, [ITEM], 1, at(3, 0))
    assert [row[1] for row in stored(engine)] == [24]


def test_nothing_to_difference_writes_nothing(engine, organisation):
    with writing(engine) as connection:
        assert difference(connection, organisation, [], 1, at(3)).written == 0
        assert difference(connection, organisation, [ITEM], 1, at(3)).written == 0


# --- Key-read figures are kept for a time --------------------------------------------------------------------------------


def test_key_read_figures_go_after_their_time_and_the_sums_follow(engine, organisation):
    readings = [(at(day), 24 * day) for day in range(1, 11)]
    with writing(engine) as connection:
        lay_out(connection, organisation)
        read(connection, organisation, *readings)
        difference(connection, organisation, [ITEM], 1, at(10))
    assert total(engine, schema.metadata.tables["content_month"]) == 216
    with writing(engine) as connection:
        removed = forget_key_read(connection, organisation.id, "youtube", date(2026, 3, 6))
    assert removed == 10  # five counters and five days
    assert [(row[0].day, row[1]) for row in stored(engine)] == [(6, 24), (7, 24), (8, 24), (9, 24), (10, 12)]
    assert total(engine, schema.metadata.tables["content_month"]) == 108


def test_a_day_of_which_a_part_was_forgotten_keeps_its_figure(engine, organisation):
    with writing(engine) as connection:
        lay_out(connection, organisation)
        read(connection, organisation, *[(at(day), 24 * day) for day in range(1, 11)])
        difference(connection, organisation, [ITEM], 1, at(10))
        forget_key_read(connection, organisation.id, "youtube", date(2026, 3, 6))
        read(connection, organisation, (at(11), 264))
        difference(connection, organisation, [ITEM], 2, at(11))
    assert [(row[0].day, row[1]) for row in stored(engine)] == [(6, 24), (7, 24), (8, 24), (9, 24), (10, 24), (11, 12)]


def test_what_the_owner_or_a_file_brought_stays(engine, organisation):
    with writing(engine) as connection:
        lay_out(connection, organisation, auth_kind="owner")
        read(connection, organisation, (at(1), 5), (at(2), 9), auth_kind="owner")
        difference(connection, organisation, [ITEM], 1, at(2))
        assert forget_key_read(connection, organisation.id, "youtube", date(2026, 3, 30)) == 0
        assert forget_key_read(connection, organisation.id, "linkedin", date(2026, 3, 30)) == 0
    assert [row[1] for row in stored(engine)] == [2, 2]


def test_another_organisation_keeps_its_key_read_figures(engine, organisation):
    with writing(engine) as connection:
        lay_out(connection, organisation)
        read(connection, organisation, (at(1), 5), (at(2), 9))
        difference(connection, organisation, [ITEM], 1, at(2))
        assert forget_key_read(connection, "elders", "youtube", date(2026, 3, 30)) == 0


@pytest.mark.parametrize(("last_read", "title"), [(at(1), None), (at(9), "Aflevering 1")])
def test_a_key_read_title_goes_unless_it_was_read_again(engine, organisation, last_read, title):
    own = {"organisation_id": organisation.id}
    with writing(engine) as connection:
        lay_out(connection, organisation)
        read(connection, organisation, (last_read, 5))
        store.upsert(
            connection, schema.series, [{**own, "series_id": "PL1", "title": "Soap", "origin": "playlist"}], run_id=1
        )
        episode = {"series_id": "PL1", "number": 1, "content_id": ITEM, "title": "Aflevering 1"}
        store.upsert(connection, schema.episode, [{**own, **episode}], run_id=1)
        forget_key_read(connection, organisation.id, "youtube", date(2026, 1, 1), titles_before=date(2026, 3, 6))
        assert connection.execute(select(schema.content.c.title)).scalar_one() == title
        assert connection.execute(select(schema.episode.c.title)).scalar_one() == title
        assert connection.execute(select(schema.content.c.url, schema.content.c.external_id)).one() == (None, "v42")


def test_channel_days_of_another_platform_stay(engine, organisation):
    own = {"organisation_id": organisation.id}
    fact = {
        "day": date(2026, 1, 1),
        "followers": 10,
        "day_zone": "UTC",
        "ingest": "api",
        "auth_kind": "key",
        "is_final": True,
    }
    with writing(engine) as connection:
        lay_out(connection, organisation)
        other = {"channel_id": 8, "platform": "linkedin", "external_id": "p8"}
        store.upsert(connection, schema.channel, [{**own, **other}], run_id=1)
        rows = [
            {**own, **fact, "channel_id": number, "observed_at": datetime(2026, 1, 1, tzinfo=UTC)} for number in (7, 8)
        ]
        store.upsert(connection, schema.channel_daily, rows, run_id=1)
        assert forget_key_read(connection, organisation.id, "youtube", date(2026, 2, 1)) == 1
        assert connection.execute(select(schema.channel_daily.c.channel_id)).scalars().all() == [8]
