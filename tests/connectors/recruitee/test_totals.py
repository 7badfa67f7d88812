"""Sums per source and month: no applicant is asked for, and an answer that cannot be trusted is named."""

from datetime import date, timedelta

import pytest

from connectors.base import Look
from tests.connectors.recruitee.conftest import rows
from tests.fakes.applicants import CANARIES, NOW
from tests.fakes.json_server import json_reply


def paths(server):
    return [asked.path.removeprefix("/c/89000/") for asked in server.asked]


def test_each_month_has_a_row_for_each_source_and_no_applicant_is_asked_for(place, server, world):
    done = place.sync(applications="totals")
    assert (done.error, done.problems) == (None, [])
    assert paths(server) == ["offers", "offers", "departments", *["report/breakdown"] * (1 + 4 * 3)]
    columns = ("span", "source_id", "applied", "hired", "rejected", "first_day", "last_day")
    stored = place.rows("vacancy_total", *columns)
    people = [one for one in world.candidates.values() if not one.is_example]
    assert sum(row[2] for row in stored) == sum(len(one.placements) for one in people)
    assert sum(row[3] for row in stored) == sum(bool(at.hired_at) for one in people for at in one.placements)
    assert {row[0] for row in stored} == {"2025-12", "2026-01", "2026-02", "2026-03"}
    assert {row[5:] for row in stored if row[0] == "2026-02"} == {(date(2026, 2, 1), date(2026, 2, 28))}
    assert {row[6] for row in stored if row[0] == "2026-03"} == {NOW.date()}
    assert place.count() == 0


def test_it_needs_no_key_for_pseudonyms_and_looks_at_nobody(place, server):
    look = Look("event-1", "changed", "5001", NOW)
    place.sync(applications="totals", looks=[look], only_looks=True)
    assert server.asked == []


def test_a_second_run_changes_nothing_and_asks_for_the_last_days_only(place, server):
    place.sync(applications="totals")
    server.asked.clear()
    assert place.sync(applications="totals", lookback_days=10).written == 0
    assert paths(server) == ["offers", *["report/breakdown"] * 6]


def test_a_source_that_a_report_no_longer_names_goes(place, world):
    place.sync(applications="totals")
    for one in world.candidates.values():
        one.source = "Facebook" if one.source else None
        one.campaign = None
    place.sync(applications="totals", now=NOW + timedelta(hours=5))
    assert {row[0] for row in place.rows("vacancy_total", "source_id")} == {"", "facebook"}


def test_a_stopped_first_run_goes_on(place, server, sqlite_engine):
    place.sync(applications="totals", stop_after=3)
    server.asked.clear()
    place.sync(applications="totals")
    assert paths(server).count("report/breakdown") == 6
    assert {row[0] for row in rows(sqlite_engine, "vacancy_total", "span")} == {
        "2025-12",
        "2026-01",
        "2026-02",
        "2026-03",
    }


def test_days_that_are_ignored_are_named_and_no_figure_is_taken(place, world):
    world.report_days = False
    assert place.sync(applications="totals").problems == ["source.filter_ignored"]
    assert place.rows("vacancy_total", "span") == []


def test_an_unknown_shape_is_named(place, world):
    world.report = "odd"
    assert place.sync(applications="totals").problems == ["source.unexpected"]
    assert place.rows("vacancy_total", "span") == []


@pytest.mark.parametrize(
    "answer",
    [
        [{"label": "Indeed", "count": 7}],
        {"breakdown": {"groups": [{"group": {"id": 3, "name": "Indeed"}, "total": 7.0}]}},
        {"results": {"Indeed": 7}},
    ],
)
def test_several_shapes_are_understood(place, server, answer):
    server.fail(json_reply({"data": []}), *[json_reply(answer)] * 12, path="report")
    place.sync(applications="totals")
    assert set(place.rows("vacancy_total", "source_id", "applied", "hired", "rejected")) == {("job_boards", 7, 7, 7)}


def test_a_group_with_a_persons_data_has_no_name(place, server):
    answer = {"data": [{"name": CANARIES[4], "value": 3}]}
    server.fail(json_reply({"data": []}), *[json_reply(answer)] * 12, path="report")
    place.sync(applications="totals")
    assert {row[0] for row in place.rows("vacancy_total", "source_id")} == {""}
