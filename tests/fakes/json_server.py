"""A source on the loopback address: it gives prepared answers in turn and remembers what it was asked."""

import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """One answer; ``cut`` promises more bytes than it sends and hangs up."""

    status: int = 200
    body: str = "{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


def json_reply(content: object, status: int = 200, **headers: str) -> Reply:
    """Return an answer in JSON; ``retry_after="3"`` becomes the header Retry-After."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, json.dumps(content), {"Content-Type": "application/json", **named})


@dataclass
class JsonServer:
    """Answers in turn, the last one for ever; ``asked`` holds the paths with their queries, ``seen`` the headers."""

    port: int
    replies: list[Reply]
    asked: list[str] = field(default_factory=list)
    seen: list[dict[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def next_reply(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def serving(*replies: Reply) -> Iterator[JsonServer]:
    """Serve prepared answers until the test is done."""
    server: JsonServer

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            server.asked.append(self.path)
            server.seen.append({name.lower(): value for name, value in self.headers.items()})
            reply = server.next_reply()
            body = reply.body.encode()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value.replace("{address}", server.address))
            self.send_header("Content-Length", str(len(body) + (10 if reply.cut else 0)))
            self.end_headers()
            self.wfile.write(body)
            if reply.cut:
                self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, *_args):
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server = JsonServer(httpd.server_address[1], list(replies))
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()
