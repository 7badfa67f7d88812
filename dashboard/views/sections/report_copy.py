"""Reports that were kept: the list, one of them as it was, and its figures beside today's."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from connectors.errors import InstroomError
from dashboard import data, i18n, session
from dashboard.actions import report_copies
from dashboard.exports.comparison import compared, restated_said
from dashboard.exports.ordering import DEFAULT_PERIOD, Order, make
from dashboard.exports.report import Report, from_document
from dashboard.exports.writing import FORMATS, file_name, written
from dashboard.i18n import _, day, day_range, moment
from dashboard.queries.report_copies import Copy, document, restated
from dashboard.views.sections import report_shown
from dashboard.views.sections.report_order import home
from dashboard.views.sections.storing import actor
from dashboard.widgets.empty import failed
from dashboard.widgets.plain import plain
from dashboard.widgets.tables import show_table


def listed(known: Sequence[Copy]) -> None:
    """List the copies, with a button that opens each."""
    st.subheader(_("Kept copies"))
    if not known:
        st.caption(_("No report has been kept yet."))
        return
    zone = data.organisation().timezone
    for each in known:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"kept-{each.report_id}"):
            st.markdown(f"**{plain(each.title)}**")
            words = _("{days}; as known on {known}; made {made}; {language}")
            said = words.format(
                days=day_range(each.first_day, each.last_day),
                known=day(each.known_on),
                made=moment(each.made_at, zone),
                language=i18n.LANGUAGES[each.language],
            )
            st.caption(said)
            st.button(
                _("Open"),
                on_click=session.remember,
                args=("copy", each.report_id),
                icon=":material/folder_open:",
                key=f"open-{each.report_id}",
            )


def opened(copy: Copy) -> None:
    """Show a copy as it was, with its downloads, and beside today on request."""
    st.button(
        _("All reports"), on_click=session.remember, args=("copy", ""), icon=":material/arrow_back:", key="copy-back"
    )
    report = _read(copy)
    if report is None:
        return
    known = _("This is a kept copy: everything stands here as it was known on {day}.")
    st.info(known.format(day=day(report.known_on)), icon=":material/inventory_2:")
    _downloads(report)
    if st.toggle(_("Compare with today"), key=f"compare-{copy.report_id}"):
        _beside_today(report)
    report_shown.shown(report, key=copy.report_id)


def _read(copy: Copy) -> Report | None:
    text = data.load(document, copy.report_id)
    try:
        return from_document(text or "")
    except (ValueError, KeyError, TypeError):
        st.error(_("This copy was made by another version of Instroom and cannot be opened."))
        return None


def _downloads(report: Report) -> None:
    """Show a button for each form; what leaves the house is written down."""
    engine, organisation_id, role, now = data.engine(), data.organisation().id, actor(), data.now()

    def content(form: str) -> bytes:
        subject = report.subject or "overview"
        report_copies.written_out(engine, organisation_id, subject, form, ["copy"], actor=role, at=now)
        return written(report, form)

    with st.container(horizontal=True):
        for form, mime in FORMATS.items():
            st.download_button(
                form.upper(),
                data=lambda form=form: content(form),
                file_name=file_name(report, form),
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"copy-{form}",
            )


def _beside_today(then: Report) -> None:
    """Show each key figure then and now, with why they can differ; today in the language of the copy."""
    here = home()
    wanted = Order(
        campaign=then.subject,
        period=_months(then),
        language=then.language,
        is_dossier=then.is_dossier,
        allow_stale=True,
    )
    try:
        now = data.ask(lambda connection, _mine: make(connection, here, wanted)).report
    except InstroomError as error:
        failed(error)
        return
    rows = compared(then, now)
    table = pd.DataFrame(
        {
            _("Figure"): [row.label for row in rows],
            _("As known on {day}").format(day=day(then.known_on)): [row.then for row in rows],
            _("As known on {day} (today)").format(day=day(now.known_on)): [row.now for row in rows],
            _("Difference"): [row.difference for row in rows],
            _("Why they can differ"): [row.why for row in rows],
        }
    )
    show_table(table, key="then-and-now")
    if then.first_day is not None and then.last_day is not None:
        count = data.load(restated, then.first_day, then.last_day, then.made_at)
        st.caption(restated_said(count, then))


def _months(then: Report) -> str:
    """Return the same months by name: “the last three months” are other ones today."""
    if then.about != "overview" or then.first_day is None or then.last_day is None:
        return DEFAULT_PERIOD
    return f"{then.first_day:%Y-%m}..{then.last_day:%Y-%m}"
