"""What of each answer comes in: named fields and nothing else, so that no actor, role holder or reader gets further."""

from collections.abc import Callable, Mapping
from typing import Any

from connectors.inflow.addresses import plain_address
from connectors.linkedin.little_text import addresses, first_words

Shape = Callable[[Any], object] | Mapping[str, Any] | list[Any]

TABS = ("allPageViews", "careersPageViews", "jobsPageViews", "lifeAtPageViews")
_CURSOR_KEYS = ("paginationCursorMetadata", "paginationCursorMetdata")
"""The second is how LinkedIn sometimes writes the first."""


def taken(content: Any, shape: Shape) -> Any:
    """Return what a shape names of a parsed answer.

    A mapping takes its names where they are there, a list takes each entry, a function makes of the value what may stay.
    """
    if callable(shape):
        return shape(content)
    if isinstance(shape, list):
        return [taken(entry, shape[0]) for entry in content] if isinstance(content, list) else []
    found = content if isinstance(content, Mapping) else {}
    return {name: taken(found[name], inner) for name, inner in shape.items() if name in found}


def plain(value: Any) -> object:
    """Return a single value; None for anything that has parts."""
    return value if isinstance(value, bool | int | float | str) else None


def company(value: Any) -> str | None:
    """Return the URN of an organisation or page; None for any other, such as that of a member."""
    return value if isinstance(value, str) and value.startswith("urn:li:organization") else None


def cursor_metadata(value: Any) -> dict[str, object]:
    """Return the next cursor, wherever it stands, and whether the metadata says anything more (a limit was reached)."""
    found = value if isinstance(value, Mapping) else {}
    inner = [found[name] for name in _CURSOR_KEYS if isinstance(found.get(name), Mapping)]
    cursors = [part.get("nextPaginationCursor") for part in (found, *inner)]
    rest = set(found) - {"nextPaginationCursor", *_CURSOR_KEYS}
    return {"next": next((text for text in cursors if isinstance(text, str) and text), None), "limited": bool(rest)}


_SPAN = {"start": plain, "end": plain}
_PAGING = {"start": plain, "count": plain, "total": plain, "links": [{"rel": plain, "href": plain}]}
_ORGANIZATION = {
    "id": plain,
    "vanityName": plain,
    "localizedName": plain,
    "organizationalPage": company,
}
_FIGURES = ("uniqueImpressionsCount", "impressionCount", "clickCount", "likeCount", "commentCount", "shareCount")
_SHARES = dict.fromkeys(_FIGURES, plain)
_VALUE = {"long": plain, "bigDecimal": plain}
_EDGES = ("visitorEdgeAnalyticsValue", "followerEdgeAnalyticsValue")
_DMA_VALUE = {
    "totalCount": _VALUE,
    "typeSpecificValue": {edge: {"uniqueCount": plain} for edge in _EDGES},
}

ROLES = {
    "paging": _PAGING,
    "metadata": cursor_metadata,
    "elements": [
        {
            "role": plain,
            "state": plain,
            "organization": company,
            "organizationTarget": company,
            "organizationalTarget": company,
        }
    ],
}
ORGANIZATION = _ORGANIZATION
FOLLOWERS = {"firstDegreeSize": plain}
PAGE_DAYS = {
    "elements": [
        {
            "timeRange": _SPAN,
            "totalPageStatistics": {"views": {tab: {"pageViews": plain, "uniquePageViews": plain} for tab in TABS}},
        }
    ]
}
SHARE_DAYS = {"elements": [{"timeRange": _SPAN, "totalShareStatistics": _SHARES}]}
FOLLOWER_DAYS = {
    "elements": [{"timeRange": _SPAN, "followerGains": {"organicFollowerGain": plain, "paidFollowerGain": plain}}]
}
POST_STATISTICS = {"elements": [{"share": plain, "ugcPost": plain, "totalShareStatistics": _SHARES}]}
POSTS = {
    "paging": _PAGING,
    "elements": [
        {
            "id": plain,
            **dict.fromkeys(("visibility", "lifecycleState", "createdAt", "publishedAt", "lastModifiedAt"), plain),
            "commentary": lambda text: {"title": first_words(text), "addresses": addresses(text)},
            "content": {"article": {"source": plain_address, "title": first_words}},
            "adContext": {"isDsc": plain},
        }
    ],
}
AD_ACCOUNT = {"currency": plain}
AD_CAMPAIGNS = {
    "metadata": {"nextPageToken": plain},
    "elements": [{"id": plain, "name": plain, "objectiveType": plain}],
}
DMA_PAGES = {"elements": [dict.fromkeys(("organizationalPage", "entityUrn", "pageUrn", "id"), company)]}
DMA_ALLOWED = {
    "elements": [
        {
            "elements": [
                {
                    **dict.fromkeys(("organization", "organizationalPage", "entity"), company),
                    "authorizationStatus": lambda status: sorted(status) if isinstance(status, Mapping) else [],
                }
            ]
        }
    ]
}
DMA_DAYS = {
    "metadata": cursor_metadata,
    "elements": [
        {
            "type": plain,
            "metadata": cursor_metadata,
            "metric": {
                "timeIntervals": {"timeRange": _SPAN},
                "metadata": cursor_metadata,
                "value": _DMA_VALUE,
            },
        }
    ],
}


def ad_days(names: tuple[str, ...]) -> Shape:
    """Return what of adAnalytics comes in, for some names of figures."""
    day = {"year": plain, "month": plain, "day": plain}
    return {
        "elements": [
            {"dateRange": {"start": day, "end": day}, "pivotValues": [plain], **dict.fromkeys(names, plain)},
        ]
    }
