"""Before it starts, on the page of a campaign: look what it could show, fix it, and read it once the campaign runs."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import open_engine, reading
from tests.dashboard.actions.history import ENDS, START, campaign, counted, noon, organisation_with_history
from tests.dashboard.analysis.impact.found import finding
from tests.dashboard.shows import opened, put, texts
from tests.dashboard.views.test_evidence import card, store
from tests.dashboard.views.test_pages import application

BEFORE = date(2025, 3, 19)
DAYS_BEFORE = 443
FOUND = date(2025, 4, 21)


@pytest.fixture
def to_come(own, monkeypatch):
    """Give an organisation with over a year of history, and a campaign that begins in five days."""
    return with_days(own, monkeypatch, DAYS_BEFORE)


def with_days(home, monkeypatch, days):
    engine = open_engine(f"sqlite:///{home / 'instroom.db'}")
    organisation_with_history(engine, days=days)
    campaign(engine)
    engine.dispose()
    is_on(monkeypatch, BEFORE)
    return home


def is_on(monkeypatch, day):
    monkeypatch.setenv("INSTROOM_NOW", datetime(day.year, day.month, day.day, 12, tzinfo=UTC).isoformat())


def page(**parameters):
    test = opened("campaign", "en", campaign="soap", **parameters)
    assert not test.exception
    return test


def press(test, label):
    next(button for button in test.button if button.label == label).click()
    test.run()
    assert not test.exception
    return texts(test).replace("\\", "")


def row(home):
    engine = open_engine(f"sqlite:///{home / 'instroom.db'}")
    with reading(engine) as connection:
        found = connection.execute(select(schema.campaign_plan)).mappings().first()
    engine.dispose()
    return found


def labelled(elements, label):
    return next(element for element in elements if element.label == label)


def smallest(test):
    return labelled(test.number_input, "Smallest number of extra ones that would matter to you")


def test_the_form_starts_with_the_campaign_s_whole_weeks_and_all_applications(to_come):
    test = page()
    assert [labelled(test.date_input, f"Days that are judged: {end}").value for end in ("from", "until")] == [
        START,
        ENDS,
    ]
    judged = labelled(test.multiselect, "What is judged")
    assert judged.value == ["all"]
    assert judged.options == ["All applications", "Side-entrants", "Site: BE", "Site: NL"]
    assert "Nothing has been fixed yet." in texts(test)


def test_what_it_could_show_is_drawn_and_nothing_is_stored(to_come):
    test = page()
    smallest(test).set_value(2.0)
    said = press(test, "See what it could show")
    assert "In 4 weeks " in said
    assert "What matters to you (2 extra) is less than what would be shown" in said
    assert "What would lower it" in said
    spec, alt = card(test, "power")
    assert spec["layout"]["yaxis"]["range"] == [0, 1.05]
    assert alt.startswith("+10% is shown ")
    assert row(to_come) is None


def test_a_kept_plan_stands_on_the_page_and_in_the_form(to_come):
    test = page()
    smallest(test).set_value(25.0)
    labelled(test.multiselect, "What is judged").set_value(["side_entrant", "all"])
    labelled(test.selectbox, "What is success measured by?").set_value("extra_side_entrants")
    said = press(test, "Keep this plan")
    assert "The plan has been kept." in said
    assert "Fixed on 19 Mar 2025" in said
    assert "**What is judged:** Side-entrants, All applications" in said
    assert "24 Mar 2025 to 20 Apr 2025" in said
    stored = row(to_come)
    assert (stored["window_from"], stored["window_until"], stored["minimum_effect"]) == (START, ENDS, 25)
    assert (stored["outcomes"], stored["measure"]) == ('["side_entrant", "all"]', "extra side-entrants")
    assert stored["planned_on"] == BEFORE
    again = page()
    assert smallest(again).value == 25
    assert labelled(again.multiselect, "What is judged").value == ["side_entrant", "all"]
    assert card(again, "power-kept")


def test_once_it_runs_the_plan_is_there_to_read_only_also_where_nothing_was_found_yet(to_come, monkeypatch):
    press(page(), "Keep this plan")
    is_on(monkeypatch, START)
    test = page()
    assert [each.label for each in test.expander if "Fixed before it started" in each.label] == [
        "Fixed before it started, on 19 Mar 2025"
    ]
    assert "Keep this plan" not in [button.label for button in test.button]
    assert card(test, "power-kept")


def test_what_was_found_stands_beside_the_promise(to_come, monkeypatch):
    press(page(), "Keep this plan")
    promised = round(row(to_come)["minimum_detectable_effect"])
    is_on(monkeypatch, FOUND)
    store(to_come, all=replace(finding(), start=START, end=ENDS, weeks=()))
    put(to_come, schema.application_daily, counted(ENDS, 9, "BE", "unknown"))
    put(to_come, schema.application, {**application(ENDS), "observed_at": noon(FOUND)})
    said = texts(page()).replace("\\", "")
    assert (
        f"Written down on 19 Mar 2025, before the start: {promised} extra or more could be seen, 4 times out of 5."
        in said
    )


def test_a_page_that_stood_open_over_the_start_can_fix_nothing_any_more(to_come, monkeypatch):
    test = page()
    button = next(button for button in test.button if button.label == "Keep this plan")
    is_on(monkeypatch, START)
    button.click()
    test.run()
    assert not test.exception
    assert row(to_come) is None


def test_without_history_the_page_says_what_is_missing_and_promises_nothing(own, monkeypatch):
    home = with_days(own, monkeypatch, 60)
    said = press(page(), "See what it could show")
    assert "Not enough data to tell. " in said
    assert "weeks of history beside the length of the campaign" in said
    said = press(page(), "Keep this plan")
    assert "Not enough data to tell. " in said
    assert "What it could show was not reckoned: there was too little data." in said
    stored = row(home)
    assert (stored["window_from"], stored["window_until"]) == (START, ENDS)
    assert [stored[name] for name in ("minimum_detectable_effect", "minimum_detectable_relative", "power")] == [
        None
    ] * 3


@pytest.mark.parametrize("button", ["See what it could show", "Keep this plan"])
def test_everything_that_is_wrong_is_said_and_nothing_is_stored(to_come, button):
    test = page()
    smallest(test).set_value(-5.0)
    labelled(test.date_input, "Days that are judged: until").set_value(date(2025, 4, 1))
    said = press(test, button)
    assert "The smallest effect that matters is more than zero." in said
    assert "The window starts on the first day of the campaign or later, and holds its last day." in said
    assert row(to_come) is None


def test_a_window_without_days_is_asked_for(to_come):
    test = page()
    for end in ("from", "until"):
        labelled(test.date_input, f"Days that are judged: {end}").set_value(None)
    assert "The window needs a first and a last day." in press(test, "Keep this plan")
    assert row(to_come) is None


def test_in_the_demo_one_can_look_and_not_keep(in_demo, monkeypatch):
    is_on(monkeypatch, date(2026, 3, 4))
    test = opened("campaign", "en", campaign="open_day_2026")
    said = press(test, "See what it could show")
    assert "In 2 weeks " in said
    assert card(test, "power")
    assert "nothing in it can be changed" in press(test, "Keep this plan")
