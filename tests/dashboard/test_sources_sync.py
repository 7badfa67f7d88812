"""The button that reads a source now: the real command, against a look-alike of YouTube on this machine."""

import sys
from pathlib import Path

import pytest

from dashboard.widgets.sync_now import Following, Outcome, environment
from tests.dashboard.shows import NOON, environment_of, opened, organisation_in, texts
from tests.fakes.google import LookAlike
from tests.fakes.google_world import HANDLE, KEY, example


def settings_of(server: LookAlike) -> str:
    lines = [f'{name} = "{value}"' for name, value in server.settings.items()]
    return "\n".join(["[sources.youtube]", "enabled = true", f'channel = "{HANDLE}"', *lines, ""])


@pytest.fixture
def youtube():
    with LookAlike(example(NOON, 12)) as server:
        yield server


@pytest.fixture
def dashboard(home: Path, sqlite_template: Path, environment: dict[str, str], youtube: LookAlike):
    organisation_in(home, sqlite_template, settings_of(youtube))
    with environment_of({**environment, "INSTROOM_YOUTUBE_API_KEY": KEY}):
        yield home


@pytest.mark.usefixtures("dashboard")
def test_a_press_reads_the_source_and_the_page_shows_the_new_state():
    test = opened("sources", "en")
    test.button(key="sync-youtube").click().run(timeout=60)
    assert not test.exception
    assert not test.error
    said = texts(test)
    assert "In order: " in said
    assert "Last run 4 Mar 2026 13:00" in said


@pytest.mark.usefixtures("dashboard")
def test_a_key_that_is_refused_is_told_in_the_language_of_the_page_and_never_shown(youtube):
    youtube.fault = "bad_key"
    test = opened("sources", "en")
    test.button(key="sync-youtube").click().run(timeout=60)
    assert not test.exception
    (error,) = test.error
    assert "`auth." in error.value
    assert KEY not in texts(test)


def test_the_command_is_followed_line_by_line_until_its_end():
    answer = '{"runs": [{"status": "ok", "rows_written": 3}], "findings": 2}'
    program = f"import sys; print('a: b: 3 rows', file=sys.stderr); print('{answer}')"
    run = Following([sys.executable, "-c", program], environment({"PATH": "/usr/bin"}))
    assert list(run.lines()) == ["a: b: 3 rows"]
    assert run.outcome() == Outcome(0, "ok", 3, "a: b: 3 rows", findings=2)


def test_a_command_that_could_not_start_a_run_gives_its_words():
    run = Following([sys.executable, "-c", "import sys; sys.exit('no such source')"], environment({}))
    list(run.lines())
    assert run.outcome() == Outcome(1, "", 0, "no such source")


def test_the_command_finds_this_code_and_keeps_the_paths_it_had():
    found = environment({"PYTHONPATH": "/elsewhere"})["PYTHONPATH"]
    assert found == f"{Path(__file__).parents[2]}:/elsewhere"
