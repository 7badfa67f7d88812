"""Words that wait for a person: new sources, words for stages without a meaning, and the rules as they are stored."""

from datetime import date

import pytest

from connectors.database import schema
from connectors.inflow.rules import InflowRule
from connectors.sources import default_rules
from dashboard.queries import inflow_words
from tests.dashboard.queries.test_inflow import MINE, OTHER, applied, asked, put

DAY = date(2026, 3, 1)


def source(code, status="new", strategy="other"):
    return {"source_id": code, "strategy": strategy, "name": code.title(), "status": status, "first_seen": DAY}


@pytest.fixture
def waiting(engine):
    put(
        engine, schema.source, source("zorgbord"), source("radio"), source("linkedin", "known"), source("oud", "merged")
    )
    put(engine, schema.source, source("elders"), organisation=OTHER)
    put(
        engine,
        schema.application,
        applied(1, DAY, source_id="zorgbord", stage_raw="Kletsmoment", stage_basis=None),
        applied(2, DAY, source_id="linkedin", self_reported_id="zorgbord", stage_raw="Kletsmoment", stage_basis=None),
        applied(3, None, source_id="linkedin", stage_raw="Aanbod", stage="offer", status="offer", stage_basis="words"),
        applied(4, DAY, stage_raw="Aanbod", stage="offer", status="rejected", stage_basis="words"),
        applied(5, DAY, stage_raw="Bezoek", stage="interview", stage_basis="rule"),
        applied(6, DAY),
    )
    put(engine, schema.application, applied(1, DAY, source_id="zorgbord", stage_raw="x"), organisation=OTHER)
    return engine


def test_new_sources_are_counted_by_either_lens_the_largest_first(waiting):
    found = asked(waiting, inflow_words.new_sources)
    names = ("source_id", "name", "first_seen", "applications")
    assert list(zip(*(found[name] for name in names), strict=True)) == [
        ("zorgbord", "Zorgbord", DAY, 2),
        ("radio", "Radio", DAY, 0),
    ]


def test_a_rule_may_lead_to_what_is_known_and_to_what_the_house_knows(waiting):
    known = asked(waiting, inflow_words.known_sources)
    assert set(known) == {*default_rules().sources, "linkedin"}
    assert known["linkedin"] == "Linkedin"
    assert {"zorgbord", "oud", "elders"} & set(known) == set()


def test_words_for_stages_stand_with_those_without_a_meaning_first(waiting):
    found = asked(waiting, inflow_words.stage_words)
    names = ("stage_raw", "stage", "status", "applications")
    assert list(zip(*(found[name] for name in names), strict=True)) == [
        ("Kletsmoment", "applied", "new", 2),
        ("Aanbod", "offer", "offer", 1),
        ("Aanbod", "offer", "rejected", 1),
        ("Bezoek", "interview", "new", 1),
    ]
    assert found["stage_basis"].isna().tolist() == [True, False, False, False]


def test_the_own_rules_come_in_their_order_and_by_subject(engine):
    rules = [
        {"subject": "source", "position": 2, "field": "source", "match": "exact", "value": "b", "result": "linkedin"},
        {"subject": "source", "position": 1, "field": "tag", "match": "contains", "value": "a", "result": "press"},
        {"subject": "stage", "position": 1, "field": "stage", "match": "exact", "value": "x", "result": "offer"},
    ]
    put(engine, schema.inflow_rule, *rules)
    put(engine, schema.inflow_rule, rules[0], organisation=OTHER)
    assert asked(engine, inflow_words.own_rules, "source") == [
        InflowRule("source", "tag", "contains", "a", "press"),
        InflowRule("source", "source", "exact", "b", "linkedin"),
    ]
    assert asked(engine, inflow_words.own_rules, "side_entrant") == []


def test_an_organisation_without_anything_has_nothing_waiting(engine):
    assert asked(engine, inflow_words.new_sources, organisation=MINE).empty
    assert asked(engine, inflow_words.stage_words, organisation=MINE).empty
