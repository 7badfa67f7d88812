"""What was chosen of a campaign, recognised in whatever language it was written, and told in the language of the page."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from dashboard.analysis.picks import AUDIENCES, GOALS, MEASURES, METHODS, SEPARATOR, parts
from dashboard.i18n import LANGUAGES, _, speaking

__all__ = ["AUDIENCES", "GOALS", "MEASURES", "METHODS", "audiences_of", "chosen", "told", "words_of"]


@lru_cache(maxsize=8)
def _known(labels: tuple[tuple[str, str], ...]) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            found |= {_(label).casefold(): code for code, label in labels}
    return found


def chosen(text: str | None, table: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the codes that a text holds, and what else it says."""
    known = _known(tuple(table.items()))
    some = parts(text)
    codes = list(dict.fromkeys(known[part.casefold()] for part in some if part.casefold() in known))
    return codes, SEPARATOR.join(part for part in some if part.casefold() not in known)


def words_of(codes: Iterable[str], table: Mapping[str, str]) -> list[str]:
    """Return what codes are called in the language of the page."""
    return [_(table[code]) for code in codes]


def told(text: str | None, table: Mapping[str, str]) -> str:
    """Return a text with what was chosen in the language of the page; own words stay as they are."""
    codes, own = chosen(text, table)
    return SEPARATOR.join([*words_of(codes, table), *([own] if own else [])])


def audiences_of(text: str | None) -> list[str]:
    """Return the codes of the groups that a campaign is for."""
    return chosen(text, AUDIENCES)[0]
