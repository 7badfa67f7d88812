"""Channels beside groups: is the group there, how is that known, how many hours went in, and who came."""

import pandas as pd
import streamlit as st

from connectors.errors import InstroomError
from dashboard import data
from dashboard.actions import channel_fit as actions
from dashboard.analysis.channels import CHANNELS
from dashboard.analysis.effort import NOT_ASSIGNED
from dashboard.analysis.fit import AUDIENCES, Fit, Matrix, Standing, matrix
from dashboard.analysis.selection import Selection
from dashboard.charts.channels import channel_name
from dashboard.charts.labels import FUNCTION_GROUPS
from dashboard.charts.words import count_text, signs
from dashboard.i18n import MISSING, _, number
from dashboard.queries import channel_effort as queries
from dashboard.views.sections.channel_counts import per_channel
from dashboard.views.sections.channel_effort import effort_of
from dashboard.views.sections.storing import actor, may_change
from dashboard.widgets import folded
from dashboard.widgets.empty import empty, failed
from dashboard.widgets.plain import plain
from dashboard.widgets.table_card import table_card
from dashboard.widgets.tables import show_cells

_YES, _NO, _WARN = "✓", "✗", "⚠"


def fit(selection: Selection) -> None:
    """Show the matrix, the hours without evidence, how each is known, and the way to write one down."""
    st.subheader(_("Is the group there?"), anchor="fit")
    fits = data.load(queries.fits)
    hours = {row.channel: row.hours for row in effort_of(selection).rows if row.channel != NOT_ASSIGNED}
    found = matrix(fits, hours)
    if not found.standings:
        empty(
            _("Nobody wrote down yet which group is on which channel."),
            _("Write it down below, with how it is known: then hours without evidence become visible."),
        )
    else:
        _unsupported(found)
        _matrix(found, selection)
        if fits:
            _evidence(fits)
    _form(fits)


def _unsupported(found: Matrix) -> None:
    """Say of each channel with hours and no evidence that it may have been chosen because it is easy."""
    for each in found.unsupported:
        words = _(
            "{hours} hours went into {channel}, and nobody wrote down how it is known that the group is there. Was it chosen "
            "because it is easy?"
        )
        name = plain(channel_name(each.channel))
        st.warning(words.format(hours=number(each.hours), channel=name), icon=":material/help:")


def _matrix(found: Matrix, selection: Selection) -> None:
    results = {code: per_channel(selection.period, **_narrowing(code)) for code in found.audiences}
    everybody = per_channel(selection.period)
    rows = [
        {
            _("Channel"): channel_name(each.channel),
            _("Hours"): number(each.hours),
            _("Evidence"): _("no evidence") + f" {_WARN}" if each.without_evidence else _mark_of(each),
            _("Applications"): count_text(everybody[each.channel]) if each.channel in everybody else MISSING,
            **{audience_name(code): _cell(each, code, results[code].get(each.channel)) for code in found.audiences},
        }
        for each in found.standings
    ]
    table_card(
        _("Which group is on which channel, and how many applied"),
        pd.DataFrame(rows),
        _("Written down by people; hours of campaigns spread over their days; applications: own system, by source."),
        _(
            "✓ the group is there, ✗ it is not, “?” nobody wrote down how this is known. Behind it: applications of that group "
            "through that channel, which can only be told over a whole calendar year that is over."
        )
        + f"\n\n{signs()}",
        key="channel-fit",
    )


def _mark_of(each: Standing) -> str:
    return _("known") if each.shown else MISSING


def _narrowing(code: str) -> dict[str, str]:
    return {"function_group": code} if code in FUNCTION_GROUPS else {"audience": code}


def _cell(each: Standing, code: str, applied) -> str:  # noqa: ANN001  a count that may be shown, or nothing
    fit_ = each.fits.get(code)
    mark = MISSING
    if fit_ is not None:
        mark = (_YES if fit_.present else _NO) + ("" if fit_.evidence else " ?")
    shown = applied is not None and applied.value is not None
    return f"{mark} · {count_text(applied)}" if shown else mark


def audience_name(code: str) -> str:
    """Return what a group that is to be reached is called."""
    if code in AUDIENCES:
        return _(AUDIENCES[code])
    return _(FUNCTION_GROUPS[code]) if code in FUNCTION_GROUPS else code


def _evidence(fits: list[Fit]) -> None:
    table = {
        _("Channel"): [channel_name(each.platform) for each in fits],
        _("Group"): [audience_name(each.audience) for each in fits],
        _("Is the group there?"): [_("yes") if each.present else _("no") for each in fits],
        _("How is this known?"): [each.evidence or _("not written down") for each in fits],
    }
    known = pd.DataFrame(table)
    folded.later(_("How each is known"), lambda: show_cells(known), icon=":material/fact_check:", key="fit-known")


def _form(fits: list[Fit]) -> None:
    if not may_change():
        return
    with st.expander(_("Write down who is on a channel"), icon=":material/edit:"):
        if data.is_demo():
            st.caption(_("This is the demo organisation: nothing in it can be changed."))
        with st.form("channel-fit-form", border=False):
            left, right = st.columns(2)
            platform = left.selectbox(_("Channel"), list(CHANNELS), format_func=channel_name, key="fit-channel")
            groups = [*AUDIENCES, *FUNCTION_GROUPS]
            audience = right.selectbox(_("Group"), groups, format_func=audience_name, key="fit-audience")
            present = st.radio(
                _("Is the group there?"),
                [True, False],
                format_func=lambda there: _("yes") if there else _("no"),
                horizontal=True,
                key="fit-present",
            )
            evidence = st.text_input(
                _("How is this known? (may stay empty)"), max_chars=actions.LONGEST, key="fit-evidence"
            )
            if st.form_submit_button(_("Write down"), type="primary"):
                _keep(Fit(platform, audience, bool(present), evidence))
        _remove(fits)


def _keep(new: Fit) -> None:
    try:
        actions.keep(data.engine(), data.organisation().id, new, actor=actor(), at=data.now())
    except InstroomError as error:
        failed(error)
    else:
        st.rerun()


def _remove(fits: list[Fit]) -> None:
    if not fits:
        return
    names = {f"{each.platform}|{each.audience}": each for each in fits}
    chosen = st.selectbox(
        _("Take away"),
        list(names),
        index=None,
        format_func=lambda code: f"{channel_name(names[code].platform)}: {audience_name(names[code].audience)}",
        key="fit-remove",
    )
    if chosen and st.button(_("Take away"), icon=":material/delete:", key="fit-remove-now"):
        each = names[chosen]
        try:
            where = (data.engine(), data.organisation().id, each.platform, each.audience)
            actions.remove(*where, actor=actor(), at=data.now())
        except InstroomError as error:
            failed(error)
        else:
            st.rerun()
