"""Asks a source one question at a time for one run: answers are counted, paced, saved or played back.

Thin on purpose: :class:`connectors.http.Http` knows how to ask, :class:`connectors.raw.Raw` keeps copies, the ledger
counts. What a client of a source adds is its addresses, its allowed fields and the meaning of its refusals.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self

from connectors.base import Context
from connectors.http import Http, Question
from connectors.raw import Answer as Saved

_KEPT_HEADERS = ("link", "etag", "last-modified")


@dataclass(frozen=True)
class Reply:
    """An answer as a run sees it, live or played back: allowed content, a few headers, 200 or 304."""

    content: Mapping[str, object]
    headers: Mapping[str, str]
    status: int


class Asking:
    """The questions of one run to one source. ``http`` makes the client when the first live question is asked."""

    def __init__(self, context: Context, http: Callable[[], Http]) -> None:
        self._context, self._make = context, http
        self._http: Http | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._http is not None:
            self._http.__exit__()

    def get(self, stream: str, address: str, parameters: Mapping[str, str | int] | None = None) -> Reply:
        """Return the answer to a GET; ``address`` and ``parameters`` hold no secret, they are saved with the answer."""
        return self.ask(stream, Question(address, parameters))

    def ask(self, stream: str, question: Question) -> Reply:
        """Return the answer to a question."""
        known: dict[str, object] = {"address": question.address, **(question.parameters or {})}
        if question.form is not None:
            known["form"] = question.form
        answer = self._context.raw.fetch(stream, known, lambda: self._live(stream, question))
        content, headers, status = answer["content"], answer["headers"], answer["status"]
        assert isinstance(content, Mapping)
        assert isinstance(headers, Mapping)
        assert isinstance(status, int)
        return Reply(content, headers, status)

    def _live(self, stream: str, question: Question) -> Saved:
        if self._http is None:
            self._http = self._make()
        answer = self._http.ask(stream, question)
        headers = {name: answer.headers[name] for name in _KEPT_HEADERS if name in answer.headers}
        return {"content": answer.content, "headers": headers, "status": answer.status}
