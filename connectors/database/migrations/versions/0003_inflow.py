"""Vacancies and their identity, adverts, rules of the recruiter, links, messages of sources; a day that is not known.

Revision: 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

from connectors.database.types import Moment

revision = "0003"
down_revision = "0002"


_COMMENTS = (
    (
        "application_event",
        "event",
        "created, stage, hired, unhired, rejected, unrejected, withdrawn, deleted or anonymised.",
    ),
    ("application_event", "from_stage", "Stage before: applied, screened, interview, offer or hired."),
    ("application_event", "to_stage", "Stage after: applied, screened, interview, offer or hired."),
    ("application_event", "origin", "history, webhook, diff (seen between two readings) or file."),
    (
        "source",
        "status",
        "known; new: seen in the data and not yet placed by a person; merged: led to another by a rule.",
    ),
)


def upgrade() -> None:
    op.create_table(
        "ad_campaign",
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
            comment="The page or account that advertises.",
        ),
        sa.Column("campaign_ref", sa.Text(), autoincrement=False, nullable=False, comment="The platform's own number."),
        sa.Column("name", sa.Text(), nullable=True, comment="Its name."),
        sa.Column("group_name", sa.Text(), nullable=True, comment="The group that it stands in."),
        sa.Column("objective", sa.Text(), nullable=True, comment="What it is set to, as the platform writes it."),
        sa.Column("observed_at", Moment(), nullable=True, comment="When it was last read."),
        sa.PrimaryKeyConstraint("organisation_id", "channel_id", "campaign_ref", name=op.f("pk_ad_campaign")),
        comment="An advertising campaign as the platform names it.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ad_daily",
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
            comment="The page or account that advertises.",
        ),
        sa.Column(
            "campaign_ref",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="The platform's own number of the advertising campaign.",
        ),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="The day, in the source's own zone."),
        sa.Column("impressions", sa.BigInteger(), nullable=True, comment="Times the advert was put before somebody."),
        sa.Column("clicks", sa.BigInteger(), nullable=True, comment="Clicks as the platform counts them."),
        sa.Column(
            "landing_page_clicks", sa.BigInteger(), nullable=True, comment="Clicks that led to the landing page."
        ),
        sa.Column(
            "engagements",
            sa.BigInteger(),
            nullable=True,
            comment="Reactions, comments, shares, follows and clicks together.",
        ),
        sa.Column(
            "apply_clicks",
            sa.BigInteger(),
            nullable=True,
            comment="Clicks on apply, within 30 days of the advert; adverts for one vacancy only.",
        ),
        sa.Column(
            "applications",
            sa.BigInteger(),
            nullable=True,
            comment="Applications as the platform counts them; not those sent on another site.",
        ),
        sa.Column("leads", sa.BigInteger(), nullable=True, comment="Lead forms that were sent."),
        sa.Column("conversions", sa.BigInteger(), nullable=True, comment="Conversions as the advertiser defined them."),
        sa.Column("cost", sa.Float(), nullable=True, comment="What it cost, in the currency of the account."),
        sa.Column("currency", sa.Text(), nullable=True, comment="ISO currency code of the cost."),
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
        sa.CheckConstraint("ingest IN ('api', 'export', 'manual', 'snapshot')", name=op.f("ck_ad_daily_ingest")),
        sa.CheckConstraint("quality IN ('reported', 'spread', 'correction')", name=op.f("ck_ad_daily_quality")),
        sa.PrimaryKeyConstraint("organisation_id", "channel_id", "campaign_ref", "day", name=op.f("pk_ad_daily")),
        comment="What one advertising campaign did on one day.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ad_daily_rev",
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
            comment="The page or account that advertises.",
        ),
        sa.Column(
            "campaign_ref",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="The platform's own number of the advertising campaign.",
        ),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="The day, in the source's own zone."),
        sa.Column(
            "superseded_by_run",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="The run that brought the newer value.",
        ),
        sa.Column("impressions", sa.BigInteger(), nullable=True, comment="Times the advert was put before somebody."),
        sa.Column("clicks", sa.BigInteger(), nullable=True, comment="Clicks as the platform counts them."),
        sa.Column(
            "landing_page_clicks", sa.BigInteger(), nullable=True, comment="Clicks that led to the landing page."
        ),
        sa.Column(
            "engagements",
            sa.BigInteger(),
            nullable=True,
            comment="Reactions, comments, shares, follows and clicks together.",
        ),
        sa.Column(
            "apply_clicks",
            sa.BigInteger(),
            nullable=True,
            comment="Clicks on apply, within 30 days of the advert; adverts for one vacancy only.",
        ),
        sa.Column(
            "applications",
            sa.BigInteger(),
            nullable=True,
            comment="Applications as the platform counts them; not those sent on another site.",
        ),
        sa.Column("leads", sa.BigInteger(), nullable=True, comment="Lead forms that were sent."),
        sa.Column("conversions", sa.BigInteger(), nullable=True, comment="Conversions as the advertiser defined them."),
        sa.Column("cost", sa.Float(), nullable=True, comment="What it cost, in the currency of the account."),
        sa.PrimaryKeyConstraint(
            "organisation_id", "channel_id", "campaign_ref", "day", "superseded_by_run", name=op.f("pk_ad_daily_rev")
        ),
        comment="What ad_daily said before it was restated.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ad_month",
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
            comment="The page or account that advertises.",
        ),
        sa.Column(
            "campaign_ref",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="The platform's own number of the advertising campaign.",
        ),
        sa.Column("month_start", sa.Date(), autoincrement=False, nullable=False, comment="First day of the month."),
        sa.Column("impressions", sa.BigInteger(), nullable=True, comment="Times the advert was put before somebody."),
        sa.Column("clicks", sa.BigInteger(), nullable=True, comment="Clicks as the platform counts them."),
        sa.Column(
            "landing_page_clicks", sa.BigInteger(), nullable=True, comment="Clicks that led to the landing page."
        ),
        sa.Column(
            "engagements",
            sa.BigInteger(),
            nullable=True,
            comment="Reactions, comments, shares, follows and clicks together.",
        ),
        sa.Column(
            "apply_clicks",
            sa.BigInteger(),
            nullable=True,
            comment="Clicks on apply, within 30 days of the advert; adverts for one vacancy only.",
        ),
        sa.Column(
            "applications",
            sa.BigInteger(),
            nullable=True,
            comment="Applications as the platform counts them; not those sent on another site.",
        ),
        sa.Column("leads", sa.BigInteger(), nullable=True, comment="Lead forms that were sent."),
        sa.Column("conversions", sa.BigInteger(), nullable=True, comment="Conversions as the advertiser defined them."),
        sa.Column("cost", sa.Float(), nullable=True, comment="What it cost, in the currency of the account."),
        sa.Column("days", sa.Integer(), nullable=False, comment="Days with a row in the sum."),
        sa.PrimaryKeyConstraint(
            "organisation_id", "channel_id", "campaign_ref", "month_start", name=op.f("pk_ad_month")
        ),
        comment="Sums of ad_daily per month; only what may be summed.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ad_week",
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
            comment="The page or account that advertises.",
        ),
        sa.Column(
            "campaign_ref",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="The platform's own number of the advertising campaign.",
        ),
        sa.Column("week_start", sa.Date(), autoincrement=False, nullable=False, comment="First day of the week."),
        sa.Column("impressions", sa.BigInteger(), nullable=True, comment="Times the advert was put before somebody."),
        sa.Column("clicks", sa.BigInteger(), nullable=True, comment="Clicks as the platform counts them."),
        sa.Column(
            "landing_page_clicks", sa.BigInteger(), nullable=True, comment="Clicks that led to the landing page."
        ),
        sa.Column(
            "engagements",
            sa.BigInteger(),
            nullable=True,
            comment="Reactions, comments, shares, follows and clicks together.",
        ),
        sa.Column(
            "apply_clicks",
            sa.BigInteger(),
            nullable=True,
            comment="Clicks on apply, within 30 days of the advert; adverts for one vacancy only.",
        ),
        sa.Column(
            "applications",
            sa.BigInteger(),
            nullable=True,
            comment="Applications as the platform counts them; not those sent on another site.",
        ),
        sa.Column("leads", sa.BigInteger(), nullable=True, comment="Lead forms that were sent."),
        sa.Column("conversions", sa.BigInteger(), nullable=True, comment="Conversions as the advertiser defined them."),
        sa.Column("cost", sa.Float(), nullable=True, comment="What it cost, in the currency of the account."),
        sa.Column("days", sa.Integer(), nullable=False, comment="Days with a row in the sum."),
        sa.PrimaryKeyConstraint("organisation_id", "channel_id", "campaign_ref", "week_start", name=op.f("pk_ad_week")),
        comment="Sums of ad_daily per week; only what may be summed.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "import_mapping",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False, comment="What the file is read as."),
        sa.Column(
            "headers",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Fingerprint of the headers in plain form.",
        ),
        sa.Column("mapping", sa.Text(), nullable=False, comment="JSON object of target to header."),
        sa.Column("name", sa.Text(), nullable=False, comment="Name of the file for which it was made."),
        sa.Column("saved_at", Moment(), nullable=False, comment="When."),
        sa.PrimaryKeyConstraint("organisation_id", "kind", "headers", name=op.f("pk_import_mapping")),
        comment="Which column means what in files of one kind with the same headers, as a person once said.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "inflow_rule",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "subject",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="What it decides: source, stage, function_group or side_entrant.",
        ),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False, comment="Order, from 1."),
        sa.Column(
            "field",
            sa.Text(),
            nullable=False,
            comment="What is looked at; which fields there are depends on the subject.",
        ),
        sa.Column(
            "name",
            sa.Text(),
            nullable=True,
            comment="Which question, tag list or custom field, where the field has several; NULL for any.",
        ),
        sa.Column("match", sa.Text(), nullable=False, comment="exact, contains or pattern; never case-sensitive."),
        sa.Column("value", sa.Text(), nullable=False, comment="What it is held against."),
        sa.Column(
            "result",
            sa.Text(),
            nullable=False,
            comment="What it then is: a source, a stage, a group of functions or a class.",
        ),
        sa.Column("provider", sa.Text(), nullable=True, comment="The system that it is for; NULL for all."),
        sa.CheckConstraint("match IN ('exact', 'contains', 'pattern')", name=op.f("ck_inflow_rule_match")),
        sa.CheckConstraint(
            "subject IN ('source', 'stage', 'function_group', 'side_entrant')", name=op.f("ck_inflow_rule_subject")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "subject", "position", name=op.f("pk_inflow_rule")),
        comment="The organisation's own rules, in order; the first match wins, then the rules of the house are tried.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vacancy_daily",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("vacancy_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which vacancy."),
        sa.Column(
            "platform",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Where it was counted: linkedin, website, ...",
        ),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="The day, in the source's own zone."),
        sa.Column("views", sa.BigInteger(), nullable=True, comment="Views of the vacancy as the platform counts them."),
        sa.Column(
            "unique_views", sa.BigInteger(), nullable=True, comment="Different people who viewed it; never summed."
        ),
        sa.Column("apply_clicks", sa.BigInteger(), nullable=True, comment="Clicks on apply."),
        sa.Column(
            "applications",
            sa.BigInteger(),
            nullable=True,
            comment="Applications as the platform counts them; never the outcome of a campaign.",
        ),
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
        sa.CheckConstraint("ingest IN ('api', 'export', 'manual', 'snapshot')", name=op.f("ck_vacancy_daily_ingest")),
        sa.CheckConstraint("quality IN ('reported', 'spread', 'correction')", name=op.f("ck_vacancy_daily_quality")),
        sa.PrimaryKeyConstraint("organisation_id", "vacancy_id", "platform", "day", name=op.f("pk_vacancy_daily")),
        comment="What a platform counted of one vacancy on one day.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vacancy_daily_rev",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("vacancy_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which vacancy."),
        sa.Column(
            "platform",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Where it was counted: linkedin, website, ...",
        ),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="The day, in the source's own zone."),
        sa.Column(
            "superseded_by_run",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="The run that brought the newer value.",
        ),
        sa.Column("views", sa.BigInteger(), nullable=True, comment="Views of the vacancy as the platform counts them."),
        sa.Column(
            "unique_views", sa.BigInteger(), nullable=True, comment="Different people who viewed it; never summed."
        ),
        sa.Column("apply_clicks", sa.BigInteger(), nullable=True, comment="Clicks on apply."),
        sa.Column(
            "applications",
            sa.BigInteger(),
            nullable=True,
            comment="Applications as the platform counts them; never the outcome of a campaign.",
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "vacancy_id", "platform", "day", "superseded_by_run", name=op.f("pk_vacancy_daily_rev")
        ),
        comment="What vacancy_daily said before it was restated.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vacancy_decision",
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
            comment="The vacancy with the smaller key.",
        ),
        sa.Column(
            "other_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The vacancy with the larger key."
        ),
        sa.Column("is_same", sa.Boolean(), nullable=False, comment="True when they are one vacancy."),
        sa.Column("decided_at", Moment(), nullable=False, comment="When."),
        sa.PrimaryKeyConstraint("organisation_id", "vacancy_id", "other_id", name=op.f("pk_vacancy_decision")),
        comment="What a person said of two vacancies: that they are one, or that they are not.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vacancy_identity",
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
            comment="A vacancy as one provider names it.",
        ),
        sa.Column(
            "identity_id",
            sa.BigInteger(),
            nullable=False,
            comment="The vacancy that speaks for it; itself when it stands alone.",
        ),
        sa.Column("basis", sa.Text(), nullable=False, comment="How this is known: alone, external_id, url or person."),
        sa.CheckConstraint(
            "basis IN ('alone', 'external_id', 'url', 'person')", name=op.f("ck_vacancy_identity_basis")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "vacancy_id", name=op.f("pk_vacancy_identity")),
        comment="Which vacancies of different providers are one: each leads to the vacancy that speaks for all.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vacancy_month",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("vacancy_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which vacancy."),
        sa.Column(
            "platform",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Where it was counted: linkedin, website, ...",
        ),
        sa.Column("month_start", sa.Date(), autoincrement=False, nullable=False, comment="First day of the month."),
        sa.Column("views", sa.BigInteger(), nullable=True, comment="Views of the vacancy as the platform counts them."),
        sa.Column("apply_clicks", sa.BigInteger(), nullable=True, comment="Clicks on apply."),
        sa.Column(
            "applications",
            sa.BigInteger(),
            nullable=True,
            comment="Applications as the platform counts them; never the outcome of a campaign.",
        ),
        sa.Column("days", sa.Integer(), nullable=False, comment="Days with a row in the sum."),
        sa.PrimaryKeyConstraint(
            "organisation_id", "vacancy_id", "platform", "month_start", name=op.f("pk_vacancy_month")
        ),
        comment="Sums of vacancy_daily per month; only what may be summed.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vacancy_total",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "provider", sa.Text(), autoincrement=False, nullable=False, comment="The system or the kind of file."
        ),
        sa.Column(
            "vacancy_id",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="Which vacancy; 0 when it is not told.",
        ),
        sa.Column(
            "source_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Which source; empty when it is not told.",
        ),
        sa.Column(
            "span",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="2026-03 for a month, 2026-03-01..2026-03-14 for days, ..2026-03-14 for all until a day.",
        ),
        sa.Column(
            "first_day", sa.Date(), nullable=True, comment="First day of the span; NULL when all until the last day."
        ),
        sa.Column("last_day", sa.Date(), nullable=False, comment="Last day of the span."),
        sa.Column("views", sa.BigInteger(), nullable=True, comment="Views of the vacancy."),
        sa.Column("unique_views", sa.BigInteger(), nullable=True, comment="Different people who viewed it."),
        sa.Column("apply_clicks", sa.BigInteger(), nullable=True, comment="Clicks on apply."),
        sa.Column("applied", sa.Integer(), nullable=True, comment="Applications."),
        sa.Column("screened", sa.Integer(), nullable=True, comment="Of those: reached screening."),
        sa.Column("interviewed", sa.Integer(), nullable=True, comment="Of those: reached an interview."),
        sa.Column("offered", sa.Integer(), nullable=True, comment="Of those: reached an offer."),
        sa.Column("hired", sa.Integer(), nullable=True, comment="Of those: hired."),
        sa.Column("rejected", sa.Integer(), nullable=True, comment="Of those: rejected."),
        sa.Column("withdrawn", sa.Integer(), nullable=True, comment="Of those: withdrawn."),
        sa.Column("ingest", sa.Text(), nullable=False, comment="api or export."),
        sa.Column("observed_at", Moment(), nullable=False, comment="When it was read."),
        sa.CheckConstraint("ingest IN ('api', 'export')", name=op.f("ck_vacancy_total_ingest")),
        sa.PrimaryKeyConstraint(
            "organisation_id", "provider", "vacancy_id", "source_id", "span", name=op.f("pk_vacancy_total")
        ),
        comment="Sums that a system gives without persons and without days: per vacancy and source, over a span.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vacancy_week",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("vacancy_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which vacancy."),
        sa.Column(
            "platform",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Where it was counted: linkedin, website, ...",
        ),
        sa.Column("week_start", sa.Date(), autoincrement=False, nullable=False, comment="First day of the week."),
        sa.Column("views", sa.BigInteger(), nullable=True, comment="Views of the vacancy as the platform counts them."),
        sa.Column("apply_clicks", sa.BigInteger(), nullable=True, comment="Clicks on apply."),
        sa.Column(
            "applications",
            sa.BigInteger(),
            nullable=True,
            comment="Applications as the platform counts them; never the outcome of a campaign.",
        ),
        sa.Column("days", sa.Integer(), nullable=False, comment="Days with a row in the sum."),
        sa.PrimaryKeyConstraint(
            "organisation_id", "vacancy_id", "platform", "week_start", name=op.f("pk_vacancy_week")
        ),
        comment="Sums of vacancy_daily per week; only what may be summed.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "webhook_event",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("source", sa.Text(), autoincrement=False, nullable=False, comment="Which source."),
        sa.Column(
            "event_key",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="The source's own number of the message, or the hash of its body: the same message comes once.",
        ),
        sa.Column("news", sa.Text(), nullable=False, comment="changed, deleted or anonymised."),
        sa.Column(
            "subject",
            sa.Text(),
            nullable=True,
            comment="Encrypted number of what to look at; NULL once it has been looked at.",
        ),
        sa.Column("received_at", Moment(), nullable=False, comment="When it came."),
        sa.Column("done_at", Moment(), nullable=True, comment="When it had been looked at."),
        sa.CheckConstraint("news IN ('changed', 'deleted', 'anonymised')", name=op.f("ck_webhook_event_news")),
        sa.PrimaryKeyConstraint("organisation_id", "source", "event_key", name=op.f("pk_webhook_event")),
        comment="A verified message of a source that something changed; what it names is looked at, then forgotten.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "campaign_placement",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("campaign_id", sa.Text(), autoincrement=False, nullable=False, comment="Which campaign."),
        sa.Column(
            "placement_id", sa.Text(), autoincrement=False, nullable=False, comment="Short code, made from its name."
        ),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="linkedin_post, employee_post, video, advert, email, website, flyer, poster, event or other.",
        ),
        sa.Column("label", sa.Text(), nullable=False, comment="Name as shown."),
        sa.Column("url", sa.Text(), nullable=False, comment="The page that it leads to, without tags."),
        sa.Column("utm_source", sa.Text(), nullable=False, comment="Tag: source."),
        sa.Column("utm_medium", sa.Text(), nullable=False, comment="Tag: medium."),
        sa.Column(
            "utm_campaign",
            sa.Text(),
            nullable=False,
            comment="Tag: campaign; the same for all placements of a campaign.",
        ),
        sa.Column("utm_content", sa.Text(), nullable=True, comment="Tag: which item or place."),
        sa.Column("made_at", Moment(), nullable=False, comment="When it was made."),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.campaign_id"],
            name=op.f("fk_campaign_placement_organisation_id_campaign_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "campaign_id", "placement_id", name=op.f("pk_campaign_placement")),
        comment="A place where a link of a campaign stands, with the tags that make it recognisable.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "content_link",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("content_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which item."),
        sa.Column("url", sa.Text(), autoincrement=False, nullable=False, comment="The address without its query."),
        sa.ForeignKeyConstraint(
            ["organisation_id", "content_id"],
            ["content.organisation_id", "content.content_id"],
            name=op.f("fk_content_link_organisation_id_content_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "content_id", "url", name=op.f("pk_content_link")),
        comment="An address that an item leads to, so that posts about a vacancy can be found.",
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO inflow_rule (organisation_id, subject, position, field, match, value, result) "
        "SELECT organisation_id, 'source', position, field, match, value, source_id FROM source_rule"
    )
    op.drop_table("source_rule")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "side_entrant_evidence",
                sa.Text(),
                server_default="none",
                nullable=False,
                comment="Highest evidence of the class: answer, tag, custom_field, vacancy_track, campaign or none.",
            )
        )
        batch_op.add_column(
            sa.Column(
                "is_internal",
                sa.Boolean(),
                nullable=True,
                comment="True when the applicant works here already; NULL when the system does not tell.",
            )
        )
        batch_op.add_column(
            sa.Column(
                "stage_basis",
                sa.Text(),
                nullable=True,
                comment="What the stage rests on: type (the vendor's own), rule, words, or NULL when nothing told.",
            )
        )
        batch_op.add_column(
            sa.Column(
                "referrer", sa.Text(), nullable=True, comment="Host name of the page that led here, never its address."
            )
        )
        batch_op.add_column(
            sa.Column("source_tag", sa.Text(), nullable=True, comment="The tag by which a rule knew the source.")
        )
        batch_op.alter_column(
            "applied_on",
            existing_type=sa.DATE(),
            nullable=True,
            comment="Day of the application in the organisation's zone; NULL when the system does not tell.",
        )

    with op.batch_alter_table("application_event", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("stage_raw", sa.Text(), nullable=True, comment="Stage after, as the provider writes it.")
        )
        batch_op.create_index(
            batch_op.f("ix_application_event_organisation_id_day"), ["organisation_id", "day"], unique=False
        )

    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "reference",
                sa.Text(),
                nullable=True,
                comment="A second number of the vacancy, as the provider shows it.",
            )
        )
        batch_op.add_column(
            sa.Column("url", sa.Text(), nullable=True, comment="Address of the vacancy, without its query.")
        )
        batch_op.add_column(
            sa.Column(
                "status", sa.Text(), nullable=True, comment="draft, open or closed, as last told; NULL when not told."
            )
        )
        batch_op.add_column(
            sa.Column("location", sa.Text(), nullable=True, comment="Place of work as the provider writes it.")
        )
        batch_op.add_column(
            sa.Column(
                "first_seen_on",
                sa.Date(),
                nullable=True,
                comment="First day on which it was seen, for vacancies that tell no first day.",
            )
        )
        batch_op.add_column(
            sa.Column("last_seen_on", sa.Date(), nullable=True, comment="Last day on which it was seen.")
        )
    for table, column, comment in _COMMENTS:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(column, existing_type=sa.Text(), comment=comment)


def downgrade() -> None:
    op.execute("DELETE FROM application WHERE applied_on IS NULL")
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.drop_column("last_seen_on")
        batch_op.drop_column("first_seen_on")
        batch_op.drop_column("location")
        batch_op.drop_column("status")
        batch_op.drop_column("url")
        batch_op.drop_column("reference")

    with op.batch_alter_table("application_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_application_event_organisation_id_day"))
        batch_op.drop_column("stage_raw")

    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.alter_column("applied_on", existing_type=sa.DATE(), nullable=False)
        batch_op.drop_column("source_tag")
        batch_op.drop_column("referrer")
        batch_op.drop_column("stage_basis")
        batch_op.drop_column("is_internal")
        batch_op.drop_column("side_entrant_evidence")

    op.create_table(
        "source_rule",
        sa.Column("organisation_id", sa.TEXT(), nullable=False),
        sa.Column("position", sa.INTEGER(), nullable=False),
        sa.Column("field", sa.TEXT(), nullable=False),
        sa.Column("match", sa.TEXT(), nullable=False),
        sa.Column("value", sa.TEXT(), nullable=False),
        sa.Column("source_id", sa.TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "position", name=op.f("pk_source_rule")),
        sqlite_with_rowid=False,
    )
    op.drop_table("content_link")
    op.drop_table("campaign_placement")
    op.drop_table("webhook_event")
    op.drop_table("vacancy_week")
    op.drop_table("vacancy_total")
    op.drop_table("vacancy_month")
    op.drop_table("vacancy_identity")
    op.drop_table("vacancy_decision")
    op.drop_table("vacancy_daily_rev")
    op.drop_table("vacancy_daily")
    op.drop_table("inflow_rule")
    op.drop_table("import_mapping")
    op.drop_table("ad_week")
    op.drop_table("ad_month")
    op.drop_table("ad_daily_rev")
    op.drop_table("ad_daily")
    op.drop_table("ad_campaign")
