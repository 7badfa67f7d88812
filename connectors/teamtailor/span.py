"""Which changes are read: from ten minutes before the latest that was seen, or the days that a person asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from connectors.base import Context
from connectors.teamtailor import questions, rows
from connectors.teamtailor.questions import Parameters

OVERLAP = timedelta(minutes=10)


@dataclass(frozen=True)
class Span:
    """From and until which moment something changed; None is open.

    ``asked`` when a person named days or everything; ``moves_mark`` when the next run may go on after this one.
    """

    since: datetime | None
    until: datetime | None
    asked: bool
    moves_mark: bool = True

    @classmethod
    def of(cls, context: Context, mark: str | None, zone: str) -> "Span":
        """Return the span to read. ``mark`` is the latest change that was seen, by the source's own clock."""
        window, wall = context.window, ZoneInfo(zone)
        if window.full or window.since or window.until:
            first = None if window.full else window.since
            after = window.until + timedelta(days=1) if window.until else None
            begin, end = (datetime.combine(day, time(), wall) if day else None for day in (first, after))
            return cls(begin, end, asked=True, moves_mark=window.full and after is None)
        seen = rows.moment(mark)
        return cls(seen - OVERLAP if seen else None, None, asked=False)

    @property
    def parameters(self) -> Parameters:
        """The filter, the order and the page size."""
        return questions.changed(self.since, self.until)

    def last_day(self, today: date) -> date:
        """Return the last day that a reading of this span covers."""
        return min(today, self.until.date() - timedelta(days=1)) if self.until else today

    def meets(self, kept: rows.Kept) -> bool:
        """Return whether something changed in the span; what tells no moment is taken as it came."""
        changed = rows.moment(kept["updated_at"])
        if changed is None:
            return True
        floor = self.since.astimezone(UTC).replace(microsecond=0) if self.since else None
        return (floor is None or changed >= floor) and (self.until is None or changed <= self.until)

    def is_before(self, listed: Sequence[rows.Kept]) -> bool:
        """Return whether a page, in the order that was asked for, has come to changes from before the span.

        Teamtailor did not filter then; since the newest come first, what follows is older still.
        """
        moments = [found for each in listed if (found := rows.moment(each["updated_at"]))]
        is_ordered = moments == sorted(moments, reverse=True)
        return (
            bool(moments) and is_ordered and self.since is not None and moments[-1] < self.since.replace(microsecond=0)
        )


def newest(listed: Sequence[rows.Kept], *known: str | None) -> str | None:
    """Return the latest change among some, and those that were known."""
    moments = [found for each in listed if (found := rows.moment(each["updated_at"]))]
    moments += [found for text in known if (found := rows.moment(text))]
    return max(moments).isoformat() if moments else None
