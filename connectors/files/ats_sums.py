"""The columns of an export with one line a vacancy: a day for each status, and a sum for each channel and outcome."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from connectors.errors import N_
from connectors.files.ats_columns import PERSONAL, Layout, asked_columns, became, corrected, guess
from connectors.files.ats_dates import is_nothing, is_written_day
from connectors.files.reading import Opened, Sheet, Understood, header_lines
from connectors.inflow.values import vacancy_status
from connectors.personal import shown_header
from connectors.words import plain_header

_SUM = re.compile(
    r"^Totaal per (?P<dimension>[^:(]+?)(?: \((?P<outcome>aangenomen|afgewezen)\))?: (?P<value>.+)$", re.IGNORECASE
)
_CHANNEL = "wervingskanaal"
_OUTCOMES = {"aangenomen": "hired", "afgewezen": "rejected"}
_REPLIES = frozenset({"aantal reacties", "aantal sollicitaties", "number of applications", "nombre de candidatures"})
_STATUS = frozenset(
    {"status", "status vacature", "vacaturestatus", "vacancy status", "job status", "statut de l offre"}
)
_MADE = frozenset({"datum aanmaak", "aanmaakdatum", "created on", "date de creation"})
_STARTS = frozenset({"startdatum intern", "startdatum extern", "publicatiedatum", "posted on"})
_ENDS = frozenset({"einddatum intern", "einddatum extern"})
_TEXTS = frozenset({"vacancy_id", "vacancy_title", "function_group", "department", "location"})

_MEANINGS = {
    "replies": N_("Number of applications of the vacancy"),
    "status": N_("How the vacancy stands"),
    "made": N_("Day on which the vacancy was made, to tell two of one title apart"),
    "start": N_("First day of the vacancy"),
    "end": N_("Last day of the vacancy"),
    "reached": N_("Day on which the vacancy got this status"),
    "channel": N_("Sum of a channel"),
}


@dataclass(frozen=True)
class Channel:
    """One column of sums: which channel, and of which outcome (applied, hired or rejected)."""

    place: int
    name: str
    outcome: str


@dataclass(frozen=True)
class SumLayout:
    """Where the table stands and what its columns are. ``days`` leads a column to ``made``, ``start``, ``end`` or a status.

    ``texts`` has the places of the texts of the vacancy and its lines, as any export has them.
    """

    texts: Layout
    channels: tuple[Channel, ...]
    days: Mapping[int, str]
    status: int | None
    replies: int | None

    def understood(self) -> tuple[Understood, ...]:
        """Return what became of each column that has a header."""
        return tuple(self._became(place, header) for place, header in enumerate(self.texts.headers) if header.strip())

    def _became(self, place: int, header: str) -> Understood:
        found = _kind(header)
        if found and (found != "reached" or place in self.days):
            return Understood(shown_header(header), _MEANINGS[found], "used")
        if _SUM.match(_spaced(header)):
            return Understood(shown_header(header), PERSONAL, "personal")
        targets = {at: name for name, at in self.texts.places.items()}
        return became(header, targets.get(place))


def is_summed(headers: Sequence[str]) -> bool:
    """Return whether headers are those of an export with one line a vacancy and sums a channel."""
    texts = {plain_header(header) for header in headers}
    return any(_SUM.match(_spaced(header)) for header in headers) or not _REPLIES.isdisjoint(texts)


def sum_layout(opened: Opened, mapping: Mapping[str, str]) -> SumLayout:
    """Return what the columns of a table of sums are; a person names its texts (``vacancy_title`` and so on)."""
    sheet, line, headers = next(found for found in header_lines(opened) if is_summed(found[2]))
    name = sheet.name if len(opened.sheets) > 1 else ""
    asked = asked_columns(opened.file, mapping)
    kinds = {place: kind for place, header in enumerate(headers) if (kind := _kind(header))}
    kinds = {place: kind for place, kind in kinds.items() if kind != "reached" or _has_days(sheet, line, place)}
    others = ["" if place in kinds or _SUM.match(_spaced(header)) else header for place, header in enumerate(headers)]
    guessed = {target: place for target, place in guess(others).items() if target in _TEXTS}
    places = corrected(
        opened.file, name, headers, {target: asked[target] for target in asked if target in _TEXTS}, guessed
    )
    days = {place: kind for place, kind in kinds.items() if kind in {"made", "start", "end"}}
    reached = {place: headers[place] for place, kind in kinds.items() if kind == "reached"}
    return SumLayout(
        texts=Layout(sheet, name, line, headers, places),
        channels=tuple(_channels(headers)),
        days={**days, **reached},
        status=next((place for place, kind in kinds.items() if kind == "status"), None),
        replies=next((place for place, kind in kinds.items() if kind == "replies"), None),
    )


def _has_days(sheet: Sheet, line: int, place: int) -> bool:
    """Return whether a column named as a status holds days, or nothing at all: else it is another kind of column."""
    given = [row[place] for row in sheet.rows[line + 1 :] if place < len(row) and not is_nothing(row[place])]
    return not given or any(map(is_written_day, given))


def _channels(headers: Sequence[str]) -> Iterator[Channel]:
    for place, header in enumerate(headers):
        found = _SUM.match(_spaced(header))
        if found and found["dimension"].lower() == _CHANNEL:
            yield Channel(place, found["value"], _OUTCOMES.get((found["outcome"] or "").lower(), "applied"))


def _kind(header: str) -> str | None:
    found = _SUM.match(_spaced(header))
    if found:
        return "channel" if found["dimension"].lower() == _CHANNEL else None
    text = plain_header(header)
    named = {"replies": _REPLIES, "status": _STATUS, "made": _MADE, "start": _STARTS, "end": _ENDS}
    by_name = next((kind for kind, names in named.items() if text in names), None)
    return by_name or ("reached" if text and vacancy_status(header) else None)


def _spaced(header: str) -> str:
    return " ".join(header.split())
