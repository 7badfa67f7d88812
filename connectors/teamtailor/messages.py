"""Messages of Teamtailor: believed by their signature, read only then, and never more than a hint to look at a number.

The second signature covers a moment and the body's bytes. The first, deprecated, covers only the number: whoever saw one
message could change what it says, so of those a deletion is not believed either but looked up.
"""

import json
import re
from base64 import b64decode
from binascii import Error
from datetime import UTC, datetime

from connectors.base import Look
from connectors.hooks import Delivery, hex_signature, require_equal, require_fresh, unverified
from connectors.inbox import event_key
from connectors.source_settings import SourceSettings
from connectors.teamtailor.documents import Values, values_in
from connectors.teamtailor.faults import SOURCE

APPLICATIONS, PERSONS = "job-applications", "candidates"
_KINDS = {"job_application": APPLICATIONS, "candidate": PERSONS}
_NUMBER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MOMENT = re.compile(r"\d{1,11}")


def hook(delivery: Delivery, secret: str, now: datetime, settings: SourceSettings) -> tuple[Look, ...]:
    """Return what a message names, as ``job-applications/1337`` or ``candidates/55``; nothing for other events.

    Raises an UnverifiedError for a message that is not signed as it should be, or was played again.
    """
    given = _signature(delivery)
    if not secret or not given:
        raise unverified(SOURCE)
    if given.startswith("t="):
        _verify(delivery, secret, given, now)
        is_whole = True
    elif settings.flag("webhook_v1"):
        require_equal(SOURCE, given, hex_signature(secret, _number(_data(_read(delivery.body))).encode()))
        is_whole = False
    else:
        raise unverified(SOURCE)
    if settings.text("applications") == "totals":
        return ()
    return _looks(delivery.body, now, is_whole=is_whole)


def _signature(delivery: Delivery) -> str:
    try:
        return b64decode(delivery.headers.get("tt-signature", ""), validate=True).decode("ascii")
    except (Error, UnicodeError):
        raise unverified(SOURCE) from None


def _verify(delivery: Delivery, secret: str, given: str, now: datetime) -> None:
    """Check the signature over moment and body, and that the moment is fresh."""
    parts = dict(part.partition("=")[::2] for part in given.split(","))
    moment = parts.get("t", "")
    if not _MOMENT.fullmatch(moment):
        raise unverified(SOURCE)
    require_equal(SOURCE, parts.get("v2", ""), hex_signature(secret, moment.encode() + b"." + delivery.body))
    require_fresh(SOURCE, datetime.fromtimestamp(int(moment), UTC), now)


def _read(body: bytes) -> Values:
    try:
        content = values_in(json.loads(body))
    except ValueError:
        return {}
    return values_in(content.get("payload")) or content


def _data(payload: Values) -> Values:
    return values_in(payload.get("data"))


def _number(data: Values) -> str:
    found = data.get("id")
    number = str(found) if isinstance(found, str | int) else ""
    return number if _NUMBER.fullmatch(number) else ""


def _looks(body: bytes, now: datetime, *, is_whole: bool) -> tuple[Look, ...]:
    payload = _read(body)
    name = payload.get("event_name", payload.get("event-name"))
    kind, _, event = str(name).replace("-", "_").partition(".")
    number = _number(_data(payload))
    if kind not in _KINDS or not number:
        return ()
    news = "deleted" if event == "destroy" and is_whole else "changed"
    return (Look(event_key(body), "deleted" if news == "deleted" else "changed", f"{_KINDS[kind]}/{number}", now),)
