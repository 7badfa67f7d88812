"""Shows what is told: a chart in its card, or a table in its own."""

from typing import Any

import streamlit as st

from dashboard.told.card import Card
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.table_card import table_card
from dashboard.widgets.tables import show_table


def show(card: Card, **more: Any) -> None:
    """Show a chart with everything that belongs to it, or a table where there is no picture."""
    if card.chart is None:
        table_card(card.title, card.table, card.source_line, card.passport, key=card.key)
    else:
        chart_card(card.chart, card.table, card.source_line, card.passport, key=card.key, **more)


def show_bare(card: Card) -> None:
    """Show the table of what is told with its source, without a frame: its heading stands above it on the page."""
    show_table(card.table, key=card.key)
    if card.source_line:
        st.caption(card.source_line)
