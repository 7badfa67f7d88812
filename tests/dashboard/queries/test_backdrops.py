"""The time line: from tables, from the passports of the sources and from the calendar; each once, on its day."""

from datetime import UTC, date, datetime

import pytest

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from dashboard.analysis.periods import Period
from dashboard.analysis.time_line import behind, crossed, in_groups, narrowed
from dashboard.queries.backdrops import days_off, time_line

SHORTS = "YouTube counts every start of a Short as a view from this day."
ALL = "YouTube counts a view of every format from its first frame, from this day."
ZONE = "Europe/Brussels"


@pytest.fixture
def house(engine, organisation):
    """Give an organisation with a campaign on YouTube, an episode that came out after midnight, and two events."""
    own = {"organisation_id": organisation.id}
    campaign = {"campaign_id": "soap", "name": "Soap", "kind": "series", "status": "active"}
    always = {"campaign_id": "always", "name": "Always", "kind": "advert", "status": "active"}
    event = {"until": None, "platform": None, "metric": None, "site_id": None}
    rows = {
        schema.site: [
            {"site_id": "BE", "name": "AZ", "kind": "hospital", "country": "BE", "holiday_region": "Flemish"},
            {"site_id": "NL", "name": "ZH", "kind": "hospital", "country": "NL", "holiday_region": "Zuid"},
        ],
        schema.channel: [{"channel_id": 1, "platform": "youtube", "external_id": "UC1"}],
        schema.content: [{"content_id": 5, "channel_id": 1, "external_id": "v5", "kind": "video"}],
        schema.series: [{"series_id": "nb", "title": "Nergens Beter", "origin": "manual"}],
        schema.episode: [
            {
                "series_id": "nb",
                "number": 1,
                "content_id": 5,
                "title": "Nacht",
                "released_at": datetime(2026, 1, 13, 23, 30, tzinfo=UTC),
            }
        ],
        schema.campaign: [
            {**campaign, "starts_on": date(2026, 1, 14), "ends_on": date(2026, 3, 4)},
            {**always, "starts_on": date(2024, 7, 1), "ends_on": None},
        ],
        schema.campaign_link: [
            {"campaign_id": "soap", "kind": "series", "target": "nb"},
            {"campaign_id": "soap", "kind": "site", "target": "BE"},
            {"campaign_id": "always", "kind": "content", "target": "5"},
            {"campaign_id": "always", "kind": "content", "target": "no number"},
        ],
        schema.event: [
            {
                **event,
                "event_id": "youtube-views-all",
                "kind": "definition_break",
                "day": date(2026, 8, 20),
                "title": ALL,
                "platform": "youtube",
                "metric": "views",
            },
            {**event, "event_id": "wave", "kind": "vacancy_wave", "day": date(2026, 1, 12), "title": "22 vacatures"},
        ],
    }
    with writing(engine) as connection:
        for table, some in rows.items():
            for row in some:
                store.upsert(connection, table, [{**own, **row}], run_id=0)
    return organisation.id


@pytest.fixture
def line(engine, house):
    with reading(engine) as connection:
        return time_line(connection, house, ZONE)


def told(items):
    return [(item.kind, item.key, str(item.first), item.platforms) for item in items]


def test_everything_stands_there_once_in_order_of_its_first_day(line):
    assert told(line) == [
        ("campaign", "always", "2024-07-01", ("youtube",)),
        ("definition_break", "", "2025-03-31", ("youtube",)),
        ("vacancy_wave", "wave", "2026-01-12", ()),
        ("campaign", "soap", "2026-01-14", ("youtube",)),
        ("episode", "nb/1", "2026-01-14", ("youtube",)),
        ("definition_break", "youtube-views-all", "2026-08-20", ("youtube",)),
    ]
    assert [item.title for item in line if item.kind in {"episode", "definition_break"}] == [
        SHORTS,
        "Nergens Beter 1: Nacht",
        ALL,
    ]


def test_a_change_of_a_platform_that_the_organisation_has_not_is_not_told(engine, organisation):
    with reading(engine) as connection:
        assert time_line(connection, organisation.id, ZONE) == ()


def test_filters_leave_what_touches_them_and_what_touches_all(line):
    def keys(**asked):
        return [item.key for item in narrowed(line, **asked)]

    assert keys(sites=["NL"]) == ["always", "", "wave", "youtube-views-all"]
    assert keys(platform="linkedin") == ["wave"]
    assert keys(kinds=["episode", "vacancy_wave"]) == ["wave", "nb/1"]
    assert keys(days=Period(date(2025, 4, 1), date(2025, 12, 31))) == ["always"]
    assert keys(metric="applications") == ["always", "wave", "soap", "nb/1"]
    assert [item.key for item in in_groups(line, ["episodes", "events"])] == ["wave", "nb/1"]


def test_behind_a_chart_of_another_platform_stand_the_campaigns_but_not_its_changes_in_counting(line):
    assert [item.key for item in behind(line, platform="linkedin")] == ["always", "wave", "soap", "nb/1"]


def test_a_comparison_is_split_by_a_change_inside_it_and_not_by_one_on_its_first_day(line):
    def days(first, last, **asked):
        return [str(item.first) for item in crossed(line, first, last, **asked)]

    assert days(date(2025, 1, 1), date(2026, 12, 31)) == ["2025-03-31", "2026-08-20"]
    assert days(date(2025, 3, 31), date(2026, 3, 31)) == []
    assert days(date(2025, 3, 30), date(2025, 3, 31), platforms=["youtube"], metrics=["views"]) == ["2025-03-31"]
    assert days(date(2025, 1, 1), date(2026, 12, 31), platforms=["linkedin"]) == []
    assert days(date(2025, 1, 1), date(2026, 12, 31), metrics=["applications"]) == []


def test_days_off_are_those_of_the_sites_that_are_asked_for(engine, house):
    may = (date(2026, 4, 27), date(2026, 5, 1))
    with reading(engine) as connection:
        here = [days_off(connection, house, sites, *may, "en") for sites in ((), ("BE",), ("NL",))]
    kings_day, labour_day = "King's Day", "Labor Day"
    public = [{item.title for item in some if item.kind == "public"} for some in here]
    assert public == [{kings_day, labour_day}, {labour_day}, {kings_day}]
