"""The page about vacancies: the list, pairs that a person decides on, and what leads nowhere."""

import json
from datetime import date

import plotly.graph_objects as go
import pytest

from connectors.database import schema
from connectors.database.engine import open_engine, writing
from connectors.inflow import identity
from dashboard.views.sections import vacancies_match, vacancies_words
from tests.dashboard.queries.test_vacancies import counted, figures, vacancy
from tests.dashboard.shows import frames, opened, put, texts

OPENED = date(2026, 1, 5)
LINKEDIN = ("Views on LinkedIn", "Clicks on apply on LinkedIn", "Applications as LinkedIn counts them")


def said(test):
    return texts(test).replace("\\", "")


def table(test, column="Vacancy"):
    return next(each.value for each in frames(test) if column in each.value)


def fill(home, *rows):
    for row in rows:
        put(home, schema.vacancy, row)
    engine = open_engine(f"sqlite:///{home / 'instroom.db'}")
    with writing(engine) as connection:
        identity.refresh(connection, "nergens", 1)
    engine.dispose()


@pytest.fixture
def two(own):
    fill(
        own,
        vacancy(9, "recruitee", "9101", opened_at=OPENED, site_id=None, location="Gent", function_group="nurse"),
        vacancy(1, "linkedin", "33", opened_at=OPENED, site_id=None, url="linkedin.com/jobs/view/33"),
        vacancy(5, "recruitee", "9105", title="Kok", status="closed", closed_at=date(2026, 2, 1), site_id=None),
    )
    put(own, schema.application_daily, counted(9, 20, ""), counted(5, 3, ""), counted(0, 8, ""))
    put(own, schema.vacancy_daily, figures(1, "linkedin", views=1204, apply_clicks=31, applications=None))
    return own


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_an_empty_organisation_is_told_what_to_do(language):
    test = opened("vacancies", language)
    assert not test.exception
    assert not frames(test)
    assert "[sources.vacancies]" in said(test)


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_the_demo_has_its_vacancies(language):
    test = opened("vacancies", language)
    assert not test.exception
    assert not test.error
    assert len(frames(test)[0].value) > 10


@pytest.mark.usefixtures("two")
@pytest.mark.story("R10")
def test_the_list_shows_who_names_a_vacancy_and_what_each_platform_counted():
    test = opened("vacancies", "en", vacancies="all")
    rows = table(test).to_dict("records")
    assert [(row["Vacancy"], row["Applications"]) for row in rows] == [
        ("Verpleegkundige", "20"),
        ("Verpleegkundige", "–"),
        ("Kok", "< 5"),
    ]
    assert rows[0]["Function group"] == "Nurses"
    assert [rows[1][name] for name in LINKEDIN] == ["1,204", "31", "applications run through the own site"]
    assert [rows[0][name] for name in LINKEDIN] == ["–", "–", "–"]
    assert "3 vacancies" in said(test)


@pytest.mark.usefixtures("two")
def test_at_first_only_what_is_open_is_shown_and_the_choice_stands_in_the_address():
    test = opened("vacancies", "en")
    assert len(table(test)) == 2
    test.selectbox(key="vacancies-open").set_value("all").run()
    assert test.query_params["vacancies"] in ("all", ["all"])
    assert len(table(test)) == 3


@pytest.mark.usefixtures("two")
def test_a_person_says_that_two_are_the_same_and_can_take_it_back():
    test = opened("vacancies", "en")
    assert "The titles are equal. Of neither the site is known. They opened within 7 days of each other." in said(test)
    test.button(key="same-9-1").click().run()
    assert not test.exception
    assert table(test).to_dict("records")[0]["Named by"] == "Recruitee, LinkedIn"
    assert "May be the same vacancy" not in said(test)
    assert "Every vacancy leads to one in your system of applicants." in said(test)
    test.button(key="change-1-9").click().run()
    assert not test.exception
    assert [row["Named by"] for row in table(test).to_dict("records")] == ["Recruitee", "LinkedIn"]
    assert "May be the same vacancy" not in said(test)


@pytest.mark.usefixtures("two")
def test_not_the_same_is_not_proposed_again():
    test = opened("vacancies", "en")
    test.button(key="apart-9-1").click().run()
    assert "May be the same vacancy" not in said(test)
    assert "1 vacancy leads to none in your system of applicants" in said(test)


@pytest.mark.usefixtures("two")
def test_who_may_not_decide_sees_the_pair_without_buttons(monkeypatch):
    monkeypatch.setattr(vacancies_words, "MAY_DECIDE", ())
    monkeypatch.setattr(vacancies_match, "MAY_DECIDE", ())
    test = opened("vacancies", "en")
    assert "A recruiter or an administrator can decide." in said(test)
    assert [button.key for button in test.button if (button.key or "").startswith(("same", "apart"))] == []


def test_without_a_system_of_applicants_the_page_says_what_to_connect(own):
    fill(own, vacancy(2, "careers_site", "NL-1", site_id=None), vacancy(3, "feed:n.example", "NL-2", title="Kok"))
    test = opened("vacancies", "en")
    assert "No system of applicants names any vacancy yet." in said(test)
    assert sorted(table(test, "Number of the vacancy")["Named by"]) == ["Careers site", "Feed of n.example"]


def test_a_title_cannot_draw_on_the_page(own):
    title = "**Kok** [x](https://elders.example)"
    fill(own, vacancy(9, "recruitee", "9101", title=title, opened_at=OPENED))
    fill(own, vacancy(1, "linkedin", "33", title=title, opened_at=OPENED))
    test = opened("vacancies", "en")
    assert "\\[x\\]\\(https" in texts(test)


@pytest.mark.usefixtures("two")
def test_the_list_is_searched_put_in_order_and_opened_by_its_code():
    test = opened("vacancies", "en", vacancies="all", sort="views")
    assert [row["Views on LinkedIn"] for row in table(test).to_dict("records")] == ["1,204", "–", "–"]
    test.text_input(key="vacancies-search").set_value("kok").run()
    assert [row["Vacancy"] for row in table(test).to_dict("records")] == ["Kok"]
    assert "1 vacancy" in said(test)
    test.text_input(key="vacancies-search").set_value("nothing of this").run()
    assert not test.exception
    assert "No vacancy fits." in said(test)


@pytest.mark.usefixtures("two")
@pytest.mark.story("R10")
def test_one_vacancy_shows_its_days_its_figures_and_no_funnel_of_few():
    test = opened("vacancies", "en", vacancy="1")
    assert not test.exception
    assert [header.value for header in test.header] == ["Verpleegkundige"]
    assert "applications run through the own site" in said(test)
    assert "LinkedIn showed this vacancy 1,204 times; there were 31 clicks on apply" in said(test)
    assert "How far applicants came is shown from 20 applications on." in said(test)
    (drawn,) = test.get("plotly_chart")
    assert len(go.Figure(json.loads(drawn.proto.spec)).data) >= 2  # looks at every name and value, as the page does not
    assert "Views: 1,204 in all" in drawn.proto.alt
    test.button(key="vacancy-back").click().run()
    assert "vacancy" not in test.query_params
    assert len(table(test)) == 2


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("code", ["77", "x", "-1", "1e9", "' or 1"])
def test_a_code_that_means_no_vacancy_shows_the_list(code):
    test = opened("vacancies", "en", vacancy=code, sort="nothing", vacancies="none")
    assert not test.exception
    assert "vacancy" not in test.query_params
    assert len(table(test)) == 2


@pytest.mark.usefixtures("in_demo")
@pytest.mark.story("R9")
def test_the_demo_says_which_functions_are_hard_to_fill_and_hides_few():
    test = opened("vacancies", "en", period="12m")
    assert not test.exception
    assert "Hard to fill: Nurses." in said(test)
    needs = next(each.value for each in frames(test) if "Applications per vacancy" in each.value)
    rows = needs.set_index("Function group")
    assert rows.loc["Nurses", "Hard to fill"] == "yes"
    assert rows.loc["Nurses", "Days open (90% interval)"] == "80 (71–87)"
    assert rows.loc["Nurses", "Applications"] == "971"
    assert rows.loc["Doctors", ["Applications", "Applications per vacancy", "Qualified in 2025"]].to_list() == [
        "…",
        "…",
        "too few to tell apart",
    ]
    assert "fewer than half of the vacancies opened in the period are closed within 60 days" in said(test)
    (drawn,) = test.get("plotly_chart")
    assert go.Figure(json.loads(drawn.proto.spec)).data
    assert drawn.proto.alt.startswith("after 30 days 7")
    narrowed = opened("vacancies", "en", period="12m", site="BE", group="nurse")
    assert not narrowed.exception
    assert {row["Function group"] for row in table(narrowed).to_dict("records")} == {"Nurses"}
    assert "These filters are never put together" in said(narrowed)
