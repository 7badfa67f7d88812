"""What is said about the demo organisation: the usual talk, the weeks of the series, and the report on television."""

from datetime import date

import pandas as pd
import pytest

from connectors.database import schema


@pytest.fixture(scope="module")
def said(table):
    return table(schema.mention_daily)


def between(rows, first, last):
    return rows[(rows["day"] >= first) & (rows["day"] <= last)]


def tone(rows):
    return (rows["positive"].sum() - rows["negative"].sum()) / rows["mentions"].sum()


def test_fourteen_mentions_a_week_is_usual(said):
    usual = between(said, date(2024, 7, 1), date(2025, 10, 31))
    assert usual["mentions"].sum() / 488 * 7 == pytest.approx(14.1, abs=0.1)
    assert tone(usual) == pytest.approx(0.125, abs=0.001)


@pytest.mark.story("D4")
def test_the_report_brings_nine_times_the_usual_and_a_falling_tone(said):
    report = between(said, date(2025, 11, 20), date(2025, 11, 24))
    assert report["mentions"].sum() == 93  # 5 days of 2 mentions, times 9
    assert report["complaints"].sum() / 93 == pytest.approx(0.63, abs=0.01)
    assert tone(report) == pytest.approx(-0.48, abs=0.01)
    assert set(report[report["theme"] == "tv-reportage"]["platform"]) >= {"facebook", "news", "x"}


def test_the_weeks_of_the_series_bring_twice_the_usual_and_praise(said):
    series = between(said, date(2026, 1, 14), date(2026, 3, 4))
    assert series["mentions"].sum() / (50 / 7) / 14 == pytest.approx(2.13, abs=0.01)
    assert series["compliments"].sum() / series["mentions"].sum() > 0.4


def test_the_parts_of_a_row_never_exceed_its_mentions(said):
    kinds = said[["questions", "vacancy_questions", "complaints", "compliments", "in_news"]].sum(axis=1)
    assert (kinds <= said["mentions"]).all()
    assert (said[["positive", "neutral", "negative"]].sum(axis=1) == said["mentions"]).all()


@pytest.mark.story("D6")
def test_the_labour_market_around_it_says_that_it_is_invented(table):
    rows = table(schema.context_figure)
    assert rows["source"].str.startswith("Verzonnen voor de demo").all()
    assert rows["region"].str.endswith("(fictief)").all()
    newest = rows[rows["series"] == "care_vacancies"].iloc[-1]
    assert (newest["first_day"], newest["value"], bool(newest["is_provisional"])) == (date(2026, 1, 1), 3.6, True)
    assert pd.Series(["tightness_uwv", "tightness_vdab"]).isin(rows["series"]).all()
