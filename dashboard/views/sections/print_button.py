"""The overview on one sheet of paper: the browser's own print would cut it into eight."""

import streamlit as st

from dashboard import data, i18n
from dashboard.analysis.overview import OverviewPage
from dashboard.analysis.selection import code_of
from dashboard.i18n import _


def print_button(page: OverviewPage) -> None:
    """Show the button that gives the page as a PDF of one A4, in the language of the page."""
    spoken, mine, now, demo = i18n.language(), data.organisation(), data.now(), data.is_demo()

    def made() -> bytes:
        from dashboard.exports.one_page import Sheet, one_page  # noqa: PLC0415  the library takes a second to import

        with i18n.speaking(spoken):
            return one_page(page, Sheet(mine.name, spoken, mine.timezone, now, demo))

    period = page.selection.period
    st.download_button(
        _("Print on one A4"),
        data=made,
        file_name=f"instroom-{code_of(period.first, period.last)}.pdf",
        mime="application/pdf",
        on_click="ignore",
        icon=":material/print:",
        help=_("A PDF of one page with what stands here; the browser would print it on many."),
        key="print-overview",
    )
