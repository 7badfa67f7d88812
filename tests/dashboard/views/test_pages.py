"""The pages of recruiter and director in both languages, over the demo and over organisations with little."""

import json
import re
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go
import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from connectors.database import schema
from connectors.database.engine import open_engine, reading
from dashboard import i18n
from tests.dashboard.shows import NOON, application_counts, frames, opened, put, texts

PAGES = ("overview", "campaigns", "campaign", "side_entrants", "inflow", "links", "content")
_OF_CAMPAIGNS = ("campaigns", "campaign", "links")
LANGUAGES = ("nl", "en")


def everything(test: AppTest) -> str:
    """Return all that the page sent: texts, tables, charts with their hovers, alt texts and tables."""
    tables = [frame.value.to_csv() for frame in frames(test)]
    charts = [str(element.proto) for element in test.get("plotly_chart")]
    return "\n".join([texts(test), *tables, *charts])


def tables(test: AppTest) -> list[list[str]]:
    return [list(map(str, row)) for frame in frames(test) for row in frame.value.to_numpy()]


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_tells_the_demo(page, language):
    test = opened(page, language)
    assert not test.exception
    assert not test.error
    said = everything(test)
    assert "dankzij" not in said.lower()
    assert not re.search(r"\bnan\b|NaT|None\b|<NA>", texts(test))


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_of_an_empty_organisation_says_what_to_do(page, language):
    test = opened(page, language)
    assert not test.exception
    with i18n.speaking(language):
        sentence = i18n._("There is no campaign yet." if page in _OF_CAMPAIGNS else "There are no figures yet.")
    assert sentence in texts(test)


@pytest.mark.usefixtures("in_demo")
def test_a_campaign_code_that_nobody_knows_gets_a_plain_message():
    test = opened("campaign", "en", campaign="soaap")
    assert not test.exception
    assert [error.value for error in test.error] == ["There is no campaign with the code “soaap”."]
    assert not test.get("plotly_chart")


def soap(home):
    """Count what came in during the soap's 16 weeks at its sites, straight from the rows."""
    engine = open_engine(f"sqlite:///{home / 'instroom-demo.db'}")
    with reading(engine) as connection:
        rows = pd.DataFrame(connection.execute(select(schema.application)).mappings().all())
    engine.dispose()
    in_window = (rows["applied_on"] >= date(2026, 1, 14)) & (rows["applied_on"] <= date(2026, 5, 5))
    here = rows[in_window & rows["site_id"].isin(["BE", "WZC"])]
    return {
        "total": len(here),
        "tracked": int((here["utm_campaign"] == "nergens-beter").sum()),
        "named": int((here["self_reported_id"] == "nergens_beter").sum()),
    }


def test_the_soap_is_told_by_three_lenses_of_which_one_has_no_number(in_demo):
    test = opened("campaign", "en", campaign="soap")
    said = texts(test)
    whole = "{total:,} applications came in from 14 Jan 2026 to 5 May 2026. {tracked} came in through its link; {named} named"
    assert whole.format(**soap(in_demo)) in said
    assert "How many of them would not have come without it is not measured yet." in said
    assert "### Not measured yet" in said
    assert "€21,500 in cash and €30,420 in own hours: €51,920 in all." in said
    assert "Many vacancies opened around the start (12 Jan 2026)" in said.replace("\\", "")
    assert "invented truth" not in said


@pytest.mark.usefixtures("in_demo")
def test_the_truth_is_shown_only_behind_its_switch_and_marked():
    test = opened("campaign", "en", campaign="soap")
    test.toggle(key="show-truth").set_value(True).run()
    assert "**The invented truth:** 335 applications were put in" in texts(test)


def test_the_dutch_page_writes_dutch_numbers_and_days(in_demo):
    said = everything(opened("campaign", "nl", campaign="soap"))
    total = f"{soap(in_demo)['total']:,}"
    assert total.replace(",", ".") in said
    assert "14-01-2026" in said
    assert "€ 51.920" in said.replace("\xa0", " ")
    assert total not in said


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize(("page", "campaign"), [("overview", ""), ("campaign", "soap"), ("campaign", "open_day_2026")])
def test_every_chart_is_one_that_plotly_accepts(page, campaign):
    drawn = opened(page, "nl", **({"campaign": campaign} if campaign else {})).get("plotly_chart")
    assert drawn
    for element in drawn:
        figure = go.Figure(json.loads(element.proto.spec))  # looks at every name and value, as the pages do not
        assert figure.data


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("campaign", ["soap", "vlog", "radio_flyer", "open_day_2026", "ambassadors", "always_on"])
def test_every_campaign_of_the_demo_has_its_page(campaign):
    test = opened("campaign", "nl", campaign=campaign)
    assert not test.exception
    assert not test.error
    assert len(test.get("plotly_chart")) == 4


def test_campaigns_stand_beside_each_other_by_their_codes(in_demo):
    test = opened("campaigns", "en", beside="soap,vlog,nothing")
    (beside,) = [frame.value for frame in test.table]
    assert list(beside.columns) == [
        "Nergens Beter (soap, 8 afleveringen)",
        "Nachtdienst in beeld (vlog verpleegkundigen)",
    ]
    assert beside.loc["Applications"].to_list()[0] == f"{soap(in_demo)['total']:,}"
    assert beside.loc["Views"].to_list()[1].replace("\\", "") == "85,000 (Facebook)"
    assert beside.loc["Modelled extra"].to_list() == ["not measured yet"] * 2


@pytest.mark.usefixtures("in_demo")
def test_the_table_of_campaigns_leads_to_each_page():
    test = opened("campaigns", "en", period="2024-07..2026-06")
    addresses = frames(test)[0].value["Campaign"].to_list()
    assert "campaign?campaign=soap&lang=en#Nergens Beter (soap, 8 afleveringen)" in addresses
    assert len(addresses) == 7


@pytest.mark.usefixtures("in_demo")
def test_in_the_demo_a_new_campaign_is_refused_in_plain_words():
    test = opened("campaigns", "en")
    fill_in(test)
    assert [error.value.split("\n")[0].replace("\\", "") for error in test.error] == [
        "This is the demo organisation: nothing in it can be changed."
    ]


def fill_in(test: AppTest) -> None:
    """Fill in the form for a campaign that is over, and send it."""
    by_label = {element.label: element for kind in (test.text_input, test.date_input) for element in kind}
    by_label["Name"].set_value("Lente *vlog*")
    by_label["First day"].set_value(date(2026, 2, 1))
    by_label["Last day (leave empty when it has no end)"].set_value(date(2026, 2, 8))
    next(button for button in test.button if button.label == "Make campaign").click().run()


def test_a_real_organisation_makes_a_campaign_and_finds_it(own):
    put(own, schema.application_daily, *application_counts((date(2026, 2, 2), 30, "own_site", "", "unknown")))
    put(own, schema.application, application(date(2026, 2, 2)))
    test = opened("campaigns", "en")
    fill_in(test)
    assert not test.exception
    assert not test.error
    assert "has been made" in texts(test)
    page = opened("campaign", "en", campaign="lente-vlog")
    said = texts(page)
    assert page.title[0].value == "Lente \\*vlog\\*"
    assert "Nothing is linked to this campaign yet." in said
    assert "No cost has been written down for this campaign." in said


def test_a_campaign_from_before_the_first_application_is_told_without_a_fault(own):
    old = {"name": "Old", "kind": "video", "starts_on": date(2025, 3, 1), "ends_on": date(2025, 3, 9)}
    put(own, schema.campaign, {"campaign_id": "old", "status": "closed", **old})
    put(own, schema.application_daily, *application_counts((date(2026, 2, 2), 30, "own_site", "", "unknown")))
    page = opened("campaign", "en", campaign="old")
    assert not page.exception
    assert "Applications are known from 2 Feb 2026." in texts(page)
    assert "No applications came in" not in texts(page)


def test_days_after_the_last_application_of_a_file_are_not_counted_as_zero(own):
    put(own, schema.application_daily, *application_counts((date(2026, 1, 2), 30, "own_site", "", "unknown")))
    assert "until 2 Jan 2026, 61 days old" in texts(opened("overview", "en"))


@pytest.mark.usefixtures("own")
def test_a_campaign_without_what_it_needs_is_refused_with_every_reason():
    test = opened("campaigns", "en")
    next(button for button in test.button if button.label == "Make campaign").click().run()
    assert [error.value for error in test.error] == ["Give it a name."]


def application(day: date) -> dict[str, object]:
    """Return one row of ``application``: it says until when the own system was read."""
    classes = dict.fromkeys(("side_entrant", "side_entrant_cbs", "side_entrant_declared"), "unknown")
    return {
        "provider": "file",
        "application_key": "0" * 64,
        "applied_on": day,
        "side_entrant_basis": "none",
        "stage": "applied",
        "status": "new",
        **classes,
        "observed_at": NOON - timedelta(hours=1),
    }


def a_campaign(own, *, links=()):
    start = date(2026, 1, 14)
    put(
        own,
        schema.campaign,
        {"campaign_id": "soap", "name": "Nergens Beter", "kind": "series", "starts_on": start, "status": "active"},
    )
    if links:
        put(own, schema.campaign_link, *({"campaign_id": "soap", "kind": kind, "target": to} for kind, to in links))
    put(own, schema.application, application(start))


def test_no_count_under_five_is_sent_to_the_browser_anywhere(own):
    a_campaign(own, links=[("source", "soap"), ("self_reported", "soap")])
    start = date(2026, 1, 14)
    rows = [
        (start, 41, "own_site", "", "within_care"),
        (start + timedelta(days=1), 37, "indeed", "friend", "unknown"),
        (start + timedelta(days=2), 3, "soap", "soap", "side_entrant"),
        (start + timedelta(days=8), 2, "soap", "", "returner"),
        (start + timedelta(days=9), 29, "", "soap", "within_care"),
        (start - timedelta(days=20), 4, "own_site", "", "unknown"),
        (start - timedelta(days=10), 61, "own_site", "", "unknown"),
    ]
    put(own, schema.application_daily, *application_counts(*rows))
    test = opened("campaign", "en", campaign="soap")
    assert not test.exception
    assert "112 applications came in" in texts(test)
    assert ["Side-entrant", "< 5"] in tables(test)
    assert ["Returner", "< 5"] in tables(test)
    for element in test.get("plotly_chart"):
        for trace in json.loads(element.proto.spec)["data"]:
            values = trace.get("x" if trace.get("orientation") == "h" else "y", [])
            assert [v for v in values if isinstance(v, int) and 0 < v < 5] == []
    earlier_weeks = {"Earlier weeks"}  # a number of weeks, not of people
    for shown in frames(test):
        people = shown.value.drop(columns=earlier_weeks & set(shown.value.columns))
        assert not {"1", "2", "3", "4"} & set(people.to_numpy().astype(str).ravel())


def test_a_campaign_that_has_not_begun_says_when(own):
    put(
        own,
        schema.campaign,
        {"campaign_id": "later", "name": "Later", "kind": "series", "starts_on": date(2026, 5, 1), "status": "planned"},
    )
    put(own, schema.application_daily, *application_counts((date(2026, 1, 1), 9, "", "", "unknown")))
    test = opened("campaign", "en", campaign="later")
    assert not test.exception
    assert "This campaign begins on 1 May 2026." in texts(test)
