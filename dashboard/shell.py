"""What surrounds Streamlit on the wire: security headers, the language and title of the shell page, closed doors."""

import re
from collections.abc import Callable
from html import escape
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
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
_NO_PAGE = {
    "nl": ("Op dit adres staat geen pagina van Instroom.", "Naar het overzicht"),
    "en": ("There is no page of Instroom at this address.", "Go to the overview"),
    "fr": ("Il n'y a pas de page d'Instroom à cette adresse.", "Aller à la vue d'ensemble"),
}
_ONE_NAME = re.compile(r"/[\w-]+")


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
        page = _Page(send, _language(scope, self.languages) or self.default_language())
        await self.app(_uncompressed(scope), receive, page.take)


class UnknownPages:
    """Says in the reader's language that there is no page at an address, before Streamlit would say so in English."""

    def __init__(
        self, app: ASGIApp, known: frozenset[str], default_language: Callable[[], str], languages: frozenset[str]
    ) -> None:
        self.app = app
        self.known = known
        self.default_language = default_language
        self.languages = languages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404 to a browser that asks for one name at the root which is no page; all else goes on."""
        if scope["type"] == "http" and self._is_unknown(scope):
            language = _language(scope, self.languages) or self.default_language()
            await HTMLResponse(no_page(language), status_code=404)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_unknown(self, scope: Scope) -> bool:
        browses = scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
        return browses and bool(_ONE_NAME.fullmatch(scope["path"])) and scope["path"][1:] not in self.known


def no_page(language: str) -> str:
    """Return the page for an address at which there is none, with the way to the first one."""
    words, link = _NO_PAGE.get(language, _NO_PAGE["en"])
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8"><title>Instroom</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        '<body style="font-family: sans-serif; margin: 3rem; color-scheme: light dark"><main><h1>Instroom</h1>'
        f'<p>{words}</p><p><a href="./?lang={escape(language)}">{link}</a></p></main></body></html>'
    )


def _language(scope: Scope, languages: frozenset[str]) -> str:
    """Return the language that an address asks for, empty for none that is known."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return asked if asked in languages else ""


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
