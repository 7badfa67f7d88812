"""How long YouTube lets us keep what was read with an API key: the rule, and from which day on rows go; pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from connectors.config import SourceSettings
from connectors.errors import N_, Said

RULE = N_(
    "YouTube lets us keep figures and titles that were read with an API key for at most 30 days; what the channel's own "
    "account allowed us to read may stay."
)


@dataclass(frozen=True)
class Limits:
    """Key-read figures of days before ``figures`` go, and key-read titles that were not read again since ``titles``."""

    figures: date
    titles: date


def limits(settings: SourceSettings, today: date) -> Limits:
    """Return the limits that hold today.

    Titles stay on ``key_data_days`` even with the amendment, which is about figures only.
    """
    days = settings.number("key_data_days")
    figures = settings.number("amendment_days") if settings.flag("amendment") else days
    return Limits(figures=today - timedelta(days=figures), titles=today - timedelta(days=days))


def said(removed: int, settings: SourceSettings) -> list[Said]:
    """Return the note on what went; nothing when nothing went."""
    if not removed:
        return []
    days = settings.number("amendment_days" if settings.flag("amendment") else "key_data_days")
    text = N_("{rows} rows that were read with an API key more than {days} days ago were removed, as YouTube asks.")
    return [Said(RULE), Said(text, {"rows": removed, "days": days})]
