"""Runs against the look-alike: everything once, then what changed, and what AFAS deletes moves no count."""

from collections import Counter
from datetime import date, timedelta

import pytest

from connectors.base import Window
from connectors.inflow.rules import Rulebook
from connectors.sync import Order
from tests.connectors.afas.conftest import after, counted, stored
from tests.fakes.afas import Afas, row_of, wall
from tests.fakes.applicants import NOW, applicants, counts
from tests.fakes.json_server import Reply

CLASSES = {True: "side_entrant", False: "other", None: "unknown"}


def source_id(words):
    found = Rulebook().source_of("afas", {"source": words})
    return found.source_id if found else ""


def by_day_and_source():
    return {(day, source_id(source)): count for (day, source), count in counts(applicants()).items()}


def test_every_application_is_counted_once_on_its_day_and_by_its_source(engine, house):
    result = house.sync(engine)
    assert (result.status, result.error) == ("ok", None)
    told = {key: numbers[0] for key, numbers in counted(engine, "day", "source_id").items()}
    assert told == by_day_and_source()
    outcomes = Counter(each.outcome for each in applicants())
    assert counted(engine)[()] == [60, outcomes["hired"], outcomes["rejected"], outcomes["withdrawn"]]
    classes = {key[0]: numbers[0] for key, numbers in counted(engine, "side_entrant_declared").items()}
    assert classes == Counter(CLASSES[each.side_entrant] for each in applicants())


def test_persons_are_fewer_than_applications(sqlite_engine, house):
    house.sync(sqlite_engine)
    persons = {key for (key,) in stored(sqlite_engine, "application", "candidate_key")}
    assert len(persons) == len({each.candidate for each in applicants()}) == 54


def test_place_group_and_track_come_from_the_columns_of_the_vacancy(sqlite_engine, house):
    house.sync(sqlite_engine)
    rows = stored(sqlite_engine, "vacancy", "external_id", "function_group", "location", "side_entrant_track")
    assert rows == [
        ("101", "nurse", "Gent", False),
        ("102", "care_assistant", "Aalst", False),
        ("103", "care_assistant", "Aalst", True),
        ("104", "kitchen_cleaning", "Gent", False),
    ]


# --- Questions -----------------------------------------------------------------------------------------------------------


def test_a_first_and_a_nightly_run_ask_no_more_than_they_must(sqlite_engine, house):
    first = house.sync(sqlite_engine)
    assert first.requests == 1 + 4  # the columns; three full pages of twenty and one that is not full
    second = house.sync(sqlite_engine, after(1))
    assert (second.requests, second.rows_written) == (1 + 1, 0)
    assert house.sync(sqlite_engine, after(1), take=1000, order=Order(("afas",), Window(full=True))).requests == 1 + 1


def test_every_page_is_asked_for_in_order_and_overlaps_by_one_row(house):
    house.pull()
    assert [(page["skip"], page["take"], page["orderbyfieldids"]) for page in house.pages] == [
        (str(skip), "20", "SollicitatieId") for skip in (0, 19, 38, 57)
    ]


def test_without_an_order_the_look_alike_mixes_up_its_pages():
    afas = Afas()
    pages = [afas._page("Nergens_Sollicitaties", {"skip": str(skip), "take": "20"}).body for skip in (0, 20, 40)]
    numbers = [number for page in pages for number in range(1001, 1061) if f'"SollicitatieId": {number}' in page]
    assert len(numbers) == 60
    assert len(set(numbers)) < 60


def test_a_page_holds_fewer_than_150000_cells(house):
    house.pull(take=10_000)
    assert [page["take"] for page in house.pages] == [str(149_999 // 18)]


def test_a_night_asks_for_what_changed_since_two_hours_before_the_last_change(sqlite_engine, house):
    house.sync(sqlite_engine)
    last = max(each.updated_at for each in applicants())
    house.sync(sqlite_engine, after(1))
    page = house.pages[-1]
    assert (page["filterfieldids"], page["operatortypes"]) == ("GewijzigdOp", "2")
    assert page["filtervalues"] == wall(last - timedelta(hours=2)).removesuffix("Z")


def test_without_a_column_of_changes_everything_is_read_each_time(sqlite_engine, house):
    house.sync(sqlite_engine, column_modified=None)
    again = house.sync(sqlite_engine, after(1), column_modified=None)
    assert (again.requests, again.rows_written) == (5, 0)
    assert all("filterfieldids" not in page for page in house.pages)


def test_days_that_a_person_asks_for_leave_the_cursor_where_it_was(sqlite_engine, house):
    house.sync(sqlite_engine)
    before = stored(sqlite_engine, "sync_cursor", "stream", "value")
    asked = Order(("afas",), Window(since=date(2026, 2, 1)))
    assert house.sync(sqlite_engine, after(1), asked).rows_written == 0
    assert house.pages[-1]["filtervalues"] == "2026-02-01T00:00:00"
    assert stored(sqlite_engine, "sync_cursor", "stream", "value") == before


# --- What changes --------------------------------------------------------------------------------------------------------


def _open_one():
    return next(each for each in applicants() if each.outcome is None)


def test_hired_undone_and_hired_again(sqlite_engine, house):
    number = _open_one().number
    house.sync(sqlite_engine)
    before = counted(sqlite_engine)[()]
    for day, status in enumerate(("2", "1", "2"), start=1):
        house.afas.change(number, after(day) - timedelta(hours=1), StatusCode=status, LaatsteActie="6")
        assert house.sync(sqlite_engine, after(day)).status == "ok"
    applied, hired, rejected, withdrawn = before
    assert counted(sqlite_engine)[()] == [applied, hired + 1, rejected, withdrawn]
    new = [row for row in stored(sqlite_engine, "application_event", "day", "event") if row[0] > NOW.date()]
    assert [event for _, event in new if event in {"hired", "unhired"}] == ["hired", "unhired", "hired"]


def test_a_new_application_comes_in_with_the_next_night(sqlite_engine, house):
    house.sync(sqlite_engine)
    new = {
        **row_of(_open_one()),
        "SollicitatieId": 2001,
        "GewijzigdOp": wall(after(1)),
        "DatumSollicitatie": "2026-03-05T00:00:00Z",
    }
    house.afas.rows.append(new)
    assert house.sync(sqlite_engine, after(1)).status == "ok"
    assert counted(sqlite_engine, "day")[date(2026, 3, 5),][0] == 1


def test_a_day_that_moves_forward_is_anonymising_and_no_count_moves(sqlite_engine, house):
    house.sync(sqlite_engine)
    before = counted(sqlite_engine, "day", "source_id", "side_entrant_declared")
    house.afas.change(
        _open_one().number, after(1), DatumSollicitatie="2026-03-05T00:00:00Z", Informatiebron=None, ZijInstromer=None
    )
    house.sync(sqlite_engine, after(1))
    assert counted(sqlite_engine, "day", "source_id", "side_entrant_declared") == before
    assert ("anonymised",) in stored(sqlite_engine, "application_event", "event")


def test_what_afas_deletes_is_found_by_the_monthly_reading_and_stays_counted(sqlite_engine, house):
    house.sync(sqlite_engine)
    before = counted(sqlite_engine, "day", "source_id")
    house.afas.delete(_open_one().number, 1002)
    house.sync(sqlite_engine, after(29))
    assert ("deleted",) not in stored(sqlite_engine, "application_event", "event")
    assert house.sync(sqlite_engine, after(30)).requests == 5
    assert Counter(stored(sqlite_engine, "application_event", "event"))["deleted",] == 2
    assert counted(sqlite_engine, "day", "source_id") == before
    house.sync(sqlite_engine, after(31))
    assert len(house.pages) == 4 + 1 + 4 + 1


def test_when_most_of_it_is_gone_nothing_is_taken_as_deleted(sqlite_engine, house):
    house.sync(sqlite_engine)
    house.afas.delete(*range(1001, 1050))
    result = house.sync(sqlite_engine, after(30))
    assert [note.values["missing"] for note in result.notes if "missing" in note.values] == [49]
    assert ("deleted",) not in stored(sqlite_engine, "application_event", "event")


def test_rows_that_move_while_they_are_read_are_not_taken_as_deleted(sqlite_engine, house):
    house.sync(sqlite_engine)
    before = stored(sqlite_engine, "sync_cursor", "value")
    house.afas.before_page = [lambda: None, lambda: house.afas.delete(1001)]
    result = house.sync(sqlite_engine, after(30))
    assert [str(note) for note in result.notes if "while it was read" in note.text] != []
    assert ("deleted",) not in stored(sqlite_engine, "application_event", "event")
    assert stored(sqlite_engine, "sync_cursor", "value") == before
    house.sync(sqlite_engine, after(31))
    assert Counter(stored(sqlite_engine, "application_event", "event"))["deleted",] == 1


def test_an_application_without_a_day_is_kept_and_not_counted(sqlite_engine, house):
    house.afas.change(1001, NOW, DatumSollicitatie=None)
    result = house.sync(sqlite_engine)
    assert counted(sqlite_engine)[()][0] == 59
    assert len(stored(sqlite_engine, "application", "application_key")) == 60
    assert [note.values["count"] for note in result.notes if "without a day" in note.text] == [1]


@pytest.mark.parametrize("pages", [0, 1, 2, 3])
def test_a_run_that_broke_off_and_runs_again_ends_in_the_same_rows(pages, sqlite_engine, house):
    house.afas.before_page = [*[lambda: None] * pages, lambda: house.server.fail(Reply(404), path="/connectors/")]
    house.server.fail(path="/connectors/")
    broken = house.sync(sqlite_engine)
    assert broken.status == ("ok" if pages == 3 else "failed")
    house.server.faults.clear()
    assert house.sync(sqlite_engine).status == "ok"
    assert {
        key: numbers[0] for key, numbers in counted(sqlite_engine, "day", "source_id").items()
    } == by_day_and_source()
    created = [event for (event,) in stored(sqlite_engine, "application_event", "event") if event == "created"]
    assert len(created) == 60
