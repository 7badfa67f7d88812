"""A look-alike of Teamtailor's JSON:API: three headers, pages of thirty, filters, includes, sparse fields, and much that is personal."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from tests.fakes.json_server import Reply
from tests.fakes.routed import Asked, Routed, routed
from tests.fakes.teamtailor_world import RELATIONS, Thing, World

KEY = "tt-look-alike-key"
VERSIONS = ("20240404", "20210218", "20161108")
MOST = 30
_FILTERS = {
    "job-applications": {"created-at", "updated-at", "changed-stage-at", "stage-type"},
    "candidates": {"updated-at"},
    "jobs": {"status"},
}
_PUBLISHED = ("published",)


@dataclass
class Teamtailor:
    """What the look-alike holds, and how it behaves. ``lies`` in the links of each page that is not the next one."""

    world: World
    versions: tuple[str, ...] = VERSIONS
    sends_all_fields: bool = False
    ignores_filters: bool = False
    has_requisitions: bool = True
    next_host: str = "{address}"
    between: list = field(default_factory=list)
    """Things to do before the answers to come, one each: what changes while somebody reads."""

    def answer(self, asked: Asked) -> Reply:
        """Answer one request as Teamtailor would."""
        if asked.headers.get("authorization") != f"Token token={KEY}":
            return Reply(401, "")
        if asked.headers.get("x-api-version") not in self.versions:
            return self.refusal(406, "Invalid/Missing API Version")
        if asked.headers.get("accept") != "application/vnd.api+json":
            return self.refusal(406, "Not acceptable")
        if self.between:
            self.between.pop(0)()
        kind, number = _place(asked.path)
        if kind not in RELATIONS or (kind == "requisitions" and not self.has_requisitions):
            return self.refusal(404, "Record not found")
        try:
            return self._one(kind, number, asked) if number else self._listed(kind, asked)
        except _WrongError as wrong:
            return self.refusal(400, str(wrong))

    def refusal(self, status: int, title: str) -> Reply:
        """Return an error as JSON:API writes it; its detail repeats what a person wrote."""
        error = {
            "title": title,
            "detail": self.world.free_text,
            "source": {"pointer": "/data/attributes/email"},
            "status": str(status),
        }
        return _json({"errors": [error]}, status)

    def _one(self, kind: str, number: str, asked: Asked) -> Reply:
        thing = self.world.find(kind, number)
        if thing is None:
            return self.refusal(404, "Record not found")
        view = _View(self, _pairs(asked), kind)
        return _json({"data": view.resource(thing, top=True), "included": view.included([thing])})

    def _listed(self, kind: str, asked: Asked) -> Reply:
        pairs = _pairs(asked)
        view = _View(self, pairs, kind)
        found = self._sorted(pairs, self._filtered(kind, pairs))
        size, page = int(pairs.get("page[size]", 10)), int(pairs.get("page[number]", 1))
        if size > MOST:
            raise _WrongError("page size")
        some = found[(page - 1) * size : page * size]
        last = max(1, -(-len(found) // size))
        links = {"first": self._link(asked, pairs, 1), "last": self._link(asked, pairs, last + 11)}
        if page < last:
            links["next"] = self._link(asked, pairs, page + 1)
        body = {
            "data": [view.resource(thing, top=True) for thing in some],
            "included": view.included(some),
            "meta": {"record-count": len(found), "page-count": 1},
            "links": links,
        }
        return _json(body)

    def _link(self, asked: Asked, pairs: Mapping[str, str], page: int) -> str:
        return f"{self.next_host}{asked.path}?{urlencode({**pairs, 'page[number]': page})}"

    def _filtered(self, kind: str, pairs: Mapping[str, str]) -> list[Thing]:
        found = list(self.world.things[kind].values())
        if kind == "jobs" and "filter[status]" not in pairs:
            found = [each for each in found if each.attributes["human-status"] in _PUBLISHED]
        for name, value in pairs.items():
            if not name.startswith("filter[") or self.ignores_filters:
                continue
            column, _, end = name.removeprefix("filter[").removesuffix("]").partition("][")
            if column not in _FILTERS.get(kind, ()):
                message = f"filter {column}"
                raise _WrongError(message)
            found = [each for each in found if _meets(each, column, end, value)]
        return found

    def _sorted(self, pairs: Mapping[str, str], found: list[Thing]) -> list[Thing]:
        order = pairs.get("sort", "")
        name = order.removeprefix("-")
        if not name:
            return found
        return sorted(found, key=lambda each: _moment(each.attributes[name]), reverse=order.startswith("-"))


class _WrongError(Exception):
    pass


class _View:
    """Which parts and fields one request asks for."""

    def __init__(self, server: Teamtailor, pairs: Mapping[str, str], kind: str) -> None:
        self.server, self.kind = server, kind
        paths = [path for path in pairs.get("include", "").split(",") if path]
        self.paths = [path.split(".") for path in paths]
        self.fields = {
            name.removeprefix("fields[").removesuffix("]"): set(value.split(","))
            for name, value in pairs.items()
            if name.startswith("fields[")
        }
        for path in self.paths:
            self._check(kind, path)
        for name, wanted in self.fields.items():
            self._check_fields(name, wanted)

    def _check(self, kind: str, path: Sequence[str]) -> None:
        for step in path:
            if step not in RELATIONS[kind]:
                message = f"include {step}"
                raise _WrongError(message)
            kind = RELATIONS[kind][step]

    def _check_fields(self, kind: str, wanted: set[str]) -> None:
        things = self.server.world.things.get(kind)
        first = next(iter(things.values()), None) if things is not None else None
        if things is None or (first and not wanted <= {*first.attributes, *RELATIONS[kind]}):
            message = f"fields {kind}"
            raise _WrongError(message)

    def resource(self, thing: Thing, *, top: bool = False, via: Sequence[Sequence[str]] = ()) -> dict:
        """Return one part; a relation that is not included has links only."""
        steps = {path[0] for path in (self.paths if top else via) if path}
        wanted = None if self.server.sends_all_fields else self.fields.get(thing.kind)
        base = f"{{address}}/v1/{thing.kind}/{thing.number}"
        relations = {}
        for name in RELATIONS[thing.kind]:
            if wanted is None or name in wanted:
                relations[name] = {"links": {"related": f"{base}/{name}"}}
                if name in steps:
                    relations[name]["data"] = self._data(thing, name)
        attributes = {name: value for name, value in thing.attributes.items() if wanted is None or name in wanted}
        return {
            "id": thing.number,
            "type": thing.kind,
            "links": {"self": base, **thing.links},
            "attributes": attributes,
            "relationships": relations,
        }

    def _data(self, thing: Thing, name: str) -> object:
        listed = [{"type": each.kind, "id": each.number} for each in self.server.world.related(thing, name)]
        return listed if thing.is_many(name) else next(iter(listed), None)

    def included(self, things: Sequence[Thing]) -> list[dict]:
        """Return the parts that come along, each once."""
        found: dict[tuple[str, str], dict] = {}
        for thing in things:
            self._collect(thing, self.paths, found)
        return list(found.values())

    def _collect(self, thing: Thing, paths: Sequence[Sequence[str]], found: dict) -> None:
        for step in dict.fromkeys(path[0] for path in paths if path):
            rest = [path[1:] for path in paths if path and path[0] == step]
            for each in self.server.world.related(thing, step):
                found[each.kind, each.number] = self.resource(each, via=rest)
                self._collect(each, rest, found)


def _meets(thing: Thing, column: str, end: str, value: str) -> bool:
    if column == "status":
        return value in {"all", thing.attributes["human-status"]}
    moment, limit = _moment(thing.attributes[column]), _moment(value)
    return moment >= limit if end == "from" else moment <= limit


def _moment(text: object) -> datetime:
    return datetime.fromisoformat(str(text)).astimezone(UTC)


def _place(path: str) -> tuple[str, str]:
    kind, _, number = path.removeprefix("/v1/").partition("/")
    return kind, number


def _pairs(asked: Asked) -> dict[str, str]:
    return dict(parse_qsl(asked.query, keep_blank_values=True))


def _json(content: object, status: int = 200) -> Reply:
    limits = {"X-Rate-Limit-Limit": "50", "X-Rate-Limit-Remaining": "49", "X-Rate-Limit-Reset": "7"}
    return Reply(status, json.dumps(content), {"Content-Type": "application/vnd.api+json", **limits})


@contextmanager
def look_alike(world: World | None = None) -> Iterator[tuple[Teamtailor, Routed]]:
    """Serve a look-alike until the test is done."""
    told = Teamtailor(world or World.example())
    with routed(told.answer) as server:
        yield told, server
