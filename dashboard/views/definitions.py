"""What the figures mean: the passport of every key figure, of every figure of a platform, and what nobody can tell yet."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from connectors.errors import N_
from connectors.metrics import Metric, passports
from dashboard.analysis.canon import CANON
from dashboard.analysis.canon.not_yet import NOT_YET
from dashboard.analysis.passports import Passport
from dashboard.charts.words import signs
from dashboard.i18n import _, day, language, number
from dashboard.widgets.tables import show_table

_UNITS = {
    "count": N_("number"),
    "share": N_("share"),
    "hours": N_("hours"),
    "minutes": N_("minutes"),
    "money": N_("amount"),
    "ratio": N_("ratio"),
    "days": N_("days"),
    "index": N_("index"),
    "tone": N_("tone, from -1 to 1"),
}
_DIRECTIONS = {"up": N_("more is better"), "down": N_("less is better"), "none": N_("neither")}


def key_figures(some: Iterable[Passport]) -> pd.DataFrame:
    """Return one row per key figure: name, definition, formula, day that counts, unit, which way is good."""
    rows = [
        {
            _("Figure"): _(each.label),
            _("What it is"): _(each.definition),
            _("Formula"): _(each.formula),
            _("Which day counts"): _(each.date_basis),
            _("Unit"): _(_UNITS[each.unit]),
            _("Direction"): _(_DIRECTIONS[each.direction]),
        }
        for each in some
    ]
    return pd.DataFrame(rows)


def platform_figures(some: Iterable[Metric]) -> pd.DataFrame:
    """Return one row per figure of a platform: what the platform calls it, what is counted, its days, changes of meaning."""
    rows = [
        {
            _("What the platform calls it"): each.native,
            _("What is counted"): _(each.base),
            _("Days may be summed"): _("yes") if each.additive else _("no"),
            _("Days of"): each.day_zone,
            _("Known after (days)"): number(each.delay_days),
            _("Changed"): "; ".join(f"{day(change.day)}: {_(change.text)}" for change in each.breaks),
            _("Holds for"): each.version,
        }
        for each in some
    ]
    return pd.DataFrame(rows)


def found(table: pd.DataFrame, words: str) -> pd.DataFrame:
    """Return the rows in which every word of a search stands, whatever its case."""
    text = table.astype(str).agg(" ".join, axis=1).str.casefold()
    mask = pd.Series(data=True, index=table.index)
    for word in words.casefold().split():
        mask &= text.str.contains(word, regex=False)
    return table[mask]


def page() -> None:
    """Show the three tables, narrowed by a search."""
    st.title(_("What the figures mean"))
    st.markdown(
        _("Each figure has one definition, the same on every page, in every report and in this list.") + " " + signs()
    )
    words = st.text_input(
        _("Search"), "", placeholder=_("for instance: side-entrant, view, cost"), key=f"search-{language()}"
    )
    some = sorted(CANON.values(), key=lambda each: (each.canon, _(each.label)))
    _shown(_("Key figures"), key_figures(some), words, "definitions")
    _shown(_("Figures as platforms count them"), platform_figures(passports()), words, "platform-definitions")
    missing = pd.DataFrame([{_("Figure"): _(each.name), _("What is missing"): _(each.missing)} for each in NOT_YET])
    _shown(_("Not known yet"), missing, words, "not-yet")


def _shown(title: str, table: pd.DataFrame, words: str, key: str) -> None:
    st.header(title)
    some = found(table, words)
    if some.empty:
        st.caption(_("Nothing with these words."))
        return
    show_table(some, key=key)


page()
