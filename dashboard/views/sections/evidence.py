"""What was extra: the verdict in words, how sure, what it cost, and what it rests on."""

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.impact import words
from dashboard.analysis.impact.check_names import name_said, result_said
from dashboard.analysis.impact.finding import Check, Verdict
from dashboard.charts.words import tell
from dashboard.i18n import _
from dashboard.queries.campaign_details import Details
from dashboard.queries.stories import Story
from dashboard.told import evidence as told
from dashboard.told.evidence_known import Known
from dashboard.views.sections import evidence_pictures, evidence_tables, second_reading
from dashboard.views.sections.bold import bold
from dashboard.views.sections.evidence_known import known
from dashboard.widgets import folded
from dashboard.widgets.badges import Colour
from dashboard.widgets.empty import empty
from dashboard.widgets.plain import plain

VERDICTS: dict[Verdict, tuple[Colour, str]] = {
    Verdict.LIKELY_EXTRA: ("green", ":material/trending_up:"),
    Verdict.LIKELY_LESS: ("red", ":material/trending_down:"),
    Verdict.TOO_SMALL_TO_MATTER: ("blue", ":material/trending_flat:"),
    Verdict.CANNOT_TELL: ("orange", ":material/help:"),
    Verdict.NOT_ENOUGH_DATA: ("gray", ":material/hourglass_empty:"),
}
_CHECKS: dict[bool | None, str] = {
    True: ":material/check_circle:",
    False: ":material/error:",
    None: ":material/info:",
}


def evidence(story: Story, details: Details) -> Known | None:
    """Show what is stored of a campaign, and return it; None when nothing has been reckoned yet."""
    found = known(story, details)
    st.subheader(_("What was extra"), anchor="extra")
    if found is None:
        _figures(story, None)
        empty(
            _("What would not have come in without the campaign has not been reckoned yet."),
            _("Run “instroom sync”, or pull a source on the page Sources: the answer is stored and then stands here."),
            page="sources",
            label=_("Go to Sources"),
        )
        return None
    with st.container(border=True, key="evidence"):
        _answer(story, found)
        second_reading.second_design(story, found)
    _checks(found.finding.checks)
    if found.finding.weeks:
        evidence_pictures.pictures(story, found)
        second_reading.timing(details, found)
    evidence_tables.readings(found)
    evidence_tables.outcomes(story, found)
    return found


def _figures(story: Story, found: Known | None) -> None:
    """Show gross, expected and extra beside each other; the third with its interval."""
    with st.grid(3, min_column_width=200):
        for label, value, note in told.three_figures(story, found):
            with st.container(border=True, height="stretch"):
                st.markdown(f"{label}\n### {value}")
                st.caption(plain(note))


def _answer(story: Story, found: Known) -> None:
    finding = found.finding
    colour, icon = VERDICTS[finding.verdict]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(tell(words.verdict_said(finding.verdict)), color=colour, icon=icon)
        st.caption(tell(words.stage_said(finding)), width="content")
    st.markdown(f"#### {plain(told.sentence(found))}")
    _figures(story, found)
    if said := told.share_of_side_entrants(story, found):
        st.markdown(plain(said))
    if said := told.demonstrable(found):
        st.caption(plain(said))
    st.markdown("\n".join(f"- {plain(line)}" for line in told.lines(found)))
    for said in told.blocking(found):
        st.warning(plain(said), icon=":material/call_split:")
    if finding.would_help:
        st.markdown(bold(_("What would help"), ":material/lightbulb:"))
        st.markdown("\n".join(f"- {plain(tell(said))}" for said in finding.would_help))


def _checks(checks: Sequence[Check]) -> None:
    words = "\n".join(map(_check, checks))
    folded.later(told.checks_label(checks), lambda: _words(words), icon=":material/fact_check:", key="checks")


def _words(words: str) -> None:
    st.markdown(words)


def _check(check: Check) -> str:
    name, result = tell(name_said(check.name)), tell(result_said(check.ok))
    words = _("**{name}** ({result}): {detail}")
    return f"- {_CHECKS[check.ok]} {words.format(name=plain(name), result=result, detail=plain(tell(check.detail)))}"
