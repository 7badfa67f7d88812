"""What surrounds Streamlit on the wire: security headers, the language and title of the shell page, closed doors."""

import re
from collections.abc import Callable
from html import escape
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-eval' 'wasm-unsafe-eval'",  # Plotly and the tables compile code
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
SECURITY_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_CLOSED = ("/_stcore/metrics", "/_stcore/agent")
_NO_SCRIPT = {
    "nl": "Instroom heeft JavaScript nodig.",
    "en": "Instroom needs JavaScript.",
    "fr": "Instroom a besoin de JavaScript.",
}


class SecurityHeaders:
    """Adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers when the answer begins."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class ClosedDoors:
    """Answers 404 for what Streamlit would tell anybody: its metrics and its programming interface."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the closed paths, also below a base path."""
        if scope["type"] == "http" and any(door in scope["path"] for door in _CLOSED):
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
            return
        await self.app(scope, receive, send)


class ShellPage:
    """Rewrites the one HTML page that holds the app: its language, title and words without JavaScript."""

    def __init__(self, app: ASGIApp, default_language: Callable[[], str], languages: frozenset[str]) -> None:
        self.app = app
        self.default_language = default_language
        self.languages = languages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; an HTML answer is collected, rewritten and sent with its new length."""
        if scope["type"] != "http" or not _wants_page(scope):
            await self.app(scope, receive, send)
            return
        page = _Page(send, self._language(scope))
        await self.app(_uncompressed(scope), receive, page.take)

    def _language(self, scope: Scope) -> str:
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
        return asked if asked in self.languages else self.default_language()


def _wants_page(scope: Scope) -> bool:
    """Tell whether the answer may be the page: a browser asks for HTML, other programs for anything at an address."""
    accepted = Headers(scope=scope).get("accept", "")
    is_file = "." in scope["path"].rsplit("/", 1)[-1]
    return scope["method"] == "GET" and ("text/html" in accepted or ("*/*" in accepted and not is_file))


def _uncompressed(scope: Scope) -> Scope:
    """Return the request without what would give a compressed or an empty (304) page."""
    unwanted = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in unwanted]}


class _Page:
    """One HTML answer on its way; an answer of another type passes unchanged."""

    def __init__(self, send: Send, language: str) -> None:
        self.send = send
        self.language = language
        self.start: Message | None = None
        self.body = b""

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif message["type"] == "http.response.body" and self.start is not None:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self.start)
        else:
            await self.send(message)

    async def _finish(self, start: Message) -> None:
        body = rewritten(self.body.decode("utf-8"), self.language).encode("utf-8")
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(body))
        headers["content-language"] = self.language
        for stale in ("etag", "last-modified"):
            if stale in headers:
                del headers[stale]
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def _is_html(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")


def rewritten(page: str, language: str) -> str:
    """Return the shell page in a language and under our name, without its inline script, which the policy refuses."""
    page = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    page = page.replace('<html lang="en">', f'<html lang="{escape(language)}">', 1)
    page = re.sub(r"<title>.*?</title>", "<title>Instroom</title>", page, count=1, flags=re.DOTALL)
    page = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    page = re.sub(r'<link rel="service-desc"[^>]*>', "", page)
    words = _NO_SCRIPT.get(language, _NO_SCRIPT["en"])
    return re.sub(r"<noscript>.*?</noscript>", f"<noscript><p>{words}</p></noscript>", page, flags=re.DOTALL)
