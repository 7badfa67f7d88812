"""Asks LinkedIn, one question at a time: version and token in headers, every call counted, nothing but named fields kept."""

import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from connectors.asking import Asking
from connectors.base import Context
from connectors.clock import day_in
from connectors.errors import N_, AuthError, ConfigurationError, Said, SourceError
from connectors.http import Fields, Http, Question
from connectors.linkedin.access import Access
from connectors.linkedin.allowed import Shape, taken
from connectors.linkedin.meanings import SOURCE, TOKEN, UNEXPECTED, Fault, Meanings
from connectors.linkedin.restli import Parameters, query, question
from connectors.manifest import manifests

BUCKET = "calls"
OLD_MONTHS = 9
_VERSION = re.compile(r"20\d\d(0[1-9]|1[0-2])")


class Client:
    """The interface for one run. A token that is refused is renewed once, where it can be."""

    def __init__(self, context: Context, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._context, self._sleep = context, sleep
        self.version = _version(context)
        self.meanings = Meanings(context.now, context.organisation.timezone, self.version)
        self.access = Access(context, self.meanings, sleep)
        self._shape: Shape = {}
        self._asking = Asking(context, self._http)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._asking.__exit__()

    def get(
        self, stream: str, path: str, parameters: Parameters | str, shape: Shape, *, method: str = ""
    ) -> Mapping[str, Any]:
        """Return what ``shape`` names of an answer.

        Args:
            stream: The stream that asks.
            path: Path below ``/rest/``.
            parameters: What is asked, or a query as LinkedIn wrote it itself (the link to a next page).
            shape: The allow-list.
            method: Rest.li's own name for the kind of question, where it wants to hear it.

        Raises the error of a refusal, and one for an answer without the list that was asked for.
        """
        asked = parameters if isinstance(parameters, str) else query(parameters)
        headers = {"LinkedIn-Version": self.version, "X-Restli-Protocol-Version": "2.0.0"}
        sent = question(path, asked, {**headers, "X-RestLi-Method": method} if method else headers)
        self._shape = shape
        found = self._asked(stream, sent)
        if isinstance(shape, Mapping) and "elements" in shape and "elements" not in found:
            raise self.fault(UNEXPECTED, stream)
        return found

    def _asked(self, stream: str, sent: Question) -> Mapping[str, Any]:
        try:
            return self._asking.ask(stream, sent).content
        except AuthError as error:
            if error.code != TOKEN:
                raise
        self.access.renew(stream)
        return self._asking.ask(stream, sent).content

    def fault(self, fault: Fault, stream: str) -> SourceError:
        """Return the error of a known meaning."""
        return self.meanings.raised(fault, stream)

    def notes(self) -> list[Said]:
        """Return what a person should know of the version and of the end of the access."""
        age = _months(self.version, day_in(self._context.now, "UTC"))
        text = N_(
            "Version {version} of LinkedIn's interface is {months} months old and ends after about 12: "
            "set version under [sources.linkedin] to a newer month."
        )
        old = [Said(text, {"version": self.version, "months": age})] if age > OLD_MONTHS else []
        return [*old, *self.access.notes()]

    def _kept(self, content: object) -> Fields:
        return dict(taken(content, self._shape))

    def _http(self) -> Http:
        self.access.prepare()
        endpoint = self._context.settings.text("endpoint")
        return Http(
            endpoint,
            source=SOURCE,
            hosts=[*manifests()[SOURCE].hosts, urlsplit(endpoint).hostname or ""],
            keep=self._kept,
            meaning=self.meanings.refused,
            authorize=self.access.headers,
            spend=lambda: self._context.quota.spend(BUCKET, day_in(self._context.now, "UTC")),
            sleep=self._sleep,
            now=lambda: self._context.now,
        )


def whole(value: object) -> int | None:
    """Return a count, which may travel as a number or as text; None when there is none."""
    if isinstance(value, bool) or value is None:
        return None
    with suppress(TypeError, ValueError):
        number = float(value)  # type: ignore[arg-type]
        return round(number) if number == round(number) else None
    return None


def _version(context: Context) -> str:
    version = context.settings.text("version").strip()
    if _VERSION.fullmatch(version):
        return version
    raise ConfigurationError(
        N_("[sources.linkedin], key “version”: “{found}” does not fit; it takes a year and month, such as “202607”."),
        code="configuration.type",
        found=version[:20],
    )


def _months(version: str, today: date) -> int:
    return (today.year - int(version[:4])) * 12 + today.month - int(version[4:])
