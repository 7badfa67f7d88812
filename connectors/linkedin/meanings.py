"""What a refusal of LinkedIn means: each status gets its class, its sentence and what to do, and only here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from http import HTTPStatus
from zoneinfo import ZoneInfo

from connectors.errors import N_, AuthError, QuotaError, RetryableError, SkippableError, SourceError, VersionError
from connectors.http import Refusal

SOURCE = "linkedin"
TOKEN = "auth.token"  # noqa: S105  the code of an error
NO_ACCESS = "auth.no_access"
REQUEST = "source.request"
NOT_FOUND = "skipped.not_found"
CONTAINED = frozenset(
    {
        NO_ACCESS,
        REQUEST,
        NOT_FOUND,
        "source.time_intervals",
        "source.granularity",
        "source.unexpected",
        "quota.withheld",
    }
)
"""What ends one stream while the others go on."""

_DAY_LIMIT = re.compile(r"\bDAY\b")
_RESET = clock(0, 5)
"""The counters begin again at midnight UTC; a few minutes of grace."""


@dataclass(frozen=True)
class Fault:
    """One meaning: the class of the error, its code, its sentence and what to do."""

    kind: type[SourceError]
    code: str
    text: str
    hint: str


RECONNECT = Fault(
    AuthError,
    TOKEN,
    N_("LinkedIn does not accept the access of the connected account any more."),
    N_("Reconnect the account: run “instroom auth linkedin” and sign in as an administrator of the page."),
)
CLIENT = Fault(
    AuthError,
    "auth.client",
    N_("LinkedIn does not know the app, or its secret is wrong."),
    N_("Check INSTROOM_LINKEDIN_CLIENT_ID and INSTROOM_LINKEDIN_CLIENT_SECRET."),
)
FORBIDDEN = Fault(
    AuthError,
    NO_ACCESS,
    N_("The connected account may not read {stream} of LinkedIn."),
    N_("Check that it is an administrator of the page, and that the app has the product and the scopes for {stream}."),
)
VERSION = Fault(
    VersionError,
    "version",
    N_("LinkedIn has retired version {version} of its interface."),
    N_("Set version under [sources.linkedin] to a newer month, such as “{newer}”, and sync again."),
)
QUOTA = Fault(
    QuotaError,
    "quota.day",
    N_("Today's calls to LinkedIn for {stream} are used up."),
    N_("Sync again after {moment}; the next run goes on from where this one stopped."),
)
BUSY = Fault(
    RetryableError,
    "unavailable.rate",
    N_("LinkedIn asks for a slower pace, and still does after a few tries."),
    N_("Wait a few minutes and sync again; what came is kept."),
)
INTERVALS = Fault(
    SourceError,
    "source.time_intervals",
    N_("LinkedIn refuses the days that were asked for {stream}."),
    N_("Ask for days of the last 12 months; if they are, this is a fault in Instroom: please report it."),
)
BAD_REQUEST = Fault(
    SourceError,
    REQUEST,
    N_("LinkedIn does not understand the question about {stream}."),
    N_(
        "Check the settings under [sources.linkedin]; if they are right, this is a fault in Instroom: please report it."
    ),
)
MISSING = Fault(
    SkippableError,
    NOT_FOUND,
    N_("LinkedIn knows nothing under the number that was asked for {stream}."),
    N_("Check organization, ad_accounts and organizational_page under [sources.linkedin]."),
)
UNEXPECTED = Fault(
    SourceError,
    "source.unexpected",
    N_("The answer for {stream} has another shape than LinkedIn describes."),
    N_("Save the answers with --save-raw and report it; what came before is kept."),
)
COARSE = Fault(
    SourceError,
    "source.granularity",
    N_("LinkedIn tells {stream} only as one sum of all days that were asked; nothing was stored."),
    N_("Import the export of the page for these days (its page on LinkedIn, under Analytics)."),
)
WITHHELD = Fault(
    QuotaError,
    "quota.withheld",
    N_("LinkedIn withheld figures for {stream}: it answered zero and named a limit. Nothing was stored for them."),
    N_("Sync again after {moment}; these days are asked for once more."),
)

_BY_STATUS = {
    HTTPStatus.UNAUTHORIZED: RECONNECT,
    HTTPStatus.FORBIDDEN: FORBIDDEN,
    HTTPStatus.NOT_FOUND: MISSING,
    HTTPStatus.UPGRADE_REQUIRED: VERSION,
    HTTPStatus.BAD_REQUEST: BAD_REQUEST,
    HTTPStatus.LENGTH_REQUIRED: BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: BAD_REQUEST,
    HTTPStatus.REQUEST_URI_TOO_LONG: BAD_REQUEST,
}


@dataclass(frozen=True)
class Meanings:
    """The meaning of refusals in one run: its moment, the organisation's zone, and the version that is configured."""

    now: datetime
    zone: str
    version: str

    def refused(self, refusal: Refusal) -> SourceError | None:
        """Return the error for a refusal; None for what may pass by itself (5xx)."""
        fault = _fault(refusal)
        return None if fault is None else self.raised(fault, refusal.stream)

    def token_refused(self, refusal: Refusal) -> SourceError | None:
        """Return the error for a refusal of the token address; None for what may pass by itself."""
        if refusal.status >= HTTPStatus.INTERNAL_SERVER_ERROR or refusal.status == HTTPStatus.TOO_MANY_REQUESTS:
            return None
        return self.raised(CLIENT if "client" in _text(refusal.body, "error") else RECONNECT, refusal.stream)

    def raised(self, fault: Fault, stream: str) -> SourceError:
        """Return the error of a known meaning."""
        return fault.kind(
            fault.text,
            source=SOURCE,
            stream=stream,
            code=fault.code,
            hint=fault.hint,
            moment=f"{next_reset(self.now).astimezone(ZoneInfo(self.zone)):%Y-%m-%d %H:%M} ({self.zone})",
            version=self.version,
            newer=f"{self.now - timedelta(days=92):%Y%m}",
        )


def next_reset(now: datetime) -> datetime:
    """Return when the day's calls come back: five past the next midnight in UTC."""
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), _RESET, UTC)


def _fault(refusal: Refusal) -> Fault | None:
    if refusal.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return None
    message = _text(refusal.body, "message")
    if refusal.status == HTTPStatus.TOO_MANY_REQUESTS:
        waits = "retry-after" in refusal.headers and not _DAY_LIMIT.search(message)
        return BUSY if waits else QUOTA
    if refusal.status == HTTPStatus.BAD_REQUEST and ("timeIntervals" in message or "Start time and end" in message):
        return INTERVALS
    return _BY_STATUS.get(HTTPStatus(refusal.status)) if refusal.status in set(HTTPStatus) else None


def _text(body: object, name: str) -> str:
    found = body.get(name) if isinstance(body, Mapping) else None
    return found if isinstance(found, str) else ""
