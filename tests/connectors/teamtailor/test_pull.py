"""A first run and a nightly one: what is asked, how pages follow each other, where the next run goes on."""

from datetime import UTC, date, datetime, timedelta

from connectors.base import Window
from connectors.errors import Said, SourceError
from tests.connectors.teamtailor.conftest import key_of
from tests.fakes.applicants import applicants
from tests.fakes.teamtailor import KEY
from tests.fakes.teamtailor_world import later

PAGES_OF_APPLICATIONS = 3
"""Sixty applications and six of sourced persons, thirty a page."""


def parameters(place, path, which=-1):
    return [asked.parameters for asked in place.server.asked if asked.path == f"/v1/{path}"][which]


def keys(pulled, stream=None):
    return {row["application_key"] for row in pulled.rows("application", stream)}


# --- The first run ---------------------------------------------------------------------------------------------------------


def test_a_first_run_reads_every_application_once_with_one_question_for_thirty(place):
    pulled = place.pull()
    assert pulled.error is None
    assert len(pulled.rows("application")) == 60
    assert keys(pulled) == {key_of(str(each.number)) for each in applicants()}
    assert place.paths == ["jobs", *["job-applications"] * PAGES_OF_APPLICATIONS]
    assert (place.ledger.requests, place.ledger.used) == (4, {("requests", date(2026, 3, 4)): 4})


def test_each_question_carries_the_three_headers(place):
    place.pull()
    for asked in place.server.asked:
        named = (asked.headers["authorization"], asked.headers["x-api-version"], asked.headers["accept"])
        assert named == (f"Token token={KEY}", "20240404", "application/vnd.api+json")


def test_a_question_asks_for_thirty_for_what_comes_along_and_for_no_field_of_a_person(place):
    place.pull()
    first = parameters(place, "job-applications", 0)
    assert first["page[size]"] == "30"
    assert first["sort"] == "-updated-at"
    assert "filter[updated-at][from]" not in first
    assert first["include"].split(",")[:4] == ["stage", "job", "reject-reason", "candidate"]
    assert "cover-letter" not in str(first)
    assert first["fields[candidates]"] == "tags,sourced,connected,internal,updated-at,custom-field-values,answers"


def test_without_sparse_fields_nothing_is_asked_of_fields_and_the_same_rows_come(place):
    usual = place.pull()
    place.told.sends_all_fields = True
    pulled = place.pull(sparse_fields=False)
    assert "fields[job-applications]" not in parameters(place, "job-applications")
    assert pulled.rows("application") == usual.rows("application")


def test_only_the_facts_that_are_wanted_are_asked_for(place):
    place.pull(facts=("tags",))
    assert parameters(place, "job-applications", 0)["include"] == "stage,job,reject-reason,candidate"
    assert "custom-field-values" not in parameters(place, "job-applications", 0)["fields[candidates]"]


def test_the_last_link_lies_and_is_never_followed(place):
    place.pull()
    assert [p.get("page[number]") for p in (a.parameters for a in place.server.asked[1:])] == [None, "2", "3"]


def test_a_next_page_on_another_host_is_not_followed(place):
    place.told.next_host = "http://elsewhere.example"
    pulled = place.pull()
    assert isinstance(pulled.error, SourceError)
    assert pulled.error.code == "source.other_host"
    assert place.paths == ["jobs", "job-applications"]


def test_vacancies_of_every_status_are_read(place):
    rows = {row["external_id"]: row for row in place.pull().rows("vacancy")}
    assert parameters(place, "jobs")["filter[status]"] == "all"
    assert sorted(rows) == ["101", "102", "103", "104"]
    closed = rows["102"]
    assert (closed["status"], closed["opened_at"], closed["closed_at"]) == (
        "closed",
        date(2025, 11, 3),
        date(2026, 2, 20),
    )
    assert (rows["101"]["status"], rows["101"]["closed_at"]) == ("open", None)
    assert rows["103"]["url"] == ("jobs.nergensland.example/jobs/verzorgende-ig-leer-werktraject-zij-instroom-103")
    assert [number for number, row in rows.items() if row["side_entrant_track"]] == ["103"]


def test_vacancies_come_in_pages_too(place):
    for number in range(200, 240):
        place.world.add("jobs", str(number), dict(place.world.find("jobs", "101").attributes))
    assert len(place.pull().rows("vacancy")) == 44
    assert place.paths[:2] == ["jobs", "jobs"]


def test_who_was_sourced_or_only_connected_is_no_application(place):
    pulled = place.pull()
    assert not keys(pulled) & {key_of(str(8000 + number)) for number in range(6)}
    assert pulled.notes == ["6 persons were sourced and did not apply themselves: they are not counted."]


def test_a_few_sourced_persons_are_not_counted_out_loud(place):
    for number in range(8000, 8004):
        place.world.delete("job-applications", str(number))
    assert place.pull().notes == [
        "A few (< 5) persons were sourced and did not apply themselves: they are not counted."
    ]


def test_an_account_without_applications_gives_its_vacancies(place):
    for kind in ("job-applications", "candidates"):
        place.world.things[kind].clear()
    pulled = place.pull()
    assert (pulled.error, pulled.rows("application"), len(pulled.rows("vacancy"))) == (None, [], 4)
    assert pulled.cursors["applications"] == {"mark": None}


# --- The next night --------------------------------------------------------------------------------------------------------


def test_the_mark_is_the_latest_change_by_the_sources_own_clock(place):
    newest = max(each.updated_at for each in applicants())
    assert place.pull().cursors["applications"] == {"mark": newest.isoformat()}


def test_a_night_reads_from_ten_minutes_before_the_mark(place):
    first = place.pull()
    number, other = "1005", "1006"
    place.world.change(number, later(0.5))
    place.world.change(other, later(0.4))
    place.server.asked.clear()
    second = place.pull(cursors=first.cursors, now=later(1))
    mark = datetime.fromisoformat(first.cursors["applications"]["mark"])
    asked_from = parameters(place, "job-applications")["filter[updated-at][from]"]
    assert asked_from == (mark - timedelta(minutes=10)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert {key_of(number), key_of(other)} <= keys(second)
    assert len(keys(second)) < 10
    assert place.paths == ["jobs", "job-applications", "candidates"]
    assert second.cursors["applications"] == {"mark": later(0.5).isoformat()}


def test_the_last_day_that_is_covered_is_today(place):
    assert [batch.until for batch in place.pull().batches if batch.until] == [date(2026, 3, 4)]


def test_days_that_a_person_asks_for_leave_the_mark_where_it_is(place):
    first = place.pull()
    window = Window(date(2026, 2, 1), date(2026, 2, 10))
    second = place.pull(cursors=first.cursors, now=later(3), window=window)
    asked = parameters(place, "job-applications")
    assert asked["filter[updated-at][from]"] == "2026-01-31T23:00:00Z"
    assert asked["filter[updated-at][to]"] == "2026-02-10T23:00:00Z"
    assert second.cursors["applications"] == first.cursors["applications"]
    assert second.cursors["candidates"] == first.cursors["candidates"]
    assert [batch.until for batch in second.batches if batch.until] == [date(2026, 2, 10)]


def test_a_full_run_reads_all_and_moves_the_mark(place):
    first = place.pull()
    place.world.change("1005", later(0.5))
    second = place.pull(cursors=first.cursors, now=later(1), window=Window(full=True))
    assert len(keys(second, "applications")) == 60
    assert second.cursors["applications"] == {"mark": later(0.5).isoformat()}
    assert [batch.present is not None for batch in second.batches if batch.stream == "present"] == [True]


# --- A run that stops ------------------------------------------------------------------------------------------------------


def test_a_run_that_stops_goes_on_at_the_page_where_it_stopped(place):
    first = place.pull(stop_after=2)
    assert keys(first)
    place.server.asked.clear()
    second = place.pull(cursors=first.cursors)
    assert [asked.parameters.get("page[number]") for asked in place.server.asked[1:]] == ["2", "3"]
    assert len(keys(first) | keys(second)) == 60
    assert second.cursors["applications"] == place.pull().cursors["applications"]
    assert second.notes == ["6 persons were sourced and did not apply themselves: they are not counted."]


def test_a_reading_that_stopped_long_ago_begins_anew(place):
    first = place.pull(stop_after=2)
    place.server.asked.clear()
    place.pull(cursors=first.cursors, now=later(2))
    assert parameters(place, "job-applications", 0).get("page[number]") is None


def test_a_reading_that_stopped_at_another_address_begins_anew(place):
    first = place.pull(stop_after=2)
    moved = {**first.cursors["applications"], "next": "https://api.teamtailor.com/v1/job-applications?page=2"}
    second = place.pull(cursors={"applications": moved})
    assert (second.error, len(keys(second))) == (None, 60)


def test_what_changes_while_somebody_reads_comes_in_the_next_night(place):
    moved = min(applicants(), key=lambda each: each.updated_at)
    moved = place.world.find("job-applications", str(moved.number))  # it stands on the last page
    place.told.between = [
        lambda: None,
        lambda: None,
        lambda: place.world.change(moved.number, later(0.1), stage="offer"),
    ]
    first = place.pull()
    second = place.pull(cursors=first.cursors, now=later(1))
    (row,) = [row for row in second.rows("application") if row["application_key"] == key_of(moved.number)][:1]
    assert row["stage"] == "offer"


# --- What Teamtailor may get wrong -----------------------------------------------------------------------------------------


def test_a_filter_that_is_ignored_gives_no_row_that_was_not_asked_for(place):
    first = place.pull()
    place.told.ignores_filters = True
    place.world.change("1005", later(0.5))
    second = place.pull(cursors=first.cursors, now=later(1))
    mark = datetime.fromisoformat(first.cursors["applications"]["mark"]) - timedelta(minutes=10)
    expected = {key_of(str(each.number)) for each in applicants() if each.updated_at >= mark.replace(microsecond=0)}
    assert keys(second, "applications") == {*expected, key_of("1005")}
    assert "Teamtailor gave applications that were not asked for; they were left out." in second.notes


def test_a_filter_on_persons_that_is_ignored_ends_at_the_first_page_that_is_too_old(place):
    first = place.pull()
    place.told.ignores_filters = True
    second = place.pull(cursors=first.cursors, now=later(1))
    assert place.paths[4:] == ["jobs", "job-applications", "candidates"]
    assert len(keys(second, "candidates")) < 10


def test_pages_that_lead_back_end_the_run(place):
    place.told.next_host = "{address}"
    answer = place.told._link
    place.told._link = lambda asked, pairs, page: answer(asked, pairs, min(page, 2))
    pulled = place.pull()
    assert pulled.error.code == "source.pages"


def test_a_note_is_a_message_with_places(place):
    notes = [note for batch in place.pull().batches for note in batch.notes]
    assert notes == [
        Said("{count} persons were sourced and did not apply themselves: they are not counted.", {"count": 6})
    ]


def test_days_are_the_organisations_though_moments_are_told_in_amsterdam(place):
    rows = {row["application_key"]: row for row in place.pull().rows("application")}
    for each in applicants():
        row = rows[key_of(str(each.number))]
        assert (row["applied_on"], row["applied_at"]) == (each.day, each.applied_at)
    late = [each for each in applicants() if each.applied_at.astimezone(UTC).date() != each.day]
    assert len(late) == 6
