"""Asks Greenhouse, one page at a time: the first with its filters, then each next link exactly as it was given."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Self

from connectors.asking import Asking, Reply
from connectors.base import Context
from connectors.clock import day_in
from connectors.greenhouse.access import Access, host
from connectors.greenhouse.allowed import keeper
from connectors.greenhouse.meanings import SOURCE, ExpiredError, asked_pause, filter_ignored, meaning
from connectors.http import Fields, Http, Question
from connectors.manifest import manifests
from connectors.pace import Pace

PER_PAGE = 500
AT_ONCE = 50
"""So many ids go into one question."""
_WINDOW_SECONDS = 30
_NEXT = re.compile(r'<([^<>]+)>\s*;[^,<]*\brel="?next"?', re.IGNORECASE)

Row = Mapping[str, Any]
Meets = Callable[[Row], bool]


class Client:
    """Harvest v3 for one run. Every call that goes out is counted, the token's and those that are tried again included."""

    def __init__(self, context: Context, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._context, self._sleep = context, sleep
        settings = context.settings
        self._endpoint = settings.text("endpoint")
        own = (host(self._endpoint), host(settings.text("token_endpoint")))
        self._hosts = (*manifests()[SOURCE].hosts, *own)
        self._access = Access(context, self._hosts, self._spend, sleep)
        self._pace = Pace(settings.number("requests_per_window"), _WINDOW_SECONDS, sleep=sleep)
        self._stream = ""
        self._asking = Asking(context, self._http)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._asking.__exit__()

    def pages(
        self, stream: str, parameters: Mapping[str, str | int], *, meets: Meets = lambda _: True
    ) -> Iterator[list[Row]]:
        """Yield the pages of a list. ``meets`` says whether a row is one that was asked for.

        Raises a ScopeError when the account may not read the list, and a SourceError when a filter was ignored.
        """
        reply = self._ask(stream, Question(stream, {"per_page": PER_PAGE, **parameters}))
        while True:
            rows = _rows(reply)
            if not all(map(meets, rows)):
                raise filter_ignored(stream)
            yield rows
            following = _NEXT.search(reply.headers.get("link", ""))
            if following is None:
                return
            reply = self._ask(stream, Question(following.group(1)))

    def _ask(self, stream: str, question: Question) -> Reply:
        """Return the answer; when the access is no longer taken, renew it and ask once more."""
        self._stream = stream
        try:
            return self._asking.ask(stream, question)
        except ExpiredError:
            self._access.forget()
            return self._asking.ask(stream, question)

    def _kept(self, content: object) -> Fields:
        return keeper(self._stream, self._context.rules)(content)

    def _spend(self) -> None:
        self._context.quota.spend("default", day_in(self._context.now, "UTC"))

    def _http(self) -> Http:
        return Http(
            self._endpoint,
            source=SOURCE,
            hosts=self._hosts,
            keep=self._kept,
            meaning=meaning,
            authorize=self._access.header,
            spend=self._spend,
            pace=self._pace,
            asked=lambda refusal: asked_pause(refusal, self._access.now),
            sleep=self._sleep,
        )


def _rows(reply: Reply) -> list[Row]:
    rows = reply.content["rows"]
    assert isinstance(rows, list)
    return rows
