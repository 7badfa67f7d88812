"""Messages: believed by the vendor's signature, not when wrong, old or played again; and what is then looked at."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest

from connectors import inbox
from connectors.database.engine import writing
from connectors.hooks import Delivery, UnverifiedError
from connectors.sync import Order
from connectors.teamtailor import hook
from tests.connectors.teamtailor.conftest import Place, key_of, look, settings_of
from tests.fakes.applicants import applicants
from tests.fakes.json_server import Reply
from tests.fakes.teamtailor import look_alike
from tests.fakes.teamtailor_world import World, later

FEW = applicants()[:20]
SECRET = "test-secret"
SENT = datetime.fromtimestamp(1701234567, UTC)
BODY = b'{"payload":{"event_name":"job_application.create","data":{"id":"1337","type":"job-applications","attributes":{}}}}'
HEADER = "dD0xNzAxMjM0NTY3LHYyPTdiOTc1N2YxYWFhMzEyYWFlNjY0YzNhNTEyYzg3MGE5YjliOGY5Mjk4NGIxOTI0Mzc0ZTY1YWQzZTA2OWU4MTI="
OLD_HEADER = "MjQzZTk0N2YzYzI1MDVkOGMxNjg1OTBjZTQ2NTFlMWU1OTA4NmJhNGY2ZTNmZGE2ODUwMDhkZjk1Y2M5YzJkNQ=="


def heard(header, body=BODY, now=SENT, secret=SECRET, **settings):
    return hook(Delivery({"tt-signature": header}, body), secret, now, settings_of(**settings))


def signed(body, moment=SENT, secret=SECRET):
    seconds = str(int(moment.timestamp()))
    inner = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return base64.b64encode(f"t={seconds},v2={inner}".encode()).decode()


def message(event, number="1337", **more):
    return json.dumps({"payload": {"event_name": event, "data": {"id": number, **more}}}).encode()


def names(looks):
    return [(each.news, each.number) for each in looks]


def test_the_vendors_vector_is_believed():
    (seen,) = heard(HEADER)
    assert (seen.news, seen.number, seen.received_at) == ("changed", "job-applications/1337", SENT)
    assert seen.event_key == hashlib.sha256(BODY).hexdigest()
    assert "1337" not in repr(seen)


@pytest.mark.parametrize(
    ("header", "body", "now", "secret"),
    [
        (HEADER, BODY + b" ", SENT, SECRET),
        (HEADER, BODY, SENT, "another-secret"),
        (HEADER, BODY, SENT, ""),
        (HEADER, BODY, SENT + timedelta(minutes=5, seconds=1), SECRET),
        (HEADER, BODY, SENT - timedelta(minutes=5, seconds=1), SECRET),
        ("", BODY, SENT, SECRET),
        ("no base64!", BODY, SENT, SECRET),
        (base64.b64encode(b"\xff\xfe").decode(), BODY, SENT, SECRET),
        (base64.b64encode(b"t=1701234567").decode(), BODY, SENT, SECRET),
        (base64.b64encode(b"t=,v2=").decode(), BODY, SENT, SECRET),
        (base64.b64encode(b"t=99999999999999999999,v2=00").decode(), BODY, SENT, SECRET),
        (base64.b64encode("t=１,v2=00".encode()).decode(), BODY, SENT, SECRET),
        (OLD_HEADER, BODY, SENT, SECRET),
    ],
)
def test_what_is_wrong_old_or_not_signed_is_refused(header, body, now, secret):
    with pytest.raises(UnverifiedError):
        heard(header, body, now, secret)


def test_five_minutes_old_is_still_believed():
    assert heard(HEADER, now=SENT + timedelta(minutes=5))


def test_the_old_signature_is_believed_only_when_it_is_allowed():
    assert names(heard(OLD_HEADER, webhook_v1=True)) == [("changed", "job-applications/1337")]
    with pytest.raises(UnverifiedError):
        heard(OLD_HEADER, message("job_application.create", "1338"), webhook_v1=True)


def test_the_old_signature_covers_no_deletion():
    body = message("job_application.destroy")
    assert names(heard(OLD_HEADER, body, webhook_v1=True)) == [("changed", "job-applications/1337")]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("job_application.update", [("changed", "job-applications/1337")]),
        ("job-application.destroy", [("deleted", "job-applications/1337")]),
        ("candidate.create", [("changed", "candidates/1337")]),
        ("candidate.destroy", [("deleted", "candidates/1337")]),
        ("job.update", []),
        ("", []),
    ],
)
def test_an_event_names_what_to_look_at_however_it_is_spelled(event, expected):
    body = message(event)
    assert names(heard(signed(body), body)) == expected


@pytest.mark.parametrize("number", ["../candidates", "1?include=x", "", None, "x" * 65, {"a": 1}])
def test_a_number_that_is_none_is_not_looked_at(number):
    body = message("job_application.update", number)
    assert heard(signed(body), body) == ()


@pytest.mark.parametrize("body", [b"", b"[]", b"not json", b'{"payload": 7}'])
def test_a_signed_message_that_says_nothing_is_nothing_to_look_at(body):
    assert heard(signed(body), body) == ()


def test_numbers_and_names_without_quotes_or_with_hyphens_are_understood():
    body = b'{"payload":{"event-name":"job-application.update","data":{"id":27}}}'
    assert names(heard(signed(body), body)) == [("changed", "job-applications/27")]


def test_who_reads_totals_looks_at_no_application():
    assert heard(HEADER, applications="totals") == ()


@pytest.fixture
def place(organisation):
    with look_alike(World.example(FEW)) as (told, server):
        yield Place(told, server, organisation)


# --- Looking ---------------------------------------------------------------------------------------------------------------


def test_a_message_played_again_is_kept_once(house):
    (seen,) = heard(HEADER)
    house.sync()
    with writing(house.engine) as connection:
        first = inbox.receive(connection, "nergens", "teamtailor", seen, "invented-token-key")
        again = inbox.receive(connection, "nergens", "teamtailor", seen, "invented-token-key")
    assert (first, again) == (True, False)


def receive(house, *looks):
    with writing(house.engine) as connection:
        for each in looks:
            inbox.receive(connection, "nergens", "teamtailor", each, "invented-token-key")


def test_only_what_messages_named_is_read_when_nothing_else_is_wanted(house):
    number = next(str(each.number) for each in FEW if each.outcome is None and each.stage == "applied")
    house.sync()
    house.world.change(number, later(0.01), stage="hired")
    receive(house, look(f"job-applications/{number}"), look(f"job-applications/{number}", "changed", later(0.001)))
    house.place.server.asked.clear()
    result = house.sync(later(0.02), Order(only_looks=True))
    assert (result.status, result.requests) == ("ok", 1)
    assert house.place.paths == [f"job-applications/{number}"]
    assert house.of(number, "status") == ("hired",)
    assert house.sync(later(0.02), Order(only_looks=True)).requests == 0
    assert house.sync(later(0.5)).error is None
    assert [event for _, event in house.events_of(number)].count("hired") == 1


def test_a_person_is_looked_at_with_all_applications(place):
    each = next(each for each in FEW if each.candidate != each.number + 4000)
    pulled = place.pull(looks=(look(f"candidates/{each.candidate}"),), only_looks=True)
    found = {row["application_key"] for row in pulled.rows("application")}
    assert found == {key_of(str(each.number)), key_of(str(each.number - 1))}
    assert len(place.server.asked) == 1


def test_messages_come_first_and_the_rest_follows(place):
    pulled = place.pull(looks=(look("job-applications/1001"),))
    assert place.paths[:2] == ["job-applications/1001", "jobs"]
    assert len(pulled.rows("application", "applications")) == 20


def test_a_deleted_application_is_not_asked_for_and_stays_counted(house):
    house.sync()
    house.place.server.asked.clear()
    receive(house, look("job-applications/1001", "deleted"), look("job-applications/1001"))
    assert house.sync(later(0.1), Order(only_looks=True)).requests == 0
    status, erased = house.of("1001", "status", "erased_at")
    assert (status in {"deleted", "rejected", "withdrawn", "hired"}, erased) == (True, later(0))
    assert sum(row[0] for row in house.rows("application_daily", "applied")) == 20


def test_a_deleted_person_takes_the_link_to_the_person_from_every_application(house):
    each = next(each for each in FEW if each.candidate != each.number + 4000)
    house.sync()
    receive(house, look(f"candidates/{each.candidate}", "deleted"))
    house.sync(later(0.1), Order(only_looks=True))
    for number in (each.number, each.number - 1):
        assert house.of(str(number), "candidate_key", "erased_at") == (None, later(0))
    assert len([row for row in house.rows("application", "erased_at") if row[0]]) == 2


def test_what_is_gone_when_it_is_looked_at_was_deleted(house):
    house.sync()
    house.world.delete("job-applications", "1001")
    receive(house, look("job-applications/1001"))
    house.sync(later(0.1), Order(only_looks=True))
    assert house.of("1001", "erased_at") == (later(0),)


def test_a_wrong_address_is_no_deletion(house):
    house.sync()
    receive(house, look("job-applications/1001"))
    house.place.server.fail(Reply(404, "<html>"))
    assert house.sync(later(0.1), Order(only_looks=True)).status == "failed"
    assert house.of("1001", "erased_at") == (None,)


def test_a_sourced_person_that_a_message_names_is_no_application(place):
    pulled = place.pull(looks=(look("job-applications/8000"),), only_looks=True)
    assert (pulled.error, pulled.rows("application")) == (None, [])


def test_who_reads_totals_has_nothing_to_look_at(place):
    looks = (look("job-applications/1001"),)
    pulled = place.pull(applications="totals", looks=looks, only_looks=True)
    assert (pulled.batches, place.server.asked) == ([], [])
