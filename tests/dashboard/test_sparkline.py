"""The small line under a key figure: what is not known leaves a gap, and a line needs two known values."""

from base64 import b64decode
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts import theme
from dashboard.charts.sparkline import sparkline

_SVG = "{http://www.w3.org/2000/svg}"


def lines(address: str) -> list[list[tuple[float, float]]]:
    return [
        [(float(x), float(y)) for x, y in (point.split(",") for point in line.attrib["points"].split())]
        for line in picture(address).iter(f"{_SVG}polyline")
    ]


def picture(address: str) -> ET.Element:
    kind, _comma, data = address.partition(",")
    assert kind == "data:image/svg+xml;base64"
    return ET.fromstring(b64decode(data))  # noqa: S314  our own text


@pytest.mark.parametrize("values", [[], [3.0], [None, None], [None, 4, None]])
def test_fewer_than_two_known_values_have_no_line(values):
    assert sparkline(values, dark=False) == ""


def test_the_highest_is_above_the_lowest_and_the_last_has_a_point():
    address = sparkline([1, 5, 3], dark=True)
    (line,) = lines(address)
    heights = [y for _x, y in line]
    assert heights[1] < heights[2] < heights[0]
    point = next(picture(address).iter(f"{_SVG}circle")).attrib
    assert (float(point["cx"]), float(point["cy"])) == line[-1]
    assert point["fill"] == theme.DARK_INK


def test_a_month_without_figures_is_a_gap_and_no_zero():
    first, second, third = lines(sparkline([2, 4, None, 3, None, 1, None], dark=False))
    assert len(first) == 2
    assert second[0] == second[1]
    assert third[0] == third[1]
    assert first[1][0] < second[0][0] < third[0][0]


def test_what_stays_the_same_is_a_level_line_halfway():
    ((_x, first), (_other, second)) = lines(sparkline([7, 7], dark=False))[0]
    assert first == second == 20
