"""The test that matters most: the same applicants through the interface and through an export count the same."""

import pytest

from connectors.config import SideEntrantRule
from connectors.database.engine import open_engine
from connectors.files import FileContext, load, read
from tests.connectors.recruitee.conftest import KEY, rows, sums
from tests.fakes.applicants import NOW
from tests.fakes.recruitee_world import POOL_OFFER, SAMPLE_OFFER, STAGES, WITHDRAWN
from tests.fakes.workbooks import csv_file

HEADERS = (
    "Sollicitatie-ID",
    "Kandidaat-ID",
    "Vacature-ID",
    "Datum sollicitatie",
    "Bron",
    "Campagne",
    "Fase",
    "Status sollicitatie",
    "Datum aangenomen",
    "Datum afwijzing",
    "Zij-instromer",
    "Naam",
    "E-mail",
)

NOT_COUNTED = {POOL_OFFER, SAMPLE_OFFER}


def export(world):
    """Return the lines of an export: moments in UTC as Recruitee keeps them, one line an application."""
    counted = [(one, at) for one in world.candidates.values() for at in one.placements if at.offer not in NOT_COUNTED]
    return csv_file([HEADERS, *(_line(one, at) for one, at in counted)], ";")


def _line(one, at):
    status = "Aangenomen" if at.hired_at else "In behandeling"
    if at.reason:
        status = "Ingetrokken" if at.reason == WITHDRAWN else "Afgewezen"
    told = {True: "ja", False: "nee", None: ""}[one.side_entrant]
    stage = STAGES[at.stage][1]
    moments = [each.isoformat() if each else "" for each in (at.created_at, at.hired_at, at.disqualified_at)]
    source = "Career site" if one.source == "Werken-bij site" else one.source or ""
    return (
        *(at.number, one.number, at.offer, moments[0], source, one.campaign or "", stage, status),
        *(moments[1], moments[2], told, one.name, one.email),
    )


@pytest.fixture
def exported(world, organisation, sqlite_template, tmp_path):
    """Load the export into a database of its own."""
    path = tmp_path / "exported.db"
    path.write_bytes(sqlite_template.read_bytes())
    engine = open_engine(f"sqlite:///{path}")
    context = FileContext(organisation, SideEntrantRule(rule="declared"), (), KEY, NOW)
    loaded = load(
        engine, organisation, read("export.csv", export(world), context, mapping={"provider": "recruitee"}), NOW
    )
    assert loaded.refused == ()
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    "by",
    [
        ("day", "source_id", "side_entrant"),
        ("day", "source_id", "utm_campaign", "side_entrant_declared"),
        ("day", "vacancy_id"),
    ],
)
def test_interface_and_export_give_equal_counts(place, exported, by):
    place.sync(read_answers=True)
    through_interface = sums(place.engine, *by)
    assert through_interface == sums(exported, *by)
    assert sum(through_interface.values()) > 60


def test_every_source_and_class_takes_part_in_the_comparison(place):
    place.sync(read_answers=True)
    found = sums(place.engine, "source_id", "side_entrant")
    assert {row[0] for row in found} == {"", "own_site", "job_boards", "linkedin", "facebook"}
    assert {row[1] for row in found} == {"side_entrant", "other", "unknown"}
    assert {row[2] for row in found} == {"applied", "hired", "rejected", "withdrawn"}


def test_an_application_has_the_same_pseudonym_both_ways(place, exported, world):
    place.sync(read_answers=True)
    columns = ("application_key", "candidate_key", "vacancy_id", "applied_on")
    assert rows(place.engine, "application", *columns) == rows(exported, "application", *columns)
