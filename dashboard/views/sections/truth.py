"""Demo only: the effects that the fictional figures were made with, behind a switch and clearly marked."""

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.i18n import _, number
from dashboard.queries import campaigns, workplaces
from dashboard.queries.stories import Story
from dashboard.widgets.tables import show_cells


def truth(story: Story) -> None:
    """Offer to show how many extra applications the demo really holds."""
    if not data.is_demo():
        return
    rows = data.load(campaigns.truth, story.id)
    if rows.empty or not st.toggle(_("Demo: show the truth"), key="show-truth"):
        return
    names = data.load(workplaces.site_names)
    with st.container(border=True):
        total = number(int(rows["drawn"].sum()))
        st.markdown(
            _("**The invented truth:** {total} applications were put in that would not have come without it.").format(
                total=total
            )
        )
        table = {
            _("Site"): [names.get(site, site) for site in rows["site_id"]],
            _("Extra applications"): [_drawn(value) for value in rows["drawn"]],
        }
        show_cells(pd.DataFrame(table))
        st.caption(
            _(
                "Known only because these figures are invented. A real organisation never sees it; it has to be estimated."
            )
        )


def _drawn(value: int) -> str:
    return f"< {5}" if 0 < abs(value) < 5 else number(int(value))  # noqa: PLR2004
