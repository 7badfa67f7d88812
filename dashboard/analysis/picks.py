"""What a person can choose of a campaign: goals, audiences, measures, methods, targets. Own words stand beside it."""

from collections.abc import Mapping

from connectors.errors import N_

GOALS: Mapping[str, str] = {
    "applications": N_("more applications"),
    "side_entrants": N_("more side-entrants"),
    "hard_to_fill": N_("fill vacancies that are hard to fill"),
    "name_recognition": N_("name recognition and reputation"),
    "specialism": N_("show a specialism"),
    "warmth": N_("show warmth and take part"),
    "neighbours": N_("contact with the neighbourhood"),
    "clients": N_("contact with clients and patients"),
    "colleagues": N_("bind and connect colleagues"),
    "network": N_("professional network and knowledge"),
    "visibility": N_("show society what care does"),
    "volunteers": N_("find volunteers"),
}
"""Goals of telling and recruiting in care."""

AUDIENCES: Mapping[str, str] = {
    "side_entrant": N_("side-entrants"),
    "returner": N_("returners to care"),
    "school_leaver": N_("school-leavers and students"),
    "nurse": N_("nurses"),
    "care_assistant": N_("care assistants"),
    "doctor": N_("doctors"),
    "paramedic": N_("allied health professionals"),
    "support": N_("technical, IT, kitchen and logistics staff"),
    "own_staff": N_("own colleagues"),
    "volunteer": N_("volunteers"),
    "region": N_("everybody in the region"),
}
"""Groups that a campaign is for."""

MEASURES: Mapping[str, str] = {
    "extra_applications": N_("extra applications"),
    "applications": N_("applications that came in"),
    "extra_side_entrants": N_("extra side-entrants"),
    "side_entrants": N_("applications of side-entrants"),
    "hires": N_("hires"),
    "visits": N_("visits of the vacancy pages"),
    "views": N_("views"),
}
"""What success is measured by."""

METHODS: Mapping[str, str] = {
    "modelled": N_("modelled extra: what came in beside what was expected without it"),
    "hold_out": N_("hold-out: some places take no part and are compared"),
    "tracked": N_("tracked link only: what came through its own link"),
    "counting": N_("only counting: what came in, without a comparison"),
}
"""How it is measured; the last two say nothing about what would have come in anyway."""

STATES_NO_CAUSE = frozenset({"tracked", "counting"})
"""Methods that can never say what was extra."""

TARGETS: Mapping[str, str] = {
    "applications": N_("Applications that come in"),
    "extra_applications": N_("Extra applications"),
    "side_entrants": N_("Applications of side-entrants"),
    "hires": N_("Hires"),
    "visits": N_("Visits"),
    "views": N_("Views"),
    "cost_per_application": N_("Full cost per application that came in, at most"),
}
"""What a number can be set for."""

AT_MOST = frozenset({"cost_per_application"})
"""Targets that are reached by staying under them."""

SEPARATOR = "; "


def joined(words: list[str], own: str) -> str:
    """Return what was chosen and the own words as one text."""
    return SEPARATOR.join([*words, *([own.strip()] if own.strip() else [])])


def parts(text: str | None) -> list[str]:
    """Return the parts of a text that was joined."""
    return [part.strip() for part in (text or "").split(";") if part.strip()]
