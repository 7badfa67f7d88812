"""What a person or a program meets when something is wrong: a sentence, a code, and JSON for who asked for it."""

import pytest

COLUMNS = """\
[columns]
application_id = "Nr."
applied_at = "Binnengekomen op"
source = "Via"
self_reported = "Waar zag je ons?"
"""
LINES = "Nr.;Binnengekomen op;Functie;Via;Waar zag je ons?\n7;45000;Zorghulp;Indeed;Facebook\n"


@pytest.fixture
def at_home(instroom):
    instroom("init", "--id", "nergens", "--name", "Nergens")
    return instroom


def test_an_error_is_the_one_json_document_for_who_asked_for_json(at_home):
    said = at_home("sync", "nothing", "--json")
    assert said.code == 2
    assert said.json()["error"]["code"] == "configuration.unknown_source"
    assert "There is no source “nothing”." in said.err


def test_wrong_usage_is_json_as_well(at_home):
    said = at_home("status", "--json", "--colour")
    assert said.code == 2
    assert said.json()["error"]["code"] == "usage"


def test_a_folder_without_configuration_stays_as_it_was(instroom, tmp_path):
    said = instroom("status")
    assert said.code == 2
    assert "[configuration.missing]" in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_short_name_that_does_not_fit_writes_no_configuration(instroom, tmp_path):
    said = instroom("init", "--id", "Ons Huis")
    assert said.code == 2
    assert "a short name of small letters" in said.err
    assert not (tmp_path / "instroom.toml").exists()


def test_a_misspelt_table_is_named_before_the_one_that_is_missing(at_home, tmp_path):
    path = tmp_path / "instroom.toml"
    path.write_text(path.read_text().replace("[organisation]", "[organization]"))
    said = at_home("status")
    assert "“organization” is not known" in said.err
    assert "Did you mean “organisation”?" in said.err


def test_a_folder_that_cannot_be_made_is_one_sentence(instroom, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("INSTROOM_HOME", str(tmp_path / "file" / "home"))
    said = instroom("init", "--id", "nergens")
    assert said.code == 1
    assert "a part of its path is no folder" in said.err
    assert "Traceback" not in said.err


def test_an_export_into_a_folder_that_is_not_there_is_one_sentence(at_home, tmp_path):
    said = at_home("export", "site", "--to", tmp_path / "nowhere" / "site.csv")
    assert said.code == 1
    assert "cannot be written: there is no such file or folder." in said.err


def test_an_export_that_fails_leaves_the_earlier_one(at_home, tmp_path):
    target = tmp_path / "site.csv"
    target.write_text("earlier")
    assert at_home("export", "site", "--where", "site_id=x", "--to", target).code == 0
    assert target.read_text().startswith("organisation_id,site_id")
    assert not list(tmp_path.glob(".site.*"))


def test_a_number_that_no_column_holds_is_wrong_usage(at_home):
    said = at_home("export", "content", "--where", "content_id=99999999999999999999")
    assert said.code == 2
    assert "[usage.where]" in said.err


def test_a_mapping_alone_says_that_a_file_is_an_export_of_applications(at_home, tmp_path):
    (tmp_path / "export.csv").write_text(LINES)
    (tmp_path / "columns.toml").write_text(COLUMNS)
    said = at_home("import", tmp_path / "export.csv", "--map", tmp_path / "columns.toml", "--dry-run")
    assert said.code == 0
    assert "Binnengekomen op → Day of the application" in said.out


@pytest.mark.parametrize("text", ["columns = 3", "[columns]\nsource = 3", "no toml"])
def test_a_mapping_that_is_none_is_wrong_usage(at_home, tmp_path, text):
    (tmp_path / "export.csv").write_text(LINES)
    (tmp_path / "columns.toml").write_text(text)
    said = at_home("import", tmp_path / "export.csv", "--map", tmp_path / "columns.toml")
    assert said.code == 2
    assert "[file.mapping]" in said.err


def test_a_kind_that_does_not_exist_is_wrong_usage(at_home, tmp_path):
    (tmp_path / "export.csv").write_text(LINES)
    said = at_home("import", tmp_path / "export.csv", "--as", "poem")
    assert said.code == 2
    assert (
        "Known kinds: youtube_studio, linkedin_page, campaign_manager, mentions, cbs_vacancies, context_figures, linkedin_jobs, ats."
        in said.err
    )


def test_a_file_that_fails_has_the_same_keys_as_one_that_does_not(at_home, tmp_path):
    (tmp_path / "good.csv").write_text(
        "Sollicitatienummer;Datum sollicitatie;Vacature;Bron;Status\n1;04-03-2025;Helpende;Indeed;Nieuw\n"
    )
    said = at_home("import", tmp_path / "good.csv", tmp_path, "--json")
    good, bad = said.json()["files"]
    assert said.code == 3
    assert good.keys() == bad.keys()
    assert bad["error"] == {
        "code": "file.unreadable",
        "message": f"{tmp_path.name} cannot be opened: it is a folder.",
        "hint": "",
    }


def test_one_refused_row_is_one_row(at_home, tmp_path):
    (tmp_path / "export.csv").write_text(
        "Sollicitatienummer;Datum sollicitatie;Vacature;Bron;Status\n"
        "1;04-03-2025;Helpende;Indeed;Nieuw\n2;99-99-2025;Helpende;Indeed;Nieuw\n"
    )
    said = at_home("import", tmp_path / "export.csv")
    assert said.code == 3
    assert "  1 row refused:" in said.err


def test_a_telephone_number_in_an_answer_stops_the_file(at_home, tmp_path):
    (tmp_path / "export.csv").write_text(LINES + "8;45001;Zorghulp;Indeed;bel 06 12 34 56 78\n")
    (tmp_path / "columns.toml").write_text(COLUMNS)
    said = at_home("import", tmp_path / "export.csv", "--map", tmp_path / "columns.toml")
    assert said.code == 1
    assert said.err.startswith("export.csv: The column “Waar zag je ons?” holds a telephone number")
    assert "12 34" not in said.err
