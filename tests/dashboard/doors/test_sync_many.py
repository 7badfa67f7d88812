"""``sync`` with six sources at once: those that can, bring their figures; ``status`` says why the others could not."""

import pytest

from connectors import inbox
from connectors.base import Look
from connectors.database.engine import open_engine, writing
from tests.connectors.every_source import KEYS, NAMES, environment, running
from tests.fakes.applicants import NOW
from tests.fakes.json_server import Reply, json_reply

SIX = [name for name in NAMES if name != "youtube"][:6]
REFUSED, BROKEN = SIX[1], SIX[3]
WHOLE = [name for name in SIX if name not in {REFUSED, BROKEN}]


@pytest.fixture
def six():
    with running(*SIX) as started:
        yield {each.name: each for each in started}


@pytest.fixture
def at_home(instroom, six, tmp_path, sqlite_template, monkeypatch):
    """Call ``instroom …`` where six sources are configured, in a home of their own."""
    (tmp_path / "instroom.db").write_bytes(sqlite_template.read_bytes())
    for name, value in environment(tmp_path, NOW, *six.values()).items():
        monkeypatch.setenv(name, value)
    return instroom


@pytest.fixture
def two_fail(six):
    six[REFUSED].server.fail(*[Reply(401, "", {"Retry-After": "0"})] * 50)
    six[BROKEN].server.fail(*[json_reply({}, 500, retry_after="0")] * 50)
    return six


def runs(said):
    return {run["source"]: run for run in said.json()["runs"]}


def sources(said):
    return {source["source"]: source for source in said.json()["sources"] if source["source"] in SIX}


def test_six_sources_side_by_side_are_done(at_home):
    said = at_home("sync", "--json")
    assert said.code == 0
    assert {name: (run["status"], run["error"]) for name, run in runs(said).items()} == dict.fromkeys(SIX, ("ok", None))
    shown = sources(at_home("status", "--json"))
    assert {name: (each["status"], each["error"]) for name, each in shown.items()} == dict.fromkeys(SIX, ("ok", None))
    again = at_home("sync", "--json")
    assert (again.code, {run["rows_written"] for run in runs(again).values()}) == (0, {0})


def test_of_six_sources_two_fail_and_four_complete(at_home, two_fail):
    said = at_home("sync", "--json")
    assert said.code == 3
    assert {name: run["status"] for name, run in runs(said).items()} == {
        **dict.fromkeys(WHOLE, "ok"),
        REFUSED: "auth",
        BROKEN: "failed",
    }
    assert all(runs(said)[name]["rows_written"] > 0 for name in WHOLE)


def test_the_status_says_why_for_each_that_failed(at_home, two_fail):
    at_home("sync")
    shown = sources(at_home("status", "--json"))
    assert {name: each["status"] for name, each in shown.items() if each["error"]} == {
        REFUSED: "auth",
        BROKEN: "failed",
    }
    for name in (REFUSED, BROKEN):
        assert (shown[name]["last_success"], shown[name]["until"]) == (None, None)
        assert shown[name]["error"]["code"].startswith(("auth", "unavailable"))
        assert shown[name]["error"]["hint"]
    words = at_home("status").out
    assert all(shown[name]["error"]["message"] in words for name in (REFUSED, BROKEN))


def test_what_was_written_stays_when_a_later_run_fails(at_home, six, two_fail):
    two_fail[REFUSED].server.faults.clear()
    two_fail[BROKEN].server.faults.clear()
    assert at_home("sync").code == 0
    counted = at_home("status", "--json").json()["coverage"]
    before = sources(at_home("status", "--json"))
    assert counted["applications"] > 0
    for name in (REFUSED, BROKEN):
        six[name].server.fail(*[Reply(401, "")] * 50)
    said = at_home("sync", "--json")
    assert (said.code, {name for name, run in runs(said).items() if run["status"] != "ok"}) == (3, {REFUSED, BROKEN})
    after = at_home("status", "--json")
    assert after.json()["coverage"] == counted
    for name in (REFUSED, BROKEN):
        assert sources(after)[name]["last_success"] == before[name]["last_success"]
        assert sources(after)[name]["until"] == before[name]["until"]


def test_when_none_completes_the_exit_code_says_so(at_home, six):
    for each in six.values():
        each.server.fail(*[Reply(401, "")] * 50)
    assert at_home("sync", REFUSED, BROKEN).code == 1


def test_messages_that_nobody_looked_at_are_told(at_home, tmp_path):
    assert "wait" not in at_home("status").out
    engine = open_engine(f"sqlite:///{tmp_path / 'instroom.db'}")
    for number in range(3):
        with writing(engine) as connection:
            look = Look(f"message-{number}", "changed", str(number), NOW)
            inbox.receive(connection, "nergens", REFUSED, look, KEYS["INSTROOM_TOKEN_KEY"])
            if number == 0:
                inbox.done(connection, "nergens", REFUSED, [look], NOW)
    engine.dispose()
    assert "2 messages wait to be looked at." in at_home("status").out
    shown = sources(at_home("status", "--json"))
    assert {name: each["waiting"] for name, each in shown.items()} == {**dict.fromkeys(SIX, 0), REFUSED: 2}
