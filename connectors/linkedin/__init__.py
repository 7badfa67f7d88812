"""LinkedIn: a page's views, followers, posts and adverts, by the Community Management or the data portability interface."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import Connection

from connectors.base import Batch, Context
from connectors.clock import day_in
from connectors.errors import N_, ConfigurationError, Said, SourceError
from connectors.linkedin import ads, dma, page, post_statistics, posts, retention, statistics
from connectors.linkedin.client import Client
from connectors.linkedin.meanings import CONTAINED, NO_ACCESS
from connectors.linkedin.paging import offset_pages

ROUTES = ("community", "dma")
_COMMUNITY = page.Door("organizations", "organizationAcls", offset_pages, {**page.ROLES, "count": 100})

Stream = tuple[tuple[str, ...], Callable[[], Iterator[Batch]]]
"""The names of what is read together, and how."""


def pull(context: Context, *, sleep: Callable[[float], None] = time.sleep) -> Iterator[Batch]:
    """Yield the page and its streams by the configured route, then its adverts.

    A stream that the account may not read, or that LinkedIn does not understand, is told as a problem while the others
    go on; when none could be read the error is raised. Raises a SourceError for what stops all of them.
    """
    route = _route(context)
    with Client(context, sleep=sleep) as client:
        try:
            yield from _pull(context, client, route)
        except SourceError:
            yield Batch(page.PAGE, notes=client.notes())
            raise
        yield Batch(page.PAGE, notes=client.notes())


def after(context: Context, connection: Connection) -> list[Said]:
    """Remove what is older than ``retention_days`` allows; the runner calls it at the end of every run."""
    days = context.settings.number("retention_days")
    before = retention.before_which(day_in(context.now, "UTC"), days)
    if before is None:
        return []
    return retention.said(retention.forget(connection, context.organisation.id, before), days)


def _route(context: Context) -> str:
    route = context.settings.text("route").strip()
    if route in ROUTES:
        return route
    raise ConfigurationError(
        N_("[sources.linkedin], key “route”: “{found}” does not fit; it takes “community” or “dma”."),
        code="configuration.type",
        found=route[:60],
    )


def _pull(context: Context, client: Client, route: str) -> Iterator[Batch]:
    scene, first = page.find(context, client, dma.DOOR if route == "dma" else _COMMUNITY)
    yield first
    note = page.unnamed_note(scene)
    if note is not None:
        yield Batch(page.PAGE, notes=[note])
    if route == "dma":
        known = dict(first.cursor or {})
        known["organizational_page"] = dma.page_of(scene, known.get("organizational_page"))
        yield Batch(page.PAGE, cursor=known)
        listed = _data_portability(scene, str(known["organizational_page"]))
    else:
        listed = _community(scene)
    yield from _each(listed + _adverts(scene))


def _each(listed: list[Stream]) -> Iterator[Batch]:
    """Yield the streams in turn; raise when the account may read none of them."""
    refused: dict[str, SourceError] = {}
    for names, stream in listed:
        for batch in _contained(names[0], stream):
            if batch.problem is not None and batch.problem.code == NO_ACCESS:
                refused[batch.stream] = batch.problem
            yield batch
    if refused and set(refused) == {name for names, _ in listed for name in names}:
        raise next(iter(refused.values()))


def _contained(name: str, stream: Callable[[], Iterator[Batch]]) -> Iterator[Batch]:
    """Yield a stream; what ends it and nothing else becomes its problem."""
    try:
        yield from stream()
    except SourceError as error:
        if error.code not in CONTAINED:
            raise
        yield Batch(name, problem=error)


def _community(scene: page.Scene) -> list[Stream]:
    shelf = posts.Shelf(scene.context.cursors.get(posts.STREAM, {}))
    return [
        ((page.FOLLOWERS,), partial(page.followers, scene)),
        (tuple(each.stream for each in statistics.STATISTICS), partial(statistics.days, scene)),
        ((posts.STREAM,), partial(posts.posts, scene, shelf)),
        ((post_statistics.STREAM,), partial(post_statistics.counters, scene, shelf)),
    ]


def _data_portability(scene: page.Scene, page_urn: str) -> list[Stream]:
    refused = dma.refused_actions(scene, page_urn)
    return [(tuple(trend.stream for trend in dma.trends()), partial(dma.days, scene, page_urn, refused))]


def _adverts(scene: page.Scene) -> list[Stream]:
    return [((ads.STREAM,), partial(ads.days, scene))] if scene.context.settings.texts("ad_accounts") else []
