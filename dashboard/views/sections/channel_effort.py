"""Effort beside result: which share of hours and money went into a channel, and which share of applications came through it."""

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.effort import NOT_ASSIGNED, AdHoc, Effort, ad_hoc
from dashboard.analysis.effort import effort as reckoned
from dashboard.analysis.selection import Selection
from dashboard.charts.channels import channel_name, effort_and_result
from dashboard.charts.words import count_text, share_text, signs
from dashboard.i18n import MISSING, _, money, number, percent
from dashboard.queries import channel_effort as queries
from dashboard.views.sections.channel_counts import everybody, per_channel
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.empty import empty
from dashboard.widgets.table_card import table_card


def effort(selection: Selection) -> None:
    """Show effort beside result, and how much was published without a campaign."""
    st.subheader(_("Effort beside result"), anchor="effort")
    found = effort_of(selection)
    if not found.hours and not found.cash and len(found.currencies) <= 1:
        empty(
            _("No hours or money are written down in this period."),
            _("Write down what a campaign costs, and for which channel, on the page of the campaign."),
            page="campaigns",
            label=_("Go to Campaigns"),
        )
    else:
        _shares(found)
    _ad_hoc(selection)


def effort_of(selection: Selection) -> Effort:
    """Return effort and result of every channel in a period."""
    period = selection.period
    return reckoned(
        data.load(queries.lines, data.today()),
        data.load(queries.adverts, period),
        period,
        per_channel(period),
        per_channel(period, "self_reported"),
        everybody().count(period),
    )


def _shares(found: Effort) -> None:
    chart_card(
        effort_and_result(found),
        _table(found),
        _(
            "Hours and money: lines of campaigns, spread evenly over their days; adverts as the platform bills them. Applications: own system."
        ),
        _(
            "Hours and money that nobody assigned to a channel stand apart. Applications: those whose source is the channel "
            "(last click), of all applications in the period; beside it those of which the applicant named the channel; an answer that names a campaign belongs to no channel. What "
            "a campaign brought in extra is never parted over channels. An effort can work through another channel, or later."
        )
        + f"\n\n{signs()}",
        key="channel-effort",
    )
    if len(found.currencies) > 1:
        st.caption(
            _("Money was spent in {currencies}: amounts in different currencies have no share.").format(
                currencies=", ".join(found.currencies)
            )
        )
    loose = next((row for row in found.rows if row.channel == NOT_ASSIGNED), None)
    if loose is not None:
        words = _("{hours} hours and {cash} are not assigned to a channel.")
        amount = money(loose.cash, found.currencies[0]) if len(found.currencies) == 1 else MISSING
        st.caption(words.format(hours=number(loose.hours), cash=amount))


def _table(found: Effort) -> pd.DataFrame:
    currency = found.currencies[0] if len(found.currencies) == 1 else ""
    return pd.DataFrame(
        {
            _("Channel"): [channel_name(row.channel) for row in found.rows],
            _("Hours"): [number(row.hours) for row in found.rows],
            _("Share of the hours"): [percent(row.hours_share) for row in found.rows],
            _("Cash"): [money(row.cash, currency) if currency else MISSING for row in found.rows],
            _("Share of the money"): [percent(row.cash_share) for row in found.rows],
            _("Applications, tracked"): [count_text(row.tracked) for row in found.rows],
            _("Share of the applications, tracked"): [share_text(row.tracked_share) for row in found.rows],
            _("Applications, self-reported"): [count_text(row.self_reported) for row in found.rows],
            _("Share of the applications, self-reported"): [share_text(row.self_reported_share) for row in found.rows],
        }
    )


def _ad_hoc(selection: Selection) -> None:
    posts = data.load(queries.posts, data.organisation().timezone)
    found = ad_hoc(posts, selection.period)
    every = found[0]
    if every.share is None or every.interval is None:
        return
    words = _("{share} of what was published belongs to no campaign: {without} of {posts} posts.")
    table_card(
        words.format(share=percent(every.share), without=number(every.without), posts=number(every.posts)),
        pd.DataFrame([_posts(each) for each in found]),
        _("Own channels, by the day of publication."),
        _(
            "Ad-hoc share: posts without a campaign ÷ posts. A post belongs to a campaign when it, or its series, is linked to "
            "one. In brackets: 90% interval."
        ),
        key="channel-ad-hoc",
    )


def _posts(each: AdHoc) -> dict[str, str]:
    interval = MISSING
    if each.interval is not None:
        interval = f"{number(100 * each.interval.low)}–{percent(each.interval.high)}"
    return {
        _("Channel"): channel_name(each.channel) if each.channel else _("All channels"),
        _("Posts"): number(each.posts),
        _("Without a campaign"): number(each.without),
        _("Ad-hoc share"): f"{percent(each.share)} ({interval})",
    }
