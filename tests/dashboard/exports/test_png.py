"""A picture that leaves the house: drawn with its title, its source and what the letters in it mean."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from dashboard import i18n
from dashboard.charts import theme, timeline
from dashboard.charts.chart import Chart
from dashboard.exports.png import png_of
from dashboard.exports.svg import svg_of

TITLE, ALT, SOURCE = "Most views on 14 January: 900", "Nine hundred views.", "YouTube, until 31-01-2026."


@pytest.fixture(scope="module")
def chart() -> Chart:
    days = [str(date(2026, 1, day)) for day in range(1, 32)]
    line = {"type": "scatter", "name": "Views", "x": days, "y": [10 * day for day in range(31)], "line": {"width": 2}}
    some = [timeline.Span(f"A rather long name {place}", date(2026, 1, 2 + place)) for place in range(5)]
    backdrop = timeline.Backdrop(
        campaigns=some, last_day=date(2026, 1, 31), incomplete_from=date(2026, 1, 25), incomplete_title="not complete"
    )
    with i18n.speaking("en"):
        return Chart(timeline.figure([line], backdrop, xaxis={"type": "date"}), ALT, TITLE)


@pytest.mark.story("X5")
def test_a_png_is_twice_its_size_and_says_what_it_shows_and_where_it_is_from(chart):
    picture = Image.open(BytesIO(png_of(chart, SOURCE)))
    assert picture.format == "PNG"
    assert picture.width == 1120
    assert {name: picture.text[name] for name in ("Title", "Description", "Source")} == {
        "Title": TITLE,
        "Description": ALT,
        "Source": SOURCE,
    }
    shown = picture.convert("RGB")
    dark = [y for y in range(60) for x in range(20, 600) if sum(shown.getpixel((x, y))) < 200]
    assert dark  # the title is drawn
    colours = {colour for _count, colour in shown.getcolors(1 << 20)}
    red, green, blue = (int(theme.LIGHT[0][at : at + 2], 16) for at in (1, 3, 5))
    assert (red, green, blue) in colours


@pytest.mark.story("X5")
def test_an_svg_explains_the_letters_and_hatches_what_is_not_complete(chart):
    document = svg_of(chart, SOURCE).decode("utf-8")
    assert TITLE in document
    assert SOURCE in document
    with i18n.speaking("en"):
        assert "A: A rather long name" in " ".join(document.split())
    assert document.count("stroke: rgb(70%,72%,74%)") > 10  # slanting lines over the last week


def test_only_the_axes_of_the_chart_are_panels_of_the_picture(chart):
    assert svg_of(chart, SOURCE).decode("utf-8").count("Views") <= 2
