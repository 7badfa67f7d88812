"""Dots with intervals: what has no figure has no dot, and says why."""

import plotly.graph_objects as go

from dashboard import i18n
from dashboard.analysis.shares import Share, share
from dashboard.analysis.suppression import NOT_KNOWN, count
from dashboard.analysis.survival import Median
from dashboard.analysis.waiting import Wait
from dashboard.charts.funnel import Dot, Dots, has_dots, intervals, share_dot, wait_dot


def wait(median, within=None):
    return Wait(count(20), count(20), median, {}, 0, None, within=within)


def test_a_share_that_is_hidden_is_not_one_that_is_not_known():
    with i18n.speaking("en"):
        assert share_dot(share(30, 100)).text == "30% (23–38%)"
        assert share_dot(share(3, 100)).text == "too few to tell apart"
        assert share_dot(Share(NOT_KNOWN, NOT_KNOWN, None, None)).text == "–"


def test_a_median_is_written_with_as_much_of_its_interval_as_is_known():
    with i18n.speaking("en"):
        assert wait_dot(wait(Median(36, 34, 38))).text == "36 (34–38)"
        assert wait_dot(wait(Median(36, 34, None))).text == "36 (too few to say how sure)"
        assert wait_dot(wait(Median(36, 34, 38), within=86)).text == "36 (34–38), of those within 86 days"
        assert wait_dot(wait(None)) == Dot("Not known")


def drawn(*some):
    chart = intervals(["All\ntogether", "<b>x</b>"], some, "Title", unit="Days")
    go.Figure(chart.figure.to_dict())  # looks at every name and value
    return chart


def test_one_group_has_its_figures_beside_it_and_no_legend():
    chart = drawn(Dots("Time", "time_to_hire", [Dot("36 (34–38)", "36", 36, 34, 38), Dot("too few")]))
    assert list(chart.figure.layout.yaxis.ticktext) == [
        "<b>All</b><br><b>together</b><br>36 (34–38)",
        "<b>&lt;b&gt;x&lt;/b&gt;</b><br>–",
    ]
    (dots,) = chart.figure.data
    assert (list(dots.x), list(dots.error_x.array), list(dots.error_x.arrayminus)) == ([36], [2], [2])
    assert chart.alt == "All together: 36 (34–38); <b>x</b>: too few."
    assert not chart.figure.layout.showlegend


def test_two_groups_stand_apart_on_a_row_each_with_its_figure():
    chart = drawn(
        Dots("First", "side_entrant", [Dot("36 (34–38)", "36", 36, 34, 38), Dot("9", "9", 9)]),
        Dots("Second", "others", [Dot("40", "40", 40), Dot("too few")]),
    )
    names = [trace.name for trace in chart.figure.data if trace.mode != "text"]
    assert names == ["First", "Second"]
    first, second = (trace.y[0] for trace in chart.figure.data if trace.mode != "text")
    assert first < 0 < second
    assert chart.alt == "All together: First 36 (34–38), Second 40; <b>x</b>: First 9, Second too few."


def test_a_group_without_any_figure_is_left_out_of_the_picture_and_told_in_words():
    nothing = Dots("Second", "others", [Dot("too few"), Dot("too few")])
    chart = drawn(Dots("First", "side_entrant", [Dot("36", "36", 36), Dot("9", "9", 9)]), nothing)
    assert [trace.name for trace in chart.figure.data] == ["First"]
    assert "Second too few" in chart.alt
    assert not has_dots([nothing])
