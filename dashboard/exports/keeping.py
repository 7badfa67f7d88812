"""Keeps a report as it is, for the page and the command alike."""

from datetime import datetime

from sqlalchemy import Engine

from dashboard.actions import report_copies
from dashboard.exports.report import Report, to_document


def keep_copy(engine: Engine, organisation_id: str, report: Report, *, actor: str, at: datetime) -> str:
    """Store a report with every number in it, and return the code of the copy."""
    return report_copies.keep(
        engine,
        organisation_id,
        to_document(report),
        about=report.about,
        subject=report.subject,
        language=report.language,
        title=report.title,
        days=(report.first_day, report.last_day),
        known_on=report.known_on,
        made_at=report.made_at,
        actor=actor,
        at=at,
    )
