"""Shows what is told: a chart in its card, or a table in its own."""

from typing import Any

from dashboard.told.card import Card
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.table_card import table_card


def show(card: Card, **more: Any) -> None:
    """Show a chart with everything that belongs to it, or a table where there is no picture."""
    if card.chart is None:
        table_card(card.title, card.table, card.source_line, card.passport, key=card.key)
    else:
        chart_card(card.chart, card.table, card.source_line, card.passport, key=card.key, **more)
