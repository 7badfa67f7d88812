"""``plan --keep``: what is judged of a campaign is fixed before it starts, by the same action as on the page."""

import json
import shutil
from datetime import timedelta

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import open_engine, reading
from tests.dashboard.actions.history import ENDS, FIRST, MINE, START, campaign, noon, organisation_with_history, put

BEFORE = START - timedelta(days=5)
CONFIGURATION = """
[organisation]
id = "{mine}"
name = "Nergens"
country = "BE"
timezone = "Europe/Brussels"
language = "nl"

[database]
url = "{address}"
"""


@pytest.fixture
def house(instroom, database_address, tmp_path, monkeypatch):
    """Give an organisation in a database of either kind, five days before its campaign starts."""
    return furnished(database_address, tmp_path, monkeypatch, (BEFORE - FIRST).days)


@pytest.fixture
def in_a_file(instroom, sqlite_template, tmp_path, monkeypatch):
    """Give the same in a file, for tests to which the kind of database does not matter."""
    shutil.copyfile(sqlite_template, tmp_path / "instroom.db")
    return furnished(f"sqlite:///{tmp_path / 'instroom.db'}", tmp_path, monkeypatch, (BEFORE - FIRST).days)


def furnished(address, folder, monkeypatch, days):
    (folder / "instroom.toml").write_text(CONFIGURATION.format(mine=MINE, address=address), encoding="utf-8")
    monkeypatch.setenv("INSTROOM_NOW", f"{BEFORE}T12:00:00Z")
    engine = open_engine(address)
    organisation_with_history(engine, days=days)
    campaign(engine)
    campaign(engine, "endless", ends_on=None)
    campaign(engine, "earlier", starts_on=START - timedelta(days=60), ends_on=START - timedelta(days=40))
    engine.dispose()
    return address


def rows(address, table):
    engine = open_engine(address)
    with reading(engine) as connection:
        found = list(connection.execute(select(table)).mappings())
    engine.dispose()
    return found


def test_a_plan_is_stored_with_what_it_could_show_and_audited(house, instroom):
    asked = ("plan", "--campaign", "soap", "--keep", "--outcome", "all,site:BE", "--minimum-effect", "20", "--json")
    said = instroom(*asked)
    found = said.json()
    assert said.code == 0
    assert found["kept"] == {
        "campaign": "soap",
        "fixed_on": "2025-03-19",
        "window_from": "2025-03-24",
        "window_until": "2025-04-20",
        "outcomes": ["all", "site:BE"],
        "minimum_effect": 20,
    }
    assert (found["weeks"], found["minimum_detectable_effect"] > 0) == (4, True)
    (plan,) = rows(house, schema.campaign_plan)
    assert (plan["window_from"], plan["window_until"], plan["minimum_effect"]) == (START, ENDS, 20)
    assert plan["minimum_detectable_effect"] == pytest.approx(found["minimum_detectable_effect"], abs=1e-4)
    assert len(json.loads(plan["power"])) == len(found["power"])
    (audit,) = rows(house, schema.audit)
    assert (audit["action"], audit["subject"], audit["actor"]) == ("campaign.plan", "soap", "administrator")


def test_what_is_not_said_stays_as_it_was_kept(house, instroom):
    engine = open_engine(house)
    words = {"measure": "Extra applications", "method": "Expected from before", "baseline_from": FIRST}
    put(
        engine,
        schema.campaign_plan,
        {"campaign_id": "soap", "recorded_at": noon(FIRST), "minimum_effect": 15.0, **words},
    )
    engine.dispose()
    kept = instroom("plan", "--campaign", "soap", "--keep", "--weeks", "6", "--json").json()["kept"]
    assert (kept["window_until"], kept["minimum_effect"]) == ("2025-05-04", 15)
    (plan,) = rows(house, schema.campaign_plan)
    assert {name: plan[name] for name in words} == words


def test_a_person_reads_what_was_fixed_and_whether_what_matters_would_be_shown(in_a_file, instroom):
    said = instroom("plan", "--campaign", "soap", "--keep", "--minimum-effect", "2")
    lines = said.out.splitlines()
    assert lines[0] == "Fixed on 19 Mar 2025: 24 Mar 2025 to 20 Apr 2025, judged by all; 2 extra would matter."
    assert lines[1].startswith("What matters to you (2 extra) is less than what would be shown")
    assert lines[3].startswith("In 4 weeks ")


def test_without_history_the_answer_is_clear_and_no_promise_is_stored(
    instroom, database_address, tmp_path, monkeypatch
):
    address = furnished(database_address, tmp_path, monkeypatch, 60)
    said = instroom("plan", "--campaign", "soap", "--keep", "--json")
    assert (said.code, said.json()["minimum_detectable_effect"], said.json()["power"]) == (0, None, [])
    assert said.json()["warnings"][0].startswith("Not enough data to tell")
    (plan,) = rows(address, schema.campaign_plan)
    assert plan["window_from"] == START
    assert [plan[name] for name in ("minimum_detectable_effect", "minimum_detectable_relative", "power")] == [None] * 3


@pytest.mark.parametrize(
    ("arguments", "exit_code", "code", "told"),
    [
        (("--campaign", "soup"), 2, "usage.campaign", "There is no campaign “soup”."),
        (("--campaign", "earlier"), 2, "usage.begun", "began on 23 Jan 2025: a plan is kept before it starts"),
        (("--campaign", "endless"), 2, "usage.weeks", "The campaign has no last day"),
        (("--campaign", "soap", "--weeks", "2"), 1, "plan.not_accepted", "holds its last day"),
        (("--campaign", "soap", "--minimum-effect", "0"), 1, "plan.not_accepted", "is more than zero"),
        (("--campaign", "soap", "--outcome", "site:ZZ"), 1, "plan.not_accepted", "There is no outcome “site:ZZ”."),
        (("--campaign", "soap", "--minimum-effect", "-1"), 2, None, "--minimum-effect"),
        (("--series", "x.csv", "--outcome", "n"), 2, "usage.keep", "--keep goes with --campaign"),
    ],
)
def test_what_cannot_be_kept_says_why_and_stores_nothing(in_a_file, instroom, arguments, exit_code, code, told):
    said = instroom("plan", *arguments, "--keep")
    assert (said.code, told in said.err) == (exit_code, True)
    assert code is None or f"[{code}]" in said.err
    assert (rows(in_a_file, schema.campaign_plan), rows(in_a_file, schema.audit)) == ([], [])


def test_a_refusal_is_in_the_language_of_the_command(in_a_file, instroom):
    said = instroom("plan", "--campaign", "soap", "--keep", "--weeks", "2", lang="nl")
    assert "holds its last day" not in said.err


def test_the_smallest_effect_of_a_campaign_goes_with_keep_only(in_a_file, instroom):
    said = instroom("plan", "--campaign", "soap", "--minimum-effect", "20")
    assert (said.code, "[usage.question]" in said.err) == (2, True)


def test_after_the_start_nothing_can_be_kept_any_more(in_a_file, instroom, monkeypatch):
    instroom("plan", "--campaign", "soap", "--keep")
    monkeypatch.setenv("INSTROOM_NOW", f"{START}T12:00:00Z")
    said = instroom("plan", "--campaign", "soap", "--keep", "--minimum-effect", "5")
    assert (said.code, "[usage.begun]" in said.err) == (2, True)
    assert rows(in_a_file, schema.campaign_plan)[0]["minimum_effect"] is None


def test_help_says_what_is_fixed(instroom):
    assert "--keep" in instroom("plan", "--help").out
