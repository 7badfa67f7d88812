"""The power curve: its message, its table, and what a reader who cannot see it hears."""

import plotly.graph_objects as go
import pytest

from dashboard import i18n
from dashboard.analysis.impact.planning import WANTED
from dashboard.charts.power import power_curve, steps

CURVE = ((0.05, 0.08), (0.1, 0.2), (0.25, 0.5), (0.5, 0.85), (1.0, 0.98), (1.5, 0.995), (2.0, 1.0), (3.0, 1.0))


@pytest.fixture(autouse=True)
def english():
    with i18n.speaking("en"):
        yield


def test_the_message_is_the_smallest_effect_that_is_shown_and_the_dot_stands_on_the_line():
    chart = power_curve(CURVE, 0.46)
    drawn = go.Figure(chart.figure.to_dict())  # looks at every name and value
    assert chart.title == "An effect of +46% or more would be shown 4 times out of 5"
    assert (drawn.data[1].x, drawn.data[1].y) == ((0.46,), (WANTED,))
    assert chart.alt.startswith("+10% is shown 20% of the times; +25% is shown 50% of the times; ")


def test_the_curve_ends_where_every_effect_is_shown():
    assert power_curve(CURVE, 0.46).figure.data[0].x == (0.05, 0.1, 0.25, 0.5, 1.0, 1.5)


def test_a_curve_that_stays_low_has_no_dot_and_says_so():
    chart = power_curve([(lift, share / 2) for lift, share in CURVE], None)
    assert chart.title == "No effect of up to 300 % would be shown 4 times out of 5"
    assert [len(trace.x) for trace in chart.figure.data] == [len(CURVE)]


def test_the_table_names_round_steps():
    assert [lift for lift, _share in steps(CURVE)] == [0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0]
