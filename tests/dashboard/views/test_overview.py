"""The overview in the browser's words: over the demo, under filters, and over organisations with only a part of the figures."""

import json
import re
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest
from sqlalchemy import select
from streamlit.proto.Metric_pb2 import Metric
from streamlit.testing.v1 import AppTest

from connectors.database import schema
from connectors.database.engine import open_engine, reading
from tests.dashboard.shows import NOON, application_counts, opened, put, texts
from tests.dashboard.views.roles import opened_by, with_sign_in

LABELS = [
    "Applications",
    "Side-entrants",
    "Hires so far",
    "Applications per vacancy",
    "Cost per application",
    "YouTube views",
    "Mentions",
    "Tone",
]


def said_on(test: AppTest) -> str:
    return texts(test).replace("\\", "")


def cards(test: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in test.metric}


def applications_in(home, first, last):
    engine = open_engine(f"sqlite:///{home / 'instroom-demo.db'}")
    with reading(engine) as connection:
        days = connection.execute(select(schema.application.c.applied_on)).scalars().all()
    engine.dispose()
    return sum(first <= day <= last for day in days if day)


@pytest.mark.story("D1")
@pytest.mark.story("D4")
@pytest.mark.story("D6")
def test_the_report_on_television_can_be_read_from_the_page(in_measured_demo):
    test = opened("overview", "en", period="2025-11", picture="mentions")
    assert not test.exception
    said = said_on(test)
    shown = cards(test)
    assert list(shown) == LABELS
    assert shown["Applications"] == str(applications_in(in_measured_demo, date(2025, 11, 1), date(2025, 11, 30)))
    assert "**Attention ↑ up · Tone ↓ down · Result → about the same**" in said
    assert "Tone went down from 0.25 to -0.35: a difference of 0.60, between 0.45 and 0.76 (90% sure)." in said
    assert "In the same months, which shows no cause: Kritische tv-reportage" in said
    assert "Target 2025: 3,400. After 11 of 12 months:" in said
    assert "Most was said in the week from 17 Nov 2025: 76 mentions, index 543" in said
    assert "Q3 2025: 3.4 thousand vacancies in care in Regio Nergensland (fictief), beside" in said
    assert "Verzonnen voor de demo, in de vorm van CBS 80472ned; newest: Q3 2025, final." in said
    assert "Tightness (UWV), Streek Overal (fictief): 3.3 (tight); Q3 2025" in said
    assert not re.search(r"\bscore\b", said.replace("never put into one score", ""))


@pytest.mark.usefixtures("in_measured_demo")
def test_a_fall_is_red_where_more_is_good_and_has_no_arrow_where_it_may_be_chance():
    shown = {each.label: each for each in opened("overview", "en", period="2026-03..2026-05").metric}
    looks = {name: (each.delta, each.proto.color, each.proto.direction) for name, each in shown.items()}
    kinds, arrows = Metric.MetricColor, Metric.MetricDirection
    assert looks["Applications"] == ("−20%", kinds.RED, arrows.DOWN)
    assert looks["Applications per vacancy"] == ("−11%", kinds.GRAY, arrows.NONE)
    assert looks["Tone"] == ("+0.01", kinds.GRAY, arrows.NONE)


@pytest.mark.story("D3")
@pytest.mark.usefixtures("in_measured_demo")
def test_what_is_likely_comes_from_the_finding_and_the_rest_is_called_unknown():
    said = said_on(opened("overview", "nl", period="2026-01..2026-03"))
    assert re.search(r"“Nergens Beter .*”.*waarschijnlijk ongeveer \d+ extra sollicitaties, tussen \d+ en \d+", said)
    assert "22 extra vacatures in AZ Sint-Nergens (12-01-2026)" in said
    assert "of deze een effect hadden:" in said
    assert "Twee perioden naast elkaar tonen geen oorzaak." in said


@pytest.mark.usefixtures("in_demo")
def test_a_comparison_across_a_change_in_counting_warns():
    across = opened("overview", "en", period="3m", compare="year")
    assert any("Counted differently from 31 Mar 2025" in each.value for each in across.warning)
    assert not any("2025" in each.value for each in opened("overview", "en", period="3m").warning)


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("period", ["30d", "90d", "364d", "forever", "2026-13", "<b>"])
def test_an_old_or_strange_period_becomes_the_usual_one(period):
    test = opened("overview", "en", period=period, region="Atlantis", site="nowhere", compare="never")
    assert not test.exception
    assert "Mar 2026 to May 2026, beside Dec 2025 to Feb 2026" in texts(test)


@pytest.mark.usefixtures("in_demo")
def test_under_filters_each_card_has_a_figure_or_says_why():
    site = opened("overview", "en", site="BE", period="6m")
    assert not site.exception
    assert cards(site)["Applications"].replace(",", "").isdigit()
    assert cards(site)["Mentions"] == "–"
    assert re.search(r"Between \d+ and \d+ applications a month", said_on(site))
    assert said_on(site).count("only known for the whole organisation") >= 4
    two = opened("overview", "en", site="NL", group="nurse", audience="side_entrant", period="6m")
    assert not two.exception
    assert cards(two)["Applications"] == "–"
    assert "Applications per month" in said_on(two)
    assert "a small number could be computed" in said_on(two)


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("picture", ["views", "mentions", "tone"])
def test_every_chart_of_a_month_is_one_that_plotly_accepts(picture):
    drawn = opened("overview", "fr", period="2026-02", picture=picture).get("plotly_chart")
    assert len(drawn) == 2
    for element in drawn:
        assert go.Figure(json.loads(element.proto.spec)).data
        assert element.proto.alt


def test_applications_without_any_channel_stand_by_themselves(own):
    days = [(date(2025, 9, 1) + timedelta(days=day), 4, "own_site", "", "within_care") for day in range(180)]
    put(own, schema.application_daily, *application_counts(*days))
    test = opened("overview", "en", period="1m")
    assert not test.exception
    assert cards(test)["Applications"] == "124"  # January 2026, of which 31 days have four
    assert cards(test)["YouTube views"] == "–"
    said = said_on(test)
    assert "No figures of the labour market have been imported yet" in said
    assert "No campaign ran." in said


def test_channels_without_any_application_stand_by_themselves(own):
    put(own, schema.channel, {"channel_id": 1, "platform": "youtube", "external_id": "x"})
    put(own, schema.content, {"content_id": 1, "channel_id": 1, "external_id": "v", "kind": "video", "title": "Film"})
    seen = {"day_zone": "UTC", "ingest": "api", "is_final": True, "observed_at": NOON}
    start = date(2025, 9, 1)
    rows = [{"content_id": 1, "day": start + timedelta(days=day), "views": 10, **seen} for day in range(180)]
    put(own, schema.content_daily, *rows)
    test = opened("overview", "en", period="1m")
    assert not test.exception
    assert cards(test)["Applications"] == "–"
    assert cards(test)["YouTube views"] == "310"
    assert "no figures from that time" in said_on(test)


@pytest.mark.story("D1")
def test_a_director_sets_a_target_and_a_marketer_has_no_form(own):
    days = [(date(2025, 9, 1) + timedelta(days=day), 4, "own_site", "", "within_care") for day in range(180)]
    put(own, schema.application_daily, *application_counts(*days))
    with_sign_in(own)
    assert not opened_by("web", "overview", period="1m").text_input
    test = opened_by("board", "overview", period="1m")
    test.text_input(key="kpi-target-2026-applications").set_value("1500")
    test.text_input(key="kpi-target-2026-side_entrant_share").set_value("20")
    next(button for button in test.button if button.label == "Keep").click().run()
    assert not test.exception
    said = said_on(test)
    assert "The targets have been kept." in said
    assert "Target 2026: 1,500. After 1 of 12 months: 124, 8% of it." in said
