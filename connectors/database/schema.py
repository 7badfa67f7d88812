"""The tables: a comment on every column, the key first, the merge rules beside the table. The project's contract.

``organisation_id`` leads every key (only ``dim_day`` is shared by all). Numbers of daily facts are nullable: NULL means
not available, 0 means zero. How a table is written stands in its ``info``:

- ``volatile``: columns that follow a change but make none (when it was seen);
- ``merge``: column to rule; ``first`` keeps what came first, ``earliest`` the smaller, ``known`` never goes back to NULL;
- ``frozen_when``: a column; a stored row in which it is set is not updated any more;
- ``revisions``: the table that keeps superseded values;
- ``rollups``: the tables of sums per week and month, and ``additive``: the columns that may be summed over days.
"""

from connectors.database.tables.campaigns import (
    campaign,
    campaign_cost,
    campaign_link,
    campaign_placement,
    campaign_plan,
    campaign_target,
    event,
    kpi_target,
)
from connectors.database.tables.evidence import finding, report_copy
from connectors.database.tables.figures import (
    ad_campaign,
    ad_daily,
    channel_daily,
    content_daily,
    content_snapshot,
    mention_daily,
    visit_daily,
)
from connectors.database.tables.inflow import (
    application,
    application_daily,
    application_event,
    source,
)
from connectors.database.tables.record import (
    audit,
    demo_truth,
    import_file,
    import_mapping,
    quota_use,
    sync_cursor,
    sync_run,
    webhook_event,
)
from connectors.database.tables.reference import context_figure, dim_day, organisation, site
from connectors.database.tables.rules import inflow_rule
from connectors.database.tables.shape import INGEST, QUALITY, SIDE_ENTRANT, STAGES, STATUS, metadata
from connectors.database.tables.stories import (
    channel,
    channel_fit,
    content,
    content_link,
    content_retention,
    episode,
    series,
)
from connectors.database.tables.vacancies import (
    vacancy,
    vacancy_daily,
    vacancy_decision,
    vacancy_identity,
    vacancy_total,
)

__all__ = [
    "INGEST",
    "QUALITY",
    "SIDE_ENTRANT",
    "STAGES",
    "STATUS",
    "ad_campaign",
    "ad_daily",
    "application",
    "application_daily",
    "application_event",
    "audit",
    "campaign",
    "campaign_cost",
    "campaign_link",
    "campaign_placement",
    "campaign_plan",
    "campaign_target",
    "channel",
    "channel_daily",
    "channel_fit",
    "comments",
    "content",
    "content_daily",
    "content_link",
    "content_retention",
    "content_snapshot",
    "context_figure",
    "demo_truth",
    "dim_day",
    "episode",
    "event",
    "finding",
    "import_file",
    "import_mapping",
    "inflow_rule",
    "kpi_target",
    "mention_daily",
    "metadata",
    "organisation",
    "quota_use",
    "report_copy",
    "series",
    "site",
    "source",
    "sync_cursor",
    "sync_run",
    "vacancy",
    "vacancy_daily",
    "vacancy_decision",
    "vacancy_identity",
    "vacancy_total",
    "visit_daily",
    "webhook_event",
]


def comments() -> dict[str, dict[str, str]]:
    """Return each table's column comments, for documentation and the processing register."""
    return {table.name: {column.name: column.comment or "" for column in table.c} for table in metadata.sorted_tables}
