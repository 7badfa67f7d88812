import json
from datetime import UTC, date, datetime

import pytest

from connectors.errors import ConfigurationError
from connectors.raw import SETTING, Raw, Setting

PARAMETERS = {"part": "snippet", "ids": ["a", "b"]}


def _never():
    pytest.fail("a replay calls nobody")


def test_without_folders_an_answer_just_passes_through():
    assert Raw().fetch("videos", PARAMETERS, lambda: {"items": [1]}) == {"items": [1]}


def test_a_saved_answer_plays_back_without_a_call(tmp_path):
    saving = Raw(save_to=tmp_path / "answers")
    saving.fetch("videos", PARAMETERS, lambda: {"items": [1]})
    saving.fetch("videos", {**PARAMETERS, "page": 2}, lambda: {"items": [2]})
    playing = Raw(read_from=tmp_path / "answers")
    assert playing.fetch("videos", {**PARAMETERS, "page": 2}, _never) == {"items": [2]}
    assert playing.fetch("videos", dict(reversed(PARAMETERS.items())), _never) == {"items": [1]}


def test_saved_files_stand_in_the_order_of_the_calls(tmp_path):
    saving = Raw(save_to=tmp_path)
    for stream in ("channel", "videos"):
        saving.fetch(stream, {}, dict)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert [name.rsplit("-", 1)[0] for name in names] == ["00001-channel", "00002-videos"]
    assert json.loads((tmp_path / names[0]).read_text())["parameters"] == {}


def test_the_same_question_asked_twice_plays_back_its_last_answer(tmp_path):
    saving = Raw(save_to=tmp_path)
    for number in (1, 2):
        saving.fetch("videos", PARAMETERS, lambda number=number: {"items": [number]})
    assert Raw(read_from=tmp_path).fetch("videos", PARAMETERS, _never) == {"items": [2]}


def test_a_question_that_was_not_saved_is_named(tmp_path):
    with pytest.raises(ConfigurationError) as raised:
        Raw(read_from=tmp_path).fetch("videos", {"day": date(2026, 3, 4)}, _never)
    assert raised.value.code == "configuration.replay"
    assert str(raised.value) == f'The folder {tmp_path} holds no saved answer for videos with {{"day": "2026-03-04"}}.'


def test_an_error_of_the_call_saves_nothing(tmp_path):
    def fails():
        raise TimeoutError

    with pytest.raises(TimeoutError):
        Raw(save_to=tmp_path).fetch("videos", {}, fails)
    assert list(tmp_path.iterdir()) == []


def test_when_and_for_which_days_a_run_was_saved_comes_back(tmp_path):
    setting = Setting(
        now=datetime(2026, 3, 4, 12, 0, tzinfo=UTC),
        since=date(2026, 1, 1),
        until=None,
        full=True,
        cursors={"videos": {"page": "abc", "done": 50}},
    )
    setting.write(tmp_path / "answers")
    assert Setting.read(tmp_path / "answers") == setting


def test_a_folder_without_a_setting_is_no_saved_run(tmp_path):
    with pytest.raises(ConfigurationError) as raised:
        Setting.read(tmp_path)
    assert SETTING in str(raised.value)


def test_half_a_saved_answer_is_named(tmp_path):
    Raw(save_to=tmp_path).fetch("videos", PARAMETERS, lambda: {"items": [1]})
    (saved,) = tmp_path.iterdir()
    saved.write_text(saved.read_text()[:20])
    with pytest.raises(ConfigurationError, match="damaged or only half there") as caught:
        Raw(read_from=tmp_path).fetch("videos", PARAMETERS, _never)
    assert caught.value.said.values["file"] == str(saved)


@pytest.mark.parametrize("text", ["{", "[]", '{"now": "soon"}'])
def test_half_a_setting_is_named(tmp_path, text):
    (tmp_path / SETTING).write_text(text)
    with pytest.raises(ConfigurationError, match="damaged or only half there"):
        Setting.read(tmp_path)
