"""Small signs beside a figure: how fresh it is and how a source stands. Never colour alone: each has a word and an icon."""

from datetime import date
from typing import Literal

import streamlit as st

from connectors.errors import N_
from dashboard.analysis.report_sources import STALE_AFTER
from dashboard.i18n import _, day, ngettext

Colour = Literal["green", "orange", "red", "gray", "blue"]

STATUSES: dict[str, tuple[str, Colour, str]] = {
    "ok": (N_("In order"), "green", ":material/check_circle:"),
    "partial": (N_("Partly done"), "orange", ":material/rule:"),
    "quota": (N_("Daily allowance used up"), "orange", ":material/hourglass_empty:"),
    "auth": (N_("Connect again"), "red", ":material/key_off:"),
    "failed": (N_("Failed"), "red", ":material/error:"),
    "interrupted": (N_("Interrupted"), "orange", ":material/cancel:"),
    "running": (N_("Running"), "blue", ":material/sync:"),
    "never": (N_("Never run"), "gray", ":material/hourglass_disabled:"),
    "not_enabled": (N_("Not switched on"), "gray", ":material/toggle_off:"),
}


def status_badge(status: str) -> None:
    """Show how a source stands."""
    word, colour, icon = STATUSES[status]
    st.badge(_(word), color=colour, icon=icon)


def freshness(until: date | None, today: date) -> str:
    """Return until when the figures run and how old that is: “until 28-06-2026, 2 days old”."""
    if until is None:
        return _("no figures yet")
    age = (today - until).days
    if age <= 0:
        return _("until today")
    words = ngettext("until {day}, {age} day old", "until {day}, {age} days old", age)
    return words.format(day=day(until), age=age)


def freshness_badge(until: date | None, today: date, *, stale: bool) -> None:
    """Show the freshness; figures that are older than they should be get another colour, icon and word."""
    words, colour, icon = _freshness(until, today, stale=stale)
    st.badge(words, color=colour, icon=icon)


def freshness_mark(until: date | None, today: date, *, stale: bool) -> str:
    """Return the badge of the freshness for the end of a line of markdown."""
    words, colour, icon = _freshness(until, today, stale=stale)
    return f":{colour}-badge[{icon} {words}]"


def _freshness(until: date | None, today: date, *, stale: bool) -> tuple[str, Colour, str]:
    words = freshness(until, today)
    if stale:
        return _("{freshness}: stale").format(freshness=words), "orange", ":material/schedule:"
    return words, "gray" if until is None else "green", ":material/event_available:"


def page_badge(until: date | None, today: date) -> None:
    """Show how fresh the figures that a page rests on are."""
    freshness_badge(until, today, stale=until is not None and today - until > STALE_AFTER)
