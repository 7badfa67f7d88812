"""Reads careers pages: a vacancy page itself, and of a list the vacancy pages that it links to on the same host."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from connectors.base import Batch, Context, Row
from connectors.errors import N_, Said, SkippableError, SourceError
from connectors.vacancies.client import Kind, Reader, unreadable, validators_of
from connectors.vacancies.feeds import keep_sitemap, read_feed
from connectors.vacancies.markup import read_page
from connectors.vacancies.places import key_of
from connectors.vacancies.postings import keep_page
from connectors.vacancies.rows import Counter, Kept
from connectors.vacancies.standing import Standing, after_full, after_part

PAGES = "pages"
PROVIDER = "careers_site"
_UNCHANGED = 304
_MOST_SITEMAPS = 10
_NO_PAGES = (".pdf", ".jpg", ".jpeg", ".png", ".svg", ".doc", ".docx", ".zip", ".ics", ".xml")
_FORMS = frozenset({"apply", "solliciteren", "solliciteer", "sollicitatie", "postuler", "postulez"})


@dataclass
class _Walk:
    """What one reading of the careers pages came across."""

    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    fresh: dict[str, Kept] = field(default_factory=dict)
    unchanged: dict[str, str] = field(default_factory=dict)
    problems: list[SourceError] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    broken: int = 0
    left_out: int = 0

    @property
    def is_full(self) -> bool:
        return not self.problems and not self.left_out


class Careers:
    """One reading of the careers pages of the settings."""

    def __init__(self, context: Context, reader: Reader) -> None:
        self._settings = context.settings
        self._reader = reader
        self._counter = Counter.of(context, PROVIDER)
        self._cursor: dict[str, Any] = dict(context.cursors.get(PAGES, {}))
        self._known: Mapping[str, Any] = self._cursor.get("pages", {})
        self._is_track = lambda text: bool(text) and context.rules.is_track(text)
        self._walk = _Walk()
        self._left = self._settings.number("most_pages")

    def read(self) -> Batch:
        """Read every page and return one batch: rows, what is remembered, and the first problem."""
        listings = list(self._settings.texts("pages"))
        for address in listings:
            self._tried(address, is_listing=True)
        if self._settings.text("sitemap"):
            for address in self._of_sitemap(self._settings.text("sitemap")):
                self._follow(address)
        return self._batch()

    def _tried(self, address: str, *, is_listing: bool) -> None:
        """Read a page; what fails is noted and leaves the reading incomplete. A page that is gone holds no vacancy."""
        try:
            page = self._page(address)
        except SkippableError as gone:
            if is_listing:
                self._walk.problems.append(gone)
            return
        except SourceError as error:
            self._walk.problems.append(error)
            return
        if is_listing and not page["listed"]:
            self._links(address, page)

    def _links(self, address: str, page: Mapping[str, Any]) -> None:
        here = urlsplit(address)
        links = page["named"] or [each for each in page["links"] if self._is_vacancy(each, here.path)]
        for link in links:
            if urlsplit(link).netloc == here.netloc:
                self._follow(link)
        following = page["following"]
        if following and urlsplit(following).netloc == here.netloc and self._may_ask(following):
            self._tried(following, is_listing=True)

    def _follow(self, address: str) -> None:
        if self._may_ask(address):
            self._tried(address, is_listing=False)

    def _may_ask(self, address: str) -> bool:
        if address in self._walk.reached:
            return False
        if self._left <= 0:
            self._walk.left_out += 1
            return False
        self._left -= 1
        return True

    def _is_vacancy(self, address: str, listing: str) -> bool:
        path = urlsplit(address).path.lower()
        listing = listing.lower().rstrip("/")
        if path.rstrip("/") == listing or path.endswith(_NO_PAGES) or path.rstrip("/").rsplit("/", 1)[-1] in _FORMS:
            return False
        return (listing != "" and path.startswith(f"{listing}/")) or self._has_word(path)

    def _has_word(self, path: str) -> bool:
        return any(word.lower() in path.lower() for word in self._settings.texts("vacancy_words"))

    def _page(self, address: str) -> Mapping[str, Any]:
        """Return what is remembered of a page after asking it: its vacancies with their last days, and its links."""
        self._walk.reached.add(address)
        name = key_of(address)
        before = self._known.get(name, {})
        kind = Kind("page", read_page, lambda page: keep_page(page, address, self._is_track), {})
        reply = self._reader.ask(kind, PAGES, address, before.get("validators"))
        if reply.status == _UNCHANGED:
            page = {"listed": {}, "named": [], "links": [], "following": "", **before}
            self._walk.unchanged.update(page["listed"])
        else:
            page = self._fresh(address, reply.content, validators_of(reply))
        self._walk.pages[name] = {key: value for key, value in page.items() if value}
        return page

    def _fresh(self, address: str, content: Mapping[str, Any], validators: Mapping[str, str]) -> dict[str, Any]:
        if "problem" in content:
            raise unreadable(PAGES, address, content["problem"])
        kept: list[Kept] = content["vacancies"]
        self._walk.fresh.update({str(each["number"]): each for each in kept})
        self._walk.broken += content["broken"]
        listed = self._counter.told(kept)
        links = [] if listed else self._linked(address, content["links"])
        return {**content, "listed": listed, "links": links, "validators": dict(validators)} | {
            "vacancies": None,
            "broken": 0,
        }

    def _linked(self, address: str, links: Iterable[str]) -> list[str]:
        return [each for each in links if self._is_vacancy(each, urlsplit(address).path)]

    def _of_sitemap(self, address: str) -> list[str]:
        """Return the vacancy pages of a sitemap; an index leads to further ones on the same host."""
        waiting, found, asked = [address], [], 0
        kind = Kind("sitemap", read_feed, keep_sitemap, {})
        while waiting and asked < _MOST_SITEMAPS:
            here, asked = waiting.pop(0), asked + 1
            try:
                content: Mapping[str, Any] = self._reader.ask(kind, PAGES, here).content
                if "problem" in content:
                    raise unreadable(PAGES, here, content["problem"])
            except SourceError as error:
                self._walk.problems.append(error)
                continue
            own = [each for each in content["addresses"] if urlsplit(each).netloc == urlsplit(here).netloc]
            if content["is_index"]:
                waiting += own
            else:
                found += [each for each in own if self._is_vacancy(each, "/")]
        return found

    def _batch(self) -> Batch:
        walk, before = self._walk, Standing.of(self._cursor.get("standing"))
        told = {**walk.unchanged, **self._counter.told(walk.fresh.values())}
        if walk.is_full:
            after, closed = after_full(before, told, self._counter.desk.today)
            pages = walk.pages
        else:
            after, closed = after_part(before, told), {}
            pages = {**self._known, **walk.pages}
        still = {number: until for number, until in walk.unchanged.items() if number not in walk.fresh}
        rows: list[Row] = [
            *self._counter.read(walk.fresh.values()),
            *self._counter.unchanged(still),
            *self._counter.closed(closed),
        ]
        return Batch(
            PAGES,
            rows={"vacancy": rows},
            cursor={"pages": pages, "standing": replace(after, provider=PROVIDER).as_json()},
            until=self._counter.desk.today if walk.is_full else None,
            notes=_notes(walk, told),
            problem=next(iter(walk.problems), None),
        )


def _notes(walk: _Walk, told: Collection[str]) -> list[Said]:
    notes = []
    if walk.left_out:
        notes.append(
            Said(
                N_("{count} careers pages were not read: the setting most_pages allows no more."),
                {"count": walk.left_out},
            )
        )
    if walk.broken:
        notes.append(Said(N_("{count} blocks of JSON-LD on careers pages cannot be read."), {"count": walk.broken}))
    if walk.is_full and not told:
        notes.append(Said(N_("The careers pages hold no vacancy in JSON-LD (JobPosting).")))
    return notes
