"""A chart with everything that belongs to it: message, figure, alt text, table, downloads, source, freshness, passport.

A picture that leaves the house is drawn on the server, so that it carries the message above the chart and the source below
it; the buttons over Plotly's own charts would give a chart without either, and add stops for whoever uses a keyboard.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import data, i18n
from dashboard.analysis.report_sources import STALE_AFTER
from dashboard.charts.chart import Chart
from dashboard.charts.for_browser import for_browser
from dashboard.charts.plotly_words import plotly_config
from dashboard.charts.told import Told, behind_words, is_dated, told_behind
from dashboard.i18n import _
from dashboard.widgets import backdrop, folded
from dashboard.widgets.badges import freshness, freshness_mark
from dashboard.widgets.empty import link
from dashboard.widgets.plain import plain
from dashboard.widgets.tables import show_table

APPLICATIONS = ""
"""The place of a platform's code where figures are those of the own system."""

__all__ = ["APPLICATIONS", "Chart", "chart_card"]


def chart_card(
    chart: Chart,
    table: pd.DataFrame,
    source_line: str,
    passport: str | None = None,
    *,
    key: str,
    until: date | str | None = APPLICATIONS,
    stale_after: timedelta = STALE_AFTER,
) -> None:
    """Show a chart in a card.

    ``table`` is what the chart shows, with translated headings and plain values (it is also the download); ``source_line``
    names the source; ``passport`` is the definition in markdown; ``key`` is unique on the page. ``until`` is the last day
    with figures, or the code of the platform whose last final day it is; without it, the last complete day of the
    applications. Its badge says how old that is, and that they are stale when it is longer ago than ``stale_after``. None
    leaves the badge out.
    """
    if isinstance(until, str):
        until = backdrop.last_final_day(until)
    with st.container(border=True, key=f"card-{key}"):
        st.markdown(f"**{plain(chart.title)}**")
        drawn = for_browser(chart.figure, dark=st.context.theme.type == "dark")
        config = plotly_config()
        alt = " ".join(part for part in (chart.alt, behind_words(chart.figure)) if part)
        st.plotly_chart(drawn, theme=None, config=config, alt=alt, key=f"chart-{key}")
        mark = "" if until is None else freshness_mark(until, data.today(), stale=data.today() - until > stale_after)
        st.markdown(f":small[{source_line}] {mark}")  # a caption would take the contrast from the badge
        dated = is_dated(chart.figure)
        about = _about(chart, source_line, passport, until)
        opened = partial(_opened, chart, table, about, passport, key, dated=dated)
        label = _label(dated=dated, defined=bool(passport))
        folded.later(label, opened, icon=":material/table:", key=f"table-{key}")


def _label(*, dated: bool, defined: bool) -> str:
    words = {
        (True, True): _("Table, definition, time line and picture"),
        (True, False): _("Table, time line and picture"),
        (False, True): _("Table, definition and picture"),
        (False, False): _("Table and picture"),
    }
    return words[dated, defined]


def _opened(
    chart: Chart, table: pd.DataFrame, about: dict[str, str], passport: str | None, key: str, *, dated: bool
) -> None:
    show_table(table, key=key, about=about)
    if passport:
        st.caption(_("Definition"))
        st.markdown(passport)
    if dated:
        _time_line(chart, key)
    with st.container(horizontal=True):
        _pictures(chart, about[_("Source")], key)


def _time_line(chart: Chart, key: str) -> None:
    backdrop.choice(key=key)
    _listed(told_behind(chart.figure))
    st.caption(
        _(
            "Purple bands: campaigns; dotted lines: episodes; brown dashes: events, light blue where many vacancies "
            "opened; grey dashes: counted differently from there; grey bands: days off; hatched: not complete."
        )
    )
    link("events", _("See the whole time line"))


def _pictures(chart: Chart, source_line: str, key: str) -> None:
    _picture(_("Download as PNG"), lambda: _png(chart, source_line), f"instroom-{key}.png", "image/png")
    _picture(_("Download as SVG"), lambda: _svg(chart, source_line), f"instroom-{key}.svg", "image/svg+xml")


def _listed(some: Sequence[Told]) -> None:
    """List what stands behind a chart, with the letters of what had no room for its name."""
    if not some:
        st.caption(_("Nothing stands behind this chart."))
    named = [each for each in some if not each.is_day_off]
    lines = (f"- {f'**{plain(each.label)}** ' if each.label else ''}{plain(each.title)}: {each.days}" for each in named)
    st.markdown("\n".join(lines))
    closed = "; ".join(f"{plain(each.title)}, {each.days}" for each in some if each.is_day_off)
    if closed:
        st.caption(_("Days off: {names}.").format(names=closed))


def _picture(label: str, draw: Callable[[], bytes], name: str, mime: str) -> None:
    """Show a button that draws a picture when it is pressed, in the language that the page has now."""
    spoken = i18n.language()

    def drawn() -> bytes:
        with i18n.speaking(spoken):
            return draw()

    st.download_button(
        label,
        data=drawn,
        file_name=name,
        mime=mime,
        on_click="ignore",
        icon=":material/download:",
        key=f"picture-{name}",
    )


def _svg(chart: Chart, source_line: str) -> bytes:
    from dashboard.exports.svg import svg_of  # noqa: PLC0415  drawing takes a second to import, and few press the button

    return svg_of(chart, source_line)


def _png(chart: Chart, source_line: str) -> bytes:
    from dashboard.exports.png import png_of  # noqa: PLC0415  see above

    return png_of(chart, source_line)


def _about(chart: Chart, source_line: str, passport: str | None, until: date | None) -> dict[str, str]:
    """Return what stands below a download, by what it is called."""
    told = {_("Title"): chart.title, _("Source"): source_line}
    if until is not None:
        told[_("Figures")] = freshness(until, data.today())
    if passport:
        told[_("Definition")] = " ".join(passport.split())
    return told
