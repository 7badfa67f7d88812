"""Where links and codes of the demo's campaigns stand, on the internet and outside it, and what was counted by hand."""

from datetime import date

from connectors.demo.items import FEEDS, SITE_URL
from connectors.demo.parameters import PARAMETERS, SEEN_AT, Row

_BY_HAND = "by-hand/"
"""What the landing page of visits that a person counted begins with; the code of the placement follows."""


def placement_rows() -> list[Row]:
    """Return the rows of ``campaign_placement``; their tags are those that applications carry."""
    return [
        {
            **_tags(campaign, source, medium),
            "campaign_id": campaign,
            "placement_id": _code(number, kind),
            "kind": kind,
            "label": label,
            "url": f"{SITE_URL}/werken-bij",
            "made_at": SEEN_AT["website"],
            **{name: more.get(name) for name in ("area", "copies")},
            **{name: _day(more.get(name)) for name in ("first_day", "last_day")},
        }
        for number, (campaign, kind, label, source, medium, more) in enumerate(PARAMETERS["placements"], start=1)
    ]


def hand_count_rows() -> list[Row]:
    """Return the rows of ``visit_daily`` that people counted: codes that were named, cards that came back."""
    return [
        {
            "landing_page": f"{_BY_HAND}{_code(number, kind)}",
            **_tags(campaign, source, medium),
            "utm_content": "",
            "day": date.fromisoformat(day),
            "sessions": count,
            **FEEDS["website"].provenance(date.fromisoformat(day)),
            "ingest": "manual",
            "is_final": True,
        }
        for number, (campaign, kind, _label, source, medium, more) in enumerate(PARAMETERS["placements"], start=1)
        for day, count in more.get("by_hand", {}).items()
    ]


def _code(number: int, kind: str) -> str:
    return f"{kind.replace('_', '-')}-{number}"


def _tags(campaign: str, source: str, medium: str) -> Row:
    tag = PARAMETERS["campaigns"][campaign]["utm_campaign"]
    return {"utm_source": source, "utm_medium": medium, "utm_campaign": tag}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
