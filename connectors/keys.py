"""Keys that need no coordination: 63-bit hashes of natural keys, and keyed pseudonyms of people.

The hash key is the same on every machine and in every run, so that the same thing always lands on the same row.
"""

import hashlib
import hmac

_SEPARATOR = "\x1f"


def key63(*parts: object) -> int:
    """Return a positive 63-bit BLAKE2b hash of the parts, in order."""
    text = _SEPARATOR.join(map(str, parts))
    return int.from_bytes(hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest(), "big") >> 1


def channel_key(organisation_id: str, platform: str, external_id: str) -> int:
    """Return the key of a channel (a YouTube channel, a LinkedIn page, a web site)."""
    return key63(organisation_id, "channel", platform, external_id)


def content_key(organisation_id: str, channel_id: int, external_id: str) -> int:
    """Return the key of a video, post, page or flyer within its channel."""
    return key63(organisation_id, "content", channel_id, external_id)


def vacancy_key(organisation_id: str, provider: str, external_id: str) -> int:
    """Return the key of a vacancy as one provider names it."""
    return key63(organisation_id, "vacancy", provider, external_id)


def pseudonym(secret: bytes, provider: str, organisation_id: str, kind: str, external_id: str) -> str:
    """Return the keyed pseudonym of an application or a candidate, 64 hexadecimal characters.

    HMAC-SHA256 with the organisation's own secret; the version stands in the message, so that a later scheme can live
    beside it. Without the secret the original id cannot be found by trying numbers.
    """
    message = f"ats|v1|{provider}|{organisation_id}|{kind}|{external_id}"
    return hmac.new(secret, message.encode(), hashlib.sha256).hexdigest()
