"""The applicants: month by month through the search, those who changed one by one, all of them now and then."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from connectors.base import Batch, Context
from connectors.errors import N_, Said
from connectors.inflow.applied import ALL_CHANGES, Applied, Gone, Present
from connectors.inflow.desk import Desk
from connectors.inflow.rows import inflow_rows
from connectors.recruitee.applications import Counted, applications, is_complete, joined
from connectors.recruitee.boundary import instant
from connectors.recruitee.catalogue import Catalogue
from connectors.recruitee.changes import Changes
from connectors.recruitee.client import Client, Fields
from connectors.recruitee.companion import Companion
from connectors.recruitee.faults import SOURCE, filter_ignored, many_missing
from connectors.recruitee.windows import Plan, Span

STREAM = "candidates"
_AT_A_TIME = 100
_FEW = 20
_SMALL = 5


class Applicants:
    """All readings of applicants in one run.

    ``since`` is the first day of which all is read: an older application of someone who changed is left out, since the
    others of its day are not there either. ``seen`` holds who was read already, so that nobody is read twice.
    """

    def __init__(self, context: Context, desk: Desk, client: Client, catalogue: Catalogue, since: date) -> None:
        self._context, self._desk, self._since = context, desk, since
        self._client, self._catalogue = client, catalogue
        self._reads_answers = context.settings.flag("read_answers")
        self._counted = Counted()
        self._numbers: set[str] = set()
        self.seen: set[int] = set()

    # --- One by one -------------------------------------------------------------------------------------------------------

    def each(self, numbers: Mapping[int, datetime]) -> Iterator[Batch]:
        """Yield some applicants by number; who is not there was deleted at the moment that is given."""
        missing: list[int] = []
        wanted = [number for number in numbers if number not in self.seen]
        for first in range(0, len(wanted), _AT_A_TIME):
            some = wanted[first : first + _AT_A_TIME]
            found = {number: self._client.candidate(number) for number in some}
            self.seen |= found.keys()
            missing += [number for number, candidate in found.items() if candidate is None]
            yield self._batch([candidate for candidate in found.values() if candidate])
        if len(missing) > _FEW and len(missing) * 2 > len(numbers):
            yield Batch(STREAM, problem=many_missing(len(missing), len(numbers)))
        elif missing:
            yield Batch(STREAM, gone=[_gone(number, numbers[number]) for number in missing])

    # --- Month by month ---------------------------------------------------------------------------------------------------

    def by_month(self, plan: Plan, changes: Changes) -> Iterator[Batch]:
        """Yield the applicants of each month; at a first reading with the month to go on with.

        When the search gives what was not asked for, that is a problem and the months end there.
        """
        begin = plan.spans[0].begin.date() if plan.spans else plan.start
        companion = Companion(self._client, None if plan.is_whole else begin)
        everyone = plan.is_first or plan.is_whole or plan.is_asked
        for span in plan.spans:
            found = self._search(span)
            if found is None:
                yield Batch(STREAM, problem=filter_ignored(STREAM))
                return
            alive = [hit for hit in found if not hit["is_deleted"]]
            asked = {hit["id"] for hit in alive if everyone or _is_new(hit, changes)}
            complete, gone = self._completed(alive, companion, asked if self._reads_answers else set())
            self.seen |= {hit["id"] for hit in found}
            deleted = [hit for hit in found if hit["is_deleted"]]
            last = span is plan.spans[-1]
            yield self._batch([*complete, *deleted], cursor=self._cursor(plan, span, last=last), gone=gone, span=span)
        if plan.is_whole and plan.spans:
            yield self._present(plan, companion)

    def notes(self) -> tuple[Said, ...]:
        """Return what was left out, since it is no application."""
        left_out = {
            N_("Examples of Recruitee itself that are left out: {count}."): len(self._counted.samples),
            N_("Entries of talent pools, which are no applications: {count}."): len(self._counted.pool),
        }
        return tuple(Said(text, {"count": _shown(count)}) for text, count in left_out.items() if count)

    # --- Within -----------------------------------------------------------------------------------------------------------

    def _search(self, span: Span) -> list[Fields] | None:
        """Return the applicants of a month; None when one does not belong there."""
        found: dict[object, Fields] = {}
        for page, _total in self._client.search(span.filters()):
            moments = [instant(hit["created_at"]) if hit["created_at"] else None for hit in page]
            if not all(at is not None and span.holds(at) for at in moments):
                return None
            found |= {hit["id"]: hit for hit in page}
        return list(found.values())

    def _completed(
        self, hits: Sequence[Fields], companion: Companion, asked: set[int]
    ) -> tuple[list[Fields], list[Gone]]:
        """Return applicants with what the search does not tell; who is not there any more is gone."""
        lacking = {hit["id"] for hit in hits if not is_complete(hit) and _counts(hit)} - asked
        rows = companion.rows(lacking) if lacking else {}
        complete, gone = [], []
        for hit in hits:
            candidate = joined(hit, rows.get(hit["id"]))
            if hit["id"] in asked or (hit["id"] in lacking and not is_complete(candidate)):
                more = self._client.candidate(hit["id"])
                if more is None:
                    gone.append(_gone(hit["id"], self._context.now))
                    continue
                candidate = joined(candidate, more)
            complete.append(candidate)
        return complete, gone

    def _batch(
        self,
        candidates: Iterable[Fields],
        *,
        cursor: Mapping[str, Any] | None = None,
        gone: Sequence[Gone] = (),
        span: Span | None = None,
    ) -> Batch:
        listed = list(candidates)
        alive = [each for each in listed if not each["is_deleted"]]
        deleted = [_gone(each["id"], self._moment(each)) for each in listed if each["is_deleted"]]
        told = (each for one in alive for each in self._applied(one))
        applied = [each for each in told if not each.applied_at or self._desk.day(each.applied_at) >= self._since]
        self._numbers |= {str(placement["id"]) for each in alive for placement in each["placements"]}
        return Batch(
            STREAM,
            rows=inflow_rows(self._desk, applied),
            cursor=cursor,
            until=self._desk.day(span.end) if span else None,
            compares=ALL_CHANGES,
            gone=[*gone, *deleted],
        )

    def _applied(self, candidate: Fields) -> Iterator[Applied]:
        return applications(self._desk, self._catalogue, candidate, self._counted, read_answers=self._reads_answers)

    def _present(self, plan: Plan, companion: Companion) -> Batch:
        alive = (row for row in companion.everything() if not row["is_deleted"])
        numbers = {str(placement["id"]) for row in alive for placement in row["placements"]}
        present = Present(SOURCE, frozenset(numbers | self._numbers))
        return Batch(STREAM, present=present, cursor=self._cursor(plan, plan.spans[-1], last=True, is_read=True))

    def _cursor(self, plan: Plan, span: Span, *, last: bool, is_read: bool = False) -> Mapping[str, Any] | None:
        start, today = plan.start.isoformat(), self._context.now.astimezone(UTC).date().isoformat()
        if plan.is_first and not last:
            return {"start": start, "next": span.end.date().isoformat()}
        return {"start": start, "whole_on": today} if is_read or plan.is_first else None

    def _moment(self, candidate: Fields) -> datetime:
        return instant(candidate["deleted_at"]) if candidate["deleted_at"] else self._context.now


def _gone(number: int, at: datetime) -> Gone:
    return Gone(SOURCE, "", "deleted", at, candidate=str(number))


def _is_new(hit: Fields, changes: Changes) -> bool:
    """Return whether an applicant came or changed since the last run, as far as that is known."""
    if changes.since is None or changes.problem is not None:
        return True
    return hit["id"] in changes.candidates or instant(hit["created_at"]) >= changes.since


def _counts(hit: Fields) -> bool:
    return bool(hit["placements"]) and not hit["is_example"]


def _shown(count: int) -> str:
    """Return a number of persons as it may be shown."""
    return str(count) if count >= _SMALL else f"< {_SMALL}"
