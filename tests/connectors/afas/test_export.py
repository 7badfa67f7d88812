"""The same applicants through the interface and through an export of AFAS count the same, under the same pseudonyms."""

from zoneinfo import ZoneInfo

from connectors.database import schema
from connectors.database.engine import open_engine
from connectors.files import FileContext, load, read
from tests.connectors.afas.conftest import counted, stored
from tests.fakes.applicants import CANARIES, FREE_TEXT, NOW, VACANCIES, ZONE, applicants
from tests.fakes.workbooks import csv_file

HEADERS = (
    *("Sollicitatienummer", "Sollicitantnummer", "Vacaturenummer", "Vacaturetitel", "Afdeling", "Locatie"),
    *("Datum sollicitatie", "Informatiebron", "Campagne", "Status", "Datum status", "Zij-instromer"),
    *("Naam", "E-mail", "Telefoon", "Motivatie"),
)
STATUSES = {None: "In behandeling", "hired": "Aangenomen", "rejected": "Afgewezen", "withdrawn": "Ingetrokken"}
ANSWERS = {True: "Ja", False: "Nee", None: ""}


def export() -> bytes:
    """Return what an administrator saves from the same view, with columns that are never read."""
    titles = {vacancy.number: vacancy for vacancy in VACANCIES}
    lines = [
        (
            *(each.number, each.candidate, each.vacancy),
            *(titles[each.vacancy].title, titles[each.vacancy].department, titles[each.vacancy].location),
            *(f"{each.day:%d-%m-%Y}", each.source or "", each.utm_campaign or "", STATUSES[each.outcome]),
            f"{each.outcome_at.astimezone(ZoneInfo(ZONE)):%d-%m-%Y}" if each.outcome_at else "",
            ANSWERS[each.side_entrant],
            *(each.name, each.email, each.phone, FREE_TEXT),
        )
        for each in applicants()
    ]
    return csv_file([HEADERS, *lines], ";")


def test_interface_and_export_count_the_same(sqlite_engine, sqlite_template, tmp_path, house, organisation):
    house.sync(sqlite_engine)
    path = tmp_path / "export.db"
    path.write_bytes(sqlite_template.read_bytes())
    second = open_engine(f"sqlite:///{path}")
    context = FileContext.of(house.config(), NOW)
    reading = read("afas.csv", export(), context, mapping={"provider": "afas"})
    assert reading.refused == ()
    load(second, organisation, reading, NOW)
    for dimensions in (
        ("day",),
        ("source_id",),
        ("side_entrant_declared",),
        ("day", "source_id", "side_entrant_declared"),
    ):
        by_interface, by_export = counted(sqlite_engine, *dimensions), counted(second, *dimensions)
        assert by_interface == by_export, dimensions
    assert sum(numbers[0] for numbers in counted(second, "day").values()) == 60
    columns = ("provider", "application_key", "candidate_key", "vacancy_id", "applied_on", "status", "utm_campaign")
    assert stored(sqlite_engine, "application", *columns) == stored(second, "application", *columns)
    second.dispose()


def test_an_export_after_the_interface_makes_nobody_count_twice(sqlite_engine, house, organisation):
    house.sync(sqlite_engine)
    before = counted(sqlite_engine, "day", "source_id", "side_entrant_declared")
    reading = read("afas.csv", export(), FileContext.of(house.config(), NOW), mapping={"provider": "afas"})
    load(sqlite_engine, organisation, reading, NOW)
    assert counted(sqlite_engine, "day", "source_id", "side_entrant_declared") == before
    assert len(stored(sqlite_engine, schema.application.name, "application_key")) == 60
    assert not [word for word in CANARIES if word in str(reading.rows)]
