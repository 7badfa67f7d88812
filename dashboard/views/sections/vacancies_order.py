"""Which vacancies stand in the list, and in what order."""

from collections.abc import Mapping, Sequence
from datetime import date

from connectors.errors import N_
from dashboard.queries.vacancies import LINKEDIN, Listed
from dashboard.views.sections.vacancies_words import group_of, place_of, title_of

STATUSES: Mapping[str, str] = {"open": N_("Open now"), "closed": N_("Closed"), "all": N_("All")}
ORDERS: Mapping[str, str] = {
    "newest": N_("Newest first"),
    "longest": N_("Longest open first"),
    "fewest": N_("Fewest applications first"),
    "most": N_("Most applications first"),
    "views": N_("Most views on LinkedIn first"),
    "title": N_("By title"),
}
USUAL = "newest"


def of_status(known: Sequence[Listed], status: str) -> list[Listed]:
    """Return the vacancies that are open, closed, or all of them."""
    wanted = {"open": (True,), "closed": (False,)}.get(status, (True, False))
    return [each for each in known if each.speaks.is_open in wanted]


def narrowed(known: Sequence[Listed], site: str, function_group: str) -> list[Listed]:
    """Return the vacancies of a place of work and a group of functions; an empty code is all."""
    return [each for each in known if site in {"", each.speaks.site_id} and function_group in {"", each.speaks.group}]


def found(known: Sequence[Listed], asked: str) -> list[Listed]:
    """Return the vacancies in whose words every word that was asked for occurs."""
    words = asked.casefold().split()
    return [each for each in known if all(word in _words(each) for word in words)] if words else list(known)


def _words(each: Listed) -> str:
    told = (title_of(each.speaks), each.speaks.external_id, place_of(each.speaks), group_of(each.speaks))
    return " ".join((*told, *(name.title or "" for name in each.names), each.speaks.department or "")).casefold()


def in_order(known: Sequence[Listed], order: str, today: date) -> list[Listed]:
    """Return vacancies in an order; what is hidden or not known stands last, as it came, which tells nothing."""
    if order == "title":
        return sorted(known, key=lambda each: title_of(each.speaks).casefold())
    if order not in ORDERS or order == USUAL:
        return list(known)
    values = [_value(each, order, today) for each in known]
    sign = 1 if order == "fewest" else -1
    places = sorted(range(len(known)), key=lambda place: (values[place] is None, sign * (values[place] or 0)))
    return [known[place] for place in places]


def _value(each: Listed, order: str, today: date) -> int | None:
    if order == "longest":
        return each.days_open(today)
    return each.views.get(LINKEDIN) if order == "views" else each.applied.value
