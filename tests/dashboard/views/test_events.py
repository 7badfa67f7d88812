"""The page with the time line: one list with filters, and events that a person writes down, changes and removes."""

from datetime import date

import pytest

from connectors.database import schema
from connectors.database.engine import open_engine, reading
from dashboard.queries.backdrops import time_line
from dashboard.widgets.plain import plain
from tests.dashboard.shows import ORGANISATION, frames, opened, put, texts


def table(test):
    return frames(test)[0].value


def button(test, label):
    return next(each for each in test.button if each.label == label)


@pytest.mark.usefixtures("in_demo")
def test_everything_that_draws_itself_stands_in_one_list():
    test = opened("events", "en")
    assert not test.exception
    shown = table(test)
    assert set(shown["Kind"]) == {
        "Campaign",
        "Episode",
        "Broadcast",
        "Many vacancies at once",
        "Counted differently from here",
    }
    assert "**30 things on the time line**" in texts(test)
    changes = shown[shown["Kind"] == "Counted differently from here"]
    assert list(changes["From"]) == ["24 Aug 2026", "31 Mar 2025"]  # one is an event, one from the passports
    assert set(changes["Platform"]) == {"YouTube"}
    assert set(changes["Figure"]) == {"views"}
    soap = shown[shown["What"] == "Nergens Beter (soap, 8 afleveringen)"].iloc[0]
    assert (soap["From"], soap["To"]) == ("14 Jan 2026", "4 Mar 2026")
    assert "no end" in list(shown["To"])


@pytest.mark.usefixtures("in_demo")
def test_the_list_is_narrowed_by_codes_of_the_address_and_foreign_codes_are_ignored():
    narrowed = table(opened("events", "en", kind="vacancy_wave", site="NL", year="2025", platform="fax"))
    assert list(narrowed["What"]) == ["6 extra vacatures in Streekziekenhuis Overal"]
    whole = opened("events", "nl", kind="nothing", year="12x")
    assert not whole.exception
    assert len(table(whole)) == 30


@pytest.mark.usefixtures("in_demo")
def test_the_demo_refuses_an_event_in_plain_words():
    test = opened("events", "en")
    test.text_input(key="event-title-new").set_value("Zembla")
    button(test, "Keep this event").click().run()
    assert "This is the demo organisation" in test.error[0].value


@pytest.mark.usefixtures("own")
def test_an_organisation_without_anything_reads_what_to_do():
    for language, sentence in (("nl", "Er staat nog niets op de tijdlijn."), ("fr", "Il n’y a encore rien")):
        test = opened("events", language)
        assert not test.exception
        assert sentence in texts(test)


def events_of(home):
    engine = open_engine(f"sqlite:///{home / 'instroom.db'}")
    with reading(engine) as connection:
        found = [
            (item.kind, item.title, str(item.first), str(item.last))
            for item in time_line(connection, ORGANISATION, "UTC")
        ]
    engine.dispose()
    return found


def test_an_event_is_written_down_changed_and_removed(own):
    test = opened("events", "en")
    button(test, "Keep this event").click().run()
    assert [error.value for error in test.error] == [plain("What happened: write it in a few words.")]
    test.text_input(key="event-title-new").set_value("Zembla *over* de zorg")
    test.date_input(key="event-first-new").set_value(date(2026, 4, 2))
    button(test, "Keep this event").click().run()
    assert not test.exception
    assert events_of(own) == [("broadcast", "Zembla *over* de zorg", "2026-04-02", "2026-04-02")]
    assert r"“Zembla \*over\* de zorg” stands on the time line." in test.success[0].value
    test.selectbox(key="event-kind-zembla-over-de-zorg").set_value("award")
    button(test, "Keep changes").click().run()
    assert events_of(own) == [("award", "Zembla *over* de zorg", "2026-04-02", "2026-04-02")]
    button(test, "Yes, remove it").click().run()
    assert not test.exception
    assert events_of(own) == []


def test_an_event_of_a_source_is_in_the_list_and_not_in_the_form(own):
    row = {"event_id": "shorts", "kind": "definition_break", "day": date(2026, 1, 1), "title": "Anders"}
    put(own, schema.event, {**row, "platform": "youtube", "metric": "views"})
    test = opened("events", "en")
    assert list(table(test)["What"]) == ["Anders"]
    assert not [each for each in test.button if each.label == "Keep changes"]
