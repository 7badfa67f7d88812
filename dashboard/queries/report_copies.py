"""Reports that were kept as they were made, and how much of what they rest on was told otherwise since."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from connectors.database.schema import metadata, report_copy, sync_run


@dataclass(frozen=True)
class Copy:
    """A report that was kept: what it is about, and when its figures were known."""

    report_id: str
    about: str
    subject: str
    language: str
    title: str
    first_day: date | None
    last_day: date | None
    known_on: date
    made_at: datetime


def copies(connection: Connection, organisation_id: str) -> list[Copy]:
    """Return every report that was kept, the newest first."""
    row = report_copy.c
    columns = (row.report_id, row.about, func.coalesce(row.subject, ""), row.language, row.title, row.first_day)
    query = select(*columns, row.last_day, row.known_on, row.made_at).where(row.organisation_id == organisation_id)
    return [Copy(*each) for each in connection.execute(query.order_by(row.made_at.desc(), row.report_id.desc()))]


def document(connection: Connection, organisation_id: str, report_id: str) -> str | None:
    """Return a report as it was kept, None for a code that nobody knows."""
    row = report_copy.c
    query = select(row.document).where(row.organisation_id == organisation_id, row.report_id == report_id)
    return connection.execute(query).scalar()


def restated(connection: Connection, organisation_id: str, first: date, last: date, since: datetime) -> int:
    """Return how many daily figures of a period were told otherwise after a moment: their earlier values are kept."""
    run, total = sync_run.c, 0
    later = select(run.run_id).where(run.organisation_id == organisation_id, run.started_at > since)
    for table in metadata.sorted_tables:
        revisions = table.info.get("revisions")
        if revisions is None:
            continue
        row = revisions.c
        here = (row.organisation_id == organisation_id, row.day.between(first, last))
        query = select(func.count()).select_from(revisions).where(*here, row.superseded_by_run.in_(later))
        total += connection.execute(query).scalar_one()
    return total
