"""Whether the story is told everywhere: theme by month, theme by department, and where nothing was told."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.coherence import Coherence, Untold
from dashboard.analysis.selection import Selection
from dashboard.charts.coherence import heat_map
from dashboard.i18n import MISSING, _, month, ngettext, number
from dashboard.queries.content_labels import told
from dashboard.queries.periods import attention_reach
from dashboard.widgets import folded
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.choice import choice
from dashboard.widgets.empty import empty
from dashboard.widgets.plain import plain
from dashboard.widgets.tables import show_table

_SHOWN = 8


def coherence(selection: Selection | None) -> None:
    """Show the two maps of a period and what is empty in them."""
    st.subheader(_("One coherent story"), anchor="coherence")
    if selection is None:
        empty(_("There is no content yet."), page="sources", label=_("Go to Sources"))
        return
    found = data.load(told, selection.period, selection.months, data.organisation().timezone)
    if not found.themes or not found.items:
        empty(_("Nothing with a theme was told in these months."), _("Write down the theme and the department below."))
        return
    st.caption(_about(found))
    _by_month(found)
    if found.departments:
        _by_department(found)
        _untold(found.untold)


def _about(found: Coherence) -> str:
    words = ngettext(
        "{count} item was told on all channels together.",
        "{count} items were told on all channels together.",
        found.items,
    ).format(count=number(found.items))
    if not found.without:
        return words
    rest = ngettext(
        "{count} has no theme or no department yet.", "{count} have no theme or no department yet.", found.without
    )
    return f"{words} {rest.format(count=number(found.without))}"


def _by_month(found: Coherence) -> None:
    options = {"": _("All departments"), **{name: name for name in found.departments}}
    department = choice("department", _("Department"), options, width=300)
    columns = [month(first) for first in found.months]
    counts = [[found.count(theme, department, first) for first in found.months] for theme in found.themes]
    chart = heat_map(counts, found.themes, columns, _month_message(found, department, counts))
    table = pd.DataFrame({_("Theme"): list(found.themes)})
    for place, heading in enumerate(columns):
        table[heading] = [number(line[place]) for line in counts]
    chart_card(chart, table, _source(), _definition(), key="coherence-months", until=data.load(attention_reach).last)


def _month_message(found: Coherence, department: str, counts: Sequence[Sequence[int]]) -> str:
    silent = [theme for theme, line in zip(found.themes, counts, strict=True) if not any(line)]
    where = department or _("all departments together")
    if not silent:
        return _("Every theme was told in these months, in {where}.").format(where=where)
    words = ngettext(
        "{count} of {themes} themes was not told in these months, in {where}.",
        "{count} of {themes} themes were not told in these months, in {where}.",
        len(silent),
    )
    return words.format(count=number(len(silent)), themes=number(len(found.themes)), where=where)


def _by_department(found: Coherence) -> None:
    counts = [[found.count(theme, name) for theme in found.themes] for name in found.departments]
    empty_cells = len(found.untold)
    cells = len(found.themes) * len(found.departments)
    message = ngettext(
        "{count} of {cells} cells of a theme and a department is empty in these months.",
        "{count} of {cells} cells of a theme and a department are empty in these months.",
        empty_cells,
    ).format(count=number(empty_cells), cells=number(cells))
    table = pd.DataFrame({_("Department"): list(found.departments)})
    for place, name in enumerate(found.themes):
        table[name] = [number(line[place]) for line in counts]
    chart = heat_map(counts, found.departments, found.themes, message)
    chart_card(
        chart, table, _source(), _definition(), key="coherence-departments", until=data.load(attention_reach).last
    )


def _untold(untold: Sequence[Untold]) -> None:
    """List the empty cells in words: first those that were told before."""
    if not untold:
        return
    st.markdown("\n".join(f"- {plain(_words(each))}" for each in untold[:_SHOWN]))
    if len(untold) > _SHOWN:
        rest = ngettext("All {count} empty cell", "All {count} empty cells", len(untold))
        label = rest.format(count=number(len(untold)))
        folded.later(label, lambda: _all_untold(untold), icon=":material/grid_off:", key="untold")


def _all_untold(untold: Sequence[Untold]) -> None:
    table = pd.DataFrame(
        {
            _("Theme"): [each.theme for each in untold],
            _("Department"): [each.department for each in untold],
            _("Nothing told since"): [month(each.since) if each.since else MISSING for each in untold],
        }
    )
    show_table(table, key="coherence-untold")


def _words(each: Untold) -> str:
    if each.since is None:
        return _("Never a story about {theme} in {department}.").format(theme=each.theme, department=each.department)
    return _("No story about {theme} in {department} since {month}.").format(
        theme=each.theme, department=each.department, month=month(each.since)
    )


def _source() -> str:
    return _("Items on all channels by their day of publication; theme and department as a person wrote them down.")


def _definition() -> str:
    return "\n\n".join(
        (
            _(
                "Each item counts once, in the month in which it came out, whatever its channel and however often it is seen."
            ),
            _("An item without a theme or a department stands in no cell of that map."),
            _("An empty cell is no fault: it shows where nothing was told."),
        )
    )
