"""The page of a campaign as one story: verdict, three figures, chain, targets, cost, plan with what went otherwise, surroundings."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.database import schema
from connectors.database.engine import open_engine
from dashboard.actions import series
from dashboard.actions.campaign_life import By
from dashboard.actions.series import Episode
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.impact.words import sentence
from tests.dashboard.analysis.impact.found import START, finding
from tests.dashboard.shows import NOON, frames, opened, put
from tests.dashboard.views.test_evidence import campaign_in, said, store
from tests.dashboard.views.test_pages import tables


@pytest.fixture
def campaign(own):
    return campaign_in(own, [*[60] * 8, 120, 90, *[60] * 5])


def wrapped(test):
    """Return the rows of the small tables by their first cell; of two with the same, the first."""
    rows = [[str(each).replace("\\", "") for each in row] for t in frames(test) for row in t.value.to_numpy().tolist()]
    return {row[0]: row[1:] for row in reversed(rows)}


def with_everything(home):
    """Give the campaign targets, cost, a plan with a deviation, another campaign beside it, and counts by hand."""
    put(home, schema.campaign_target, *({"campaign_id": "soap", "measure": m, "target": t} for m, t in TARGETS.items()))
    cost = {"campaign_id": "soap", "line": 1, "label": "Alles", "cash": 21_500.0, "hours": 780.0, "hour_rate": 39.0}
    put(home, schema.campaign_cost, {**cost, "currency": "EUR"})
    plan = {
        "campaign_id": "soap",
        "measure": "extra sollicitaties",
        "method": "alleen tellen: wat binnenkwam, zonder vergelijking",
        "recorded_at": NOON - timedelta(days=90),
        "deviation": "2026-01-20: Minder flyers (Te duur)",
    }
    put(home, schema.campaign_plan, plan)
    other = {"campaign_id": "vlog", "name": "Vlog *x*", "kind": "video", "starts_on": START, "status": "active"}
    put(home, schema.campaign, other)
    put(home, schema.campaign_link, {"campaign_id": "soap", "kind": "utm_campaign", "target": "nb"})
    tags = {"landing_page": "by-hand/flyer", "utm_source": "flyer", "utm_medium": "print", "utm_content": ""}
    day = {"day": START, "sessions": 40, "ingest": "manual", "quality": "reported", "day_zone": "Europe/Brussels"}
    put(home, schema.visit_daily, {**tags, **day, "utm_campaign": "nb", "is_final": True, "observed_at": NOON})


TARGETS = {"applications": 400, "extra_applications": 100, "visits": 50, "cost_per_application": 1000}


@pytest.mark.story("R4")
@pytest.mark.story("D3")
@pytest.mark.parametrize(("language", "word"), [("nl", "Niet aantoonbaar"), ("en", "Not demonstrable")])
def test_gross_expected_and_extra_always_stand_there_and_zero_in_the_interval_is_not_demonstrable(
    campaign, language, word
):
    held = finding(verdict=Verdict.CANNOT_TELL, extra=10.0, low=-20.0, high=40.0, probability=0.7)
    store(campaign, all=replace(held, sentence=sentence(held)))
    _test, text = said(language)
    assert "### 210" in text
    assert "### 120" in text
    assert "### 10" in text
    assert f"{word}: " in text
    assert "90%" in text
    assert "dankzij" not in text.lower()


@pytest.mark.story("R4")
def test_without_an_answer_the_three_figures_stand_there_with_dashes(campaign):
    _test, text = said()
    assert "Came in (gross)\n### 510" in text
    assert "Expected without the campaign\n### –" in text
    assert "Extra\n### –" in text


@pytest.mark.story("R5")
@pytest.mark.story("M8")
@pytest.mark.story("D2")
def test_the_chain_targets_cost_plan_and_surroundings_follow_each_other(campaign):
    with_everything(campaign)
    store(campaign, all=finding())
    test, text = said()
    steps = wrapped(test)
    assert steps["Visits"] == [
        "40",
        "own website, under its tag, 14 Jan 2026 to 25 Feb 2026; 40 of them counted by hand",
    ]
    assert steps["Extra"][0] == "between 60 and 118 extra"
    assert steps["Cost"][0] == "€21,500 in cash, €51,920 with own hours"
    assert "none is divided by another" in text
    reached = {row[0]: row[1:] for row in tables(test) if len(row) == 4}
    assert reached["Applications that come in"] == ["400", "510", "✓ reached"]
    assert reached["Extra applications"] == ["100", "between 60 and 118 extra", "cannot tell"]
    assert reached["Visits"] == ["50", "40", "✗ not reached yet"]
    assert reached["Full cost per application that came in, at most"] == ["1,000", "€101.80", "✓ stays under it"]
    assert steps["extra application"] == ["about €240", "about €580"]
    assert "20 Jan 2026: Minder flyers (Te duur)" in text
    assert "This method counts, and says nothing about what would have come in anyway." in text
    assert any("Vlog *x*" in warning.value.replace("\\", "") for warning in test.warning)
    order = [text.index(f"(#{anchor})") for anchor in ("extra", "chain", "targets", "cost", "plan", "beside")]
    assert order == sorted(order)


@pytest.mark.story("D2")
def test_where_nobody_was_hired_yet_there_is_no_cost_per_hire_but_a_word(own):
    campaign = campaign_in(own, [*[60] * 8, 120, 90, *[60] * 6])
    with_everything(campaign)
    store(campaign, all=finding())
    test = opened("campaign", "nl", campaign="soap")
    assert wrapped(test)["aanname, van wie in hele maanden solliciteerde"] == ["nog geen aannames"] * 2


def test_campaigns_are_narrowed_by_the_filter_bar_and_aligned_from_their_first_day(campaign):
    with_everything(campaign)
    far = {"campaign_id": "old", "name": "Oud", "kind": "video", "starts_on": date(2020, 1, 1), "status": "closed"}
    put(campaign, schema.campaign, {**far, "ends_on": date(2020, 2, 1)})
    later = {"campaign_id": "later", "name": "Later", "kind": "video", "starts_on": date(2026, 9, 1)}
    put(campaign, schema.campaign, {**later, "status": "planned"})
    test = opened("campaigns", "en", beside="soap,vlog,nothing")
    assert not test.exception
    listed = [address.partition("#")[2] for address in frames(test)[0].value["Campaign"]]
    assert listed == ["Later", "Nergens Beter", "Vlog *x*"]
    assert "1 campaign is not in this list" in " ".join(each.value for each in test.caption)
    assert any("differ in season" in warning.value for warning in test.warning)
    (beside,) = [frame.value for frame in test.table]
    assert list(beside.columns) == ["Nergens Beter", "Vlog *x*"]
    weeks = [row for row in tables(test) if row[0] == "Nergens Beter" and row[1] == "0"]
    assert weeks == [["Nergens Beter", "0", "14 Jan 2026 to 20 Jan 2026", "120", "yes"]]
    empty = opened("campaigns", "en", audience="returner")
    assert "No campaign fits this choice." in [info.value for info in empty.info]


@pytest.mark.story("R2")
def test_when_a_release_moves_every_chart_of_days_since_the_release_follows(campaign):
    own = {"series_id": "nb", "title": "Nergens Beter", "origin": "manual"}
    put(campaign, schema.series, own)
    put(campaign, schema.campaign_link, {"campaign_id": "soap", "kind": "series", "target": "nb"})
    at = datetime(2026, 1, 14, 17, tzinfo=UTC)
    put(campaign, schema.episode, {"series_id": "nb", "number": 1, "title": "Een", "released_at": at})
    assert released() == {"14 Jan 2026 18:00", "14 Jan 2026"}
    engine = open_engine(f"sqlite:///{campaign / 'instroom.db'}")
    by = By(engine, "nergens", "recruiter", NOON, NOON.date())
    series.change(by, "nb", 1, Episode("Een", at + timedelta(days=7)), place=1)
    engine.dispose()
    assert released() == {"21 Jan 2026 18:00", "21 Jan 2026"}


def released():
    """Return the moments of release in the tables of the first 72 hours and of the episodes."""
    test, _text = said()
    columns = ("Moment", "Released")
    return {
        str(each) for frame in frames(test) for name in columns if name in frame.value for each in frame.value[name]
    }
