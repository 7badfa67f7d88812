"""The door for messages in the real server: Recruitee tells that somebody moved, and the applicant is looked at."""

import json

import httpx
import pytest
from sqlalchemy import func, select

from connectors.database import schema
from connectors.database.engine import open_engine, reading
from connectors.hooks import hex_signature
from dashboard.hooks import LARGEST
from dashboard.shell import SECURITY_HEADERS
from tests.connectors.recruitee.at_work import at_work
from tests.dashboard.serving import served
from tests.dashboard.shows import organisation_in
from tests.fakes.recruitee_world import example

SECRET = "an-invented-secret-of-the-tests"


@pytest.fixture(scope="module")
def door(tmp_path_factory, sqlite_template):
    """Serve a home that takes messages of Recruitee; gives the address and the home."""
    home = tmp_path_factory.mktemp("listening")
    with at_work() as source:
        settings = {"enabled": True, "webhook": True, **source.settings}
        lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
        organisation_in(home, sqlite_template, "\n".join(["[sources.recruitee]", *lines, ""]))
        keys = {"TOKEN_KEY": "an-invented-key", "RECRUITEE_WEBHOOK_SECRET": SECRET}
        keys["RECRUITEE_API_TOKEN"] = source.secrets["api_token"]
        variables = {f"INSTROOM_{name}": value for name, value in keys.items()}
        with served(home, {**variables, "INSTROOM_NOW": source.now.isoformat()}) as address:
            yield f"{address}/hooks/recruitee", home


def told(door, query):
    engine = open_engine(f"sqlite:///{door[1] / 'instroom.db'}")
    with reading(engine) as connection:
        found = connection.execute(query).all()
    engine.dispose()
    return [tuple(row) for row in found]


def test_a_signed_message_brings_the_applicant_and_is_forgotten(door):
    address, home = door
    number = next(iter(example().candidates))
    event = {"id": "m-1", "event_type": "candidate_moved", "payload": {"candidate": {"id": number, "name": "Robin V."}}}
    body = json.dumps(event).encode()
    signed = {"X-Recruitee-Signature": hex_signature(SECRET, body)}
    assert httpx.post(address, content=body, headers={"X-Recruitee-Signature": "00"}).status_code == 401
    answers = [httpx.post(address, content=body, headers=signed, timeout=30) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert {name: answers[0].headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    event_row = schema.webhook_event.c
    # the answer comes before the look: another message that is refused shows that the server goes on meanwhile
    for _ in range(200):
        waiting = told(door, select(func.count()).where(event_row.subject.is_not(None)))
        if waiting == [(0,)]:
            break
        httpx.get(f"{address.removesuffix('/hooks/recruitee')}/healthz")
    assert told(door, select(event_row.source, event_row.subject)) == [("recruitee", None)]
    assert told(door, select(schema.application.c.provider).distinct()) == [("recruitee",)]
    assert "Robin" not in (home / "server.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_only_posted_messages_are_taken(door, method):
    assert httpx.request(method, door[0]).status_code == 405


def test_no_other_source_listens_and_a_long_message_is_refused(door):
    other = door[0].replace("recruitee", "teamtailor")
    assert httpx.post(other, content=b"{}").status_code == 404
    assert httpx.post(door[0], content=b"x" * (LARGEST + 1)).status_code == 413
