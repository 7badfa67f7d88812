"""``import``: the preview with its reasons, and what was said of columns, kept for the next file with those headers."""

import pytest

from connectors.database import schema
from connectors.database.engine import open_engine, writing

COLUMNS = """\
[columns]
application_id = "Nr."
applied_at = "Kwam binnen"
status = "Stand"
source = "Via"
"""
FIRST = "Nr.;Kwam binnen;Functie;Via;Stand;Naam\n7;02-01-2026;Kok;Indeed;Nieuw;Test Persoon\n"
SECOND = "Nr.;Kwam binnen;Functie;Via;Stand;Naam\n8;03-01-2026;Kok;Indeed;Nieuw;Test Persoon\n9;ooit;Kok;;;\n"
STAGES = "id;status;job_id\n" + "".join(f"{n};X_STATUS_{'NEW' if n % 2 else 'QUEUED'};4\n" for n in range(6))


@pytest.fixture
def at_home(instroom, tmp_path):
    instroom("init", "--id", "nergens", "--name", "Nergens")
    for name, text in (("map.toml", COLUMNS), ("a.csv", FIRST), ("b.csv", SECOND), ("stages.csv", STAGES)):
        (tmp_path / name).write_text(text)
    return instroom


def imported(at_home, *arguments):
    said = at_home("import", *arguments, "--json")
    (file,) = said.json()["files"]
    return said.code, file


def test_what_was_said_of_columns_holds_for_the_next_file_and_the_preview_says_so(at_home, tmp_path):
    assert at_home("import", tmp_path / "b.csv").code == 1
    assert at_home("import", tmp_path / "a.csv", "--map", tmp_path / "map.toml").code == 0
    said = at_home("import", tmp_path / "b.csv", "--dry-run")
    assert said.code == 3
    assert "what was said of an earlier file with the same headers" in said.out
    assert "Kwam binnen → Day of the application" in said.out
    assert "Naam → About a person: dropped, never stored" in said.out
    assert "Functie → Title of the vacancy" in said.out
    assert "row 3, column “Kwam binnen”" in said.err
    assert "Test Persoon" not in said.out + said.err
    code, file = imported(at_home, tmp_path / "b.csv")
    assert (code, file["mapping_is_saved"], file["table_rows"]["application"]) == (3, True, 1)
    assert file["mapping"]["applied_at"] == "Kwam binnen"


def test_it_is_forgotten_on_request_and_a_preview_forgets_nothing(at_home, tmp_path):
    at_home("import", tmp_path / "a.csv", "--map", tmp_path / "map.toml")
    assert at_home("import", tmp_path / "b.csv", "--forget-map", "--dry-run").code == 1
    assert at_home("import", tmp_path / "b.csv", "--dry-run").code == 3
    assert at_home("import", tmp_path / "b.csv", "--forget-map").code == 1
    assert at_home("import", tmp_path / "b.csv", "--dry-run").code == 1


def test_the_preview_tells_how_many_have_no_day_and_which_words_no_table_knows(at_home, tmp_path):
    said = at_home("import", tmp_path / "stages.csv", "--dry-run")
    assert said.code == 0
    assert "without a day: 6" in said.out
    assert "stages or statuses that are not known: 1" in said.out
    assert "“QUEUED”" in said.out
    _, file = imported(at_home, tmp_path / "stages.csv")
    assert (file["without_day"], file["unknown_words"], file["unknown_count"]) == (6, ["QUEUED"], 1)
    assert (file["from"], file["until"]) == (None, None)


def test_a_few_applications_without_a_day_are_not_told_apart(at_home, tmp_path):
    (tmp_path / "few.csv").write_text("id;status;job_id\n1;New;4\n2;New;4\n")
    assert "without a day: < 5" in at_home("import", tmp_path / "few.csv", "--dry-run").out


def test_the_rules_of_the_database_reach_the_reader(at_home, tmp_path):
    at_home("import", tmp_path / "a.csv", "--map", tmp_path / "map.toml")
    assert "QUEUED" in at_home("import", tmp_path / "stages.csv", "--dry-run").out
    add_rule(tmp_path)
    assert "QUEUED" not in at_home("import", tmp_path / "stages.csv", "--dry-run").out


def add_rule(home):
    rule = {
        "organisation_id": "nergens",
        "subject": "stage",
        "position": 1,
        "field": "stage",
        "match": "exact",
        "value": "queued",
        "result": "applied/new",
    }
    engine = open_engine(f"sqlite:///{home / 'instroom.db'}")
    with writing(engine) as connection:
        connection.execute(schema.inflow_rule.insert(), [rule])
    engine.dispose()
