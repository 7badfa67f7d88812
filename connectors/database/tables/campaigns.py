"""Campaigns, and anything else on the time line."""

from sqlalchemy import Date, Float, Integer, Text

from connectors.database.tables.shape import key, one_of, required, table, value, within
from connectors.database.types import Moment

campaign = table(
    "campaign",
    "An effort to tell a story, with a beginning and an end.",
    key("campaign_id", Text, "Short code; stands in addresses."),
    required("name", Text, "Name as shown."),
    required("kind", Text, "series, video, employee_posts, event, offline, advert or other."),
    value("goal", Text, "What it is for."),
    value("audience", Text, "For whom."),
    required("starts_on", Date, "First day."),
    value("ends_on", Date, "Last day; NULL while it runs without an end."),
    required("status", Text, "planned, active or closed."),
)

campaign_plan = table(
    "campaign_plan",
    "What was agreed before the start: measure, method, baseline.",
    key("campaign_id", Text, "Which campaign."),
    value("measure", Text, "What success is measured by."),
    value("method", Text, "How it is measured."),
    value("baseline_from", Date, "First day of the comparison period."),
    value("baseline_until", Date, "Last day of the comparison period."),
    value("minimum_effect", Float, "Smallest number of extra applications that would matter."),
    required("recorded_at", Moment, "When this was written down."),
    value("window_from", Date, "First day that is looked at; fixed once the campaign has begun."),
    value("window_until", Date, "Last day that is looked at; fixed once the campaign has begun."),
    value("outcomes", Text, "JSON list of what is judged, the main one first; fixed once the campaign has begun."),
    value("minimum_detectable_effect", Float, "Extra applications that would be seen four times out of five."),
    value("minimum_detectable_relative", Float, "The same as a share of the applications that are expected."),
    value("power", Text, "JSON list of pairs: relative effect, probability that it is seen."),
    value("planned_on", Date, "Day on which this was reckoned from the history."),
    value("deviation", Text, "What was done otherwise than planned, and why."),
    within("campaign", "campaign_id"),
    info={"volatile": {"recorded_at"}},
)

campaign_target = table(
    "campaign_target",
    "What a campaign is to reach, written down by a person.",
    key("campaign_id", Text, "Which campaign."),
    key("measure", Text, "applications, side_entrants, views, visits, cost_per_application or another measure."),
    required("target", Float, "The number to reach, in the unit of the measure."),
    within("campaign", "campaign_id"),
)

kpi_target = table(
    "kpi_target",
    "What a key figure is to reach in a period, written down by a person.",
    key("kpi", Text, "Which key figure."),
    key("period", Text, "A calendar year, 2026."),
    required("target", Float, "The number to reach, in the unit of the key figure; a share is 0 to 1."),
)

campaign_cost = table(
    "campaign_cost",
    "What a campaign cost: cash and own hours, always apart.",
    key("campaign_id", Text, "Which campaign."),
    key("line", Integer, "Number of the line, from 1."),
    required("label", Text, "What it was spent on."),
    required("cash", Float, "Money that went out, in the currency."),
    required("hours", Float, "Hours of own staff."),
    required("hour_rate", Float, "What an own hour is reckoned at, in the currency."),
    required("currency", Text, "ISO currency code."),
    value("platform", Text, "Which channel it was for; NULL for the campaign as a whole."),
    within("campaign", "campaign_id"),
)

campaign_link = table(
    "campaign_link",
    "What belongs to a campaign.",
    key("campaign_id", Text, "Which campaign."),
    key("kind", Text, "series, content, utm_campaign, source, self_reported, vacancy, site or function_group."),
    key("target", Text, "The key of what belongs to it, as text."),
    within("campaign", "campaign_id"),
)

event = table(
    "event",
    "Anything else on the time line: a broadcast, an award, a change in how a figure is counted.",
    key("event_id", Text, "Short code."),
    required("kind", Text, "definition_break, broadcast, vacancy_wave, award or other."),
    required("day", Date, "First day."),
    value("until", Date, "Last day; NULL for a single day."),
    required("title", Text, "Sentence as shown; a message of the catalogue where the product made it."),
    value("platform", Text, "Which platform's figures it touches; NULL for none."),
    value("metric", Text, "Which figure it touches; NULL for none."),
    value("site_id", Text, "Which site; NULL for all."),
    one_of("kind", ("definition_break", "broadcast", "vacancy_wave", "award", "other")),
)

campaign_placement = table(
    "campaign_placement",
    "A place where a link of a campaign stands, with the tags that make it recognisable.",
    key("campaign_id", Text, "Which campaign."),
    key("placement_id", Text, "Short code, made from its name."),
    required(
        "kind", Text, "linkedin_post, employee_post, video, advert, email, website, flyer, poster, event or other."
    ),
    required("label", Text, "Name as shown."),
    required("url", Text, "The page that it leads to, without tags."),
    required("utm_source", Text, "Tag: source."),
    required("utm_medium", Text, "Tag: medium."),
    required("utm_campaign", Text, "Tag: campaign; the same for all placements of a campaign."),
    value("utm_content", Text, "Tag: which item or place."),
    required("made_at", Moment, "When it was made."),
    value("area", Text, "Where it is spread or heard, for what is not online."),
    value("copies", Integer, "How many were printed or handed out."),
    value("first_day", Date, "First day on which it is out."),
    value("last_day", Date, "Last day on which it is out."),
    within("campaign", "campaign_id"),
    info={"volatile": {"made_at"}},
)
