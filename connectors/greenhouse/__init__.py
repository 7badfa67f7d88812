"""Greenhouse: jobs, applications with their stages, sources and outcomes, through the Harvest API (v3) and its webhooks."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime

from connectors.base import Batch, Context, Look
from connectors.greenhouse import messages
from connectors.greenhouse.applications import changed
from connectors.greenhouse.client import Client
from connectors.greenhouse.meanings import SOURCE
from connectors.greenhouse.vacancies import vacancies
from connectors.hooks import Delivery
from connectors.inflow.desk import Desk


def pull(context: Context, *, sleep: Callable[[float], None] = time.sleep) -> Iterator[Batch]:
    """Yield what messages named, then the jobs, then the applications that changed since the last run.

    Each page stands for itself; the next run goes on only when all pages came, so a run that stops is simply done again.
    Raises a SourceError when Greenhouse gives nothing (more); what was yielded before stays valid.
    """
    desk = Desk.of(context, SOURCE)
    with Client(context, sleep=sleep) as client:
        if context.looks:
            yield from messages.looked_at(context, desk, client)
        if not context.only_looks:
            yield from vacancies(desk, client)
            yield from changed(context, desk, client)


def hook(delivery: Delivery, secret: str, now: datetime, _settings: object = None) -> tuple[Look, ...]:
    """Return what a signed message names; raise an UnverifiedError for one that is not signed with the secret."""
    return messages.read(delivery, secret, now)
