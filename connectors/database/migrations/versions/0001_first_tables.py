"""The first tables, and the calendar filled in.

Revision: 0001, after nothing.
"""

from calendar import monthrange
from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

from connectors.database.types import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "application",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "provider",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="The applicant tracking system, or file.",
        ),
        sa.Column(
            "application_key",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Keyed pseudonym (HMAC-SHA256) of the provider's id.",
        ),
        sa.Column(
            "candidate_key",
            sa.Text(),
            nullable=True,
            comment="Keyed pseudonym of the person, to count persons; NULL when unknown.",
        ),
        sa.Column("vacancy_id", sa.BigInteger(), nullable=True, comment="Which vacancy."),
        sa.Column(
            "applied_on", sa.Date(), nullable=False, comment="Day of the application in the organisation's zone."
        ),
        sa.Column(
            "applied_at", Moment(), nullable=True, comment="Moment of the application; NULL when only the day is known."
        ),
        sa.Column("source_raw", sa.Text(), nullable=True, comment="Measured source as the provider writes it."),
        sa.Column("source_id", sa.Text(), nullable=True, comment="Measured source after the rules."),
        sa.Column("utm_source", sa.Text(), nullable=True, comment="Tag: source."),
        sa.Column("utm_medium", sa.Text(), nullable=True, comment="Tag: medium."),
        sa.Column("utm_campaign", sa.Text(), nullable=True, comment="Tag: campaign."),
        sa.Column("utm_content", sa.Text(), nullable=True, comment="Tag: content."),
        sa.Column(
            "self_reported_raw", sa.Text(), nullable=True, comment="The applicant's choice at “how did you hear of us”."
        ),
        sa.Column("self_reported_id", sa.Text(), nullable=True, comment="Self-reported source after the rules."),
        sa.Column(
            "side_entrant",
            sa.Text(),
            server_default="unknown",
            nullable=False,
            comment="Class by the rule in force: side_entrant, returner, within_care, other, unknown.",
        ),
        sa.Column(
            "side_entrant_basis",
            sa.Text(),
            server_default="none",
            nullable=False,
            comment="What the class rests on: facts, declared or none.",
        ),
        sa.Column(
            "side_entrant_cbs",
            sa.Text(),
            server_default="unknown",
            nullable=False,
            comment="Class by the CBS rule from the facts.",
        ),
        sa.Column(
            "side_entrant_declared",
            sa.Text(),
            server_default="unknown",
            nullable=False,
            comment="Class by the applicant's own answer.",
        ),
        sa.Column(
            "over_25",
            sa.Boolean(),
            nullable=True,
            comment="Older than 25 at application: the answer only, never an age.",
        ),
        sa.Column("ever_in_care", sa.Boolean(), nullable=True, comment="Ever employed in care and welfare before."),
        sa.Column(
            "recently_in_care",
            sa.Boolean(),
            nullable=True,
            comment="Employed in care and welfare in the last 12 months.",
        ),
        sa.Column("function_group", sa.Text(), nullable=True, comment="Group of functions of the vacancy."),
        sa.Column("site_id", sa.Text(), nullable=True, comment="Place of work of the vacancy."),
        sa.Column("stage_raw", sa.Text(), nullable=True, comment="Current stage as the provider writes it."),
        sa.Column(
            "stage",
            sa.Text(),
            server_default="applied",
            nullable=False,
            comment="Furthest stage reached: applied, screened, interview, offer, hired.",
        ),
        sa.Column(
            "status",
            sa.Text(),
            server_default="new",
            nullable=False,
            comment="new, in_process, offer, hired, rejected, withdrawn or deleted.",
        ),
        sa.Column(
            "screened_at", sa.Date(), nullable=True, comment="Day of screening; NULL when not reached or not known."
        ),
        sa.Column("interview_at", sa.Date(), nullable=True, comment="Day of the interview."),
        sa.Column("offer_at", sa.Date(), nullable=True, comment="Day of the offer."),
        sa.Column("hired_at", sa.Date(), nullable=True, comment="Day of the hire."),
        sa.Column("rejected_at", sa.Date(), nullable=True, comment="Day of the rejection."),
        sa.Column("withdrawn_at", sa.Date(), nullable=True, comment="Day of the withdrawal."),
        sa.Column("rejected_by", sa.Text(), nullable=True, comment="employer, candidate or unknown."),
        sa.Column(
            "erased_at",
            Moment(),
            nullable=True,
            comment="When the person asked to be forgotten; the row is no longer updated.",
        ),
        sa.Column("observed_at", Moment(), nullable=False, comment="When it was last read."),
        sa.CheckConstraint(
            "side_entrant IN ('side_entrant', 'returner', 'within_care', 'other', 'unknown')",
            name=op.f("ck_application_side_entrant"),
        ),
        sa.CheckConstraint(
            "status IN ('new', 'in_process', 'offer', 'hired', 'rejected', 'withdrawn', 'deleted')",
            name=op.f("ck_application_status"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "provider", "application_key", name=op.f("pk_application")),
        comment="One application of one person to one vacancy, under a keyed pseudonym; counted, not kept.",
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_application_organisation_id_applied_on"), ["organisation_id", "applied_on"], unique=False
        )

    op.create_table(
        "application_daily",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "day",
            sa.Date(),
            autoincrement=False,
            nullable=False,
            comment="Day of the application in the organisation's zone.",
        ),
        sa.Column(
            "vacancy_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which vacancy; 0 when unknown."
        ),
        sa.Column(
            "source_id", sa.Text(), autoincrement=False, nullable=False, comment="Measured source; empty when unknown."
        ),
        sa.Column(
            "self_reported_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Self-reported source; empty when unknown.",
        ),
        sa.Column(
            "utm_campaign",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Campaign tag; empty when there is none.",
        ),
        sa.Column(
            "side_entrant", sa.Text(), autoincrement=False, nullable=False, comment="Class by the rule in force."
        ),
        sa.Column(
            "side_entrant_declared",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Class by the applicant's own answer.",
        ),
        sa.Column(
            "function_group",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Group of functions; empty when unknown.",
        ),
        sa.Column(
            "site_id", sa.Text(), autoincrement=False, nullable=False, comment="Place of work; empty when unknown."
        ),
        sa.Column(
            "basis",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="live: counted from rows that are here; kept: from rows that retention has removed.",
        ),
        sa.Column("applied", sa.Integer(), nullable=False, comment="Applications that came in on the day."),
        sa.Column("screened", sa.Integer(), nullable=False, comment="Of those: reached screening, until now."),
        sa.Column("interviewed", sa.Integer(), nullable=False, comment="Of those: reached an interview, until now."),
        sa.Column("offered", sa.Integer(), nullable=False, comment="Of those: reached an offer, until now."),
        sa.Column("hired", sa.Integer(), nullable=False, comment="Of those: hired, until now."),
        sa.Column("rejected", sa.Integer(), nullable=False, comment="Of those: rejected, until now."),
        sa.Column("withdrawn", sa.Integer(), nullable=False, comment="Of those: withdrawn, until now."),
        sa.PrimaryKeyConstraint(
            "organisation_id",
            "day",
            "vacancy_id",
            "source_id",
            "self_reported_id",
            "utm_campaign",
            "side_entrant",
            "side_entrant_declared",
            "function_group",
            "site_id",
            "basis",
            name=op.f("pk_application_daily"),
        ),
        comment="Counts of applications by the day they came in (cohort); they outlive the rows they were counted from.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "application_event",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "provider",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="The applicant tracking system, or file.",
        ),
        sa.Column("application_key", sa.Text(), autoincrement=False, nullable=False, comment="Which application."),
        sa.Column(
            "dedupe_key",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Makes the same event, told twice, one event.",
        ),
        sa.Column(
            "event",
            sa.Text(),
            nullable=False,
            comment="created, stage, hired, unhired, rejected, withdrawn, deleted or anonymised.",
        ),
        sa.Column("day", sa.Date(), nullable=False, comment="Day of the event in the organisation's zone."),
        sa.Column("at", Moment(), nullable=True, comment="Moment of the event; NULL when only the day is known."),
        sa.Column("from_stage", sa.Text(), nullable=True, comment="Stage before."),
        sa.Column("to_stage", sa.Text(), nullable=True, comment="Stage after."),
        sa.Column("origin", sa.Text(), nullable=False, comment="history, webhook, diff or file."),
        sa.PrimaryKeyConstraint(
            "organisation_id", "provider", "application_key", "dedupe_key", name=op.f("pk_application_event")
        ),
        comment="What happened to an application; only ever added to.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "audit_id",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="Microseconds since 1970, made unique.",
        ),
        sa.Column("at", Moment(), nullable=False, comment="When."),
        sa.Column("actor", sa.Text(), nullable=False, comment="Role or command; no name of a person."),
        sa.Column("action", sa.Text(), nullable=False, comment="What was done."),
        sa.Column("subject", sa.Text(), nullable=False, comment="To what."),
        sa.Column("detail", sa.Text(), nullable=True, comment="JSON object with more."),
        sa.PrimaryKeyConstraint("organisation_id", "audit_id", name=op.f("pk_audit")),
        comment="Who changed what.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "campaign",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "campaign_id", sa.Text(), autoincrement=False, nullable=False, comment="Short code; stands in addresses."
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="Name as shown."),
        sa.Column(
            "kind", sa.Text(), nullable=False, comment="series, video, employee_posts, event, offline, advert or other."
        ),
        sa.Column("goal", sa.Text(), nullable=True, comment="What it is for."),
        sa.Column("audience", sa.Text(), nullable=True, comment="For whom."),
        sa.Column("starts_on", sa.Date(), nullable=False, comment="First day."),
        sa.Column("ends_on", sa.Date(), nullable=True, comment="Last day; NULL while it runs without an end."),
        sa.Column("status", sa.Text(), nullable=False, comment="planned, active or closed."),
        sa.PrimaryKeyConstraint("organisation_id", "campaign_id", name=op.f("pk_campaign")),
        comment="An effort to tell a story, with a beginning and an end.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "channel",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "channel_id",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="Hash of organisation, platform and external id.",
        ),
        sa.Column(
            "platform", sa.Text(), nullable=False, comment="youtube, linkedin, website, facebook, flyer, radio, ..."
        ),
        sa.Column(
            "external_id", sa.Text(), nullable=False, comment="The platform's own id, or a slug from the file name."
        ),
        sa.Column("title", sa.Text(), nullable=True, comment="Name as shown on the platform."),
        sa.Column("url", sa.Text(), nullable=True, comment="Address of the channel."),
        sa.Column(
            "auth_kind",
            sa.Text(),
            nullable=True,
            comment="How it was read: owner (with consent), key (public) or NULL (file, by hand).",
        ),
        sa.Column("observed_at", Moment(), nullable=True, comment="When it was last read."),
        sa.PrimaryKeyConstraint("organisation_id", "channel_id", name=op.f("pk_channel")),
        sa.UniqueConstraint(
            "organisation_id", "platform", "external_id", name=op.f("uq_channel_organisation_id_platform_external_id")
        ),
        comment="A place where stories are told: a YouTube channel, a LinkedIn page, the own site.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "channel_daily",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which channel."),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="The day, in the source's own zone."),
        sa.Column(
            "impressions",
            sa.BigInteger(),
            nullable=True,
            comment="Times it was put before somebody, as the platform counts.",
        ),
        sa.Column(
            "reach",
            sa.BigInteger(),
            nullable=True,
            comment="Different people reached; never summed over days or channels.",
        ),
        sa.Column(
            "views",
            sa.BigInteger(),
            nullable=True,
            comment="Views as the platform counts them; the definition has a version.",
        ),
        sa.Column(
            "engaged_views",
            sa.BigInteger(),
            nullable=True,
            comment="Views that went on past the first moments (YouTube engagedViews).",
        ),
        sa.Column("watch_minutes", sa.Float(), nullable=True, comment="Minutes watched."),
        sa.Column(
            "average_view_share",
            sa.Float(),
            nullable=True,
            comment="Average share of the length that was watched, 0 to 1, can exceed 1.",
        ),
        sa.Column(
            "reactions",
            sa.BigInteger(),
            nullable=True,
            comment="Likes and other reactions; a day can be negative after removals.",
        ),
        sa.Column("comments", sa.BigInteger(), nullable=True, comment="Comments by readers."),
        sa.Column("shares", sa.BigInteger(), nullable=True, comment="Shares and reposts."),
        sa.Column("clicks", sa.BigInteger(), nullable=True, comment="Clicks as the platform counts them."),
        sa.Column("followers_gained", sa.BigInteger(), nullable=True, comment="New followers or subscribers that day."),
        sa.Column(
            "followers",
            sa.BigInteger(),
            nullable=True,
            comment="Followers or subscribers at the time; a level, never summed.",
        ),
        sa.Column("followers_lost", sa.BigInteger(), nullable=True, comment="Followers or subscribers lost that day."),
        sa.Column("page_views", sa.BigInteger(), nullable=True, comment="Views of the page."),
        sa.Column(
            "page_visitors", sa.BigInteger(), nullable=True, comment="Different visitors of the page; never summed."
        ),
        sa.Column("careers_page_views", sa.BigInteger(), nullable=True, comment="Views of the careers (life) tab."),
        sa.Column("jobs_page_views", sa.BigInteger(), nullable=True, comment="Views of the jobs tab."),
        sa.Column("day_zone", sa.Text(), nullable=False, comment="The time zone in which the source cuts its days."),
        sa.Column(
            "ingest",
            sa.Text(),
            nullable=False,
            comment="How it came: api, export, manual, or snapshot (differences of a counter).",
        ),
        sa.Column(
            "quality",
            sa.Text(),
            server_default="reported",
            nullable=False,
            comment="reported, spread (a longer gap shared out evenly) or correction (the counter shrank).",
        ),
        sa.Column(
            "auth_kind",
            sa.Text(),
            nullable=True,
            comment="owner, key or NULL: key-read YouTube figures may be kept 30 days.",
        ),
        sa.Column(
            "is_final", sa.Boolean(), nullable=False, comment="False while the source may still restate the day."
        ),
        sa.Column("observed_at", Moment(), nullable=False, comment="When it was read."),
        sa.CheckConstraint("ingest IN ('api', 'export', 'manual', 'snapshot')", name=op.f("ck_channel_daily_ingest")),
        sa.CheckConstraint("quality IN ('reported', 'spread', 'correction')", name=op.f("ck_channel_daily_quality")),
        sa.PrimaryKeyConstraint("organisation_id", "channel_id", "day", name=op.f("pk_channel_daily")),
        comment="What a whole channel did on one day; includes items that no longer exist.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "channel_daily_rev",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which channel."),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="The day, in the source's own zone."),
        sa.Column(
            "superseded_by_run",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="The run that brought the newer value.",
        ),
        sa.Column(
            "impressions",
            sa.BigInteger(),
            nullable=True,
            comment="Times it was put before somebody, as the platform counts.",
        ),
        sa.Column(
            "reach",
            sa.BigInteger(),
            nullable=True,
            comment="Different people reached; never summed over days or channels.",
        ),
        sa.Column(
            "views",
            sa.BigInteger(),
            nullable=True,
            comment="Views as the platform counts them; the definition has a version.",
        ),
        sa.Column(
            "engaged_views",
            sa.BigInteger(),
            nullable=True,
            comment="Views that went on past the first moments (YouTube engagedViews).",
        ),
        sa.Column("watch_minutes", sa.Float(), nullable=True, comment="Minutes watched."),
        sa.Column(
            "average_view_share",
            sa.Float(),
            nullable=True,
            comment="Average share of the length that was watched, 0 to 1, can exceed 1.",
        ),
        sa.Column(
            "reactions",
            sa.BigInteger(),
            nullable=True,
            comment="Likes and other reactions; a day can be negative after removals.",
        ),
        sa.Column("comments", sa.BigInteger(), nullable=True, comment="Comments by readers."),
        sa.Column("shares", sa.BigInteger(), nullable=True, comment="Shares and reposts."),
        sa.Column("clicks", sa.BigInteger(), nullable=True, comment="Clicks as the platform counts them."),
        sa.Column("followers_gained", sa.BigInteger(), nullable=True, comment="New followers or subscribers that day."),
        sa.Column(
            "followers",
            sa.BigInteger(),
            nullable=True,
            comment="Followers or subscribers at the time; a level, never summed.",
        ),
        sa.Column("followers_lost", sa.BigInteger(), nullable=True, comment="Followers or subscribers lost that day."),
        sa.Column("page_views", sa.BigInteger(), nullable=True, comment="Views of the page."),
        sa.Column(
            "page_visitors", sa.BigInteger(), nullable=True, comment="Different visitors of the page; never summed."
        ),
        sa.Column("careers_page_views", sa.BigInteger(), nullable=True, comment="Views of the careers (life) tab."),
        sa.Column("jobs_page_views", sa.BigInteger(), nullable=True, comment="Views of the jobs tab."),
        sa.PrimaryKeyConstraint(
            "organisation_id", "channel_id", "day", "superseded_by_run", name=op.f("pk_channel_daily_rev")
        ),
        comment="What channel_daily said before it was restated.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "channel_month",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which channel."),
        sa.Column("month_start", sa.Date(), autoincrement=False, nullable=False, comment="First day of the month."),
        sa.Column(
            "impressions",
            sa.BigInteger(),
            nullable=True,
            comment="Times it was put before somebody, as the platform counts.",
        ),
        sa.Column(
            "views",
            sa.BigInteger(),
            nullable=True,
            comment="Views as the platform counts them; the definition has a version.",
        ),
        sa.Column(
            "engaged_views",
            sa.BigInteger(),
            nullable=True,
            comment="Views that went on past the first moments (YouTube engagedViews).",
        ),
        sa.Column("watch_minutes", sa.Float(), nullable=True, comment="Minutes watched."),
        sa.Column(
            "reactions",
            sa.BigInteger(),
            nullable=True,
            comment="Likes and other reactions; a day can be negative after removals.",
        ),
        sa.Column("comments", sa.BigInteger(), nullable=True, comment="Comments by readers."),
        sa.Column("shares", sa.BigInteger(), nullable=True, comment="Shares and reposts."),
        sa.Column("clicks", sa.BigInteger(), nullable=True, comment="Clicks as the platform counts them."),
        sa.Column("followers_gained", sa.BigInteger(), nullable=True, comment="New followers or subscribers that day."),
        sa.Column("followers_lost", sa.BigInteger(), nullable=True, comment="Followers or subscribers lost that day."),
        sa.Column("page_views", sa.BigInteger(), nullable=True, comment="Views of the page."),
        sa.Column("careers_page_views", sa.BigInteger(), nullable=True, comment="Views of the careers (life) tab."),
        sa.Column("jobs_page_views", sa.BigInteger(), nullable=True, comment="Views of the jobs tab."),
        sa.Column("days", sa.Integer(), nullable=False, comment="Days with a row in the sum."),
        sa.PrimaryKeyConstraint("organisation_id", "channel_id", "month_start", name=op.f("pk_channel_month")),
        comment="Sums of channel_daily per month; only what may be summed.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "channel_week",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which channel."),
        sa.Column("week_start", sa.Date(), autoincrement=False, nullable=False, comment="First day of the week."),
        sa.Column(
            "impressions",
            sa.BigInteger(),
            nullable=True,
            comment="Times it was put before somebody, as the platform counts.",
        ),
        sa.Column(
            "views",
            sa.BigInteger(),
            nullable=True,
            comment="Views as the platform counts them; the definition has a version.",
        ),
        sa.Column(
            "engaged_views",
            sa.BigInteger(),
            nullable=True,
            comment="Views that went on past the first moments (YouTube engagedViews).",
        ),
        sa.Column("watch_minutes", sa.Float(), nullable=True, comment="Minutes watched."),
        sa.Column(
            "reactions",
            sa.BigInteger(),
            nullable=True,
            comment="Likes and other reactions; a day can be negative after removals.",
        ),
        sa.Column("comments", sa.BigInteger(), nullable=True, comment="Comments by readers."),
        sa.Column("shares", sa.BigInteger(), nullable=True, comment="Shares and reposts."),
        sa.Column("clicks", sa.BigInteger(), nullable=True, comment="Clicks as the platform counts them."),
        sa.Column("followers_gained", sa.BigInteger(), nullable=True, comment="New followers or subscribers that day."),
        sa.Column("followers_lost", sa.BigInteger(), nullable=True, comment="Followers or subscribers lost that day."),
        sa.Column("page_views", sa.BigInteger(), nullable=True, comment="Views of the page."),
        sa.Column("careers_page_views", sa.BigInteger(), nullable=True, comment="Views of the careers (life) tab."),
        sa.Column("jobs_page_views", sa.BigInteger(), nullable=True, comment="Views of the jobs tab."),
        sa.Column("days", sa.Integer(), nullable=False, comment="Days with a row in the sum."),
        sa.PrimaryKeyConstraint("organisation_id", "channel_id", "week_start", name=op.f("pk_channel_week")),
        comment="Sums of channel_daily per week; only what may be summed.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "content_daily",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("content_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which item."),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="The day, in the source's own zone."),
        sa.Column(
            "impressions",
            sa.BigInteger(),
            nullable=True,
            comment="Times it was put before somebody, as the platform counts.",
        ),
        sa.Column(
            "reach",
            sa.BigInteger(),
            nullable=True,
            comment="Different people reached; never summed over days or channels.",
        ),
        sa.Column(
            "views",
            sa.BigInteger(),
            nullable=True,
            comment="Views as the platform counts them; the definition has a version.",
        ),
        sa.Column(
            "engaged_views",
            sa.BigInteger(),
            nullable=True,
            comment="Views that went on past the first moments (YouTube engagedViews).",
        ),
        sa.Column("watch_minutes", sa.Float(), nullable=True, comment="Minutes watched."),
        sa.Column(
            "average_view_share",
            sa.Float(),
            nullable=True,
            comment="Average share of the length that was watched, 0 to 1, can exceed 1.",
        ),
        sa.Column(
            "reactions",
            sa.BigInteger(),
            nullable=True,
            comment="Likes and other reactions; a day can be negative after removals.",
        ),
        sa.Column("comments", sa.BigInteger(), nullable=True, comment="Comments by readers."),
        sa.Column("shares", sa.BigInteger(), nullable=True, comment="Shares and reposts."),
        sa.Column("clicks", sa.BigInteger(), nullable=True, comment="Clicks as the platform counts them."),
        sa.Column("followers_gained", sa.BigInteger(), nullable=True, comment="New followers or subscribers that day."),
        sa.Column("day_zone", sa.Text(), nullable=False, comment="The time zone in which the source cuts its days."),
        sa.Column(
            "ingest",
            sa.Text(),
            nullable=False,
            comment="How it came: api, export, manual, or snapshot (differences of a counter).",
        ),
        sa.Column(
            "quality",
            sa.Text(),
            server_default="reported",
            nullable=False,
            comment="reported, spread (a longer gap shared out evenly) or correction (the counter shrank).",
        ),
        sa.Column(
            "auth_kind",
            sa.Text(),
            nullable=True,
            comment="owner, key or NULL: key-read YouTube figures may be kept 30 days.",
        ),
        sa.Column(
            "is_final", sa.Boolean(), nullable=False, comment="False while the source may still restate the day."
        ),
        sa.Column("observed_at", Moment(), nullable=False, comment="When it was read."),
        sa.CheckConstraint("ingest IN ('api', 'export', 'manual', 'snapshot')", name=op.f("ck_content_daily_ingest")),
        sa.CheckConstraint("quality IN ('reported', 'spread', 'correction')", name=op.f("ck_content_daily_quality")),
        sa.PrimaryKeyConstraint("organisation_id", "content_id", "day", name=op.f("pk_content_daily")),
        comment="What one item did on one day.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "content_daily_rev",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("content_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which item."),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="The day, in the source's own zone."),
        sa.Column(
            "superseded_by_run",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="The run that brought the newer value.",
        ),
        sa.Column(
            "impressions",
            sa.BigInteger(),
            nullable=True,
            comment="Times it was put before somebody, as the platform counts.",
        ),
        sa.Column(
            "reach",
            sa.BigInteger(),
            nullable=True,
            comment="Different people reached; never summed over days or channels.",
        ),
        sa.Column(
            "views",
            sa.BigInteger(),
            nullable=True,
            comment="Views as the platform counts them; the definition has a version.",
        ),
        sa.Column(
            "engaged_views",
            sa.BigInteger(),
            nullable=True,
            comment="Views that went on past the first moments (YouTube engagedViews).",
        ),
        sa.Column("watch_minutes", sa.Float(), nullable=True, comment="Minutes watched."),
        sa.Column(
            "average_view_share",
            sa.Float(),
            nullable=True,
            comment="Average share of the length that was watched, 0 to 1, can exceed 1.",
        ),
        sa.Column(
            "reactions",
            sa.BigInteger(),
            nullable=True,
            comment="Likes and other reactions; a day can be negative after removals.",
        ),
        sa.Column("comments", sa.BigInteger(), nullable=True, comment="Comments by readers."),
        sa.Column("shares", sa.BigInteger(), nullable=True, comment="Shares and reposts."),
        sa.Column("clicks", sa.BigInteger(), nullable=True, comment="Clicks as the platform counts them."),
        sa.Column("followers_gained", sa.BigInteger(), nullable=True, comment="New followers or subscribers that day."),
        sa.PrimaryKeyConstraint(
            "organisation_id", "content_id", "day", "superseded_by_run", name=op.f("pk_content_daily_rev")
        ),
        comment="What content_daily said before it was restated.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "content_month",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("content_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which item."),
        sa.Column("month_start", sa.Date(), autoincrement=False, nullable=False, comment="First day of the month."),
        sa.Column(
            "impressions",
            sa.BigInteger(),
            nullable=True,
            comment="Times it was put before somebody, as the platform counts.",
        ),
        sa.Column(
            "views",
            sa.BigInteger(),
            nullable=True,
            comment="Views as the platform counts them; the definition has a version.",
        ),
        sa.Column(
            "engaged_views",
            sa.BigInteger(),
            nullable=True,
            comment="Views that went on past the first moments (YouTube engagedViews).",
        ),
        sa.Column("watch_minutes", sa.Float(), nullable=True, comment="Minutes watched."),
        sa.Column(
            "reactions",
            sa.BigInteger(),
            nullable=True,
            comment="Likes and other reactions; a day can be negative after removals.",
        ),
        sa.Column("comments", sa.BigInteger(), nullable=True, comment="Comments by readers."),
        sa.Column("shares", sa.BigInteger(), nullable=True, comment="Shares and reposts."),
        sa.Column("clicks", sa.BigInteger(), nullable=True, comment="Clicks as the platform counts them."),
        sa.Column("followers_gained", sa.BigInteger(), nullable=True, comment="New followers or subscribers that day."),
        sa.Column("days", sa.Integer(), nullable=False, comment="Days with a row in the sum."),
        sa.PrimaryKeyConstraint("organisation_id", "content_id", "month_start", name=op.f("pk_content_month")),
        comment="Sums of content_daily per month; only what may be summed.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "content_snapshot",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("content_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which item."),
        sa.Column("observed_at", Moment(), autoincrement=False, nullable=False, comment="When it was read."),
        sa.Column("views", sa.BigInteger(), nullable=True, comment="Views so far."),
        sa.Column("reactions", sa.BigInteger(), nullable=True, comment="Likes so far; NULL when hidden."),
        sa.Column("comments", sa.BigInteger(), nullable=True, comment="Comments so far; NULL when closed."),
        sa.Column(
            "impressions", sa.BigInteger(), nullable=True, comment="Impressions so far, where the platform tells."
        ),
        sa.Column("clicks", sa.BigInteger(), nullable=True, comment="Clicks so far, where the platform tells."),
        sa.Column("shares", sa.BigInteger(), nullable=True, comment="Shares so far, where the platform tells."),
        sa.Column(
            "watch_minutes", sa.Float(), nullable=True, comment="Minutes watched so far, where the platform tells."
        ),
        sa.Column(
            "followers_gained",
            sa.BigInteger(),
            nullable=True,
            comment="Followers gained so far, where the platform tells.",
        ),
        sa.Column("ingest", sa.Text(), nullable=False, comment="api or export."),
        sa.Column("auth_kind", sa.Text(), nullable=True, comment="owner, key or NULL."),
        sa.PrimaryKeyConstraint("organisation_id", "content_id", "observed_at", name=op.f("pk_content_snapshot")),
        comment="A counter of an item as it stood at a moment: cumulative since publication.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "content_week",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("content_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which item."),
        sa.Column("week_start", sa.Date(), autoincrement=False, nullable=False, comment="First day of the week."),
        sa.Column(
            "impressions",
            sa.BigInteger(),
            nullable=True,
            comment="Times it was put before somebody, as the platform counts.",
        ),
        sa.Column(
            "views",
            sa.BigInteger(),
            nullable=True,
            comment="Views as the platform counts them; the definition has a version.",
        ),
        sa.Column(
            "engaged_views",
            sa.BigInteger(),
            nullable=True,
            comment="Views that went on past the first moments (YouTube engagedViews).",
        ),
        sa.Column("watch_minutes", sa.Float(), nullable=True, comment="Minutes watched."),
        sa.Column(
            "reactions",
            sa.BigInteger(),
            nullable=True,
            comment="Likes and other reactions; a day can be negative after removals.",
        ),
        sa.Column("comments", sa.BigInteger(), nullable=True, comment="Comments by readers."),
        sa.Column("shares", sa.BigInteger(), nullable=True, comment="Shares and reposts."),
        sa.Column("clicks", sa.BigInteger(), nullable=True, comment="Clicks as the platform counts them."),
        sa.Column("followers_gained", sa.BigInteger(), nullable=True, comment="New followers or subscribers that day."),
        sa.Column("days", sa.Integer(), nullable=False, comment="Days with a row in the sum."),
        sa.PrimaryKeyConstraint("organisation_id", "content_id", "week_start", name=op.f("pk_content_week")),
        comment="Sums of content_daily per week; only what may be summed.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "demo_truth",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("campaign_id", sa.Text(), autoincrement=False, nullable=False, comment="Which campaign."),
        sa.Column("site_id", sa.Text(), autoincrement=False, nullable=False, comment="At which site."),
        sa.Column(
            "incremental",
            sa.Float(),
            nullable=False,
            comment="Extra applications that the generator put in on average.",
        ),
        sa.Column("drawn", sa.Integer(), nullable=False, comment="Extra applications that it drew."),
        sa.PrimaryKeyConstraint("organisation_id", "campaign_id", "site_id", name=op.f("pk_demo_truth")),
        comment="The effects that the demo was made with; read only by the demo switch.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "dim_day",
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="A calendar day, 2005 to 2040."),
        sa.Column(
            "day_no", sa.Integer(), nullable=False, comment="Days since 2005-01-01: arithmetic without date functions."
        ),
        sa.Column("week_start", sa.Date(), nullable=False, comment="Monday of the ISO week."),
        sa.Column("week_end", sa.Date(), nullable=False, comment="Sunday of the ISO week."),
        sa.Column("month_start", sa.Date(), nullable=False, comment="First day of the month."),
        sa.Column("month_end", sa.Date(), nullable=False, comment="Last day of the month."),
        sa.Column("weekday", sa.Integer(), nullable=False, comment="1 Monday to 7 Sunday."),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_dim_day")),
        comment="The calendar that replaces date functions; the same for every organisation.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("event_id", sa.Text(), autoincrement=False, nullable=False, comment="Short code."),
        sa.Column(
            "kind", sa.Text(), nullable=False, comment="definition_break, broadcast, vacancy_wave, award or other."
        ),
        sa.Column("day", sa.Date(), nullable=False, comment="First day."),
        sa.Column("until", sa.Date(), nullable=True, comment="Last day; NULL for a single day."),
        sa.Column(
            "title",
            sa.Text(),
            nullable=False,
            comment="Sentence as shown; a message of the catalogue where the product made it.",
        ),
        sa.Column("platform", sa.Text(), nullable=True, comment="Which platform's figures it touches; NULL for none."),
        sa.Column("metric", sa.Text(), nullable=True, comment="Which figure it touches; NULL for none."),
        sa.Column("site_id", sa.Text(), nullable=True, comment="Which site; NULL for all."),
        sa.CheckConstraint(
            "kind IN ('definition_break', 'broadcast', 'vacancy_wave', 'award', 'other')", name=op.f("ck_event_kind")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "event_id", name=op.f("pk_event")),
        comment="Anything else on the time line: a broadcast, an award, a change in how a figure is counted.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "import_file",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("sha256", sa.Text(), autoincrement=False, nullable=False, comment="Fingerprint of the content."),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False, comment="What it was read as."),
        sa.Column("name", sa.Text(), nullable=False, comment="Its name at the time."),
        sa.Column("imported_at", Moment(), nullable=False, comment="When."),
        sa.Column("run_id", sa.BigInteger(), nullable=False, comment="The run that read it."),
        sa.Column("rows_written", sa.Integer(), nullable=False, comment="Rows that were new or changed."),
        sa.Column("rows_unchanged", sa.Integer(), nullable=False, comment="Rows that were there already, equal."),
        sa.Column("rows_refused", sa.Integer(), nullable=False, comment="Rows that were refused."),
        sa.Column("first_day", sa.Date(), nullable=True, comment="First day in the file."),
        sa.Column("last_day", sa.Date(), nullable=True, comment="Last day in the file."),
        sa.PrimaryKeyConstraint("organisation_id", "sha256", "kind", name=op.f("pk_import_file")),
        comment="A file that was imported; the same content is recognised whatever its name.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "organisation",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="Name as shown."),
        sa.Column("country", sa.Text(), nullable=False, comment="ISO country code."),
        sa.Column("timezone", sa.Text(), nullable=False, comment="Zone of reporting days."),
        sa.Column("language", sa.Text(), nullable=False, comment="Language of reports and messages."),
        sa.Column("is_demo", sa.Boolean(), nullable=False, comment="True for the fictional organisation."),
        sa.Column(
            "frozen_at",
            Moment(),
            nullable=True,
            comment="The moment at which the fictional organisation stands still; NULL for a real one.",
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_organisation")),
        comment="The care organisation whose figures these are.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quota_use",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("source", sa.Text(), autoincrement=False, nullable=False, comment="Which source."),
        sa.Column("bucket", sa.Text(), autoincrement=False, nullable=False, comment="Which allowance."),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="The day, in the source's zone."),
        sa.Column("units", sa.Integer(), nullable=False, comment="Units used."),
        sa.PrimaryKeyConstraint("organisation_id", "source", "bucket", "day", name=op.f("pk_quota_use")),
        comment="Units of a daily allowance that went out.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "series",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "series_id", sa.Text(), autoincrement=False, nullable=False, comment="The playlist's id or a short name."
        ),
        sa.Column("channel_id", sa.BigInteger(), nullable=True, comment="Where it runs."),
        sa.Column("title", sa.Text(), nullable=False, comment="Name as shown."),
        sa.Column("origin", sa.Text(), nullable=False, comment="playlist or manual."),
        sa.Column("observed_at", Moment(), nullable=True, comment="When it was last read."),
        sa.PrimaryKeyConstraint("organisation_id", "series_id", name=op.f("pk_series")),
        comment="A series of episodes: a playlist, or made by hand.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "site",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("site_id", sa.Text(), autoincrement=False, nullable=False, comment="Short code."),
        sa.Column("name", sa.Text(), nullable=False, comment="Name as shown."),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="hospital, care_home, home_care, disability_care, mental_health, office or other.",
        ),
        sa.Column("country", sa.Text(), nullable=False, comment="ISO country code, for public holidays."),
        sa.Column(
            "holiday_region",
            sa.Text(),
            nullable=True,
            comment="Region of the school holidays: Noord, Midden, Zuid, Flemish, French, German.",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "site_id", name=op.f("pk_site")),
        comment="A place of work of the organisation.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "source",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("source_id", sa.Text(), autoincrement=False, nullable=False, comment="Short code."),
        sa.Column(
            "strategy",
            sa.Text(),
            nullable=False,
            comment="Upper level: campaign, own_site, job_board, social, referral, agency, school, event, offline, other.",
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="Name as shown."),
        sa.Column(
            "status",
            sa.Text(),
            nullable=False,
            comment="known, or new: seen in the data and not yet placed by a person.",
        ),
        sa.Column("first_seen", sa.Date(), nullable=True, comment="First day on which it was seen."),
        sa.PrimaryKeyConstraint("organisation_id", "source_id", name=op.f("pk_source")),
        comment="Where an application came from, on two levels.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "source_rule",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False, comment="Order, from 1."),
        sa.Column("field", sa.Text(), nullable=False, comment="What is looked at: utm_campaign, utm_source or source."),
        sa.Column("match", sa.Text(), nullable=False, comment="exact, contains or pattern; never case-sensitive."),
        sa.Column("value", sa.Text(), nullable=False, comment="What it is held against."),
        sa.Column("source_id", sa.Text(), nullable=False, comment="Where it leads."),
        sa.PrimaryKeyConstraint("organisation_id", "position", name=op.f("pk_source_rule")),
        comment="Ordered rules that lead a raw source to a source; the first match wins.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sync_cursor",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("source", sa.Text(), autoincrement=False, nullable=False, comment="Which source."),
        sa.Column("stream", sa.Text(), autoincrement=False, nullable=False, comment="Which stream."),
        sa.Column("value", sa.Text(), nullable=False, comment="JSON object that only the source reads."),
        sa.Column("until", sa.Date(), nullable=True, comment="Last day with figures."),
        sa.Column("run_id", sa.BigInteger(), nullable=False, comment="The run that moved it."),
        sa.PrimaryKeyConstraint("organisation_id", "source", "stream", name=op.f("pk_sync_cursor")),
        comment="Where a stream goes on; moves in the same transaction as its rows.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sync_run",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "run_id",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="Microseconds since 1970 at the start: grows, needs no sequence.",
        ),
        sa.Column("source", sa.Text(), nullable=False, comment="Which source, or import."),
        sa.Column(
            "status", sa.Text(), nullable=False, comment="running, ok, partial, quota, auth, failed or interrupted."
        ),
        sa.Column("started_at", Moment(), nullable=False, comment="When it started."),
        sa.Column("finished_at", Moment(), nullable=True, comment="When it ended; NULL while it runs."),
        sa.Column("since", sa.Date(), nullable=True, comment="First day that was asked for."),
        sa.Column("until", sa.Date(), nullable=True, comment="Last day with figures after the run."),
        sa.Column("rows_written", sa.Integer(), nullable=False, comment="Rows that were new or changed."),
        sa.Column("rows_unchanged", sa.Integer(), nullable=False, comment="Rows that were there already, equal."),
        sa.Column("requests", sa.Integer(), nullable=False, comment="Calls that went out."),
        sa.Column("error_code", sa.Text(), nullable=True, comment="Short code of the error."),
        sa.Column("error_text", sa.Text(), nullable=True, comment="Message id of the error."),
        sa.Column("error_hint", sa.Text(), nullable=True, comment="Message id of what to do."),
        sa.Column(
            "error_values",
            sa.Text(),
            nullable=True,
            comment="JSON object of the values in both; never a secret, never a person.",
        ),
        sa.Column("notes", sa.Text(), nullable=True, comment="JSON list of messages that are no errors."),
        sa.PrimaryKeyConstraint("organisation_id", "run_id", name=op.f("pk_sync_run")),
        comment="One run of one source, or one import.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vacancy",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "vacancy_id",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="Hash of organisation, provider and external id.",
        ),
        sa.Column("provider", sa.Text(), nullable=False, comment="The applicant tracking system, or file."),
        sa.Column(
            "external_id", sa.Text(), nullable=False, comment="The provider's own id, or the title where there is none."
        ),
        sa.Column("title", sa.Text(), nullable=True, comment="Title of the vacancy."),
        sa.Column(
            "function_group", sa.Text(), nullable=True, comment="Group of functions, such as nurse or logistics."
        ),
        sa.Column("site_id", sa.Text(), nullable=True, comment="Place of work."),
        sa.Column("department", sa.Text(), nullable=True, comment="Department as the provider writes it."),
        sa.Column("opened_at", sa.Date(), nullable=True, comment="First day open."),
        sa.Column("closed_at", sa.Date(), nullable=True, comment="Last day open; NULL while open or unknown."),
        sa.Column(
            "side_entrant_track",
            sa.Boolean(),
            nullable=True,
            comment="True when the vacancy itself is meant for side-entrants.",
        ),
        sa.Column("pay_stated", sa.Boolean(), nullable=True, comment="True when the pay stands in the vacancy."),
        sa.Column("observed_at", Moment(), nullable=True, comment="When it was last read."),
        sa.PrimaryKeyConstraint("organisation_id", "vacancy_id", name=op.f("pk_vacancy")),
        sa.UniqueConstraint(
            "organisation_id", "provider", "external_id", name=op.f("uq_vacancy_organisation_id_provider_external_id")
        ),
        comment="A vacancy as one provider names it.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "visit_daily",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "landing_page",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Path of the first page of the visit.",
        ),
        sa.Column(
            "utm_source",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: source; empty when there is none.",
        ),
        sa.Column(
            "utm_medium",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: medium; empty when there is none.",
        ),
        sa.Column(
            "utm_campaign",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: campaign; empty when there is none.",
        ),
        sa.Column(
            "utm_content",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: content; empty when there is none.",
        ),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="The day, in the source's own zone."),
        sa.Column("sessions", sa.BigInteger(), nullable=True, comment="Visits."),
        sa.Column("visitors", sa.BigInteger(), nullable=True, comment="Different visitors; never summed over days."),
        sa.Column("apply_starts", sa.BigInteger(), nullable=True, comment="Applications started on the site."),
        sa.Column("apply_completes", sa.BigInteger(), nullable=True, comment="Applications sent on the site."),
        sa.Column("day_zone", sa.Text(), nullable=False, comment="The time zone in which the source cuts its days."),
        sa.Column(
            "ingest",
            sa.Text(),
            nullable=False,
            comment="How it came: api, export, manual, or snapshot (differences of a counter).",
        ),
        sa.Column(
            "quality",
            sa.Text(),
            server_default="reported",
            nullable=False,
            comment="reported, spread (a longer gap shared out evenly) or correction (the counter shrank).",
        ),
        sa.Column(
            "auth_kind",
            sa.Text(),
            nullable=True,
            comment="owner, key or NULL: key-read YouTube figures may be kept 30 days.",
        ),
        sa.Column(
            "is_final", sa.Boolean(), nullable=False, comment="False while the source may still restate the day."
        ),
        sa.Column("observed_at", Moment(), nullable=False, comment="When it was read."),
        sa.CheckConstraint("ingest IN ('api', 'export', 'manual', 'snapshot')", name=op.f("ck_visit_daily_ingest")),
        sa.CheckConstraint("quality IN ('reported', 'spread', 'correction')", name=op.f("ck_visit_daily_quality")),
        sa.PrimaryKeyConstraint(
            "organisation_id",
            "landing_page",
            "utm_source",
            "utm_medium",
            "utm_campaign",
            "utm_content",
            "day",
            name=op.f("pk_visit_daily"),
        ),
        comment="Visits of the own site per landing page and campaign tag.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "visit_daily_rev",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "landing_page",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Path of the first page of the visit.",
        ),
        sa.Column(
            "utm_source",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: source; empty when there is none.",
        ),
        sa.Column(
            "utm_medium",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: medium; empty when there is none.",
        ),
        sa.Column(
            "utm_campaign",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: campaign; empty when there is none.",
        ),
        sa.Column(
            "utm_content",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: content; empty when there is none.",
        ),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="The day, in the source's own zone."),
        sa.Column(
            "superseded_by_run",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="The run that brought the newer value.",
        ),
        sa.Column("sessions", sa.BigInteger(), nullable=True, comment="Visits."),
        sa.Column("visitors", sa.BigInteger(), nullable=True, comment="Different visitors; never summed over days."),
        sa.Column("apply_starts", sa.BigInteger(), nullable=True, comment="Applications started on the site."),
        sa.Column("apply_completes", sa.BigInteger(), nullable=True, comment="Applications sent on the site."),
        sa.PrimaryKeyConstraint(
            "organisation_id",
            "landing_page",
            "utm_source",
            "utm_medium",
            "utm_campaign",
            "utm_content",
            "day",
            "superseded_by_run",
            name=op.f("pk_visit_daily_rev"),
        ),
        comment="What visit_daily said before it was restated.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "visit_month",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "landing_page",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Path of the first page of the visit.",
        ),
        sa.Column(
            "utm_source",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: source; empty when there is none.",
        ),
        sa.Column(
            "utm_medium",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: medium; empty when there is none.",
        ),
        sa.Column(
            "utm_campaign",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: campaign; empty when there is none.",
        ),
        sa.Column(
            "utm_content",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: content; empty when there is none.",
        ),
        sa.Column("month_start", sa.Date(), autoincrement=False, nullable=False, comment="First day of the month."),
        sa.Column("sessions", sa.BigInteger(), nullable=True, comment="Visits."),
        sa.Column("apply_starts", sa.BigInteger(), nullable=True, comment="Applications started on the site."),
        sa.Column("apply_completes", sa.BigInteger(), nullable=True, comment="Applications sent on the site."),
        sa.Column("days", sa.Integer(), nullable=False, comment="Days with a row in the sum."),
        sa.PrimaryKeyConstraint(
            "organisation_id",
            "landing_page",
            "utm_source",
            "utm_medium",
            "utm_campaign",
            "utm_content",
            "month_start",
            name=op.f("pk_visit_month"),
        ),
        comment="Sums of visit_daily per month; only what may be summed.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "visit_week",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "landing_page",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Path of the first page of the visit.",
        ),
        sa.Column(
            "utm_source",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: source; empty when there is none.",
        ),
        sa.Column(
            "utm_medium",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: medium; empty when there is none.",
        ),
        sa.Column(
            "utm_campaign",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: campaign; empty when there is none.",
        ),
        sa.Column(
            "utm_content",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Tag: content; empty when there is none.",
        ),
        sa.Column("week_start", sa.Date(), autoincrement=False, nullable=False, comment="First day of the week."),
        sa.Column("sessions", sa.BigInteger(), nullable=True, comment="Visits."),
        sa.Column("apply_starts", sa.BigInteger(), nullable=True, comment="Applications started on the site."),
        sa.Column("apply_completes", sa.BigInteger(), nullable=True, comment="Applications sent on the site."),
        sa.Column("days", sa.Integer(), nullable=False, comment="Days with a row in the sum."),
        sa.PrimaryKeyConstraint(
            "organisation_id",
            "landing_page",
            "utm_source",
            "utm_medium",
            "utm_campaign",
            "utm_content",
            "week_start",
            name=op.f("pk_visit_week"),
        ),
        comment="Sums of visit_daily per week; only what may be summed.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "campaign_cost",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("campaign_id", sa.Text(), autoincrement=False, nullable=False, comment="Which campaign."),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False, comment="Number of the line, from 1."),
        sa.Column("label", sa.Text(), nullable=False, comment="What it was spent on."),
        sa.Column("cash", sa.Float(), nullable=False, comment="Money that went out, in the currency."),
        sa.Column("hours", sa.Float(), nullable=False, comment="Hours of own staff."),
        sa.Column("hour_rate", sa.Float(), nullable=False, comment="What an own hour is reckoned at, in the currency."),
        sa.Column("currency", sa.Text(), nullable=False, comment="ISO currency code."),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.campaign_id"],
            name=op.f("fk_campaign_cost_organisation_id_campaign_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "campaign_id", "line", name=op.f("pk_campaign_cost")),
        comment="What a campaign cost: cash and own hours, always apart.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "campaign_link",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("campaign_id", sa.Text(), autoincrement=False, nullable=False, comment="Which campaign."),
        sa.Column(
            "kind",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="series, content, utm_campaign, source, self_reported, vacancy, site or function_group.",
        ),
        sa.Column(
            "target", sa.Text(), autoincrement=False, nullable=False, comment="The key of what belongs to it, as text."
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.campaign_id"],
            name=op.f("fk_campaign_link_organisation_id_campaign_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "campaign_id", "kind", "target", name=op.f("pk_campaign_link")),
        comment="What belongs to a campaign.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "campaign_plan",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("campaign_id", sa.Text(), autoincrement=False, nullable=False, comment="Which campaign."),
        sa.Column("measure", sa.Text(), nullable=True, comment="What success is measured by."),
        sa.Column("method", sa.Text(), nullable=True, comment="How it is measured."),
        sa.Column("baseline_from", sa.Date(), nullable=True, comment="First day of the comparison period."),
        sa.Column("baseline_until", sa.Date(), nullable=True, comment="Last day of the comparison period."),
        sa.Column(
            "minimum_effect",
            sa.Float(),
            nullable=True,
            comment="Smallest number of extra applications that would matter.",
        ),
        sa.Column("recorded_at", Moment(), nullable=False, comment="When this was written down."),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.campaign_id"],
            name=op.f("fk_campaign_plan_organisation_id_campaign_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "campaign_id", name=op.f("pk_campaign_plan")),
        comment="What was agreed before the start: measure, method, baseline.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "content",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "content_id",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="Hash of organisation, channel and external id.",
        ),
        sa.Column("channel_id", sa.BigInteger(), nullable=False, comment="Where it was published."),
        sa.Column("external_id", sa.Text(), nullable=False, comment="The platform's own id."),
        sa.Column(
            "kind",
            sa.Text(),
            server_default="video",
            nullable=False,
            comment="video, short, live, post, blog, page or flyer.",
        ),
        sa.Column(
            "title",
            sa.Text(),
            nullable=True,
            comment="Title or first words; NULL when the platform's rules made us drop it.",
        ),
        sa.Column("url", sa.Text(), nullable=True, comment="Address."),
        sa.Column("published_at", Moment(), nullable=True, comment="When it came out."),
        sa.Column("duration_s", sa.Integer(), nullable=True, comment="Length in seconds; NULL for what has none."),
        sa.Column(
            "visibility", sa.Text(), nullable=True, comment="public, unlisted, private or missing, as last seen."
        ),
        sa.Column(
            "format_source",
            sa.Text(),
            nullable=True,
            comment="How the kind is known: platform, playlist, or NULL (assumed).",
        ),
        sa.Column(
            "author_role",
            sa.Text(),
            nullable=True,
            comment="Who tells: ambassador, team, communications, director; set by a person.",
        ),
        sa.Column("theme", sa.Text(), nullable=True, comment="What it is about; set by a person."),
        sa.Column("auth_kind", sa.Text(), nullable=True, comment="owner, key or NULL, as for the channel."),
        sa.Column("observed_at", Moment(), nullable=True, comment="When it was last read."),
        sa.ForeignKeyConstraint(
            ["organisation_id", "channel_id"],
            ["channel.organisation_id", "channel.channel_id"],
            name=op.f("fk_content_organisation_id_channel_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "content_id", name=op.f("pk_content")),
        sa.UniqueConstraint(
            "organisation_id",
            "channel_id",
            "external_id",
            name=op.f("uq_content_organisation_id_channel_id_external_id"),
        ),
        comment="A video, post, blog, page or flyer.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "episode",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("series_id", sa.Text(), autoincrement=False, nullable=False, comment="Which series."),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False, comment="Place in the series, from 1."),
        sa.Column("content_id", sa.BigInteger(), nullable=True, comment="The video; NULL when it is not known (yet)."),
        sa.Column("title", sa.Text(), nullable=True, comment="Title of the episode."),
        sa.Column("released_at", Moment(), nullable=True, comment="The moment of release."),
        sa.ForeignKeyConstraint(
            ["organisation_id", "series_id"],
            ["series.organisation_id", "series.series_id"],
            name=op.f("fk_episode_organisation_id_series_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "series_id", "number", name=op.f("pk_episode")),
        comment="One episode of a series, in order.",
        sqlite_with_rowid=False,
    )
    _fill_calendar()


def _fill_calendar() -> None:
    first = date(2005, 1, 1)
    days = [first + timedelta(days=number) for number in range((date(2040, 12, 31) - first).days + 1)]
    names = ("day", "week_start", "week_end", "month_start", "month_end")
    table = sa.table(
        "dim_day", *(sa.column(name, sa.Date) for name in names), sa.column("day_no"), sa.column("weekday")
    )
    op.bulk_insert(
        table,
        [
            {
                "day": day,
                "day_no": (day - first).days,
                "week_start": day - timedelta(days=day.weekday()),
                "week_end": day + timedelta(days=6 - day.weekday()),
                "month_start": day.replace(day=1),
                "month_end": day.replace(day=monthrange(day.year, day.month)[1]),
                "weekday": day.isoweekday(),
            }
            for day in days
        ],
    )


def downgrade() -> None:
    op.drop_table("episode")
    op.drop_table("content")
    op.drop_table("campaign_plan")
    op.drop_table("campaign_link")
    op.drop_table("campaign_cost")
    op.drop_table("visit_week")
    op.drop_table("visit_month")
    op.drop_table("visit_daily_rev")
    op.drop_table("visit_daily")
    op.drop_table("vacancy")
    op.drop_table("sync_run")
    op.drop_table("sync_cursor")
    op.drop_table("source_rule")
    op.drop_table("source")
    op.drop_table("site")
    op.drop_table("series")
    op.drop_table("quota_use")
    op.drop_table("organisation")
    op.drop_table("import_file")
    op.drop_table("event")
    op.drop_table("dim_day")
    op.drop_table("demo_truth")
    op.drop_table("content_week")
    op.drop_table("content_snapshot")
    op.drop_table("content_month")
    op.drop_table("content_daily_rev")
    op.drop_table("content_daily")
    op.drop_table("channel_week")
    op.drop_table("channel_month")
    op.drop_table("channel_daily_rev")
    op.drop_table("channel_daily")
    op.drop_table("channel")
    op.drop_table("campaign")
    op.drop_table("audit")
    op.drop_table("application_event")
    op.drop_table("application_daily")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_application_organisation_id_applied_on"))

    op.drop_table("application")
