"""Posts: the vlog and the page's own on Facebook, the page's and the ambassadors' on LinkedIn, pages and a flyer."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import numpy as np

from connectors.demo.items import Item
from connectors.demo.parameters import (
    DAYS,
    END,
    FILES_END,
    LINKEDIN_END,
    PARAMETERS,
    START,
    Numbers,
    apportioned,
    at,
    day_no,
    rng,
)

VLOG_ID = "nachtdienst-in-beeld"
_WEEK = timedelta(days=7)
_VLOG_DAYS = 60


@cache
def posts() -> list[Item]:
    """Return all items that are no video of the channel."""
    stream = rng("posts")
    return [*vlog(), *_facebook(stream), *_linkedin(stream), *_own()]


@cache
def vlog() -> list[Item]:
    """Return the eight parts of the nurses' vlog; views and impressions add up to the given totals."""
    stream, numbers = rng("vlog"), PARAMETERS["facebook"]
    start = date.fromisoformat(PARAMETERS["campaigns"]["vlog"]["starts_on"])
    releases = [start + _WEEK * number for number in range(len(numbers["vlog_titles"]))]
    weights = np.stack([_fading(day, 5.0, _VLOG_DAYS) * stream.uniform(0.7, 1.4) for day in releases])
    weights *= np.exp(0.15 * stream.normal(size=weights.shape))
    views = apportioned(weights.ravel(), numbers["vlog_views"]).reshape(weights.shape)
    impressions = apportioned(weights.ravel(), numbers["vlog_impressions"]).reshape(weights.shape)
    return [
        Item(
            "facebook",
            f"vlog-{number}",
            "short",
            f"Nachtdienst in beeld: {title}",
            at(day, 20),
            duration_s=55 + 4 * number,
            author_role="team",
            theme="nachtdienst",
            shown="impressions",
            daily=_vlog_figures(seen.astype(float), shown.astype(float), 55 + 4 * number, stream),
        )
        for number, (title, day, seen, shown) in enumerate(
            zip(numbers["vlog_titles"], releases, views, impressions, strict=True), start=1
        )
    ]


def _vlog_figures(
    views: Numbers, impressions: Numbers, duration_s: int, stream: np.random.Generator
) -> dict[str, Numbers]:
    return {
        "views": views,
        "watch_minutes": views * duration_s / 60 * 0.32,
        **_reactions(impressions, stream, clicks=0.004, reactions=0.006),
    }


def _facebook(stream: np.random.Generator) -> Iterator[Item]:
    soap = PARAMETERS["campaigns"]["soap"]["releases"]
    titles = PARAMETERS["linkedin"]["page_titles"]
    for number, day in enumerate(_every(date(2024, 7, 3), 9, FILES_END)):
        title, size = titles[number % len(titles)], float(stream.uniform(900, 3200))
        yield _post("facebook", f"fb-{number + 1:03d}", title, day, size, stream, role="communications")
    for number, release in enumerate(soap, start=1):
        size = float(stream.uniform(9000, 16000))
        title = f"Aflevering {number} van Nergens Beter staat klaar"
        yield _post(
            "facebook", f"fb-nb-{number}", title, date.fromisoformat(release), size, stream, role="communications"
        )


def _linkedin(stream: np.random.Generator) -> Iterator[Item]:
    numbers = PARAMETERS["linkedin"]
    for number, day in enumerate(_every(date(2024, 7, 2), 7, LINKEDIN_END)):
        title, size = numbers["page_titles"][number % len(numbers["page_titles"])], float(stream.uniform(700, 2600))
        yield _post("linkedin", f"li-{number + 1:03d}", title, day, size, stream, role="communications")
    for number, day in enumerate(_every(date(2025, 9, 4), 7, LINKEDIN_END)):
        titles, size = numbers["ambassador_titles"], float(stream.uniform(1500, 5200))
        yield _post(
            "linkedin", f"li-amb-{number + 1:02d}", titles[number % len(titles)], day, size, stream, role="ambassador"
        )


def _every(first: date, days: int, until: date) -> list[date]:
    return [first + timedelta(days=number) for number in range(0, (until - first).days + 1, days)]


def _post(
    platform: str, external_id: str, title: str, day: date, size: float, stream: np.random.Generator, *, role: str
) -> Item:
    impressions = stream.poisson(size * _fading(day, 2.5, 28)).astype(float)
    return Item(
        platform,
        external_id,
        "post",
        title,
        at(day, 9 if role == "communications" else 12),
        author_role=role,
        theme="collega's" if role == "ambassador" else "huis",
        shown="impressions",
        daily=_reactions(impressions, stream, clicks=0.021, reactions=0.024),
    )


def _fading(day: date, decay: float, length: int) -> Numbers:
    """Return the share of an item's life that falls on each day of the period."""
    age = np.arange(len(DAYS)) - (day - START).days
    inside = (age >= 0) & (age < length)
    life = np.where(inside, np.exp(-np.maximum(age, 0) / decay), 0.0)
    shares: Numbers = life * (1 - np.exp(-1 / decay))
    return shares


def _reactions(
    impressions: Numbers, stream: np.random.Generator, *, clicks: float, reactions: float
) -> dict[str, Numbers]:
    """Return what people did with what they saw, on average the given shares."""
    shown = impressions.astype(np.int64)
    shares = {"clicks": clicks, "reactions": reactions, "comments": reactions / 10, "shares": reactions / 6}
    done = {name: stream.binomial(shown, share).astype(float) for name, share in shares.items()}
    return {"impressions": impressions, "reach": np.floor(impressions * 0.83), **done}


def _own() -> Iterator[Item]:
    pages = [
        ("werken-bij", "page", "Werken bij Nergensland", "2024-05-02"),
        ("nergens-beter", "page", "Nergens Beter", "2026-01-07"),
        ("open-dag", "page", "Open dag", "2025-02-10"),
        ("collegas", "page", "Collega's aan het woord", "2025-09-01"),
        ("blog-zij-instromen", "blog", "Zo begin je in de zorg na een ander beroep", "2025-01-20"),
        ("blog-nachtdienst", "blog", "Wat een nachtdienst vraagt", "2025-10-06"),
    ]
    for external_id, kind, title, day in pages:
        role = "director" if kind == "blog" else "communications"
        yield Item("website", external_id, kind, title, at(date.fromisoformat(day), 9), author_role=role)
    flyer = date.fromisoformat(PARAMETERS["campaigns"]["radio_flyer"]["starts_on"])
    assert day_no(flyer) < day_no(END)
    yield Item("flyer", "flyer-2025", "flyer", "Flyer met QR-code", at(flyer, 8), author_role="communications")


def vlog_rows() -> list[dict[str, object]]:
    """Return the rows of ``episode`` of the vlog."""
    return [
        {
            "series_id": VLOG_ID,
            "number": number,
            "content_id": each.content_id,
            "title": each.title,
            "released_at": each.published_at,
        }
        for number, each in enumerate(vlog(), start=1)
    ]
