"""What it did per day: daily facts with their revisions and sums, and counters as they stood."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Date, Float, Integer, Table, Text

from connectors.database.tables.shape import INGEST, QUALITY, key, one_of, required, table, value
from connectors.database.types import Moment

_FACT = {
    "impressions": (BigInteger, "Times it was put before somebody, as the platform counts."),
    "reach": (BigInteger, "Different people reached; never summed over days or channels."),
    "views": (BigInteger, "Views as the platform counts them; the definition has a version."),
    "engaged_views": (BigInteger, "Views that went on past the first moments (YouTube engagedViews)."),
    "watch_minutes": (Float, "Minutes watched."),
    "average_view_share": (Float, "Average share of the length that was watched, 0 to 1, can exceed 1."),
    "reactions": (BigInteger, "Likes and other reactions; a day can be negative after removals."),
    "comments": (BigInteger, "Comments by readers."),
    "shares": (BigInteger, "Shares and reposts."),
    "clicks": (BigInteger, "Clicks as the platform counts them."),
    "followers_gained": (BigInteger, "New followers or subscribers that day."),
}
_CHANNEL_FACT = {
    "followers": (BigInteger, "Followers or subscribers at the time; a level, never summed."),
    "followers_lost": (BigInteger, "Followers or subscribers lost that day."),
    "page_views": (BigInteger, "Views of the page."),
    "page_visitors": (BigInteger, "Different visitors of the page; never summed."),
    "careers_page_views": (BigInteger, "Views of the careers (life) tab."),
    "jobs_page_views": (BigInteger, "Views of the jobs tab."),
}
_VISIT_FACT = {
    "sessions": (BigInteger, "Visits."),
    "visitors": (BigInteger, "Different visitors; never summed over days."),
    "apply_starts": (BigInteger, "Applications started on the site."),
    "apply_completes": (BigInteger, "Applications sent on the site."),
}
_LEVELS = {"reach", "average_view_share", "followers", "page_visitors", "visitors"}


def _provenance() -> list[Column[Any] | CheckConstraint]:
    return [
        required("day_zone", Text, "The time zone in which the source cuts its days."),
        required("ingest", Text, "How it came: api, export, manual, or snapshot (differences of a counter)."),
        required(
            "quality",
            Text,
            "reported, spread (a longer gap shared out evenly) or correction (the counter shrank).",
            server_default="reported",
        ),
        value("auth_kind", Text, "owner, key or NULL: key-read YouTube figures may be kept 30 days."),
        required("is_final", Boolean, "False while the source may still restate the day."),
        required("observed_at", Moment, "When it was read."),
        one_of("ingest", INGEST),
        one_of("quality", QUALITY),
    ]


def _columns(facts: dict[str, tuple[Any, str]]) -> list[Column[Any]]:
    return [value(name, kind, comment) for name, (kind, comment) in facts.items()]


Keys = Sequence[tuple[str, Any, str]]
Facts = dict[str, tuple[Any, str]]
_DAY = ("day", Date, "The day, in the source's own zone.")


def daily(name: str, comment: str, keys: Keys, facts: Facts, *more: Column[Any], levels: Collection[str] = ()) -> Table:
    """Return a daily fact with its revision table and its sums per week and month.

    Args:
        name: Name of the table.
        comment: What a row is.
        keys: Name, type and comment of the key columns before the day.
        facts: Column to type and comment.
        more: Columns that are no figures.
        levels: The facts that may not be summed over days.
    """
    additive = [column for column in facts if column not in levels]
    revisions = _revisions(name, keys, facts)
    rollups = _rollups(name, keys, {column: facts[column] for column in additive})
    info = {
        "volatile": {"observed_at"},
        "revisions": revisions,
        "rollups": rollups,
        "additive": additive,
        "facts": list(facts),
    }
    return table(name, comment, *_keys(keys), key(*_DAY), *_columns(facts), *more, *_provenance(), info=info)


def _keys(keys: Keys) -> list[Column[Any]]:
    return [key(*parts) for parts in keys]


def _revisions(name: str, keys: Keys, facts: Facts) -> Table:
    return table(
        f"{name}_rev",
        f"What {name} said before it was restated.",
        *_keys(keys),
        key(*_DAY),
        key("superseded_by_run", BigInteger, "The run that brought the newer value."),
        *_columns(facts),
    )


def _rollups(name: str, keys: Keys, sums: Facts) -> dict[str, Table]:
    base = name.removesuffix("_daily")
    return {
        start: table(
            f"{base}_{span}",
            f"Sums of {name} per {span}; only what may be summed.",
            *_keys(keys),
            key(start, Date, f"First day of the {span}."),
            *_columns(sums),
            required("days", Integer, "Days with a row in the sum."),
        )
        for span, start in (("week", "week_start"), ("month", "month_start"))
    }


content_daily = daily(
    "content_daily",
    "What one item did on one day.",
    [("content_id", BigInteger, "Which item.")],
    _FACT,
    levels=_LEVELS,
)

channel_daily = daily(
    "channel_daily",
    "What a whole channel did on one day; includes items that no longer exist.",
    [("channel_id", BigInteger, "Which channel.")],
    {**_FACT, **_CHANNEL_FACT},
    levels=_LEVELS,
)

visit_daily = daily(
    "visit_daily",
    "Visits of the own site per landing page and campaign tag.",
    [
        ("landing_page", Text, "Path of the first page of the visit."),
        ("utm_source", Text, "Tag: source; empty when there is none."),
        ("utm_medium", Text, "Tag: medium; empty when there is none."),
        ("utm_campaign", Text, "Tag: campaign; empty when there is none."),
        ("utm_content", Text, "Tag: content; empty when there is none."),
    ],
    _VISIT_FACT,
    levels=_LEVELS,
)

ad_daily = daily(
    "ad_daily",
    "What one advertising campaign did on one day.",
    [
        ("channel_id", BigInteger, "The page or account that advertises."),
        ("campaign_ref", Text, "The platform's own number of the advertising campaign."),
    ],
    {
        "impressions": (BigInteger, "Times the advert was put before somebody."),
        "clicks": (BigInteger, "Clicks as the platform counts them."),
        "landing_page_clicks": (BigInteger, "Clicks that led to the landing page."),
        "engagements": (BigInteger, "Reactions, comments, shares, follows and clicks together."),
        "apply_clicks": (BigInteger, "Clicks on apply, within 30 days of the advert; adverts for one vacancy only."),
        "applications": (BigInteger, "Applications as the platform counts them; not those sent on another site."),
        "leads": (BigInteger, "Lead forms that were sent."),
        "conversions": (BigInteger, "Conversions as the advertiser defined them."),
        "cost": (Float, "What it cost, in the currency of the account."),
    },
    value("currency", Text, "ISO currency code of the cost."),
)

ad_campaign = table(
    "ad_campaign",
    "An advertising campaign as the platform names it.",
    key("channel_id", BigInteger, "The page or account that advertises."),
    key("campaign_ref", Text, "The platform's own number."),
    value("name", Text, "Its name."),
    value("group_name", Text, "The group that it stands in."),
    value("objective", Text, "What it is set to, as the platform writes it."),
    value("observed_at", Moment, "When it was last read."),
    info={"volatile": {"observed_at"}, "merge": dict.fromkeys(("name", "group_name", "objective"), "known")},
)

content_snapshot = table(
    "content_snapshot",
    "A counter of an item as it stood at a moment: cumulative since publication.",
    key("content_id", BigInteger, "Which item."),
    key("observed_at", Moment, "When it was read."),
    value("views", BigInteger, "Views so far."),
    value("reactions", BigInteger, "Likes so far; NULL when hidden."),
    value("comments", BigInteger, "Comments so far; NULL when closed."),
    value("impressions", BigInteger, "Impressions so far, where the platform tells."),
    value("clicks", BigInteger, "Clicks so far, where the platform tells."),
    value("shares", BigInteger, "Shares so far, where the platform tells."),
    value("watch_minutes", Float, "Minutes watched so far, where the platform tells."),
    value("followers_gained", BigInteger, "Followers gained so far, where the platform tells."),
    required("ingest", Text, "api or export."),
    value("auth_kind", Text, "owner, key or NULL."),
)

mention_daily = daily(
    "mention_daily",
    "How often the organisation was mentioned on one day and in what tone; counts only, never a text or a name.",
    [
        ("platform", Text, "Where: facebook, google_reviews, news, x, forum, ..."),
        ("theme", Text, "What it was about; empty when it was not told apart."),
    ],
    {
        "mentions": (BigInteger, "Mentions, all kinds together."),
        "questions": (BigInteger, "Of those: questions."),
        "vacancy_questions": (BigInteger, "Of those: questions about a vacancy."),
        "complaints": (BigInteger, "Of those: complaints."),
        "compliments": (BigInteger, "Of those: compliments."),
        "in_news": (BigInteger, "Of those: news."),
        "positive": (BigInteger, "Of those: positive in tone."),
        "neutral": (BigInteger, "Of those: neutral in tone."),
        "negative": (BigInteger, "Of those: negative in tone."),
    },
)
