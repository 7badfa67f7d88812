"""Attention per theme, applications per function group and results per piece, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from dashboard.analysis.calendar import Calendar
from dashboard.analysis.periods import Period
from dashboard.analysis.what_works import GOALS, what_works
from dashboard.queries import content_results, themes

MINE = "nergens"
FIRST = date(2026, 1, 1)
SEEN = datetime(2026, 6, 30, 20, tzinfo=UTC)
ZONE = "Europe/Brussels"
TODAY = date(2026, 7, 1)
GOAL = {goal.key: goal for goal in GOALS}
NO_DAYS_OFF = Calendar((), ())


def later(days):
    return FIRST + timedelta(days=days)


def put(engine, table, *rows):
    whole = [{**dict.fromkeys(table.c.keys()), "organisation_id": MINE, **row} for row in rows]
    with writing(engine) as connection:
        store.upsert(connection, table, whole, run_id=1)


def channel(number, platform):
    return {"channel_id": number, "platform": platform, "external_id": platform}


def content(number, on, published, theme="serie", **facts):
    at = datetime(published.year, published.month, published.day, 12, tzinfo=UTC)
    row = {"content_id": number, "channel_id": on, "external_id": str(number), "kind": "video", "published_at": at}
    return {**row, "title": f"Video {number}", "theme": theme, "author_role": "team", **facts}


def watched(number, day, views, *, final=True, **facts):
    row = {"content_id": number, "day": day, "views": views, "day_zone": "UTC", "ingest": "api", "quality": "reported"}
    return {**row, "is_final": final, "observed_at": SEEN, **facts}


def counted(day, applied, *, group="nurse", tag="", source=""):
    key = ("self_reported_id", "side_entrant_declared", "site_id")
    row = {"day": day, "vacancy_id": 0, "source_id": source, "utm_campaign": tag, "side_entrant": "unknown"}
    counts = dict.fromkeys(("screened", "interviewed", "offered", "hired", "rejected", "withdrawn"), 0)
    return {**row, **dict.fromkeys(key, ""), "function_group": group, "basis": "live", "applied": applied, **counts}


@pytest.fixture
def ask(engine):
    def run(query, *arguments, **keywords):
        with reading(engine) as connection:
            return query(connection, MINE, *arguments, **keywords)

    return run


def test_a_theme_has_no_attention_before_its_first_piece_and_unknown_days_stay_unknown(engine, ask):
    put(engine, schema.channel, channel(1, "youtube"))
    put(
        engine, schema.content, content(11, 1, later(3)), content(12, 1, later(5)), content(13, 1, FIRST, theme="house")
    )
    rows = [watched(13, later(day), 5) for day in range(9)]
    rows += [watched(11, later(3), 100), watched(11, later(5), 50), watched(12, later(5), 8)]
    rows += [watched(11, later(7), 30), watched(12, later(7), 40, final=False)]  # half a day is no day
    put(engine, schema.content_daily, *rows, watched(12, later(9), 70, final=False))
    house, serie = sorted(ask(themes.attention_by_theme, Period(FIRST, later(11))), key=lambda each: each.theme)
    assert (serie.theme, serie.platform, serie.metric) == ("serie", "youtube", "views")
    assert list(serie.days.index) == [later(day) for day in range(9)]
    assert serie.days.tolist()[:4] == [0, 0, 0, 100]
    assert serie.days.isna().tolist()[4:] == [True, False, True, True, True]
    assert serie.days[later(5)] == 58
    assert house.days.tolist() == [5] * 9


def test_each_platform_is_measured_in_its_own_figure(engine, ask):
    put(engine, schema.channel, channel(1, "youtube"), channel(2, "linkedin"), channel(3, "website"))
    put(engine, schema.content, content(11, 1, FIRST), content(21, 2, FIRST), content(31, 3, FIRST))
    put(
        engine,
        schema.content_daily,
        watched(11, FIRST, 100, engaged_views=60, impressions=900),
        watched(21, FIRST, None, impressions=400),
        watched(31, FIRST, None),
    )
    found = ask(themes.attention_by_theme, Period(FIRST, FIRST))
    assert [(each.platform, each.metric, each.days.tolist()) for each in found] == [
        ("linkedin", "impressions", [400]),
        ("youtube", "engaged_views", [60]),
    ]


def test_content_without_a_theme_is_not_attention_for_one(engine, ask):
    put(engine, schema.channel, channel(1, "youtube"))
    put(engine, schema.content, content(11, 1, FIRST, theme=None))
    put(engine, schema.content_daily, watched(11, FIRST, 100))
    assert ask(themes.attention_by_theme, Period(FIRST, FIRST)) == []


def test_days_without_an_application_in_a_group_are_zero_and_the_unknown_group_is_left_out(engine, ask):
    put(engine, schema.application_daily, counted(FIRST, 3), counted(later(2), 2), counted(later(2), 9, group=""))
    (found,) = ask(themes.inflow_by_group, Period(FIRST, later(3)))
    assert (found.function_group, found.days.tolist()) == ("nurse", [3, 0, 2, 0])


def test_a_short_history_is_refused_and_no_history_is_nothing(engine, ask):
    assert ask(themes.theme_associations, TODAY, ZONE, NO_DAYS_OFF) == ()
    put(engine, schema.channel, channel(1, "youtube"))
    put(engine, schema.content, content(11, 1, FIRST))
    put(engine, schema.content_daily, *(watched(11, later(day), 5) for day in range(40)))
    put(engine, schema.application_daily, *(counted(later(day), 5) for day in range(40)))
    (found,) = ask(themes.theme_associations, TODAY, ZONE, NO_DAYS_OFF)
    assert (found.days, found.best) == (40, None)
    assert str(found.refused).startswith("Too few days to set serie beside nurse")


def test_a_piece_has_the_sum_of_its_first_28_days_when_the_figures_hold_them_all(engine, ask):
    put(engine, schema.channel, channel(1, "youtube"))
    put(engine, schema.content, content(11, 1, later(2)), content(12, 1, later(30)), content(13, 1, later(-9)))
    rows = [watched(11, later(day), 10, watch_minutes=30.0) for day in range(2, 50) if day != 20]
    put(engine, schema.content_daily, watched(13, FIRST, 7), *rows, watched(12, later(30), 90))
    found = {piece.key: piece for piece in ask(content_results.pieces, GOAL["views"], TODAY, ZONE)}
    assert (found["11"].result, found["11"].kind, found["11"].theme) == (270, "video", "serie")
    assert (found["12"].result, found["13"].result) == (None, None)  # not over yet; began before the figures
    assert ask(content_results.pieces, GOAL["watch_hours"], TODAY, ZONE)[1].result == 13.5
    assert {piece.result for piece in ask(content_results.pieces, GOAL["clicks"], TODAY, ZONE)} == {None}


def campaign(name, starts_on, ends_on, kind="series"):
    return {
        "campaign_id": name,
        "name": name,
        "kind": kind,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "status": "closed",
    }


def cost(name, hours):
    return {
        "campaign_id": name,
        "line": 1,
        "label": "x",
        "cash": 0.0,
        "hours": hours,
        "hour_rate": 39.0,
        "currency": "EUR",
    }


def test_the_hours_of_a_campaign_are_spread_over_its_series_and_linked_content(engine, ask):
    put(engine, schema.channel, channel(1, "youtube"))
    put(engine, schema.content, content(11, 1, FIRST), content(12, 1, FIRST), content(13, 1, FIRST))
    put(engine, schema.series, {"series_id": "s", "title": "S", "origin": "manual"})
    put(engine, schema.episode, {"series_id": "s", "number": 1, "content_id": 11})
    put(engine, schema.campaign, campaign("soap", FIRST, later(20)))
    put(engine, schema.campaign_cost, cost("soap", 60.0))
    links = [{"campaign_id": "soap", "kind": kind, "target": to} for kind, to in (("series", "s"), ("content", "12"))]
    put(engine, schema.campaign_link, *links)
    found = ask(content_results.pieces, GOAL["views"], TODAY, ZONE)
    assert [(piece.key, piece.hours, piece.shared_hours) for piece in found] == [
        ("11", 30.0, True),
        ("12", 30.0, True),
        ("13", None, False),
    ]


def test_applications_are_counted_per_campaign_by_its_tag_or_source_once_its_window_is_over(engine, ask):
    put(engine, schema.campaign, campaign("soap", FIRST, later(6)), campaign("late", later(90), later(99)))
    put(engine, schema.campaign, campaign("unlinked", FIRST, later(6)))
    put(engine, schema.campaign_cost, cost("soap", 60.0))
    tagged = [{"campaign_id": name, "kind": "utm_campaign", "target": name} for name in ("soap", "late")]
    put(engine, schema.campaign_link, *tagged, {"campaign_id": "soap", "kind": "source", "target": "flyer"})
    rows = [counted(FIRST, 6, tag="soap", source="flyer"), counted(later(62), 5, source="flyer"), counted(later(3), 50)]
    put(engine, schema.application_daily, *rows, counted(later(63), 9, tag="soap"), counted(later(100), 1, tag="late"))
    found = {piece.key: piece for piece in ask(content_results.pieces, GOAL["applications"], TODAY, ZONE)}
    assert (found["soap"].result, found["soap"].hours) == (11, 60)
    assert (found["late"].result, found["unlinked"].result) == (None, None)
    (told,) = what_works(list(found.values()), GOAL["applications"], "kind", per_hour=True)
    assert [(group.name, group.posts, group.per_unit) for group in told.groups] == [("series", 1, None)]


def test_an_empty_organisation_has_no_pieces(ask):
    for goal in GOALS:
        assert ask(content_results.pieces, goal, TODAY, ZONE) == []
