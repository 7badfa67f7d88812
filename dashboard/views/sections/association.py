"""Attention for a theme beside applications in a group of functions: an association, never a cause."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.association import (
    ENOUGH_APPLICATIONS,
    ENOUGH_ATTENTION,
    ENOUGH_DAYS,
    LAGS,
    NO_CAUSE,
    Association,
    words,
)
from dashboard.charts import labels
from dashboard.charts.lags import interval_text, rho_text
from dashboard.charts.pairs import all_pairs
from dashboard.charts.words import tell
from dashboard.i18n import MISSING, _, day, ngettext, number
from dashboard.queries.content_page import side_by_side
from dashboard.views.sections.association_lags import named, one, place, theme
from dashboard.widgets import folded
from dashboard.widgets.breaks import warn_breaks
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.empty import empty
from dashboard.widgets.tables import show_table


def association(last_day: date | None) -> None:
    """Show all pairs, one pair at all its lags, and the pairs that were refused with their reason."""
    st.subheader(_("Attention and inflow"), anchor="attention")
    st.caption(_about())
    with st.spinner(_("Setting themes beside function groups…")):
        found = data.load(side_by_side, data.today(), data.organisation().timezone)
    if not found:
        empty(
            _("There is nothing to set side by side yet."),
            _("It takes content with a theme, and applications with a function group, over half a year."),
        )
        return
    told = [each for each in found if each.refused is None]
    if told:
        _pairs(told, found, last_day)
        one(found)
    else:
        empty(_("There is too little to set attention and inflow side by side yet."), _("The reasons stand below."))
    _refused([each for each in found if each.refused is not None])


def _about() -> str:
    text = _(
        "Attention for a theme on a day beside applications in a function group 0 to {last} days later, after weekday, "
        "season and days off are removed: {caveat}."
    )
    return text.format(last=number(LAGS - 1), caveat=tell(NO_CAUSE))


def _pairs(told: Sequence[Association], found: Sequence[Association], last_day: date | None) -> None:
    by_place = {place(each): named(each) for each in found}
    themes = {place(each)[0]: theme(each, "\n") for each in sorted(found, key=place)}
    groups = [group for group in labels.FUNCTION_GROUPS if any(group == codes[1] for codes in by_place)]
    groups += sorted({codes[1] for codes in by_place} - set(groups))
    cells = [[by_place.get((about, group)) for about in themes] for group in groups]
    chart = all_pairs(cells, [labels.function_group(group) for group in groups], list(themes.values()), _message(told))
    source = _("Attention: each platform's own figures. Applications: own system, until {until}.").format(
        until=day(last_day)
    )
    chart_card(chart, _table([named(each) for each in told]), source, _passport(told[0].looks), key="pairs")
    st.caption(_legend(told))
    days = [day for each in told for day in (each.attention.days.index[0], each.attention.days.index[-1])]
    attention = [each.attention for each in told]
    warn_breaks(min(days), max(days), {each.platform for each in attention}, {each.metric for each in attention})


def _legend(told: Sequence[Association]) -> str:
    cells = _(
        "In each cell: the strongest correlation (rho) and how many days (d) later; empty: too little to look at."
    )
    if not any(each.stands_out for each in told):
        return cells
    colours = _("★ stands out from chance; blue: together more, orange: more attention, fewer applications.")
    return f"{cells} {colours}"


def _message(told: Sequence[Association]) -> str:
    """Return how many pairs stand out; also this sentence says that it is no cause."""
    number_of = sum(each.stands_out for each in told)
    if not number_of:
        text = _("Of {pairs} pairs of a theme and a function group none stands out from chance. It would be {caveat}.")
    else:
        text = ngettext(
            "Of {pairs} pairs of a theme and a function group {number} stands out from chance. This is {caveat}.",
            "Of {pairs} pairs of a theme and a function group {number} stand out from chance. This is {caveat}.",
            number_of,
        )
    return text.format(pairs=number(len(told)), number=number(number_of), caveat=tell(NO_CAUSE))


def _table(told: Sequence[Association]) -> pd.DataFrame:
    """Return the pairs, strongest first; applications are not in it: of two windows that differ by days, theirs could be told."""
    return pd.DataFrame(
        {
            _("Theme"): [each.attention.theme for each in told],
            _("Platform"): [labels.platform(each.attention.platform) for each in told],
            _("Measured by"): [labels.label(each.attention.metric, labels.METRICS) for each in told],
            _("Function group"): [each.inflow.function_group for each in told],
            _("Days later"): [number(each.best.days) if each.best else MISSING for each in told],
            _("Correlation (rho)"): [rho_text(each.best.rho if each.best else None) for each in told],
            _("90% interval, all looks"): [interval_text(each.joint) for each in told],
            _("p, all looks"): [number(each.adjusted_p, 3) for each in told],
            _("Days compared"): [number(each.days) for each in told],
            _("What it says"): [tell(words(each)) for each in told],
        }
    )


def _passport(looks: int) -> str:
    return "\n\n".join(
        (
            _(
                "Correlation: Spearman's rho, from -1 to +1, of the days after weekday, season and days off are removed."
            ),
            _("Days later: the lag that stands out most from shuffled attention."),
            _(
                "Interval and p allow for all {looks} looks (lags times pairs): p is how often shuffled attention shows "
                "anything as strong anywhere. The interval comes from blocks of two weeks."
            ).format(looks=number(looks)),
            _(
                "A pair takes at least {weeks} weeks, {days} days with attention and {applications} applications."
            ).format(
                weeks=number(ENOUGH_DAYS // 7), days=number(ENOUGH_ATTENTION), applications=number(ENOUGH_APPLICATIONS)
            ),
        )
    )


def _refused(some: Sequence[Association]) -> None:
    if not some:
        return
    label = ngettext("{number} pair was not looked at", "{number} pairs were not looked at", len(some))
    folded.later(
        label.format(number=number(len(some))), lambda: _why_refused(some), icon=":material/block:", key="refused-pairs"
    )


def _why_refused(some: Sequence[Association]) -> None:
    rows = [named(each) for each in some]
    table = pd.DataFrame(
        {
            _("Theme"): [theme(each) for each in rows],
            _("Function group"): [each.inflow.function_group for each in rows],
            _("Why"): [tell(each.refused) for each in rows if each.refused],
        }
    )
    show_table(table, key="refused-pairs")
