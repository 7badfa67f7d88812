"""Messages of Recruitee: signed ones name an applicant, the unsigned test is understood, everything else is refused."""

import hashlib
import hmac
import json

import pytest

from connectors import recruitee
from connectors.hooks import Delivery, UnverifiedError
from tests.fakes.applicants import EMAILS, NAMES
from tests.fakes.recruitee_world import WEBHOOK_SECRET


def signed(message, secret=WEBHOOK_SECRET):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return Delivery({"x-recruitee-signature": signature}, body)


def event(kind, candidate=4601, **more):
    person = {"id": candidate, "name": NAMES[0], "emails": [EMAILS[0]]} if candidate else None
    return {"id": "9f6f", "event_type": kind, "attempt_count": 1, "payload": {"candidate": person}, **more}


def test_the_test_vector_is_believed(now):
    body = b'{"event_type":"candidate_moved","id":1}'
    signature = "5b8efe386b85ca3f6ec8221c7a3b82af4ac9e59f2cdfc1bb7cb5f37eb054ea89"
    assert recruitee.hook(Delivery({"x-recruitee-signature": signature}, body), "test-secret", now) == ()
    with pytest.raises(UnverifiedError):
        recruitee.hook(Delivery({"x-recruitee-signature": signature}, body + b" "), "test-secret", now)


@pytest.mark.parametrize(
    ("kind", "news"),
    [
        ("new_candidate", "changed"),
        ("candidate_assigned", "changed"),
        ("candidate_moved", "changed"),
        ("candidate_deleted", "deleted"),
    ],
)
def test_a_message_names_the_applicant_and_whether_it_was_deleted(now, kind, news):
    (look,) = recruitee.hook(signed(event(kind)), WEBHOOK_SECRET, now)
    assert (look.event_key, look.news, look.number, look.received_at) == ("9f6f", news, "4601", now)
    assert NAMES[0] not in repr(look)


def test_a_message_about_a_vacancy_names_nobody(now):
    assert recruitee.hook(signed(event("offer_published", candidate=None)), WEBHOOK_SECRET, now) == ()


def test_a_message_that_is_tried_again_has_the_same_key(now):
    (first,) = recruitee.hook(signed(event("candidate_moved")), WEBHOOK_SECRET, now)
    (again,) = recruitee.hook(signed(event("candidate_moved", attempt_count=2)), WEBHOOK_SECRET, now)
    assert first.event_key == again.event_key


def test_a_message_without_a_number_has_the_hash_of_its_body_as_key(now):
    (look,) = recruitee.hook(signed(event("candidate_moved", id=None)), WEBHOOK_SECRET, now)
    assert len(look.event_key) == 64


def test_the_unsigned_test_is_understood_also_without_a_secret(now):
    assert recruitee.hook(Delivery({}, b'{"test": true}'), "", now) == ()
    assert recruitee.hook(Delivery({}, b'{"test":true}'), WEBHOOK_SECRET, now) == ()


@pytest.mark.parametrize(
    "delivery",
    [
        Delivery({}, json.dumps(event("candidate_moved")).encode()),
        Delivery({}, b'{"test": true, "event_type": "candidate_deleted"}'),
        Delivery({}, b'{"test": false}'),
        Delivery({}, b"no json"),
        Delivery({"x-recruitee-signature": ""}, b'{"id": 1}'),
        Delivery({"x-recruitee-signature": "00" * 32}, b'{"test": true}'),
        signed(event("candidate_moved"), "another-secret"),
    ],
    ids=["unsigned", "test with more", "test false", "no json", "empty signature", "wrong signature", "wrong secret"],
)
def test_what_is_not_signed_as_it_should_be_is_refused(now, delivery):
    with pytest.raises(UnverifiedError) as refused:
        recruitee.hook(delivery, WEBHOOK_SECRET, now)
    assert WEBHOOK_SECRET not in repr(refused.value)
    assert NAMES[0] not in str(refused.value)


def test_without_a_secret_no_signature_is_believed(now):
    with pytest.raises(UnverifiedError):
        recruitee.hook(signed(event("candidate_moved"), ""), "", now)


def test_a_signed_message_of_an_unknown_form_names_nobody(now):
    for message in (b"[]", b"no json", {"payload": {"candidate": {"id": "x"}}}, {"payload": []}):
        assert recruitee.hook(signed(message), WEBHOOK_SECRET, now) == ()
