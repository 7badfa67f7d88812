"""Messages of Recruitee's webhook: verified by their signature, and read only for whom to look at."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from connectors.base import Look
from connectors.hooks import Delivery, hex_signature, require_equal, unverified
from connectors.inbox import event_key
from connectors.recruitee.faults import SOURCE

_TEST = {"test": True}
_DELETED = "candidate_deleted"


def looks(delivery: Delivery, secret: str, now: datetime) -> tuple[Look, ...]:
    """Return whom a message names; nothing for a test and for what tells of vacancies.

    The test message comes unsigned, before anybody knows the secret; nothing else may. A message has no moment that
    could be too old: Recruitee tries for two days. Raises an UnverifiedError for any other message without its signature.
    """
    signature = delivery.headers.get("x-recruitee-signature", "").strip().lower()
    if not signature and _parsed(delivery.body) == _TEST:
        return ()
    if not secret or not signature:
        raise unverified(SOURCE)
    require_equal(SOURCE, signature, hex_signature(secret, delivery.body))
    return _named(_parsed(delivery.body), event_key(delivery.body), now)


def _named(message: object, key: str, now: datetime) -> tuple[Look, ...]:
    given: Mapping[str, Any] = message if isinstance(message, Mapping) else {}
    payload = given.get("payload")
    candidate = payload.get("candidate") if isinstance(payload, Mapping) else None
    number = candidate.get("id") if isinstance(candidate, Mapping) else None
    if not isinstance(number, int) or isinstance(number, bool):
        return ()
    own = given.get("id")
    news: Literal["deleted", "changed"] = "deleted" if given.get("event_type") == _DELETED else "changed"
    return (Look(own if isinstance(own, str) and own else key, news, str(number), now),)


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return None
