"""From what pages are told with to the parts of a report."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from dashboard.analysis.suppression import Count
from dashboard.charts.chart import Chart
from dashboard.charts.told import letters_words
from dashboard.charts.words import count_text
from dashboard.exports.reading import picture_of
from dashboard.exports.report import Piece, Section, Table, Tile
from dashboard.i18n import MISSING
from dashboard.told.card import Card
from dashboard.told.markdown import unmarked


@dataclass(frozen=True)
class Frame:
    """What every report says of itself: whose, in which language, when made, and where the figures come from.

    Attributes:
        zone: The organisation's time zone.
        known_on: The last day of which all figures were there.
        sources: One line per source with until when.
        warnings: What is wrong with a source, and was allowed.
    """

    organisation: str
    language: str
    zone: str
    known_on: date
    made_at: datetime
    is_demo: bool
    sources: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def piece(card: Card) -> Piece:
    """Return a card of a page as a piece of a report, with its picture and its table."""
    picture = picture_of(card.chart) if card.chart is not None else None
    return Piece(
        key=card.key,
        title=unmarked(card.title),
        table=table(card.table),
        source_line=_source_line(card),
        passport=unmarked(card.passport),
        picture=picture,
        figure=_figure(card.chart) if card.chart is not None else "",
    )


def _figure(chart: Chart) -> str:
    """Return a figure as JSON without the look that Plotly gives it by itself."""
    drawn = json.loads(chart.figure.to_json())
    drawn["layout"].pop("template", None)
    return json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))


def _source_line(card: Card) -> str:
    """Return where it comes from, with what the letters above a chart stand for."""
    letters = letters_words(card.chart.figure) if card.chart is not None else ""
    return " ".join(part for part in (unmarked(card.source_line), letters) if part)


def pieces(*cards: Card | None) -> tuple[Piece, ...]:
    """Return the cards that there are as pieces."""
    return tuple(piece(card) for card in cards if card is not None)


def table(frame: pd.DataFrame) -> Table:
    """Return a table of texts; a missing value is a dash."""
    rows = (tuple(_text(value) for value in row) for row in frame.itertuples(index=False, name=None))
    return Table(tuple(map(str, frame.columns)), tuple(rows))


def _text(value: object) -> str:
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124  only NaN differs from itself
        return MISSING
    return str(value)


def section(
    heading: str,
    sentences: Iterable[str] = (),
    points: Iterable[str] = (),
    some: Sequence[Piece] = (),
    notes: Iterable[str] = (),
) -> Section:
    """Return a section without its empty lines."""
    told = (tuple(unmarked(each) for each in lines if each) for lines in (sentences, points))
    return Section(heading, *told, tuple(some), tuple(unmarked(each) for each in notes if each))


def people(key: str, label: str, count: Count, *beside: str, definition: str = "") -> Tile:
    """Return a count of applicants as a key figure; a hidden one has its sign and no number."""
    number = None if count.value is None else float(count.value)
    told = tuple(each for each in beside if each)
    return Tile(key, label, count_text(count), number, "count", counts_people=True, beside=told, definition=definition)
