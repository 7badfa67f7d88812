"""What codes of content and of work are called: kinds, roles of an author, groups of functions, what attention is counted in."""

from collections.abc import Mapping

from connectors.errors import N_
from dashboard.charts.words import KINDS, PLATFORMS
from dashboard.i18n import _

CONTENT_KINDS: Mapping[str, str] = {
    "video": N_("Video"),
    "short": N_("Short"),
    "live": N_("Live"),
    "post": N_("Post"),
    "blog": N_("Blog"),
    "page": N_("Page"),
    "flyer": N_("Flyer"),
}
ROLES: Mapping[str, str] = {
    "ambassador": N_("Ambassadors"),
    "team": N_("A team"),
    "communications": N_("Communications"),
    "director": N_("Directors"),
}
FUNCTION_GROUPS: Mapping[str, str] = {
    "nurse": N_("Nurses"),
    "care_assistant": N_("Care assistants"),
    "allied_health": N_("Allied health"),
    "doctor": N_("Doctors"),
    "administration": N_("Administration"),
    "technology_it": N_("Technology and IT"),
    "kitchen_cleaning": N_("Kitchen and cleaning"),
    "logistics": N_("Logistics"),
    "other": N_("Other functions"),
}
METRICS: Mapping[str, str] = {
    "engaged_views": N_("Engaged views"),
    "views": N_("Views"),
    "impressions": N_("Impressions"),
}
GROUPINGS: Mapping[str, str] = {"kind": N_("Kind"), "theme": N_("Theme"), "author_role": N_("Who tells")}


def label(code: str, known: Mapping[str, str]) -> str:
    """Return what a code is called; one that an organisation made itself stands as it wrote it."""
    return _(known[code]) if code in known else code


def function_group(code: str) -> str:
    """Return what a group of functions is called."""
    return label(code, FUNCTION_GROUPS)


def platform(code: str) -> str:
    """Return the name of a platform."""
    return label(code, PLATFORMS)


def group_name(code: str, grouping: str, *, of_campaigns: bool = False) -> str:
    """Return what a group of content is called; campaigns have kinds of their own and a theme is its own name."""
    kinds = KINDS if of_campaigns else CONTENT_KINDS
    return label(code, {"kind": kinds, "author_role": ROLES}.get(grouping, {}))
