"""A loopback look-alike of YouTube Data v3, YouTube Analytics v2 and Google's token address, with faults on demand.

Run it by hand: ``python -m tests.fakes.google --port 8090 [--fault NAME]``; it prints the settings that point to it.
"""

import argparse
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, urlsplit

from tests.fakes import google_world as told
from tests.fakes.google_world import CHANNEL, HANDLE, KEY, OAUTH, SERIES, UPLOADS, World

ERRORS: dict[str, dict] = json.loads(Path(__file__).with_name("google_errors.json").read_text(encoding="utf-8"))
JSON_TYPE = "application/json; charset=UTF-8"
SCOPES = " ".join(f"https://www.googleapis.com/auth/{name}.readonly" for name in ("youtube", "yt-analytics"))


@dataclass(frozen=True)
class Request:
    """One request as it came in; the values of the query are joined, so ``id=a,b`` and ``id=a&id=b`` are one."""

    method: str
    path: str
    raw: str
    query: dict[str, str]
    headers: dict[str, str]
    body: str
    client: tuple[str, int]


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    kind: str = JSON_TYPE
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """What goes wrong: ``when`` a request fits, after so many good ones that fit, so many ``times`` (None: for ever)."""

    answer: Answer
    when: Callable[[Request], bool] = lambda _request: True
    after: int = 0
    times: int | None = None
    seconds: float = 0


def as_json(body: object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(body).encode())


def error(name: str) -> Answer:
    return as_json(ERRORS[name]["body"], ERRORS[name]["http_status"])


def of_data(request: Request) -> bool:
    return request.path.startswith("/youtube/v3/")


def of_reports(request: Request) -> bool:
    return request.path == "/v2/reports"


def of_token(request: Request) -> bool:
    return request.path == "/token"


def of_many_videos(request: Request) -> bool:
    return of_reports(request) and "," in request.query.get("filters", "")


def of_retention(request: Request) -> bool:
    return of_reports(request) and request.query.get("dimensions") == "elapsedVideoTimeRatio"


def _later_page(request: Request) -> bool:
    return "pageToken" in request.query


def _of_series(request: Request) -> bool:
    return request.query.get("playlistId", "").startswith("PL")


def _of_uploads(request: Request) -> bool:
    return request.query.get("playlistId", "").startswith("UU")


_HTML = Answer(200, b"<html><body>Sign in to the network of the guests</body></html>", "text/html")
_REVOKED = as_json({"error": "invalid_grant", "error_description": "Token has been expired or revoked."}, 400)
_NO_CLIENT = as_json({"error": "invalid_client", "error_description": "Unauthorized"}, 401)

FAULTS: dict[str, Fault] = {
    "bad_key": Fault(error("400_keyInvalid_modern"), of_data),
    "bad_key_old": Fault(error("400_keyInvalid_legacy"), of_data),
    "api_disabled": Fault(error("403_accessNotConfigured"), of_data),
    "scopes": Fault(error("403_scopes"), of_reports),
    "not_yours": Fault(error("403_analytics_forbidden"), of_reports),
    "rate_limit": Fault(error("403_rateLimitExceeded"), of_data, times=2),
    "too_many": Fault(error("429_rateLimit"), of_data, times=2),
    "too_many_always": Fault(error("429_rateLimit"), of_data),
    "server_once": Fault(error("503_backend"), of_data, times=1),
    "server": Fault(error("503_backend"), of_data),
    "html": Fault(_HTML, of_data),
    "truncated": Fault(Answer(200, b'{"kind": "youtube#videoListResponse", "items": [{"id": '), of_data),
    "empty": Fault(Answer(200, b""), of_data),
    "other_shape": Fault(as_json({"items": [{"id": 3, "snippet": []}]}), of_data),
    "redirect": Fault(Answer(302, b"", headers={"location": "http://127.0.0.1:9/else"}), of_data),
    "slow": Fault(as_json({}), of_data, seconds=3),
    "quota": Fault(error("403_quotaExceeded"), of_data, after=5),
    "page_token": Fault(error("400_invalidPageToken"), _later_page, times=1),
    "playlist_gone": Fault(error("404_playlistNotFound"), _of_series),
    "playlist_private": Fault(error("403_playlistItemsNotAccessible"), _of_series),
    "no_uploads": Fault(error("404_playlistNotFound"), _of_uploads),
    "unauthorised_once": Fault(error("401_authError"), of_data, times=1),
    "revoked": Fault(_REVOKED, of_token),
    "wrong_client": Fault(_NO_CLIENT, of_token),
    "token_server": Fault(Answer(503, b"<html>busy</html>", "text/html"), of_token),
    "no_retention": Fault(error("400_analytics_query_not_supported"), of_retention),
    "one_video_only": Fault(error("400_analytics_query_not_supported"), of_many_videos),
}


class LookAlike:
    """The server. ``log`` keeps every request; ``fault`` may be changed between runs."""

    def __init__(self, world: World, fault: str | Fault | None = None, port: int = 0) -> None:
        self.world = world
        self.log: list[Request] = []
        self.tokens: set[str] = set()
        self._lock = threading.Lock()
        self.fault = fault
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def fault(self) -> Fault | None:
        return self._fault

    @fault.setter
    def fault(self, fault: str | Fault | None) -> None:
        self._fault = FAULTS[fault] if isinstance(fault, str) else fault
        self._fitting = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def settings(self) -> dict[str, str]:
        """The settings of the source that point here."""
        return {"endpoint": self.url, "analytics_endpoint": self.url, "token_endpoint": f"{self.url}/token"}

    def asked(self, name: str) -> list[Request]:
        """Return the requests whose path ends in ``name``, in order."""
        return [request for request in self.log if request.path.endswith(f"/{name}")]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: Request) -> Answer:
        """Return what Google would say."""
        with self._lock:
            self.log.append(request)
            fault = self._due(request)
        if fault is not None:
            time.sleep(fault.seconds)
            return fault.answer
        if of_token(request):
            return self._new_token(parse_qs(request.body))
        refused = self._refused(request)
        if refused is not None:
            return refused
        return _report(self.world, request) if of_reports(request) else _data(self.world, request)

    def _due(self, request: Request) -> Fault | None:
        fault = self._fault
        if fault is None or not fault.when(request):
            return None
        self._fitting += 1
        late = fault.times is not None and self._fitting > fault.after + fault.times
        return None if self._fitting <= fault.after or late else fault

    def _new_token(self, form: dict[str, list[str]]) -> Answer:
        if form.get("grant_type") == ["authorization_code"]:
            return as_json(
                {
                    "access_token": "fake-token-0",
                    "refresh_token": OAUTH["oauth_refresh_token"],
                    "expires_in": 3599,
                    "token_type": "Bearer",
                    "scope": SCOPES,
                }
            )
        if form.get("refresh_token") != [OAUTH["oauth_refresh_token"]]:
            return _REVOKED
        if form.get("client_secret") != [OAUTH["oauth_client_secret"]]:
            return _NO_CLIENT
        with self._lock:
            token = f"fake-token-{len(self.tokens) + 1}"
            self.tokens.add(token)
        return as_json({"access_token": token, "expires_in": 3599, "token_type": "Bearer", "scope": "youtube.readonly"})

    def _refused(self, request: Request) -> Answer | None:
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if bearer:
            return None if bearer in self.tokens else error("401_authError")
        key = request.headers.get("x-goog-api-key") or request.query.get("key")
        if of_reports(request) or request.query.get("mine"):
            return error("401_required")
        return None if key == KEY else error("400_keyInvalid_modern")


def _data(world: World, request: Request) -> Answer:
    query = request.query
    resource = request.path.rsplit("/", 1)[1]
    ids = [part for part in query.get("id", "").split(",") if part]
    if resource == "channels":
        if query.get("mine"):
            return as_json(told.mine(world))
        known = query.get("forHandle", "").lstrip("@") == HANDLE.lstrip("@") or ids == [CHANNEL]
        return as_json(told.channel_list(world, found=known))
    if resource == "playlists":
        return as_json(told.playlist_list(world, ids))
    if resource == "playlistItems":
        return _page(world, query)
    if resource == "videos" and len(ids) <= 50 and "maxResults" not in query:
        return as_json(told.video_list(world, ids))
    return as_json({"error": {"code": 400, "message": "no", "errors": [{"reason": "invalidParameter"}]}}, 400)


def _page(world: World, query: dict[str, str]) -> Answer:
    playlist = query["playlistId"]
    everything = world.uploads if playlist == UPLOADS else world.playlists.get(playlist)
    if everything is None:
        return error("404_playlistNotFound")
    token = query.get("pageToken", "page-0")
    first = token.removeprefix("page-")
    if not first.isdigit() or int(first) > len(everything):
        return error("400_invalidPageToken")
    start = int(first)
    stop = start + min(world.page_size, int(query.get("maxResults", 5)))
    items = [told.playlist_item(world, playlist, start + n, video) for n, video in enumerate(everything[start:stop])]
    answer = told.listed(world, "youtube#playlistItemListResponse", items)
    if stop < len(everything):
        answer["nextPageToken"] = f"page-{stop}"
    return as_json(answer)


def _report(world: World, request: Request) -> Answer:
    query = request.query
    first, last = date.fromisoformat(query["startDate"]), date.fromisoformat(query["endDate"])
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    filters = query.get("filters", "")
    videos = filters.removeprefix("video==").split(",") if filters else None
    dimensions = query["dimensions"].split(",")
    if "video" in dimensions and videos is None:
        return error("400_analytics_query_not_supported")
    if query["ids"] != f"channel=={CHANNEL}":
        return error("403_analytics_forbidden")
    if dimensions == ["elapsedVideoTimeRatio"]:
        if videos is None or len(videos) != 1 or query["metrics"] != "audienceWatchRatio":
            return error("400_analytics_query_not_supported")
        return as_json(told.retention(world, videos))
    return as_json(told.report(world, dimensions, query["metrics"].split(","), videos, days))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], look_alike: LookAlike) -> None:
        super().__init__(address, _Handler)
        self.look_alike = look_alike

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that stops waiting is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # one packet an answer: two would wait for each other
    server: _Server

    def log_message(self, *_: object) -> None:
        """Write no access log."""

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        parts = urlsplit(self.path)
        override = self.headers.get("x-http-method-override") == "GET"
        query = parse_qs(body if override else parts.query)
        request = Request(
            method=self.command,
            path=parts.path,
            raw=self.path,
            query={name: ",".join(values) for name, values in query.items()},
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            client=self.client_address,
        )
        answer = self.server.look_alike.answer(request)
        self.send_response(answer.status)
        for name, value in {"content-type": answer.kind, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    do_POST = do_GET


def main() -> None:
    """Serve the example channel until interrupted; its views grow while it runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--fault", choices=sorted(FAULTS))
    parser.add_argument("--videos", type=int, default=60)
    parser.add_argument(
        "--now", type=datetime.fromisoformat, help="the moment (with a zone) at which the channel stands still"
    )
    chosen = parser.parse_args()
    world = told.example(chosen.now or datetime.now(UTC), chosen.videos)
    with LookAlike(world, chosen.fault, chosen.port) as server:
        print(f'[sources.youtube]\nenabled = true\nchannel = "{HANDLE}"\nseries = ["{SERIES}"]')
        for name, value in server.settings.items():
            print(f'{name} = "{value}"')
        print(f"\nINSTROOM_YOUTUBE_API_KEY={KEY}", flush=True)
        for name, value in OAUTH.items():
            print(f"# or INSTROOM_YOUTUBE_{name.upper()}={value}", flush=True)
        while True:
            world.now = chosen.now or datetime.now(UTC)
            time.sleep(1)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print()
