"""The days of a page by the Community Management route: its views, what its posts did, and its new followers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from connectors.base import Batch
from connectors.linkedin import allowed, rows
from connectors.linkedin.allowed import Shape
from connectors.linkedin.daily import Figures, Kind, Reading, together
from connectors.linkedin.days import DELAY_DAYS, GAINS_DELAY_DAYS, SLICE_DAYS, day_of, intervals
from connectors.linkedin.page import Scene
from connectors.linkedin.restli import Parameters


@dataclass(frozen=True)
class Statistic:
    """One kind of day: where it is asked, under which name the page stands there, and what its figures are."""

    stream: str
    path: str
    finder: str
    shape: Shape
    figures: Callable[[Mapping[str, Any]], Figures]
    delay: int = DELAY_DAYS


STATISTICS = (
    Statistic("page_days", "organizationPageStatistics", "organization", allowed.PAGE_DAYS, rows.page_figures),
    Statistic(
        "share_days",
        "organizationalEntityShareStatistics",
        "organizationalEntity",
        allowed.SHARE_DAYS,
        rows.share_figures,
    ),
    Statistic(
        "follower_days",
        "organizationalEntityFollowerStatistics",
        "organizationalEntity",
        allowed.FOLLOWER_DAYS,
        rows.gain_figures,
        GAINS_DELAY_DAYS,
    ),
)


def days(scene: Scene) -> Iterator[Batch]:
    """Yield the days of the page, in slices of whole UTC days."""
    kinds = [Kind(each.stream, each.delay, partial(_read, scene, each)) for each in STATISTICS]
    yield from together(scene, kinds, SLICE_DAYS)


def _read(scene: Scene, statistic: Statistic, first: date, last: date) -> Reading:
    named = _named(scene, statistic, first, last)
    answer = scene.client.get(statistic.stream, statistic.path, named, statistic.shape)
    found = [(day_of(element.get("timeRange")), element) for element in answer.get("elements", ())]
    return Reading({day: statistic.figures(element) for day, element in found if day is not None})


def _named(scene: Scene, statistic: Statistic, first: date, last: date) -> Parameters:
    return {"q": statistic.finder, statistic.finder: scene.urn, "timeIntervals": intervals(first, last)}
