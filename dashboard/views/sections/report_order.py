"""The form for a report: about what, of which months, in which language and form; made when the button is pressed."""

from dataclasses import replace
from typing import cast

import streamlit as st

from dashboard import data, i18n
from dashboard.actions import report_copies
from dashboard.analysis.report_sources import Standing, problem
from dashboard.analysis.selection import LATEST, last_complete_month, years
from dashboard.charts.words import tell
from dashboard.exports.keeping import keep_copy
from dashboard.exports.ordering import Home, Order, in_the_way, make
from dashboard.exports.writing import FORMATS, written
from dashboard.i18n import _, ngettext
from dashboard.queries.campaigns import campaigns
from dashboard.queries.periods import applications_reach, last_complete_day
from dashboard.views.sections.storing import actor, last_said, stored
from dashboard.widgets.choice import choice, choice_of_few
from dashboard.widgets.plain import plain

_MAY_KEEP = ("administrator", "recruiter", "marketer", "director")
_FORMS = {"pdf": "PDF (A4)", "pptx": "PowerPoint", "xlsx": "Excel", "html": "HTML"}


def has_figures() -> bool:
    """Tell whether there is anything to report."""
    return data.load(last_complete_day, data.today(), data.organisation().timezone) is not None


def home() -> Home:
    """Return whose figures they are, the moment, and which sources are switched on."""
    config = data.config()
    enabled = None if data.is_demo() else [name for name, each in config.sources.items() if each.enabled]
    minimum = (config.privacy.minimum_cell, config.privacy.minimum_employees)
    return Home(data.organisation(), data.now(), enabled, minimum)


def order() -> None:
    """Show the form, why the report would be refused, and the buttons."""
    with st.container(border=True, key="report-order"):
        wanted = _wanted()
        here = home()
        blocking = data.ask(lambda connection, _mine: in_the_way(connection, here, wanted))
        allowed = _allowed(blocking)
        if allowed and blocking:
            wanted = replace(wanted, allow_stale=True)
        form = cast(
            "str",
            st.segmented_control(
                _("Form"), list(_FORMS), default="pdf", required=True, format_func=_FORMS.__getitem__, key="report-form"
            ),
        )
        with st.container(horizontal=True):
            _download(wanted, here, form, disabled=not allowed)
            _keep(wanted, here, disabled=not allowed)
        last_said()


def _wanted() -> Order:
    rows = data.load(campaigns)
    names = dict(zip(rows["campaign_id"], rows["name"], strict=True))
    kinds = {"overview": _("Overview"), "campaign": _("Campaign"), "dossier": _("Dossier for an award")}
    kind = choice_of_few("report", _("Report"), kinds if names else {"overview": kinds["overview"]})
    campaign, period = "", "3m"
    if kind == "overview":
        period = _period()
    else:
        campaign = choice("campaign", _("Campaign"), names)
    language = choice_of_few("report_lang", _("Language"), i18n.LANGUAGES, usual=i18n.language())
    return Order(campaign=campaign, period=period, language=language, is_dossier=kind == "dossier")


def _period() -> str:
    last = data.load(last_complete_day, data.today(), data.organisation().timezone)
    first = data.load(applications_reach).first
    assert last is not None
    assert first is not None
    codes = ["3m", *(code for code in LATEST if code != "3m"), *years(first, last_complete_month(last))]
    return choice("period", _("Period"), {code: _period_name(code) for code in codes})


def _period_name(code: str) -> str:
    if not code.endswith("m"):
        return code
    count = int(code.removesuffix("m"))
    return ngettext("Last complete month", "Last {count} complete months", count).format(count=count)


def _allowed(blocking: list[Standing]) -> bool:
    """Say why the report is refused, and let a reader allow it; True when it can be made."""
    if not blocking:
        return True
    for each in blocking:
        st.error(plain(tell(problem(each))), icon=":material/schedule:")
    return st.checkbox(_("Make it all the same; the report then begins with this warning."), key="report-allow")


def _download(wanted: Order, here: Home, form: str, *, disabled: bool) -> None:
    """Show the button that makes the report when it is pressed."""
    engine, role = data.engine(), actor()

    def content() -> bytes:
        with engine.connect() as connection:
            made = make(connection, here, wanted)
        allowed = [each.source for each in made.in_the_way]
        subject = wanted.campaign or "overview"
        report_copies.written_out(engine, here.organisation.id, subject, form, allowed, actor=role, at=here.now)
        return written(made.report, form)

    kind = "-dossier" if wanted.is_dossier else ""
    st.download_button(
        _("Make and download"),
        data=content,
        file_name=f"instroom-{wanted.campaign or 'overview'}{kind}-{here.today.isoformat()}.{form}",
        mime=FORMATS[form],
        on_click="ignore",
        disabled=disabled,
        icon=":material/download:",
        key="report-download",
    )


def _keep(wanted: Order, here: Home, *, disabled: bool) -> None:
    role = actor()
    if role not in _MAY_KEEP:
        return
    if not st.button(_("Keep a copy"), disabled=disabled, icon=":material/inventory_2:", key="report-keep"):
        return

    def kept() -> None:
        made = data.ask(lambda connection, _mine: make(connection, here, wanted))
        keep_copy(data.engine(), here.organisation.id, made.report, actor=role, at=here.now)

    stored(kept, _("The report was kept as it is now."))
