"""The rankings of the page about content, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from dashboard.queries.content_page import has_content, rankings, side_by_side

FIRST = date(2026, 1, 1)
TODAY = date(2026, 7, 1)
ZONE = "Europe/Brussels"


def put(engine, table, *rows):
    whole = [{**dict.fromkeys(table.c.keys()), "organisation_id": "nergens", **row} for row in rows]
    with writing(engine) as connection:
        store.upsert(connection, table, whole, run_id=1)


@pytest.fixture
def ask(engine):
    def run(query, *arguments):
        with reading(engine) as connection:
            return query(connection, "nergens", *arguments)

    return run


def fill(engine, platforms, themes, number=8):
    """Write posts of two days of views, 28 days apart, for each platform and theme."""
    at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for place, platform in enumerate(platforms, start=1):
        put(engine, schema.channel, {"channel_id": place, "platform": platform, "external_id": platform})
        for theme in themes:
            ids = [place * 1000 + themes.index(theme) * 100 + i for i in range(number)]
            common = {"channel_id": place, "kind": "video", "theme": theme, "published_at": at, "title": "x"}
            put(engine, schema.content, *({"content_id": i, "external_id": str(i), **common} for i in ids))
            facts = {"day_zone": "UTC", "ingest": "api", "quality": "reported", "is_final": True, "observed_at": at}
            days = (FIRST, FIRST + timedelta(days=27 + place))
            put(
                engine,
                schema.content_daily,
                *({"content_id": i, "day": d, "views": 9, **facts} for i in ids for d in days),
            )


def test_each_platform_has_its_own_ranking_with_the_last_day_of_its_figures(engine, ask):
    fill(engine, ["facebook", "youtube"], ["house", "serie"])
    found = ask(rankings, "views", "theme", TODAY, ZONE)
    assert [(each.platform, each.until) for each in found] == [
        ("facebook", FIRST + timedelta(days=28)),
        ("youtube", FIRST + timedelta(days=29)),
    ]
    assert all(each.shown is each.per_post for each in found)  # no hour is written down


def test_a_ranking_is_per_hour_as_soon_as_two_groups_have_their_hours(engine, ask):
    fill(engine, ["youtube"], ["house", "serie"])
    campaign = {"kind": "video", "starts_on": FIRST, "ends_on": FIRST, "status": "closed"}
    line = {"line": 1, "label": "x", "cash": 0.0, "hours": 16.0, "hour_rate": 39.0, "currency": "EUR"}
    for name, first in (("house", 1000), ("serie", 1100)):
        (before,) = ask(rankings, "views", "theme", TODAY, ZONE)
        assert before.shown is before.per_post
        put(engine, schema.campaign, {"campaign_id": name, "name": name, **campaign})
        put(engine, schema.campaign_cost, {"campaign_id": name, **line})
        links = [{"campaign_id": name, "kind": "content", "target": str(first + i)} for i in range(8)]
        put(engine, schema.campaign_link, *links)
    (after,) = ask(rankings, "views", "theme", TODAY, ZONE)
    assert after.shown is after.per_hour
    assert [group.posts for group in after.per_hour.groups] == [8, 8]


def test_an_organisation_without_anything_has_no_ranking_and_no_pair(ask):
    assert ask(has_content) is False
    assert ask(rankings, "clicks", "kind", TODAY, ZONE) == ()
    assert ask(side_by_side, TODAY, ZONE) == ()


def test_content_alone_has_no_pair(engine, ask):
    fill(engine, ["youtube"], ["house"])
    assert ask(has_content) is True
    assert ask(side_by_side, TODAY, ZONE) == ()
