"""Reads XML feeds of vacancies, whatever their dialect: streaming, without entities, and only the tags that are named."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from connectors.http import Fields
from connectors.inflow.addresses import plain_address
from connectors.vacancies.dialects import ITEMS, ROOTS, WANTED, Dialect, Paths, dialect_of
from connectors.vacancies.markup import LARGEST
from connectors.vacancies.postings import IsTrack
from connectors.vacancies.words import first_words, hours_of, states_pay

_OWN_NUMBERS = ("referencenumber", "reference", "id", "@id")

Item = dict[str, list[str]]
"""Path within an item to its texts."""


@dataclass
class Feed:
    """A feed that was read to its end: the tag of its root, its items, and the addresses of a sitemap."""

    root: str = ""
    items: list[Item] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


def read_feed(content: bytes) -> Feed | str:
    """Return a feed, or what is wrong with it: ``large``, ``entities`` or ``xml``."""
    if len(content) > LARGEST:
        return "large"
    feed = Feed()
    try:
        for element, is_sitemap in _elements(content, feed):
            if is_sitemap:
                feed.addresses.append((element.text or "").strip())
            else:
                feed.items.append(_item(element))
    except DefusedXmlException:
        return "entities"
    except (ParseError, ValueError, LookupError):
        return "xml"
    is_known = feed.root in ROOTS or feed.root in {"urlset", "sitemapindex"} or feed.items
    return feed if is_known else "xml"


def _elements(content: bytes, feed: Feed) -> Iterator[tuple[Element, bool]]:
    """Yield each item and each address of a sitemap as soon as it is whole, then forget it."""
    root: Element | None = None
    inside = 0
    for happened, element in iterparse(BytesIO(content), events=("start", "end")):
        tag = _tag(element)
        if happened == "start":
            if root is None:
                root, feed.root = element, tag
            elif inside or tag in ITEMS:
                inside += 1
            continue
        if inside:
            inside -= 1
            if inside:
                continue
            yield element, False
        elif tag == "loc":
            yield element, True
        else:
            continue
        element.clear()
        if root is not None:
            root.clear()


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _item(element: Element) -> Item:
    found: Item = {}
    for name, text in element.attrib.items():
        _add(found, f"@{name.rpartition('}')[2].lower()}", text)
    for each in element:
        _gather(found, each, _tag(each))
    return found


def _gather(found: Item, element: Element, path: str) -> None:
    _add(found, path, element.text or element.get("href") or "")
    for each in element:
        _gather(found, each, f"{path}/{_tag(each)}")


def _add(found: Item, path: str, text: str) -> None:
    words = " ".join(text.split())
    if path in WANTED and words:
        found.setdefault(path, []).append(words)


def keep_feed(feed: object, is_track: IsTrack) -> Fields:
    """Return the vacancies of a feed, and how many items had neither number nor address."""
    if not isinstance(feed, Feed):
        return {"problem": str(feed)}
    if not feed.items:
        return {"vacancies": [], "nameless": 0, "dialect": ""}
    first = feed.items[0]
    dialect = dialect_of(feed.root, first, _first(first, ("referencenumber",)))
    kept = [_kept(item, dialect, is_track) for item in feed.items]
    named = [each for each in kept if each["number"]]
    return {"vacancies": named, "nameless": len(kept) - len(named), "dialect": dialect.name}


def keep_sitemap(feed: object) -> Fields:
    """Return the addresses of a sitemap, and whether they are sitemaps themselves."""
    if not isinstance(feed, Feed) or feed.root not in {"urlset", "sitemapindex"}:
        return {"problem": feed if isinstance(feed, str) else "xml"}
    return {"addresses": feed.addresses, "is_index": feed.root == "sitemapindex"}


def _first(item: Item, paths: Paths) -> str:
    return next((item[path][0] for path in paths if path in item), "")


def _kept(item: Item, dialect: Dialect, is_track: IsTrack) -> Fields:
    numbers = list(dict.fromkeys(item[path][0] for path in dialect.number if path in item))
    other = next((item[path][0] for path in _OWN_NUMBERS if path in item and item[path][0] not in numbers[:1]), "")
    reference = _first(item, dialect.reference) or other
    url = _first(item, dialect.url)
    number = numbers[0] if numbers else plain_address(url) or ""
    description = " ".join(words for path in dialect.description for words in item.get(path, ()))
    return {
        "number": number,
        "reference": f"{dialect.system}-{number}" if dialect.system and numbers else reference,
        "title": _first(item, dialect.title),
        "url": url,
        "opened": _first(item, dialect.opened),
        "until": _first(item, dialect.until),
        "group": _first(item, dialect.group),
        "department": _first(item, dialect.department),
        "location": ", ".join(dict.fromkeys(next((item[path] for path in dialect.location if path in item), []))),
        "hours": hours_of("-".join(item[path][0] for path in dialect.hours if path in item)),
        "pay": states_pay([item[path] for path in dialect.pay if path in item]),
        "track": is_track(first_words(description)),
    }
