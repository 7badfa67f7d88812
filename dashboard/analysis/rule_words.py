"""What the parts of a rule are called: what it looks at, how it compares, what it says of an entrant."""

from collections.abc import Mapping, Sequence

from connectors.errors import N_, Said
from dashboard.analysis.side_entrants import LABELS

FIELD_NAMES: Mapping[str, str] = {
    "utm_campaign": N_("Tag on the link: campaign"),
    "utm_source": N_("Tag on the link: source"),
    "utm_medium": N_("Tag on the link: medium"),
    "utm_content": N_("Tag on the link: content"),
    "source": N_("Source that the system names"),
    "referrer": N_("Site that led here"),
    "tag": N_("Tag of the applicant"),
    "stage": N_("Word for the stage"),
    "title": N_("Title of the vacancy"),
    "department": N_("Department of the vacancy"),
    "group": N_("Group that the system names"),
    "answer": N_("Answer to a question"),
    "custom_field": N_("Custom field"),
    "vacancy_track": N_("Title or tag of the vacancy"),
    "campaign": N_("Campaign that brought the applicant"),
}
MATCH_NAMES: Mapping[str, str] = {
    "exact": N_("the same words"),
    "contains": N_("these words in it"),
    "pattern": N_("a pattern"),
}
ENTRANT_NAMES: Mapping[str, str] = {
    **LABELS,
    "over_25": N_("Fact: older than 25, yes or no"),
    "ever_in_care": N_("Fact: ever worked in care, yes or no"),
    "recently_in_care": N_("Fact: worked in care lately, yes or no"),
    "track": N_("Only evidence: meant for side-entrants"),
}


def in_words(code: str, names: Mapping[str, str]) -> Said | str:
    """Return what a part of a rule is called; what nobody gave a name stands as it is."""
    return Said(names[code]) if code in names else code


def listed(codes: Sequence[str], names: Mapping[str, str]) -> Said | str:
    """Return the names of parts of rules, one after another."""
    *before, last = codes
    told = in_words(last, names)
    return Said("{before}, {last}", {"before": listed(before, names), "last": told}) if before else told
