"""Looks things up in the lists beside the applications: sources, reasons, stages, openings, tags. Each id is asked once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from connectors.base import Batch
from connectors.greenhouse.client import AT_ONCE, Client, Row
from connectors.greenhouse.meanings import ScopeError

_EXTRA: Mapping[str, Mapping[str, str | int]] = {"rejection_reasons": {"include_defaults": "true"}}


class Lists:
    """The lists of one run. With ``whole`` a list is read from end to end, else only what is named, 50 ids at a time.

    A list that the account may not read is empty from then on; :meth:`problems` tells of it once.
    """

    def __init__(self, client: Client, *, whole: bool) -> None:
        self._client, self._whole = client, whole
        self._found: dict[str, dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
        self._asked: dict[str, set[int]] = defaultdict(set)
        self._read: set[str] = set()
        self._refused: dict[str, ScopeError] = {}

    def has(self, stream: str) -> bool:
        """Return whether the account may read a list, as far as it was asked for."""
        return stream not in self._refused

    def of(self, stream: str, ids: Iterable[int | None], key: str = "id") -> Mapping[int, list[Row]]:
        """Return the rows of a list by the id in ``key``, for at least the ids that are given."""
        wanted = sorted({number for number in ids if number is not None} - self._asked[stream])
        if not wanted or stream in self._read:
            return self._found[stream]
        self._asked[stream].update(wanted)
        if self._whole:
            self.read(stream, {}, key)
            return self._found[stream]
        for first in range(0, len(wanted), AT_ONCE):
            self._ask(stream, f"{key}s", wanted[first : first + AT_ONCE], key)
        return self._found[stream]

    def name(self, stream: str, number: int | None) -> str | None:
        """Return the name of one entry that was looked up; None when there is none."""
        rows = self._found[stream].get(number, []) if number is not None else []
        return next((str(row["name"]) for row in rows if row.get("name")), None)

    def read(self, stream: str, parameters: Mapping[str, str | int], key: str = "id", **check: Any) -> list[Row]:
        """Read a list from end to end and return its rows; none when the account may not read it."""
        rows: list[Row] = []
        try:
            for page in self._client.pages(stream, {**_EXTRA.get(stream, {}), **parameters}, **check):
                rows += page
        except ScopeError as error:
            self._refused[stream] = error
        self._note(stream, rows, key)
        self._read.add(stream)
        return rows

    def problems(self) -> list[Batch]:
        """Return a batch for each list that could not be read."""
        return [Batch(stream, problem=error) for stream, error in sorted(self._refused.items())]

    def _ask(self, stream: str, parameter: str, some: Collection[int], key: str) -> None:
        if stream in self._refused:
            return
        parameters = {parameter: joined(some), **_EXTRA.get(stream, {})}
        try:
            for page in self._client.pages(stream, parameters, meets=lambda row: row.get(key) in some):
                self._note(stream, page, key)
        except ScopeError as error:
            self._refused[stream] = error

    def _note(self, stream: str, rows: Iterable[Row], key: str) -> None:
        for row in rows:
            if isinstance(row.get(key), int):
                self._found[stream][row[key]].append(row)


def joined(ids: Iterable[int]) -> str:
    """Return ids as one parameter."""
    return ",".join(map(str, ids))
