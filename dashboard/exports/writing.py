"""Writes a report in any of its forms, in its own language."""

from collections.abc import Callable, Mapping
from importlib import import_module

from connectors.errors import N_, ConfigurationError
from dashboard import i18n
from dashboard.exports.report import Report

FORMATS: Mapping[str, str] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
}
"""Endings of files with their media types."""


def written(report: Report, form: str) -> bytes:
    """Return a report as a file; raises a ConfigurationError for a form that is not known."""
    require_form(form)
    module = import_module(f"dashboard.exports.{form}")  # each takes a while to import, and one is wanted
    write: Callable[[Report], bytes] = getattr(module, form)
    with i18n.speaking(report.language):
        return write(report)


def require_form(form: str) -> None:
    """Refuse an ending that is not known."""
    if form not in FORMATS:
        raise ConfigurationError(
            N_("“.{form}” is no form of a report; a report ends in {known}."),
            code="usage.target",
            form=form,
            known=", ".join(f".{each}" for each in FORMATS),
        )


def file_name(report: Report, form: str) -> str:
    """Return what the file is called: what it is about, and the day of its figures."""
    about = report.subject or "overview"
    kind = "-dossier" if report.is_dossier else ""
    return f"instroom-{about}{kind}-{report.known_on.isoformat()}.{form}"
