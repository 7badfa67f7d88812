"""Applications that changed, the newest first: a run that is stopped anywhere goes on at the page where it stopped."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from connectors.base import Batch, Json
from connectors.errors import N_, Said
from connectors.inflow.applied import OUTCOMES
from connectors.teamtailor import rows
from connectors.teamtailor.client import Page
from connectors.teamtailor.scene import Scene
from connectors.teamtailor.span import Span, newest

STREAM = "applications"
_FEW = 5


@dataclass(frozen=True)
class Reading:
    """How far a reading is: the mark of the last one that ended, the latest change in this one, and what was left out."""

    span: Span
    mark: str | None
    high: str | None = None
    sourced: int = 0
    outside: int = 0

    def after(self, page: Page) -> "Reading":
        """Return the reading after one more page."""
        listed = page.listed("applications")
        met = [each for each in listed if self.span.meets(each)]
        return replace(
            self,
            high=newest(met, self.high),
            sourced=self.sourced + sum(map(rows.is_sourced, met)),
            outside=self.outside + len(listed) - len(met),
        )

    def ended(self) -> Json | None:
        """Return the cursor after the last page; days that a person asked for leave it where it is."""
        return {"mark": newest((), self.mark, self.high)} if self.span.moves_mark else None

    def notes(self) -> tuple[Said, ...]:
        """Return what a person should know of a reading that ended."""
        return (*sourced_note(self.sourced), *(outside_note() if self.outside else ()))


def changed(scene: Scene) -> Iterator[Batch]:
    """Yield the applications that changed; the last page moves the mark."""
    cursor = scene.cursor(STREAM)
    mark = _text(cursor, "mark")
    span = Span.of(scene.context, mark, scene.desk.zone)
    reading = Reading(span, mark)
    link = None if span.asked else _resumed(scene, cursor)
    if link:
        reading = _going_on(scene, cursor, mark)
    first = {**reading.span.parameters, **scene.client.questions.application()}
    for page in scene.client.pages(STREAM, link or "job-applications", None if link else first):
        reading = reading.after(page)
        is_last = page.next is None or reading.span.is_before(page.listed("applications"))
        yield _batch(scene, page, reading, is_last=is_last)
        if is_last:
            return


def _batch(scene: Scene, page: Page, reading: Reading, *, is_last: bool) -> Batch:
    met = [each for each in page.listed("applications") if reading.span.meets(each)]
    tables = scene.table_rows(met)
    if is_last:
        cursor, until = reading.ended(), reading.span.last_day(scene.desk.today)
        return Batch(STREAM, tables, cursor, until, compares=OUTCOMES, notes=reading.notes())
    return Batch(STREAM, tables, _halfway(scene, page, reading), compares=OUTCOMES)


def _halfway(scene: Scene, page: Page, reading: Reading) -> Json | None:
    """Return the cursor in the middle of a reading; none for days that a person asked for, those are asked again."""
    if reading.span.asked:
        return None
    return {
        "mark": reading.mark,
        "high": reading.high,
        "sourced": reading.sourced,
        "next": page.next,
        "day": scene.desk.today.isoformat(),
    }


def _resumed(scene: Scene, cursor: Json) -> str | None:
    """Return the link at which a reading of today or yesterday stopped; an older one begins anew."""
    link, day = _text(cursor, "next"), _text(cursor, "day")
    if not link or not day or not scene.client.leads_here(link):
        return None
    return link if (scene.desk.today - date.fromisoformat(day)).days <= 1 else None


def _going_on(scene: Scene, cursor: Json, mark: str | None) -> Reading:
    span = Span.of(scene.context, mark, scene.desk.zone)
    sourced = cursor.get("sourced")
    return Reading(span, mark, _text(cursor, "high"), sourced if isinstance(sourced, int) else 0)


def sourced_note(count: int) -> tuple[Said, ...]:
    """Return how many applications were left out because somebody else put the person in."""
    if not count:
        return ()
    if count < _FEW:
        return (Said(N_("A few (< 5) persons were sourced and did not apply themselves: they are not counted.")),)
    text = N_("{count} persons were sourced and did not apply themselves: they are not counted.")
    return (Said(text, {"count": count}),)


def outside_note() -> tuple[Said, ...]:
    """Return that the source did not filter as it was asked."""
    return (Said(N_("Teamtailor gave applications that were not asked for; they were left out.")),)


def _text(cursor: Json, name: str) -> str | None:
    value = cursor.get(name)
    return value if isinstance(value, str) else None
