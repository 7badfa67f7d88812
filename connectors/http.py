"""One HTTP client for the sources: it waits, tries again, keeps its pace, stays on its host and tells no secrets.

What an answer may keep is decided here, at the boundary: ``keep`` takes the allowed fields out of the parsed JSON before
anything else sees it. What a status means is the source's own knowledge: ``meaning`` turns a refusal into its error.
"""

import json
import logging
import ssl
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from connectors.errors import N_, ConfigurationError, RetryableError, SourceError
from connectors.manifest import manifests
from connectors.retry import PATIENT, TRIED_AGAIN, AgainError, Patience, asked_pause, retrying

for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)  # below that they log whole addresses and headers

_log = logging.getLogger(__name__)

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_NOT_MODIFIED = 304
_MOST_REDIRECTS = 5

Fields = dict[str, object]


@dataclass(frozen=True)
class Answer:
    """What a source answered: the allowed fields, and the headers (quota, request id, next page).

    ``status`` is 304 when a question that named an earlier answer found it unchanged; then there is no content.
    """

    content: Fields = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    status: int = 200


@dataclass(frozen=True)
class Question:
    """One request: what a GET cannot say stands in ``form`` (then it is a POST) and in ``headers``."""

    address: str
    parameters: Mapping[str, str | int] | None = None
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    form: Mapping[str, str] | str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Refusal:
    """An answer that is no success: status, headers, and the JSON it came with, if any."""

    stream: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: object = field(default=None, repr=False)


@cache
def _trust() -> ssl.SSLContext:
    """Return whom we trust; making it takes longer than a request, so it is made once."""
    return httpx.create_ssl_context()


class Http:
    """A client of one source. Secrets travel in ``headers`` only; neither repr, log nor error shows them.

    Args:
        base: Address that paths are relative to; nothing outside its scheme, host and port is ever called.
        hosts: The hosts that the source's manifest allows.
        keep: Takes the allowed fields out of the parsed JSON.
        meaning: Returns the error for a refusal, or None for the general one. A RetryableError is tried again when the
            status is one of ``TRIED_AGAIN``; any other error ends the call at once.
        spend: Called before every try, to count it.
        authorize: Gives the headers that hold the secret, for each try anew (a token may have been renewed).
        read: Makes an object of the body, by default from JSON; raises ValueError for a body that is none.
        asked: Returns the pause in seconds that a refusal asks for in the vendor's own way; None for Retry-After.
        pace: Waits until the next request may go out.
        read_seconds: How long to wait for an answer, for a source that is known to be slow.
        sleep, now: The clock, to be replaced in tests.
    """

    def __init__(
        self,
        base: str,
        *,
        source: str,
        hosts: Collection[str],
        keep: Callable[[object], Fields],
        meaning: Callable[[Refusal], SourceError | None],
        headers: Mapping[str, str] | None = None,
        patience: Patience = PATIENT,
        spend: Callable[[], None] = lambda: None,
        authorize: Callable[[], Mapping[str, str]] = dict,
        read: Callable[[bytes], object] = json.loads,
        asked: Callable[[Refusal], float | None] = lambda _: None,
        pace: Callable[[], None] = lambda: None,
        read_seconds: float = 60,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        if urlsplit(base).hostname not in hosts:
            raise ConfigurationError(
                N_("{title} does not call {host}; it calls {hosts}."),
                code="configuration.host",
                title=source,
                host=urlsplit(base).hostname or "-",
                hosts=", ".join(sorted(hosts)),
            )
        self.source = source
        known = manifests().get(source)
        self.title = known.title if known else source
        self._base = base if base.endswith("/") else f"{base}/"
        self._keep, self._meaning, self._spend, self._now = keep, meaning, spend, now
        self._authorize, self._read, self._asked, self._pace = authorize, read, asked, pace
        timeout = httpx.Timeout(read_seconds, connect=10)
        self._client = httpx.Client(verify=_trust(), headers=headers, timeout=timeout, follow_redirects=False)
        self._retrying = retrying(patience, sleep)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def __repr__(self) -> str:
        """Return the source and the host."""
        return f"Http({self.source}, {urlsplit(self._base).netloc.rpartition('@')[2]})"

    def get(self, stream: str, address: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        """Return the answer to a GET of a path, or of a next-page link on the same host.

        An address with its own query goes out as it stands: give ``parameters`` or a query, never both.
        Raises the source's own error for a refusal; RetryableError when all tries failed or no readable answer came.
        """
        return self.ask(stream, Question(address, parameters))

    def ask(self, stream: str, question: Question) -> Answer:
        """Return the answer to a question, as :meth:`get` does."""
        address = self._own(stream, urljoin(self._base, question.address))
        try:
            return self._retrying(self._try, stream, replace(question, address=address))
        except AgainError as failed:
            raise failed.error from None

    def _try(self, stream: str, question: Question) -> Answer:
        response = self._send(stream, question)
        for _ in range(_MOST_REDIRECTS):
            if response.status_code not in _REDIRECTS:
                break
            target = urljoin(str(response.url), response.headers.get("location", ""))
            response = self._send(stream, Question(self._own(stream, target), headers=question.headers))
        if response.status_code == _NOT_MODIFIED:
            return Answer({}, response.headers, _NOT_MODIFIED)
        if not response.is_success:
            raise self._refused(stream, response)
        try:
            content = self._read(response.content)
        except ValueError:
            content = None
        if content is None:
            raise AgainError(self._unreadable(stream))
        return Answer(self._keep(content), response.headers)

    def _send(self, stream: str, question: Question) -> httpx.Response:
        self._pace()
        self._spend()
        begin = time.perf_counter()
        headers = {**(question.headers or {}), **self._authorize()}
        method, shown = "GET" if question.form is None else "POST", _without_query(question.address)
        try:
            response = self._client.request(
                method,
                question.address,
                params=question.parameters,
                headers={**_FORM, **headers} if isinstance(question.form, str) else headers,
                content=question.form.encode() if isinstance(question.form, str) else None,
                data=dict(question.form) if isinstance(question.form, Mapping) else None,
            )
        except (httpx.TransportError, httpx.DecodingError) as error:
            _log.warning("%s %s: %s", method, shown, type(error).__name__)
            raise AgainError(self._unavailable(stream, type(error).__name__)) from None
        took = time.perf_counter() - begin
        request = response.headers.get("x-request-id", "-")
        _log.info("%s %s: %d in %.2f s, request %s", method, shown, response.status_code, took, request)
        return response

    def _own(self, stream: str, address: str) -> str:
        """Return an address of the base's own scheme, host and port; refuse any other."""
        here, there = httpx.URL(self._base), httpx.URL(address)
        if (here.scheme, here.host, here.port) != (there.scheme, there.host, there.port):
            raise SourceError(
                N_("{title} points to another host, {host}; that is not followed."),
                source=self.source,
                title=self.title,
                stream=stream,
                code="source.other_host",
                host=there.host,
            )
        return address

    def _refused(self, stream: str, response: httpx.Response) -> Exception:
        try:
            body = json.loads(response.content)
        except ValueError:
            body = None
        status = response.status_code
        refusal = Refusal(stream, status, response.headers, body)
        error = self._meaning(refusal)
        if status in TRIED_AGAIN and (error is None or isinstance(error, RetryableError)):
            pause = self._asked(refusal)
            asked = pause if pause is not None else asked_pause(response.headers, self._now())
            return AgainError(error or self._unavailable(stream, f"HTTP {status}"), asked)
        return error or SourceError(
            N_("{title} refused with status {status}."),
            source=self.source,
            title=self.title,
            stream=stream,
            code="source.status",
            status=status,
        )

    def _unavailable(self, stream: str, problem: str) -> RetryableError:
        return RetryableError(
            N_("{title} cannot be reached now ({problem})."),
            source=self.source,
            title=self.title,
            stream=stream,
            hint=N_("What came before is kept; the next run goes on from there."),
            problem=problem,
        )

    def _unreadable(self, stream: str) -> RetryableError:
        return RetryableError(
            N_("{title} answered with something that cannot be read."),
            source=self.source,
            title=self.title,
            stream=stream,
            code="unavailable.no_json",
            hint=N_("Often a proxy or a sign-in page stands in between; look at the endpoint in the configuration."),
        )


def _without_query(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
