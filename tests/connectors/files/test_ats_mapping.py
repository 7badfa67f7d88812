"""What a person once said of columns: kept after an import, and used by itself for the next file with those headers."""

import dataclasses
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import writing
from connectors.errors import FileError
from connectors.files import load, mappings, read
from connectors.files.opening import open_file
from tests.fakes.workbooks import csv_file

HEADERS = ("Nr.", "Kwam binnen", "Functie", "Via", "Stand")
MAPPING = {"application_id": "Nr.", "applied_at": "Kwam binnen", "source": "Via", "status": "Stand"}
NOVEMBER = csv_file([HEADERS, ("1", "02-11-2026", "Kok", "Indeed", "Nieuw")], ";")
DECEMBER = csv_file(
    [("STAND", "functie", "via ", "kwam_binnen", "Nr"), ("Gesprek", "Kok", "VDAB", "05-11-2026", "2")], ";"
)
OTHER = csv_file([(*HEADERS, "Team"), ("3", "02-11-2026", "Kok", "Indeed", "Nieuw", "A")], ";")


def remembering(engine, context):
    with engine.connect() as connection:
        return dataclasses.replace(context, saved=mappings.all_saved(connection, "nergens"))


def imported(engine, organisation, context, moment, mapping=MAPPING):
    reading = read("november.csv", NOVEMBER, context, mapping=mapping)
    return load(engine, organisation, reading, moment)


def test_a_file_with_the_same_headers_in_any_order_needs_no_word(engine, organisation, context, moment):
    imported(engine, organisation, context, moment)
    reading = read("december.csv", DECEMBER, remembering(engine, context))
    assert reading.mapping_is_saved
    assert reading.mapping == MAPPING
    (row,) = reading.rows["application"]
    assert (row["applied_on"], row["source_id"], row["stage"]) == (date(2026, 11, 5), "vdab_werk_nl", "interview")


def test_other_headers_are_another_file(sqlite_engine, organisation, context, moment):
    imported(sqlite_engine, organisation, context, moment)
    with pytest.raises(FileError):
        read("other.csv", OTHER, remembering(sqlite_engine, context))


def test_what_a_person_says_now_goes_before_and_is_kept_instead(sqlite_engine, organisation, context, moment):
    imported(sqlite_engine, organisation, context, moment)
    now = {**MAPPING, "source": "-", "self_reported": "Via"}
    reading = read("november.csv", NOVEMBER, remembering(sqlite_engine, context), mapping=now)
    assert not reading.mapping_is_saved
    load(sqlite_engine, organisation, reading, moment + timedelta(days=1))
    with sqlite_engine.connect() as connection:
        assert mappings.saved(connection, "nergens", "ats", HEADERS) == now


def test_nothing_is_kept_of_a_file_that_was_only_looked_at_or_that_a_saved_mapping_explained(
    sqlite_engine, organisation, context, moment
):
    read("november.csv", NOVEMBER, context, mapping=MAPPING)
    assert remembering(sqlite_engine, context).saved == {}
    imported(sqlite_engine, organisation, context, moment)
    later = read("december.csv", DECEMBER, remembering(sqlite_engine, context))
    load(sqlite_engine, organisation, later, moment + timedelta(days=9))
    with sqlite_engine.connect() as connection:
        (row,) = connection.execute(select(schema.import_mapping)).mappings()
    assert (row["kind"], row["name"], row["saved_at"]) == ("ats", "november.csv", moment)


def test_it_is_forgotten_by_the_headers_of_a_file(sqlite_engine, organisation, context, moment):
    imported(sqlite_engine, organisation, context, moment)
    with writing(sqlite_engine) as connection:
        assert mappings.forget_all(connection, "nergens", open_file("december.csv", DECEMBER))
        assert not mappings.forget_all(connection, "nergens", open_file("december.csv", DECEMBER))
    assert remembering(sqlite_engine, context).saved == {}


def test_each_kind_and_each_organisation_has_its_own(sqlite_engine, organisation, context, moment):
    imported(sqlite_engine, organisation, context, moment)
    with writing(sqlite_engine) as connection:
        mappings.save(connection, "nergens", "linkedin_jobs", HEADERS, {"views": "Via"}, "jobs.csv", moment)
        assert mappings.saved(connection, "nergens", "linkedin_jobs", HEADERS) == {"views": "Via"}
        assert mappings.saved(connection, "elders", "linkedin_jobs", HEADERS) == {}
        assert mappings.forget(connection, "nergens", "linkedin_jobs", HEADERS)
        assert mappings.saved(connection, "nergens", "ats", HEADERS) == MAPPING


def test_a_header_that_is_a_persons_data_is_not_kept(sqlite_engine, organisation, context, moment):
    with writing(sqlite_engine) as connection:
        said = {"source": "noor@nergensland.example"}
        mappings.save(connection, "nergens", "ats", HEADERS, said, "november.csv", moment)
        mappings.save(connection, "nergens", "ats", HEADERS, {}, "november.csv", moment)
        assert mappings.all_saved(connection, "nergens") == {}
        mappings.save(connection, "nergens", "ats", HEADERS, MAPPING, "noor@nergensland.example.csv", moment)
        assert connection.execute(select(schema.import_mapping.c.name)).scalar() == ""


def test_what_is_said_of_one_file_only_joins_what_was_kept_and_is_not_kept_itself(
    sqlite_engine, organisation, context, moment
):
    with writing(sqlite_engine) as connection:
        said = {"views": "Weergaven", "as_of": "2026-03-31"}
        mappings.save(connection, "nergens", "linkedin_jobs", HEADERS, said, "jobs.csv", moment)
        assert mappings.saved(connection, "nergens", "linkedin_jobs", HEADERS) == {"views": "Weergaven"}
