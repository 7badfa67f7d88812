"""What a person writes down of campaigns and channels, figures from outside, mentions by day, reports as they were made.

Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

from connectors.database.types import Moment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "channel_fit",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("platform", sa.Text(), autoincrement=False, nullable=False, comment="Which channel."),
        sa.Column(
            "audience",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Which group is to be reached, such as side_entrant or nurse.",
        ),
        sa.Column("is_present", sa.Boolean(), nullable=False, comment="True when the group is there."),
        sa.Column("evidence", sa.Text(), nullable=True, comment="How this is known; NULL when nobody wrote it down."),
        sa.Column("decided_at", Moment(), nullable=False, comment="When it was written down."),
        sa.PrimaryKeyConstraint("organisation_id", "platform", "audience", name=op.f("pk_channel_fit")),
        comment="Whether a group that is to be reached is on a channel, and how this is known.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "context_figure",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "series",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Which figure, such as care_vacancies or tightness.",
        ),
        sa.Column(
            "region", sa.Text(), autoincrement=False, nullable=False, comment="Which region, as its source names it."
        ),
        sa.Column(
            "sector",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Which part of care, as its source names it; empty for all.",
        ),
        sa.Column(
            "first_day",
            sa.Date(),
            autoincrement=False,
            nullable=False,
            comment="First day of the quarter, month or year.",
        ),
        sa.Column("last_day", sa.Date(), nullable=False, comment="Last day of it."),
        sa.Column("value", sa.Float(), nullable=True, comment="The figure; NULL when the source does not give it."),
        sa.Column("unit", sa.Text(), nullable=False, comment="count, thousands, ratio or share."),
        sa.Column("source", sa.Text(), nullable=False, comment="Who published it, with the number of the table."),
        sa.Column("is_provisional", sa.Boolean(), nullable=False, comment="True while the source may still change it."),
        sa.Column("observed_at", Moment(), nullable=False, comment="When it was read."),
        sa.PrimaryKeyConstraint(
            "organisation_id", "series", "region", "sector", "first_day", name=op.f("pk_context_figure")
        ),
        comment="A figure from outside that stands beside our own, such as vacancies in care in the region.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kpi_target",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("kpi", sa.Text(), autoincrement=False, nullable=False, comment="Which key figure."),
        sa.Column("period", sa.Text(), autoincrement=False, nullable=False, comment="A calendar year, 2026."),
        sa.Column(
            "target",
            sa.Float(),
            nullable=False,
            comment="The number to reach, in the unit of the key figure; a share is 0 to 1.",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "kpi", "period", name=op.f("pk_kpi_target")),
        comment="What a key figure is to reach in a period, written down by a person.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mention_daily",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "platform",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Where: facebook, google_reviews, news, x, forum, ...",
        ),
        sa.Column(
            "theme",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="What it was about; empty when it was not told apart.",
        ),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="The day, in the source's own zone."),
        sa.Column("mentions", sa.BigInteger(), nullable=True, comment="Mentions, all kinds together."),
        sa.Column("questions", sa.BigInteger(), nullable=True, comment="Of those: questions."),
        sa.Column("vacancy_questions", sa.BigInteger(), nullable=True, comment="Of those: questions about a vacancy."),
        sa.Column("complaints", sa.BigInteger(), nullable=True, comment="Of those: complaints."),
        sa.Column("compliments", sa.BigInteger(), nullable=True, comment="Of those: compliments."),
        sa.Column("in_news", sa.BigInteger(), nullable=True, comment="Of those: news."),
        sa.Column("positive", sa.BigInteger(), nullable=True, comment="Of those: positive in tone."),
        sa.Column("neutral", sa.BigInteger(), nullable=True, comment="Of those: neutral in tone."),
        sa.Column("negative", sa.BigInteger(), nullable=True, comment="Of those: negative in tone."),
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
        sa.CheckConstraint("ingest IN ('api', 'export', 'manual', 'snapshot')", name=op.f("ck_mention_daily_ingest")),
        sa.CheckConstraint("quality IN ('reported', 'spread', 'correction')", name=op.f("ck_mention_daily_quality")),
        sa.PrimaryKeyConstraint("organisation_id", "platform", "theme", "day", name=op.f("pk_mention_daily")),
        comment="How often the organisation was mentioned on one day and in what tone; counts only, never a text or a name.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mention_daily_rev",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "platform",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Where: facebook, google_reviews, news, x, forum, ...",
        ),
        sa.Column(
            "theme",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="What it was about; empty when it was not told apart.",
        ),
        sa.Column("day", sa.Date(), autoincrement=False, nullable=False, comment="The day, in the source's own zone."),
        sa.Column(
            "superseded_by_run",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="The run that brought the newer value.",
        ),
        sa.Column("mentions", sa.BigInteger(), nullable=True, comment="Mentions, all kinds together."),
        sa.Column("questions", sa.BigInteger(), nullable=True, comment="Of those: questions."),
        sa.Column("vacancy_questions", sa.BigInteger(), nullable=True, comment="Of those: questions about a vacancy."),
        sa.Column("complaints", sa.BigInteger(), nullable=True, comment="Of those: complaints."),
        sa.Column("compliments", sa.BigInteger(), nullable=True, comment="Of those: compliments."),
        sa.Column("in_news", sa.BigInteger(), nullable=True, comment="Of those: news."),
        sa.Column("positive", sa.BigInteger(), nullable=True, comment="Of those: positive in tone."),
        sa.Column("neutral", sa.BigInteger(), nullable=True, comment="Of those: neutral in tone."),
        sa.Column("negative", sa.BigInteger(), nullable=True, comment="Of those: negative in tone."),
        sa.PrimaryKeyConstraint(
            "organisation_id", "platform", "theme", "day", "superseded_by_run", name=op.f("pk_mention_daily_rev")
        ),
        comment="What mention_daily said before it was restated.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mention_month",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "platform",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Where: facebook, google_reviews, news, x, forum, ...",
        ),
        sa.Column(
            "theme",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="What it was about; empty when it was not told apart.",
        ),
        sa.Column("month_start", sa.Date(), autoincrement=False, nullable=False, comment="First day of the month."),
        sa.Column("mentions", sa.BigInteger(), nullable=True, comment="Mentions, all kinds together."),
        sa.Column("questions", sa.BigInteger(), nullable=True, comment="Of those: questions."),
        sa.Column("vacancy_questions", sa.BigInteger(), nullable=True, comment="Of those: questions about a vacancy."),
        sa.Column("complaints", sa.BigInteger(), nullable=True, comment="Of those: complaints."),
        sa.Column("compliments", sa.BigInteger(), nullable=True, comment="Of those: compliments."),
        sa.Column("in_news", sa.BigInteger(), nullable=True, comment="Of those: news."),
        sa.Column("positive", sa.BigInteger(), nullable=True, comment="Of those: positive in tone."),
        sa.Column("neutral", sa.BigInteger(), nullable=True, comment="Of those: neutral in tone."),
        sa.Column("negative", sa.BigInteger(), nullable=True, comment="Of those: negative in tone."),
        sa.Column("days", sa.Integer(), nullable=False, comment="Days with a row in the sum."),
        sa.PrimaryKeyConstraint("organisation_id", "platform", "theme", "month_start", name=op.f("pk_mention_month")),
        comment="Sums of mention_daily per month; only what may be summed.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mention_week",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "platform",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Where: facebook, google_reviews, news, x, forum, ...",
        ),
        sa.Column(
            "theme",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="What it was about; empty when it was not told apart.",
        ),
        sa.Column("week_start", sa.Date(), autoincrement=False, nullable=False, comment="First day of the week."),
        sa.Column("mentions", sa.BigInteger(), nullable=True, comment="Mentions, all kinds together."),
        sa.Column("questions", sa.BigInteger(), nullable=True, comment="Of those: questions."),
        sa.Column("vacancy_questions", sa.BigInteger(), nullable=True, comment="Of those: questions about a vacancy."),
        sa.Column("complaints", sa.BigInteger(), nullable=True, comment="Of those: complaints."),
        sa.Column("compliments", sa.BigInteger(), nullable=True, comment="Of those: compliments."),
        sa.Column("in_news", sa.BigInteger(), nullable=True, comment="Of those: news."),
        sa.Column("positive", sa.BigInteger(), nullable=True, comment="Of those: positive in tone."),
        sa.Column("neutral", sa.BigInteger(), nullable=True, comment="Of those: neutral in tone."),
        sa.Column("negative", sa.BigInteger(), nullable=True, comment="Of those: negative in tone."),
        sa.Column("days", sa.Integer(), nullable=False, comment="Days with a row in the sum."),
        sa.PrimaryKeyConstraint("organisation_id", "platform", "theme", "week_start", name=op.f("pk_mention_week")),
        comment="Sums of mention_daily per week; only what may be summed.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report_copy",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column(
            "report_id", sa.Text(), autoincrement=False, nullable=False, comment="Short code; stands in addresses."
        ),
        sa.Column("about", sa.Text(), nullable=False, comment="overview or campaign."),
        sa.Column("subject", sa.Text(), nullable=True, comment="Which campaign; NULL for the overview."),
        sa.Column("language", sa.Text(), nullable=False, comment="nl, en or fr."),
        sa.Column("title", sa.Text(), nullable=False, comment="Title as it stands on the report."),
        sa.Column("first_day", sa.Date(), nullable=True, comment="First day that it is about."),
        sa.Column("last_day", sa.Date(), nullable=True, comment="Last day that it is about."),
        sa.Column("known_on", sa.Date(), nullable=False, comment="The last day of which figures were known."),
        sa.Column("made_at", Moment(), nullable=False, comment="When it was made."),
        sa.Column(
            "document",
            sa.Text(),
            nullable=False,
            comment="The whole report as a JSON object: what was shown, nothing hidden.",
        ),
        sa.CheckConstraint("about IN ('overview', 'campaign')", name=op.f("ck_report_copy_about")),
        sa.PrimaryKeyConstraint("organisation_id", "report_id", name=op.f("pk_report_copy")),
        comment="A report as it was made, with every number in it; never changed afterwards.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "campaign_target",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("campaign_id", sa.Text(), autoincrement=False, nullable=False, comment="Which campaign."),
        sa.Column(
            "measure",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="applications, side_entrants, views, visits, cost_per_application or another measure.",
        ),
        sa.Column("target", sa.Float(), nullable=False, comment="The number to reach, in the unit of the measure."),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.campaign_id"],
            name=op.f("fk_campaign_target_organisation_id_campaign_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "campaign_id", "measure", name=op.f("pk_campaign_target")),
        comment="What a campaign is to reach, written down by a person.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "content_retention",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("content_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="Which video."),
        sa.Column(
            "position",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="How far in the video, in percent of its length, 1 to 100.",
        ),
        sa.Column(
            "watch_ratio",
            sa.Float(),
            nullable=False,
            comment="Viewers there for each view; above 1 where parts are watched again.",
        ),
        sa.Column("observed_at", Moment(), nullable=False, comment="When it was read."),
        sa.ForeignKeyConstraint(
            ["organisation_id", "content_id"],
            ["content.organisation_id", "content.content_id"],
            name=op.f("fk_content_retention_organisation_id_content_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "content_id", "position", name=op.f("pk_content_retention")),
        comment="How many of the viewers at the start of a video were still watching further on.",
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("campaign_cost", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "platform",
                sa.Text(),
                nullable=True,
                comment="Which channel it was for; NULL for the campaign as a whole.",
            )
        )

    with op.batch_alter_table("campaign_placement", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("area", sa.Text(), nullable=True, comment="Where it is spread or heard, for what is not online.")
        )
        batch_op.add_column(
            sa.Column("copies", sa.Integer(), nullable=True, comment="How many were printed or handed out.")
        )
        batch_op.add_column(sa.Column("first_day", sa.Date(), nullable=True, comment="First day on which it is out."))
        batch_op.add_column(sa.Column("last_day", sa.Date(), nullable=True, comment="Last day on which it is out."))

    with op.batch_alter_table("campaign_plan", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("deviation", sa.Text(), nullable=True, comment="What was done otherwise than planned, and why.")
        )

    with op.batch_alter_table("content", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "department",
                sa.Text(),
                nullable=True,
                comment="Which part of the organisation it shows; set by a person.",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("content", schema=None) as batch_op:
        batch_op.drop_column("department")

    with op.batch_alter_table("campaign_plan", schema=None) as batch_op:
        batch_op.drop_column("deviation")

    with op.batch_alter_table("campaign_placement", schema=None) as batch_op:
        batch_op.drop_column("last_day")
        batch_op.drop_column("first_day")
        batch_op.drop_column("copies")
        batch_op.drop_column("area")

    with op.batch_alter_table("campaign_cost", schema=None) as batch_op:
        batch_op.drop_column("platform")

    op.drop_table("content_retention")
    op.drop_table("campaign_target")
    op.drop_table("report_copy")
    op.drop_table("mention_week")
    op.drop_table("mention_month")
    op.drop_table("mention_daily_rev")
    op.drop_table("mention_daily")
    op.drop_table("kpi_target")
    op.drop_table("context_figure")
    op.drop_table("channel_fit")
