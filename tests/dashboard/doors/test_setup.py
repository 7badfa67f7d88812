"""``init``, ``db`` and what a person meets before there is anything."""

import csv
import io
import stat
import tomllib

from connectors import config
from connectors.database.engine import open_engine, writing
from connectors.database.upgrade import head


def test_init_writes_a_configuration_that_is_valid_and_explains_every_key(instroom, tmp_path):
    said = instroom("init", "--id", "nergens", "--name", "Nergens", "--json")
    assert said.code == 0
    assert said.json()["revision"] == head()
    loaded = config.load({"INSTROOM_HOME": str(tmp_path)})
    assert (loaded.organisation.id, loaded.organisation.name) == ("nergens", "Nergens")
    text = (tmp_path / "instroom.toml").read_text()
    assert "[sources.youtube]" in text
    assert "INSTROOM_YOUTUBE_API_KEY" in text
    assert set(tomllib.loads(text)) >= {"organisation", "database", "privacy", "side_entrant", "sources"}


def test_init_makes_keys_that_only_the_owner_reads_and_keeps_them(instroom, tmp_path):
    instroom("init")
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    first = secrets.read_text()
    private = (secrets, tmp_path / "instroom.toml", tmp_path / "instroom.db")
    assert [stat.S_IMODE(path.stat().st_mode) for path in private] == [0o600] * 3
    assert len(tomllib.loads(first)["INSTROOM_PSEUDONYM_KEY"]) == 64
    said = instroom("init")
    assert said.code == 0
    assert secrets.read_text() == first


def test_init_with_demo_fills_the_demo_organisation_and_finds_what_its_campaigns_did(instroom):
    said = instroom("init", "--demo")
    assert said.code == 0
    status = instroom("status", "--json").json()
    assert status["coverage"]["applications"] > 5000
    plans = csv.DictReader(io.StringIO(instroom("export", "campaign_plan").out))
    assert all(float(plan["minimum_detectable_effect"]) > 0 for plan in plans)
    found = list(csv.DictReader(io.StringIO(instroom("export", "finding").out)))
    assert {(row["campaign_id"], row["stage"]) for row in found} == {
        ("always_on", "running"),
        ("ambassadors", "running"),
        ("open_day_2025", "final"),
        ("open_day_2025", "preliminary"),
        ("radio_flyer", "final"),
        ("radio_flyer", "preliminary"),
        ("soap", "running"),
        ("vlog", "final"),
        ("vlog", "preliminary"),
    }
    assert {row["window_until"] for row in found if row["campaign_id"] == "soap"} == {"2026-05-05"}
    again = instroom("demo", "--json").json()["tables"]
    assert (again["site"], again["finding"]) == (3, len(found))


def test_without_a_configuration_a_sync_says_what_to_do(instroom, tmp_path):
    said = instroom("sync")
    assert said.code == 2
    assert f"There is no instroom.toml in {tmp_path}." in said.err
    assert "instroom init" in said.err
    assert "[configuration.missing]" in said.err


def test_the_same_error_in_dutch_is_dutch(instroom):
    said = instroom("sync", lang="nl")
    assert "Er is geen instroom.toml" in said.err


def test_an_unknown_key_is_named_with_the_nearest_known_one(instroom, tmp_path):
    instroom("init")
    path = tmp_path / "instroom.toml"
    path.write_text(path.read_text().replace("timezone =", "timezoen ="))
    said = instroom("status")
    assert said.code == 2
    assert "“timezoen” is not known" in said.err
    assert "Did you mean “timezone”?" in said.err


def test_db_check_says_that_a_fresh_database_is_whole(instroom):
    instroom("init")
    assert instroom("db", "check").out == "The database is whole.\n"


def test_db_check_finds_sums_that_do_not_fit(at_demo, tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/instroom-demo.db")
    with writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM content_month WHERE month_start = '2026-01-01'")
    engine.dispose()
    said = at_demo("db", "check")
    assert said.code == 1
    assert "content_month sums" in said.err


def test_a_damaged_database_is_named_as_that(instroom, tmp_path):
    instroom("init")
    (tmp_path / "instroom.db").write_bytes(b"this is no database at all, though it is long enough to be read" * 50)
    for rest in tmp_path.glob("instroom.db-*"):
        rest.unlink()
    said = instroom("status")
    assert said.code == 1
    assert "[database.damaged]" in said.err


def test_a_wrong_option_is_wrong_usage(instroom):
    assert instroom("sync", "--sinse", "x").code == 2
    assert instroom("sync", "--since", "4 maart").code == 2
    assert instroom("nonsense").code == 2


def test_a_window_that_ends_before_it_begins_is_refused(instroom):
    instroom("init")
    said = instroom("sync", "--since", "2026-03-04", "--until", "2026-03-01")
    assert said.code == 2
    assert "[usage.window]" in said.err


def test_demo_refuses_a_database_with_real_rows(instroom):
    instroom("init", "--id", "nergens", "--name", "Nergens")
    said = instroom("demo")
    assert said.code == 1
    assert "[demo]" in said.err
