"""Channels by code: their names, and to which of them a tag of a link, a source of an application or a platform belongs."""

from collections.abc import Iterable, Mapping

from connectors.errors import N_

CHANNELS: Mapping[str, str] = {
    "youtube": "YouTube",
    "linkedin": "LinkedIn",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "tiktok": "TikTok",
    "x": "X",
    "whatsapp": "WhatsApp",
    "website": N_("Own website"),
    "search": N_("Search engines"),
    "job_board": N_("Job boards"),
    "newsletter": N_("E-mail and newsletter"),
    "press": N_("Newspaper, television and other sites"),
    "offline": N_("Flyers, posters and radio"),
    "event": N_("Open days and events"),
    "other": N_("Other channels"),
}
"""Code to name (a message id), in the order in which they are shown."""

ADVERTS = ":ads"
"""What stands behind the code of a channel when a figure is of its adverts."""
UNTAGGED = "untagged"
"""Visits whose link said nothing of where it stood."""

_OF_TAG: Mapping[str, str] = {
    "yt": "youtube",
    "li": "linkedin",
    "fb": "facebook",
    "meta": "facebook",
    "ig": "instagram",
    "twitter": "x",
    "google": "search",
    "bing": "search",
    "duckduckgo": "search",
    "indeed": "job_board",
    "jobat": "job_board",
    "vdab": "job_board",
    "werk.nl": "job_board",
    "nvb": "job_board",
    "mail": "newsletter",
    "email": "newsletter",
    "nieuwsbrief": "newsletter",
    "pers": "press",
    "tv": "press",
    "qr": "offline",
    "flyer": "offline",
    "folder": "offline",
    "poster": "offline",
    "print": "offline",
    "radio": "offline",
    "magazine": "offline",
    "open_day": "event",
}
_OF_MEDIUM: Mapping[str, str] = {
    "organic": "search",
    "email": "newsletter",
    "print": "offline",
    "offline": "event",
    "referral": "press",
}
_OF_SOURCE: Mapping[str, str] = {"own_site": "website", "press": "press", "open_day": "event", "radio_flyer": "offline"}
_OF_STRATEGY: Mapping[str, str] = {
    "own_site": "website",
    "job_board": "job_board",
    "event": "event",
    "offline": "offline",
}


def of_tag(source: str, medium: str = "") -> str:
    """Return the channel of a link by its tags ``utm_source`` and ``utm_medium``; ``untagged`` without a source."""
    named = source.strip().lower()
    if not named:
        return UNTAGGED
    return known(named) or _OF_MEDIUM.get(medium.strip().lower(), "other")


def of_source(source_id: str, strategy: str = "") -> str:
    """Return the channel of a source of applications; empty for what is no channel, such as a colleague or a campaign."""
    if source_id in _OF_SOURCE:
        return _OF_SOURCE[source_id]
    return known(source_id) or _OF_STRATEGY.get(strategy, "")


def of_platform(platform: str) -> str:
    """Return the channel of a platform as it was written down; ``other`` when nobody knows it."""
    return known(platform.strip().lower()) or "other"


def known(code: str) -> str:
    """Return the channel that a code or an abbreviation means; empty when it means none."""
    return code if code in CHANNELS else _OF_TAG.get(code, "")


def ordered(codes: Iterable[str]) -> list[str]:
    """Return codes once each in the order in which channels are shown, unknown ones last."""
    places = {code: place for place, code in enumerate(CHANNELS)}
    return sorted(set(codes), key=lambda code: (places.get(code, len(places)), code))
