"""The key figures as equal cards: value, how sure, what it is compared with, target and trend; and all of it in a table."""

from typing import Literal

import streamlit as st

from dashboard.analysis.overview import OverviewPage, Tile
from dashboard.analysis.selection import Selection
from dashboard.charts.overview_words import (
    before_text,
    definition,
    difference_text,
    interval_text,
    target_text,
    tiles_table,
    trend_alt,
    written,
)
from dashboard.charts.sparkline import sparkline
from dashboard.charts.words import tell
from dashboard.i18n import _
from dashboard.queries.overview import PLATFORM
from dashboard.widgets import folded
from dashboard.widgets.breaks import warn_breaks
from dashboard.widgets.plain import plain
from dashboard.widgets.tables import show_table

_ARROWS: dict[int, Literal["up", "down", "off"]] = {1: "up", -1: "down", 0: "off"}
_CARD = 190  # pixels


def tiles(page: OverviewPage) -> None:
    """Show the key figures, at most four beside each other, and warn where they were counted differently."""
    with st.grid(4, min_column_width=_CARD, key="tiles"):
        for tile in page.tiles:
            with st.container(border=True, height="stretch", key=f"figure-{tile.passport.key}"):
                _card(tile, page.selection)
    first = min(page.selection.period.first, page.selection.against.first)
    warn_breaks(first, page.selection.period.last, (PLATFORM,), ("views",))
    name = _("The same figures in a table")
    folded.later(name, lambda: _table(page), icon=":material/table:", key="key-figures")


def _table(page: OverviewPage) -> None:
    show_table(tiles_table(page), key="key-figures")


def _card(tile: Tile, selection: Selection) -> None:
    passport = tile.passport
    line = sparkline([value for _month, value in tile.trend], dark=st.context.theme.type == "dark")
    st.metric(
        _(passport.label),
        written(passport, tile.now.figure),
        delta=difference_text(tile) or None,
        delta_color=_colour(passport.direction, tile.direction),
        delta_arrow=_ARROWS[tile.direction or 0],
        help=f"{definition(passport)}\n\n{trend_alt(tile)}",
    )
    words = "  \n".join(_lines(tile, selection))
    st.caption(f"![{plain(trend_alt(tile))}]({line})\n\n{words}" if line else words)


def _colour(good: str, moved: int | None) -> Literal["green", "red", "gray"]:
    """Return the colour of a difference: what is good and what is not where it is beyond chance, else neither."""
    if not moved or good not in {"up", "down"}:
        return "gray"
    return "green" if (moved > 0) == (good == "up") else "red"


def _lines(tile: Tile, selection: Selection) -> list[str]:
    lines = []
    if tile.now.figure.value is None and tile.now.reason is not None:
        lines.append(tell(tile.now.reason))
    lines += [interval_text(tile.passport, tile.now.interval), tell(tile.note) if tile.note else ""]
    lines += [before_text(tile, selection), target_text(tile.passport, tile.target)]
    return [plain(line) for line in lines if line]
