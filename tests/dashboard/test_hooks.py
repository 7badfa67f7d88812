"""The door for messages: who is believed, what is kept of a message, and when it is looked at."""

import asyncio
import importlib
import json
import logging
import sys
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from filelock import FileLock
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.middleware import Middleware

import connectors
from connectors import clock, config
from connectors.database import schema
from connectors.database.engine import open_engine, reading
from connectors.hooks import hex_signature
from connectors.manifest import manifests
from connectors.sync import Order, run
from dashboard.hooks import LARGEST, Receiver
from dashboard.shell import SECURITY_HEADERS, SecurityHeaders
from tests.dashboard.shows import CONFIGURATION, organisation_in

MANIFEST = """
name = "verzonnen"
title = "Verzonnen"
summary = "A source of the tests that sends messages"
day_zone = "UTC"
stale_after_days = 2
streams = ["days"]
tables = ["channel"]
hosts = []
needs_one_of = []

[settings.webhook]
type = "flag"
default = false
help = "Whether messages are taken"
[settings.fault]
type = "text"
help = "What goes wrong"
[secrets.webhook_secret]
help = "Signs messages"
example = "an-invented-secret"
"""

SOURCE = """
import json
from connectors.base import Batch, Look
from connectors.errors import N_, SourceError
from connectors.hooks import hex_signature, require_equal, unverified
from connectors.inbox import event_key
from connectors.keys import channel_key

pulls = []

def pull(context):
    pulls.append((tuple((look.news, look.number) for look in context.looks), context.only_looks))
    if context.settings.text("fault") == "down":
        raise SourceError(N_("{source} is down"), source="verzonnen")
    channel = channel_key(context.organisation.id, "verzonnen", "page")
    yield Batch("days", {"channel": [{"channel_id": channel, "platform": "verzonnen", "external_id": "page"}]})

def hook(delivery, secret, now, settings):
    require_equal("verzonnen", delivery.headers.get("x-signature", ""), hex_signature(secret, delivery.body))
    if settings.text("fault") == "bug":
        raise ValueError(delivery.body.decode())
    told = json.loads(delivery.body)
    return tuple(Look(f"{event_key(delivery.body)}-{n}", "changed", number, now) for n, number in enumerate(told.get("ids", ())))
"""

SECRET = "an-invented-secret-of-the-tests"
CANARY = "person-4711"
PATH = "/hooks/verzonnen"
ON = "[sources.verzonnen]\nenabled = true\nwebhook = true\n"
KEYS = {"INSTROOM_TOKEN_KEY": "an-invented-token-key", "INSTROOM_VERZONNEN_WEBHOOK_SECRET": SECRET}


class Sender:
    """Who sends to the app; a request returns when the app has done all that follows from it."""

    def __init__(self, app):
        self.app = app

    def request(self, method, path, **more):
        async def answered():
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.request(method, path, **more)

        return asyncio.run(answered())

    def post(self, path, **more):
        return self.request("POST", path, **more)


async def pieces(body, size):
    for place in range(0, len(body), size):
        yield body[place : place + size]


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A source folder beside the real ones; gives its module."""
    folder = tmp_path / "more" / "verzonnen"
    folder.mkdir(parents=True)
    (folder / "manifest.toml").write_text(MANIFEST)
    (folder / "__init__.py").write_text(SOURCE)
    monkeypatch.setattr(connectors, "__path__", [*connectors.__path__, str(folder.parent)])
    manifests.cache_clear()
    yield importlib.import_module("connectors.verzonnen")
    manifests.cache_clear()
    sys.modules.pop("connectors.verzonnen", None)


@pytest.fixture
def listening(home: Path, sqlite_template: Path, environment, source):
    """Give what opens the door with some configuration and keys; gives who sends to it."""
    engines = []

    def client(more=ON, keys=KEYS):
        if not (home / "instroom.toml").exists():
            organisation_in(home, sqlite_template)
        (home / "instroom.toml").write_text(CONFIGURATION + more, encoding="utf-8")
        variables = {**environment, **keys}
        chosen = config.load(variables)
        engines.append(open_engine(chosen.database_url))
        receiver = Receiver(chosen, engines[-1], lambda: clock.now(variables))
        return Sender(Starlette(routes=[receiver.route()], middleware=[Middleware(SecurityHeaders)]))

    yield client
    for engine in engines:
        engine.dispose()


def message(*ids, **more):
    return json.dumps({"ids": ids, "name": "Robin Verzonnen", **more}).encode()


def post(client, body, signature=None, path=PATH):
    return client.post(path, content=body, headers={"X-Signature": signature or hex_signature(SECRET, body)})


def kept(home):
    engine = open_engine(f"sqlite:///{home / 'instroom.db'}")
    with reading(engine) as connection:
        found = connection.execute(select(schema.webhook_event)).mappings().all()
    engine.dispose()
    return found


def runs(home):
    engine = open_engine(f"sqlite:///{home / 'instroom.db'}")
    with reading(engine) as connection:
        found = connection.execute(select(schema.sync_run.c.status).order_by(schema.sync_run.c.run_id)).scalars().all()
    engine.dispose()
    return found


def test_a_message_is_believed_looked_at_and_forgotten(listening, source, home):
    client = listening()
    answer = post(client, message(CANARY))
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert source.pulls == [((("changed", CANARY),), True)]
    (row,) = kept(home)
    assert (row["subject"], row["done_at"] is not None, row["source"]) == (None, True, "verzonnen")
    assert runs(home) == ["ok"]
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_the_same_message_twice_is_looked_at_once(listening, source, home):
    client = listening()
    assert [post(client, message(CANARY)).status_code for _ in range(3)] == [200, 200, 200]
    post(client, message("another"))
    assert [looks for looks, _only in source.pulls] == [(("changed", CANARY),), (("changed", "another"),)]
    assert len(kept(home)) == 2


def test_a_message_that_names_nothing_is_understood_and_nothing_happens(listening, source, home):
    client = listening()
    assert post(client, message()).status_code == 200
    assert (source.pulls, kept(home)) == ([], [])


def test_a_message_may_name_several(listening, source):
    client = listening()
    post(client, message("1", "2"))
    assert sorted(source.pulls[0][0]) == [("changed", "1"), ("changed", "2")]


@pytest.mark.parametrize(
    ("more", "keys"),
    [
        ("", KEYS),
        ("[sources.verzonnen]\nenabled = true\n", KEYS),
        ("[sources.verzonnen]\nenabled = true\nwebhook = false\n", KEYS),
        ("[sources.verzonnen]\nenabled = false\nwebhook = true\n", KEYS),
        (ON, {"INSTROOM_TOKEN_KEY": "an-invented-token-key"}),
    ],
    ids=["not configured", "by default", "switched off", "source off", "no secret"],
)
def test_nobody_listens_unless_it_is_switched_on_with_a_secret(listening, source, home, more, keys):
    client = listening(more, keys)
    answer = post(client, message(CANARY))
    assert (answer.status_code, answer.json()) == (404, {"status": "not found"})
    assert (source.pulls, kept(home)) == ([], [])


@pytest.mark.parametrize("path", ["/hooks/elders", "/hooks/youtube", "/hooks/..", "/hooks/http", "/hooks/inbox"])
def test_a_path_of_no_source_that_listens_is_not_there(listening, path):
    client = listening(ON + "[sources.youtube]\nenabled = true\nchannel = '@x'\n")
    assert post(client, message(CANARY), path=path).status_code in {404, 405}
    assert post(client, message(CANARY), path="/hooks/elders").json() == {"status": "not found"}


@pytest.mark.parametrize("signature", ["", "00" * 32, hex_signature("another secret", message(CANARY)), "é"])
def test_a_message_that_is_not_signed_as_it_should_be_is_refused_without_a_reason(listening, source, home, signature):
    body = message(CANARY)
    client = listening()
    answer = client.post(PATH, content=body, headers={"X-Signature": signature.encode()} if signature else {})
    assert (answer.status_code, answer.json()) == (401, {"status": "source.unverified"})
    assert (source.pulls, kept(home)) == ([], [])


def test_a_signature_holds_for_the_bytes_as_they_came(listening, source):
    body = message(CANARY)
    client = listening()
    assert post(client, body + b" ", hex_signature(SECRET, body)).status_code == 401
    assert post(client, body + b" ").status_code == 200
    assert len(source.pulls) == 1


def test_a_message_in_pieces_is_one_message(listening, source):
    body = message(CANARY)
    client = listening()
    answer = client.post(PATH, content=pieces(body, 7), headers={"X-Signature": hex_signature(SECRET, body)})
    assert answer.status_code == 200
    assert source.pulls == [((("changed", CANARY),), True)]


@pytest.mark.parametrize("in_pieces", [False, True])
def test_a_message_that_is_too_long_is_refused_before_it_is_read(listening, source, home, in_pieces):
    body = b"x" * (LARGEST + 1)
    content = pieces(body, 65536) if in_pieces else body
    client = listening()
    answer = client.post(PATH, content=content, headers={"X-Signature": hex_signature(SECRET, body)})
    assert (answer.status_code, answer.json()) == (413, {"status": "too long"})
    assert (source.pulls, kept(home)) == ([], [])


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
def test_only_posted_messages_are_taken(listening, source, method):
    client = listening()
    answer = client.request(method, PATH)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert source.pulls == []


def test_a_sync_that_runs_holds_a_message_up_and_the_next_sync_looks_at_it(listening, source, home, environment, now):
    client = listening()
    (home / ".instroom").mkdir()
    with FileLock(home / ".instroom" / "sync-verzonnen.lock"):
        assert post(client, message(CANARY)).status_code == 200
    (row,) = kept(home)
    assert row["subject"] is not None
    assert source.pulls == []
    chosen = config.load({**environment, **KEYS})
    engine = open_engine(chosen.database_url)
    (result,) = run(engine, chosen, Order(), now + timedelta(hours=1))
    engine.dispose()
    assert result.status == "ok"
    assert source.pulls == [((("changed", CANARY),), False)]
    assert kept(home)[0]["subject"] is None


def test_a_source_that_fails_leaves_the_message_waiting_and_the_next_one_takes_it_along(listening, source, home):
    client = listening(ON + 'fault = "down"\n')
    assert post(client, message(CANARY)).status_code == 200
    assert kept(home)[0]["subject"] is not None
    client = listening()
    post(client, message("another"))
    assert sorted(source.pulls[-1][0]) == [("changed", "another"), ("changed", CANARY)]
    assert [row["subject"] for row in kept(home)] == [None, None]
    assert runs(home) == ["failed", "ok"]


def test_without_a_key_to_keep_it_the_sender_is_asked_to_come_back(listening, source, home):
    client = listening(keys={"INSTROOM_VERZONNEN_WEBHOOK_SECRET": SECRET})
    answer = post(client, message(CANARY))
    assert (answer.status_code, answer.json()) == (503, {"status": "configuration.token_key"})
    assert post(client, message(CANARY), "00").status_code == 401
    assert (source.pulls, kept(home)) == ([], [])


def test_messages_of_an_earlier_key_stop_neither_new_ones_nor_the_sync(listening, source, home, environment, now):
    client = listening(ON + 'fault = "down"\n')
    post(client, message(CANARY))
    keys = {**KEYS, "INSTROOM_TOKEN_KEY": "the-key-after-that"}
    client = listening(keys=keys)
    assert post(client, message("another")).status_code == 200
    assert source.pulls[-1] == ((("changed", "another"),), True)
    assert [row["subject"] for row in kept(home)] == [None, None]
    chosen = config.load({**environment, **keys})
    engine = open_engine(chosen.database_url)
    (result,) = run(engine, chosen, Order(), now)
    notes = json.loads(_notes(engine)[1])
    engine.dispose()
    assert (result.status, result.notes) == ("ok", ())
    assert "were let go" in notes[0]["text"]
    assert notes[0]["values"]["count"] == 1


def _notes(engine):
    with reading(engine) as connection:
        return connection.execute(select(schema.sync_run.c.notes).order_by(schema.sync_run.c.run_id)).scalars().all()


def test_a_database_that_is_not_there_asks_the_sender_to_come_back(listening, home):
    client = listening()
    (home / "instroom.db").unlink()
    answer = post(client, message(CANARY))
    assert (answer.status_code, answer.json()) == (503, {"status": "database.old"})


def test_no_body_id_or_secret_stands_in_log_answer_or_database(listening, home, caplog):
    caplog.set_level(logging.DEBUG)
    said = []
    client = listening(ON + 'fault = "down"\n')
    said += [post(client, message(CANARY)).text, post(client, message(CANARY), "00").text]
    client = listening(ON + 'fault = "bug"\n')
    answer = post(client, message(CANARY, more=1))
    said.append(answer.text)
    assert (answer.status_code, answer.json()) == (500, {"status": "source.fault"})
    stored = b"".join(path.read_bytes() for path in home.glob("instroom.db*"))
    ours = "\n".join(
        f"{record.getMessage()}{record.exc_text or ''}" for record in caplog.records if record.name != "httpx"
    )
    assert "stopped on ValueError" in ours
    for secret in (CANARY, "Robin", SECRET, KEYS["INSTROOM_TOKEN_KEY"], hex_signature(SECRET, message(CANARY))):
        assert secret not in ours + "".join(said)
        assert secret.encode() not in stored
