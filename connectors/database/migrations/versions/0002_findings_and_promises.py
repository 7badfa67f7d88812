"""The findings, and what a plan promises.

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

from connectors.database.types import Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "finding",
        sa.Column(
            "organisation_id",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="Whose row it is; leads every key.",
        ),
        sa.Column("campaign_id", sa.Text(), autoincrement=False, nullable=False, comment="Which campaign."),
        sa.Column(
            "outcome",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="What was counted: all, side_entrant, site:… or function_group:….",
        ),
        sa.Column(
            "stage",
            sa.Text(),
            autoincrement=False,
            nullable=False,
            comment="running, preliminary (at the end) or final (8 weeks later).",
        ),
        sa.Column("as_of", sa.Date(), nullable=False, comment="Last day whose figures were used."),
        sa.Column("computed_at", Moment(), nullable=False, comment="When it was reckoned."),
        sa.Column(
            "fingerprint",
            sa.Text(),
            nullable=False,
            comment="Hash of everything it was reckoned from; equal means nothing has changed.",
        ),
        sa.Column("window_from", sa.Date(), nullable=False, comment="First day that was looked at."),
        sa.Column("window_until", sa.Date(), nullable=False, comment="Last day that was looked at."),
        sa.Column(
            "verdict",
            sa.Text(),
            nullable=False,
            comment="likely_extra, likely_less, too_small_to_matter, cannot_tell or not_enough_data.",
        ),
        sa.Column("observed", sa.Float(), nullable=True, comment="Applications that came in."),
        sa.Column("expected", sa.Float(), nullable=True, comment="Applications expected without the campaign."),
        sa.Column("extra", sa.Float(), nullable=True, comment="Observed less expected."),
        sa.Column("low", sa.Float(), nullable=True, comment="Lower end of the 90 % interval of the extra ones."),
        sa.Column("high", sa.Float(), nullable=True, comment="Upper end of the 90 % interval of the extra ones."),
        sa.Column("probability", sa.Float(), nullable=True, comment="Probability that there were extra ones at all."),
        sa.Column(
            "record",
            sa.Text(),
            nullable=False,
            comment="The whole answer as a JSON object: checks, quiet periods, weeks, sentence.",
        ),
        sa.CheckConstraint("stage IN ('running', 'preliminary', 'final')", name=op.f("ck_finding_stage")),
        sa.CheckConstraint(
            "verdict IN ('likely_extra', 'likely_less', 'too_small_to_matter', 'cannot_tell', 'not_enough_data')",
            name=op.f("ck_finding_verdict"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.campaign_id"],
            name=op.f("fk_finding_organisation_id_campaign_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "campaign_id", "outcome", "stage", name=op.f("pk_finding")),
        comment="What came in, what was expected without the campaign and what was extra; the preliminary and the final answer.",
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("campaign_plan", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "window_from",
                sa.Date(),
                nullable=True,
                comment="First day that is looked at; fixed once the campaign has begun.",
            )
        )
        batch_op.add_column(
            sa.Column(
                "window_until",
                sa.Date(),
                nullable=True,
                comment="Last day that is looked at; fixed once the campaign has begun.",
            )
        )
        batch_op.add_column(
            sa.Column(
                "outcomes",
                sa.Text(),
                nullable=True,
                comment="JSON list of what is judged, the main one first; fixed once the campaign has begun.",
            )
        )
        batch_op.add_column(
            sa.Column(
                "minimum_detectable_effect",
                sa.Float(),
                nullable=True,
                comment="Extra applications that would be seen four times out of five.",
            )
        )
        batch_op.add_column(
            sa.Column(
                "minimum_detectable_relative",
                sa.Float(),
                nullable=True,
                comment="The same as a share of the applications that are expected.",
            )
        )
        batch_op.add_column(
            sa.Column(
                "power",
                sa.Text(),
                nullable=True,
                comment="JSON list of pairs: relative effect, probability that it is seen.",
            )
        )
        batch_op.add_column(
            sa.Column(
                "planned_on", sa.Date(), nullable=True, comment="Day on which this was reckoned from the history."
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("campaign_plan", schema=None) as batch_op:
        batch_op.drop_column("planned_on")
        batch_op.drop_column("power")
        batch_op.drop_column("minimum_detectable_relative")
        batch_op.drop_column("minimum_detectable_effect")
        batch_op.drop_column("outcomes")
        batch_op.drop_column("window_until")
        batch_op.drop_column("window_from")

    op.drop_table("finding")
