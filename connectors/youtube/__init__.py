"""YouTube: videos, series, counters and subscribers with an API key; with the owner's account days and curves as well."""

import time
from collections.abc import Callable, Iterator

from sqlalchemy import Connection

from connectors.base import Batch, Context, Row
from connectors.clock import day_in
from connectors.database.key_read import forget_key_read
from connectors.errors import Said
from connectors.youtube import channel, curves, retention, videos
from connectors.youtube.client import PACIFIC, Client


def pull(context: Context, *, sleep: Callable[[float], None] = time.sleep) -> Iterator[Batch]:
    """Yield the channel, its series, its uploads and, with the owner's account, figures per day and curves.

    Each page stands for itself: a run that is stopped anywhere goes on from the last page that was stored.
    Raises a SourceError when YouTube gives nothing (more); what was yielded before stays valid.
    """
    with Client(context, sleep=sleep) as client:
        scene, first_page = channel.find(context, client)
        yield first_page
        reached = None
        if scene.reports is not None:
            for batch in channel.daily_totals(scene, scene.reports):
                reached = batch.until
                yield batch
        episodes: list[Row] = []
        for batch in videos.series(scene):
            episodes += batch.rows.get("content", ())
            yield batch
        yield from videos.uploads(scene, reached)
        yield from curves.curves(scene, episodes)


def after(context: Context, connection: Connection) -> list[Said]:
    """Enforce the 30-day rule for what was read with an API key; the runner calls it at the end of every run.

    It runs in a transaction of its own, also when the run failed or its allowance was used up.
    """
    held = retention.limits(context.settings, day_in(context.now, PACIFIC))
    organisation = context.organisation.id
    removed = forget_key_read(connection, organisation, "youtube", held.figures, titles_before=held.titles)
    return retention.said(removed, context.settings)
