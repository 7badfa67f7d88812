"""No figure without a passport: where each fact column comes from, and what the platform calls it."""

import pytest

from connectors.database.schema import metadata
from connectors.metrics import passports

FACTS = ("content_daily", "channel_daily", "ad_daily", "vacancy_daily")
NO_SOURCE_YET = {
    "content_daily.reach",
    *(f"visit_daily.{name}" for name in metadata.tables["visit_daily"].info["facts"]),
}
"""Filled by the demo only, until a source of visits exists."""


def _fact_columns():
    tables = [table for table in metadata.sorted_tables if "facts" in table.info]
    columns = {f"{table.name}.{name}" for table in tables for name in table.info["facts"]}
    snapshot = metadata.tables["content_snapshot"]
    counters = {
        f"content_snapshot.{column.name}"
        for column in snapshot.c
        if not column.primary_key and column.name not in {"ingest", "auth_kind"}
    }
    return columns | counters


def test_every_fact_column_has_a_passport():
    assert sorted(_fact_columns() - NO_SOURCE_YET - {metric.column for metric in passports()}) == []


def test_no_column_waits_that_has_a_source():
    assert {metric.column for metric in passports()} & NO_SOURCE_YET == set()


@pytest.mark.parametrize(
    "metric", passports(), ids=lambda metric: f"{metric.source}-{metric.column}-{metric.native}"[:80]
)
def test_a_passport_says_all_that_a_reader_needs(metric):
    assert metric.base.endswith(".")
    assert metric.native
    assert metric.version
    table, _, column = metric.column.partition(".")
    additive = metadata.tables[table].info.get("additive")
    if additive is not None:
        assert metric.additive == (column in additive)
    assert all(change.text.endswith(".") for change in metric.breaks)


def test_one_source_names_a_figure_once():
    named = [(metric.source, metric.column, metric.native, metric.version) for metric in passports()]
    assert len(named) == len(set(named))
