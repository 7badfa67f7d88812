"""Names, addresses, numbers and free words of people stand in every answer of every look-alike, and nowhere afterwards."""

import json
import logging
import traceback
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from connectors.base import Window
from connectors.manifest import manifests
from connectors.registry import connector
from connectors.sync import Order, run
from dashboard import cli
from tests.connectors.every_source import NAMES, configured, environment, rows_of, running
from tests.fakes.afas import TOTALS
from tests.fakes.applicants import CANARIES, EMAILS, FREE_TEXT, PHONES
from tests.fakes.applicants import NAMES as PEOPLE
from tests.fakes.json_server import Reply, json_reply

WORDS = {word for name in PEOPLE for word in name.replace("-", " ").split()}
SEEDS = {*CANARIES, *WORDS, *(each.partition("@")[0] for each in EMAILS), FREE_TEXT, "Beste mevrouw"}
FORMS = {form.lower() for seed in SEEDS for form in (seed, json.dumps(seed)[1:-1])}
PERSONLESS = {"youtube"}
"""Sources whose look-alike knows no person at all."""
BODY = {
    "error": {"message": FREE_TEXT, "status": PEOPLE[2], "errors": [{"reason": PEOPLE[0], "message": EMAILS[0]}]},
    "errors": [*CANARIES, {"title": FREE_TEXT, "detail": FREE_TEXT, "code": PEOPLE[1]}],
    "error_description": FREE_TEXT,
    "externalMessage": FREE_TEXT,
    "message": FREE_TEXT,
    "code": PEOPLE[1],
    "serviceErrorCode": PHONES[0],
    **dict.fromkeys(CANARIES, FREE_TEXT),
}
NOW_AND_AGAIN = {"retry_after": "0"}
FAULTS = {
    **{str(status): json_reply(BODY, status, **NOW_AND_AGAIN) for status in (400, 401, 403, 404, 418, 422, 426)},
    **{str(status): json_reply(BODY, status, **NOW_AND_AGAIN) for status in (429, 500)},
    "a page": Reply(502, f"<html>{FREE_TEXT}</html>", {"Retry-After": "0"}),
    "no json": Reply(200, f"<html>{FREE_TEXT}</html>", {"Retry-After": "0"}),
    "another shape": json_reply({**BODY, "data": BODY, "rows": [BODY, FREE_TEXT], "elements": CANARIES}),
    "a list": json_reply([*CANARIES, BODY]),
    "another address": Reply(302, FREE_TEXT, {"Location": "https://elders.example/"}),
}
FOR_SUMS = {
    "afas": {
        "get_connector": TOTALS,
        "column_count": "Aantal",
        "column_month": "Maand",
        **dict.fromkeys(("column_vacancy_title", "column_department", "column_location")),
    }
}
"""What a source wants besides, to read sums only."""


def found_in(*texts):
    shown = "\n".join(texts).lower()
    return sorted(form for form in FORMS if form in shown)


@pytest.fixture(params=[name for name in NAMES if name not in PERSONLESS])
def source(request):
    with running(request.param) as (started,):
        yield started


@pytest.fixture
def unhurried(source, monkeypatch):
    """Let the source wait for nothing."""
    module = connector(source.name)
    monkeypatch.setattr(module, "pull", partial(module.pull, sleep=lambda _seconds: None))


@pytest.fixture
def log(caplog):
    """Everything that can be logged, also by the libraries that ask."""
    for name in (None, "httpx", "httpcore"):
        caplog.set_level(logging.DEBUG, name)
    return caplog


@pytest.fixture
def instroom(home, source, sqlite_template, monkeypatch, capfd):
    """Call ``instroom …`` where the source is configured; gives the exit code and all that it printed."""
    (home / "instroom.db").write_bytes(sqlite_template.read_bytes())

    def call(*arguments, now=source.now):
        for name, value in environment(home, now, source).items():
            monkeypatch.setenv(name, value)
        capfd.readouterr()
        code = cli.main(["--lang", "en", *map(str, arguments)])
        return code, "".join(capfd.readouterr())

    return call


def test_the_look_alike_tells_of_people(source, sqlite_engine, home):
    source.server.told = []
    run(sqlite_engine, configured(home, source), Order((source.name,)), source.now)
    assert [form for form in (*WORDS, *EMAILS) if any(form in body for body in source.server.told)] != []


def test_a_run_leaves_no_trace_of_them(source, instroom, home, tmp_path, log):
    saved = tmp_path / "answers"
    code, told = instroom("sync", source.name, "--json", "--save-raw", saved)
    assert code == 0
    code, later = instroom(
        "sync", source.name, "--json", "--full", "--save-raw", saved, now=source.now + timedelta(days=31)
    )
    _, status = instroom("status", "--json")
    _, words = instroom("status")
    answers = [path.read_text(encoding="utf-8") for path in saved.rglob("*.json")]
    assert len(answers) > 1
    assert "rows_written" in told
    assert found_in(told, later, status, words, log.text, *answers, *map(str, saved.rglob("*"))) == []
    kept = [path.read_bytes().decode("utf-8", "replace") for path in home.rglob("*") if path.is_file()]
    assert found_in(*kept) == []


@pytest.mark.parametrize("name", [name for name in NAMES if "applications" in manifests()[name].settings])
def test_sums_alone_leave_no_trace_either(name, sqlite_engine, home, tmp_path, log):
    with running(name) as (started,):
        chosen = {**started.settings, "applications": "totals", **FOR_SUMS.get(name, {})}
        sums = replace(started, settings={key: value for key, value in chosen.items() if value is not None})
        (result,) = run(sqlite_engine, configured(home, sums), Order((name,), save_raw=tmp_path / "raw"), started.now)
    answers = [path.read_text(encoding="utf-8") for path in (tmp_path / "raw").rglob("*.json")]
    assert result.rows_written > 0
    assert found_in(repr(result), str(rows_of(sqlite_engine)), log.text, *answers) == []


@pytest.mark.parametrize("first", [0, 3], ids=["from the start", "in the middle"])
def test_a_fault_that_names_them_is_told_without_them(source, unhurried, sqlite_engine, home, tmp_path, log, first):
    chosen, found, codes = configured(home, source), {}, set()
    for fault, reply in FAULTS.items():
        log.clear()
        source.server.asked.clear()
        source.server.faults[""] = _From(first, source.server, reply)
        saved = tmp_path / fault
        (result,) = run(sqlite_engine, chosen, Order((source.name,), Window(full=True), save_raw=saved), source.now)
        answers = [path.read_text(encoding="utf-8") for path in saved.rglob("*.json")]
        found[fault] = found_in(repr(result), _told(result.error), log.text, *answers)
        codes.add(result.error and result.error.code)
    assert {fault: words for fault, words in found.items() if words} == {}
    assert len(codes - {None}) > 2
    assert found_in(str(rows_of(sqlite_engine))) == []


@pytest.mark.usefixtures("unhurried")
def test_an_address_that_names_them_is_not_told(source, sqlite_engine, home, caplog):
    caplog.set_level(logging.DEBUG)
    place = f"https://elders.example/{EMAILS[0]}?naam={PEOPLE[0]}"
    source.server.faults[""] = _From(0, source.server, Reply(302, FREE_TEXT, {"Location": place}))
    (result,) = run(sqlite_engine, configured(home, source), Order((source.name,)), source.now)
    assert result.error is not None
    assert found_in(repr(result), _told(result.error), caplog.text, str(rows_of(sqlite_engine))) == []


def _told(error):
    """Return all that an error could tell: sentence, hint, values and every error that it came from."""
    if error is None:
        return ""
    return f"{''.join(traceback.format_exception(error))} {error} {error.hint} {vars(error)} {vars(error.said)}"


class _From(list):
    """The same fault for ever, from the request with some number on."""

    def __init__(self, first, server, reply):
        super().__init__([reply])
        self.first, self.server, self.reply = first, server, reply

    def __bool__(self):
        return len(self.server.asked) > self.first

    def pop(self, _place):
        return self.reply
