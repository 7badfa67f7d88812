"""Who tells: what each role told in the period, beside each other and never ranked."""

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.selection import Selection
from dashboard.analysis.what_works import AMBASSADOR, ENOUGH_POSTS
from dashboard.charts import labels
from dashboard.i18n import _, number
from dashboard.queries.content_list import by_role
from dashboard.widgets.empty import link
from dashboard.widgets.table_card import table_card


def tellers(selection: Selection | None) -> None:
    """Show per role and platform how much was told, and what a middle item did."""
    rows = data.load(by_role, selection.period, data.organisation().timezone) if selection else None
    if rows is None or rows.empty:
        return
    st.caption(_("Roles stand in the order of the alphabet: nobody is ranked."))
    definition = "\n\n".join(
        (
            _("The middle item: half of the items of that role on that platform have more, half have less."),
            _("Reach: the most people on one day of the item, as the platform counts. Days are never added."),
            _("Clicks: all items together in these months."),
            _("Under {enough} items by ambassadors no figure is given: nobody is ranked.").format(
                enough=number(ENOUGH_POSTS)
            ),
            _(
                "Which function groups read it is not known: no source tells. A group under 10 readers would stay hidden."
            ),
        )
    )
    source = _("Figures of each platform in these months; a dash is not known, never zero.")
    table_card(_("What each role told in these months"), _table(rows), source, definition, key="tellers")
    link("content", _("See the items themselves"), part="all")


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    named = rows.assign(role=[labels.label(code, labels.ROLES) for code in rows["author_role"]])
    groups = sorted(named.groupby(["role", "platform"]), key=lambda group: group[0])
    return pd.DataFrame([_line(role, platform, own) for (role, platform), own in groups])


def _line(role: str, platform: str, own: pd.DataFrame) -> dict[str, str]:
    """Return what a role told on a platform; of few items by ambassadors no figure, as each has one author."""
    told = own
    if len(own) < ENOUGH_POSTS and (own["author_role"] == AMBASSADOR).any():
        told = own.iloc[:0]
    return {
        _("Who tells"): role,
        _("Channel"): labels.platform(platform),
        _("Items"): number(len(own)),
        _("Views (middle item)"): _middle(told["views"]),
        _("Impressions (middle item)"): _middle(told["impressions"]),
        _("Reach (middle item)"): _middle(told["reach"]),
        _("Clicks"): number(told["clicks"].sum(min_count=1)),
    }


def _middle(values: pd.Series) -> str:
    return number(values.median()) if values.notna().any() else number(None)
