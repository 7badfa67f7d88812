"""Reads applications a page at a time, and around each page what the other lists say of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial

from connectors.base import Batch, Context, Row
from connectors.errors import N_, Said
from connectors.greenhouse.client import AT_ONCE, Client, Meets
from connectors.greenhouse.client import Row as Told
from connectors.greenhouse.lists import Lists, joined
from connectors.greenhouse.meanings import SOURCE, readable
from connectors.greenhouse.rows import Known, applied, is_application, moment
from connectors.greenhouse.span import STREAM, Span
from connectors.inflow.applied import ALL_CHANGES, OUTCOMES, Present
from connectors.inflow.desk import Desk
from connectors.inflow.rows import inflow_rows

_AROUND = ("sources", "application_stages", "candidate_tags", "applied_candidate_tags")
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_FEW = 5
"""Fewer persons than this are never told."""


class Applications:
    """Makes batches of pages of applications, and counts what is none."""

    def __init__(self, context: Context, desk: Desk, client: Client, lists: Lists) -> None:
        self._context, self._desk, self._client, self._lists = context, desk, client, lists
        self.numbers: set[str] = set()
        self.latest: datetime | None = None
        self.prospects = self.converted = 0

    def ask(self, parameters: Mapping[str, str | int], meets: Meets) -> Iterator[Batch]:
        """Yield a batch for each page of applications that answers a question."""
        for page in self._client.pages(STREAM, parameters, meets=meets):
            with readable(STREAM):
                batch = self._batch(page)
            yield batch

    def named(self, key: str, numbers: Iterable[int]) -> Iterator[Batch]:
        """Yield the applications with some ids, by ``id`` or ``candidate_id``."""
        listed = sorted(set(numbers))
        for first in range(0, len(listed), AT_ONCE):
            some = listed[first : first + AT_ONCE]
            yield from self.ask({f"{key}s": joined(some)}, partial(_is_among, key, frozenset(some)))

    def tagged(self) -> list[Told]:
        """Read which applicants have a tag that a rule knows; nothing is asked of the others."""
        known = [row["id"] for row in self._lists.read("candidate_tags", {})]
        rows: list[Told] = []
        for first in range(0, len(known), AT_ONCE):
            some = known[first : first + AT_ONCE]
            parameters = {"candidate_tag_ids": joined(some)}
            rows += self._lists.read(
                "applied_candidate_tags",
                parameters,
                "candidate_id",
                meets=partial(_is_among, "candidate_tag_id", frozenset(some)),
            )
        return rows

    def notes(self) -> tuple[Said, ...]:
        """Say how many rows were no applications."""
        told = {
            N_("{count} prospects are no applications; they were left out."): self.prospects,
            N_("{count} converted prospects count as the application that they became."): self.converted,
        }
        return tuple(Said(text, {"count": _shown(count)}) for text, count in told.items() if count)

    def _batch(self, page: list[Told]) -> Batch:
        listed = [row for row in page if is_application(row)]
        self.numbers.update(str(row["id"]) for row in page)
        times = [moment(row["updated_at"]) for row in page if row.get("updated_at")]
        self.latest = max([self.latest or _EARLIEST, *times]) if times else self.latest
        converted = sum(row.get("status") == "converted" for row in page)
        self.converted += converted
        self.prospects += len(page) - len(listed) - converted
        known = self._around(listed)
        rows: Mapping[str, list[Row]] = inflow_rows(self._desk, [applied(row, known) for row in listed])  # type: ignore[assignment]
        told = ALL_CHANGES if "application_stages" in known.unread else OUTCOMES
        return Batch(STREAM, rows=rows, compares=told)

    def _around(self, listed: list[Told]) -> Known:
        """Look up what a page of applications refers to."""
        lists = self._lists
        rejected = [row for row in listed if row["status"] == "rejected"]
        silent = [row["id"] for row in rejected if "rejection_reason_id" not in row]
        details = _last(lists.of("rejection_details", silent, "application_id"), silent)
        reasons = [row.get("rejection_reason_id") for row in (*rejected, *details.values())]
        hired = [row["id"] for row in listed if row["status"] == "hired"]
        history = lists.of("application_stages", (row["id"] for row in listed), "application_id")
        mine = {row["id"]: history[row["id"]] for row in listed if row["id"] in history}
        stages = [step.get("job_interview_stage_id") for steps in mine.values() for step in steps]
        return Known(
            rules=self._context.rules,
            zone=self._desk.zone,
            sources=self._names("sources", (row.get("source_id") for row in listed)),
            reasons=_last(lists.of("rejection_reasons", reasons)),
            rejections=details,
            hired_at=_hires(lists.of("openings", hired, "application_id"), hired),
            history=mine,
            stages=self._names("job_interview_stages", stages),
            tags=self._tags(listed),
            unread=frozenset(stream for stream in _AROUND if not lists.has(stream)),
        )

    def _names(self, stream: str, ids: Iterable[int | None]) -> dict[int, str]:
        rows = _last(self._lists.of(stream, ids))
        return {number: row["name"] for number, row in rows.items() if row.get("name")}

    def _tags(self, listed: list[Told]) -> dict[int, tuple[str, ...]]:
        applied_tags = self._lists.of("applied_candidate_tags", ())
        people = {row.get("candidate_id") for row in listed} & set(applied_tags)
        found = {
            person: (self._lists.name("candidate_tags", row["candidate_tag_id"]) for row in applied_tags[person])
            for person in people
            if person is not None
        }
        return {person: tuple(sorted({name for name in names if name})) for person, names in found.items()}


def changed(context: Context, desk: Desk, client: Client) -> Iterator[Batch]:
    """Yield the applications of a run, their history first, and at the end where the next run goes on."""
    span = Span.of(context)
    lists = Lists(client, whole=span.whole)
    reading = Applications(context, desk, client, lists)
    lists.read("application_stages", span.parameters, "application_id", meets=span.meets)
    tags = reading.tagged()
    yield from reading.ask(span.parameters, span.meets)
    if span.since is not None and span.moves:
        fresh = [
            row["candidate_id"] for row in tags if row.get("updated_at") and moment(row["updated_at"]) >= span.since
        ]
        yield from reading.named("candidate_id", fresh)
    yield Batch(
        STREAM,
        cursor=span.cursor(reading.latest, context.now, desk.today),
        until=desk.today,
        present=Present(SOURCE, frozenset(reading.numbers)) if span.whole else None,
        notes=reading.notes(),
    )
    yield from lists.problems()


def _is_among(key: str, some: frozenset[int], row: Told) -> bool:
    return row.get(key) in some


def _last(rows: Mapping[int, list[Told]], wanted: Iterable[int] | None = None) -> dict[int, Told]:
    """Return the last row of each id; of the wanted ones only, where they are named."""
    chosen = rows if wanted is None else [number for number in wanted if number in rows]
    return {number: rows[number][-1] for number in chosen if rows[number]}


def _hires(openings: Mapping[int, list[Told]], hired: Iterable[int]) -> dict[int, datetime]:
    """Return when each application filled its opening."""
    closed = {
        number: [row["closed_at"] for row in openings.get(number, ()) if row.get("closed_at")] for number in hired
    }
    return {number: max(map(moment, times)) for number, times in closed.items() if times}


def _shown(count: int) -> str:
    """Return a number of persons as it may be shown."""
    return str(count) if count >= _FEW else f"< {_FEW}"
