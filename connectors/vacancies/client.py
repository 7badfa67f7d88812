"""Asks careers pages, feeds and boards politely: who we are, one question at a time, and only what changed."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Self
from urllib.parse import urlsplit

from connectors.asking import Asking, Reply
from connectors.base import Context
from connectors.clock import day_in
from connectors.errors import N_, AuthError, SkippableError, SourceError
from connectors.http import Fields, Http, Question, Refusal
from connectors.manifest import manifests
from connectors.pace import Pace

SOURCE = "vacancies"
_ASKS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
_GONE = frozenset({404, 410})
_REFUSED = frozenset({401, 403})


@dataclass(frozen=True)
class Kind:
    """A kind of answer: how it is read from bytes, what is kept of it, and the headers that its questions need."""

    name: str
    read: Callable[[bytes], object]
    keep: Callable[[object], Fields]
    headers: Mapping[str, str]


def agent() -> str:
    """Return how we name ourselves to every site."""
    try:
        number = version("instroom")
    except PackageNotFoundError:  # run from a folder that was not installed
        number = "0"
    return f"Instroom/{number} (reads vacancies once a day)"


def read_json(content: bytes) -> object:
    """Return the JSON of an answer; the text ``json`` when it is none."""
    try:
        return json.loads(content)
    except ValueError:
        return "json"


class Reader:
    """The questions of one run. Each host has its own pace, whatever is read from it."""

    def __init__(self, context: Context, sleep: Callable[[float], None] = time.sleep) -> None:
        self._context, self._sleep = context, sleep
        self._asking: dict[tuple[str, str], Asking] = {}
        self._paces: dict[str, Pace] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for asking in self._asking.values():
            asking.__exit__()

    def ask(self, kind: Kind, stream: str, address: str, validators: Mapping[str, str] | None = None) -> Reply:
        """Return the answer of an address; 304 when the validators of an earlier answer still hold.

        Raises a SourceError that names the place.
        """
        known = {} if self._context.window.full else validators or {}
        headers = {_ASKS[name]: value for name, value in known.items() if name in _ASKS}
        try:
            return self._asking_of(kind, address).ask(stream, Question(address, headers=headers))
        except SourceError as error:
            raise at_place(error, address) from None

    def _asking_of(self, kind: Kind, address: str) -> Asking:
        parts = urlsplit(address)
        base = f"{parts.scheme}://{parts.netloc}/"
        key = base, kind.name
        if key not in self._asking:
            self._asking[key] = Asking(self._context, lambda: self._http(base, kind))
        return self._asking[key]

    def _http(self, base: str, kind: Kind) -> Http:
        per_minute = self._context.settings.number("requests_per_minute")
        host = urlsplit(base).hostname or ""
        pace = self._paces.setdefault(host, Pace(1, 60 / per_minute, sleep=self._sleep))
        day = day_in(self._context.now, "UTC")
        return Http(
            base,
            source=SOURCE,
            hosts={*manifests()[SOURCE].hosts, host},
            keep=kind.keep,
            read=kind.read,
            meaning=meaning,
            headers={"User-Agent": agent()},
            authorize=lambda: kind.headers,
            pace=pace,
            sleep=self._sleep,
            spend=lambda: self._context.quota.spend("requests", day),
        )


def meaning(refusal: Refusal) -> SourceError | None:
    """Return what a refusal means: 401 and 403 closed to us, 404 and 410 not there; the rest is as everywhere."""
    if refusal.status in _REFUSED:
        return AuthError(
            N_("It is closed to us (status {status})."),
            source=SOURCE,
            stream=refusal.stream,
            code="auth.refused",
            hint=N_(
                "Ask who keeps the site to let Instroom in. A board of Recruitee needs the token of its careers site."
            ),
            status=refusal.status,
        )
    if refusal.status in _GONE:
        return SkippableError(
            N_("There is nothing at this address (status {status})."),
            source=SOURCE,
            stream=refusal.stream,
            code="skipped.not_there",
            hint=N_("Look whether the address in the configuration is still right."),
            status=refusal.status,
        )
    return None


def at_place(error: SourceError, address: str) -> SourceError:
    """Return the same error with the place that it is about; of the address only host and path are shown."""
    parts = urlsplit(address)
    place = f"{parts.hostname}{parts.path}"
    own = type(error)(
        N_("{place} was not read. {why}"),
        source=SOURCE,
        stream=error.stream,
        code=error.code,
        place=place,
        why=error.said,
    )
    own.hint = error.hint
    return own


def validators_of(reply: Reply) -> dict[str, str]:
    """Return what a later question can name this answer by."""
    return {name: reply.headers[name] for name in _ASKS if name in reply.headers}


def unreadable(stream: str, address: str, problem: object) -> SourceError:
    """Return the error for an answer that is no feed, page or board."""
    texts = {
        "large": N_("It is larger than 50 MB."),
        "entities": N_("It defines entities, which a feed does not need and which can be an attack."),
        "xml": N_("It is no XML feed of vacancies that we know."),
        "json": N_("It is no JSON; often a sign-in page stands in between."),
        "board": N_("It holds no list of vacancies."),
    }
    error = SourceError(
        texts.get(str(problem), texts["xml"]),
        source=SOURCE,
        stream=stream,
        code=f"source.unreadable_{problem}",
        hint=N_("Open the address in a browser and see what it gives. What is stored stays as it is."),
    )
    return at_place(error, address)
