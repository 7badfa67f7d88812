"""The other route: the Pages Data Portability API that the Digital Markets Act gives to administrators in the EU."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from connectors.base import Batch
from connectors.errors import N_, Said, SourceError
from connectors.linkedin import allowed, dma_rows
from connectors.linkedin.daily import Kind, Reading, together
from connectors.linkedin.days import DELAY_DAYS, intervals
from connectors.linkedin.meanings import COARSE, CONTAINED, FORBIDDEN, INTERVALS, MISSING, REQUEST, WITHHELD
from connectors.linkedin.page import PAGE, ROLES, Door, Scene
from connectors.linkedin.paging import cursor_pages
from connectors.linkedin.restli import Parameters, Value

DOOR = Door("dmaOrganizations", "dmaOrganizationAcls", cursor_pages, ROLES)
SLICE_DAYS = 365
_PAGE_URN = "urn:li:organizationalPage:"
_REFUSED = frozenset({REQUEST, INTERVALS.code})


@dataclass
class Trend:
    """One kind of day on this route; ``granularity`` is given up for the run when LinkedIn refuses it."""

    stream: str
    path: str
    action: str
    asked: Callable[[str], Parameters]
    figures: Callable[[Mapping[str, Any]], dma_rows.Figures]
    granularity: str | None = field(default="DAY")


def trends() -> tuple[Trend, ...]:
    """Return the kinds of days on this route, in the order in which they are read."""
    return (
        Trend(
            "dma_content",
            "dmaOrganizationalPageContentAnalytics",
            "UPDATE_ANALYTICS_READ",
            lambda page: {"sourceEntity": page, "metricTypes": list(dma_rows.CONTENT)},
            dma_rows.content_figures,
        ),
        Trend(
            "dma_followers",
            "dmaOrganizationalPageEdgeAnalytics",
            "FOLLOWER_ANALYTICS_READ",
            lambda page: {"organizationalPage": page, "analyticsType": "FOLLOWER"},
            dma_rows.follower_figures,
        ),
        Trend(
            "dma_visitors",
            "dmaOrganizationalPageEdgeAnalytics",
            "VISITOR_ANALYTICS_READ",
            lambda page: {"organizationalPage": page, "analyticsType": "VISITOR"},
            dma_rows.visitor_figures,
        ),
    )


def page_of(scene: Scene, pinned: object) -> str:
    """Return the page as this route names it; its number may differ from the organisation's.

    It is looked up once: in the settings, in what is known of the organisation, else among the profiles of pages.
    """
    given = scene.context.settings.text("organizational_page").strip()
    if given:
        return given if given.startswith(_PAGE_URN) else f"{_PAGE_URN}{given}"
    if isinstance(pinned, str) and pinned.startswith(_PAGE_URN):
        return pinned
    asked: Parameters = {"q": "pageEntity", "pageEntity": {"organization": scene.urn}}
    answer = scene.client.get(PAGE, "dmaOrganizationalPageProfiles", asked, allowed.DMA_PAGES)
    named = (urn for element in answer.get("elements", ()) for urn in element.values())
    found = next((urn for urn in named if isinstance(urn, str) and urn.startswith(_PAGE_URN)), None)
    if found is None:
        raise scene.client.fault(MISSING, PAGE)
    return found


def refused_actions(scene: Scene, page: str) -> set[str]:
    """Return what the connected account may surely not read; where the check says nothing, the streams will."""
    actions = [trend.action for trend in trends()]
    listed: list[Value] = [
        {"authorizationAction": {"organizationAnalyticsAuthorizationAction": {"actionType": action}}}
        for action in actions
    ]
    asked: Parameters = {"bq": "authorizationActionsAndImpersonator", "authorizationActions": listed}
    try:
        answer = scene.client.get(
            PAGE, "dmaOrganizationAuthorizations", asked, allowed.DMA_ALLOWED, method="BATCH_FINDER"
        )
    except SourceError as error:
        if error.code not in CONTAINED:
            raise
        return set()
    groups = answer.get("elements", ())
    return {
        action for action, group in zip(actions, groups, strict=False) if dma_rows.is_refused(group, {scene.urn, page})
    }


def days(scene: Scene, page: str, refused: set[str]) -> Iterator[Batch]:
    """Yield the days of the page; ``refused`` are the actions that the connected account may not do."""
    kinds = [Kind(trend.stream, DELAY_DAYS, partial(_read, scene, trend, page, refused)) for trend in trends()]
    yield from together(scene, kinds, SLICE_DAYS)


def _read(scene: Scene, trend: Trend, page: str, refused: set[str], first: date, last: date) -> Reading:
    """Return a kind of day. Zeros that come with a limit are no figures; nothing but those is a problem."""
    if trend.action in refused:
        raise scene.client.fault(FORBIDDEN, trend.stream)
    told = dma_rows.Told()
    for answer in _answers(scene, trend, page, first, last):
        told.read(answer, trend.figures)
    if told.is_coarse or told.is_used_up:
        raise scene.client.fault(COARSE if told.is_coarse else WITHHELD, trend.stream)
    return Reading(told.days, [_withheld(trend.stream, told.withheld)] if told.withheld else [])


def _answers(scene: Scene, trend: Trend, page: str, first: date, last: date) -> list[Mapping[str, Any]]:
    """Return the pages of an answer; asked again without granularity when LinkedIn refuses that."""
    try:
        return list(cursor_pages(scene.client, trend.stream, trend.path, _query(trend, page, first, last), _SHAPE))
    except SourceError as error:
        if error.code not in _REFUSED or trend.granularity is None:
            raise
        trend.granularity = None
    return list(cursor_pages(scene.client, trend.stream, trend.path, _query(trend, page, first, last), _SHAPE))


_SHAPE = allowed.DMA_DAYS


def _query(trend: Trend, page: str, first: date, last: date) -> Parameters:
    return {"q": "trend", **trend.asked(page), "timeIntervals": intervals(first, last, trend.granularity)}


def _withheld(stream: str, count: int) -> Said:
    text = N_("{count} figures of {stream} came as zero together with a limit of LinkedIn; they were left out.")
    return Said(text, {"count": count, "stream": stream})
