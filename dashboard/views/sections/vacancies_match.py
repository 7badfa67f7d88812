"""What could not be matched: pairs on which a person decides, and vacancies that lead to no system of applicants."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from connectors.database.engine import writing
from connectors.errors import InstroomError
from dashboard import data
from dashboard.actions.vacancies import decide
from dashboard.charts.words import tell_all
from dashboard.i18n import MISSING, _, day, day_range, ngettext, number
from dashboard.queries.vacancies import Decided, Proposed, Unmatched, Vacancy
from dashboard.views.sections.bold import bold
from dashboard.views.sections.storing import actor
from dashboard.views.sections.vacancies_words import MAY_DECIDE, place_of, provider_name, title_of
from dashboard.widgets.empty import empty, failed
from dashboard.widgets.plain import plain
from dashboard.widgets.table_card import table_card


def match(found: Unmatched) -> None:
    """Show the pairs that may be one, what leads nowhere, and what was decided before."""
    st.subheader(_("Could not be matched"))
    if not found.proposals and not found.vacancies:
        st.caption(_("Every vacancy leads to one in your system of applicants."))
    _proposals(found)
    if found.vacancies:
        _alone(found)
    if found.decided:
        _decided(found.decided)


def may_decide() -> bool:
    """Tell whether who looks may say that two vacancies are one."""
    return actor() in MAY_DECIDE


def _proposals(found: Unmatched) -> None:
    if not found.proposals:
        return
    st.markdown(bold(_("May be the same vacancy")))
    st.caption(_("Equal titles, equal sites and days that overlap. A person decides; until then they stay apart."))
    if not may_decide():
        st.caption(_("A recruiter or an administrator can decide."))
    elif data.is_demo():
        st.caption(_("This is the demo organisation: nothing in it can be changed."))
    for each in found.proposals:
        _proposal(each)
    if found.left_out:
        more = ngettext("{count} more pair follows.", "{count} more pairs follow.", found.left_out)
        st.caption(more.format(count=number(found.left_out)))


def _proposal(each: Proposed) -> None:
    one, other = each.one.vacancy_id, each.other.vacancy_id
    with st.container(border=True, key=f"proposal-{one}-{other}"):
        for vacancy, place in zip((each.one, each.other), st.columns(2), strict=True):
            place.markdown(bold(plain(title_of(vacancy))))
            place.caption(plain(_about(vacancy)))
        st.markdown(tell_all(each.proposal.reasons))
        if not may_decide():
            return
        with st.container(horizontal=True):
            if st.button(_("The same"), key=f"same-{one}-{other}", icon=":material/link:", disabled=data.is_demo()):
                _decide(one, other, is_same=True)
            if st.button(
                _("Not the same"), key=f"apart-{one}-{other}", icon=":material/link_off:", disabled=data.is_demo()
            ):
                _decide(one, other, is_same=False)


def _about(vacancy: Vacancy) -> str:
    days = day_range(vacancy.opened or vacancy.first_seen, vacancy.closed)
    parts = (provider_name(vacancy.provider), place_of(vacancy), days, vacancy.external_id)
    return " · ".join(part for part in parts if part != MISSING)


def _decide(one: int, other: int, *, is_same: bool) -> None:
    try:
        with writing(data.engine()) as connection:
            decide(connection, data.organisation().id, one, other, is_same=is_same, at=data.now(), actor=actor())
    except InstroomError as error:
        failed(error)
    else:
        st.rerun()


def _alone(found: Unmatched) -> None:
    if not found.has_system:
        empty(
            _("No system of applicants names any vacancy yet."),
            _(
                "Connect your applicant tracking system or import its export: its vacancies then come together with these."
            ),
            page="sources",
            label=_("Go to Sources"),
        )
    heading = ngettext(
        "{count} vacancy leads to none in your system of applicants",
        "{count} vacancies lead to none in your system of applicants",
        len(found.vacancies),
    ).format(count=number(len(found.vacancies)))
    line = _("What to do: put the number of your system in the vacancy on the site, or link to the same address.")
    table_card(heading, _table(found.vacancies), line, _what_to_do(), key="vacancies-alone")


def _table(shown: Sequence[Vacancy]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                _("Vacancy"): title_of(each),
                _("Site"): place_of(each),
                _("Named by"): provider_name(each.provider),
                _("Number of the vacancy"): each.external_id,
                _("Opened"): day(each.opened or each.first_seen),
                _("Closed"): day(each.closed),
                _("Address"): each.url or MISSING,
            }
            for each in shown
        ]
    )


def _what_to_do() -> str:
    return "\n\n".join(
        (
            _("Two vacancies are put together by an equal number, then by an equal address, then by a person."),
            _("A number of fewer than four characters counts only when it names its system, as in teamtailor-27."),
            _("A vacancy of a job board: fill in your own number as its job code or reference."),
            _("A vacancy that is only on the site, such as an open application, can stay here."),
        )
    )


def _decided(decided: Sequence[Decided]) -> None:
    with st.expander(_("Decided before"), icon=":material/history:"):
        for each in decided:
            one, other = each.one.vacancy_id, each.other.vacancy_id
            said = (
                _("{one} ({first}) and {other} ({second}): the same.")
                if each.is_same
                else _("{one} ({first}) and {other} ({second}): not the same.")
            )
            st.markdown(
                said.format(
                    one=plain(title_of(each.one)),
                    first=plain(provider_name(each.one.provider)),
                    other=plain(title_of(each.other)),
                    second=plain(provider_name(each.other.provider)),
                )
            )
            label = _("They are not the same") if each.is_same else _("They are the same")
            if may_decide() and st.button(label, key=f"change-{one}-{other}", disabled=data.is_demo()):
                _decide(one, other, is_same=not each.is_same)
