"""The one door for messages that sources send: verified, counted once, answered at once, looked at afterwards.

Off unless ``webhook = true`` stands under the source and its secret is set. A message only says which ids to look at;
what they became is read from the source itself, so that a forged message could make us look and nothing more.
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from connectors import inbox
from connectors.config import Config
from connectors.database.engine import reading, writing
from connectors.errors import InstroomError
from connectors.hooks import Delivery, UnverifiedError
from connectors.registry import connector
from connectors.sync import Order, run

log = logging.getLogger(__name__)

LARGEST = 1_000_000
PATH = "/hooks/{source}"
SECRET = "webhook_secret"  # noqa: S105  the name of a secret
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""All are taken, so that no page answers at this address; all but POST are refused."""
_MOST_ROUNDS = 20


@dataclass(frozen=True)
class Receiver:
    """Receives messages for one organisation."""

    config: Config
    engine: Engine
    now: Callable[[], datetime]

    def route(self) -> Route:
        """Return the route of the server."""
        return Route(PATH, self.receive, methods=_METHODS)

    async def receive(self, request: Request) -> Response:
        """Answer a message: 200 when it is believed, 401 when not, 404 when nobody listens, 413 when it is too long.

        503 when it could not be kept: the sender tries again.
        """
        if request.method != "POST":
            return JSONResponse({"status": "not allowed"}, status_code=405, headers={"allow": "POST"})
        source = request.path_params["source"]
        secret = self._secret(source)
        if secret is None:
            return JSONResponse({"status": "not found"}, status_code=404)
        body = await _body(request)
        if body is None:
            return JSONResponse({"status": "too long"}, status_code=413)
        delivery = Delivery({name.lower(): value for name, value in request.headers.items()}, body)
        status, code, news = await run_in_threadpool(self._taken, source, delivery, secret)
        follows = BackgroundTask(self.look, source) if news else None
        return JSONResponse({"status": code}, status_code=status, background=follows)

    def _taken(self, source: str, delivery: Delivery, secret: str) -> tuple[int, str, bool]:
        """Keep a message when it is believed; return the status, its code, and whether there is something to look at."""
        try:
            return 200, "ok", self._keep(source, delivery, secret)
        except UnverifiedError as error:
            log.warning("%s: a message was refused", source)
            return 401, error.code, False
        except InstroomError as error:
            log.warning("%s: a message could not be kept [%s]", source, error.code)
            return 503, error.code, False
        except Exception as error:  # noqa: BLE001  its text may hold what the message says
            frames = "".join(traceback.format_tb(error.__traceback__))
            log.error("%s: a message stopped on %s\n%s", source, type(error).__name__, frames)  # noqa: TRY400
            return 500, "source.fault", False

    def _secret(self, source: str) -> str | None:
        """Return the secret of a source that listens, else None."""
        settings = self.config.sources.get(source)
        if settings is None or not settings.enabled or not settings.flag("webhook"):
            return None
        return settings.secrets.get(SECRET) if hasattr(connector(source), "hook") else None

    def _keep(self, source: str, delivery: Delivery, secret: str) -> bool:
        """Keep what a message names; return whether there is something new to look at."""
        settings = self.config.sources[source]
        looks = connector(source).hook(delivery, secret, self.now(), settings)  # type: ignore[attr-defined]
        if not looks:
            return False
        key, organisation = self.config.keys.get("token", ""), self.config.organisation.id
        with writing(self.engine) as connection:
            new = [inbox.receive(connection, organisation, source, look, key) for look in looks]
        return any(new)

    def look(self, source: str) -> None:
        """Look at what is waiting, as often as more comes in meanwhile; what a running sync holds up waits for the next."""
        for _ in range(_MOST_ROUNDS):
            try:
                if not self._waiting(source):
                    return
                (result,) = run(self.engine, self.config, Order((source,), only_looks=True), self.now())
                error: InstroomError | None = result.error
            except InstroomError as refused:
                error = refused
            if error is not None:
                log.warning("%s: messages wait for the next sync [%s]", source, error.code)
                return

    def _waiting(self, source: str) -> bool:
        key, organisation = self.config.keys.get("token", ""), self.config.organisation.id
        with reading(self.engine) as connection:
            return bool(inbox.pending(connection, organisation, source, key))


async def _body(request: Request) -> bytes | None:
    """Return the body's bytes, None when there are too many of them."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            return None
        parts.append(part)
    return b"".join(parts)
