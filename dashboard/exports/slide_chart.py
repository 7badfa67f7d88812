"""A native chart on a slide, that can be edited there: bars, columns, lines or dots with their intervals."""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.exports.native import Column, Native

_TYPES = {
    ("columns", False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    ("columns", True): XL_CHART_TYPE.COLUMN_STACKED,
    ("bars", False): XL_CHART_TYPE.BAR_CLUSTERED,
    ("bars", True): XL_CHART_TYPE.BAR_STACKED,
}
_DASHES = {"dash": MSO_LINE.DASH, "dot": MSO_LINE.ROUND_DOT, "dashdot": MSO_LINE.DASH_DOT}
_MOST_NAMES = 12


def add_chart(slide: Any, native: Native, place: tuple[Any, Any, Any, Any], alt: str, key: str) -> None:
    """Put a chart on a slide, with its alt text."""
    data = CategoryChartData(number_format="0%" if native.is_share else "General")
    data.categories = list(native.categories)
    for column in native.columns:
        data.add_series(column.name or native.title, column.values)
    kind = _TYPES.get((native.shape, native.is_stacked), XL_CHART_TYPE.LINE_MARKERS)
    frame = slide.shapes.add_chart(kind, *place, data)
    about = frame._element.nvGraphicFramePr.cNvPr  # noqa: SLF001  python-pptx has no other way to an alt text
    about.set("descr", alt)
    about.set("name", f"chart-{key}")
    chart = frame.chart
    chart.has_title = False
    chart.font.size = Pt(11)
    chart.has_legend = len(native.columns) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _axes(chart, native)
    for drawn, column in zip(chart.plots[0].series, native.columns, strict=True):
        _look(drawn, column, native)
        if column.above and column.below:
            _intervals(drawn, column)


def _axes(chart: Any, native: Native) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.major_gridlines.format.line.color.rgb = RGBColor.from_string("D5D8DD")
    values.tick_labels.number_format = "0%" if native.is_share else "#,##0.##" if _small(native) else "#,##0"
    values.tick_labels.number_format_is_linked = False
    if native.title:
        values.has_title = True
        values.axis_title.text_frame.text = native.title
        values.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(11)
    if native.shape == "bars":
        names.reverse_order = True
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    elif len(native.categories) > _MOST_NAMES:
        _every(names, len(native.categories) // _MOST_NAMES + 1)


def _small(native: Native) -> bool:
    some = [value for column in native.columns for value in column.values if value is not None]
    return bool(some) and max(map(abs, some)) < 10  # noqa: PLR2004


def _every(axis: Any, step: int) -> None:
    """Write one in so many names: there is no room for all."""
    element = axis._element  # noqa: SLF001  python-pptx has no name for it
    skip = element.makeelement(qn("c:tickLblSkip"), {"val": str(step)})
    before = element.find(qn("c:noMultiLvlLbl"))
    if before is None:
        element.append(skip)
    else:
        before.addprevious(skip)


def _look(drawn: Any, column: Column, native: Native) -> None:
    paint = RGBColor.from_string(column.colour.removeprefix("#"))
    if native.shape in {"columns", "bars"}:
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = paint
        for place, code in enumerate(column.colours):
            point = drawn.points[place].format.fill
            point.solid()
            point.fore_color.rgb = RGBColor.from_string(code.removeprefix("#"))
        return
    drawn.smooth = False
    drawn.marker.style = XL_MARKER_STYLE.DIAMOND if column.shape == "dots" else XL_MARKER_STYLE.NONE
    if column.shape == "dots":
        drawn.format.line.fill.background()
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = paint
        return
    drawn.format.line.color.rgb = paint
    drawn.format.line.width = Pt(1.75)
    if column.dash in _DASHES:
        drawn.format.line.dash_style = _DASHES[column.dash]


def _intervals(drawn: Any, column: Column) -> None:
    """Add the interval of each value, which python-pptx cannot: ``c:errBars`` with the margins as numbers."""
    element = drawn._element  # noqa: SLF001
    bars = etree.SubElement(element, qn("c:errBars"))
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(bars, qn(f"c:{name}")).set("val", value)
    for name, margins in (("plus", column.above), ("minus", column.below)):
        _numbers(etree.SubElement(bars, qn(f"c:{name}")), margins)
    for name in ("cat", "val"):  # the schema wants the intervals before these
        found = element.find(qn(f"c:{name}"))
        if found is not None:
            found.addprevious(bars)
            return


def _numbers(parent: Any, values: Sequence[float]) -> None:
    told = etree.SubElement(parent, qn("c:numLit"))
    etree.SubElement(told, qn("c:formatCode")).text = "General"
    etree.SubElement(told, qn("c:ptCount")).set("val", str(len(values)))
    for place, value in enumerate(values):
        point = etree.SubElement(told, qn("c:pt"))
        point.set("idx", str(place))
        etree.SubElement(point, qn("c:v")).text = repr(float(value))
