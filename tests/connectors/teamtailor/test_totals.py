"""Sums instead of applications: counters of stages, vacancies and requisitions, and not one question about a person."""

from datetime import date

from connectors.keys import vacancy_key
from tests.connectors.teamtailor.conftest import House
from tests.fakes.json_server import Reply
from tests.fakes.teamtailor_world import PLACE, later

SUMS = ("applied", "screened", "interviewed", "offered", "hired", "rejected", "withdrawn")


def count(world, vacancy, stage, active, rejected=0):
    found = world.find("stages", f"{vacancy}{PLACE[stage]}")
    found.attributes |= {"active-job-applications-count": active, "rejected-job-applications-count": rejected}
    return found


def totals(pulled):
    names = {vacancy_key("nergens", "teamtailor", str(number)): number for number in (101, 102, 103, 104)}
    return {names[row["vacancy_id"]]: tuple(row[name] for name in SUMS[:-1]) for row in pulled.rows("vacancy_total")}


def test_counters_become_sums_per_vacancy_until_today(place):
    count(place.world, 104, "applied", 10, 4)
    count(place.world, 104, "screened", 5, 3)
    count(place.world, 104, "interview", 3, 2)
    count(place.world, 104, "offer", 1)
    count(place.world, 104, "hired", 2)
    pulled = place.pull(applications="totals")
    assert totals(pulled)[104] == (30, 16, 8, 3, 2, 9)
    row = next(row for row in pulled.rows("vacancy_total") if row["applied"] == 30)
    assert (row["span"], row["first_day"], row["last_day"], row["source_id"]) == (
        "..2026-03-04",
        None,
        date(2026, 3, 4),
        "",
    )
    assert "withdrawn" not in row


def test_no_application_and_no_person_is_asked_for(place):
    pulled = place.pull(applications="totals")
    assert place.paths == ["jobs", "stages", "requisitions"]
    assert (pulled.rows("application"), len(pulled.rows("vacancy"))) == ([], 4)
    assert "candidate" not in str([asked.query for asked in place.server.asked])


def test_hires_of_a_requisition_go_before_the_counter_when_it_has_one_vacancy(place):
    count(place.world, 101, "hired", 1)
    count(place.world, 102, "hired", 4)
    found = totals(place.pull(applications="totals"))
    assert (found[101][4], found[102][4]) == (3, 4)


def test_without_requisitions_the_counters_stand_and_a_note_says_so(place):
    place.told.has_requisitions = False
    count(place.world, 101, "hired", 1)
    pulled = place.pull(applications="totals")
    assert (pulled.error, totals(pulled)[101][4]) == (None, 1)
    assert pulled.notes == ["Teamtailor shows no requisitions; hires are those who stand in a stage of hired people."]


def test_a_key_that_may_not_read_requisitions_still_gives_sums(place):
    place.server.fail(Reply(403, ""), path="requisitions")
    assert place.pull(applications="totals").error is None


def test_a_stage_without_a_known_place_makes_how_far_unknown_and_never_zero(place):
    count(place.world, 104, "screened", 5).attributes |= {"name": "Bij Wim op tafel"}
    assert totals(place.pull(applications="totals"))[104] == (5, None, None, None, 0, 0)


def test_an_empty_stage_without_a_known_place_says_nothing(place):
    count(place.world, 104, "interview", 2)
    count(place.world, 104, "screened", 0).attributes |= {"name": "Bij Wim op tafel"}
    assert totals(place.pull(applications="totals"))[104] == (2, 2, 2, 0, 0, 0)


def test_sums_of_a_day_are_written_once_and_the_next_day_stands_beside_them(house: House):
    count(house.world, 104, "applied", 10)
    assert house.sync(applications="totals").status == "ok"
    again = house.sync(applications="totals")
    assert (again.rows_written, again.requests) == (0, 3)
    count(house.world, 104, "applied", 12)
    house.sync(later(1), applications="totals")
    found = [row for row in house.rows("vacancy_total", "span", "applied") if row[1]]
    assert found == [("..2026-03-04", 10), ("..2026-03-05", 12)]
    assert house.rows("application", "status") == []
