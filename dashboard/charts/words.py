"""Figures and sentences of the analysis in the language of the page."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from connectors.errors import N_, Said
from dashboard.analysis.figures import Money, Number, Percentage
from dashboard.analysis.shares import Share
from dashboard.analysis.suppression import Count, Mark, threshold
from dashboard.i18n import MISSING, _, day, money, number, percent, say

KINDS: Mapping[str, str] = {
    "series": N_("Series"),
    "video": N_("Video"),
    "employee_posts": N_("Posts by colleagues"),
    "event": N_("Event"),
    "offline": N_("Offline"),
    "advert": N_("Adverts"),
    "other": N_("Other"),
    "broadcast": N_("Broadcast"),
    "vacancy_wave": N_("Many vacancies at once"),
    "award": N_("Award"),
    "definition_break": N_("Counted differently from here"),
}
_SMALL_SHARE = 0.05
STATUSES: Mapping[str, str] = {"planned": N_("Planned"), "active": N_("Running"), "closed": N_("Ended")}
REGIONS: Mapping[str, str] = {
    "Flemish": N_("Flanders"),
    "French": N_("French Community"),
    "German": N_("German-speaking Community"),
}
"""Regions of school holidays by the code of the settings; the others are called by their code."""
PLATFORMS: Mapping[str, str] = {
    "youtube": "YouTube",
    "linkedin": "LinkedIn",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "website": N_("Own website"),
}

STATUSES_OF_APPLICATIONS: Mapping[str, str] = {
    "new": N_("New"),
    "in_process": N_("In process"),
    "offer": N_("Offer"),
    "hired": N_("Hired"),
    "rejected": N_("Rejected"),
    "withdrawn": N_("Withdrawn"),
    "deleted": N_("Deleted"),
}
STRATEGIES: Mapping[str, str] = {
    "campaign": N_("Campaign"),
    "own_site": N_("Own website"),
    "job_board": N_("Job board"),
    "social": N_("Social media"),
    "referral": N_("Referred by a colleague"),
    "agency": N_("Employment agency"),
    "school": N_("School or internship"),
    "event": N_("Event"),
    "offline": N_("Offline"),
    "other": N_("Other"),
}
"""The upper level of sources."""


def tell(said: Said) -> str:
    """Return a sentence whose places hold counts, shares, amounts, days or other sentences."""
    return say(Said(said.text, {name: _spoken(value) for name, value in said.values.items()}))


def tell_all(sentences: Sequence[Said]) -> str:
    """Return sentences one after another."""
    return " ".join(map(tell, sentences))


def _spoken(value: object) -> str:
    write = next((write for kind, write in _WRITTEN.items() if isinstance(value, kind)), str)
    return write(value)


def count_text(count: Count) -> str:
    """Return a count as it may be shown: ``1.136``, ``< 5``, ``≥ 5``, ``…`` or ``–``."""
    if count.value is None:
        return MISSING if count.mark is Mark.MISSING else count.text
    return number(count.value)


def share_text(share: Share | None, decimals: int = 0) -> str:
    """Return a share with its interval: ``26 % (23–29 %)``; hidden or missing is a dash.

    A small share has a decimal: “1 % (0–1 %)” would say nothing of its interval.
    """
    if share is None or share.value is None:
        return MISSING
    if 0 < share.value < _SMALL_SHARE:
        decimals = max(decimals, 1)
    if share.interval is None:
        return percent(share.value, decimals)
    low, high = number(100 * share.interval.low, decimals), percent(share.interval.high, decimals)
    return f"{percent(share.value, decimals)} ({low}–{high})"


def region_name(code: str) -> str:
    """Return what a region of school holidays is called."""
    return _(REGIONS[code]) if code in REGIONS else code


def platforms(codes: Sequence[str]) -> str:
    """Return the names of platforms, in order and once each."""
    return ", ".join(dict.fromkeys(_(PLATFORMS.get(code, code.capitalize())) for code in codes))


_SIGNS = N_(
    "“< {minimum}”: fewer than {minimum}. “≥ {minimum}”: at least {minimum}, left out so that a small number cannot be "
    "computed. “…”: too few to tell apart. “–”: not known."
)


def signs() -> str:
    """Return what the signs in place of a count mean."""
    return _(_SIGNS).format(minimum=threshold())


_WRITTEN: Mapping[type, Callable[[Any], str]] = {
    Count: count_text,
    Number: lambda value: number(value.value, value.decimals),
    Percentage: lambda value: percent(value.share, value.decimals),
    Money: lambda value: money(value.amount, value.currency, value.decimals),
    Said: tell,
    tuple: lambda values: ", ".join(map(_spoken, values)),
    date: day,
    int: number,
}
