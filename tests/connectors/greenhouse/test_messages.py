"""Messages that Greenhouse sends: signed or refused, what each names, and what a run then looks at."""

import json
from datetime import date, timedelta

import pytest

from connectors import greenhouse, inbox
from connectors.database.engine import writing
from connectors.hooks import Delivery, UnverifiedError, hex_signature
from tests.connectors.greenhouse.conftest import TOKEN_KEY, counted, events, rows_of, stored
from tests.fakes.applicants import CANARIES, EMAILS, NAMES, NOW, PHONES, applicants

SECRET = "test-secret"
VECTOR = b'{"action":"candidate_anonymized","payload":{"candidate_id":1,"anonymized_fields":["full_name"]}}'
VECTOR_SIGNATURE = "sha256 96f07b5ec7647553df2e5c56fe2233eb06f19a84c2bbc687d6d4ecdb786aae8a"
PEOPLE = {each.number: each for each in applicants()}


def signed(content, event="e-1", secret=SECRET):
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    headers = {"signature": f"sha256 {hex_signature(secret, body)}", "greenhouse-event-id": event}
    return Delivery(headers, body)


def message(action, **payload):
    return {"action": action, "payload": payload}


def told(number, **more):
    """Return an application as a message holds it, a person's data included."""
    person = {
        "id": 5,
        "first_name": NAMES[0],
        "email_addresses": [{"value": EMAILS[0]}],
        "phone_numbers": [{"value": PHONES[0]}],
    }
    return {"id": number, "candidate": person, "prospect": False, **more}


def named(content):
    return [(look.news, look.number) for look in greenhouse.hook(signed(content), SECRET, NOW)]


# --- Believed or not ---------------------------------------------------------------------------------------------------------


def test_the_signature_of_the_test_vector_is_good():
    delivery = Delivery({"signature": VECTOR_SIGNATURE, "greenhouse-event-id": "e-9"}, VECTOR)
    (look,) = greenhouse.hook(delivery, SECRET, NOW)
    assert (look.event_key, look.news, look.number, look.received_at) == ("e-9", "anonymised", "candidate:1", NOW)


@pytest.mark.parametrize(
    "signature",
    [
        *("", "sha256", VECTOR_SIGNATURE[:-1] + "b", VECTOR_SIGNATURE.removeprefix("sha256 ")),
        *(VECTOR_SIGNATURE.replace("sha256", "sha1"), f"sha256 {'é' * 64}"),
    ],
)
def test_a_wrong_signature_is_refused(signature):
    with pytest.raises(UnverifiedError):
        greenhouse.hook(Delivery({"signature": signature}, VECTOR), SECRET, NOW)


def test_a_message_without_a_signature_or_with_another_secret_is_refused():
    for delivery, secret in (
        (Delivery({}, VECTOR), SECRET),
        (signed(VECTOR, secret="another"), SECRET),
        (signed(VECTOR, secret=""), ""),
    ):
        with pytest.raises(UnverifiedError):
            greenhouse.hook(delivery, secret, NOW)


def test_the_signature_holds_for_the_bytes_as_they_came_with_their_escapes():
    body = rb'{"action":"application_updated","payload":{"application":{"id":7,"title":"A\u00efsha"}}}'
    assert [look.number for look in greenhouse.hook(signed(body), SECRET, NOW)] == ["application:7"]
    other = json.dumps(json.loads(body), ensure_ascii=False).encode()
    with pytest.raises(UnverifiedError):
        greenhouse.hook(Delivery(signed(body).headers, other), SECRET, NOW)


def test_a_ping_is_believed_only_when_it_is_signed():
    assert named(message("ping", text="hello")) == []
    with pytest.raises(UnverifiedError):
        greenhouse.hook(Delivery({}, json.dumps(message("ping")).encode()), SECRET, NOW)


@pytest.mark.parametrize(
    "body", [b"", b"no json", b"[1]", b'{"action":null}', b'{"action":"reject_candidate","payload":[]}', b"\xff"]
)
def test_a_signed_message_that_says_nothing_names_nothing(body):
    assert named(body) == []


# --- What a message names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "action",
    [
        *("new_candidate_application", "application_updated", "candidate_stage_change", "hire_candidate"),
        *("unhire_candidate", "reject_candidate", "unreject_candidate"),
    ],
)
def test_news_of_an_application_names_it(action):
    assert named(message(action, application=told(31))) == [("changed", "application:31")]
    assert named(message(action, application=told(31, prospect=True))) == []


def test_what_is_deleted_anonymous_or_merged_names_the_application_or_the_person():
    assert named(message("delete_application", application={"id": 8, "candidate_id": 5})) == [
        ("deleted", "application:8")
    ]
    person = {"id": 5, "first_name": NAMES[0], "deleted_application_ids": [8, 9]}
    assert named(message("delete_candidate", person=person)) == [
        ("deleted", "application:8"),
        ("deleted", "application:9"),
    ]
    assert named(message("delete_candidate", person={"id": 5})) == [("deleted", "candidate:5")]
    assert named(message("merge_candidate", candidate={"id": 5})) == [("changed", "candidate:5")]


@pytest.mark.parametrize("action", ["new_prospect_application", "offer_created", "job_updated", "something_new"])
def test_other_news_names_nothing(action):
    assert named(message(action, application=told(31), id=3)) == []


def test_each_look_has_a_key_of_its_own_and_a_message_that_comes_again_the_same():
    content = message("delete_candidate", person={"id": 5, "deleted_application_ids": [8, 9]})
    keys = [look.event_key for look in greenhouse.hook(signed(content, "e-5"), SECRET, NOW)]
    assert keys == ["e-5", "e-5#1"]
    later = greenhouse.hook(signed(content, "e-5"), SECRET, NOW + timedelta(hours=15))
    assert [look.event_key for look in later] == keys
    without = signed(message("application_updated", application=told(1)), "")
    (look,) = greenhouse.hook(without, SECRET, NOW)
    assert look.event_key == inbox.event_key(without.body)


def test_a_look_shows_neither_its_number_nor_a_person():
    looks = greenhouse.hook(signed(message("hire_candidate", application=told(46194062))), SECRET, NOW)
    assert [text for text in ("46194062", *CANARIES) if text in repr(looks)] == []


# --- What a run then looks at ----------------------------------------------------------------------------------------------------


def receive(engine, *contents, now=NOW):
    for place, content in enumerate(contents):
        for look in greenhouse.hook(signed(content, f"{now.isoformat()}-{place}"), SECRET, now):
            with writing(engine) as connection:
                inbox.receive(connection, "nergens", "greenhouse", look, TOKEN_KEY)


def test_a_hire_in_a_message_is_read_from_the_interface_and_nothing_else_is(sqlite_engine, place, world):
    place.run(sqlite_engine)
    someone = next(each.number for each in PEOPLE.values() if each.outcome is None)
    at = NOW + timedelta(hours=4)
    world.hire(someone, at)
    world.reject(1002, at)
    receive(sqlite_engine, message("hire_candidate", application=told(someone)), now=at)
    result = place.run(sqlite_engine, at, only_looks=True)
    assert result.status == "ok"
    assert stored(sqlite_engine, someone)["hired_at"] == date(2026, 3, 4)
    assert stored(sqlite_engine, 1002)["status"] != "rejected"
    assert place.running.questions("applications") == [{"per_page": "500", "ids": str(someone)}]
    assert place.running.questions("application_stages") == [{"per_page": "500", "application_ids": str(someone)}]
    assert place.running.questions("jobs") == []
    assert result.requests <= 9
    quiet = place.run(sqlite_engine, at, only_looks=True)
    assert (quiet.status, quiet.requests) == ("ok", 0)


def test_messages_and_the_night_after_them_give_what_the_night_alone_gives(sqlite_engine, place, world):
    at = NOW + timedelta(hours=4)
    place.run(sqlite_engine)
    someone = next(each.number for each in PEOPLE.values() if each.outcome is None)
    world.hire(someone, at)
    receive(sqlite_engine, message("hire_candidate", application=told(someone)), now=at)
    place.run(sqlite_engine, at, only_looks=True)
    before = rows_of(sqlite_engine, "last_seen_on")
    result = place.run(sqlite_engine, NOW + timedelta(days=1))
    assert (result.status, result.rows_written) == ("ok", 0)
    assert rows_of(sqlite_engine, "last_seen_on") == before


def test_messages_are_looked_at_before_the_rest_of_the_run(place):
    (look,) = greenhouse.hook(signed(message("application_updated", application=told(1001))), SECRET, NOW)
    place.pull(looks=(look,))
    assert place.running.paths()[:4] == ["token", "candidate_tags", "applied_candidate_tags", "applications"]
    assert place.running.questions("applications") == [{"per_page": "500", "ids": "1001"}, {"per_page": "500"}]


def test_what_is_deleted_or_made_anonymous_by_message_keeps_its_counts(sqlite_engine, place, world):
    place.run(sqlite_engine)
    by = ("day", "source_id", "side_entrant_declared")
    before = counted(sqlite_engine, *by)
    twice = PEOPLE[1009].candidate
    assert [each.number for each in PEOPLE.values() if each.candidate == twice] == [1008, 1009]
    world.delete(1001)
    world.anonymise(twice, NOW + timedelta(minutes=30))
    receive(
        sqlite_engine,
        message("delete_application", application={"id": 1001, "candidate_id": 5001}),
        message("candidate_anonymized", candidate_id=twice, anonymized_fields=["full_name", "source"]),
        now=NOW + timedelta(hours=1),
    )
    assert place.run(sqlite_engine, NOW + timedelta(hours=1), only_looks=True).status == "ok"
    assert counted(sqlite_engine, *by) == before
    assert stored(sqlite_engine, 1001)["status"] == "deleted"
    for number in (1008, 1009):
        row = stored(sqlite_engine, number)
        assert (row["candidate_key"], row["applied_on"]) == (None, PEOPLE[number].day)
        assert row["erased_at"] is not None
        assert events(sqlite_engine, number)[-1] == ("anonymised", date(2026, 3, 4), "diff")
    place.run(sqlite_engine, NOW + timedelta(days=31))
    assert counted(sqlite_engine, *by) == before


def test_persons_that_were_merged_are_read_again_under_their_new_number(sqlite_engine, place, world):
    place.run(sqlite_engine)
    at = NOW + timedelta(hours=1)
    world.change(1002, at, candidate_id=PEOPLE[1001].candidate)
    receive(sqlite_engine, message("merge_candidate", candidate={"id": PEOPLE[1001].candidate}), now=at)
    place.run(sqlite_engine, at, only_looks=True)
    assert stored(sqlite_engine, 1002)["candidate_key"] == stored(sqlite_engine, 1001)["candidate_key"]
