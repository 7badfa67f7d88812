"""The landing page of one campaign: visits per day with the days that were not measured, ways in, and what they led to."""

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.landing import Landing, WayIn
from dashboard.analysis.steps import SEGMENT
from dashboard.charts.channel_visits import missing_days, visits_per_day
from dashboard.charts.words import count_text, share_text, signs
from dashboard.i18n import MISSING, _, day, day_range, number
from dashboard.queries import channel_visits
from dashboard.queries.channel_visits import Through
from dashboard.widgets.backdrop import backdrop
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.choice import choice
from dashboard.widgets.empty import empty
from dashboard.widgets.plain import plain
from dashboard.widgets.table_card import table_card


def landing() -> None:
    """Let a reader choose a campaign and show its landing page over its own days."""
    st.subheader(_("Landing page of a campaign"), anchor="landing")
    through = data.load(channel_visits.through_campaigns, data.today(), data.organisation().timezone)
    with_visits = {each.campaign_id: each for each in through if each.sessions}
    if not with_visits:
        empty(
            _("No visit carries the tag of a campaign yet."),
            _("Give links a tag on the page Links and QR codes, and import the visits of your site."),
            page="links",
            label=_("Go to Links and QR codes"),
        )
        return
    chosen = _choose(with_visits)
    first, last = chosen.window.first, chosen.window.last
    found = data.load(channel_visits.landing, chosen.tags, first, last)
    _days(chosen, found)
    _ways(chosen, found)


def _choose(known: dict[str, Through]) -> Through:
    return known[choice("landing", _("Campaign"), {code: each.name for code, each in known.items()})]


def _days(chosen: Through, found: Landing) -> None:
    if not found.days:
        return
    days = [each.day for each in found.days]
    table = {
        _("Day"): [day(each) for each in days],
        _("Visits"): [_("not measured") if each.sessions is None else number(each.sessions) for each in found.days],
    }
    source = _("Own website, {days}, until {until}; landing page {pages}.")
    words = source.format(
        days=day_range(chosen.window.first, chosen.window.last),
        until=day(days[-1]),
        pages=plain(", ".join(found.pages) or MISSING),
    )
    chart_card(
        visits_per_day(found, backdrop(chosen.window, until=days[-1], own=(chosen.campaign_id,))),
        pd.DataFrame(table),
        words,
        _(
            "Visits with the campaign's tag. A day on which nothing at all was measured on the site is missing, not zero."
        ),
        key="landing-days",
        until=data.load(channel_visits.site_until),
    )
    if found.gaps:
        st.caption(missing_days(found))


def _ways(chosen: Through, found: Landing) -> None:
    if not found.ways:
        return
    words = _("How visitors came to the page of {campaign}, and what they did there")
    table_card(
        words.format(campaign=chosen.name),
        pd.DataFrame([_way(each) for each in found.ways]),
        _("Own website, {days}. People who refuse cookies or block scripts are missing from these figures.").format(
            days=day_range(chosen.window.first, chosen.window.last)
        ),
        _(
            "Started of the visits, sent of the started, with the 90% interval. Fewer than {minimum} are not told."
        ).format(minimum=SEGMENT)
        + f"\n\n{signs()}",
        key="landing-ways",
    )


def _way(each: WayIn) -> dict[str, str]:
    return {
        _("Source"): each.source or MISSING,
        _("Medium"): each.medium or MISSING,
        _("Visits"): count_text(each.sessions),
        _("Started of visits"): share_text(each.start_rate, 1),
        _("Sent of started"): share_text(each.completion_rate, 1),
    }
