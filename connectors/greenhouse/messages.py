"""Messages that Greenhouse sends: which of them to believe, which application or person each names, and nothing more."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain

from connectors.base import Batch, Context, Look
from connectors.greenhouse.applications import Applications
from connectors.greenhouse.client import Client
from connectors.greenhouse.lists import Lists
from connectors.greenhouse.meanings import SOURCE
from connectors.greenhouse.span import STREAM
from connectors.hooks import Delivery, hex_signature, require_equal, unverified
from connectors.inbox import event_key
from connectors.inflow.applied import Gone
from connectors.inflow.desk import Desk

APPLICATION, CANDIDATE = "application", "candidate"
_CHANGED = frozenset(
    {
        *("new_candidate_application", "application_updated", "candidate_stage_change", "hire_candidate"),
        *("unhire_candidate", "reject_candidate", "unreject_candidate"),
    }
)


def read(delivery: Delivery, secret: str, now: datetime) -> tuple[Look, ...]:
    """Return what a message names, after its signature was found good; empty for a ping and for other news.

    Raises an UnverifiedError for a message that is not signed with the secret, a ping included.
    """
    if not secret:
        raise unverified(SOURCE)
    given = " ".join(delivery.headers.get("signature", "").split())
    require_equal(SOURCE, given, f"sha256 {hex_signature(secret, delivery.body)}")
    try:
        message = json.loads(delivery.body)
    except ValueError:
        return ()
    named = _named(message) if isinstance(message, Mapping) else []
    event = delivery.headers.get("greenhouse-event-id", "").strip()[:100] or event_key(delivery.body)
    return tuple(
        Look(event if not place else f"{event}#{place}", news, number, now)  # type: ignore[arg-type]
        for place, (news, number) in enumerate(named)
    )


def _named(message: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return news and number of what a message tells of; a prospect is no application."""
    action, payload = str(message.get("action")), _inner(message, "payload")
    if action in _CHANGED:
        told = _inner(payload, "application")
        return [] if told.get("prospect") is True else _numbers("changed", APPLICATION, [told.get("id")])
    if action == "delete_application":
        return _numbers("deleted", APPLICATION, [_inner(payload, "application").get("id")])
    if action == "delete_candidate":
        person = _inner(payload, "person")
        listed = person.get("deleted_application_ids")
        several = _numbers("deleted", APPLICATION, listed if isinstance(listed, list) else [])
        return several or _numbers("deleted", CANDIDATE, [person.get("id")])
    if action == "candidate_anonymized":
        return _numbers("anonymised", CANDIDATE, [payload.get("candidate_id")])
    if action == "merge_candidate":
        return _numbers("changed", CANDIDATE, [_inner(payload, "candidate").get("id")])
    return []


def _inner(told: Mapping[str, object], name: str) -> Mapping[str, object]:
    inner = told.get(name)
    return inner if isinstance(inner, Mapping) else {}


def _numbers(news: str, kind: str, ids: Iterable[object]) -> list[tuple[str, str]]:
    """Return each id with what it is an id of; what is no number is left out."""
    return [(news, f"{kind}:{number}") for number in ids if isinstance(number, int) and not isinstance(number, bool)]


def looked_at(context: Context, desk: Desk, client: Client) -> Iterator[Batch]:
    """Yield what messages named: first as it stands now, then what is gone."""
    lists = Lists(client, whole=False)
    reading = Applications(context, desk, client, lists)
    applications = _ids(context.looks, APPLICATION)
    candidates = _ids(context.looks, CANDIDATE)
    if applications or candidates:
        reading.tagged()
        yield from chain(reading.named("id", applications), reading.named("candidate_id", candidates))
    gone = [each for look in context.looks if (each := _gone(look)) is not None]
    if gone:
        yield Batch(STREAM, gone=gone)
    yield from lists.problems()


def _ids(looks: Iterable[Look], kind: str) -> list[int]:
    """Return the ids of one kind that changed."""
    named = (look.number.partition(":") for look in looks if look.news == "changed")
    return [int(number) for given, _, number in named if given == kind and number.isdecimal()]


def _gone(look: Look) -> Gone | None:
    kind, _, number = look.number.partition(":")
    if look.news == "changed" or not number:
        return None
    if kind == CANDIDATE:
        return Gone(SOURCE, "", look.news, look.received_at, candidate=number)
    return Gone(SOURCE, number, look.news, look.received_at)
