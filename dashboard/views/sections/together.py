"""All campaigns together: what they bring on average, and each of them drawn towards that mean."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.impact import words
from dashboard.analysis.impact.finding import Stage
from dashboard.analysis.impact.outcomes import ALL, SIDE_ENTRANTS
from dashboard.analysis.impact.pooling import Estimate, Pooled
from dashboard.analysis.impact.together import OUTCOMES, Absent, Answered, Together, together
from dashboard.charts.together import beside_each_other, estimate_text
from dashboard.charts.words import tell
from dashboard.i18n import MISSING, _, day, language, ngettext, number, percent
from dashboard.queries import evidence as stored
from dashboard.queries.campaign_details import details
from dashboard.queries.evidence import StoredFinding
from dashboard.queries.stories import Story
from dashboard.told.evidence_known import sayable_of
from dashboard.told.evidence_tables import stage_name
from dashboard.views.sections.evidence import VERDICTS
from dashboard.views.sections.evidence_known import known
from dashboard.widgets import folded
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.choice import choice_of_few
from dashboard.widgets.plain import plain


def all_together(stories: Sequence[Story]) -> None:
    """Show the mean of all campaigns with its verdict, each campaign beside it, and which ones do not count."""
    found = data.load(stored.all_findings)
    st.subheader(_("All campaigns together"))
    outcome = _outcome(found)
    by_id = {story.id: story for story in stories}
    names = {story.id: story.name for story in stories}
    result = together(found, names, lambda each: _can_be_said(by_id[each.campaign_id], each), outcome)
    if result.pooled is None:
        with st.container(border=True, key="together"):
            st.markdown(plain(tell(result.sentence)))
    else:
        _answer(result, result.pooled)
        _picture(result, result.pooled, found)
    _left_out(result.absent)


def _outcome(found: Sequence[StoredFinding]) -> str:
    """Return what is counted; the choice stands in the address as a code."""
    known_ones = {each.outcome for each in found}
    labels = {ALL: _("All applications"), SIDE_ENTRANTS: _("Side-entrants")}
    choices = {code: labels[code] for code in OUTCOMES if code == ALL or code in known_ones}
    return choice_of_few("together", _("What is counted"), choices) if len(choices) > 1 else ALL


def _can_be_said(story: Story, answered: Answered) -> bool:
    """Tell whether the campaign's own page shows the numbers of the answer."""
    if story.window is None or story.arrived is None or story.is_before_figures:
        return False
    drawn = data.load(details, story.id, data.today(), data.organisation().timezone, language())
    found = known(story, drawn)
    return found is not None and answered.outcome in sayable_of(story, found)


def _answer(result: Together, pooled: Pooled) -> None:
    colour, icon = VERDICTS[pooled.verdict]
    with st.container(border=True, key="together"):
        st.badge(tell(words.verdict_said(pooled.verdict)), color=colour, icon=icon)
        st.markdown(f"#### {plain(tell(pooled.sentence))}")
        sure = words.probability_said(pooled.mean.probability)
        st.markdown(f"- {plain(tell(sure))}\n- {plain(tell(pooled.note))}")
        if any(member.stage is not Stage.FINAL for member in result.members):
            st.caption(_("Some answers are not final yet: the mean may still change."))


def _picture(result: Together, pooled: Pooled, found: Sequence[StoredFinding]) -> None:
    chart = beside_each_other(result.members, pooled.mean)
    until = {each.campaign_id: each.as_of for each in reversed(found) if each.outcome == result.outcome}
    newest = max(until[member.single.key] for member in result.members)
    line = _("Applications: own system, until {until}.").format(until=day(newest))
    chart_card(chart, _table(result, pooled), f"{line} {_('Lines: 90% interval.')}", _passport(pooled), key="together")


def _table(result: Together, pooled: Pooled) -> pd.DataFrame:
    rows = [
        {
            _("Campaign"): member.name,
            _("First day"): day(member.finding.start),
            _("Answer"): stage_name(member.stage),
            **_estimates(member.single.alone, member.single.shrunk),
            _("Of the mean"): percent(member.single.drawn),
        }
        for member in result.members
    ]
    rows.append({_("Campaign"): _("Mean of all"), **_estimates(None, pooled.mean)})
    return pd.DataFrame(rows).fillna(MISSING)


def _estimates(alone: Estimate | None, shrunk: Estimate) -> Mapping[str, str]:
    return {
        _("By its own figures (90% interval)"): MISSING if alone is None else estimate_text(alone),
        _("Beside the others (90% interval)"): estimate_text(shrunk),
    }


def _passport(pooled: Pooled) -> str:
    spread = _("How far campaigns lie apart (standard deviation of the log of the ratio): {spread} ({low} to {high}).")
    values = {"spread": pooled.spread, "low": pooled.spread_low, "high": pooled.spread_high}
    return "\n\n".join(
        (
            _("Difference with what was expected: 25% is a quarter more than would have come in without the campaign."),
            _(
                "Grey: what a campaign's own figures say. Coloured: the same, drawn towards the mean of all, since campaigns "
                "of one organisation resemble each other. Shaded: the 90% interval of the mean."
            ),
            _("The latest answer on each campaign counts. Of campaigns on the same days only the sharpest one counts."),
            spread.format(**{name: number(value, 2) for name, value in values.items()}),
            _("Campaigns differ in length, season and sites. The order is that of their first day: nothing is ranked."),
        )
    )


def _left_out(absent: Sequence[Absent]) -> None:
    if not absent:
        return
    label = ngettext("{count} campaign does not count here", "{count} campaigns do not count here", len(absent))
    folded.later(
        label.format(count=number(len(absent))), lambda: _reasons(absent), icon=":material/block:", key="absent"
    )


def _reasons(absent: Sequence[Absent]) -> None:
    st.markdown("\n".join(f"- **{plain(each.name)}**: {plain(tell(each.reason))}" for each in absent))
