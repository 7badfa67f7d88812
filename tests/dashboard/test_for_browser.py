"""Bands and lines behind a chart that look the same go to the browser as one piece; the figure itself keeps them apart."""

from datetime import date

from dashboard.charts import theme, timeline
from dashboard.charts.for_browser import for_browser
from dashboard.charts.spans import Backdrop, Span

DAYS = {"type": "scatter", "x": ["2026-01-01", "2026-01-31"], "y": [1, 2]}


def drawn(**behind):
    return timeline.figure([DAYS], Backdrop(last_day=date(2026, 1, 31), **behind))


def holiday(first, last, kind="public"):
    return Span("Holiday", date(2026, 1, first), date(2026, 1, last), kind=kind)


def test_days_off_of_a_kind_are_one_shape_and_those_of_another_kind_another():
    figure = drawn(holidays=[holiday(1, 1), holiday(2, 4, "school"), holiday(6, 6), holiday(20, 24, "school")])
    public, school = for_browser(figure, dark=False).layout.shapes
    assert public.path == (
        "M2025-12-31_12:00:00,0L2026-01-01_12:00:00,0L2026-01-01_12:00:00,1L2025-12-31_12:00:00,1Z"
        "M2026-01-05_12:00:00,0L2026-01-06_12:00:00,0L2026-01-06_12:00:00,1L2026-01-05_12:00:00,1Z"
    )
    assert (public.yref, public.layer, public.opacity, school.opacity) == ("paper", "below", 0.1, 0.06)
    assert school.path.count("M") == 2
    assert [shape.type for shape in figure.layout.shapes] == ["rect"] * 4


def test_bands_that_overlap_stay_apart_so_that_it_shows_and_one_alone_stays_a_band():
    bands = [Span(name, date(2026, 1, first), date(2026, 1, last)) for name, first, last in [("a", 2, 9), ("b", 5, 12)]]
    assert [shape.type for shape in for_browser(drawn(campaigns=bands), dark=False).layout.shapes] == ["rect", "rect"]
    more = [*bands, Span("c", date(2026, 1, 20), date(2026, 1, 22))]
    shapes = for_browser(drawn(campaigns=more), dark=False).layout.shapes
    assert [(shape.type, (shape.path or "").count("M")) for shape in shapes] == [("path", 2), ("rect", 0)]


def test_lines_are_one_outline_and_a_level_stays_as_it_is():
    events = [Span(name, date(2026, 1, day), kind="broadcast") for name, day in [("a", 5), ("b", 9)]]
    figure = drawn(events=events)
    figure.layout.shapes = [
        *figure.layout.shapes,
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 3, "y1": 3},
    ]
    shapes = {shape.type: shape for shape in for_browser(figure, dark=True).layout.shapes if shape.fillcolor is None}
    assert shapes["path"].path == "M2026-01-05,0L2026-01-05,1M2026-01-09,0L2026-01-09,1"
    assert (shapes["path"].line.dash, shapes["line"].y0) == ("longdash", 3)


def test_numbers_and_names_along_the_axes_have_room_from_the_start():
    titled = theme.figure([DAYS], xaxis={"title": {"text": "Days"}}, yaxis={"title": {"text": "Views"}})
    bars = theme.figure([{"type": "bar", "orientation": "h", "y": ["Nurses"], "x": [3]}], xaxis={"visible": False})
    names = {"tickvals": [0], "ticktext": ["Midwives<br><b>of the ward</b>"]}
    ranked = theme.figure([{"type": "scatter", "y": [0], "x": [3]}], yaxis=names)
    hidden = theme.figure([DAYS], yaxis={"visible": False})
    wanted = [(theme.figure([DAYS]), 50, 33), (titled, 85, 63), (bars, 63, 8), (ranked, 85, 33), (hidden, 8, 33)]
    for figure, left, below in wanted:
        margin = for_browser(figure, dark=False).layout.margin
        assert (margin.l, margin.b, margin.t) == (left, below, theme.TOP)
