"""What a person decides about vacancies is kept, audited, followed at once, and the last word counts."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import reading, writing
from dashboard.actions.campaigns import DemoIsFixed
from dashboard.actions.vacancies import NotDecided, decide
from tests.dashboard.actions.test_campaigns import put_organisation
from tests.dashboard.queries.test_vacancies import put, vacancy

MINE = "nergens"
AT = datetime(2026, 3, 4, 12, tzinfo=UTC)


def said(engine, one, other, *, is_same):
    with writing(engine) as connection:
        decide(connection, MINE, one, other, is_same=is_same, at=AT, actor="recruiter")


def identities(engine):
    column = schema.vacancy_identity.c
    with reading(engine) as connection:
        rows = connection.execute(
            select(column.vacancy_id, column.identity_id, column.basis).order_by(column.vacancy_id)
        )
        return [tuple(row) for row in rows]


def kept(engine):
    decision, line = schema.vacancy_decision.c, schema.audit.c
    with reading(engine) as connection:
        found = connection.execute(select(decision.vacancy_id, decision.other_id, decision.is_same)).all()
        lines = connection.execute(select(line.actor, line.action, line.subject).order_by(line.audit_id)).all()
    return list(map(tuple, found)), list(map(tuple, lines))


@pytest.fixture
def three(engine):
    put(
        engine,
        schema.vacancy,
        vacancy(1, "linkedin", "33", url="n.example/b"),
        vacancy(2, "careers_site", "9102", url="n.example/b"),
        vacancy(9, "recruitee", "9101"),
    )
    return engine


def test_the_same_is_kept_with_an_audit_line_and_followed_at_once(three):
    said(three, 9, 1, is_same=True)
    assert kept(three) == ([(1, 9, True)], [("recruiter", "vacancy.same", "1|9")])
    assert identities(three) == [(1, 9, "url"), (2, 9, "url"), (9, 9, "person")]


def test_not_the_same_takes_apart_what_a_rule_put_together(three):
    said(three, 1, 2, is_same=False)
    assert identities(three) == [(1, 1, "alone"), (2, 2, "alone"), (9, 9, "alone")]


def test_the_last_word_counts(three):
    said(three, 9, 1, is_same=True)
    said(three, 1, 9, is_same=False)
    rows, lines = kept(three)
    assert rows == [(1, 9, False)]
    assert [action for _actor, action, _subject in lines] == ["vacancy.same", "vacancy.not_same"]
    assert identities(three) == [(1, 2, "url"), (2, 2, "url"), (9, 9, "alone")]


def test_what_contradicts_earlier_decisions_is_refused_and_leaves_no_trace(three):
    said(three, 9, 1, is_same=True)
    said(three, 9, 2, is_same=False)
    before = identities(three), kept(three)
    with pytest.raises(NotDecided, match="contradicts"):
        said(three, 1, 2, is_same=True)
    assert (identities(three), kept(three)) == before


@pytest.mark.parametrize(("one", "other"), [(1, 1), (1, 77)])
def test_a_vacancy_that_is_not_there_is_refused(three, one, other):
    with pytest.raises(NotDecided, match="not there any more"):
        said(three, one, other, is_same=True)
    assert kept(three) == ([], [])


def test_the_demo_is_not_changed(engine):
    put_organisation(engine, is_demo=True)
    with pytest.raises(DemoIsFixed):
        said(engine, 1, 2, is_same=True)
