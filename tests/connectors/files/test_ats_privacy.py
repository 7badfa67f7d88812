"""No person leaves the file: not in rows, refusals, warnings, errors, logs, and not in the bytes of the database."""

import logging
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.config import Organisation, SideEntrantRule
from connectors.errors import FileError, InstroomError
from connectors.files import FileContext, load, read
from tests.connectors.test_personal import BELGIAN_EXAMPLE, BSN_EXAMPLE
from tests.fakes.workbooks import csv_file, workbook

HEADERS = (
    "Sollicitatie-ID", "Kandidaat-ID", "Naam", "E-mail", "Telefoon", "Geboortedatum", "Postcode", "Motivatie", "Vrije vraag",
    "Datum sollicitatie", "Vacature", "Bron", "Status", "Reden afwijzing",
)  # fmt: skip
PEOPLE = [
    (
        "Noor Verzonnen",
        "noor.verzonnen@nergensland.example",
        "0100 00 00 01",
        "12-03-1985",
        "9999 ZZ",
        "Ik ben Noor",
        "allergisch",
    ),
    ("Bas Nietbestaand", "bas@nergensland.example", "0100000002", "01-07-1999", "9998 YY", "Bas hier", "rugklachten"),
]


def lines():
    for number, person in enumerate(PEOPLE, start=700_001):
        yield (
            number,
            f"K{number}",
            *person,
            "14-01-2026",
            "Kok",
            "Doorverwezen door Fien Onbestaand",
            "Afgewezen",
            "te ver weg",
        )
    yield (700_003, "K3", *PEOPLE[0], "Noor Verzonnen", "Kok", "Indeed", "Nieuw", "")  # a shifted line
    yield (700_004, "K4", *PEOPLE[0], "12-03-1985", "Kok", "Indeed", "Nieuw", "")


SEEDED = [word for person in PEOPLE for word in person] + [
    "Noor", "Verzonnen", "Nietbestaand", "Fien", "Onbestaand", "12-03-1985", "1985-03-12", "te ver weg", "K700001", "700001",
]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_seeded_people_stand_in_no_reading_no_log_and_not_in_the_database(
    form, context, sqlite_engine, organisation, moment, caplog
):
    caplog.set_level(logging.DEBUG)
    rows = [HEADERS, *lines()]
    content = csv_file(rows, ";") if form == "csv" else workbook({"Export": rows})
    reading = read(f"export.{form}", content, context)
    assert len(reading.rows["application"]) == 2
    assert len(reading.refused) == 2
    loaded = load(sqlite_engine, organisation, reading, moment)
    assert loaded.table_rows["application"] == 2
    path = Path(str(sqlite_engine.url.database))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    stored = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*")).decode("latin-1")
    assert "Doorverwezen" in stored
    everywhere = stored + repr(reading) + repr(loaded) + caplog.text + "".join(map(str, reading.warnings))
    assert [word for word in SEEDED if word in everywhere] == []


@pytest.mark.parametrize(
    ("header", "value", "kind"),
    [
        ("Bron", "via noor@nergensland.example", "an e-mail address"),
        ("Vacature", f"Kok {BSN_EXAMPLE}", "a Dutch citizen service number"),
        ("Status", BELGIAN_EXAMPLE, "a Belgian national number"),
        ("Afdeling", "85.07.30-033.28", "a Belgian national number"),
        ("utm_campaign", "noor@nergensland.example", "an e-mail address"),
        ("Kandidaat-ID", "noor@nergensland.example", "an e-mail address"),
    ],
)
def test_a_personal_value_in_a_kept_column_refuses_the_file_and_names_the_column_only(context, header, value, kind):
    headers = ["Sollicitatie-ID", "Datum sollicitatie", "Vacature", "Bron", "Status"]
    line = dict(zip(headers, ("1", "14-01-2026", "Kok", "Indeed", "Nieuw"), strict=True)) | {header: value}
    with pytest.raises(FileError) as caught:
        read("a.csv", csv_file([list(line), list(line.values())], ";"), context)
    assert caught.value.code == "file.personal_data"
    assert str(caught.value) == f"The column “{header}” holds {kind}: the file is refused, and nothing of it is stored."
    assert value not in repr(caught.value) + str(caught.value.hint) + repr(caught.value.said)


def test_numbers_that_become_pseudonyms_may_pass_the_eleven_proof_and_so_may_one_vacancy_number(context):
    headers = ("Sollicitatie-ID", "Kandidaat-ID", "Vacature-ID", "Datum sollicitatie", "Status")
    rows = [
        (own, BSN_EXAMPLE, number, "14-01-2026", "Nieuw")
        for own, number in zip(
            (BSN_EXAMPLE, "123456782", "999999990"), (BSN_EXAMPLE, "111222334", "111222335"), strict=True
        )
    ]
    reading = read("a.csv", csv_file([headers, *rows]), context)
    assert len(reading.rows["vacancy"]) == 3
    assert BSN_EXAMPLE not in repr(reading.rows["application"]) + repr(reading.refused) + repr(reading.warnings)


def test_a_column_of_vacancy_numbers_that_all_pass_holds_citizen_numbers(context):
    headers = ("Sollicitatie-ID", "Vacature-ID", "Datum sollicitatie", "Status")
    rows = [(number, bsn, "14-01-2026", "Nieuw") for number, bsn in enumerate(("111222333", "123456782", "999999990"))]
    with pytest.raises(FileError, match="holds a Dutch citizen service number"):
        read("a.csv", csv_file([headers, *rows]), context)


def test_a_file_without_headers_never_shows_its_cells(context):
    content = csv_file([PEOPLE[0], PEOPLE[1]], ";")
    for mapping in ({}, {"applied_at": "Datum"}):
        with pytest.raises(InstroomError) as caught:
            read("a.csv", content, context, kind="ats", mapping=mapping)
        shown = repr(caught.value) + str(caught.value.hint) + repr(caught.value.said)
        assert [word for word in SEEDED if word in shown] == []


def test_free_answers_to_how_did_you_hear_of_us_are_not_kept(context):
    headers = ("Sollicitatie-ID", "Datum sollicitatie", "Status", "Hoe ken je ons?")
    rows = [(n, "14-01-2026", "Nieuw", f"Mijn buurvrouw nummer{n}") for n in range(40)]
    rows += [(100, "14-01-2026", "Nieuw", "op YouTube zag ik mijn buurvrouw"), (101, "14-01-2026", "Nieuw", "YouTube")]
    reading = read("a.csv", csv_file([headers, *rows], ";"), context)
    kept = {(row["self_reported_raw"], row["self_reported_id"]) for row in reading.rows["application"]}
    assert kept == {(None, None), ("YouTube", "youtube")}
    assert [str(warning) for warning in reading.warnings] == [
        "The column “Hoe ken je ons?” holds free text; only sources that are known were kept."
    ]
    assert "buurvrouw" not in repr(reading)


_DENIED = st.sampled_from(
    ["Naam", "Voornaam", "E-mailadres", "Phone", "Geboortedatum", "Nom", "Prénom", "BSN", "Adres", "Cover letter", "Opmerkingen",
     "Candidate", "Recruiter", "Nationaliteit", "Salariswens", "Foto", "Leeftijd", "Gender", "LinkedIn", "Notes"]
)  # fmt: skip
_SECRET = st.from_regex(r"Q[a-z]{6}ZZ", fullmatch=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    denied=st.lists(st.tuples(_DENIED, _SECRET), min_size=1, max_size=5, unique_by=lambda pair: pair[0]),
    unknown=st.lists(
        st.tuples(st.from_regex(r"Veld [QWVK]{3}", fullmatch=True), _SECRET), max_size=3, unique_by=lambda pair: pair[0]
    ),
    order=st.randoms(use_true_random=False),
)
def test_no_column_on_the_deny_list_and_none_that_is_not_known_ever_reaches_rows(denied, unknown, order, moment):
    context = FileContext(
        Organisation(id="nergens", name="Zorggroep Nergensland (fictief)"), SideEntrantRule(), (), b"k" * 32, moment
    )
    known = [("Sollicitatie-ID", "1"), ("Datum sollicitatie", "14-01-2026"), ("Vacature", "Kok"), ("Status", "Nieuw")]
    columns = [*known, *denied, *unknown]
    order.shuffle(columns)
    reading = read("a.csv", csv_file([[name for name, _ in columns], [value for _, value in columns]], ";"), context)
    assert len(reading.rows["application"]) == 1
    assert [value for _, value in (*denied, *unknown) if value in repr(reading)] == []
    states = {column.header: column.state for column in reading.understood}
    assert {states[name] for name, _ in denied} == {"personal"}
    assert {states[name] for name, _ in unknown} <= {"ignored"}
