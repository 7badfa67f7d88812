"""All content over whole months, a series with its curves, and what was told: on both databases, with exact figures."""

from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from dashboard.analysis.periods import Period
from dashboard.queries import content_labels, series
from dashboard.queries.content_list import Wanted, by_role, items, kinds, platforms, total

ZONE = "Europe/Brussels"
JAN = Period(date(2026, 1, 1), date(2026, 1, 31))
WINTER = Period(date(2026, 1, 1), date(2026, 2, 28))
AT = datetime(2026, 3, 1, tzinfo=UTC)
FACTS = {"day_zone": "UTC", "ingest": "api", "quality": "reported", "is_final": True, "observed_at": AT}


def put(engine, table, *rows, run_id=1):
    whole = [{**dict.fromkeys(table.c.keys()), "organisation_id": "nergens", **row} for row in rows]
    with writing(engine) as connection:
        store.upsert(connection, table, whole, run_id=run_id)


@pytest.fixture
def ask(engine):
    def run(query, *arguments, **more):
        with reading(engine) as connection:
            return query(connection, "nergens", *arguments, **more)

    return run


def content(key, published, channel=1, **more):
    base = {"content_id": key, "channel_id": channel, "external_id": str(key), "kind": "video", "title": f"Item {key}"}
    return {**base, "published_at": published, **more}


@pytest.fixture
def filled(engine):
    put(
        engine,
        schema.channel,
        {"channel_id": 1, "platform": "youtube", "external_id": "UC"},
        {"channel_id": 2, "platform": "linkedin", "external_id": "page"},
    )
    put(
        engine,
        schema.content,
        content(1, datetime(2025, 6, 1, tzinfo=UTC), title="100% _ECHT_", author_role="team"),
        content(
            2,
            datetime(2026, 1, 31, 22, 59, tzinfo=UTC),
            2,
            kind="post",
            author_role="director",
            theme="t",
            department="d",
        ),
        content(3, datetime(2026, 1, 31, 23, 0, tzinfo=UTC), 2, kind="post", author_role="ambassador", theme="t"),
        content(4, None),
    )
    days = (date(2026, 1, 5), date(2026, 1, 6), date(2026, 2, 3))
    put(
        engine,
        schema.content_daily,
        *({"content_id": 1, "day": day, "views": 10, "watch_minutes": 30.0, **FACTS} for day in days),
        {"content_id": 2, "day": days[1], "impressions": 70, "reach": 60, "clicks": 4, **FACTS},
        {"content_id": 2, "day": days[0], "impressions": 30, "reach": 25, "clicks": 1, **FACTS},
        {"content_id": 3, "day": days[2], "impressions": 900, "clicks": 9, "views": 5, **FACTS},
    )
    return engine


@pytest.mark.usefixtures("filled")
def test_the_list_holds_what_came_out_or_was_seen_with_the_figures_of_the_months(ask):
    rows = ask(items, JAN, ZONE, Wanted())
    assert list(rows["content_id"]) == [2, 1]  # the third came out in February, in Brussels
    assert rows["views"].tolist()[1] == 20
    assert rows["views"].isna().tolist() == [True, False]  # missing is missing, not zero
    assert (rows["impressions"][0], rows["clicks"][0], rows["watch_minutes"][1]) == (100, 5, 60.0)
    assert ask(total, JAN, ZONE, Wanted()) == 2
    assert ask(total, WINTER, ZONE, Wanted()) == 3


@pytest.mark.usefixtures("filled")
def test_figures_of_one_post_by_an_ambassador_are_not_given_and_do_not_order(ask):
    rows = ask(items, WINTER, ZONE, Wanted(sort="impressions"))
    assert list(rows["content_id"]) == [2, 1, 3]
    assert rows[["views", "impressions", "clicks"]].iloc[2].isna().all()


@pytest.mark.usefixtures("filled")
def test_search_filters_and_pages(ask):
    assert list(ask(items, WINTER, ZONE, Wanted(search="100% _echt"))["content_id"]) == [1]
    assert ask(total, WINTER, ZONE, Wanted(search="100%x")) == 0
    assert list(ask(items, WINTER, ZONE, Wanted(kind="post", sort="title"))["content_id"]) == [2, 3]
    assert list(ask(items, WINTER, ZONE, Wanted(platform="youtube"))["content_id"]) == [1]
    assert list(ask(items, WINTER, ZONE, Wanted(), place=2, most=2)["content_id"]) == [1]
    assert (ask(platforms), ask(kinds)) == (("linkedin", "youtube"), ("post", "video"))


@pytest.mark.story("D9")
@pytest.mark.usefixtures("filled")
def test_what_a_role_told_has_its_clicks_and_the_reach_of_its_best_day(ask):
    rows = ask(by_role, JAN, ZONE)
    assert [tuple(row) for row in rows[["author_role", "platform", "impressions", "clicks", "reach"]].to_numpy()] == [
        ("director", "linkedin", 100, 5, 60)
    ]


@pytest.mark.story("M12")
@pytest.mark.usefixtures("filled")
def test_items_are_told_in_the_month_of_the_organisation(ask):
    found = ask(content_labels.told, JAN, (JAN.first,), ZONE)
    assert (found.items, found.count("t", "d"), found.without) == (1, 1, 0)
    winter = ask(content_labels.told, WINTER, (JAN.first, date(2026, 2, 1)), ZONE)
    assert (winter.items, winter.count("t"), winter.without) == (2, 2, 1)
    page = ask(content_labels.page, "", without=True, place=1)
    assert (list(page.rows["content_id"]), page.total) == ([3, 1, 4], 3)
    assert ask(content_labels.words)["theme"] == ("t",)


# --- a series -------------------------------------------------------------------------------------------------------------

RELEASE = date(2026, 1, 1)


@pytest.fixture
def aired(filled):
    at = datetime(2026, 1, 1, 17, tzinfo=UTC)
    put(
        filled,
        schema.series,
        {"series_id": "PL1", "title": "Serie", "origin": "playlist"},
        {"series_id": "PL0", "title": "Leeg", "origin": "manual"},
    )
    put(filled, schema.content, content(11, at), content(12, at))
    put(
        filled,
        schema.episode,
        {"series_id": "PL1", "number": 1, "content_id": 11, "released_at": at},
        {"series_id": "PL1", "number": 2, "content_id": 12, "released_at": at},
    )
    days = [RELEASE + timedelta(days=i) for i in range(28)]
    put(
        filled,
        schema.content_daily,
        *({"content_id": 11, "day": day, "views": 10, "impressions": 100, **FACTS} for day in days),
        *({"content_id": 12, "day": day, "views": 5, **FACTS} for day in days),
    )
    ratios = {1: 0.9, 95: 0.45}
    put(
        filled,
        schema.content_retention,
        *({"content_id": 11, "position": p, "watch_ratio": r, "observed_at": AT} for p, r in ratios.items()),
    )
    return filled


@pytest.mark.story("M7")
@pytest.mark.usefixtures("aired")
def test_a_series_has_its_episodes_curves_and_platform(ask):
    assert ask(series.names) == {"PL1": "Serie"}
    found = ask(series.series, "PL1", ZONE)
    assert (found.title, found.platforms, found.until, found.read_on) == (
        "Serie",
        ("youtube",),
        date(2026, 1, 28),
        date(2026, 3, 1),
    )
    first, second = found.episodes
    assert found.restated == 0
    assert (first.figures.views, second.figures.carry_over, first.figures.impressions) == (280, 0.5, 2800)
    assert (first.completion, second.completion, first.figures.click_rate) == (0.5, None, None)
    assert ask(series.series, "nobody", ZONE).episodes == ()


@pytest.mark.story("X6")
@pytest.mark.story("M7")
def test_a_restated_day_replaces_what_stood_there_and_adds_nothing(aired, ask):
    put(
        aired,
        schema.content_daily,
        {"content_id": 11, "day": RELEASE, "views": 4, "impressions": 100, **FACTS},
        run_id=2,
    )
    first, second = ask(series.series, "PL1", ZONE).episodes
    assert (first.figures.views, first.by_age[:2]) == (274, (4, 10))
    assert second.figures.carry_over == 140 / 274
    assert ask(series.series, "PL1", ZONE).restated == 1
    assert ask(items, JAN, ZONE, Wanted(search="Item 11"))["views"].tolist() == [274]


@pytest.mark.story("M7")
def test_only_a_change_of_views_on_its_own_platform_stands_in_the_way(aired, ask):
    day = RELEASE + timedelta(days=3)
    put(
        aired,
        schema.event,
        {
            "event_id": "a",
            "kind": "definition_break",
            "day": day,
            "title": "Own.",
            "platform": "youtube",
            "metric": "views",
        },
        {
            "event_id": "b",
            "kind": "definition_break",
            "day": day,
            "title": "Other.",
            "platform": "linkedin",
            "metric": "views",
        },
        {
            "event_id": "c",
            "kind": "definition_break",
            "day": day,
            "title": "Likes.",
            "platform": "youtube",
            "metric": "reactions",
        },
        {"event_id": "d", "kind": "award", "day": day, "title": "Award."},
    )
    assert ask(series.series, "PL1", ZONE).breaks == ((day, "Own."),)
