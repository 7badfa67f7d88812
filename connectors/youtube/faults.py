"""What a failure of YouTube means: every status code, reason and broken connection gets its class and sentence here."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import google.auth.exceptions
import httplib2
from googleapiclient.errors import HttpError

from connectors.errors import SourceError
from connectors.youtube import meanings

SOURCE = "youtube"
FAILURES = (
    HttpError,
    google.auth.exceptions.GoogleAuthError,
    httplib2.HttpLib2Error,
    http.client.HTTPException,
    OSError,
    ValueError,  # an answer that is no UTF-8
    TypeError,  # a 403 whose body is a list: the library stumbles over it
)
_BY_STATUS = {401: meanings.TOKEN, 403: meanings.FORBIDDEN, 404: meanings.NOT_FOUND, 429: meanings.RATE}


class NotJsonError(Exception):
    """The answer came with a good status and is no JSON object."""


def explained(error: Exception, *, stream: str, item: str = "", moment: str = "") -> SourceError:
    """Return what a failed call means, as the error that the run records.

    Args:
        error: One of ``FAILURES`` or NotJsonError.
        stream: The stream that was read.
        item: The playlist, video or channel that was asked for.
        moment: When the day's units come back.
    """
    return raised(_fault(error), stream=stream, item=item, moment=moment)


def raised(fault: meanings.Fault, *, stream: str, item: str = "", moment: str = "") -> SourceError:
    """Return the error of a known meaning."""
    return fault.kind(
        fault.text, source=SOURCE, stream=stream, code=fault.code, hint=fault.hint, item=item, moment=moment
    )


def skipped(code: str, *, stream: str, item: str) -> SourceError:
    """Return the error for an item that was skipped in an answer that was saved earlier."""
    fault = next((fault for fault in meanings.BY_REASON if fault.code == code), meanings.NOT_FOUND)
    return raised(fault, stream=stream, item=item)


@contextmanager
def readable(stream: str) -> Iterator[None]:
    """Turn an answer of an unknown shape into a SourceError; only pure reading of answers stands inside."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise raised(meanings.UNEXPECTED, stream=stream) from error


def reasons(content: bytes) -> frozenset[str]:
    """Return every reason in an error body: of ``errors`` and of ``details``, which the library hides behind each other."""
    try:
        body = json.loads(content)
    except ValueError:
        return frozenset()
    body = body[0] if isinstance(body, list) and body else body
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return frozenset()
    listed = [*(error.get("errors") or ()), *(error.get("details") or ())]
    found = (entry.get("reason") for entry in listed if isinstance(entry, dict))
    return frozenset(reason for reason in found if isinstance(reason, str))


def _fault(error: Exception) -> meanings.Fault:
    if isinstance(error, HttpError):
        return _answered(error.status_code, reasons(error.content))
    if isinstance(error, google.auth.exceptions.RefreshError):
        return _not_renewed(str(error.args[0]) if error.args else "")
    if isinstance(error, TimeoutError):
        return meanings.TIMEOUT
    if isinstance(error, TypeError):
        return meanings.UNEXPECTED
    return meanings.NO_JSON if isinstance(error, NotJsonError | ValueError) else meanings.NETWORK


def _not_renewed(text: str) -> meanings.Fault:
    """Return why the account's access was not renewed; only ``invalid_grant`` means that the owner has to come."""
    if "invalid_grant" in text:
        return meanings.REVOKED
    return meanings.CLIENT if "_client" in text else meanings.TOKEN_SERVER


def _answered(status: int, found: frozenset[str]) -> meanings.Fault:
    if status == HTTPStatus.BAD_REQUEST:
        found -= {"required"}  # there it means a missing parameter, not a missing account
    by_reason = next((fault for fault in meanings.BY_REASON if fault.reasons & found), None)
    if by_reason is not None:
        return by_reason
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return meanings.SERVER
    if status < HTTPStatus.BAD_REQUEST:
        return meanings.REDIRECT
    return _BY_STATUS.get(status, meanings.REQUEST)
