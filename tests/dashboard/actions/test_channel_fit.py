"""Who is on which channel: written down with how it is known, changed, taken away, always with an audit line."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from dashboard.actions import channel_fit
from dashboard.actions.campaigns import DemoIsFixed, NotAccepted
from dashboard.analysis.fit import Fit
from dashboard.queries.channel_effort import fits

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
TOLD = Fit("linkedin", "nurse", present=True, evidence=" Counted in LinkedIn. ")


def keep(engine, organisation, fit=TOLD):
    channel_fit.keep(engine, organisation.id, fit, actor="marketer", at=NOW)


def known(engine, organisation):
    with reading(engine) as connection:
        return fits(connection, organisation.id)


@pytest.mark.story("M9")
def test_the_last_word_counts_and_every_change_has_an_audit_line(sqlite_engine, organisation):
    keep(sqlite_engine, organisation)
    assert known(sqlite_engine, organisation) == [
        Fit("linkedin", "nurse", present=True, evidence="Counted in LinkedIn.")
    ]
    keep(sqlite_engine, organisation, Fit("linkedin", "nurse", present=False))
    assert known(sqlite_engine, organisation) == [Fit("linkedin", "nurse", present=False)]
    channel_fit.remove(sqlite_engine, organisation.id, "linkedin", "nurse", actor="marketer", at=NOW)
    assert known(sqlite_engine, organisation) == []
    with reading(sqlite_engine) as connection:
        row = schema.audit.c
        lines = connection.execute(select(row.action, row.subject, row.actor).order_by(row.audit_id)).all()
    assert [tuple(line) for line in lines] == [
        ("channel_fit.keep", "linkedin|nurse", "marketer"),
        ("channel_fit.keep", "linkedin|nurse", "marketer"),
        ("channel_fit.remove", "linkedin|nurse", "marketer"),
    ]


@pytest.mark.parametrize("wrong", [Fit("hyves", "nurse", present=True), Fit("youtube", " ", present=True)])
def test_what_is_no_channel_or_no_group_is_refused(sqlite_engine, organisation, wrong):
    with pytest.raises(NotAccepted):
        keep(sqlite_engine, organisation, wrong)
    with pytest.raises(NotAccepted, match="longer"):
        keep(sqlite_engine, organisation, Fit("youtube", "nurse", present=True, evidence="x" * 301))
    assert known(sqlite_engine, organisation) == []


def test_the_demo_is_not_changed(sqlite_engine, organisation):
    names = {"name": "Demo", "country": "BE", "timezone": "Europe/Brussels", "language": "nl"}
    row = {
        "organisation_id": organisation.id,
        **names,
        "is_demo": True,
        "frozen_at": datetime.combine(date(2026, 6, 30), datetime.min.time(), UTC),
    }
    with writing(sqlite_engine) as connection:
        store.upsert(connection, schema.organisation, [row], run_id=0)
    with pytest.raises(DemoIsFixed):
        keep(sqlite_engine, organisation)
