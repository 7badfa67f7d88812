"""Reads feeds and public boards: each is one place that tells all of its vacancies at once."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from connectors.base import Batch, Context, Row
from connectors.errors import N_, Said, SourceError
from connectors.inflow.addresses import plain_address
from connectors.vacancies.boards import Board, board_of, keep_board
from connectors.vacancies.client import SOURCE, Kind, Reader, read_json, unreadable, validators_of
from connectors.vacancies.feeds import keep_feed, read_feed
from connectors.vacancies.rows import Counter, Kept
from connectors.vacancies.standing import Standing, after_full

FEEDS, BOARDS = "feeds", "boards"
_UNCHANGED = 304
_MOST_PAGES = 200
_TOKEN = "X-Careers-Sites-Token"  # noqa: S105  the name of a header


@dataclass(frozen=True)
class Place:
    """A feed or a board: the stream, its provider, its address, and how its answers are read."""

    stream: str
    provider: str
    address: str
    kind: Kind


def feeds(context: Context) -> list[Place]:
    """Return the feeds of the settings."""
    is_track = _is_track(context)
    kind = Kind("feed", read_feed, lambda feed: keep_feed(feed, is_track), {})
    addresses = context.settings.texts("feeds")
    return [Place(FEEDS, f"feed:{urlsplit(each).hostname}", each, kind) for each in addresses]


def boards(context: Context) -> list[Place]:
    """Return the boards of the settings."""
    return [_board(context, board_of(text)) for text in context.settings.texts("boards")]


def _board(context: Context, board: Board) -> Place:
    is_track = _is_track(context)
    token = context.settings.secrets.get("careers_sites_token", "")
    headers = {_TOKEN: token} if token and board.system == "recruitee" else {}
    kind = Kind(board.provider, read_json, lambda found: keep_board(found, board.system, is_track), headers)
    return Place(BOARDS, board.provider, board.address, kind)


def _is_track(context: Context) -> Callable[[str], bool]:
    return lambda text: bool(text) and context.rules.is_track(text)


def key_of(address: str) -> str:
    """Return the name of an address in a cursor: host and path, and a fingerprint of the whole, which may hold a query."""
    return f"{plain_address(address)}#{hashlib.sha256(address.encode()).hexdigest()[:8]}"


def read_places(context: Context, reader: Reader, places: list[Place]) -> Iterator[Batch]:
    """Yield one batch for each place, with the standing of all places of its stream as the cursor."""
    cursors: dict[str, dict[str, Any]] = {
        stream: dict(context.cursors.get(stream, {})) for stream in {place.stream for place in places}
    }
    for place in places:
        cursor = cursors[place.stream]
        try:
            yield _read(context, reader, place, cursor)
        except SourceError as error:
            yield Batch(place.stream, problem=error)


def _read(context: Context, reader: Reader, place: Place, cursor: dict[str, Any]) -> Batch:
    counter, name = Counter.of(context, place.provider), key_of(place.address)
    before = Standing.of(cursor.get(name))
    answer = _answer(reader, place, before)
    if answer is None:
        told, rows, notes = before.told, counter.unchanged(before.told), []
        validators = before.validators
    else:
        told, rows, notes = counter.told(answer.kept), counter.read(answer.kept), answer.notes(place)
        validators = answer.validators
    after, closed = after_full(before, told, counter.desk.today)
    cursor[name] = replace(after, provider=place.provider, validators=validators).as_json()
    gone = {number: day for number, day in closed.items() if not _stands_elsewhere(cursor, name, place, number)}
    written: list[Row] = [*rows, *counter.closed(gone)]
    return Batch(place.stream, rows={"vacancy": written}, cursor=dict(cursor), until=counter.desk.today, notes=notes)


def _stands_elsewhere(cursor: Mapping[str, Any], name: str, place: Place, number: str) -> bool:
    """Tell whether another feed of the same provider still has a vacancy."""
    others = (each for key, each in cursor.items() if key != name and each.get("provider") == place.provider)
    return any(number in Standing.of(each).told for each in others)


@dataclass(frozen=True)
class _Answer:
    kept: list[Kept]
    validators: Mapping[str, str]
    nameless: int = 0

    def notes(self, place: Place) -> list[Said]:
        if not self.nameless:
            return []
        values = {"count": self.nameless, "host": urlsplit(place.address).hostname or ""}
        return [
            Said(N_("{count} vacancies of {host} have neither a number nor an address; they are left out."), values)
        ]


def _answer(reader: Reader, place: Place, before: Standing) -> _Answer | None:
    """Return what a place tells, all its pages together; None when nothing changed since the last time."""
    kept: list[Kept] = []
    nameless, address, validators = 0, place.address, {}
    for number in range(_MOST_PAGES):
        reply = reader.ask(place.kind, place.stream, address, before.validators if number == 0 else None)
        if reply.status == _UNCHANGED:
            return None
        content: Mapping[str, Any] = reply.content
        if "problem" in content:
            raise unreadable(place.stream, place.address, content["problem"])
        kept += content["vacancies"]
        nameless += content.get("nameless", 0)
        following = content.get("following")
        if not following:
            validators = validators_of(reply) if number == 0 else {}
            return _Answer(kept, validators, nameless)
        address = urljoin(address, following)
    raise SourceError(
        N_("{source} has more than {most} pages."),
        source=SOURCE,
        stream=place.stream,
        code="source.pages",
        most=_MOST_PAGES,
    )
