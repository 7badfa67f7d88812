"""What a refusal of Greenhouse means: status code to error, sentence and what to do. Its words are never shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus

from connectors.errors import N_, AuthError, RetryableError, SourceError, VersionError
from connectors.http import Refusal

SOURCE = "greenhouse"
_EPOCH = 1_000_000_000
"""A reset above this is a moment in seconds since 1970; below it, seconds that are left."""


class ExpiredError(AuthError):
    """The access is no longer taken; it may be renewed once."""

    code = "auth.expired"


class ScopeError(AuthError):
    """The account may not read this list; the other lists go on."""

    code = "auth.scope"


def meaning(refusal: Refusal) -> SourceError | None:
    """Return the error for a refusal of the interface; None for a status without a meaning of its own."""
    stream, status = refusal.stream, refusal.status
    if status == HTTPStatus.UNAUTHORIZED:
        return ExpiredError(
            N_("Greenhouse no longer takes the access of this account."),
            source=SOURCE,
            stream=stream,
            hint=N_("Make a new Harvest V3 credential and set its client id and secret."),
        )
    if status == HTTPStatus.FORBIDDEN:
        return ScopeError(
            N_("The Greenhouse credential may not read {stream}."),
            source=SOURCE,
            stream=stream,
            hint=N_("Give the credential the scope harvest:{stream}:list; the rest was read."),
        )
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return VersionError(
            N_("Greenhouse has no {stream} at this address (any more)."),
            source=SOURCE,
            stream=stream,
            hint=N_("Look at the endpoint in the configuration; this source reads Harvest v3."),
        )
    if status in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}:
        return SourceError(
            N_("Greenhouse does not understand the question for {stream}."),
            source=SOURCE,
            stream=stream,
            code="source.request",
            hint=N_("Report this: the question may no longer fit the interface."),
        )
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return RetryableError(
            N_("Greenhouse asks for a slower pace, and still does after a few tries."),
            source=SOURCE,
            stream=stream,
            code="unavailable.rate",
            hint=N_("Set requests_per_window lower; what came is kept."),
        )
    return None


def token_meaning(refusal: Refusal) -> SourceError | None:
    """Return the error for a refusal of the token server."""
    if refusal.status < HTTPStatus.INTERNAL_SERVER_ERROR and refusal.status != HTTPStatus.TOO_MANY_REQUESTS:
        return AuthError(
            N_("Greenhouse does not take this client id and secret."),
            source=SOURCE,
            stream=refusal.stream,
            code="auth.client",
            hint=N_("Make a new Harvest V3 credential; its secret is shown once."),
        )
    return None


def asked_pause(refusal: Refusal, now: datetime) -> float | None:
    """Return the seconds until the window of the rate limit ends, when only X-RateLimit-Reset says so."""
    told = refusal.headers.get("x-ratelimit-reset", "").strip()
    if "retry-after" in refusal.headers or not (told.isascii() and told.isdigit()):
        return None
    seconds = float(told)
    return max(0.0, seconds - now.timestamp()) if seconds > _EPOCH else seconds


def filter_ignored(stream: str) -> SourceError:
    """Return the error for an answer that holds rows that were not asked for."""
    return SourceError(
        N_("Greenhouse answered {stream} with rows that were not asked for; none of them was used."),
        source=SOURCE,
        stream=stream,
        code="source.filter_ignored",
        hint=N_("Report this: a filter of the interface may have changed."),
    )


def unexpected(stream: str) -> SourceError:
    """Return the error for an answer of another shape than the interface describes."""
    return SourceError(
        N_("Greenhouse answered {stream} in a form that is not known."),
        source=SOURCE,
        stream=stream,
        code="source.unexpected",
        hint=N_("Look whether there is a newer version of Instroom."),
    )


@contextmanager
def readable(stream: str) -> Iterator[None]:
    """Turn an answer of an unknown shape into a SourceError that shows nothing of it."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError):
        raise unexpected(stream) from None
