"""Persons of whom a tag, a field or an answer changed: their applications are read again, and nothing else of them."""

from collections.abc import Iterator

from connectors.base import Batch
from connectors.errors import N_, Said
from connectors.inflow.applied import OUTCOMES
from connectors.teamtailor import rows
from connectors.teamtailor.scene import Scene
from connectors.teamtailor.span import Span, newest

STREAM = "candidates"
_FEW = 5


def changed(scene: Scene, applications_until: str | None) -> Iterator[Batch]:
    """Yield the applications of persons that changed.

    The first time there is nothing to read: the applications brought what their persons tell. ``applications_until`` is
    the latest change among those, from which this stream goes on.
    """
    mark = scene.cursor(STREAM).get("mark")
    known = mark if isinstance(mark, str) else None
    if known is None or scene.context.window.full:
        high = newest((), known, applications_until)
        yield Batch(STREAM, cursor={"mark": high} if high else None)
        return
    span = Span.of(scene.context, known, scene.desk.zone)
    latest, without = known, 0
    parameters = {**span.parameters, **scene.client.questions.person()}
    for page in scene.client.pages(STREAM, "candidates", parameters):
        people = [each for each in page.listed("people") if span.meets(each)]
        latest = newest(people, latest) or latest
        without += sum(not each["applications"] for each in people)
        yield Batch(STREAM, scene.table_rows(_theirs(page.listed("applications"), people)), compares=OUTCOMES)
        if span.is_before(page.listed("people")):
            break
    cursor = {"mark": latest} if span.moves_mark else None
    yield Batch(STREAM, cursor=cursor, notes=connected_note(without))


def _theirs(applications: list[rows.Kept], people: list[rows.Kept]) -> list[rows.Kept]:
    numbers = {each["number"] for each in people}
    return [each for each in applications if each["candidate"] in numbers]


def connected_note(count: int) -> tuple[Said, ...]:
    """Return how many persons are in the system without an application: connected, or sourced."""
    if not count:
        return ()
    if count < _FEW:
        return (Said(N_("A few (< 5) persons who connected or were sourced have no application.")),)
    return (Said(N_("{count} persons who connected or were sourced have no application."), {"count": count}),)
