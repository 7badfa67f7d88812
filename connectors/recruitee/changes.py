"""The change log: who changed since the last run, so that only those are read again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from connectors.base import Context
from connectors.errors import AuthError, SourceError
from connectors.recruitee.boundary import instant
from connectors.recruitee.client import Client
from connectors.recruitee.faults import filter_ignored

OVERLAP = timedelta(minutes=10)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Changes:
    """Who changed, since when that is known, and where the next run goes on.

    Attributes:
        candidates: Numbers of applicants.
        since: What came before is known already; None at the first run.
        cursor: The moment of the last change that was seen.
        problem: Why the log could not be used.
    """

    candidates: frozenset[int]
    since: datetime | None
    cursor: Mapping[str, Any] | None
    problem: SourceError | None = None


def changes(context: Context, client: Client) -> Changes:
    """Return what the log says since the last run, ten minutes before it included.

    At the first run nothing is asked: everything is read anyway, and the log goes on from now. An account that may not
    see the log has it as a problem; the reading of the last days goes on.
    """
    cursor: Mapping[str, Any] = context.cursors.get("activities", {})
    if not cursor:
        return Changes(frozenset(), None, {"since": context.now.astimezone(UTC).isoformat()})
    last = datetime.fromisoformat(cursor["since"])
    since = last - OVERLAP
    found: set[int] = set()
    newest = last
    try:
        for page in client.activities(since.date().isoformat()):
            for each in page:
                at = instant(each["created_at"]) if each["created_at"] else since
                if at.astimezone(UTC).date() < since.date() - _DAY:
                    return Changes(frozenset(), since, None, filter_ignored("activities"))
                newest = max(newest, at)
                if at >= since and each["candidate"] is not None:
                    found.add(each["candidate"])
    except AuthError as refused:
        if refused.code != "auth.rights":
            raise
        return Changes(frozenset(), since, None, refused)
    return Changes(frozenset(found), since, {"since": newest.isoformat()})
