"""A look-alike of Greenhouse Harvest v3: token, cursors, filters, scopes, and a refusal of every question it does not know."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

from tests.fakes.applicants import EMAILS, FREE_TEXT, NAMES, NOW
from tests.fakes.greenhouse_world import World
from tests.fakes.json_server import Reply, json_reply
from tests.fakes.routed import Asked, Routed, routed

SECRETS = {
    "client_id": "fake-greenhouse-client-id",
    "client_secret": "fake-greenhouse-client-secret",
    "webhook_secret": "fake-greenhouse-webhook-secret",
}
USER = "77"
_MOST_IDS = 50
_ID_FILTERS = {
    "applications": {"ids": "id", "candidate_ids": "candidate_id", "job_ids": "job_id"},
    "application_stages": {"ids": "id", "application_ids": "application_id"},
    "openings": {"ids": "id", "application_ids": "application_id", "job_ids": "job_id"},
    "rejection_details": {"ids": "id", "application_ids": "application_id"},
    "applied_candidate_tags": {"ids": "id", "candidate_ids": "candidate_id", "candidate_tag_ids": "candidate_tag_id"},
    "job_posts": {"ids": "id", "job_ids": "job_id"},
}


class _RefusedError(Exception):
    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status, self.text = status, text


def refusal(status: int, text: str, **headers: str) -> Reply:
    """Return a refusal in the vendor's form, with a person's data in it as a clumsy proxy might have."""
    return json_reply({"errors": [text, f"{NAMES[0]} {EMAILS[0]}", FREE_TEXT]}, status, **headers)


@dataclass
class LookAlike:
    """A running look-alike. ``asked`` holds the requests, ``server`` takes faults."""

    server: Routed
    world: World
    tokens: list[str] = field(default_factory=list)
    valid: set[str] = field(default_factory=set)
    cursors: dict[str, tuple[str, list[dict[str, Any]]]] = field(default_factory=dict)
    lives: timedelta = timedelta(hours=1)
    now: datetime = NOW
    user: str | None = None

    @property
    def settings(self) -> dict[str, object]:
        """What a configuration needs to reach it."""
        return {"endpoint": f"{self.server.address}/v3/", "token_endpoint": f"{self.server.address}/token"}

    def paths(self) -> list[str]:
        """Return the lists that were asked for, in order, the token as ``token``."""
        return [asked.path.rsplit("/", 1)[-1] for asked in self.server.asked]

    def questions(self, stream: str) -> list[dict[str, str]]:
        """Return the parameters of the questions for one list, decoded."""
        return [asked.parameters for asked in self.server.asked if asked.path == f"/v3/{stream}"]

    def answer(self, asked: Asked) -> Reply:
        try:
            if asked.path == "/token":
                return self._token(asked)
            return self._list(asked)
        except _RefusedError as refused:
            return refusal(refused.status, refused.text)

    def _token(self, asked: Asked) -> Reply:
        pair = base64.b64encode(f"{SECRETS['client_id']}:{SECRETS['client_secret']}".encode()).decode()
        if asked.method != "POST" or asked.headers.get("authorization") != f"Basic {pair}":
            raise _RefusedError(401, "invalid_client")
        if asked.form != {"grant_type": "client_credentials", **({"sub": self.user} if self.user else {})}:
            raise _RefusedError(400, "unsupported_grant_type")
        token = f"fake-greenhouse-token-{len(self.tokens) + 1}"
        self.tokens.append(token)
        self.valid = {token}
        return json_reply(
            {"access_token": token, "expires_at": (self.now + self.lives).isoformat(), "token_type": "Bearer"}
        )

    def _list(self, asked: Asked) -> Reply:
        if asked.headers.get("authorization", "").removeprefix("Bearer ") not in self.valid:
            raise _RefusedError(401, "Token could not be decoded.")
        stream = asked.path.removeprefix("/v3/")
        if not asked.path.startswith("/v3/") or stream not in self.world.tables:
            raise _RefusedError(404, "Resource not found")
        if stream in self.world.refused:
            raise _RefusedError(403, "Missing scope")
        given = {name: values[-1] for name, values in parse_qs(asked.query, keep_blank_values=True).items()}
        if "cursor" in given:
            return self._next(stream, given)
        if "|" in asked.query:
            raise _RefusedError(422, "Unescaped character in the query.")
        size = _size(given.pop("per_page", "100"))
        return self._page(stream, self._chosen(stream, given), min(size, self.world.page_size))

    def _next(self, stream: str, given: dict[str, str]) -> Reply:
        if set(given) != {"cursor"}:
            raise _RefusedError(422, "When passing a cursor, do not include other query params.")
        known, rest = self.cursors.get(given["cursor"], ("", []))
        if known != stream:
            raise _RefusedError(422, "Unknown cursor.")
        return self._page(stream, rest, self.world.page_size)

    def _page(self, stream: str, rows: list[dict[str, Any]], size: int) -> Reply:
        headers = {"x_ratelimit_limit": "75", "x_ratelimit_remaining": "74"}
        if rows[size:]:
            cursor = f"{stream}-{len(self.cursors) + 1}=="
            self.cursors[cursor] = (stream, rows[size:])
            escaped = cursor.replace("=", "%3D")
            headers["link"] = f'<{{address}}/v3/{stream}?cursor={escaped}>; rel="next"'
        return json_reply(rows[:size], **headers)

    def _chosen(self, stream: str, given: dict[str, str]) -> list[dict[str, Any]]:
        rows = sorted(self.world.tables[stream].values(), key=lambda row: -row["id"])
        if {"created_at", "updated_at"} <= set(given):
            raise _RefusedError(422, "Pass created_at or updated_at, not both.")
        for name, value in given.items():
            keep = _filter(stream, name, value)
            if not self.world.ignores_filters:
                rows = [row for row in rows if keep(row)]
        if stream == "job_posts" and "active" not in given:
            rows = [row for row in rows if row["active"]]
        return rows


def _size(told: str) -> int:
    if not told.isdigit() or not 1 <= int(told) <= 500:
        raise _RefusedError(422, "per_page must be between 1 and 500.")
    return int(told)


def _filter(stream: str, name: str, value: str) -> Any:
    by_id = _ID_FILTERS.get(stream, {"ids": "id"})
    if name in by_id:
        ids = value.split(",")
        if len(ids) > _MOST_IDS or not all(each.isdigit() for each in ids):
            raise _RefusedError(422, f"{name} takes at most 50 ids.")
        return lambda row: str(row[by_id[name]]) in ids
    if name in {"created_at", "updated_at"} and stream in {
        "applications",
        "application_stages",
        "applied_candidate_tags",
    }:
        return _between(name, value)
    if stream == "job_posts" and name == "active":
        return lambda row: row["active"] == (value == "true")
    if stream == "rejection_reasons" and name == "include_defaults":
        return lambda _row: True
    raise _RefusedError(422, f"Unknown parameter {name}.")


def _between(name: str, value: str) -> Any:
    parts = value.split("|")
    limits = dict(zip(parts[::2], map(_moment, parts[1::2]), strict=True))
    if not limits or not set(limits) <= {"gte", "lte", "gt", "lt"}:
        raise _RefusedError(422, f"{name} takes gte|moment.")
    low, high = limits.get("gte"), limits.get("lte")
    return lambda row: (low is None or _moment(row[name]) >= low) and (high is None or _moment(row[name]) <= high)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@contextmanager
def look_alike(world: World) -> Iterator[LookAlike]:
    """Serve a world until the test is done."""
    running: LookAlike
    with routed(lambda asked: running.answer(asked)) as server:  # noqa: PLW0108  it exists only once the server does
        running = LookAlike(server, world)
        yield running
