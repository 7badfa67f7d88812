"""Teamtailor: vacancies and applications without their persons, or sums per vacancy; and its messages."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from connectors.base import Batch, Context
from connectors.errors import N_, ConfigurationError
from connectors.teamtailor import applications, candidates, looks, present, totals, vacancies
from connectors.teamtailor.client import Client
from connectors.teamtailor.faults import SOURCE
from connectors.teamtailor.messages import hook
from connectors.teamtailor.questions import FACT_KINDS
from connectors.teamtailor.scene import Scene

__all__ = ["hook", "pull"]


def pull(context: Context, *, sleep: Callable[[float], None] = time.sleep) -> Iterator[Batch]:
    """Yield what messages named, the vacancies, the applications that changed, and now and then which ones are left.

    Raises a SourceError when Teamtailor gives nothing (more); what was yielded before stays valid.
    """
    kind = context.settings.text("applications")
    _require_known("applications", (kind,), tuple(_STREAMS))
    _require_known("facts", context.settings.texts("facts"), FACT_KINDS)
    with Client(context, sleep) as client:
        scene = Scene.of(context, client, SOURCE)
        for batch in _STREAMS[kind](scene):
            yield replace(batch, notes=(*batch.notes, *client.notes))


def _each(scene: Scene) -> Iterator[Batch]:
    yield from looks.named(scene)
    if scene.context.only_looks:
        return
    yield from vacancies.seen(scene)
    until = None
    for batch in applications.changed(scene):
        until = batch.cursor
        yield batch
    mark = until.get("mark") if until else None
    yield from candidates.changed(scene, mark if isinstance(mark, str) else None)
    yield from present.whole(scene)


def _sums(scene: Scene) -> Iterator[Batch]:
    if scene.context.only_looks:
        return
    yield from vacancies.seen(scene)
    yield from totals.sums(scene)


_STREAMS: dict[str, Callable[[Scene], Iterator[Batch]]] = {"rows": _each, "totals": _sums}


def _require_known(key: str, given: Sequence[str], known: Sequence[str]) -> None:
    """Raise a ConfigurationError for a word that a setting does not take."""
    unknown = [word for word in given if word not in known]
    if unknown:
        raise ConfigurationError(
            N_("instroom.toml, table [sources.teamtailor], key “{key}”: “{value}” does not fit."),
            code="configuration.type",
            hint=N_("It takes {known}."),
            key=key,
            value=unknown[0],
            known=", ".join(known),
        )
