"""Findings are reckoned once, kept per stage, and answered from what is stored."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import reading
from connectors.errors import ConfigurationError, NotEnoughData
from dashboard.actions import findings
from dashboard.analysis.impact.finding import Stage, Verdict
from dashboard.queries import evidence
from tests.dashboard.actions.history import (
    ENDS,
    FIRST,
    MINE,
    START,
    campaign,
    counted,
    noon,
    organisation_with_history,
    put,
    read_until,
)

AT_END = ENDS + timedelta(days=1)
LATER = ENDS + timedelta(days=57)


def refresh(engine, day, **keywords):
    return findings.refresh(engine, MINE, noon(day), **keywords)


def stored(engine):
    row = schema.finding.c
    columns = (row.campaign_id, row.outcome, row.stage, row.as_of)
    with reading(engine) as connection:
        return [tuple(each) for each in connection.execute(select(*columns).order_by(*columns))]


def all_of(engine):
    with reading(engine) as connection:
        return evidence.all_findings(connection, MINE)


def test_a_campaign_that_is_over_gets_both_answers_and_they_come_back_as_they_were(engine):
    organisation_with_history(engine, extra=1.0)
    campaign(engine)
    heard = []
    done = refresh(engine, LATER, progress=lambda *each: heard.append(each))
    assert (done.count, done.skipped, done.failed) == (4, 0, 0)
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]
    last = ENDS + timedelta(days=56)
    assert stored(engine) == [
        ("soap", "all", "final", last),
        ("soap", "all", "preliminary", ENDS),
        ("soap", "side_entrant", "final", last),
        ("soap", "side_entrant", "preliminary", ENDS),
    ]
    final, preliminary, *_ = all_of(engine)
    assert (final.stage, preliminary.stage) == (Stage.FINAL, Stage.PRELIMINARY)
    assert final.finding.verdict == Verdict.LIKELY_EXTRA
    assert (final.finding.start, final.finding.end) == (START, ENDS)
    assert final.finding.low < 84 < final.finding.high
    assert final.computed_at == noon(LATER)
    with reading(engine) as connection:
        row = connection.execute(select(schema.finding).where(schema.finding.c.stage == "final")).mappings().first()
        assert [each.stage for each in evidence.findings(connection, MINE, "soap")][:2] == ["final", "preliminary"]
    assert (row["verdict"], row["observed"], row["low"]) == (
        "likely_extra",
        final.finding.observed,
        pytest.approx(final.finding.low),
    )


def test_what_has_not_changed_is_left_alone_and_a_new_cost_is_reckoned_in(sqlite_engine):
    organisation_with_history(sqlite_engine)
    campaign(sqlite_engine)
    refresh(sqlite_engine, AT_END)
    again = refresh(sqlite_engine, AT_END + timedelta(hours=5))
    assert (again.count, again.skipped) == (0, 2)
    line = {"campaign_id": "soap", "line": 1, "label": "x", "cash": 900.0, "hours": 0.0, "hour_rate": 0.0}
    put(sqlite_engine, schema.campaign_cost, {**line, "currency": "EUR"})
    assert refresh(sqlite_engine, AT_END).count == 2


def test_while_it_runs_there_is_one_answer_that_goes_when_it_has_ended(sqlite_engine):
    organisation_with_history(sqlite_engine)
    campaign(sqlite_engine)
    half = START + timedelta(days=14)
    refresh(sqlite_engine, half)
    assert [each[2:] for each in stored(sqlite_engine)] == [("running", half - timedelta(days=1))] * 2
    refresh(sqlite_engine, AT_END)
    assert [each[2:] for each in stored(sqlite_engine)] == [("preliminary", ENDS)] * 2


def test_the_preliminary_answer_stays_as_it_was_once_the_final_one_is_there(sqlite_engine):
    organisation_with_history(sqlite_engine)
    campaign(sqlite_engine)
    some_weeks = ENDS + timedelta(days=20)
    refresh(sqlite_engine, some_weeks + timedelta(days=1))
    before = {each.outcome: each for each in all_of(sqlite_engine)}
    put(sqlite_engine, schema.application_daily, counted(START, 30, "BE", "returner"))
    refresh(sqlite_engine, LATER)
    kept = {each.outcome: each for each in all_of(sqlite_engine) if each.stage is Stage.PRELIMINARY}
    assert kept == before
    assert {each.as_of for each in kept.values()} == {some_weeks}
    (final,) = [each for each in all_of(sqlite_engine) if each.stage is Stage.FINAL and each.outcome == "all"]
    assert final.finding.observed == kept["all"].finding.observed + 30


def test_figures_from_after_the_eight_weeks_do_not_change_the_final_answer(sqlite_engine):
    organisation_with_history(sqlite_engine)
    campaign(sqlite_engine)
    refresh(sqlite_engine, LATER)
    read_until(sqlite_engine, LATER + timedelta(days=9))
    assert refresh(sqlite_engine, LATER + timedelta(days=10)).count == 0


def test_another_last_day_is_another_question(sqlite_engine):
    organisation_with_history(sqlite_engine)
    campaign(sqlite_engine)
    refresh(sqlite_engine, LATER)
    campaign(sqlite_engine, ends_on=ENDS + timedelta(days=30))
    refresh(sqlite_engine, LATER)
    assert {each[2] for each in stored(sqlite_engine)} == {"preliminary"}


def test_a_campaign_that_has_not_begun_or_lies_before_the_figures_has_no_finding(sqlite_engine):
    organisation_with_history(sqlite_engine)
    campaign(sqlite_engine, "later", LATER, None)
    campaign(sqlite_engine, "before", FIRST - timedelta(days=90), FIRST - timedelta(days=60))
    assert refresh(sqlite_engine, LATER).count == 0
    assert stored(sqlite_engine) == []


def test_featured_sites_and_function_groups_are_looked_at_where_enough_apply(sqlite_engine):
    organisation_with_history(sqlite_engine)
    put(sqlite_engine, schema.site, {"site_id": "WZC", "name": "WZC", "kind": "care_home", "country": "BE"})
    put(sqlite_engine, schema.application_daily, counted(FIRST, 2, "WZC", "other"))
    campaign(sqlite_engine, sites=("BE", "NL", "WZC"))
    refresh(sqlite_engine, AT_END)
    assert [outcome for _, outcome, *_ in stored(sqlite_engine)] == ["all", "side_entrant", "site:BE", "site:NL"]


def test_only_the_campaigns_that_are_asked_for_are_reckoned(sqlite_engine):
    organisation_with_history(sqlite_engine)
    campaign(sqlite_engine)
    campaign(sqlite_engine, "other", START - timedelta(days=60), START - timedelta(days=40))
    refresh(sqlite_engine, AT_END, campaigns=["soap"])
    assert {each[0] for each in stored(sqlite_engine)} == {"soap"}


def test_a_campaign_that_fails_stops_no_other_and_the_log_holds_no_figures(sqlite_engine, caplog):
    organisation_with_history(sqlite_engine)
    campaign(sqlite_engine)
    campaign(sqlite_engine, "bad")
    heard = []

    def only_once(done, total):
        heard.append(done)
        if len(heard) == 1:
            message = "applicant 12345"
            raise ValueError(message)

    with caplog.at_level(logging.WARNING):
        done = refresh(sqlite_engine, AT_END, progress=only_once)
    assert done.failed == 1
    assert len({each[0] for each in stored(sqlite_engine)}) == 1
    assert "ValueError" in caplog.text
    assert "applicant 12345" not in caplog.text


def test_an_answer_comes_from_the_store_and_is_reckoned_anew_when_asked(sqlite_engine):
    organisation_with_history(sqlite_engine)
    campaign(sqlite_engine)
    first = findings.answer(sqlite_engine, MINE, "soap", "all", noon(AT_END))
    assert first.stage is Stage.PRELIMINARY
    (found, _) = all_of(sqlite_engine)
    assert findings.answer(sqlite_engine, MINE, "soap", "all", noon(AT_END) + timedelta(hours=1)) == found.finding
    assert findings.answer(sqlite_engine, MINE, "soap", "all", noon(AT_END), fresh=True) == found.finding
    alone = findings.answer(sqlite_engine, MINE, "soap", "site:NL", noon(AT_END))
    assert (alone.observed is not None, len(stored(sqlite_engine))) == (True, 2)


def test_an_answer_that_cannot_be_given_says_why(sqlite_engine):
    organisation_with_history(sqlite_engine)
    campaign(sqlite_engine)
    with pytest.raises(NotEnoughData) as refused:
        findings.answer(sqlite_engine, MINE, "soap", "all", noon(START - timedelta(days=3)))
    assert str(refused.value) == "The campaign begins on 2025-03-24; applications are known until 2025-03-20."
    with pytest.raises(ConfigurationError, match="no campaign “soup”"):
        findings.answer(sqlite_engine, MINE, "soup", "all", noon(AT_END))
