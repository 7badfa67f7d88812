"""A campaign is made, planned, started and followed without a developer: in steps, each a short form."""

from datetime import date, datetime, time

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import open_engine, reading
from tests.dashboard.shows import frames, opened, put, texts

STEPS = ("about", "measure", "cost", "links", "episodes", "targets", "life")


def step(name, language="en"):
    test = opened("plan", language, campaign="lente-vlog", step=name)
    assert not test.exception
    return test


def labelled(elements, label):
    return next(element for element in elements if element.label == label)


def press(test, label):
    labelled(test.button, label).click().run()
    assert not test.exception
    return texts(test).replace("\\", "")


def rows(home, table, *columns):
    engine = open_engine(f"sqlite:///{home / 'instroom.db'}")
    with reading(engine) as connection:
        query = select(*(table.c[name] for name in columns)).order_by(*table.primary_key)
        found = [tuple(row) for row in connection.execute(query)]
    engine.dispose()
    return found


@pytest.fixture
def planned(own):
    row = {"name": "Lente *vlog* 🌷", "kind": "series", "starts_on": date(2026, 4, 1), "ends_on": date(2026, 4, 28)}
    put(own, schema.campaign, {"campaign_id": "lente-vlog", "status": "planned", **row})
    return own


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("name", STEPS)
def test_every_step_opens_in_the_demo(name):
    test = opened("plan", "nl", campaign="soap", step=name)
    assert not test.exception
    assert not test.error
    assert "demo" in texts(test)


@pytest.mark.story("M5")
def test_without_its_plan_the_page_names_what_misses_and_the_campaign_does_not_start(planned):
    missing = "Before a campaign starts it needs: goal, audience, measure, method, days to compare with."
    assert missing in texts(step("life")).replace("\\", "")
    assert missing in press(step("life"), "Start the campaign")
    assert rows(planned, schema.campaign, "status") == [("planned",)]
    assert missing in texts(opened("campaign", "en", campaign="lente-vlog")).replace("\\", "")


@pytest.mark.story("M5")
def test_goal_audience_measure_method_and_baseline_are_chosen_and_then_it_starts(planned):
    about = step("about")
    labelled(about.multiselect, "Goal").set_value(["applications", "side_entrants"])
    labelled(about.multiselect, "For whom").set_value(["side_entrant"])
    labelled(about.text_input, "For whom: in your own words (may stay empty)").set_value("night owls; too")
    assert "The changes have been kept." in press(about, "Keep")
    measure = step("measure")
    labelled(measure.selectbox, "What is success measured by?").set_value("extra_applications")
    labelled(measure.selectbox, "How is it measured?").set_value("modelled")
    assert "The plan has been kept." in press(measure, "Keep this plan")
    assert "The campaign has been started." in press(step("life"), "Start the campaign")
    assert rows(planned, schema.campaign, "status", "goal", "audience") == [
        ("active", "more applications; more side-entrants", "side-entrants; night owls, too")
    ]
    said = texts(opened("campaign", "nl", campaign="lente-vlog"))
    assert "meer sollicitaties; meer zij" in said
    assert "nog niet gestart" not in said
    assert [action for (action,) in rows(planned, schema.audit, "action")] == [
        "campaign.change",
        "campaign.plan",
        "campaign.start",
    ]


@pytest.mark.story("D2")
def test_cost_is_written_down_with_a_comma_per_channel_and_what_is_no_number_is_named(planned):
    test = step("cost")
    for label, value in (("What", "Montage =1+1"), ("Cash", "1.250,50"), ("Own hours", "twelve")):
        labelled(test.text_input, label).set_value(value)
    labelled(test.selectbox, "Channel").set_value("youtube")
    assert "“Own hours” is no number." in press(test, "Keep")
    assert rows(planned, schema.campaign_cost, "label") == []
    labelled(test.text_input, "Own hours").set_value("12,5")
    assert "The cost has been kept." in press(test, "Keep")
    columns = ("line", "label", "cash", "hours", "hour_rate", "currency", "platform")
    assert rows(planned, schema.campaign_cost, *columns) == [(1, "Montage =1+1", 1250.5, 12.5, 39.0, "EUR", "youtube")]
    assert "€1,250.50 in cash; €1,738.00 with own hours." in texts(test)


@pytest.mark.story("R2")
def test_a_series_is_made_by_hand_and_its_episodes_get_moments_on_the_clock_of_the_organisation(planned):
    test = step("episodes")
    labelled(test.text_input, "Name of the series").set_value("Lente")
    assert "The series has been made" in press(test, "Make the series")
    assert "The series has been removed." in press(step("episodes"), "Remove this series")
    test = step("episodes")
    labelled(test.text_input, "Name of the series").set_value("Lente")
    press(test, "Make the series")
    test = step("episodes")
    assert "All moments are on the clock of Europe/Brussels." in texts(test)
    labelled(test.text_input, "Title").set_value("Aflevering 1")
    labelled(test.date_input, "Release: day (may stay empty)").set_value(date(2026, 3, 29))
    labelled(test.time_input, "Release: time").set_value(time(2, 30))
    assert "02:30 does not exist on 29 Mar 2026" in press(test, "Keep")
    labelled(test.time_input, "Release: time").set_value(time(18))
    assert "The episodes have been kept." in press(test, "Keep")
    ((number, title, content, released),) = rows(
        planned, schema.episode, "number", "title", "content_id", "released_at"
    )
    assert (number, title, content, released) == (1, "Aflevering 1", None, datetime.fromisoformat("2026-03-29T16:00Z"))
    assert rows(planned, schema.campaign_link, "kind", "target") == [("series", "lente")]
    assert "29 Mar 2026 18:00" in str(test.table[0].value.to_numpy())


def test_two_people_who_write_at_once_are_told_and_nothing_is_lost_in_silence(planned):
    mine, theirs = step("targets"), step("targets")
    labelled(theirs.text_input, "Hires").set_value("4")
    assert "The targets have been kept." in press(theirs, "Keep")
    labelled(mine.text_input, "Applications that come in").set_value("100")
    assert "Somebody else changed this while you were writing." in press(mine, "Keep")
    assert rows(planned, schema.campaign_target, "measure", "target") == [("hires", 4.0)]
    assert labelled(mine.text_input, "Applications that come in").value == "100"
    assert "The targets have been kept." in press(mine, "Keep")
    assert rows(planned, schema.campaign_target, "measure", "target") == [("applications", 100.0)]


def test_who_keeps_a_name_that_somebody_else_changed_meanwhile_is_warned_first(planned):
    mine, theirs = step("about"), step("about")
    for test, name in ((theirs, "Herfstvlog"), (mine, "Zomervlog")):
        [*(each for each in test.text_input if each.label == "Name")][-1].set_value(name)
    assert "The changes have been kept." in press(theirs, "Keep")
    assert "Somebody else changed this while you were writing." in press(mine, "Keep")
    assert "The changes have been kept." in press(mine, "Keep")
    assert rows(planned, schema.campaign, "name") == [("Zomervlog",)]


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_without_a_campaign_and_with_a_code_or_step_that_nobody_knows_the_page_says_what_to_do(language):
    test = opened("plan", language, campaign="x", step="<b>")
    assert not test.exception
    assert "Name" not in texts(test)


@pytest.mark.usefixtures("planned")
def test_an_unknown_code_gets_a_plain_word():
    test = opened("plan", "en", campaign="<b>", step="life")
    assert not test.exception
    assert "There is no campaign with the code" in texts(test)


def test_a_campaign_that_runs_is_told_otherwise_closed_put_away_and_copied(planned):
    put(planned, schema.campaign, {"campaign_id": "lente-vlog", **RUNS})
    test = step("life")
    labelled(test.text_input, "What is done otherwise?").set_value("Fewer flyers")
    assert "Write down why." in press(test, "Write it down")
    labelled(test.text_input, "Why?").set_value("Too dear")
    assert "It has been written down" in press(test, "Write it down")
    assert "The campaign has been closed." in press(step("life"), "Close the campaign")
    assert "The campaign has been put away." in press(step("life"), "Put it away")
    copied = step("life")
    labelled(copied.text_input, "Name of the new campaign").set_value("Zomer")
    assert "The copy has been made." in press(copied, "Make the copy")
    assert rows(planned, schema.campaign, "campaign_id", "status") == [("lente-vlog", "archived"), ("zomer", "planned")]
    assert rows(planned, schema.campaign_plan, "deviation")[0] == ("2026-03-04: Fewer flyers (Too dear)",)
    listed = opened("campaigns", "en")
    assert [row.partition("#")[2] for row in frames(listed)[0].value["Campaign"]] == ["Zomer"]
    listed.toggle[0].set_value(True).run()
    assert not listed.exception
    gone = opened("plan", "en", campaign="zomer", step="life")
    assert "The campaign has been removed." in press(gone, "Remove")
    assert not gone.error


RUNS = {"name": "Lente", "kind": "video", "starts_on": date(2026, 3, 1), "ends_on": None, "status": "active"}
