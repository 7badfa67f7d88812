"""The queries on both databases, against figures that were counted by hand."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from dashboard.queries import applications, attention, campaigns, costs, events, workplaces
from dashboard.queries.periods import Reach, applications_reach, attention_reach, last_complete_day

MINE, OTHER = "nergens", "elders"
DAY = date(2026, 1, 14)
SEEN = datetime(2026, 6, 30, 20, tzinfo=UTC)
COUNTS = ("screened", "interviewed", "offered", "rejected", "withdrawn")


def counted(day, applied, *, hired=0, site="BE", source="own_site", basis="live", organisation=MINE):
    return {
        "organisation_id": organisation,
        "day": day,
        "vacancy_id": 0,
        "source_id": source,
        "self_reported_id": "",
        "utm_campaign": "",
        "side_entrant": "unknown",
        "side_entrant_declared": "unknown",
        "function_group": "",
        "site_id": site,
        "basis": basis,
        "applied": applied,
        "hired": hired,
        **dict.fromkeys(COUNTS, 0),
    }


def watched(content, day, views, minutes=None, *, final=True, organisation=MINE):
    return {
        "organisation_id": organisation,
        "content_id": content,
        "day": day,
        "views": views,
        "watch_minutes": minutes,
        "impressions": None,
        "average_view_share": None,
        "day_zone": "UTC",
        "ingest": "api",
        "quality": "reported",
        "is_final": final,
        "observed_at": SEEN,
    }


def put(engine, table, *rows):
    with writing(engine) as connection:
        store.upsert(connection, table, rows, run_id=1)


def channel(number, platform):
    return {
        "organisation_id": MINE,
        "channel_id": number,
        "platform": platform,
        "external_id": platform,
    }


def content(number, on):
    return {
        "organisation_id": MINE,
        "content_id": number,
        "channel_id": on,
        "external_id": str(number),
        "kind": "video",
        "title": f"Video {number}",
    }


@pytest.fixture
def ask(engine):
    def run(query, *arguments, **keywords):
        with reading(engine) as connection:
            return query(connection, MINE, *arguments, **keywords)

    return run


def test_live_and_kept_counts_are_one_count(engine, ask):
    put(
        engine,
        schema.application_daily,
        counted(DAY, 6, hired=1),
        counted(DAY, 7, basis="kept"),
        counted(DAY, 3, site="NL"),
        counted(DAY + timedelta(days=1), 2),
        counted(DAY, 99, organisation=OTHER),
    )
    per_day = ask(applications.by_day, DAY, DAY + timedelta(days=9))
    assert per_day.to_dict("records") == [
        {"day": DAY, "applied": 16, "hired": 1},
        {"day": DAY + timedelta(days=1), "applied": 2, "hired": 0},
    ]
    at_one = ask(applications.totals, DAY, DAY, by=("source_id",), sites=("BE",))
    assert at_one.to_dict("records") == [{"source_id": "own_site", "applied": 13, "hired": 1}]
    assert ask(applications_reach) == Reach(DAY, DAY + timedelta(days=1))


def test_an_empty_organisation_has_frames_without_rows_and_no_reach(ask):
    assert ask(applications.by_day, DAY, DAY, by=("side_entrant",)).columns.tolist() == [
        "day",
        "side_entrant",
        "applied",
        "hired",
    ]
    assert ask(applications_reach) == Reach(None, None)
    assert ask(attention_reach) == Reach(None, None)
    assert ask(last_complete_day, DAY, "Europe/Brussels") is None
    for query in (
        campaigns.campaigns,
        campaigns.links,
        campaigns.plans,
        campaigns.episodes,
        costs.lines,
        workplaces.sites,
    ):
        assert ask(query).empty
    assert ask(campaigns.truth, "soap").empty
    assert ask(attention.totals, (), DAY, DAY).isna().all(axis=None)
    assert ask(attention.by_day, (), DAY, DAY).empty


def test_views_over_months_and_edges_equal_the_days(engine, ask):
    days = [date(2026, 1, 20) + timedelta(days=i) for i in range(60)]
    rows = [watched(1, day, 10 + i, float(i)) for i, day in enumerate(days)]
    put(engine, schema.content_daily, *rows, watched(2, days[0], 1000), watched(1, days[0], 5, organisation=OTHER))
    found = ask(attention.totals, (1,), days[0], days[-1]).iloc[0]
    assert (found["views"], found["watch_minutes"]) == (sum(10 + i for i in range(60)), sum(range(60)))
    assert pd.isna(found["impressions"])


def test_a_day_with_no_known_figure_is_missing_and_not_zero(engine, ask):
    put(engine, schema.content_daily, watched(1, DAY, None), watched(2, DAY + timedelta(days=1), 0, final=False))
    found = ask(attention.by_day, (1, 2), DAY, DAY + timedelta(days=3))
    assert found["day"].tolist() == [DAY, DAY + timedelta(days=1)]
    assert pd.isna(found["views"].iloc[0])
    assert found["views"].iloc[1] == 0
    assert found["is_final"].tolist() == [True, False]


def test_platforms_are_kept_apart(engine, ask):
    put(engine, schema.channel, channel(1, "youtube"), channel(2, "facebook"))
    put(engine, schema.content, content(11, 1), content(12, 1), content(21, 2))
    monday = date(2026, 1, 12)
    put(
        engine,
        schema.content_daily,
        watched(11, monday, 10),
        watched(12, monday + timedelta(days=6), 20),
        watched(12, monday + timedelta(days=7), 40),
        watched(21, monday, 5000),
    )
    assert ask(attention.platform_totals, "youtube", monday, monday + timedelta(days=30))["views"].iloc[0] == 70
    weeks = ask(attention.platform_weeks, "youtube", monday, monday + timedelta(days=30))
    assert weeks[["week_start", "views"]].to_dict("records") == [
        {"week_start": monday, "views": 30},
        {"week_start": monday + timedelta(days=7), "views": 40},
    ]
    assert set(ask(attention.contents)["platform"]) == {"youtube", "facebook"}


def test_where_a_channel_tells_more_of_itself_than_the_items_that_were_exported_that_is_its_number(engine, ask):
    put(engine, schema.channel, channel(1, "youtube"))
    put(engine, schema.content, content(11, 1))
    monday, later = date(2026, 1, 12), date(2026, 2, 2)
    put(engine, schema.content_daily, watched(11, monday, 10), watched(11, later, 8))
    own = {**watched(1, monday, 900, 30.0), "channel_id": 1}
    del own["content_id"]
    put(engine, schema.channel_daily, own)
    months = ask(attention.platform_months, "youtube")
    assert months["views"].tolist() == [900, 8]
    weeks = ask(attention.platform_weeks, "youtube", monday, later)
    assert weeks[["views", "watch_minutes"]].fillna(-1).to_numpy().tolist() == [[900, 30], [8, -1]]
    assert ask(attention.platform_until, "youtube") == later


def test_each_item_by_day(engine, ask):
    put(engine, schema.content_daily, watched(1, DAY, 4, 2.5), watched(3, DAY, 9))
    found = ask(attention.by_item, (1, 2), DAY, DAY)
    assert found[["content_id", "views", "watch_minutes"]].to_dict("records") == [
        {"content_id": 1, "views": 4, "watch_minutes": 2.5}
    ]


def test_visits_under_a_tag_are_summed(engine, ask):
    visit = {
        "organisation_id": MINE,
        "landing_page": "/soap",
        "utm_source": "youtube",
        "utm_medium": "",
        "utm_content": "",
        "day_zone": "UTC",
        "ingest": "export",
        "quality": "reported",
        "is_final": True,
        "observed_at": SEEN,
        "apply_completes": None,
    }
    put(
        engine,
        schema.visit_daily,
        {**visit, "day": DAY, "utm_campaign": "soap", "sessions": 100, "apply_starts": 6},
        {**visit, "day": DAY + timedelta(days=1), "utm_campaign": "soap", "sessions": 50, "apply_starts": 4},
        {**visit, "day": DAY, "utm_campaign": "vlog", "sessions": 999, "apply_starts": 99},
    )
    found = ask(attention.visits, ("soap",), DAY, DAY + timedelta(days=9)).iloc[0]
    assert (found["sessions"], found["apply_starts"]) == (150, 10)
    assert pd.isna(found["apply_completes"])
    assert ask(attention.visits, ("nothing",), DAY, DAY).iloc[0].isna().all()


def test_events_that_touch_a_range(engine, ask):
    def event(code, day, until=None):
        return {"organisation_id": MINE, "event_id": code, "kind": "other", "day": day, "until": until, "title": code}

    put(
        engine,
        schema.event,
        event("before", DAY - timedelta(days=1)),
        event("into", DAY - timedelta(days=9), DAY),
        event("inside", DAY + timedelta(days=2)),
        event("after", DAY + timedelta(days=3)),
    )
    assert ask(events.events, DAY, DAY + timedelta(days=2))["event_id"].tolist() == ["into", "inside"]


def test_campaigns_come_newest_first_with_their_cost(engine, ask):
    def campaign(code, starts_on):
        return {
            "organisation_id": MINE,
            "campaign_id": code,
            "name": code,
            "kind": "series",
            "starts_on": starts_on,
            "status": "active",
        }

    put(engine, schema.campaign, campaign("old", DAY), campaign("new", DAY + timedelta(days=9)))
    line = {
        "organisation_id": MINE,
        "campaign_id": "old",
        "label": "x",
        "hours": 2.0,
        "hour_rate": 39.0,
        "currency": "EUR",
    }
    put(engine, schema.campaign_cost, {**line, "line": 2, "cash": 1.0}, {**line, "line": 1, "cash": 5.0})
    assert ask(campaigns.campaigns)["campaign_id"].tolist() == ["new", "old"]
    assert ask(costs.lines)["cash"].tolist() == [5.0, 1.0]
