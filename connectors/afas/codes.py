"""What the codes of AFAS mean: status, last action and source of an application, and what an organisation adds to them."""

from collections.abc import Mapping, Sequence

from connectors.errors import N_, ConfigurationError

STATUSES: Mapping[str, str] = {"1": "in_process", "2": "hired", "3": "rejected"}
"""Code of a status (StSo) to ours."""

ACTIONS: Mapping[str, str] = {
    "0": "applied",
    **dict.fromkeys(("1", "2", "3"), "interview"),
    "4": "offer",
    "5": "interview",
    "6": "hired",
}
"""Code of a last action (ViAt) to a stage; 4 is the medical examination, which comes after the choice."""

REJECTIONS = frozenset({"10", "11"})
"""Codes of a last action that reject; they do not tell how far the applicant came."""

SOURCES: Mapping[str, str] = {
    "1": "Krant (landelijk)",
    "2": "Krant (plaatselijk)",
    "3": "Magazine",
    "4": "Radio of tv",
    "5": "Medewerker",
    "6": "UWV (arbeidsbureau)",
    "7": "Eigen initiatief",
    "8": "Internet",
    "9": "Affiche of abri",
    "10": "Banenmarkt",
}
"""Code of a source (ViSo) to words that the rules for sources know."""

_MEANINGS = {
    "status_map": ("new", "in_process", "offer", "hired", "rejected", "withdrawn"),
    "action_map": ("applied", "screened", "interview", "offer", "hired"),
}


def mapped(setting: str, texts: Sequence[str]) -> dict[str, str]:
    """Return code to meaning from texts such as “4=withdrawn”; raise a ConfigurationError for one that is none."""
    known = _MEANINGS[setting]
    pairs = [(text, *(part.strip() for part in text.rpartition("=")[::2])) for text in texts]
    for text, code, meaning in pairs:
        if not code or meaning not in known:
            raise ConfigurationError(
                N_("[sources.afas], key “{key}”: “{value}” does not fit; it takes texts such as “{example}”."),
                code="configuration.type",
                hint=N_("After the = stands one of: {choices}."),
                key=setting,
                value=text[:40],
                example=f"4={known[-1]}",
                choices=", ".join(known),
            )
    return {code: meaning for _, code, meaning in pairs}
