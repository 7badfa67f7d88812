"""The list of applicants beside a search: it tells when each application came and who referred, page by page as needed."""

from collections.abc import Collection
from datetime import date

from connectors.recruitee.client import Client, Fields


class Companion:
    """The list of applicants, read no further than what was asked for."""

    def __init__(self, client: Client, created_after: date | None) -> None:
        self._pages = client.candidates(created_after.isoformat() if created_after else None)
        self._rows: dict[object, Fields] = {}
        self._has_ended = False

    def rows(self, wanted: Collection[object]) -> dict[object, Fields]:
        """Return the rows of some applicants by number, as far as the list has them."""
        while not self._has_ended and not self._rows.keys() >= set(wanted):
            self._read()
        return {number: self._rows[number] for number in wanted if number in self._rows}

    def everything(self) -> Collection[Fields]:
        """Return all rows of the list."""
        while not self._has_ended:
            self._read()
        return self._rows.values()

    def _read(self) -> None:
        page = next(self._pages, None)
        self._has_ended = page is None
        self._rows.update({row["id"]: row for row in page or ()})
