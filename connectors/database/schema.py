"""The tables: a comment on every column, the key first, the merge rules beside the table. The project's contract.

``organisation_id`` leads every key (only ``dim_day`` is shared by all). Numbers of daily facts are nullable: NULL means
not available, 0 means zero. How a table is written stands in its ``info``:

- ``volatile``: columns that follow a change but make none (when it was seen);
- ``merge``: column to rule; ``first`` keeps what came first, ``earliest`` the smaller, ``known`` never goes back to NULL;
- ``frozen_when``: a column; a stored row in which it is set is not updated any more;
- ``revisions``: the table that keeps superseded values;
- ``rollups``: the tables of sums per week and month, and ``additive``: the columns that may be summed over days.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from connectors.database.types import Moment

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

INGEST = ("api", "export", "manual", "snapshot")
QUALITY = ("reported", "spread", "correction")
SIDE_ENTRANT = ("side_entrant", "returner", "within_care", "other", "unknown")
STATUS = ("new", "in_process", "offer", "hired", "rejected", "withdrawn", "deleted")
STAGES = ("applied", "screened", "interview", "offer", "hired")


def _key(name: str, kind: Any, comment: str) -> Column[Any]:
    return Column(name, kind, primary_key=True, autoincrement=False, comment=comment)


def _required(name: str, kind: Any, comment: str, **more: Any) -> Column[Any]:
    return Column(name, kind, nullable=False, comment=comment, **more)


def _value(name: str, kind: Any, comment: str) -> Column[Any]:
    return Column(name, kind, nullable=True, comment=comment)


def _table(name: str, comment: str, *parts: Any, info: dict[str, Any] | None = None) -> Table:
    organisation = _key("organisation_id", Text, "Whose row it is; leads every key.")
    return Table(name, metadata, organisation, *parts, comment=comment, info=info or {}, sqlite_with_rowid=False)


def _within(parent: str, *columns: str) -> ForeignKeyConstraint:
    """Return a foreign key inside one organisation; facts have none (they load in bulk, ``db check`` looks for orphans)."""
    names = ["organisation_id", *columns]
    return ForeignKeyConstraint(names, [f"{parent}.{name}" for name in names])


def _one_of(column: str, values: Sequence[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


# --- Reference ---------------------------------------------------------------------------------------------------------

dim_day = Table(
    "dim_day",
    metadata,
    _key("day", Date, "A calendar day, 2005 to 2040."),
    _required("day_no", Integer, "Days since 2005-01-01: arithmetic without date functions."),
    _required("week_start", Date, "Monday of the ISO week."),
    _required("week_end", Date, "Sunday of the ISO week."),
    _required("month_start", Date, "First day of the month."),
    _required("month_end", Date, "Last day of the month."),
    _required("weekday", Integer, "1 Monday to 7 Sunday."),
    comment="The calendar that replaces date functions; the same for every organisation.",
    sqlite_with_rowid=False,
)

organisation = _table(
    "organisation",
    "The care organisation whose figures these are.",
    _required("name", Text, "Name as shown."),
    _required("country", Text, "ISO country code."),
    _required("timezone", Text, "Zone of reporting days."),
    _required("language", Text, "Language of reports and messages."),
    _required("is_demo", Boolean, "True for the fictional organisation."),
    _value("frozen_at", Moment, "The moment at which the fictional organisation stands still; NULL for a real one."),
)

site = _table(
    "site",
    "A place of work of the organisation.",
    _key("site_id", Text, "Short code."),
    _required("name", Text, "Name as shown."),
    _required("kind", Text, "hospital, care_home, home_care, disability_care, mental_health, office or other."),
    _required("country", Text, "ISO country code, for public holidays."),
    _value("holiday_region", Text, "Region of the school holidays: Noord, Midden, Zuid, Flemish, French, German."),
)

# --- What was told: channels, content, series --------------------------------------------------------------------------

channel = _table(
    "channel",
    "A place where stories are told: a YouTube channel, a LinkedIn page, the own site.",
    _key("channel_id", BigInteger, "Hash of organisation, platform and external id."),
    _required("platform", Text, "youtube, linkedin, website, facebook, flyer, radio, ..."),
    _required("external_id", Text, "The platform's own id, or a slug from the file name."),
    _value("title", Text, "Name as shown on the platform."),
    _value("url", Text, "Address of the channel."),
    _value("auth_kind", Text, "How it was read: owner (with consent), key (public) or NULL (file, by hand)."),
    _value("observed_at", Moment, "When it was last read."),
    UniqueConstraint("organisation_id", "platform", "external_id"),
    info={"volatile": {"observed_at"}},
)

content = _table(
    "content",
    "A video, post, blog, page or flyer.",
    _key("content_id", BigInteger, "Hash of organisation, channel and external id."),
    _required("channel_id", BigInteger, "Where it was published."),
    _required("external_id", Text, "The platform's own id."),
    _required("kind", Text, "video, short, live, post, blog, page or flyer.", server_default="video"),
    _value("title", Text, "Title or first words; NULL when the platform's rules made us drop it."),
    _value("url", Text, "Address."),
    _value("published_at", Moment, "When it came out."),
    _value("duration_s", Integer, "Length in seconds; NULL for what has none."),
    _value("visibility", Text, "public, unlisted, private or missing, as last seen."),
    _value("format_source", Text, "How the kind is known: platform, playlist, or NULL (assumed)."),
    _value("author_role", Text, "Who tells: ambassador, team, communications, director; set by a person."),
    _value("theme", Text, "What it is about; set by a person."),
    _value("auth_kind", Text, "owner, key or NULL, as for the channel."),
    _value("observed_at", Moment, "When it was last read."),
    UniqueConstraint("organisation_id", "channel_id", "external_id"),
    _within("channel", "channel_id"),
    info={"volatile": {"observed_at"}, "merge": {"published_at": "known"}},
)

series = _table(
    "series",
    "A series of episodes: a playlist, or made by hand.",
    _key("series_id", Text, "The playlist's id or a short name."),
    _value("channel_id", BigInteger, "Where it runs."),
    _required("title", Text, "Name as shown."),
    _required("origin", Text, "playlist or manual."),
    _value("observed_at", Moment, "When it was last read."),
    info={"volatile": {"observed_at"}},
)

episode = _table(
    "episode",
    "One episode of a series, in order.",
    _key("series_id", Text, "Which series."),
    _key("number", Integer, "Place in the series, from 1."),
    _value("content_id", BigInteger, "The video; NULL when it is not known (yet)."),
    _value("title", Text, "Title of the episode."),
    _value("released_at", Moment, "The moment of release."),
    _within("series", "series_id"),
)

# --- Daily facts -------------------------------------------------------------------------------------------------------

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
        _required("day_zone", Text, "The time zone in which the source cuts its days."),
        _required("ingest", Text, "How it came: api, export, manual, or snapshot (differences of a counter)."),
        _required(
            "quality",
            Text,
            "reported, spread (a longer gap shared out evenly) or correction (the counter shrank).",
            server_default="reported",
        ),
        _value("auth_kind", Text, "owner, key or NULL: key-read YouTube figures may be kept 30 days."),
        _required("is_final", Boolean, "False while the source may still restate the day."),
        _required("observed_at", Moment, "When it was read."),
        _one_of("ingest", INGEST),
        _one_of("quality", QUALITY),
    ]


def _columns(facts: dict[str, tuple[Any, str]]) -> list[Column[Any]]:
    return [_value(name, kind, comment) for name, (kind, comment) in facts.items()]


def _daily(name: str, comment: str, keys: Sequence[tuple[str, Any, str]], facts: dict[str, tuple[Any, str]]) -> Table:
    """Return a daily fact with its revision table and its sums per week and month."""

    def key_columns() -> list[Column[Any]]:
        return [_key(*parts) for parts in keys]

    day = ("day", Date, "The day, in the source's own zone.")
    additive = [column for column in facts if column not in _LEVELS]
    sums = {column: facts[column] for column in additive}
    base = name.removesuffix("_daily")
    revisions = _table(
        f"{name}_rev",
        f"What {name} said before it was restated.",
        *key_columns(),
        _key(*day),
        _key("superseded_by_run", BigInteger, "The run that brought the newer value."),
        *_columns(facts),
    )
    rollups = {
        start: _table(
            f"{base}_{span}",
            f"Sums of {name} per {span}; only what may be summed.",
            *key_columns(),
            _key(start, Date, f"First day of the {span}."),
            *_columns(sums),
            _required("days", Integer, "Days with a row in the sum."),
        )
        for span, start in (("week", "week_start"), ("month", "month_start"))
    }
    return _table(
        name,
        comment,
        *key_columns(),
        _key(*day),
        *_columns(facts),
        *_provenance(),
        info={
            "volatile": {"observed_at"},
            "revisions": revisions,
            "rollups": rollups,
            "additive": additive,
            "facts": list(facts),
        },
    )


content_daily = _daily(
    "content_daily",
    "What one item did on one day.",
    [("content_id", BigInteger, "Which item.")],
    _FACT,
)

channel_daily = _daily(
    "channel_daily",
    "What a whole channel did on one day; includes items that no longer exist.",
    [("channel_id", BigInteger, "Which channel.")],
    {**_FACT, **_CHANNEL_FACT},
)

visit_daily = _daily(
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
)

content_snapshot = _table(
    "content_snapshot",
    "A counter of an item as it stood at a moment: cumulative since publication.",
    _key("content_id", BigInteger, "Which item."),
    _key("observed_at", Moment, "When it was read."),
    _value("views", BigInteger, "Views so far."),
    _value("reactions", BigInteger, "Likes so far; NULL when hidden."),
    _value("comments", BigInteger, "Comments so far; NULL when closed."),
    _value("impressions", BigInteger, "Impressions so far, where the platform tells."),
    _value("clicks", BigInteger, "Clicks so far, where the platform tells."),
    _value("shares", BigInteger, "Shares so far, where the platform tells."),
    _value("watch_minutes", Float, "Minutes watched so far, where the platform tells."),
    _value("followers_gained", BigInteger, "Followers gained so far, where the platform tells."),
    _required("ingest", Text, "api or export."),
    _value("auth_kind", Text, "owner, key or NULL."),
)

# --- What came in: vacancies and applications ---------------------------------------------------------------------------

vacancy = _table(
    "vacancy",
    "A vacancy as one provider names it.",
    _key("vacancy_id", BigInteger, "Hash of organisation, provider and external id."),
    _required("provider", Text, "The applicant tracking system, or file."),
    _required("external_id", Text, "The provider's own id, or the title where there is none."),
    _value("title", Text, "Title of the vacancy."),
    _value("function_group", Text, "Group of functions, such as nurse or logistics."),
    _value("site_id", Text, "Place of work."),
    _value("department", Text, "Department as the provider writes it."),
    _value("opened_at", Date, "First day open."),
    _value("closed_at", Date, "Last day open; NULL while open or unknown."),
    _value("side_entrant_track", Boolean, "True when the vacancy itself is meant for side-entrants."),
    _value("pay_stated", Boolean, "True when the pay stands in the vacancy."),
    _value("observed_at", Moment, "When it was last read."),
    UniqueConstraint("organisation_id", "provider", "external_id"),
    info={"volatile": {"observed_at"}, "merge": {"opened_at": "known", "function_group": "known", "site_id": "known"}},
)

application = _table(
    "application",
    "One application of one person to one vacancy, under a keyed pseudonym; counted, not kept.",
    _key("provider", Text, "The applicant tracking system, or file."),
    _key("application_key", Text, "Keyed pseudonym (HMAC-SHA256) of the provider's id."),
    _value("candidate_key", Text, "Keyed pseudonym of the person, to count persons; NULL when unknown."),
    _value("vacancy_id", BigInteger, "Which vacancy."),
    _required("applied_on", Date, "Day of the application in the organisation's zone."),
    _value("applied_at", Moment, "Moment of the application; NULL when only the day is known."),
    _value("source_raw", Text, "Measured source as the provider writes it."),
    _value("source_id", Text, "Measured source after the rules."),
    _value("utm_source", Text, "Tag: source."),
    _value("utm_medium", Text, "Tag: medium."),
    _value("utm_campaign", Text, "Tag: campaign."),
    _value("utm_content", Text, "Tag: content."),
    _value("self_reported_raw", Text, "The applicant's choice at “how did you hear of us”."),
    _value("self_reported_id", Text, "Self-reported source after the rules."),
    _required(
        "side_entrant",
        Text,
        "Class by the rule in force: side_entrant, returner, within_care, other, unknown.",
        server_default="unknown",
    ),
    _required("side_entrant_basis", Text, "What the class rests on: facts, declared or none.", server_default="none"),
    _required("side_entrant_cbs", Text, "Class by the CBS rule from the facts.", server_default="unknown"),
    _required("side_entrant_declared", Text, "Class by the applicant's own answer.", server_default="unknown"),
    _value("over_25", Boolean, "Older than 25 at application: the answer only, never an age."),
    _value("ever_in_care", Boolean, "Ever employed in care and welfare before."),
    _value("recently_in_care", Boolean, "Employed in care and welfare in the last 12 months."),
    _value("function_group", Text, "Group of functions of the vacancy."),
    _value("site_id", Text, "Place of work of the vacancy."),
    _value("stage_raw", Text, "Current stage as the provider writes it."),
    _required(
        "stage", Text, "Furthest stage reached: applied, screened, interview, offer, hired.", server_default="applied"
    ),
    _required("status", Text, "new, in_process, offer, hired, rejected, withdrawn or deleted.", server_default="new"),
    _value("screened_at", Date, "Day of screening; NULL when not reached or not known."),
    _value("interview_at", Date, "Day of the interview."),
    _value("offer_at", Date, "Day of the offer."),
    _value("hired_at", Date, "Day of the hire."),
    _value("rejected_at", Date, "Day of the rejection."),
    _value("withdrawn_at", Date, "Day of the withdrawal."),
    _value("rejected_by", Text, "employer, candidate or unknown."),
    _value("erased_at", Moment, "When the person asked to be forgotten; the row is no longer updated."),
    _required("observed_at", Moment, "When it was last read."),
    _one_of("side_entrant", SIDE_ENTRANT),
    _one_of("status", STATUS),
    Index(None, "organisation_id", "applied_on"),
    info={
        "volatile": {"observed_at"},
        "merge": {
            "applied_on": "earliest",
            "applied_at": "earliest",
            "source_raw": "known",
            "source_id": "known",
            "utm_source": "known",
            "utm_medium": "known",
            "utm_campaign": "known",
            "utm_content": "known",
            "self_reported_raw": "known",
            "self_reported_id": "known",
        },
        "frozen_when": "erased_at",
    },
)

application_event = _table(
    "application_event",
    "What happened to an application; only ever added to.",
    _key("provider", Text, "The applicant tracking system, or file."),
    _key("application_key", Text, "Which application."),
    _key("dedupe_key", Text, "Makes the same event, told twice, one event."),
    _required("event", Text, "created, stage, hired, unhired, rejected, withdrawn, deleted or anonymised."),
    _required("day", Date, "Day of the event in the organisation's zone."),
    _value("at", Moment, "Moment of the event; NULL when only the day is known."),
    _value("from_stage", Text, "Stage before."),
    _value("to_stage", Text, "Stage after."),
    _required("origin", Text, "history, webhook, diff or file."),
)

_APPLICATION_COUNTS = {
    "applied": "Applications that came in on the day.",
    "screened": "Of those: reached screening, until now.",
    "interviewed": "Of those: reached an interview, until now.",
    "offered": "Of those: reached an offer, until now.",
    "hired": "Of those: hired, until now.",
    "rejected": "Of those: rejected, until now.",
    "withdrawn": "Of those: withdrawn, until now.",
}

application_daily = _table(
    "application_daily",
    "Counts of applications by the day they came in (cohort); they outlive the rows they were counted from.",
    _key("day", Date, "Day of the application in the organisation's zone."),
    _key("vacancy_id", BigInteger, "Which vacancy; 0 when unknown."),
    _key("source_id", Text, "Measured source; empty when unknown."),
    _key("self_reported_id", Text, "Self-reported source; empty when unknown."),
    _key("utm_campaign", Text, "Campaign tag; empty when there is none."),
    _key("side_entrant", Text, "Class by the rule in force."),
    _key("side_entrant_declared", Text, "Class by the applicant's own answer."),
    _key("function_group", Text, "Group of functions; empty when unknown."),
    _key("site_id", Text, "Place of work; empty when unknown."),
    _key("basis", Text, "live: counted from rows that are here; kept: from rows that retention has removed."),
    *[_required(name, Integer, comment) for name, comment in _APPLICATION_COUNTS.items()],
    info={"counts": list(_APPLICATION_COUNTS)},
)

source = _table(
    "source",
    "Where an application came from, on two levels.",
    _key("source_id", Text, "Short code."),
    _required(
        "strategy",
        Text,
        "Upper level: campaign, own_site, job_board, social, referral, agency, school, event, offline, other.",
    ),
    _required("name", Text, "Name as shown."),
    _required("status", Text, "known, or new: seen in the data and not yet placed by a person."),
    _value("first_seen", Date, "First day on which it was seen."),
    info={"merge": {"strategy": "first", "name": "first", "status": "first", "first_seen": "earliest"}},
)

source_rule = _table(
    "source_rule",
    "Ordered rules that lead a raw source to a source; the first match wins.",
    _key("position", Integer, "Order, from 1."),
    _required("field", Text, "What is looked at: utm_campaign, utm_source or source."),
    _required("match", Text, "exact, contains or pattern; never case-sensitive."),
    _required("value", Text, "What it is held against."),
    _required("source_id", Text, "Where it leads."),
)

# --- Campaigns -----------------------------------------------------------------------------------------------------------

campaign = _table(
    "campaign",
    "An effort to tell a story, with a beginning and an end.",
    _key("campaign_id", Text, "Short code; stands in addresses."),
    _required("name", Text, "Name as shown."),
    _required("kind", Text, "series, video, employee_posts, event, offline, advert or other."),
    _value("goal", Text, "What it is for."),
    _value("audience", Text, "For whom."),
    _required("starts_on", Date, "First day."),
    _value("ends_on", Date, "Last day; NULL while it runs without an end."),
    _required("status", Text, "planned, active or closed."),
)

campaign_plan = _table(
    "campaign_plan",
    "What was agreed before the start: measure, method, baseline.",
    _key("campaign_id", Text, "Which campaign."),
    _value("measure", Text, "What success is measured by."),
    _value("method", Text, "How it is measured."),
    _value("baseline_from", Date, "First day of the comparison period."),
    _value("baseline_until", Date, "Last day of the comparison period."),
    _value("minimum_effect", Float, "Smallest number of extra applications that would matter."),
    _required("recorded_at", Moment, "When this was written down."),
    _within("campaign", "campaign_id"),
    info={"volatile": {"recorded_at"}},
)

campaign_cost = _table(
    "campaign_cost",
    "What a campaign cost: cash and own hours, always apart.",
    _key("campaign_id", Text, "Which campaign."),
    _key("line", Integer, "Number of the line, from 1."),
    _required("label", Text, "What it was spent on."),
    _required("cash", Float, "Money that went out, in the currency."),
    _required("hours", Float, "Hours of own staff."),
    _required("hour_rate", Float, "What an own hour is reckoned at, in the currency."),
    _required("currency", Text, "ISO currency code."),
    _within("campaign", "campaign_id"),
)

campaign_link = _table(
    "campaign_link",
    "What belongs to a campaign.",
    _key("campaign_id", Text, "Which campaign."),
    _key("kind", Text, "series, content, utm_campaign, source, self_reported, vacancy, site or function_group."),
    _key("target", Text, "The key of what belongs to it, as text."),
    _within("campaign", "campaign_id"),
)

event = _table(
    "event",
    "Anything else on the time line: a broadcast, an award, a change in how a figure is counted.",
    _key("event_id", Text, "Short code."),
    _required("kind", Text, "definition_break, broadcast, vacancy_wave, award or other."),
    _required("day", Date, "First day."),
    _value("until", Date, "Last day; NULL for a single day."),
    _required("title", Text, "Sentence as shown; a message of the catalogue where the product made it."),
    _value("platform", Text, "Which platform's figures it touches; NULL for none."),
    _value("metric", Text, "Which figure it touches; NULL for none."),
    _value("site_id", Text, "Which site; NULL for all."),
    _one_of("kind", ("definition_break", "broadcast", "vacancy_wave", "award", "other")),
)

# --- What the house keeps about itself -------------------------------------------------------------------------------------

sync_run = _table(
    "sync_run",
    "One run of one source, or one import.",
    _key("run_id", BigInteger, "Microseconds since 1970 at the start: grows, needs no sequence."),
    _required("source", Text, "Which source, or import."),
    _required("status", Text, "running, ok, partial, quota, auth, failed or interrupted."),
    _required("started_at", Moment, "When it started."),
    _value("finished_at", Moment, "When it ended; NULL while it runs."),
    _value("since", Date, "First day that was asked for."),
    _value("until", Date, "Last day with figures after the run."),
    _required("rows_written", Integer, "Rows that were new or changed."),
    _required("rows_unchanged", Integer, "Rows that were there already, equal."),
    _required("requests", Integer, "Calls that went out."),
    _value("error_code", Text, "Short code of the error."),
    _value("error_text", Text, "Message id of the error."),
    _value("error_hint", Text, "Message id of what to do."),
    _value("error_values", Text, "JSON object of the values in both; never a secret, never a person."),
    _value("notes", Text, "JSON list of messages that are no errors."),
)

sync_cursor = _table(
    "sync_cursor",
    "Where a stream goes on; moves in the same transaction as its rows.",
    _key("source", Text, "Which source."),
    _key("stream", Text, "Which stream."),
    _required("value", Text, "JSON object that only the source reads."),
    _value("until", Date, "Last day with figures."),
    _required("run_id", BigInteger, "The run that moved it."),
)

quota_use = _table(
    "quota_use",
    "Units of a daily allowance that went out.",
    _key("source", Text, "Which source."),
    _key("bucket", Text, "Which allowance."),
    _key("day", Date, "The day, in the source's zone."),
    _required("units", Integer, "Units used."),
)

import_file = _table(
    "import_file",
    "A file that was imported; the same content is recognised whatever its name.",
    _key("sha256", Text, "Fingerprint of the content."),
    _key("kind", Text, "What it was read as."),
    _required("name", Text, "Its name at the time."),
    _required("imported_at", Moment, "When."),
    _required("run_id", BigInteger, "The run that read it."),
    _required("rows_written", Integer, "Rows that were new or changed."),
    _required("rows_unchanged", Integer, "Rows that were there already, equal."),
    _required("rows_refused", Integer, "Rows that were refused."),
    _value("first_day", Date, "First day in the file."),
    _value("last_day", Date, "Last day in the file."),
)

audit = _table(
    "audit",
    "Who changed what.",
    _key("audit_id", BigInteger, "Microseconds since 1970, made unique."),
    _required("at", Moment, "When."),
    _required("actor", Text, "Role or command; no name of a person."),
    _required("action", Text, "What was done."),
    _required("subject", Text, "To what."),
    _value("detail", Text, "JSON object with more."),
)

demo_truth = _table(
    "demo_truth",
    "The effects that the demo was made with; read only by the demo switch.",
    _key("campaign_id", Text, "Which campaign."),
    _key("site_id", Text, "At which site."),
    _required("incremental", Float, "Extra applications that the generator put in on average."),
    _required("drawn", Integer, "Extra applications that it drew."),
)


def comments() -> dict[str, dict[str, str]]:
    """Return each table's column comments, for documentation and the processing register."""
    return {table.name: {column.name: column.comment or "" for column in table.c} for table in metadata.sorted_tables}
