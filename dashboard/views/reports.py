"""Reports: the overview or a campaign as a file, and copies that were kept to open again and to compare with today."""

import streamlit as st

from dashboard import data, session
from dashboard.i18n import _
from dashboard.queries.report_copies import copies
from dashboard.views.sections import report_copy, report_order
from dashboard.widgets.empty import no_data


def page() -> None:
    """Show the kept copy of the address, else the form for a new report and the list of copies."""
    st.title(_("Reports"))
    known = data.load(copies)
    asked = session.parameter("copy", "", [each.report_id for each in known])
    if asked:
        report_copy.opened(next(each for each in known if each.report_id == asked))
        return
    st.markdown(
        _(
            "A report has the figures of the pages, as they are known today. It is refused when a source under it is too "
            "old. Keep a copy to open it again as it was, and to compare it with later."
        )
    )
    if report_order.has_figures():
        report_order.order()
    else:
        no_data()
    report_copy.listed(known)


page()
