"""A native chart on a sheet, with the figures that it is made of beside it."""

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard.exports.native import Column, Native
from dashboard.exports.wording import harmless
from dashboard.i18n import _

_DASHES = {"dash": "dash", "dot": "round_dot", "dashdot": "dash_dot", "longdash": "long_dash"}


class Figures:
    """The figures of one chart on a sheet, and the chart that is made of them."""

    def __init__(self, sheet: Worksheet, row: int, left: int, native: Native) -> None:
        self.sheet, self.row, self.left, self.native = sheet, row, left, native

    def write(self, head: Format) -> None:
        """Write the figures; a gap stays an empty cell."""
        heading = self.native.heading or _("Figures of the chart")
        self.sheet.write_string(self.row, self.left, heading, head)
        for number, category in enumerate(self.native.categories, start=self.row + 1):
            self.sheet.write_string(number, self.left, harmless(category))
        for place, column in enumerate(self.native.columns, start=self.left + 1):
            self.sheet.write_string(self.row, place, harmless(column.name or self.native.title), head)
            for number, value in enumerate(column.values, start=self.row + 1):
                if value is not None:
                    self.sheet.write_number(number, place, value)

    def chart(self, book: Workbook) -> Chart:
        """Return the chart; a line over columns is a second one on the same axes."""
        native = self.native
        kinds = {"columns": "column", "bars": "bar", "lines": "line", "dots": "line"}
        subtype = {"subtype": "stacked"} if native.is_stacked and native.shape in {"columns", "bars"} else {}
        chart = book.add_chart({"type": kinds[native.shape], **subtype})
        over = book.add_chart({"type": "line"}) if native.shape == "columns" else None
        for place, column in enumerate(native.columns):
            is_over = over is not None and column.shape != "columns"
            (over if is_over and over is not None else chart).add_series(self._series(place, column))
        if over is not None and over.series:
            chart.combine(over)
        form = "0%" if native.is_share else "#,##0.##" if _has_decimals(native) else "#,##0"
        values = {
            "name": native.title,
            "num_format": form,
            "major_gridlines": {"visible": True, "line": {"color": "#D5D8DD"}},
        }
        names = {"name": native.heading, "num_font": {"size": 8}}
        if native.shape == "bars":
            names["reverse"] = True
            chart.set_y_axis(names)
            chart.set_x_axis(values)
        else:
            names["interval_unit"] = max(1, len(native.categories) // 10)
            chart.set_x_axis({**names, "label_position": "low"})
            chart.set_y_axis(values)
        chart.set_legend({"position": "bottom"} if len(native.columns) > 1 else {"none": True})
        chart.show_blanks_as("gap")
        return chart

    def _series(self, place: int, column: Column) -> dict[str, object]:
        native, name = self.native, self.sheet.get_name()
        first, last = self.row + 1, self.row + len(native.categories)
        at = self.left + 1 + place
        series: dict[str, object] = {
            "name": [name, self.row, at],
            "categories": [name, first, self.left, last, self.left],
            "values": [name, first, at, last, at],
        }
        if native.shape in {"columns", "bars"} and column.shape == "columns":
            series |= {"fill": {"color": column.colour}, "gap": 40}
            if column.colours:
                series["points"] = [{"fill": {"color": each}} for each in column.colours]
        else:
            is_dots = column.shape == "dots"
            line = (
                {"none": True}
                if is_dots
                else {"color": column.colour, "width": 1.75, "dash_type": _DASHES.get(column.dash, "solid")}
            )
            marker = {
                "type": "diamond" if is_dots else "none",
                "size": 7,
                "fill": {"color": column.colour},
                "border": {"color": column.colour},
            }
            series |= {"line": line, "marker": marker} if native.shape != "bars" else {"fill": {"color": column.colour}}
        if column.above and column.below:
            bars = {"type": "custom", "plus_values": list(column.above), "minus_values": list(column.below)}
            series["y_error_bars"] = bars
        return series


def _has_decimals(native: Native) -> bool:
    return any(value is not None and value != int(value) for column in native.columns for value in column.values)
