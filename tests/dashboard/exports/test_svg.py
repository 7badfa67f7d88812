"""A chart as an SVG picture and as plain values."""

from datetime import date

import plotly.graph_objects as go
import pytest
from defusedxml import ElementTree

from dashboard import i18n
from dashboard.analysis.blocks import Block
from dashboard.analysis.periods import Period
from dashboard.analysis.suppression import count
from dashboard.charts import theme, timeline
from dashboard.charts.applications import bars, per_week
from dashboard.charts.chart import Chart
from dashboard.charts.timeline import Backdrop, Mark, Span
from dashboard.exports.reading import picture_of
from dashboard.exports.svg import svg_of

SVG = "{http://www.w3.org/2000/svg}"


def weeks(*numbers):
    days = [Period(date.fromordinal(first), date.fromordinal(first + 6)) for first in range(739620, 740000, 7)]
    return [Block(days[place], count(value), complete=True) for place, value in enumerate(numbers)]


def chart_of_weeks():
    first = weeks(1)[0].period.first
    behind = Backdrop(
        campaigns=[Span("Soap <A>", first)], episodes=[Mark("1", "Een", first)], last_day=date(2026, 2, 20)
    )
    return per_week(weeks(1200, 3, 900), behind, "Tussen 900 en 1.200 sollicitaties ≥ 5")


def texts(document):
    return [(node.text or "").strip() for node in ElementTree.fromstring(document).iter(f"{SVG}text")]


@pytest.mark.story("X5")
def test_an_svg_says_what_it_shows_and_where_from_in_the_language_of_the_page():
    with i18n.speaking("nl"):
        document = svg_of(chart_of_weeks(), "Sollicitaties: eigen systeem, tot en met 28-06-2026.")
    root = ElementTree.fromstring(document)
    said = texts(document)
    assert "Tussen 900 en 1.200 sollicitaties ≥ 5" in said
    assert "Sollicitaties: eigen systeem, tot en met 28-06-2026." in said
    assert {"500", "1.000", "< 5", "Soap <A>", "1"} <= set(said)
    assert root.find(f"{SVG}title").text == "Tussen 900 en 1.200 sollicitaties ≥ 5"
    assert "1.200" in root.find(f"{SVG}desc").text
    assert b"!DOCTYPE" not in document
    assert b"<script" not in document


def test_an_svg_of_a_small_count_holds_no_small_count():
    with i18n.speaking("en"):
        picture = picture_of(chart_of_weeks())
        document = svg_of(chart_of_weeks(), "")
    assert picture.series[0].y == (1200.0, None, 900.0)
    assert [note.text for note in picture.notes] == ["< 5"]
    assert "3" not in texts(document)


def test_the_same_chart_gives_the_same_bytes():
    with i18n.speaking("fr"):
        assert svg_of(chart_of_weeks(), "a") == svg_of(chart_of_weeks(), "a")


def test_lying_bars_keep_their_names_and_what_is_written_beside_them():
    figure = bars(["Eigen website", "Onbekend"], [count(12), count(2)], [theme.BLUE, theme.GREY])
    with i18n.speaking("nl"):
        picture = picture_of(Chart(figure, "", "Bronnen"))
    [series] = picture.series
    assert series.lying
    assert series.texts == ("12", "< 5")
    assert series.colours == (theme.BLUE, theme.GREY)
    assert [text for _place, text in picture.panes[0].y.ticks] == ["Eigen website", "Onbekend"]
    assert picture.panes[0].y.is_reversed


def test_an_area_knows_where_it_begins_and_an_interval_its_ends():
    edge = {"type": "scatter", "mode": "lines", "x": ["2026-01-05", "2026-01-12"], "line": {"width": 0}}
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": ["2026-01-05"],
        "y": [3],
        "error_y": {"array": [2], "arrayminus": [1]},
    }
    upper = {**edge, "y": [4, 5], "fill": "tonexty", "fillcolor": "rgba(118, 118, 118, 0.30)", "name": "Band"}
    figure = timeline.figure([{**edge, "y": [1, None]}, upper, dots], Backdrop())
    with i18n.speaking("nl"):
        area, interval = picture_of(Chart(figure, "", "")).series
    assert (area.kind, area.base, area.y, area.colour, area.opacity) == (
        "area",
        (1.0, None),
        (4.0, 5.0),
        "#767676",
        0.3,
    )
    assert (interval.low, interval.high) == ((2.0,), (5.0,))


def test_bars_on_each_other_and_a_log_axis_reach_far_enough():
    some = [{"type": "bar", "name": name, "x": ["a", "b"], "y": [10, 20]} for name in "vw"]
    stacked = go.Figure({"data": some, "layout": {"barmode": "stack"}})
    logged = go.Figure(
        {
            "data": [{"type": "scatter", "mode": "markers", "x": [1, 2], "y": [1, 5000]}],
            "layout": {"yaxis": {"type": "log"}},
        }
    )
    with i18n.speaking("nl"):
        assert picture_of(Chart(stacked, "", "")).panes[0].y.high > 40
        axis = picture_of(Chart(logged, "", "")).panes[0].y
        svg_of(Chart(stacked, "", "x"), "y")
    assert [text for _at, text in axis.ticks] == ["1", "10", "100", "1.000"]


def test_a_kind_of_trace_that_is_not_known_is_left_to_the_table():
    pie = go.Figure({"data": [{"type": "pie", "values": [1, 2]}]})
    picture = picture_of(Chart(pie, "alt", "Titel"))
    assert not picture.is_drawn
    assert "Titel" in texts(svg_of(Chart(pie, "alt", "Titel"), "bron"))
