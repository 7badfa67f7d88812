"""The two pictures of the evidence: received against expected, and the campaign among quiet periods."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.analysis.disclosure import Sum
from dashboard.analysis.impact import words
from dashboard.analysis.impact.finding import Finding, Quiet, Week
from dashboard.analysis.impact.shown import period, shown_blocks
from dashboard.analysis.periods import Period
from dashboard.charts.evidence import quiet_periods, received_and_expected, signed
from dashboard.charts.timeline import Backdrop, Span
from dashboard.charts.words import signs, tell
from dashboard.i18n import _, day, number
from dashboard.queries.stories import Story
from dashboard.views.sections import timeline
from dashboard.views.sections.evidence_known import Known
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.plain import plain


def pictures(story: Story, found: Known) -> None:
    """Show both beside each other; on a phone they stand under each other."""
    left, right = st.columns((3, 2))
    with left:
        _received(story, found)
    with right:
        _quiet(found)


def _received(story: Story, found: Known) -> None:
    finding = found.finding
    sums = list(found.sums)
    if found.numbers and finding.observed is not None:
        sums.append(Sum(Period(finding.start, finding.end), round(finding.observed)))
    blocks = shown_blocks(finding.weeks, sums, found.blocks)
    days = Period(period(blocks[0]).first, period(blocks[-1]).last)
    chart = received_and_expected(
        _whole(blocks), _backdrop(story, days, Period(finding.start, finding.end)), _title(found)
    )
    source = _("Applications: own system, until {until}. Expected: reckoned on {day}.")
    line = source.format(until=day(found.readings[0].as_of), day=day(found.readings[0].computed_at.date()))
    chart_card(chart, _block_table(blocks), line, _passport(finding), key="expected")


def _backdrop(story: Story, days: Period, window: Period) -> Backdrop:
    """Return what stands behind the blocks: the days that are looked at, the campaign in them, and what else there was."""
    behind = timeline.backdrop_of(story, days, days.last)
    looked_at = Span(_("looked at"), window.first, window.last)
    others = [
        replace(span, title="") if span.strong else span
        for span in behind.campaigns
        if not span.strong or (span.start, span.until) != (looked_at.start, looked_at.until)
    ]
    return replace(behind, campaigns=[looked_at, *others])


def _whole(blocks: Sequence[Week]) -> list[Week]:
    """Return the blocks without one that is not a whole week yet: beside weeks it would look like a fall."""
    least = min(7, max(block.days for block in blocks))
    return [block for block in blocks if block.days >= least]


def _title(found: Known) -> str:
    finding = found.finding
    if not found.numbers:
        return _("What came in, and what was expected without the campaign")
    text = _("{observed} came in on the days looked at, {expected} were expected without the campaign")
    return text.format(observed=number(finding.observed), expected=number(finding.expected))


def _block_table(blocks: Sequence[Week]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("From"): [day(period(block).first) for block in blocks],
            _("To"): [day(period(block).last) for block in blocks],
            _("Came in"): [number(block.observed) for block in blocks],
            _("Expected"): [number(block.expected) for block in blocks],
            _("90% band"): [f"{number(block.low)} – {number(block.high)}" for block in blocks],
            _("Campaign"): [_("yes") if block.inside else _("no") for block in blocks],
        }
    )


def _passport(finding: Finding) -> str:
    return "\n\n".join(
        (
            _(
                "Expected: what the applications before and after the campaign, the season, holidays, open vacancies and "
                "other campaigns lead to, as if this campaign had not been. The campaign's own weeks are not used."
            ),
            _("Band: in 90 of 100 weeks without a campaign the applications lie within it."),
            _(
                "Weeks are put together where one holds too few applicants to show; their bands are then added up, which "
                "makes them a little too wide."
            ),
            _(
                "Purple: the days that are looked at, darker the campaign itself; dotted lines: episodes; grey: holidays."
            ),
            _("Method: {method}.").format(method=plain(finding.method)),
            signs(),
        )
    )


def _quiet(found: Known) -> None:
    finding = found.finding
    if not finding.quiet:
        with st.container(border=True):
            st.markdown(tell(words.quiet_said(finding)))
        return
    chart = quiet_periods(finding, _("This campaign"), numbers=found.numbers)
    source = _("Quiet periods: as long as the campaign, before it, without a campaign.")
    passport = _(
        "The method is used on periods in which nothing happened, as if there had been a campaign. What it finds there is "
        "chance: it shows how large a difference can be without a cause. The periods overlap, so that they count for less "
        "than their number."
    )
    chart_card(chart, _quiet_table(finding.quiet), source, passport, key="quiet")


def _quiet_table(quiet: Sequence[Quiet]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("From"): [day(each.start) for each in quiet],
            _("To"): [day(each.end) for each in quiet],
            _("Difference"): [signed(each.relative) for each in quiet],
        }
    )
