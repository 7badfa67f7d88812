"""The words that every form of a report has: what it is, when it was known, whose it is, and that it is invented."""

import re

from dashboard.analysis import cells
from dashboard.exports.report import Report
from dashboard.i18n import _, day, day_range

_SIGNED = re.compile(r"[+-]\d[\d.,\u202f\u00a0]*([\u202f\u00a0 ]?%)?")


def demo_said() -> str:
    """Return what stands on every page, sheet and slide of the fictional organisation."""
    return _("Demo: a fictional organisation. All figures, names and vacancies are invented.")


def about(report: Report) -> str:
    """Return whose report it is, of which days, and as known when, in one line."""
    days = day_range(report.first_day, report.last_day) if report.first_day else ""
    known = _("as known on {day}").format(day=day(report.known_on))
    return " · ".join(part for part in (report.organisation, days, known) if part)


def made(report: Report) -> str:
    """Return when it was made."""
    return _("made on {day}").format(day=day(report.made_at.date()))


def footer(report: Report) -> str:
    """Return the line at the foot of a page or slide."""
    return f"Instroom · {about(report)} · {made(report)}"


def harmless(text: str) -> str:
    """Return a text that a spreadsheet cannot take for a formula; a signed number stays as it is written."""
    return text if _SIGNED.fullmatch(text) else str(cells.harmless(text))
