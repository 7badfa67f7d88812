"""From the look-alike to the tables: a first run, nights after it, what is undone, and what is gone."""

from datetime import date, timedelta

import pytest

from connectors.base import Window
from tests.connectors.greenhouse.conftest import counted, events, rows_of, stored
from tests.fakes.applicants import NOW, VACANCIES, applicants, counts
from tests.fakes.greenhouse_world import KNOWN_TAG, STAGE_NAMES, written

PEOPLE = {each.number: each for each in applicants()}
JOBS = ["jobs", "departments", "offices", "job_posts", "job_posts"]
FIRST_RUN = [
    *("token", *JOBS, "application_stages", "candidate_tags", "applied_candidate_tags", "applications"),
    *("sources", "rejection_reasons", "openings", "job_interview_stages"),
]
"""Each list once, because none is longer than a page; the posts twice, because those that are not active come apart."""


def one(**wanted):
    """Return the first applicant with some properties."""
    return next(each for each in PEOPLE.values() if all(getattr(each, name) == value for name, value in wanted.items()))


def night(number):
    return NOW + timedelta(days=number)


def test_a_first_run_brings_every_application_once_and_no_prospect(engine, place):
    result = place.run(engine)
    assert (result.status, result.error, result.until) == ("ok", None, date(2026, 3, 4))
    by_day = {}
    for (day, _source), count in counts(list(PEOPLE.values())).items():
        by_day[day,] = by_day.get((day,), 0) + count
    assert {key: found[0] for key, found in counted(engine, "day").items()} == by_day
    outcomes = [each.outcome for each in PEOPLE.values()]
    assert counted(engine)[()] == (60, *(outcomes.count(name) for name in ("hired", "rejected", "withdrawn")))
    assert sorted(str(note) for note in result.notes) == [
        "< 5 converted prospects count as the application that they became.",
        "< 5 prospects are no applications; they were left out.",
    ]


def test_a_first_run_asks_as_little_as_the_interface_allows(sqlite_engine, place):
    result = place.run(sqlite_engine)
    assert place.running.paths() == FIRST_RUN
    assert result.requests == len(FIRST_RUN)


def test_a_quiet_night_asks_for_what_changed_and_writes_nothing(sqlite_engine, place):
    place.run(sqlite_engine)
    result = place.run(sqlite_engine, night(1))
    assert (result.status, result.rows_written) == ("ok", 0)
    assert place.running.paths()[:10] == FIRST_RUN[:10]
    assert result.requests <= len(FIRST_RUN)
    (asked,) = place.running.questions("applications")
    latest = max(each.updated_at for each in PEOPLE.values())
    expected = (latest - timedelta(minutes=10)).replace(microsecond=0)
    assert asked == {"per_page": "500", "updated_at": f"gte|{expected:%Y-%m-%dT%H:%M:%SZ}"}
    (raw,) = [asked.query for asked in place.running.server.asked if asked.path == "/v3/applications"]
    assert "|" not in raw


def test_pages_follow_the_link_as_it_was_given(sqlite_engine, place, world):
    world.page_size = 25
    result = place.run(sqlite_engine)
    assert (result.status, counted(sqlite_engine)[()][0]) == ("ok", 60)
    questions = place.running.questions("applications")
    assert [sorted(each) for each in questions] == [["per_page"], ["cursor"], ["cursor"]]
    raw = [asked.query for asked in place.running.server.asked if asked.path == "/v3/applications"]
    assert all(query.endswith("%3D%3D") for query in raw[1:])


def test_the_same_window_again_changes_nothing(sqlite_engine, place):
    place.run(sqlite_engine)
    before = rows_of(sqlite_engine)
    for window in (Window(full=True), Window(since=date(2026, 1, 10), until=date(2026, 2, 10))):
        result = place.run(sqlite_engine, window=window)
        assert (result.status, result.rows_written) == ("ok", 0)
    assert rows_of(sqlite_engine) == before


def test_days_that_a_person_asks_for_leave_the_next_run_where_it_was(sqlite_engine, place):
    place.run(sqlite_engine, window=Window(since=date(2026, 2, 1)))
    (asked,) = place.running.questions("applications")
    assert asked["updated_at"] == "gte|2026-01-31T23:00:00Z"
    place.run(sqlite_engine)
    assert "updated_at" not in place.running.questions("applications")[0]
    assert counted(sqlite_engine)[()][0] == 60


def test_a_vacancy_has_its_title_address_department_and_office(sqlite_engine, place):
    place.run(sqlite_engine)
    first = VACANCIES[0]
    found = next(row for row in rows_of(sqlite_engine, "observed_at")["vacancy"] if first.title in row)
    assert all(
        text in found
        for text in ("R-101", f"werkenbij.nergensland.example/{first.slug}", "Spoedgevallen", "Gent", "'open'")
    )
    assert "gh_jid" not in found


def test_a_hire_has_the_day_on_which_its_opening_was_filled(sqlite_engine, place):
    hired = one(outcome="hired")
    place.run(sqlite_engine)
    row = stored(sqlite_engine, hired.number)
    assert (row["status"], row["stage"], row["stage_basis"]) == ("hired", "hired", "words")
    assert row["hired_at"] == hired.outcome_at.date()


def test_who_ended_it_comes_from_the_type_of_the_reason(sqlite_engine, place):
    rejected, withdrawn = one(outcome="rejected"), one(outcome="withdrawn")
    place.run(sqlite_engine)
    row = stored(sqlite_engine, rejected.number)
    assert (row["status"], row["rejected_by"], row["rejected_at"]) == (
        "rejected",
        "employer",
        rejected.outcome_at.date(),
    )
    row = stored(sqlite_engine, withdrawn.number)
    assert (row["status"], row["rejected_by"], row["withdrawn_at"], row["rejected_at"]) == (
        *("withdrawn", "candidate"),
        withdrawn.outcome_at.date(),
        None,
    )


def test_without_a_reason_on_the_application_the_rejection_tells_it(sqlite_engine, place, world):
    for row in world.tables["applications"].values():
        del row["rejection_reason_id"]
    place.run(sqlite_engine)
    assert place.running.questions("rejection_details") == [{"per_page": "500"}]
    outcomes = [each.outcome for each in PEOPLE.values()]
    assert counted(sqlite_engine)[()][2:] == (outcomes.count("rejected"), outcomes.count("withdrawn"))


def test_stages_are_events_of_the_history(sqlite_engine, place):
    someone = next(each for each in PEOPLE.values() if len(each.steps) == 3 and each.outcome is None)
    place.run(sqlite_engine)
    days = [step.at.date() for step in someone.steps]
    found = events(sqlite_engine, someone.number)
    assert [(event, origin) for event, _day, origin in found if event == "created"] == [("created", "diff")]
    assert [origin for event, _day, origin in found if event == "stage"] == ["history"] * 3
    row = stored(sqlite_engine, someone.number)
    assert (row["stage"], row["screened_at"], row["interview_at"]) == ("interview", days[1], days[2])


def test_a_hire_that_is_undone_and_a_rejection_that_is_undone(sqlite_engine, place, world):
    hired, rejected = one(outcome="hired"), one(outcome="rejected")
    place.run(sqlite_engine)
    world.unhire(hired.number, night(1) - timedelta(hours=3))
    world.unreject(rejected.number, night(1) - timedelta(hours=3))
    place.run(sqlite_engine, night(1))
    row = stored(sqlite_engine, hired.number)
    assert (row["status"], row["stage"], row["hired_at"]) == ("offer", "offer", None)
    assert ("unhired", date(2026, 3, 5), "diff") in events(sqlite_engine, hired.number)
    assert stored(sqlite_engine, rejected.number)["rejected_at"] is None
    assert ("unrejected", date(2026, 3, 5), "diff") in events(sqlite_engine, rejected.number)
    world.hire(hired.number, night(2) - timedelta(hours=3))
    place.run(sqlite_engine, night(2))
    assert stored(sqlite_engine, hired.number)["hired_at"] == date(2026, 3, 6)
    assert place.running.questions("openings") == [{"per_page": "500", "application_ids": str(hired.number)}]


def test_a_stage_named_hired_is_no_hire(sqlite_engine, place, world):
    someone = one(outcome=None)
    world.tables["applications"][someone.number]["stage_name"] = STAGE_NAMES["hired"]
    place.run(sqlite_engine)
    row = stored(sqlite_engine, someone.number)
    assert (row["status"], row["stage"], row["hired_at"]) == ("in_process", "offer", None)


def test_a_stage_that_is_entered_again_keeps_its_first_day(sqlite_engine, place, world):
    someone = next(each for each in PEOPLE.values() if each.outcome is None and each.stage == "screened")
    place.run(sqlite_engine)
    world.enter(someone.number, "applied", night(1) - timedelta(hours=5))
    place.run(sqlite_engine, night(1))
    world.enter(someone.number, "screened", night(2) - timedelta(hours=5))
    place.run(sqlite_engine, night(2))
    assert stored(sqlite_engine, someone.number)["screened_at"] == someone.steps[1].at.date()
    assert len([event for event in events(sqlite_engine, someone.number) if event[0] == "stage"]) == 4


def test_making_a_person_anonymous_changes_no_count(sqlite_engine, place, world):
    place.run(sqlite_engine)
    by = ("day", "source_id", "side_entrant", "vacancy_id")
    before = counted(sqlite_engine, *by)
    for candidate in {PEOPLE[number].candidate for number in (1003, 1009, 1010, 1018, 1030)}:
        world.anonymise(candidate, night(1) - timedelta(hours=2))
    assert place.run(sqlite_engine, night(1)).status == "ok"
    assert counted(sqlite_engine, *by) == before
    row = stored(sqlite_engine, 1003)
    assert (row["applied_on"], row["candidate_key"]) == (PEOPLE[1003].day, None)
    assert row["erased_at"] is not None
    assert events(sqlite_engine, 1003)[-1] == ("anonymised", date(2026, 3, 5), "diff")


def test_a_reason_that_is_blanked_leaves_a_withdrawal_what_it_was(sqlite_engine, place, world):
    withdrawn = one(outcome="withdrawn")
    place.run(sqlite_engine)
    world.change(
        withdrawn.number, night(1) - timedelta(hours=2), rejection_reason_id=None, source_id=None, custom_fields={}
    )
    before = stored(sqlite_engine, withdrawn.number)
    place.run(sqlite_engine, night(1))
    after = stored(sqlite_engine, withdrawn.number)
    kept = ("status", "rejected_by", "withdrawn_at", "rejected_at", "source_id", "source_raw")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


def test_a_month_later_all_is_read_again_and_what_is_gone_is_over(sqlite_engine, place, world):
    gone = next(each for each in PEOPLE.values() if each.outcome is None)
    place.run(sqlite_engine)
    world.delete(gone.number)
    place.run(sqlite_engine, night(29))
    assert stored(sqlite_engine, gone.number)["erased_at"] is None
    place.run(sqlite_engine, night(30))
    assert place.running.questions("applications") == [{"per_page": "500"}]
    row = stored(sqlite_engine, gone.number)
    assert (row["status"], row["candidate_key"]) == ("deleted", None)
    assert counted(sqlite_engine)[()][0] == 60
    place.run(sqlite_engine, night(31))
    assert "updated_at" in place.running.questions("applications")[0]


def test_a_tag_that_a_rule_knows_tells_the_class_of_an_application_that_did_not_change(sqlite_engine, place, world):
    someone = next(each for each in PEOPLE.values() if each.side_entrant is None)
    place.run(sqlite_engine)
    assert stored(sqlite_engine, someone.number)["side_entrant_declared"] == "unknown"
    at = written(night(1) - timedelta(hours=1))
    tagged = {
        "id": 9,
        "candidate_id": someone.candidate,
        "candidate_tag_id": KNOWN_TAG,
        "created_at": at,
        "updated_at": at,
    }
    world.tables["applied_candidate_tags"][9] = tagged
    place.run(sqlite_engine, night(1))
    row = stored(sqlite_engine, someone.number)
    assert (row["side_entrant_declared"], row["side_entrant_evidence"]) == ("side_entrant", "tag")


@pytest.mark.parametrize("number", [1010, 1020])
def test_an_application_around_midnight_has_the_day_of_the_organisation(sqlite_engine, place, number):
    place.run(sqlite_engine)
    assert stored(sqlite_engine, number)["applied_on"] == PEOPLE[number].applied_at.date() + timedelta(days=1)
