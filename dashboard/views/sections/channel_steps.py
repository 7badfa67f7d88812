"""From click to application: each step with its own source, and a share only between steps of one source."""

import pandas as pd
import streamlit as st

from connectors.errors import N_
from dashboard import data
from dashboard.analysis.channels import ADVERTS, of_platform
from dashboard.analysis.selection import Selection
from dashboard.analysis.steps import SEGMENT, Steps
from dashboard.analysis.steps import steps as reckoned
from dashboard.charts.channel_visits import sent_of_visits
from dashboard.charts.channels import channel_name
from dashboard.charts.words import count_text, share_text, signs
from dashboard.i18n import MISSING, _, day, day_range, number
from dashboard.queries import channel_visits, channels
from dashboard.queries.channel_visits import Through
from dashboard.told.money import step
from dashboard.views.sections.channel_counts import per_channel
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.empty import empty
from dashboard.widgets.table_card import table_card

_NOT_MEASURED = {
    "clicks": N_("clicks"),
    "visits": N_("visits"),
    "starts": N_("started and sent on the site"),
    "applications": N_("applications in the own system"),
}


def steps(selection: Selection) -> None:
    """Show the steps of every channel, and of every campaign's tag."""
    st.subheader(_("From click to application"), anchor="steps")
    st.markdown(
        _(
            "Clicks are counted by the platform, visits and forms by your own site, applications by your own system. Between "
            "two of these there is no share: they count other people on other days."
        )
    )
    found = _steps(selection)
    if not found:
        empty(
            _("No click, visit or application of a channel is known in this period."),
            _("Give links a tag on the page Links and QR codes, and import the visits of your site."),
            page="links",
            label=_("Go to Links and QR codes"),
        )
    else:
        _by_channel(found)
    _by_campaign()


def _steps(selection: Selection) -> tuple[Steps, ...]:
    clicks: dict[str, int] = {}
    ad_clicks: dict[str, int] = {}
    for each in data.load(channels.side_by_side, selection.period, selection.against).readings:
        if each.column == "clicks" and each.value is not None:
            some = ad_clicks if each.group.endswith(ADVERTS) else clicks
            code = of_platform(each.group.removesuffix(ADVERTS))
            some[code] = some.get(code, 0) + int(each.value)
    visited = data.load(channel_visits.by_month, selection.months)
    return reckoned(clicks, ad_clicks, visited, per_channel(selection.period))


def _by_channel(found: tuple[Steps, ...]) -> None:
    table = _table(found)
    until = data.load(channel_visits.site_until)
    source = _("Clicks: platforms. Visits and forms: own website, until {until}. Applications: own system.")
    words = source.format(until=day(until)) if until else _("Clicks: platforms. Applications: own system.")
    chart = sent_of_visits(found)
    if chart is None:
        table_card(_("From click to application, per channel"), table, words, _definition(), key="channel-steps")
    else:
        chart_card(chart, table, words, _definition(), key="channel-steps", until=until)


def _definition() -> str:
    told = _(
        "Visits, started and sent are counted by your own site under the tag of the link (utm_source and utm_medium). Who "
        "refuses cookies or blocks scripts is missing. Started is a share of the visits, sent a share of the started; in "
        "brackets the 90% interval. Fewer than {minimum} of a channel are not told. Applications in the own system are "
        "those whose source is this channel (last click)."
    )
    return f"{told.format(minimum=SEGMENT)}\n\n{signs()}"


def _table(found: tuple[Steps, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Channel"): [channel_name(each.channel) for each in found],
            _("Clicks on posts"): [number(each.clicks) for each in found],
            _("Clicks on adverts"): [number(each.ad_clicks) for each in found],
            _("Visits"): [count_text(each.sessions) for each in found],
            _("Started"): [count_text(each.starts) for each in found],
            _("Started of visits"): [share_text(each.start_rate, 1) for each in found],
            _("Sent"): [count_text(each.completes) for each in found],
            _("Sent of started"): [share_text(each.completion_rate, 1) for each in found],
            _("Applications in the own system"): [count_text(each.applications) for each in found],
            _("Not measured"): [
                ", ".join(_(_NOT_MEASURED[name]) for name in each.missing) or MISSING for each in found
            ],
        }
    )


def _by_campaign() -> None:
    through = data.load(channel_visits.through_campaigns, data.today(), data.organisation().timezone)
    if not through:
        return
    table_card(
        _("From visit to application, per tag of a campaign"),
        pd.DataFrame([_campaign(each) for each in through]),
        _(
            "Visits and forms: own website. Applications: own system. Each campaign over its own days and eight weeks after."
        ),
        _(
            "Visits, started and sent: with the campaign's tag. Applications: tracked to the campaign by its tag or its source "
            "(last click). The two are counted by different systems."
        )
        + f"\n\n{signs()}",
        key="campaign-steps",
    )


def _campaign(each: Through) -> dict[str, str]:
    started, sent = step(each.starts, each.sessions), step(each.completes, each.starts)
    tracked = each.tracked.figure if each.tracked else None
    return {
        _("Campaign"): each.name,
        _("Tag"): ", ".join(each.tags),
        _("Days"): day_range(each.window.first, each.window.last),
        _("Visits"): number(each.sessions),
        _("Started"): count_text(started.part),
        _("Started of visits"): share_text(started, 1),
        _("Sent"): count_text(sent.part),
        _("Sent of started"): share_text(sent, 1),
        _("Applications, tracked"): count_text(tracked.part) if tracked else MISSING,
    }
