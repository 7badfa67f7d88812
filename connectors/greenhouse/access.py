"""The access of one run: a token for the client id and secret, renewed when it runs out. It is never saved or shown."""

import base64
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from connectors.base import Context
from connectors.greenhouse.meanings import SOURCE, token_meaning, unexpected
from connectors.http import Fields, Http, Question

_EARLY = timedelta(minutes=1)
_UNTOLD = timedelta(minutes=30)
"""A token that does not tell how long it lives, or seems over already (two clocks differ), is used so long."""
_EPOCH = 1_000_000_000


@dataclass
class Access:
    """Gives the header that opens the interface; asks for a token when there is none or it is nearly over."""

    context: Context
    hosts: tuple[str, ...]
    spend: Callable[[], None]
    sleep: Callable[[float], None]
    clock: Callable[[], float] = time.monotonic
    _token: str = field(default="", repr=False)
    _ends_at: datetime = field(init=False)
    _began: float = field(init=False)

    def __post_init__(self) -> None:
        self._began = self.clock()
        self._ends_at = self.context.now

    @property
    def now(self) -> datetime:
        """The moment of the run and the time that has gone by since."""
        return self.context.now + timedelta(seconds=self.clock() - self._began)

    def header(self) -> dict[str, str]:
        """Return the header with the token. Raises an AuthError when the client id and secret are not taken."""
        if not self._token or self.now + _EARLY >= self._ends_at:
            self._ask()
        return {"Authorization": f"Bearer {self._token}"}

    def forget(self) -> None:
        """Forget the token, so that the next question asks for a new one."""
        self._token = ""

    def _ask(self) -> None:
        settings = self.context.settings
        address = settings.text("token_endpoint")
        form = {"grant_type": "client_credentials"}
        if settings.text("user"):
            form["sub"] = settings.text("user")
        with Http(
            address,
            source=SOURCE,
            hosts=self.hosts,
            keep=_kept,
            meaning=token_meaning,
            authorize=self._basic,
            spend=self.spend,
            sleep=self.sleep,
        ) as http:
            answer = http.ask("token", Question(address, form=form)).content
        token, ends = answer.get("access_token"), answer.get("expires_at")
        if not isinstance(token, str) or not token:
            raise unexpected("token")
        told = _moment(ends)
        self._token = token
        self._ends_at = told if told and told > self.now + _EARLY else self.now + _UNTOLD

    def _basic(self) -> dict[str, str]:
        secrets = self.context.settings.secrets
        pair = f"{secrets['client_id']}:{secrets['client_secret']}".encode()
        return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}


def host(address: str) -> str:
    """Return the host of an address."""
    return urlsplit(address).hostname or ""


def _kept(content: object) -> Fields:
    given = content if isinstance(content, dict) else {}
    return {name: given.get(name) for name in ("access_token", "expires_at")}


def _moment(told: object) -> datetime | None:
    """Return when a token ends: written in ISO 8601 or in seconds since 1970; None when it is neither."""
    if isinstance(told, int | float) or (isinstance(told, str) and told.isdigit()):
        seconds = float(told)
        return datetime.fromtimestamp(seconds, UTC) if seconds > _EPOCH else None
    try:
        moment = datetime.fromisoformat(str(told))
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC)
