"""The organisation's own rules hold for files as they do for interfaces: the same facts told either way are the same rows."""

import dataclasses
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from connectors.config import SideEntrantRule, Site
from connectors.database import schema
from connectors.files import load, read
from connectors.inflow.applied import Applied, Evidence, Happened, Origin, Standing, VacancySeen
from connectors.inflow.desk import Desk
from connectors.inflow.rows import inflow_rows
from connectors.inflow.rules import InflowRule, Rulebook
from tests.fakes.workbooks import csv_file

DUTCH = ("Sollicitatie-ID", "Datum sollicitatie", "Vacature", "Bron", "Status")
LINE = ("1", "14-01-2026", "Kok", "Zorgbeurs", "Wacht op wasbeurt")


def one(context, headers, line, *own, mapping=None):
    ruled = dataclasses.replace(context, rules=Rulebook(own=own))
    (row,) = read("a.csv", csv_file([headers, line], ";"), ruled, mapping=mapping).rows["application"]
    return row


def test_rules_on_sources_and_stages_reach_the_reader(context):
    row = one(
        context,
        DUTCH,
        LINE,
        InflowRule("source", "source", "exact", "zorgbeurs", "open_day"),
        InflowRule("stage", "stage", "exact", "wacht op wasbeurt", "interview/in_process"),
    )
    assert (row["source_id"], row["stage"], row["status"], row["stage_basis"]) == (
        "open_day", "interview", "in_process", "rule",
    )  # fmt: skip


def test_a_rule_for_another_system_does_not_hold(context):
    rule = InflowRule("source", "source", "exact", "zorgbeurs", "open_day", provider="teamtailor")
    assert one(context, DUTCH, LINE, rule)["source_id"] == "zorgbeurs"
    assert one(context, DUTCH, LINE, rule, mapping={"provider": "teamtailor"})["source_id"] == "open_day"


def test_a_rule_on_a_group_of_functions_reaches_the_vacancy(context):
    rules = Rulebook(own=(InflowRule("function_group", "title", "contains", "kok", "logistics"),))
    reading = read("a.csv", csv_file([DUTCH, LINE], ";"), dataclasses.replace(context, rules=rules))
    assert reading.rows["vacancy"][0]["function_group"] == "logistics"


def test_a_column_that_a_rule_names_is_read_and_only_closed_answers_pass(context):
    headers = (*DUTCH, "Instroomroute", "Vrije vraag")
    rules = (InflowRule("side_entrant", "custom_field", "exact", "route b", "side_entrant", name="instroomroute"),)
    row = one(context, headers, (*LINE, "Route B", "Mijn verhaal"), *rules)
    assert (row["side_entrant_declared"], row["side_entrant_evidence"]) == ("side_entrant", "custom_field")
    row = one(context, headers, (*LINE, "Mijn buurvrouw Noor", "x"), *rules)
    assert (row["side_entrant_declared"], row["side_entrant_evidence"]) == ("unknown", "none")
    assert "Noor" not in repr(row)


def test_a_rule_that_names_a_personal_column_reads_nothing(context):
    rule = InflowRule("side_entrant", "custom_field", "exact", "route b", "side_entrant", name="motivatie")
    row = one(context, (*DUTCH, "Motivatie"), (*LINE, "Route B"), rule)
    assert "side_entrant_declared" not in row


@pytest.mark.parametrize(
    ("header", "answer", "evidence"),
    [
        ("Werkzaam in de zorg", "nee", "answer"),
        ("Werkzaam in de zorg", "weet niet", "none"),
        ("Zij-instromer", "ja", "custom_field"),
        ("Zij-instromer", "", "none"),
        ("Team", "Keuken", "none"),
    ],
)
def test_the_level_of_evidence_is_that_of_the_column(context, header, answer, evidence):
    assert one(context, (*DUTCH, header), (*LINE, answer))["side_entrant_evidence"] == evidence


def test_a_vacancy_for_side_entrants_is_evidence_where_no_answer_is(engine, organisation, context, moment):
    rows = [
        (*DUTCH, "Zij-instromer"),
        ("1", "14-01-2026", "Zorgkundige (zij-instroom)", "", "Nieuw", ""),
        ("2", "14-01-2026", "Zorgkundige (zij-instroom)", "", "Nieuw", "ja"),
        ("3", "14-01-2026", "Kok", "", "Nieuw", ""),
    ]
    load(engine, organisation, read("a.csv", csv_file(rows, ";"), context), moment)
    bare = [DUTCH, *(row[:5] for row in rows[1:])]
    load(engine, organisation, read("later.csv", csv_file(bare, ";"), context), moment)
    column = schema.application.c
    with engine.connect() as connection:
        found = connection.execute(select(column.side_entrant_evidence, column.side_entrant, column.function_group))
        assert sorted(map(tuple, found)) == [
            ("custom_field", "unknown", "care_assistant"),
            ("none", "unknown", "kitchen_cleaning"),
            ("vacancy_track", "unknown", "care_assistant"),
        ]


def test_each_application_keeps_its_own_place_of_work_where_a_vacancy_has_several(
    sqlite_engine, organisation, context, moment
):
    sites = (Site(id="az", name="AZ Sint-Nergens"), Site(id="wzc", name="WZC De Linde"))
    rows = [
        (*DUTCH, "Locatie"),
        ("1", "14-01-2026", "Kok", "", "Nieuw", "az"),
        ("2", "14-01-2026", "Kok", "", "Nieuw", "wzc"),
        ("3", "14-01-2026", "Kok", "", "Nieuw", ""),
    ]
    reading = read("a.csv", csv_file(rows, ";"), dataclasses.replace(context, sites=sites))
    load(sqlite_engine, organisation, reading, moment)
    with sqlite_engine.connect() as connection:
        found = connection.execute(select(schema.application.c.site_id)).scalars()
        assert sorted(found) == ["az", "wzc", "wzc"]


def test_the_same_application_told_by_an_interface_and_by_its_export_is_the_same_row(context, organisation, moment):
    headers = (
        *DUTCH,
        "Kandidaat-ID",
        "Vacature-ID",
        "Datum afwijzing",
        "Werkzaam in de zorg",
        "Eerder in de zorg gewerkt",
    )
    line = ("1", "14-01-2026 18:00", "Kok", "Indeed", "Afgewezen", "7", "P12", "20-01-2026", "nee", "nee")
    reading = read("a.csv", csv_file([headers, line], ";"), context, mapping={"provider": "teamtailor"})
    desk = Desk(
        "teamtailor",
        organisation.id,
        organisation.timezone,
        moment,
        Rulebook(side_entrant=SideEntrantRule()),
        (),
        b"k" * 32,
    )
    applied = datetime(2026, 1, 14, 17, 0, tzinfo=UTC)
    told = Applied(
        number="1",
        tells=frozenset({"candidate", "vacancy", "source", "standing", "evidence"}),
        candidate="7",
        vacancy="P12",
        applied_at=applied,
        origin=Origin(source="Indeed"),
        standing=Standing(stage_raw="Afgewezen", days={"rejected_at": date(2026, 1, 20)}),
        evidence=Evidence(answers={"Werk je nu in de zorg?": "nee", "Eerder in de zorg gewerkt": "nee"}),
        happened=(Happened("created", applied, stage="applied"),),
    )
    rows = inflow_rows(desk, [told], [VacancySeen("P12", title="Kok")])
    (by_file,), (by_interface,) = reading.rows["application"], rows["application"]
    assert {name: by_interface[name] for name in by_file} == by_file
    (vacancy,), (seen,) = reading.rows["vacancy"], rows["vacancy"]
    a_file_has_no_day = {"first_seen_on": None, "last_seen_on": None}
    assert {name: seen[name] for name in vacancy} | a_file_has_no_day == vacancy
    assert reading.rows["source"] == rows["source"]
