"""Names, addresses, numbers and free words of people stand in every answer of every look-alike, and nowhere afterwards."""

import json
import logging
import traceback
from datetime import timedelta

import pytest

from connectors.sync import Order, run
from dashboard import cli
from tests.connectors.every_source import NAMES, configured, environment, rows_of, running
from tests.fakes.applicants import CANARIES, EMAILS, FREE_TEXT, NAMES as PEOPLE, PHONES
from tests.fakes.json_server import Reply, json_reply

WORDS = {word for name in PEOPLE for word in name.replace("-", " ").split()}
SEEDS = {*CANARIES, *WORDS, *(each.partition("@")[0] for each in EMAILS), FREE_TEXT, "Beste mevrouw"}
FORMS = {form.lower() for seed in SEEDS for form in (seed, json.dumps(seed)[1:-1])}
PERSONLESS = {"youtube"}
"""Sources whose look-alike knows no person at all."""
BODY = {
    "error": {"message": FREE_TEXT, "status": NAMES[0], "errors": [{"reason": PEOPLE[0], "message": EMAILS[0]}]},
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
    **{str(status): json_reply(BODY, status, **NOW_AND_AGAIN) for status in (400, 401, 403, 404, 406, 418, 422, 426)},
    **{str(status): json_reply(BODY, status, **NOW_AND_AGAIN) for status in (429, 500, 503)},
    "a page": Reply(502, f"<html>{FREE_TEXT}</html>", {"Retry-After": "0"}),
    "no json": Reply(200, f"<html>{FREE_TEXT}</html>", {"Retry-After": "0"}),
    "another shape": json_reply({**BODY, "data": BODY, "rows": [BODY, FREE_TEXT], "elements": CANARIES}),
    "a list": json_reply([*CANARIES, BODY]),
    "another address": Reply(302, FREE_TEXT, {"Location": f"https://elders.example/{EMAILS[0]}"}),
}
ENOUGH = 60


def found_in(*texts):
    shown = "\n".join(texts).lower()
    return sorted(form for form in FORMS if form in shown)


@pytest.fixture(params=[name for name in NAMES if name not in PERSONLESS])
def source(request):
    with running(request.param) as (started,):
        yield started


@pytest.fixture
def log(caplog):
    """Everything that can be logged, also by the libraries that ask."""
    for name in (None, "httpx", "httpcore", "sqlalchemy.engine", "urllib3"):
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
    code, later = instroom("sync", source.name, "--json", "--full", "--save-raw", saved, now=source.now + timedelta(days=31))
    _, status = instroom("status", "--json")
    _, words = instroom("status")
    answers = [path.read_text(encoding="utf-8") for path in saved.rglob("*.json")]
    assert len(answers) > 1
    assert "rows_written" in told
    assert found_in(told, later, status, words, log.text, *answers, *map(str, saved.rglob("*"))) == []
    kept = [path.read_bytes().decode("utf-8", "replace") for path in home.rglob("*") if path.is_file()]
    assert found_in(*kept) == []


@pytest.mark.parametrize("first", [0, 3], ids=["from the start", "in the middle"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_names_them_is_told_without_them(source, sqlite_engine, home, tmp_path, log, fault, first):
    source.server.faults[""] = _From(first, source.server, FAULTS[fault])
    order = Order((source.name,), save_raw=tmp_path / "answers")
    (result,) = run(sqlite_engine, configured(home, source), order, source.now)
    chain = "".join(traceback.format_exception(result.error)) if result.error else ""
    values = [vars(result.error), vars(result.error.said)] if result.error else []
    answers = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.json")]
    stored = rows_of(sqlite_engine)
    assert found_in(repr(result), str(result.error), chain, str(values), str(stored), log.text, *answers) == []


class _From(list):
    """The same fault for ever, from the request with some number on."""

    def __init__(self, first, server, reply):
        super().__init__([reply])
        self.first, self.server, self.reply = first, server, reply

    def __bool__(self):
        return len(self.server.asked) > self.first

    def pop(self, _place):
        return self.reply
