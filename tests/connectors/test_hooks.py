"""What it takes to believe a message: a signature over its bytes and, where it is told, a moment that is near."""

import hashlib
import hmac
from datetime import timedelta

import pytest

from connectors import hooks

SECRET = "an-invented-secret"


def test_the_signature_is_that_of_the_bytes():
    expected = hmac.new(SECRET.encode(), b'{"a": 1}', hashlib.sha256).hexdigest()
    assert hooks.hex_signature(SECRET, b'{"a": 1}') == expected
    assert hooks.hex_signature(SECRET, b'{"a":1}') != expected
    assert hooks.hex_signature("another", b'{"a": 1}') != expected


@pytest.mark.parametrize("given", ["", "00", "é" * 64, "A" * 64])
def test_another_signature_is_refused_without_saying_why(given):
    expected = hooks.hex_signature(SECRET, b"body")
    with pytest.raises(hooks.UnverifiedError) as refused:
        hooks.require_equal("verzonnen", given, expected)
    said = f"{refused.value} {refused.value!r}"
    assert SECRET not in said
    assert expected not in said
    assert refused.value.code == "source.unverified"


def test_the_right_signature_is_believed():
    hooks.require_equal("verzonnen", hooks.hex_signature(SECRET, b"x"), hooks.hex_signature(SECRET, b"x"))


@pytest.mark.parametrize("away", [timedelta(minutes=5), timedelta(minutes=-5), timedelta(0)])
def test_a_moment_within_five_minutes_is_fresh(now, away):
    hooks.require_fresh("verzonnen", now + away, now)


@pytest.mark.parametrize(
    "away", [timedelta(minutes=5, seconds=1), timedelta(minutes=-5, seconds=-1), timedelta(days=1)]
)
def test_a_message_that_is_played_again_later_is_refused(now, away):
    with pytest.raises(hooks.UnverifiedError):
        hooks.require_fresh("verzonnen", now - away, now)


def test_a_delivery_shows_nothing_of_what_it_holds():
    shown = repr(hooks.Delivery({"x-signature": "sig-0123"}, b'{"name": "Robin"}'))
    assert "Robin" not in shown
    assert "sig-0123" not in shown
