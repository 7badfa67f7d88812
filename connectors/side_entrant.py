"""What a side-entrant is: the rule of Statistics Netherlands (CBS) from three facts, and the applicant's own word.

CBS: someone who starts in care older than 25 and was never employed in care and welfare before is a side-entrant;
who was in care earlier but not in the last year is a returner. The two classes are kept apart and never mixed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from connectors.config import SideEntrantRule
from connectors.words import plain

UNKNOWN = "unknown"

_ANSWERS = {
    "side_entrant": (
        "zij-instromer zijinstromer zij-instroom zijinstroom zij-instroomster carrièreswitcher carrièreswitch overstapper "
        "side-entrant career-switcher career-changer career-change ja yes oui x waar true vrai 1 "
        "en-reconversion reconversion reconversion-professionnelle réorientation réorientation-professionnelle"
    ),
    "returner": (
        "herintreder herintreedster herintreding returner returning retour-dans-le-secteur réintégration rentrant rentrante"
    ),
    "within_care": (
        "binnen-de-zorg in-de-zorg werkt-in-de-zorg al-in-de-zorg werkzaam-in-de-zorg al-werkzaam-in-de-zorg doorstromer "
        "within-care in-care already-in-care dans-le-secteur dans-les-soins déjà-dans-le-secteur"
    ),
    "other": (
        "overig overige overige-instroom anders schoolverlater student other school-leaver graduate "
        "autre étudiant étudiante jeune-diplômé jeune-diplômée nee neen no non onwaar false faux 0"
    ),
}
"""Class to the answers that mean it, separated by blanks; a hyphen stands for any mark between words."""

DEFAULT_ANSWERS: Mapping[str, str] = MappingProxyType(
    {plain(answer): found for found, answers in _ANSWERS.items() for answer in answers.split()}
)
"""Answer in plain form to class. A “no” to “are you a side-entrant?” is the class ``other``."""

_YES = frozenset({"ja", "yes", "oui", "1", "x", "j", "y", "o", "true", "waar", "vrai"})
_NO = frozenset({"nee", "neen", "no", "non", "0", "n", "false", "onwaar", "faux"})


@dataclass(frozen=True)
class Classes:
    """Both classes of one applicant, the one that counts, and what that one rests on: facts, declared or none."""

    cbs: str
    declared: str
    in_force: str
    basis: str


def fact(answer: object) -> bool | None:
    """Return a yes or no answer in Dutch, English or French as a fact; None when it is neither."""
    if isinstance(answer, bool):
        return answer
    if isinstance(answer, float) and answer.is_integer():
        answer = int(answer)
    word = plain(str(answer)) if answer is not None else ""
    if word in _YES:
        return True
    return False if word in _NO else None


def cbs_class(
    *, over_25: bool | None, ever_in_care: bool | None, recently_in_care: bool | None, without_age: str = UNKNOWN
) -> str:
    """Return the class by the CBS rule: side_entrant, returner, within_care, other or unknown.

    Args:
        over_25: Older than 25 at application: 26 or more completed years, 25 exactly is not.
        ever_in_care: Was ever employed in care and welfare before.
        recently_in_care: Was employed there in the last 12 months.
        without_age: What someone who was never in care is when the age is not known.
    """
    if recently_in_care:
        return "within_care"
    if ever_in_care:
        return UNKNOWN if recently_in_care is None else "returner"
    if ever_in_care is None:
        return UNKNOWN
    if over_25 is None:
        return without_age
    return "side_entrant" if over_25 else "other"


def declared_class(answer: str | None, answers: Mapping[str, str]) -> str:
    """Return the class that an applicant's own answer means; the organisation's ``answers`` come before the usual ones."""
    word = plain(answer or "")
    own = {plain(text): found for text, found in answers.items()}
    return own.get(word) or DEFAULT_ANSWERS.get(word, UNKNOWN)


def classify(
    *,
    over_25: bool | None,
    ever_in_care: bool | None,
    recently_in_care: bool | None,
    answer: str | None,
    rule: SideEntrantRule,
) -> Classes:
    """Return both classes and the one in force; when the rule's own class is unknown, the other does not stand in."""
    cbs = cbs_class(
        over_25=over_25, ever_in_care=ever_in_care, recently_in_care=recently_in_care, without_age=rule.without_age
    )
    declared = declared_class(answer, rule.answers)
    in_force, basis = (cbs, "facts") if rule.rule == "cbs" else (declared, "declared")
    return Classes(cbs, declared, in_force, basis if in_force != UNKNOWN else "none")


def older_than_25(years: int) -> bool:
    """Return whether someone with so many completed years is older than 25; 25 exactly is not."""
    return years > 25  # noqa: PLR2004  the age in the definition
