"""Columns: those that are configured must be there, those about a person are never read; codes become meanings."""

from datetime import UTC, date, datetime

import pytest

from connectors.afas import codes
from connectors.afas.client import _allowed
from connectors.afas.columns import Field
from connectors.afas.rows import Reader, wall
from connectors.errors import ConfigurationError
from connectors.inflow.rules import InflowRule, Rulebook
from tests.fakes.afas import LABELS
from tests.fakes.applicants import CANARIES, NOW


def test_personal_columns_are_left_out_and_named(house):
    batches, _ = house.pull()
    (note,) = [note for batch in batches for note in batch.notes]
    assert note.values == {"connector": "Nergens_Sollicitaties", "columns": "NaamVolledig, EMail, Telefoon, Re"}


def test_without_personal_columns_there_is_nothing_to_say(house):
    house.afas.without = frozenset({"NaamVolledig", "EMail", "Telefoon", "Re"})
    batches, _ = house.pull()
    assert [note for batch in batches for note in batch.notes] == []


@pytest.mark.parametrize(
    ("name", "label", "field_id", "personal"),
    [
        ("NaamVolledig", "", "", True),
        ("Kolom1", "Achternaam sollicitant", "", True),
        ("Kolom1", "Extra", "DaBi", True),
        ("GeboorteDatum", "Geb.", "", True),
        ("SollicitatieId", "Sollicitatie", "", False),
        ("SollicitantNr", "Nummer", "", False),
        ("Informatiebron", "Informatiebron", "ViSo", False),
        ("DatumSollicitatie", "Datum sollicitatie", "DaAp", False),
    ],
)
def test_a_column_looks_personal_by_name_label_or_field(name, label, field_id, personal):
    assert Field(name, label, field_id).is_personal == personal


def test_the_number_of_an_applicant_may_be_labelled_as_one(house, monkeypatch):
    monkeypatch.setitem(LABELS, "SollicitantNr", "Sollicitant")
    batches, error = house.pull()
    assert error is None
    assert all(row["candidate_key"] for batch in batches for row in batch.rows.get("application", ()))
    assert ["SollicitantNr" in str(note) for batch in batches for note in batch.notes] == [False]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"column_source": "Telefoon"}, "source.personal_column"),
        ({"column_candidate_id": "NaamVolledig"}, "source.personal_column"),
        ({"column_side_entrant": "Re"}, "source.personal_column"),
        ({"column_source": "Bron"}, "source.unknown_column"),
        ({"column_applied_on": "-"}, "source.column_needed"),
        ({"applications": "totals"}, "source.column_needed"),
    ],
)
def test_a_column_that_cannot_be_read_stops_the_run_before_any_row(house, settings, code):
    batches, error = house.pull(**settings)
    assert (batches, error.code, house.pages) == ([], code, [])
    assert "SollicitatieId" in str(error.hint)
    assert "Telefoon" not in str(error.hint)


@pytest.mark.parametrize(
    ("settings", "key"),
    [({"status_map": ["4"]}, "status_map"), ({"action_map": ["4=weg"]}, "action_map"), ({"applications": "alles"}, "")],
)
def test_a_setting_that_does_not_fit_says_what_it_takes(house, settings, key):
    _, error = house.pull(**settings)
    assert isinstance(error, ConfigurationError)
    assert error.said.values.get("key", "") == key


def test_an_own_map_goes_before_the_codes_of_afas():
    assert codes.mapped("status_map", ["3=withdrawn", "in behandeling = in_process"]) == {
        "3": "withdrawn",
        "in behandeling": "in_process",
    }


# --- Cells ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "value", "kept"),
    [
        ("application_id", 4711, "4711"),
        ("application_id", "", None),
        ("vacancy_id", "V-2026/8", "V-2026/8"),
        ("vacancy_id", "jan@nergens.example", None),
        ("applied_on", "2026-02-27T00:00:00Z", "2026-02-27T00:00:00"),
        ("applied_on", "Wilhelmina", None),
        ("source", "  Open   dag ", "Open dag"),
        ("source", 8, "8"),
        ("count", 12, "12"),
        ("count", -1, None),
        ("month", "202603", "202603"),
        ("month", "maart", None),
    ],
)
def test_a_cell_passes_as_what_its_column_holds(target, value, kept):
    assert _allowed(target, value) == kept


@pytest.mark.parametrize("canary", CANARIES[3:])
@pytest.mark.parametrize("target", ["source", "status", "vacancy_title", "applied_on", "modified", "month", "count"])
def test_a_mail_address_or_telephone_passes_in_no_column(target, canary):
    assert _allowed(target, canary) is None


# --- What codes mean -----------------------------------------------------------------------------------------------------


@pytest.fixture
def standing(house):
    """Give where an application with a status and a last action stands."""
    from connectors.afas.columns import Columns
    from connectors.inflow.desk import Desk
    from connectors.inflow.rows import standing_of

    def found(status, action, *rules):
        desk = Desk("afas", "nergens", "Europe/Brussels", NOW, Rulebook(own=rules), (), b"k" * 32)
        fields = {name: Field(name, name) for name in ("status", "last_action")}
        columns = Columns({name: field for name, field in fields.items() if name == "status" or action}, (), 2)
        reader = Reader(columns, desk, codes.STATUSES, codes.ACTIONS)
        step, _ = standing_of(desk, reader.standing({"status": status, "last_action": action}))
        return step.stage, step.status

    return found


@pytest.mark.parametrize(
    ("status", "action", "stage", "became"),
    [
        ("1", "0", "applied", "in_process"),
        ("1", "2", "interview", "in_process"),
        ("1", "6", "offer", "in_process"),
        ("2", "6", "hired", "hired"),
        ("2", None, "hired", "hired"),
        ("3", "3", "interview", "rejected"),
        ("3", "10", "applied", "rejected"),
        (None, "11", "applied", "rejected"),
        (None, "6", "hired", "hired"),
        (None, "0", "applied", "new"),
        (None, None, "applied", "new"),
        ("Afgewezen", None, "applied", "rejected"),
        ("Aangenomen", "3", "hired", "hired"),
        ("Fase Q", None, "applied", "in_process"),
        ("1", "Kennismaking", "interview", "in_process"),
    ],
)
def test_codes_and_words_tell_stage_and_status(standing, status, action, stage, became):
    assert standing(status, action) == (stage, became)


def test_a_rule_of_the_organisation_tells_what_a_word_means(standing):
    assert standing("Fase Q", None, InflowRule("stage", "stage", "exact", "fase q", "offer/rejected"))[1] == "rejected"


def test_a_status_that_nobody_knows_is_named(house):
    batches, _ = house.pull(status_map=None)
    notes = [note.values["codes"] for batch in batches for note in batch.notes if "codes" in note.values]
    assert notes == ["4"]


def test_times_are_those_of_a_clock_in_amsterdam(house):
    house.afas.change(1001, NOW, DatumSollicitatie="2026-03-02T00:30:00Z")
    house.afas.change(1002, NOW, DatumSollicitatie="2026-07-02T00:30:00Z")
    house.afas.change(1003, NOW, DatumSollicitatie="2026-03-02T00:00:00Z")
    batches, _ = house.pull()
    rows = [row for batch in batches for row in batch.rows.get("application", ())][:3]
    assert [(row["applied_on"], row["applied_at"]) for row in rows] == [
        (date(2026, 3, 2), datetime(2026, 3, 1, 23, 30, tzinfo=UTC)),
        (date(2026, 7, 2), datetime(2026, 7, 1, 22, 30, tzinfo=UTC)),
        (date(2026, 3, 2), None),
    ]
    assert wall("2026-13-01") is None


def test_the_usual_codes_of_a_source_lead_to_known_sources(house):
    rules = Rulebook()
    found = {code: rules.source_of("afas", {"source": words}) for code, words in codes.SOURCES.items()}
    known = {code: source.source_id for code, source in found.items() if not source.is_new}
    assert known == {
        **dict.fromkeys("123", "press"),
        "4": "press",
        "5": "referral",
        "6": "vdab_werk_nl",
        "9": "radio_flyer",
        "10": "open_day",
    }
