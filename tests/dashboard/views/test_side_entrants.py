"""The page Side-entrants: over the demo and over organisations with little or with small counts."""

import json
import re
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from connectors.database import schema
from tests.dashboard.shows import NOON, application_counts, frames, opened, put, run_row, texts

DAY = date(2025, 2, 2)
LATEST = date(2026, 2, 2)
PARTS = ("who", "channels", "fare")


def tables(test: AppTest) -> list[list[str]]:
    return [list(map(str, row)) for frame in frames(test) for row in frame.value.to_numpy()]


def row_of(test: AppTest, first: str) -> list[str]:
    return next(row for row in tables(test) if row[0] == first)


def counted(day: date, number: int, kind: str, *, hired: int = 0, source: str = "own_site") -> dict[str, object]:
    """Return applications of a class that all reached the offer, of which some were hired."""
    (row,) = application_counts((day, number, source, "", kind))
    return {**row, "screened": number, "interviewed": number, "offered": number, "hired": hired}


def all_year(number: int, kind: str, *, hired: int) -> list[dict[str, object]]:
    """Return applications of every month of 2025, and of the month after, so that the year is over."""
    days = [*(date(2025, month, 2) for month in range(1, 13)), LATEST]
    return [counted(day, number, kind, hired=hired) for day in days]


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize(
    ("language", "part", "charts"), [("nl", "who", 4), ("en", "channels", 2), ("fr", "fare", 3), ("nl", "fare", 3)]
)
def test_every_chart_is_one_that_plotly_accepts_and_no_code_is_shown(language, part, charts):
    test = opened("side_entrants", language, part=part)
    assert not test.exception
    said = texts(test) + "\n".join(cell for row in tables(test) for cell in row)
    assert not re.search(r"care_assistant|kitchen_cleaning|own_site|job_boards|side_entrant|within_care", said)
    drawn = test.get("plotly_chart")
    assert len(drawn) == charts
    for element in drawn:
        assert go.Figure(json.loads(element.proto.spec)).data  # looks at every name and value, as the page does not
        assert element.proto.alt


@pytest.mark.usefixtures("in_demo")
@pytest.mark.story("R6")
def test_the_demo_in_exact_figures():
    test = opened("side_entrants", "en", period="2025", part="fare")
    said = texts(test)
    assert "#### Of side-entrants 4.8% were hired, of other applicants 7.6%: less often, by 0.8 to 4.5" in said
    assert "Applications by the day they came in: Jan 2025 to Dec 2025." in said
    assert "Side-entrants among known origins: 17% (15–18%). Origin unknown: 14% (13–15%) of all" in said
    assert "By the rule there are 481 side\\-entrants, by their own answer 312; 312 by both." in said
    assert row_of(test, "Applied → Hired")[1:3] == ["23 of 481: 4.8% (3.4–6.7%)", "184 of 2,424: 7.6% (6.8–8.5%)"]
    assert row_of(test, "All function groups")[1] == "242"
    assert row_of(opened("side_entrants", "en", period="2025"), "Technology and IT")[1:][:2] == ["261", "67"]


@pytest.mark.usefixtures("in_demo")
def test_over_other_months_the_page_says_what_cannot_be_told_and_leads_to_the_year():
    test = opened("side_entrants", "en", period="3m")
    assert not test.exception
    assert "127 applications of side\\-entrants, by month" in texts(test)
    assert any("per calendar year that is over" in each.value for each in test.info)
    assert "####" not in "".join(each.value for each in test.markdown if "were hired" in each.value)
    test = opened("side_entrants", "en", period="3m", part="fare")
    test.button(key="year-fare").click().run()
    assert test.query_params["period"] in ("2025", ["2025"])


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("period", ["90d", "forever", "9999"])
def test_a_period_that_means_nothing_becomes_the_usual_one(period):
    test = opened("side_entrants", "en", period=period)
    assert not test.exception
    assert "Jan 2025 to Dec 2025" in texts(test)


def test_a_failed_source_leaves_the_page_as_it_was(own):
    rows = [*all_year(10, "side_entrant", hired=4), *all_year(20, "other", hired=14)]
    put(own, schema.application_daily, *rows)
    put(own, schema.sync_run, run_row(1, "failed", NOON - timedelta(hours=1), error_code="source.down"))
    test = opened("side_entrants", "en")
    assert not test.exception
    assert "#### Of side-entrants 40.0% were hired, of other applicants 70.0%: less often" in texts(test)
    assert "until 2 Feb 2026, 30 days old: stale" in texts(test)


def test_few_side_entrants_are_told_nowhere_on_the_page(own):
    rows = [*all_year(20, "other", hired=10), counted(DAY, 3, "side_entrant", hired=1)]
    put(own, schema.application_daily, *rows)
    for part in PARTS:
        test = opened("side_entrants", "en", part=part)
        assert not test.exception
        assert "were hired" not in texts(test)
        shown = {cell for row in tables(test) for cell in row}
        assert not {"1", "2", "3", "4"} & shown
        assert "How far they come" not in [heading.value for heading in test.subheader]


def test_a_source_s_own_name_draws_nothing_on_the_page(own):
    put(own, schema.source, {"source_id": "x", "strategy": "other", "name": "[x](y) *z*", "status": "new"})
    rows = [*all_year(20, "other", hired=10), *all_year(10, "side_entrant", hired=4)]
    rows += [{**each, "source_id": "x"} for each in all_year(10, "other", hired=5)]
    put(own, schema.application_daily, *rows)
    for part in PARTS:
        test = opened("side_entrants", "en", part=part)
        assert not test.exception
        assert "[x](y)" not in texts(test)


def test_where_no_origin_is_known_the_page_says_so_and_what_to_do_instead_of_counting_nobody(own):
    put(own, schema.application_daily, *(counted(date(2025, month, 2), 40, "unknown") for month in range(1, 13)))
    put(own, schema.application_daily, counted(LATEST, 40, "unknown"))
    for part in PARTS:
        said = texts(opened("side_entrants", "en", period="2025", part=part))
        assert "Of none of these applications is it known whether it is of a side-entrant." in said
        assert "0 applications of side-entrants" not in said
    assert "of nobody is the origin known" in texts(opened("overview", "en", period="2025"))
