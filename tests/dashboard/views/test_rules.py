"""The page about rules: what waits for a person, rules as tables, and a change that is there after a rerun."""

from datetime import date

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from connectors.database import schema
from connectors.database.engine import open_engine, reading
from dashboard import i18n
from tests.dashboard.queries.test_inflow import applied
from tests.dashboard.shows import NOON, application_counts, frames, opened, put, texts
from tests.dashboard.views.roles import opened_by, pages, with_sign_in
from tests.dashboard.views.test_inflow import cells, source, table

DAY = date(2026, 3, 1)


@pytest.fixture
def waiting(own):
    """Two sources that nobody placed and a word without a meaning; all of them small but one."""
    put(own, schema.source, source("zorgbord", "other", "new"), source("blaadje", "other", "new"))
    put(own, schema.source, source("linkedin", "social"))
    many = [applied(number, DAY, source_raw="Zorgbord", source_id="zorgbord") for number in range(6)]
    words = {"stage_raw": "Kletsmoment", "status": "in_process", "stage_basis": None}
    few = [{**applied(number, DAY, source_raw="Blaadje", source_id="blaadje"), **words} for number in range(10, 13)]
    known = {"stage_raw": "Aanbod", "stage": "offer", "status": "offer", "stage_basis": "words"}
    some = [{**applied(number, DAY, source_raw="LinkedIn", source_id="linkedin"), **known} for number in range(20, 40)]
    for rows in (many, few, some):
        put(own, schema.application, *[{**row, "observed_at": NOON} for row in rows])
    put(own, schema.application_daily, *application_counts((DAY, 6, "zorgbord", "", "unknown")))
    return own


def stored(home, *columns):
    engine = open_engine(f"sqlite:///{home / 'instroom.db'}")
    with reading(engine) as connection:
        found = sorted(tuple(row) for row in connection.execute(select(*columns).distinct()))
    engine.dispose()
    return found


def chosen(test, label, code):
    return next(box for box in test.selectbox if box.label == label).set_value(code).run()


def pressed(test, label):
    return next(button for button in test.button if button.label == label).click().run()


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_the_demo_shows_its_rules_and_lets_nobody_change_them(language):
    test = opened("rules", language)
    assert not test.exception
    assert not test.error
    with i18n.speaking(language):
        keep = i18n._("Keep these rules")
    assert [button.disabled for button in test.button if button.label == keep] == [True] * 4
    assert [number for number in cells(test) if number in {"1", "2", "3", "4"}] == []


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_an_empty_organisation_sees_the_rules_of_the_house(language):
    test = opened("rules", language)
    assert not test.exception
    assert len(test.tabs) == 4
    assert sum(len(frame.value) > 5 for frame in frames(test)) == 4


@pytest.mark.usefixtures("waiting")
def test_what_waits_stands_first_and_small_numbers_are_hidden():
    test = opened("rules", "en")
    assert not test.exception
    assert table(test, "First seen").to_dict("records") == [
        {"Source": "Zorgbord", "First seen": "1 Jan 2026", "Applications": "6"},
        {"Source": "Blaadje", "First seen": "1 Jan 2026", "Applications": "< 5"},
    ]
    words = table(test, "Because of").to_dict("records")
    assert [(row["Word"], row["Because of"], row["Applications"]) for row in words] == [
        ("Kletsmoment", "–", "< 5"),
        ("Aanbod", "the words of the house", "≥ 5"),
    ]
    assert "Some words have no meaning yet" in texts(test)
    assert [number for number in cells(test) if number in {"1", "2", "3", "4"}] == []


def test_a_new_source_is_placed_through_the_page(waiting):
    test = opened("rules", "en")
    test.text_input(key="name-zorgbord").set_value("Zorgbord Vlaanderen")
    chosen(test, "Kind of source", "job_board")
    pressed(test, "Place")
    assert not test.exception
    assert not test.error
    assert table(test, "First seen")["Source"].to_list() == ["Blaadje"]
    row = schema.source.c
    assert ("zorgbord", "Zorgbord Vlaanderen", "job_board", "known") in stored(
        waiting, row.source_id, row.name, row.strategy, row.status
    )
    assert not opened("inflow", "en").exception


def test_a_new_source_is_led_to_a_known_one_and_history_follows(waiting):
    test = opened("rules", "en")
    chosen(test, "Known source", "linkedin")
    pressed(test, "Lead there")
    assert not test.error
    assert table(test, "First seen")["Source"].to_list() == ["Blaadje"]
    assert ("zorgbord",) not in stored(waiting, schema.application.c.source_id)
    rules = table(test, "field", "result")
    assert rules[["field", "match", "value", "result"]].to_numpy().tolist() == [
        [field, "exact", "Zorgbord", "linkedin"] for field in ("source", "utm_source", "referrer")
    ]
    assert stored(waiting, schema.audit.c.action, schema.audit.c.actor) == [("inflow_rules.save", "administrator")]


@pytest.mark.usefixtures("waiting")
def test_nothing_is_placed_or_led_elsewhere_before_a_person_chose_where():
    test = opened("rules", "en")
    assert [button.disabled for button in test.button if button.label in {"Place", "Lead there"}] == [True, True]


def test_a_source_without_a_name_is_refused_in_a_sentence(waiting):
    test = opened("rules", "en")
    test.text_input(key="name-zorgbord").set_value(" ")
    chosen(test, "Kind of source", "job_board")
    pressed(test, "Place")
    (error,) = test.error
    assert error.value.startswith("Give the source a name\\.") or error.value.startswith("Give the source a name.")
    assert ("zorgbord", "new") in stored(waiting, schema.source.c.source_id, schema.source.c.status)


# --- The tables ------------------------------------------------------------------------------------------------------------------


def editing():
    """Run as a page of its own: a table as a person left it, and the press on its button."""
    import pandas as pd
    import streamlit as st

    from dashboard import data
    from dashboard.views.sections import rule_editor

    i18n_use = __import__("dashboard.i18n", fromlist=["use"]).use
    i18n_use("en")
    data.begin()
    if st.button("press"):
        rule_editor._keep(st.session_state["subject"], pd.DataFrame(st.session_state["edited"]))
    rule_editor.editors()


def kept(subject, *rows):
    test = AppTest.from_function(editing, default_timeout=30)
    test.session_state["subject"], test.session_state["edited"] = subject, list(rows)
    test.run()
    return next(button for button in test.button if button.label == "press").click().run()


def line(value, result, field="source", match="exact", **more):
    return {"field": field, "match": match, "value": value, "result": result, "provider": "", **more}


def test_rules_are_kept_through_the_table_and_are_there_afterwards(waiting):
    test = kept("source", line(" Zorgbord ", "linkedin"), line("Blaadje", "press", match=None, provider=None))
    assert not test.exception
    assert not test.error
    assert [each.value for each in test.success] == ["Kept. Applications with another meaning now: 9."]
    shown = table(opened("rules", "en"), "field", "result")
    assert shown[["field", "match", "value", "result"]].to_numpy().tolist() == [
        ["source", "exact", "Zorgbord", "linkedin"],
        ["source", "exact", "Blaadje", "press"],
    ]
    assert stored(waiting, schema.application.c.source_id) == [("linkedin",), ("press",)]


@pytest.mark.usefixtures("waiting")
def test_of_a_change_for_a_few_the_number_is_not_told():
    test = kept("stage", line("Kletsmoment", "interview/in_process", field="stage"))
    assert [each.value for each in test.success] == ["Kept. Applications with another meaning now: < 5."]
    assert table(opened("rules", "en"), "Because of")["Because of"].to_list() == ["the words of the house", "your rule"]


@pytest.mark.usefixtures("waiting")
def test_rules_stand_in_the_order_that_a_person_gave_them():
    lines = (
        line("Zorgbord", "linkedin", place=2.0),
        line("Blaadje", "press", place=1.5),
        line("Krant", "press", place=None),
    )
    assert not kept("source", *lines).error
    shown = table(opened("rules", "en"), "field", "result")
    assert list(zip(shown["place"], shown["value"], strict=True)) == [(1, "Blaadje"), (2, "Zorgbord"), (3, "Krant")]


@pytest.mark.usefixtures("own")
def test_a_group_of_functions_is_named_as_the_page_names_it_and_stored_as_its_code():
    test = kept("function_group", line("Nachtzuster", "nurses", field="title"))
    assert not test.error
    assert table(opened("rules", "en"), "field", "result", place=2)["result"].to_list() == ["Nurses"]
    assert table(opened("rules", "nl"), "field", "result", place=2)["result"].to_list() == ["Verpleegkundigen"]


@pytest.mark.usefixtures("own")
def test_the_rules_of_the_house_are_told_in_words():
    test = opened("rules", "en")
    sources = table(test, "Look at", "Compare")
    assert {"Tag on the link: source", "Source that the system names"} <= set(sources["Look at"])
    assert set(sources["Compare"]) <= {"the same words", "these words in it", "a pattern"}
    stages = table(test, "Word", "Stage")
    assert set(stages["Stage"]) == {"Applied", "Screening", "Interview", "Offer", "Hired"}
    assert not [status for status in stages["Status"] if status.islower()]
    found = [cell for frame in frames(test) if "Then it is" in frame.value for cell in frame.value["Then it is"]]
    assert found
    assert not [cell for cell in found if cell.islower() or "_" in cell]


@pytest.mark.usefixtures("waiting")
def test_lines_that_are_empty_are_left_out():
    empty = dict.fromkeys(("field", "match", "value", "result", "provider"))
    test = kept("source", empty, line("Zorgbord", "linkedin"), {**empty, "value": "  "})
    assert not test.error
    assert len(table(opened("rules", "en"), "field", "result")) == 1


@pytest.mark.parametrize(
    ("subject", "row", "problem"),
    [
        ("source", line("(a+)+b", "linkedin", match="pattern"), "Rule 1 has a pattern that is too heavy"),
        ("source", line("Zorgbord", "nergens"), "Rule 1 leads to nergens; it takes one of: agency"),
        ("source", line("", "linkedin"), "Rule 1 has no words to compare with."),
        ("source", line("Zorgbord", None), "Rule 1 does not say what it then is."),
        ("source", line("x", "linkedin", field=None), "Rule 1 looks at ; it takes one of"),
        ("stage", line("x", "hired/soon", field="stage"), "Rule 1 leads to hired/soon"),
        ("function_group", line("x", "De groep", field="title"), "Rule 1 leads to De groep; it takes a short name"),
        ("side_entrant", line("ja", "other", field="answer", name=None), "Rule 1 has no name of the question"),
    ],
)
def test_a_rule_that_cannot_work_is_told_in_a_sentence_and_changes_nothing(waiting, subject, row, problem):
    test = kept(subject, row)
    assert not test.exception
    assert not test.success
    (error,) = test.error
    assert problem in error.value.replace("\\", "")
    assert "`rules.unsound`" in error.value
    assert stored(waiting, schema.inflow_rule.c.value) == []


# --- Who -------------------------------------------------------------------------------------------------------------------------


def test_a_recruiter_may_change_rules_and_the_change_is_written_under_the_role(waiting):
    with_sign_in(waiting)
    test = opened_by("hr", "rules")
    assert not test.exception
    chosen(test, "Known source", "linkedin")
    pressed(test, "Lead there")
    assert not test.error
    assert stored(waiting, schema.audit.c.actor) == [("recruiter",)]


@pytest.mark.parametrize("group", ["web", "board", "nobody"])
def test_who_is_no_recruiter_does_not_reach_the_rules(waiting, group):
    with_sign_in(waiting)
    test = opened_by(group, "rules")
    assert "rules" not in pages(test)
    assert [title.value for title in test.title] != ["Rules"]
    assert "Zorgbord" not in texts(test)
