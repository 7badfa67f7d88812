"""Filling: the same rows on both engines, once; reset; and never beside real figures."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import func, insert, select

from connectors import demo
from connectors.config import Site
from connectors.database import schema
from connectors.database.engine import open_engine, reading, writing
from connectors.database.upgrade import check
from connectors.errors import DemoDataError
from connectors.landing import settle

SUMS = {sums.name for table in schema.metadata.sorted_tables for sums in table.info.get("rollups", {}).values()}
OWNED = [table for table in schema.metadata.sorted_tables if "organisation_id" in table.c]


def rows(engine, table):
    """Return all rows in the order of their key; sums of minutes to the millionth."""
    with reading(engine) as connection:
        found = [tuple(row) for row in connection.execute(select(table))]
    if table.name in SUMS:
        found = [tuple(round(value, 6) if isinstance(value, float) else value for value in row) for row in found]
    return sorted(found, key=lambda row: tuple((value is not None, str(value)) for value in row))


@pytest.fixture
def copied(filled, tmp_path):
    """Give a copy of the filled database that a test may change."""
    path = tmp_path / "copied.db"
    with closing(sqlite3.connect(filled.url.database)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    engine = open_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


def test_both_engines_get_the_same_rows_and_are_whole(engine, filled):
    shares = []
    demo.fill(engine, progress=shares.append)
    for table in OWNED:
        assert rows(engine, table) == rows(filled, table), table.name
    assert check(engine) == []
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_the_answer_counts_the_rows_of_every_table(filled):
    counts = demo.fill(filled)
    assert counts["application"] == 6944
    assert counts["organisation"] == 1
    assert counts["site"] == 3
    assert counts["episode"] == 16
    assert counts["content_retention"] == 8 * 100
    empty = {name for name, count in counts.items() if not count}
    assert empty == {
        *("ad_daily_rev", "channel_daily_rev", "mention_daily_rev", "vacancy_daily_rev", "visit_daily_rev"),
        *("audit", "campaign_target", "content_link", "finding", "import_mapping", "inflow_rule", "report_copy"),
        *("vacancy_decision", "vacancy_total", "webhook_event"),
    }


def test_a_filled_database_stays_as_it_is(copied):
    with writing(copied) as connection:
        connection.execute(schema.campaign.update().values(goal="changed by a person"))
    demo.fill(copied)
    with reading(copied) as connection:
        goals = connection.execute(select(schema.campaign.c.goal).distinct()).scalars().all()
    assert goals == ["changed by a person"]


def test_reset_makes_it_anew(copied, filled):
    with writing(copied) as connection:
        connection.execute(schema.application.delete())
        connection.execute(
            insert(schema.campaign).values(
                organisation_id="demo",
                campaign_id="mine",
                name="Eigen campagne",
                kind="other",
                starts_on=demo.parameters.START,
                status="planned",
            )
        )
    demo.fill(copied, reset=True)
    for table in (schema.application, schema.campaign, schema.content_daily, schema.application_daily):
        assert rows(copied, table) == rows(filled, table)


@pytest.mark.parametrize("reset", [False, True])
def test_a_database_with_a_real_organisation_is_refused_and_left_alone(engine, organisation, reset):
    with writing(engine) as connection:
        settle(connection, organisation, [Site(id="A", name="Huis A")])
    with pytest.raises(DemoDataError, match="nergens"):
        demo.fill(engine, reset=reset)
    with reading(engine) as connection:
        assert connection.execute(select(schema.organisation.c.organisation_id)).scalars().all() == ["nergens"]
        assert connection.execute(select(func.count()).select_from(schema.application)).scalar() == 0


def test_rows_of_another_organisation_without_its_own_row_are_refused(sqlite_engine):
    with writing(sqlite_engine) as connection:
        key = {"organisation_id": "andere", "channel_id": 1, "platform": "youtube", "external_id": "x"}
        connection.execute(insert(schema.channel).values(key))
    with pytest.raises(DemoDataError, match="andere"):
        demo.fill(sqlite_engine)


def test_an_organisation_called_demo_that_is_real_is_refused(sqlite_engine, organisation):
    with writing(sqlite_engine) as connection:
        settle(connection, organisation.model_copy(update={"id": "demo"}), [])
    with pytest.raises(DemoDataError):
        demo.fill(sqlite_engine, reset=True)


def test_the_organisation_stands_still_on_the_last_evening(table):
    row = table(schema.organisation).iloc[0]
    assert row["name"] == "Zorggroep Nergensland (fictief)"
    assert bool(row["is_demo"])
    assert row["frozen_at"].isoformat() == "2026-06-30T20:00:00+00:00"


def test_nothing_looks_like_a_person_or_lies_after_the_last_evening(table):
    applications = table(schema.application)
    assert applications["application_key"].str.fullmatch("[0-9a-f]{64}").all()
    assert applications["candidate_key"].str.fullmatch("[0-9a-f]{64}").all()
    for each in OWNED:
        texts = {value for values in table(each).to_dict("list").values() for value in values if isinstance(value, str)}
        assert not [text for text in texts if "@" in text or "dankzij" in text.lower()], each.name
    assert (
        applications["applied_at"].max()
        <= applications["observed_at"].max()
        <= table(schema.organisation)["frozen_at"][0]
    )
