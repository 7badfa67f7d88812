"""The access of the connected account: its token, its renewal, and how long either lasts."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from connectors.base import Context
from connectors.errors import N_, Said
from connectors.http import Fields, Http, Question
from connectors.linkedin.meanings import RECONNECT, SOURCE, Meanings
from connectors.manifest import manifests

WARN_DAYS = 14
RENEWAL = ("client_id", "client_secret", "refresh_token")


def _allowed(content: object) -> Fields:
    found = content if isinstance(content, Mapping) else {}
    return {name: found.get(name) for name in ("access_token", "expires_in", "refresh_token_expires_in")}


class Access:
    """The token of one run.

    It is renewed at most once: before the first call when it is known to have ended or there is none, else when LinkedIn
    refuses it. A renewed token lives in memory only.
    """

    def __init__(self, context: Context, meanings: Meanings, sleep: Callable[[float], None] = time.sleep) -> None:
        self._context, self._meanings, self._sleep = context, meanings, sleep
        secrets = context.settings.secrets
        self._token = secrets.get("access_token", "")
        self.access_ends = moment(secrets.get("access_expires_at", ""))
        self.refresh_ends = moment(secrets.get("refresh_expires_at", ""))
        self.can_renew = all(name in secrets for name in RENEWAL)
        self._renewed = False

    def __repr__(self) -> str:
        """Return nothing of the token."""
        return "Access()"

    def headers(self) -> Mapping[str, str]:
        """Return the header that holds the token."""
        return {"Authorization": f"Bearer {self._token}"}

    def prepare(self) -> None:
        """Renew before the first call what cannot work any more."""
        has_ended = self.access_ends is not None and self.access_ends <= self._context.now
        if self.can_renew and (has_ended or not self._token):
            self.renew("account")

    def renew(self, stream: str) -> None:
        """Fetch a new token and give LinkedIn a moment to know it; the second time in a run the person has to come."""
        if self._renewed or not self.can_renew:
            raise self._meanings.raised(RECONNECT, stream)
        self._renewed = True
        found = self._fetched(stream)
        token = found.get("access_token")
        if not isinstance(token, str) or not token:
            raise self._meanings.raised(RECONNECT, stream)
        self._token = token
        self.access_ends = self._ends(found.get("expires_in")) or self.access_ends
        self.refresh_ends = self._ends(found.get("refresh_token_expires_in")) or self.refresh_ends
        self._sleep(self._context.settings.number("refresh_wait_seconds"))

    def notes(self) -> list[Said]:
        """Return what a person should know of the end of the access; nothing while there is time."""
        ends = self.refresh_ends if self.can_renew else self.access_ends
        soon = self._context.now + timedelta(days=WARN_DAYS)
        if ends is None or ends > soon:
            return []
        text = N_("The access to LinkedIn ends on {day}: run “instroom auth linkedin” before that day.")
        return [Said(text, {"day": ends.date().isoformat()})]

    def _fetched(self, stream: str) -> Mapping[str, object]:
        address, secrets = self._context.settings.text("token_endpoint"), self._context.settings.secrets
        parts = urlsplit(address)
        form = {"grant_type": "refresh_token", **{name: secrets[name] for name in RENEWAL}}
        with Http(
            f"{parts.scheme}://{parts.netloc}/",
            source=SOURCE,
            hosts=[*manifests()[SOURCE].hosts, parts.hostname or ""],
            keep=_allowed,
            meaning=self._meanings.token_refused,
            sleep=self._sleep,
            now=lambda: self._context.now,
        ) as http:
            return http.ask(stream, Question(address, form=form)).content

    def _ends(self, seconds: object) -> datetime | None:
        return self._context.now + timedelta(seconds=seconds) if isinstance(seconds, int) else None


def moment(text: str) -> datetime | None:
    """Return a stored moment, in UTC; None when there is none that can be read."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
