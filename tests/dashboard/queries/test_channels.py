"""What channels did, on both databases, against figures that were counted by hand."""

from datetime import UTC, date, datetime

import pytest

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from dashboard.analysis.periods import Period
from dashboard.analysis.steps import Visited
from dashboard.queries import channel_effort, channel_visits, channels, offline
from dashboard.queries.placements import BY_HAND

MINE, OTHER = "nergens", "elders"
SEEN = datetime(2026, 6, 1, tzinfo=UTC)
MAY, APRIL = Period(date(2026, 5, 1), date(2026, 5, 31)), Period(date(2026, 4, 1), date(2026, 4, 30))


def read(ingest="api", *, zone="UTC", final=True, **row):
    shared = {"day_zone": zone, "ingest": ingest, "quality": "reported", "is_final": final, "observed_at": SEEN}
    return {"organisation_id": MINE, **shared, **row}


def channel(number, platform, organisation=MINE):
    return {"organisation_id": organisation, "channel_id": number, "platform": platform, "external_id": platform}


def put(engine, table, *rows):
    names = dict.fromkeys(name for row in rows for name in row)
    with writing(engine) as connection:
        store.upsert(connection, table, [{**dict.fromkeys(names), **row} for row in rows], run_id=1)


@pytest.fixture
def ask(engine):
    def run(query, *arguments):
        with reading(engine) as connection:
            return query(connection, MINE, *arguments)

    return run


@pytest.fixture
def told(engine):
    """Write two channels with what they did, adverts, and one of somebody else."""
    put(engine, schema.channel, channel(1, "youtube"), channel(2, "linkedin"), channel(3, "youtube", OTHER))
    youtube = {"channel_id": 1, "zone": "America/Los_Angeles"}
    put(
        engine,
        schema.channel_daily,
        read(**youtube, day=date(2026, 4, 10), views=40, followers=100),
        read(**youtube, day=date(2026, 5, 1), views=70, followers=110),
        read(**youtube, day=date(2026, 5, 31), views=30, followers=115, final=False),
        read("export", channel_id=2, day=date(2026, 5, 4), reach=10, page_views=5),
        read("export", channel_id=2, day=date(2026, 5, 5), reach=20, page_views=7),
        {**read(channel_id=3, day=date(2026, 5, 5), views=9999), "organisation_id": OTHER},
    )
    post = {"organisation_id": MINE, "content_id": 7, "channel_id": 2, "external_id": "7", "kind": "post"}
    put(engine, schema.content, {**post, "published_at": datetime(2026, 5, 3, 22, 30, tzinfo=UTC)})
    put(engine, schema.content_daily, read("snapshot", content_id=7, day=date(2026, 5, 4), impressions=300, clicks=12))
    advert = {"channel_id": 2, "campaign_ref": "c1", "currency": "EUR"}
    put(
        engine,
        schema.ad_daily,
        read("export", **advert, day=date(2026, 5, 4), clicks=8, cost=10.5),
        read("export", **advert, day=date(2026, 5, 5), clicks=2, cost=4.5),
    )


@pytest.mark.story("M1")
@pytest.mark.usefixtures("told")
def test_each_figure_stands_by_itself_with_what_it_is_and_how_it_was_read(engine, ask):
    found = {(each.group, each.column): each for each in ask(channels.side_by_side, MAY, APRIL).readings}
    assert [key for key in found if key[1] != "followers"] == [
        ("youtube", "views"),
        ("linkedin", "impressions"),
        ("linkedin", "reach"),
        ("linkedin", "clicks"),
        ("linkedin", "page_views"),
        ("linkedin:ads", "clicks"),
        ("linkedin:ads", "cost"),
    ]
    broken = {"event_id": "b", "kind": "definition_break", "day": date(2026, 5, 2), "title": "Counted anew."}
    put(engine, schema.event, {"organisation_id": MINE, **broken, "platform": "linkedin", "metric": "clicks"})
    clicks = next(each for each in ask(channels.side_by_side, MAY, APRIL).readings if each.column == "clicks")
    assert clicks.definition.breaks == ((date(2026, 5, 2), "Counted anew."),)
    views = found["youtube", "views"]
    assert (views.value, views.before, views.how) == (100.0, 40.0, "sum")
    assert views.definition.native == "YouTube Analytics API: views"
    assert [day for day, _text in views.definition.breaks] == [date(2025, 3, 31), date(2026, 8, 24)]
    assert (views.known.first, views.known.last, views.known.final) == (date(2026, 4, 10), date(2026, 5, 31), False)
    assert (views.known.zones, views.known.ingests) == (("America/Los_Angeles",), ("api",))
    assert (found["youtube", "followers"].value, found["youtube", "followers"].how) == (115.0, "level")
    assert (found["linkedin", "reach"].value, found["linkedin", "reach"].how) == (15.0, "average")
    assert found["linkedin", "page_views"].definition.native.startswith("LinkedIn Visitor metrics")
    assert (found["linkedin", "impressions"].value, found["linkedin", "impressions"].known.ingests) == (
        300.0,
        ("snapshot",),
    )
    cost = found["linkedin:ads", "cost"]
    assert (cost.value, cost.before, cost.currency) == (15.0, None, "EUR")
    assert ask(channel_effort.adverts, MAY) == {("linkedin", "EUR"): 15.0}


@pytest.mark.usefixtures("told")
def test_weeks_are_those_of_which_all_days_are_known(ask):
    found = {each.group: each for each in ask(channels.side_by_side, MAY, APRIL).weekly}
    assert list(found) == ["youtube"]  # LinkedIn is known until Tuesday 5 May only
    assert found["youtube"].rows.to_dict("records") == [{"week_start": date(2026, 5, 25), "value": 30.0}]


def visit(day, sessions, *, starts=None, completes=None, ingest="export", source="qr", page="/flyer", **more):
    tags = {"utm_source": source, "utm_medium": "print", "utm_campaign": "flyer", "utm_content": "", **more}
    counts = {"sessions": sessions, "apply_starts": starts, "apply_completes": completes}
    return read(ingest, landing_page=page, day=day, **tags, **counts)


@pytest.fixture
def flyer(engine):
    about = {"name": "Flyer", "kind": "offline", "starts_on": APRIL.first, "ends_on": MAY.last, "status": "closed"}
    put(engine, schema.campaign, {"organisation_id": MINE, "campaign_id": "c", **about})
    tags = {"utm_source": "qr", "utm_medium": "print", "utm_campaign": "flyer"}
    spread = {"area": "Nergensdonk", "copies": 18_000, "made_at": SEEN}
    place = {"organisation_id": MINE, "campaign_id": "c", "placement_id": "flyer-1", "kind": "flyer", "label": "Bus"}
    put(engine, schema.campaign_placement, {**place, "url": "https://x.example", **tags, **spread})
    cost = {"campaign_id": "c", "hour_rate": 39.0, "currency": "EUR"}
    lines = (
        {"line": 1, "cash": 4800.0, "hours": 2.0, "platform": "flyer"},
        {"line": 2, "cash": 100.0, "hours": 40.0, "platform": None},
    )
    put(engine, schema.campaign_cost, *({"organisation_id": MINE, "label": "Druk", **cost, **line} for line in lines))
    put(
        engine,
        schema.visit_daily,
        visit(date(2026, 5, 2), 30, starts=6, completes=5),
        visit(date(2026, 5, 5), 10),
        visit(date(2026, 5, 4), 99, source="google", page="/", utm_campaign=""),
        visit(date(2026, 5, 3), 14, ingest="manual", page=f"{BY_HAND}flyer-1"),
        visit(date(2026, 5, 3), 55, ingest="manual", page=f"{BY_HAND}flyer-2"),
    )


@pytest.mark.story("M8")
@pytest.mark.usefixtures("flyer")
def test_a_flyer_has_its_area_cost_and_code_and_hand_counts_stay_apart(ask):
    (row,) = ask(offline.placements, MAY).to_dict("records")
    assert (row["label"], row["area"], row["copies"]) == ("Bus", "Nergensdonk", 18_000)
    assert (row["visits"], row["by_hand"]) == (40, 14)
    assert (row["cash"], row["hours"], row["currency"]) == (4800.0, 2.0, "EUR")
    assert (row["first_day"], row["last_day"]) == (APRIL.first, MAY.last)
    assert ask(offline.placements, Period(date(2026, 6, 1), date(2026, 6, 30))).empty


@pytest.mark.story("M3")
@pytest.mark.usefixtures("flyer")
def test_visits_that_a_person_counted_are_no_measurement_of_the_site(ask):
    assert ask(channel_visits.by_month, [MAY.first]) == [
        Visited(MAY.first, "google", "print", 99, None, None),
        Visited(MAY.first, "qr", "print", 40, 6, 5),
    ]
    assert ask(channel_visits.site_until) == date(2026, 5, 5)
    found = ask(channel_visits.landing, ("flyer",), MAY.first, MAY.last)
    assert found.pages == ("/flyer",)
    assert [(each.day.day, each.sessions) for each in found.days] == [(2, 30), (3, None), (4, 0), (5, 10)]
    assert [(gap.first.day, gap.last.day) for gap in found.gaps] == [(3, 3)]


@pytest.mark.usefixtures("flyer", "told")
def test_lines_of_cost_know_their_channel_and_posts_their_own_day(ask):
    lines = ask(channel_effort.lines, MAY.last)
    assert [(line.platform, line.cash, line.hours) for line in lines] == [("flyer", 4800.0, 2.0), ("", 100.0, 40.0)]
    assert lines[0].days == Period(APRIL.first, MAY.last)
    assert ask(channel_effort.posts, "Europe/Brussels") == [("linkedin", date(2026, 5, 4), False)]


def test_an_organisation_without_figures_has_no_channel(ask):
    assert ask(channels.side_by_side, MAY, APRIL) == channels.SideBySide((), ())
    assert ask(channel_visits.by_month, [MAY.first]) == []
    assert ask(channel_visits.site_until) is None
    assert ask(channel_effort.fits) == []
    assert ask(offline.placements, MAY).empty
