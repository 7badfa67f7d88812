"""The two pictures of the evidence: received against expected, and the campaign among quiet periods."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.disclosure import Sum
from dashboard.analysis.impact import words
from dashboard.analysis.impact.finding import Finding, Quiet, Week
from dashboard.analysis.impact.shown import period, shown_blocks
from dashboard.analysis.periods import Period
from dashboard.charts.evidence import quiet_periods, received_and_expected, signed
from dashboard.charts.timeline import Backdrop, Mark, Span
from dashboard.charts.words import signs, tell
from dashboard.i18n import _, day, language, number
from dashboard.queries.campaign_details import Details, days_off
from dashboard.queries.stories import Story
from dashboard.views.sections import timeline
from dashboard.views.sections.evidence_known import Known
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.plain import plain


def pictures(story: Story, details: Details, found: Known) -> None:
    """Show both beside each other; on a phone they stand under each other."""
    left, right = st.columns((3, 2))
    with left:
        _received(story, details, found)
    with right:
        _quiet(found)


def _received(story: Story, details: Details, found: Known) -> None:
    finding = found.finding
    sums = list(found.sums)
    if found.numbers and finding.observed is not None:
        sums.append(Sum(Period(finding.start, finding.end), round(finding.observed)))
    blocks = shown_blocks(finding.weeks, sums, found.blocks)
    days = Period(period(blocks[0]).first, period(blocks[-1]).last)
    chart = received_and_expected(
        _whole(blocks), _backdrop(story, details, days, Period(finding.start, finding.end)), _title(found)
    )
    source = _("Applications: own system, until {until}. Expected: reckoned on {day}.")
    line = source.format(until=day(found.readings[0].as_of), day=day(found.readings[0].computed_at.date()))
    chart_card(chart, _block_table(blocks), line, _passport(finding), key="expected")


def _backdrop(story: Story, details: Details, days: Period, window: Period) -> Backdrop:
    closed = data.load(days_off, story.sites, days.first, days.last, language())
    campaign, looked_at = Span("", story.starts_on, story.ends_on), Span(_("looked at"), window.first, window.last)
    behind = timeline.backdrop(story, details)
    return replace(
        behind,
        episodes=_first_and_last(behind.episodes),
        campaigns=[looked_at]
        if (campaign.start, campaign.until) == (looked_at.start, looked_at.until)
        else [looked_at, campaign],
        holidays=[Span(span.name, span.first, span.last) for span in closed.days_off],
        incomplete_from=None,
        last_day=days.last,
    )


def _whole(blocks: Sequence[Week]) -> list[Week]:
    """Return the blocks without one that is not a whole week yet: beside weeks it would look like a fall."""
    least = min(7, max(block.days for block in blocks))
    return [block for block in blocks if block.days >= least]


def _first_and_last(episodes: Sequence[Mark]) -> list[Mark]:
    """Return episodes of which only the first and the last have a label: this picture is narrow."""
    ends = {0, len(episodes) - 1}
    return [each if place in ends else replace(each, label="") for place, each in enumerate(episodes)]


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
