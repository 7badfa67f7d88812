"""Every chart of every page over the demo: message, words for who cannot see it, table, downloads, source, freshness, backdrop."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import access, i18n
from dashboard.charts.timeline import BEHIND
from tests.dashboard.shows import elements, opened, table_of

WITHOUT_CHARTS = {"campaigns", "links", "events", "rules", "sources", "definitions", "plan", "reports"}
MORE = {
    "channels": ({"part": "reach"}, {"part": "steps"}, {"part": "effort"}, {"part": "landing"}),
    "content": ({"part": "series"}, {"part": "works"}, {"part": "coherence"}, {"part": "attention"}),
    "overview": ({"picture": "views"}, {"picture": "mentions"}, {"picture": "tone"}),
    "side_entrants": ({"part": "who"}, {"part": "channels"}, {"part": "fare"}),
}
PAGES = [
    (page, parameters)
    for page in access.pages_of("administrator")
    if page not in WITHOUT_CHARTS
    for parameters in MORE.get(page, ({},))
]
DAY = re.compile(r"\d{2}-\d{2}-\d{4}")


@dataclass
class Card:
    """A chart with everything that stands in its card."""

    chart: Any
    texts: list[str] = field(default_factory=list)
    tables: list[Any] = field(default_factory=list)
    downloads: list[str] = field(default_factory=list)

    @property
    def spec(self) -> dict[str, Any]:
        return json.loads(self.chart.proto.spec)

    @property
    def series(self) -> list[dict[str, Any]]:
        return [trace for trace in self.spec["data"] if trace.get("meta") != BEHIND]

    @property
    def is_dated(self) -> bool:
        return self.spec["layout"].get("xaxis", {}).get("type") == "date"


def blocks(block: Any) -> Iterator[Any]:
    for child in getattr(block, "children", {}).values():
        if hasattr(child, "children"):
            yield child
            yield from blocks(child)


def cards(test: AppTest) -> list[Card]:
    found = []
    for block in blocks(test._tree):
        charts = [child for child in block.children.values() if getattr(child, "type", "") == "plotly_chart"]
        for chart in charts:
            card = Card(chart)
            for each in elements(block):
                table = table_of(each)
                if table is not None:
                    card.tables.append(table)
                elif each.type == "download_button":
                    card.downloads.append(each.proto.label)
                elif each.type in {"markdown", "caption"}:
                    card.texts.append(each.value)
            found.append(card)
    return found


@pytest.mark.story("R12")
@pytest.mark.story("X3")
@pytest.mark.story("X5")
@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize(
    ("page", "parameters"), PAGES, ids=[f"{page}-{'-'.join(more.values())}" for page, more in PAGES]
)
def test_every_chart_of_a_page_comes_with_all_that_belongs_to_it(page, parameters):
    test = opened(page, "nl", **parameters)
    assert not test.exception
    found = cards(test)
    assert len(found) == len(test.get("plotly_chart")) > 0
    for card in found:
        name = card.chart.proto.id
        title = card.texts[0]
        assert re.fullmatch(r"\*\*.{8,}\*\*", title, re.DOTALL), name
        alt = card.chart.proto.alt
        assert re.search(r"\d", alt), (name, alt)
        assert card.tables, name
        rows, columns = card.tables[0].shape
        assert max(rows, columns - 1) >= len([trace for trace in card.series if trace.get("name")]), name
        assert {"Downloaden als CSV", "Downloaden als PNG", "Downloaden als SVG"} <= set(card.downloads), name
        assert any("badge[" in text and DAY.search(text) for text in card.texts), (name, card.texts)
        if card.is_dated:
            layout = card.spec["layout"]
            assert layout.get("shapes"), name
            assert i18n._("Nothing stands behind this chart.") not in card.texts, name
