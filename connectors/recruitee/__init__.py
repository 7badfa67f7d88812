"""Recruitee: vacancies, applications with their source and outcome, or sums only; messages when something changes."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime

from connectors.base import Batch, Context, Look
from connectors.errors import N_, ConfigurationError
from connectors.hooks import Delivery
from connectors.inflow.desk import Desk
from connectors.recruitee.candidates import STREAM, Applicants
from connectors.recruitee.catalogue import Catalogue, meanings
from connectors.recruitee.changes import Changes, changes
from connectors.recruitee.client import Client
from connectors.recruitee.faults import SOURCE
from connectors.recruitee.messages import looks
from connectors.recruitee.totals import totals
from connectors.recruitee.vacancies import offers
from connectors.recruitee.windows import plan

MODES = ("rows", "totals")


def pull(context: Context, *, sleep: Callable[[float], None] = time.sleep) -> Iterator[Batch]:
    """Yield whom messages named, the vacancies, and the applicants that are new or changed; or sums per month.

    Each page stands for itself: a run that is stopped anywhere goes on from the last page that was stored.
    Raises a SourceError when Recruitee gives nothing (more); what was yielded before stays valid.
    """
    mode = context.settings.text("applications")
    if mode not in MODES:
        raise ConfigurationError(
            N_("[sources.recruitee] applications takes {modes}."),
            code="configuration.value",
            modes=" | ".join(MODES),
        )
    with Client(context, sleep=sleep) as client:
        catalogue = Catalogue(
            client, context.cursors.get("stages", {}), meanings(context.settings.texts("stage_categories"))
        )
        yield from _sums(context, client, catalogue) if mode == "totals" else _rows(context, client, catalogue)


def hook(delivery: Delivery, secret: str, now: datetime, _settings: object = None) -> tuple[Look, ...]:
    """Return whom a message of Recruitee names; raise an UnverifiedError when it is not signed as it should be."""
    return looks(delivery, secret, now)


def _sums(context: Context, client: Client, catalogue: Catalogue) -> Iterator[Batch]:
    """Yield vacancies and sums; without rows there is nobody to look at and no need of a key for pseudonyms."""
    if context.only_looks:
        return
    organisation = context.organisation
    desk = Desk(SOURCE, organisation.id, organisation.timezone, context.now, context.rules, context.sites, key=b"")
    yield from offers(context, desk, client, catalogue)
    yield from totals(context, desk, client)


def _rows(context: Context, client: Client, catalogue: Catalogue) -> Iterator[Batch]:
    desk = Desk.of(context, SOURCE)
    planned = plan(context, context.cursors.get(STREAM, {}))
    since = min(planned.start, context.window.since or planned.start)
    applicants = Applicants(context, desk, client, catalogue, since)
    named = {int(look.number): look.received_at for look in context.looks}
    yield from applicants.each(named)
    if not context.only_looks:
        yield from offers(context, desk, client, catalogue)
        found = changes(context, client)
        if found.since is None:
            yield _log(found)  # from now on: a first run that is stopped may go on much later
        yield from applicants.by_month(planned, found)
        yield from applicants.each(dict.fromkeys(sorted(found.candidates), context.now))
        if found.since is not None:
            yield _log(found)
    yield Batch("stages", cursor=catalogue.cursor(), notes=applicants.notes())


def _log(found: Changes) -> Batch:
    return Batch("activities", cursor=found.cursor, problem=found.problem)
