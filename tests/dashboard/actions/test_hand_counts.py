"""Offline counts as well: a flyer with period, area, copies, cost and code, and its visits counted by hand."""

from datetime import date

import pytest

from connectors.database import schema
from connectors.database.engine import reading
from dashboard.actions import hand_counts, placements
from dashboard.actions.campaigns import NotAccepted
from dashboard.actions.hand_counts import Counted
from dashboard.analysis.links import Placement
from dashboard.queries import attention
from dashboard.queries import placements as queries
from tests.dashboard.actions.test_campaign_life import audits, by
from tests.dashboard.actions.test_campaigns import AT, MINE, make, put_organisation, rows

ZONE = "Europe/Brussels"
FLYER = Placement(
    "flyer", "Huis aan huis", "", "", "", "Nergensdonk en omgeving", 18_000, date(2026, 3, 1), date(2026, 3, 14)
)


@pytest.fixture
def house(sqlite_engine):
    put_organisation(sqlite_engine, is_demo=False)
    return sqlite_engine


def counted(engine, code, first, last, visits):
    hand_counts.count(by(engine), code, "flyer-huis-aan-huis", Counted(first, last, visits), zone=ZONE)


@pytest.mark.story("M8")
def test_a_flyer_keeps_period_area_and_copies_and_is_counted_by_hand(house):
    code = make(house)
    placements.add(house, MINE, code, FLYER, actor="recruiter", at=AT)
    counted(house, code, date(2026, 3, 1), date(2026, 3, 3), 8)
    counted(house, code, date(2026, 3, 4), date(2026, 3, 4), 5)
    columns = ("day", "sessions", "ingest", "quality", "landing_page", "utm_source", "utm_campaign")
    assert rows(house, schema.visit_daily, *columns) == [
        (date(2026, 3, 1), 3, "manual", "spread", "by-hand/flyer-huis-aan-huis", "flyer", "nb2"),
        (date(2026, 3, 2), 3, "manual", "spread", "by-hand/flyer-huis-aan-huis", "flyer", "nb2"),
        (date(2026, 3, 3), 2, "manual", "spread", "by-hand/flyer-huis-aan-huis", "flyer", "nb2"),
        (date(2026, 3, 4), 5, "manual", "reported", "by-hand/flyer-huis-aan-huis", "flyer", "nb2"),
    ]
    with reading(house) as connection:
        (kept,) = queries.placements(connection, MINE, code).to_dict("records")
        (hand,) = queries.by_hand(connection, MINE, ["nb2"]).to_dict("records")
        visits = attention.visits(connection, MINE, ["nb2"], date(2026, 3, 1), date(2026, 3, 31)).iloc[0]
    assert (kept["area"], kept["copies"], kept["first_day"], kept["last_day"], kept["url"]) == (
        "Nergensdonk en omgeving",
        18_000,
        date(2026, 3, 1),
        date(2026, 3, 14),
        "",
    )
    assert (hand["placement_id"], hand["first"], hand["last"], hand["visits"]) == (
        "flyer-huis-aan-huis",
        date(2026, 3, 1),
        date(2026, 3, 4),
        13,
    )
    assert visits["sessions"] == 13
    assert audits(house).count("placement.count") == 2


@pytest.mark.story("M8")
def test_counted_again_the_last_word_stands(house):
    code = make(house)
    placements.add(house, MINE, code, FLYER, actor="recruiter", at=AT)
    counted(house, code, date(2026, 3, 1), date(2026, 3, 2), 10)
    counted(house, code, date(2026, 3, 1), date(2026, 3, 2), 6)
    assert rows(house, schema.visit_daily, "sessions") == [(3,), (3,)]


@pytest.mark.parametrize(
    ("first", "last", "visits", "said"),
    [
        (date(2026, 3, 2), date(2026, 3, 1), 1, "The last day lies before the first."),
        (date(2026, 3, 1), date(2026, 3, 5), 1, "The last day is still to come: count when it is over."),
        (date(2024, 3, 1), date(2026, 3, 1), 1, "The days are more than a year: count in parts."),
        (date(2026, 3, 1), date(2026, 3, 1), -1, "The number lies between 0 and ten million."),
    ],
)
def test_a_count_that_cannot_be_is_refused(house, first, last, visits, said):
    code = make(house)
    placements.add(house, MINE, code, FLYER, actor="recruiter", at=AT)
    with pytest.raises(NotAccepted) as refused:
        counted(house, code, first, last, visits)
    assert [str(each) for each in refused.value.problems] == [said]
    assert rows(house, schema.visit_daily, "sessions") == []


def test_a_placement_that_is_gone_cannot_be_counted(house):
    code = make(house)
    with pytest.raises(NotAccepted, match="not there any more"):
        counted(house, code, date(2026, 3, 1), date(2026, 3, 1), 1)
