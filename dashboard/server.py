"""The server: Streamlit as an ASGI app with our headers, compression, language, health route and error page around it."""

import importlib
import logging
import os
import pkgutil
import secrets
import socket
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from sqlalchemy import Engine, select
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from connectors import clock
from connectors.config import Config
from connectors.database import schema
from connectors.database.engine import open_engine, reading
from connectors.errors import N_, ConfigurationError, InstroomError
from dashboard import access
from dashboard.charts import theme
from dashboard.charts.for_browser import for_browser
from dashboard.hooks import Receiver
from dashboard.i18n import LANGUAGES, _, day, number, speaking
from dashboard.settling import set_apart
from dashboard.shell import ClosedDoors, SecurityHeaders, ShellPage, UnknownPages
from dashboard.views import sections

log = logging.getLogger(__name__)

_HERE = Path(__file__).parent
_ADDRESSES = frozenset({*access.pages_of("administrator"), "healthz", "oauth2callback"})
"""Names at the root that are there: every page, and what is asked for beside them."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")


def serve(config: Config, environment: Mapping[str, str], host: str, port: int) -> None:
    """Serve the dashboard of a configuration until it is stopped.

    The pages run in this process and find the same configuration through ``INSTROOM_HOME``. Raises a ConfigurationError
    for an address that others can reach while nobody has to sign in.
    """
    refuse_open_host(host, environment)
    refuse_taken_port(host, port)
    os.environ["INSTROOM_HOME"] = str(config.home)
    settle()
    app(config, environment).run(config=options(environment, host, port))


def settle() -> None:
    """Read in what the pages are made of, so that the first reader does not wait for it, and set it apart."""
    for found in pkgutil.iter_modules(sections.__path__, f"{sections.__name__}."):
        importlib.import_module(found.name)
    for code in LANGUAGES:
        with speaking(code):
            _written_once()
    set_apart()


def _written_once() -> str:
    """Write and draw one of each: the libraries behind it read in the rest of what they need."""
    figure = for_browser(theme.figure([{"type": "bar", "x": [day(date(2026, 1, 1))], "y": [0]}]), dark=True)
    return f"{_('Overview')} {number(0)} {figure.to_json()}"


def refuse_open_host(host: str, environment: Mapping[str, str]) -> None:
    """Raise a ConfigurationError if others could reach the dashboard without signing in."""
    if access.is_loopback(host) or access.sign_in(environment).is_configured:
        return
    raise ConfigurationError(
        N_("The address {host} can be reached by others, and there is no sign-in."),
        code="configuration.open_host",
        hint=N_("Serve on 127.0.0.1, or set up [auth] in .streamlit/secrets.toml."),
        host=host,
    )


def refuse_taken_port(host: str, port: int) -> None:
    """Raise a ConfigurationError if nothing can listen at the address, most often because another program does."""
    try:
        with closing(socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)):
            return
    except OSError as error:
        raise ConfigurationError(
            N_("The dashboard cannot listen on {host}, port {port}: {problem}."),
            code="configuration.port",
            hint=N_("Choose another port: instroom serve --port 8502."),
            host=host,
            port=str(port),
            problem=error.strerror or "",
        ) from None


def app(config: Config, environment: Mapping[str, str]) -> st.App:
    """Return the ASGI app of a configuration."""
    engine = open_engine(config.database_url)

    async def health(_request: Request) -> JSONResponse:
        problem = await run_in_threadpool(_database_problem, engine)
        return JSONResponse({"status": problem or "ok"}, status_code=503 if problem else 200)

    configured = access.sign_in(environment)
    return st.App(
        _HERE / "app.py",
        secrets={"auth": dict(configured.auth)} if configured.is_configured else {},
        routes=[
            Route("/healthz", health),
            Route("/overview", first_page),
            Receiver(config, engine, lambda: clock.now(environment)).route(),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(ClosedDoors),
            Middleware(UnknownPages, _ADDRESSES, lambda: config.organisation.language, frozenset(LANGUAGES)),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6),
            Middleware(ShellPage, lambda: config.organisation.language, frozenset(LANGUAGES)),
        ],
        on_script_error=show_failure,
    )


async def first_page(request: Request) -> RedirectResponse:
    """Send the address that the first page seems to have to the one it has, with everything that was asked."""
    return RedirectResponse(f"./?{request.url.query}")


def _database_problem(engine: Engine) -> str:
    """Return the code of what is wrong with the database, empty if it answers."""
    try:
        with reading(engine) as connection:
            connection.execute(select(schema.organisation.c.organisation_id).limit(1)).first()
    except InstroomError as error:
        return error.code
    return ""


def show_failure(error: Exception) -> bool:
    """Show our own sentence with a short code instead of a traceback; the log holds the rest under the same code."""
    code = secrets.token_hex(3)
    log.error("page failed [%s]", code, exc_info=error)
    st.error(
        _("This page could not be shown. The log says more under code {code}.").format(code=f"`{code}`"),
        icon=":material/error:",
    )
    return True


def options(environment: Mapping[str, str], host: str, port: int) -> dict[str, object]:
    """Return Streamlit's options: our ``config.toml``, the address, and the host names that may be asked for."""
    document = tomllib.loads(_config_file().read_text(encoding="utf-8"))
    return {
        **dict(_flat(document)),
        "server.address": host,
        "server.port": port,
        "server.allowedHosts": _hosts(environment, host),
        "secrets.files": [],  # ours are read by connectors.config: Streamlit would copy them into the environment
    }


def _config_file() -> Path:
    """Return the ``config.toml`` of an installed wheel, else the one of the repository."""
    packaged = _HERE / "_streamlit" / "config.toml"
    return packaged if packaged.is_file() else _HERE.parent / ".streamlit" / "config.toml"


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _hosts(environment: Mapping[str, str], host: str) -> list[str]:
    """Return the host names a browser may ask for: a foreign name that leads here is refused (DNS rebinding)."""
    redirect = str(access.sign_in(environment).auth.get("redirect_uri", ""))
    public = urlsplit(redirect).hostname
    return [*_LOOPBACK, *([host] if not access.is_loopback(host) else []), *([public] if public else [])]
