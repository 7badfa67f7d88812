"""All campaigns together on the page of campaigns, and the share of side-entrants in the extra on that of one."""

import json
import re
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest

from connectors.database import schema
from dashboard.analysis.impact.finding import Check, Stage, Verdict
from dashboard.analysis.impact.record import to_record
from dashboard.i18n import Said
from tests.dashboard.analysis.impact.found import START, finding
from tests.dashboard.shows import NOON, application_counts, opened, put, texts
from tests.dashboard.views.test_pages import application, tables

NAMES = ("flyer", "vlog", "soap")
FIRST = {name: START - timedelta(weeks=6 * place) for place, name in enumerate(reversed(NAMES))}


@pytest.fixture
def three(own):
    """Give an organisation with three campaigns of two weeks, six weeks apart, and 60 side-entrants among 90 a week."""
    for name in NAMES:
        days = {"starts_on": FIRST[name], "ends_on": FIRST[name] + timedelta(days=13)}
        put(
            own,
            schema.campaign,
            {"campaign_id": name, "name": name.title(), "kind": "video", "status": "closed", **days},
        )
        put(own, schema.campaign_link, {"campaign_id": name, "kind": "source", "target": name})
    weeks = [FIRST["flyer"] - timedelta(weeks=8 - n) for n in range(30)]
    rows = [(day, 60, "own_site", "", "side_entrant") for day in weeks if day < date(2026, 3, 1)]
    rows += [(day, 30, "own_site", "", "within_care") for day in weeks if day < date(2026, 3, 1)]
    put(own, schema.application_daily, *application_counts(*rows))
    put(own, schema.application, application(date(2026, 3, 3)))
    return own


def store(home, campaign, outcome="all", **more):
    start = FIRST[campaign]
    found = finding(**{"start": start, "end": start + timedelta(days=13), "observed": 180.0, **more})
    row = {"campaign_id": campaign, "outcome": outcome, "stage": found.stage.value, "as_of": date(2026, 3, 3)}
    row |= {"computed_at": NOON, "fingerprint": "0", "window_from": found.start, "window_until": found.end}
    row |= {"verdict": found.verdict.value, "observed": found.observed, "record": json.dumps(to_record(found))}
    put(home, schema.finding, row)


def said(page="campaigns", language="en", **parameters):
    test = opened(page, language, **parameters)
    assert not test.exception
    return test, texts(test).replace("\\", "")


def test_without_any_answer_there_is_a_sentence_that_says_from_when(three):
    _test, text = said()
    assert "From 3 campaigns with an estimate on, they are also shown together. Now there are 0." in text
    assert "**Soap**: There is no answer on it yet." in text


def test_with_two_the_count_is_two_and_nothing_is_drawn(three):
    store(three, "soap")
    store(three, "vlog")
    test, text = said()
    assert "Now there are 2." in text
    assert not test.get("plotly_chart")


def test_three_are_told_as_one_with_verdict_chart_table_and_who_does_not_count(three):
    for name in NAMES:
        store(three, name, stage=Stage.PRELIMINARY if name == "soap" else Stage.FINAL)
    old = {"name": "Ooit", "kind": "video", "starts_on": date(2020, 1, 1), "ends_on": date(2020, 1, 8)}
    put(three, schema.campaign, {"campaign_id": "old", "status": "closed", **old})
    test, text = said()
    assert "#### 3 campaigns together: on average " in text
    assert "% more applications than expected without them (between " in text
    assert "green-badge[:material/trending_up: Likely extra]" in text
    assert "Each campaign is drawn towards the mean of all" in text
    assert "Some answers are not final yet: the mean may still change." in text
    assert "**Ooit**: There is no answer on it yet." in text
    (element,) = test.get("plotly_chart")
    drawn = go.Figure(json.loads(element.proto.spec))
    assert drawn.data[0].x == (0.744, 0.744, 0.744)
    assert "Soap: +74% (" in element.proto.alt
    soap, *_others, mean = [row for row in tables(test) if len(row) == 6]
    assert soap[:3] == ["Soap", "14 Jan 2026", "Preliminary"]
    assert (mean[0], mean[1:4], mean[5]) == ("Mean of all", ["–"] * 3, "–")
    assert re.fullmatch(r"\+\d+% \(\+\d+% to \+\d+%\)", mean[4])


def test_side_entrants_are_a_choice_that_stands_in_the_address_as_a_code(three):
    for name in NAMES:
        store(three, name)
        store(three, name, "side_entrant", observed=120.0, unit="side-entrants")
    test, text = said(together="side_entrant")
    assert "% more side-entrants than expected" in text
    assert test.query_params["together"] == "side_entrant"
    assert "% more applications than expected" in said(together="nothing")[1]


def test_a_campaign_whose_page_hides_its_numbers_does_not_count(three):
    for name in NAMES:
        store(three, name)
    late = (FIRST["vlog"] + timedelta(days=12), 3, "own_site", "", "unknown")  # a Monday
    put(three, schema.application_daily, *application_counts(late))
    store(three, "vlog", end=late[0], observed=183.0)  # the weeks before that Monday tell of three fewer
    _test, text = said()
    assert "Now there are 2." in text
    assert "**Vlog**: Its numbers are left out: a small number of applicants could be computed from them." in text


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_other_languages_have_the_section_too(three, language):
    for name in NAMES:
        store(three, name)
    _test, text = said(language=language)
    assert not re.search(r"\bnan\b|None\b", text)


WHOLE = {"observed": 180.0, "expected": 100.0, "extra": 80.0, "low": 50.0, "high": 110.0}
PART = {"observed": 120.0, "expected": 90.0, "extra": 30.0, "low": 14.0, "high": 46.0, "verdict": Verdict.CANNOT_TELL}


def test_the_share_of_side_entrants_in_the_extra_stands_on_the_page_of_the_campaign(three):
    store(three, "soap", **WHOLE)
    store(three, "soap", "side_entrant", **PART)
    _test, text = said("campaign", campaign="soap")
    assert re.search(
        r"Of the extra, about 38% \(between \d+% and \d+%, 90% sure\) were side-entrants: about 30 of 80\.", text
    )
    assert "A wide interval: both numbers are estimates" in text


@pytest.mark.parametrize(
    "part",
    [
        {**PART, "observed": 178.0},  # two are left
        {**PART, "observed": 4.0},
        {**PART, "verdict": Verdict.NOT_ENOUGH_DATA},
    ],
)
def test_a_share_that_gives_a_small_count_away_or_cannot_be_told_is_not_said(three, part):
    store(three, "soap", **WHOLE)
    store(three, "soap", "side_entrant", **part)
    assert "Of the extra" not in said("campaign", campaign="soap")[1]


def test_without_likely_extra_ones_there_is_no_share(three):
    checks = (Check.blocked("alone", Said("Not alone.")),)
    store(three, "soap", **{**WHOLE, "verdict": Verdict.CANNOT_TELL, "checks": checks})
    store(three, "soap", "side_entrant", **PART)
    assert "Of the extra" not in said("campaign", campaign="soap")[1]
