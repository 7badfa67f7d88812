"""Targets of key figures: kept, changed and taken away with an audit line; refused with the reason."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import reading
from dashboard.actions.campaigns import DemoIsFixed
from dashboard.actions.kpi_targets import TargetNotAccepted, remove_target, set_target
from dashboard.queries.context import targets
from tests.dashboard.actions.history import MINE, noon, put

NOW = noon(date(2026, 3, 4))


@pytest.fixture
def house(sqlite_engine):
    own = {"name": "Nergens", "country": "BE", "timezone": "Europe/Brussels", "language": "nl", "is_demo": False}
    put(sqlite_engine, schema.organisation, own)
    return sqlite_engine


def keep(engine, kpi="applications", year=2026, target=3700.0, actor="director"):
    set_target(engine, MINE, kpi, year, target, actor=actor, at=NOW)


def known(engine):
    with reading(engine) as connection:
        rows = connection.execute(select(schema.audit.c.actor, schema.audit.c.action, schema.audit.c.detail)).all()
        lines = [(actor, action, json.loads(detail)) for actor, action, detail in rows]
        return targets(connection, MINE), lines


@pytest.mark.story("D1")
def test_a_target_is_kept_changed_and_taken_away_with_a_line_each(house):
    keep(house)
    keep(house, target=4000.0, actor="recruiter")
    remove_target(house, MINE, "applications", 2026, actor="administrator", at=NOW)
    found, lines = known(house)
    assert found == {}
    assert lines == [
        ("director", "target.set", {"target": 3700.0, "before": None}),
        ("recruiter", "target.set", {"target": 4000.0, "before": 3700.0}),
        ("administrator", "target.remove", {"before": 4000.0}),
    ]


def test_a_target_of_one_year_leaves_another_alone(house):
    keep(house)
    keep(house, year=2025, target=3400.0)
    assert known(house)[0] == {("applications", "2025"): 3400.0, ("applications", "2026"): 3700.0}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kpi": "tone"}, "“tone” is no key figure that takes a target."),
        ({"year": 26}, "A target is for a calendar year, such as 2026."),
        ({"target": 0.0}, "A target is a number above zero."),
        ({"target": float("nan")}, "A target is a number above zero."),
        ({"kpi": "side_entrant_share", "target": 20.0}, "A share is at most 100%."),
        ({"actor": "viewer"}, "Targets are set by a recruiter, a director or an administrator."),
    ],
)
def test_what_is_no_target_is_refused_with_the_reason(house, wrong, said):
    with pytest.raises(TargetNotAccepted) as refused:
        keep(house, **wrong)
    assert str(refused.value) == said
    assert known(house) == ({}, [])


def test_taking_away_what_is_not_there_changes_nothing(house):
    remove_target(house, MINE, "applications", 2026, actor="director", at=NOW)
    assert known(house) == ({}, [])


def test_the_demo_is_not_changed(sqlite_engine):
    own = {"name": "Demo", "country": "BE", "timezone": "Europe/Brussels", "language": "nl", "is_demo": True}
    put(sqlite_engine, schema.organisation, own)
    with pytest.raises(DemoIsFixed):
        keep(sqlite_engine)
