"""What was extra: the verdict in words, how sure, what it cost, and what it rests on."""

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.impact import words
from dashboard.analysis.impact.check_names import name_said, result_said
from dashboard.analysis.impact.finding import Check, Verdict
from dashboard.charts.words import tell
from dashboard.i18n import _, ngettext, number
from dashboard.queries.campaign_details import Details
from dashboard.queries.stories import Story
from dashboard.views.sections import evidence_pictures, evidence_share, evidence_tables, second_reading
from dashboard.views.sections.bold import bold
from dashboard.views.sections.evidence_known import Known, known
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
    st.subheader(_("What was extra"))
    if found is None:
        empty(
            _("What would not have come in without the campaign has not been reckoned yet."),
            _("Run “instroom sync”, or pull a source on the page Sources: the answer is stored and then stands here."),
            page="sources",
            label=_("Go to Sources"),
        )
        return None
    with st.container(border=True, key="evidence"):
        _answer(found)
        second_reading.second_design(story, found)
    if found.finding.weeks:
        evidence_pictures.pictures(story, details, found)
        second_reading.timing(details, found)
    evidence_tables.readings(found)
    _checks(found.finding.checks)
    evidence_tables.outcomes(story, found)
    evidence_share.share_of_side_entrants(story, found)
    return found


def _answer(found: Known) -> None:
    finding = found.finding
    colour, icon = VERDICTS[finding.verdict]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(tell(words.verdict_said(finding.verdict)), color=colour, icon=icon)
        st.caption(tell(words.stage_said(finding)), width="content")
    sentence = tell(words.sentence(finding, numbers=found.numbers))
    st.markdown(f"#### {plain(sentence)}")
    st.markdown("\n".join(f"- {plain(line)}" for line in _lines(found)))
    for check in finding.checks:
        if check.blocks and check.ok is False and tell(check.detail) not in sentence:
            st.warning(plain(tell(check.detail)), icon=":material/call_split:")
    if finding.would_help:
        st.markdown(bold(_("What would help"), ":material/lightbulb:"))
        st.markdown("\n".join(f"- {plain(tell(said))}" for said in finding.would_help))


def _lines(found: Known) -> list[str]:
    finding = found.finding
    if finding.verdict is Verdict.NOT_ENOUGH_DATA:
        return [tell(words.promise_said(found.promise, finding))]
    said = [
        words.probability_said(finding.probability, confirmed=finding.verdict is Verdict.LIKELY_EXTRA),
        words.cost_said(finding, numbers=found.numbers),
        words.quiet_said(finding),
        words.promise_said(found.promise, finding),
    ]
    if finding.cross_check is not None and found.numbers:
        said.insert(1, words.second_method_said(finding))
    return [tell(each) for each in said]


def _checks(checks: Sequence[Check]) -> None:
    with st.expander(_checks_label(checks), icon=":material/fact_check:"):
        st.markdown("\n".join(_check(check) for check in checks))


def _checks_label(checks: Sequence[Check]) -> str:
    """Return how many checks were looked at, how many are not in order, and how many only have something to mind."""
    wrong, open_ = (sum(check.ok is ok for check in checks) for ok in (False, None))
    label = _("Checks: all {all} looked at, none out of order")
    if wrong:
        label = ngettext("Checks: {wrong} of {all} is not in order", "Checks: {wrong} of {all} are not in order", wrong)
    told = label.format(wrong=number(wrong), all=number(len(checks)))
    if not open_:
        return told
    return _("{checks}; to mind: {open}").format(checks=told, open=number(open_))


def _check(check: Check) -> str:
    name, result = tell(name_said(check.name)), tell(result_said(check.ok))
    words = _("**{name}** ({result}): {detail}")
    return f"- {_CHECKS[check.ok]} {words.format(name=plain(name), result=result, detail=plain(tell(check.detail)))}"
