"""What is read of a web page: its JSON-LD, and where it links to. Its visible text goes nowhere."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

LARGEST = 50 * 1024 * 1024
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:(?://\s*)?<!\[CDATA\[|<!--)|(?:(?://\s*)?\]\]>|-->)\s*$")


@dataclass
class Markup:
    """A page: the JSON-LD blocks that could be read, how many could not, links in order, and the next page of a list."""

    blocks: list[object] = field(default_factory=list)
    broken: int = 0
    links: list[str] = field(default_factory=list)
    following: str = ""
    base: str = ""

    def address(self, page: str, link: str) -> str:
        """Return a link of the page as a whole address without fragment; empty when it leads to no web page."""
        try:
            whole = urldefrag(urljoin(urljoin(page, self.base), link.strip())).url
            parts = urlsplit(whole)
        except ValueError:
            return ""
        return whole if parts.scheme in {"http", "https"} and parts.hostname else ""


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Markup()
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script":
            kind = given.get("type", "").split(";")[0].strip().lower()
            self._script = [] if kind == "application/ld+json" else None
        elif tag == "base" and not self.page.base:
            self.page.base = given.get("href", "")
        elif tag in {"a", "link"} and given.get("href"):
            self._link(tag, given)

    def _link(self, tag: str, given: Mapping[str, str]) -> None:
        if "next" in given.get("rel", "").lower().split():
            self.page.following = self.page.following or given["href"]
        elif tag == "a":
            self.page.links.append(given["href"])

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != "script" or self._script is None:
            return
        try:
            self.page.blocks.append(json.loads(_WRAPPING.sub("", "".join(self._script)), strict=False))
        except ValueError:
            self.page.broken += 1
        self._script = None


def read_page(content: bytes) -> Markup | None:
    """Return what stands in a page; None when it is larger than 50 MB."""
    if len(content) > LARGEST:
        return None
    parser = _Parser()
    parser.feed(_decoded(content))
    parser.close()
    return parser.page


def _decoded(content: bytes) -> str:
    found = _CHARSET.search(content[:2048])
    named = found[1].decode("ascii", "replace") if found else "utf-8"
    for encoding in ("utf-8-sig", named):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", "replace")
