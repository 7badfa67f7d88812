"""Takes the allowed fields out of a page's JobPosting objects (schema.org): the boundary for careers pages.

Contact persons, addresses of offices, pictures and the description go no further; of the description only remains
whether the vacancy says in its first lines that it is for side-entrants.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from connectors.http import Fields
from connectors.inflow.addresses import plain_address
from connectors.vacancies.markup import Markup
from connectors.vacancies.words import first_words, states_pay, text_of, texts_of
from connectors.words import plain

IsTrack = Callable[[str], bool]
"""Tells whether a text says that a vacancy is for side-entrants."""
_DEEPEST = 8
_HOLD = ("@graph", "itemListElement", "item", "mainEntity", "mainEntityOfPage")


def keep_page(page: object, address: str, is_track: IsTrack) -> Fields:
    """Return a page's vacancies, the pages that an ItemList names, its links and the next page of its list."""
    if not isinstance(page, Markup):
        return {"problem": "large"}
    found = [each for block in page.blocks for each in _objects(block)]
    postings = [each for each in found if _is_a(each, "JobPosting")]
    named = [text_of(each.get("url") or each.get("item")) for each in found if _is_a(each, "ListItem")]
    return {
        "vacancies": _told_apart([_kept(each, page, address, is_track) for each in postings], address),
        "named": _addresses(page, address, filter(None, named)),
        "links": _addresses(page, address, page.links),
        "following": page.address(address, page.following) if page.following else "",
        "broken": page.broken,
    }


def _addresses(page: Markup, address: str, links: Iterable[str]) -> list[str]:
    return [found for found in dict.fromkeys(page.address(address, link) for link in links) if found]


def _objects(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """Yield the objects of a block: itself, those of a list, of ``@graph`` and of an ItemList."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for name in _HOLD:
            yield from _objects(value.get(name), depth + 1)


def _is_a(value: Mapping[str, object], kind: str) -> bool:
    return any(each.replace("#", "/").replace(":", "/").split("/")[-1] == kind for each in texts_of(value.get("@type")))


def _kept(posting: Mapping[str, object], page: Markup, address: str, is_track: IsTrack) -> Fields:
    own = text_of(posting.get("url"))
    url = page.address(address, own) if own else ""
    return {
        "number": _identifier(posting.get("identifier")),
        "title": text_of(posting.get("title")) or text_of(posting.get("name")),
        "url": url,
        "opened": text_of(posting.get("datePosted")),
        "until": text_of(posting.get("validThrough")),
        "group": text_of(posting.get("occupationalCategory")),
        "department": "",
        "location": ", ".join(dict.fromkeys(_places(posting.get("jobLocation")))),
        "employment": texts_of(posting.get("employmentType")),
        "pay": states_pay(_amounts(posting.get("baseSalary"))),
        "track": is_track(first_words(text_of(posting.get("description")))),
    }


def _identifier(value: object) -> str:
    """Return the number in an identifier: a text, a number, a PropertyValue, or the first of a list of these."""
    if isinstance(value, list):
        return next(filter(None, map(_identifier, value)), "")
    if isinstance(value, Mapping):
        return text_of(value.get("value")) or text_of(value.get("@id"))
    return text_of(value)


def _places(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        address = each.get("address") if isinstance(each, Mapping) else None
        if isinstance(address, list):
            address = address[0] if address else None
        place = text_of(address.get("addressLocality")) if isinstance(address, Mapping) else text_of(address)
        if place:
            yield place


def _amounts(pay: object) -> object:
    """Return the amounts of a pay: a number in a unit or a currency is none."""
    if isinstance(pay, list):
        return [_amounts(each) for each in pay]
    if not isinstance(pay, Mapping):
        return pay
    inner = pay.get("value")
    amounts = [
        pay.get("minValue"),
        pay.get("maxValue"),
        _amounts(inner) if isinstance(inner, Mapping | list) else inner,
    ]
    return [each for each in amounts if each is not None]


def _told_apart(kept: list[Fields], address: str) -> list[Fields]:
    """Give each vacancy its key: its identifier, else its address without query, else the page's (with its title)."""
    for each in kept:
        own = plain_address(str(each["url"])) if each["url"] else None
        each["url"] = each["url"] or (address if len(kept) == 1 else "")
        here = plain_address(address) or address
        each["number"] = each["number"] or own or (here if len(kept) == 1 else f"{here}#{plain(str(each['title']))}")
    return kept
