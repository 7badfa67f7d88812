"""Looks at what messages named: an application, or a person and the applications of that person."""

from collections.abc import Iterator, Sequence

from connectors.base import Batch, Look
from connectors.errors import SkippableError
from connectors.inflow.applied import OUTCOMES, Gone
from connectors.teamtailor.faults import SOURCE
from connectors.teamtailor.messages import APPLICATIONS, PERSONS
from connectors.teamtailor.scene import Scene

STREAM = "looks"


def named(scene: Scene) -> Iterator[Batch]:
    """Yield what became of the things that messages named; each is looked at once, however many messages name it."""
    looks: dict[str, list[Look]] = {}
    for look in scene.context.looks:
        looks.setdefault(look.number, []).append(look)
    for name, some in looks.items():
        kind, _, number = name.partition("/")
        if kind in {APPLICATIONS, PERSONS} and number:
            yield _looked_at(scene, kind, number, some)


def _looked_at(scene: Scene, kind: str, number: str, looks: Sequence[Look]) -> Batch:
    deleted = next((look for look in looks if look.news == "deleted"), None)
    at = deleted.received_at if deleted else looks[-1].received_at
    person = number if kind == PERSONS else None
    gone = Batch(STREAM, gone=[Gone(SOURCE, "" if person else number, "deleted", at, person)])
    if deleted:
        return gone
    ask = scene.client.questions.application if kind == APPLICATIONS else scene.client.questions.person
    try:
        page = scene.client.page(STREAM, f"{kind}/{number}", ask())
    except SkippableError:
        return gone
    return Batch(STREAM, scene.table_rows(page.listed("applications")), compares=OUTCOMES)
