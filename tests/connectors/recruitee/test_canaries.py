"""Names, addresses and numbers stand in every answer of the look-alike, and nowhere else afterwards."""

import json
import logging
import traceback

import pytest

from connectors import config, sync
from connectors.database import schema
from connectors.sync import Order
from tests.connectors.recruitee.conftest import rows
from tests.fakes.applicants import CANARIES, NOW
from tests.fakes.json_server import json_reply
from tests.fakes.recruitee_world import COMPANY, TOKEN

KEYS = {
    "INSTROOM_PSEUDONYM_KEY": "invented-key-for-pseudonyms-of-the-tests",
    "INSTROOM_TOKEN_KEY": "invented-token-key",
    "INSTROOM_RECRUITEE_API_TOKEN": TOKEN,
}


@pytest.fixture
def configured(home, environment, server):
    lines = [
        '[organisation]\nid = "nergens"\nname = "Zorggroep Nergensland (fictief)"\ntimezone = "Europe/Brussels"\n',
        f'[sources.recruitee]\nenabled = true\ncompany = "{COMPANY}"\nendpoint = "{server.address}"\n',
        "history_months = 3\nrequests_per_second = 20\nread_answers = true\n",
    ]
    (home / config.FILE_NAME).write_text("".join(lines), encoding="utf-8")
    return config.load({**environment, **KEYS})


def found_in(*texts):
    return [canary for canary in CANARIES if any(canary in text for text in texts)]


def everything(engine):
    return "".join(str(rows(engine, table.name)) for table in schema.metadata.sorted_tables if table.name != "dim_day")


def test_no_canary_reaches_database_log_or_saved_answers(configured, sqlite_engine, tmp_path, caplog, server, world):
    for person in world.candidates.values():
        person.extra_tags = [f"via {person.email}", "zij-instromer", person.phone]
    server.asked.clear()
    caplog.set_level(logging.DEBUG)
    saved = tmp_path / "answers"
    (done,) = sync.run(sqlite_engine, configured, Order(("recruitee",), save_raw=saved), NOW)
    assert (done.status, done.error) == ("ok", None)
    answers = "".join(path.read_text(encoding="utf-8") for path in saved.rglob("*.json"))
    assert len(answers) > 10_000
    escaped = [json.dumps(canary)[1:-1] for canary in CANARIES]
    assert [canary for canary in escaped if canary in answers] == []
    assert found_in(answers, everything(sqlite_engine), caplog.text, repr(done)) == []
    assert "zij-instromer" in answers


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 418])
def test_no_canary_stands_in_an_error(configured, sqlite_engine, caplog, server, status):
    body = {"error": list(CANARIES), "error_fields": dict.fromkeys(CANARIES, "is invalid")}
    server.fail(*[json_reply(body, status)] * 9, path="search")
    caplog.set_level(logging.DEBUG)
    (done,) = sync.run(sqlite_engine, configured, Order(("recruitee",)), NOW)
    assert done.error is not None
    shown = "".join(traceback.format_exception(done.error))
    assert found_in(shown, str(done.error), str(done.error.hint), everything(sqlite_engine), caplog.text) == []
