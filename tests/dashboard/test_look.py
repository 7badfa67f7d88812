"""The look of every chart in the browser: letters that can be read, and nothing that makes a browser draw twice."""

import json

import pytest

from dashboard.charts import look, theme
from dashboard.charts.for_browser import for_browser

BARS = {"type": "bar", "x": ["2026-01-01"], "y": [3]}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
def test_letters_have_the_contrast_that_wcag_asks_of_text(dark):
    layout = look.looked({}, dark=dark)
    page = luminance(layout["paper_bgcolor"])
    for font in (layout["font"], layout["legend"]["font"], layout["xaxis"]["title"]["font"]):
        low, high = sorted((page, luminance(font["color"])))
        assert (high + 0.05) / (low + 0.05) >= 4.5


def test_what_a_chart_says_itself_stays_and_every_axis_has_the_look():
    own = {"yaxis": {"title": "Views", "gridcolor": "#123456"}, "yaxis3": {"visible": False}, "margin": {"t": 7}}
    layout = look.looked(own, dark=False)
    assert (layout["yaxis"]["title"]["text"], layout["yaxis"]["gridcolor"]) == ("Views", "#123456")
    assert layout["yaxis"]["title"]["font"]["size"] == 14
    assert (layout["yaxis3"]["visible"], layout["yaxis3"]["gridcolor"]) == (False, layout["xaxis"]["gridcolor"])
    assert layout["margin"] == {"pad": 8, "t": 7}


@pytest.mark.parametrize("dark", [False, True])
def test_a_figure_for_the_browser_has_no_template_nothing_of_ours_and_says_that_it_stays_the_same(dark):
    figure = theme.figure([BARS], meta={"behind": [["A", "campaign", "Soap", "2026-01-01", ""]]})
    layout = json.loads(for_browser(figure, dark=dark).to_json())["layout"]
    assert layout.get("template") is None
    assert "meta" not in layout
    assert layout["datarevision"] == 1
    assert figure.layout.meta["behind"]


def test_long_numbers_have_room_for_each_of_their_signs():
    def left(*values: float, **axis: object) -> int:
        return for_browser(theme.figure([{"type": "bar", "y": list(values)}], yaxis=axis), dark=False).layout.margin.l

    assert left(30) == left(3) == 50
    assert left(250_000) == 12 + 7 * len("275,000")
    assert left(-250_000) == left(250_000) + 7
    assert left(0.4, title={"text": "Tone"}) == 64 + 7 * len("0,4")
