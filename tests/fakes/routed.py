"""A source on the loopback address that answers by its own rules: a function from request to reply; faults on demand."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.fakes.json_server import Reply


@dataclass(frozen=True)
class Asked:
    """One request as it arrived: raw path and query (as sent, not decoded), headers in small letters, body."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    @property
    def parameters(self) -> dict[str, str]:
        """The query's values by name, decoded; the last of several."""
        return {name: values[-1] for name, values in parse_qs(self.query, keep_blank_values=True).items()}

    @property
    def form(self) -> dict[str, str]:
        """The values of a form in the body."""
        return {name: values[-1] for name, values in parse_qs(self.body.decode(), keep_blank_values=True).items()}

    @property
    def json(self) -> object:
        """The JSON of the body."""
        return json.loads(self.body)


@dataclass
class Routed:
    """A look-alike. ``faults`` are given first, in turn, to requests whose path holds the key (``""`` for any)."""

    port: int
    asked: list[Asked] = field(default_factory=list)
    faults: dict[str, list[Reply]] = field(default_factory=dict)
    told: list[str] | None = None
    """The bodies that went out, for a test that sets a list here."""

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def fail(self, *replies: Reply, path: str = "") -> None:
        """Let the next requests to a path fail so."""
        self.faults.setdefault(path, []).extend(replies)

    def next_fault(self, path: str) -> Reply | None:
        """Take the next fault that is meant for a path."""
        waiting = next((replies for key, replies in self.faults.items() if key in path and replies), None)
        return waiting.pop(0) if waiting else None


RUNNING: list[Routed] = []
"""The look-alikes that serve now, the newest last: how a test finds one of which it knows only the source's name."""


@contextmanager
def routed(answer: Callable[[Asked], Reply]) -> Iterator[Routed]:
    """Serve until the test is done. ``{address}`` in a reply's headers and body becomes the look-alike's address."""
    server: Routed
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self):
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, parts.path, parts.query, headers, self.rfile.read(length))
            with lock:
                server.asked.append(asked)
                reply = server.next_fault(parts.path) or answer(asked)
                if server.told is not None:
                    server.told.append(reply.body)
            body = reply.body.replace("{address}", server.address).encode()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value.replace("{address}", server.address))
            self.send_header("Content-Length", str(len(body) + (10 if reply.cut else 0)))
            self.end_headers()
            if reply.status != 304:
                self.wfile.write(body)
            if reply.cut:
                self.connection.shutdown(socket.SHUT_RDWR)

        do_GET = do_POST = do_PUT = _answer

        def log_message(self, *_args):
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server = Routed(httpd.server_address[1])
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    RUNNING.append(server)
    try:
        yield server
    finally:
        RUNNING.remove(server)
        httpd.shutdown()
        thread.join()
        httpd.server_close()
