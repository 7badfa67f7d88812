"""Reads the trends of the data portability route; pure. A zero that comes with a limit is no figure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from connectors.linkedin.client import whole
from connectors.linkedin.days import day_of

CONTENT = {
    "IMPRESSIONS": "impressions",
    "UNIQUE_IMPRESSIONS": "reach",
    "CLICKS": "clicks",
    "COMMENTS": "comments",
    "REACTIONS": "reactions",
    "REPOSTS": "shares",
}
Figures = dict[str, int | None]


@dataclass
class Told:
    """What was told of some days, and what was not.

    Attributes:
        days: Day to figures.
        withheld: Zeros that came with a limit.
        figures: Other figures that are no zeros.
        coarse: Elements that span more than a day.
    """

    days: dict[date, Figures] = field(default_factory=dict)
    withheld: int = 0
    figures: int = 0
    coarse: int = 0

    @property
    def is_used_up(self) -> bool:
        """Whether there was nothing but zeros with a limit."""
        return self.withheld > 0 and self.figures == 0

    @property
    def is_coarse(self) -> bool:
        """Whether nothing came per day."""
        return self.coarse > 0 and not self.days and not self.withheld

    def read(self, answer: Mapping[str, Any], figures: Callable[[Mapping[str, Any]], Figures]) -> None:
        """Read one page of an answer."""
        limited = _is_limited(answer)
        for element in answer.get("elements", ()):
            metric = element.get("metric") or {}
            day = day_of((metric.get("timeIntervals") or {}).get("timeRange"))
            if day is None:
                self.coarse += 1
                continue
            self._add(day, figures(element), limited=limited or _is_limited(element) or _is_limited(metric))

    def _add(self, day: date, found: Figures, *, limited: bool) -> None:
        for column, value in found.items():
            if value == 0 and limited:
                self.withheld += 1
            elif value is not None:
                self.figures += 1 if value else 0
                self.days.setdefault(day, {})[column] = value


def content_figures(element: Mapping[str, Any]) -> Figures:
    """Return the figure of one metric of the page's posts, organic and sponsored together."""
    column = CONTENT.get(str(element.get("type")))
    return {column: count(element)} if column else {}


def follower_figures(element: Mapping[str, Any]) -> Figures:
    """Return new followers."""
    return {"followers_gained": count(element)}


def visitor_figures(element: Mapping[str, Any]) -> Figures:
    """Return views of the page, and its visitors."""
    parts = (_value(element).get("typeSpecificValue") or {}).get("visitorEdgeAnalyticsValue") or {}
    return {"page_views": count(element), "page_visitors": whole(parts.get("uniqueCount"))}


def count(element: Mapping[str, Any]) -> int | None:
    """Return the total of an element: one of two kinds of number."""
    found = _value(element).get("totalCount") or {}
    return whole(found.get("long", found.get("bigDecimal")))


def is_refused(group: Mapping[str, Any], own: set[str]) -> bool:
    """Return whether the answer to one permission surely says no: an empty list, or a denial for our page."""
    listed = group.get("elements")
    if listed is None:
        return False
    about = [element for element in listed if own & {value for value in element.values() if isinstance(value, str)}]
    states = [" ".join(element.get("authorizationStatus") or ()).lower() for element in about]
    return not listed or (bool(states) and all("denied" in state for state in states))


def _value(element: Mapping[str, Any]) -> Mapping[str, Any]:
    return (element.get("metric") or {}).get("value") or {}


def _is_limited(part: Mapping[str, Any]) -> bool:
    return (part.get("metadata") or {}).get("limited") is True
