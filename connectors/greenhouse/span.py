"""Which applications a run asks for: all of them, what changed since the last run, or the days that a person named."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from connectors.base import Context, Json
from connectors.clock import day_in
from connectors.greenhouse.client import Row
from connectors.greenhouse.rows import moment

STREAM = "applications"
OVERLAP = timedelta(minutes=10)


@dataclass(frozen=True)
class Span:
    """From when to when something changed; None is no limit. ``moves``: the next run may go on from here."""

    since: datetime | None
    until: datetime | None
    mark: datetime | None
    whole_on: date | None
    whole: bool
    moves: bool

    @classmethod
    def of(cls, context: Context) -> "Span":
        """Return the span of a run. After a number of days all is read again, to see what was deleted."""
        cursor = context.cursors.get(STREAM, {})
        mark, whole_on = _text(cursor, "mark"), _text(cursor, "whole_on")
        known = moment(mark) if mark else None
        last = date.fromisoformat(whole_on) if whole_on else None
        window, zone = context.window, context.organisation.timezone
        if not window.full and (window.since or window.until):
            since, until = _start(window.since, zone), _start(window.until and window.until + timedelta(days=1), zone)
            return cls(since, until, known, last, whole=False, moves=False)
        age = (day_in(context.now, zone) - last).days if last else None
        whole = window.full or known is None or age is None or age >= context.settings.number("whole_every_days")
        since = None if whole or known is None else known - OVERLAP
        return cls(since, None, known, last, whole=whole, moves=True)

    @property
    def parameters(self) -> dict[str, str | int]:
        """The filter on when something last changed; empty when all is asked for."""
        limits = [f"{name}|{_written(at)}" for name, at in (("gte", self.since), ("lte", self.until)) if at]
        return {"updated_at": "|".join(limits)} if limits else {}

    def meets(self, row: Row) -> bool:
        """Return whether a row is one that was asked for."""
        if self.since is None and self.until is None:
            return True
        at = moment(row["updated_at"]) if row.get("updated_at") else None
        return at is not None and (self.since is None or at >= self.since) and (self.until is None or at <= self.until)

    def cursor(self, latest: datetime | None, now: datetime, today: date) -> Json | None:
        """Return where the next run goes on: at the last change that the source told of, never beyond our own clock."""
        if not self.moves:
            return None
        ends = [at for at in (self.mark, min(latest, now) if latest else None) if at]
        whole_on = today if self.whole else self.whole_on
        return {"mark": max(ends).isoformat() if ends else None, "whole_on": whole_on and whole_on.isoformat()}


def _text(cursor: Json, name: str) -> str | None:
    value = cursor.get(name)
    return value if isinstance(value, str) else None


def _start(day: date | None, zone: str) -> datetime | None:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC) if day else None


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
