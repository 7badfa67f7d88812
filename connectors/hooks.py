"""Messages that a source sends by itself: as they arrived, and what it takes to believe them.

A source that sends messages has ``hook(delivery, secret, now, settings) -> tuple[Look, ...]`` in its package. It verifies
the raw bytes first and reads them only then; what it returns says which ids to look at, never what they became. An empty answer
means: understood, nothing to look at (a test message, a kind that tells nothing new).
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from connectors.errors import N_, SourceError

OLDEST = timedelta(minutes=5)
"""A signed moment that is longer ago, or further ahead, is a message played again."""


@dataclass(frozen=True)
class Delivery:
    """One message: header names in small letters, and the body's bytes exactly as they came."""

    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class UnverifiedError(SourceError):
    """A message that nobody can have sent who knows the secret, or that was played again."""

    code = "source.unverified"


def unverified(source: str) -> UnverifiedError:
    """Return the error for a message that is not believed; it never says why, since the sender would learn from it."""
    return UnverifiedError(N_("A message for {source} is not signed as it should be; it was refused."), source=source)


def hex_signature(secret: str, content: bytes) -> str:
    """Return the HMAC-SHA256 of some bytes in hexadecimal digits."""
    return hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def require_equal(source: str, given: str, expected: str) -> None:
    """Raise an UnverifiedError unless two signatures are equal; takes equally long whatever differs."""
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise unverified(source)


def require_fresh(source: str, sent_at: datetime, now: datetime) -> None:
    """Raise an UnverifiedError for a signed moment that lies too far from now."""
    if abs(now - sent_at) > OLDEST:
        raise unverified(source)
