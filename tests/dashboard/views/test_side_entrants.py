"""The page Side-entrants: over the demo and over organisations with little or with small counts."""

import json
import re
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from connectors.database import schema
from tests.dashboard.shows import NOON, application_counts, opened, put, run_row, texts

DAY = date(2026, 2, 2)


def tables(test: AppTest) -> list[list[str]]:
    return [list(map(str, row)) for frame in test.dataframe for row in frame.value.to_numpy()]


def row_of(test: AppTest, first: str) -> list[str]:
    return next(row for row in tables(test) if row[0] == first)


def counted(day: date, number: int, kind: str, *, hired: int = 0, source: str = "own_site") -> dict[str, object]:
    """Return applications of a class that all reached the offer, of which some were hired."""
    (row,) = application_counts((day, number, source, "", kind))
    return {**row, "screened": number, "interviewed": number, "offered": number, "hired": hired}


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_chart_is_one_that_plotly_accepts_and_no_code_is_shown(language):
    test = opened("side_entrants", language)
    said = texts(test) + "\n".join(cell for row in tables(test) for cell in row)
    assert not re.search(r"care_assistant|kitchen_cleaning|own_site|job_boards", said)
    drawn = test.get("plotly_chart")
    assert len(drawn) == 4
    for element in drawn:
        assert go.Figure(json.loads(element.proto.spec)).data  # looks at every name and value, as the page does not
        assert element.proto.alt


@pytest.mark.usefixtures("in_demo")
def test_the_demo_in_exact_figures():
    test = opened("side_entrants", "en")
    said = texts(test)
    assert "#### Of side-entrants 4.4% were hired, of other applicants 6.8%: less often, by 0.5 to 3.9" in said
    assert "Applications by the day they came in: 1 Jul 2025 to 29 Jun 2026." in said
    assert "Origin unknown: 14% (13–15%) of all applications" in said
    assert "Still open: 16 of 580 side-entrants and 99 of 2,614 other applicants." in said
    assert "By the rule there are 580 side\\-entrants, by their own answer 391; 391 by both." in said
    assert row_of(test, "Applied → Hired")[1:3] == ["25 of 564: 4.4% (3.2–6.1%)", "171 of 2,515: 6.8% (6.0–7.7%)"]
    assert row_of(test, "All function groups") == ["All function groups", "227", "36 (34–38)"]
    assert row_of(test, "Referred by a colleague")[1:] == [
        "291",
        "16",
        "45% (39–51%)",
        "14.9% (11.7–18.8%)",
        "not known",
    ]


@pytest.mark.usefixtures("in_demo")
def test_the_weeks_before_do_not_overlap_and_their_few_hires_take_others_along():
    test = opened("side_entrants", "en", cohort="364d-before")
    assert not test.exception
    assert "2 Jul 2024 to 30 Jun 2025" in texts(test)
    assert row_of(test, "Doctors")[1:] == ["< 5", "Too few to show"]
    assert row_of(test, "Other functions")[1] == "≥ 5"


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("cohort", ["90d", "363d", "forever"])
def test_a_period_that_could_be_subtracted_becomes_the_usual_one(cohort):
    test = opened("side_entrants", "en", cohort=cohort)
    assert "1 Jul 2025 to 29 Jun 2026" in texts(test)
    assert "cohort" not in test.query_params


@pytest.mark.usefixtures("in_demo")
def test_a_choice_of_period_stands_in_the_address():
    test = opened("side_entrants", "en")
    test.segmented_control(key="cohort-364d").set_value("364d-before").run()
    assert test.query_params["cohort"] in ("364d-before", ["364d-before"])
    assert "2 Jul 2024 to 30 Jun 2025" in texts(test)


def test_a_failed_source_leaves_the_page_as_it_was(own):
    put(own, schema.application_daily, counted(DAY, 60, "side_entrant", hired=20), counted(DAY, 90, "other", hired=45))
    put(own, schema.sync_run, run_row(1, "failed", NOON - timedelta(hours=1), error_code="source.down"))
    test = opened("side_entrants", "en")
    assert not test.exception
    assert "#### Of side-entrants 33.3% were hired, of other applicants 50.0%: less often" in texts(test)
    assert "until 2 Feb 2026, 30 days old: stale" in texts(test)


def test_few_side_entrants_are_told_nowhere_on_the_page(own):
    put(own, schema.application_daily, counted(DAY, 3, "side_entrant", hired=1), counted(DAY, 90, "other", hired=45))
    test = opened("side_entrants", "en")
    assert not test.exception
    assert "#### There are too few applications to tell side-entrants from others." in texts(test)
    assert not {"1", "2", "3", "4"} & {cell for row in tables(test) for cell in row}
    assert not {"87", "90"} & {cell for row in tables(test) for cell in row}
    assert "How far they come" not in [heading.value for heading in test.subheader]


def test_a_source_s_own_name_draws_nothing_on_the_page(own):
    put(own, schema.source, {"source_id": "x", "strategy": "other", "name": "[x](y) *z*", "status": "new"})
    rows = [
        counted(DAY, 90, "other", hired=45),
        counted(DAY, 60, "side_entrant", hired=20),
        counted(DAY, 6, "other", source="x"),
    ]
    put(own, schema.application_daily, *rows)
    test = opened("side_entrants", "en")
    assert not test.exception
    assert "[x](y)" not in texts(test)
