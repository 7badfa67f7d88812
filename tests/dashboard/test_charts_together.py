"""All campaigns together as dots: each twice, with the mean as a row, a band and a line."""

import plotly.graph_objects as go
import pytest

from dashboard import i18n
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.impact.pooling import Estimate, Single
from dashboard.analysis.impact.together import Member
from dashboard.charts import theme
from dashboard.charts.together import beside_each_other, estimate_text
from dashboard.i18n import Said
from tests.dashboard.analysis.impact.found import finding

MEAN = Estimate(0.25, -0.004, 0.58, 0.93)


@pytest.fixture
def chart():
    single = Single("soap", Estimate(0.55, 0.33, 0.81, 0.99), Estimate(0.48, 0.27, 0.73, 0.99), 0.2, Said(""))
    member = Member("A campaign with a <b>long</b> name", finding(verdict=Verdict.LIKELY_EXTRA), single)
    with i18n.speaking("en"):
        return beside_each_other([member], MEAN)


def test_an_effect_has_a_sign_and_zero_has_none():
    with i18n.speaking("en"):
        assert estimate_text(MEAN) == "+25% (0% to +58%)"


def test_by_its_own_figures_is_grey_and_beside_the_others_has_a_colour_and_another_shape(chart):
    go.Figure(chart.figure.to_dict())  # looks at every name and value
    alone, shrunk = (trace for trace in chart.figure.data if trace.mode == "markers")
    assert (alone.name, list(alone.x), alone.marker.color) == ("By its own figures", [0.55], theme.GREY)
    assert (shrunk.name, list(shrunk.x)) == ("Beside the others", [0.48, 0.25])
    assert shrunk.marker.color == theme.colour("modelled")
    assert shrunk.marker.symbol != alone.marker.symbol
    assert list(alone.error_x.array) == pytest.approx([0.26])


def test_the_mean_is_the_last_row_with_a_band_and_a_line_over_all(chart):
    assert list(chart.figure.layout.yaxis.ticktext) == [
        "<b>A campaign with a</b><br><b>&lt;b&gt;long&lt;/b&gt; name</b>",
        "<b>Mean of all</b>",
    ]
    band, line, zero = chart.figure.layout.shapes
    assert (band.x0, band.x1, line.x0, line.x1) == (-0.004, 0.58, 0.25, 0.25)
    assert (zero.x0, zero.x1) == (0, 0)
    assert chart.title == "The mean is +25%; beside each other the campaigns lie from +48% to +48%"


def test_the_alt_text_holds_every_figure(chart):
    assert chart.alt == (
        "A campaign with a <b>long</b> name: +55% (+33% to +81%) by its own figures, "
        "+48% (+27% to +73%) beside the others. Mean of all: +25% (0% to +58%)."
    )
