"""Now and then the numbers of all applications: what is stored and no longer there was deleted."""

from collections.abc import Iterator
from datetime import date, timedelta

from connectors.base import Batch, Json
from connectors.errors import N_, Said
from connectors.inflow.applied import Present
from connectors.teamtailor.faults import SOURCE
from connectors.teamtailor.scene import Scene

STREAM = "present"


def whole(scene: Scene) -> Iterator[Batch]:
    """Yield what Teamtailor holds, once in so many days; of a reading during which something came or went, nothing."""
    today = scene.desk.today
    here: Json = {"read_on": today.isoformat()}
    read_on = scene.cursor(STREAM).get("read_on")
    if not isinstance(read_on, str) and not scene.context.window.full:
        yield Batch(STREAM, cursor=here)  # what was read for the first time just now is there
        return
    days = timedelta(days=scene.context.settings.number("whole_reading_days"))
    if isinstance(read_on, str) and today - date.fromisoformat(read_on) < days and not scene.context.window.full:
        return
    numbers: set[str] = set()
    records: set[int | None] = set()
    for page in scene.client.pages(STREAM, "job-applications", scene.client.questions.numbers()):
        numbers |= {each["number"] for each in page.listed("applications")}
        records.add(page.records)
    if records == {len(numbers)}:
        yield Batch(STREAM, cursor=here, present=Present(SOURCE, frozenset(numbers)))
    else:
        yield Batch(
            STREAM, notes=(Said(N_("Applications came or went during the whole reading; the next run reads again.")),)
        )
