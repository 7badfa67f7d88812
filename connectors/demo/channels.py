"""The channels and what each did per day as a whole: the sum of its items and of what is not listed."""

from collections.abc import Iterator

import numpy as np

from connectors.demo.items import FEEDS, SITE_URL, Item, daily_rows
from connectors.demo.parameters import DAYS, PARAMETERS, SEEN_AT, Numbers, Row, channel_id, day_no, rng
from connectors.demo.posts import posts
from connectors.demo.videos import followers, gained_followers, lost_followers, videos

_TITLES = {
    "youtube": "Zorggroep Nergensland",
    "linkedin": "Zorggroep Nergensland",
    "facebook": "Zorggroep Nergensland",
    "website": "nergensland.example",
    "flyer": "Flyers",
    "radio": "Radiospot",
}


def channel_rows() -> list[Row]:
    """Return the rows of ``channel``."""
    return [
        {
            "channel_id": channel_id(platform),
            "platform": platform,
            "external_id": PARAMETERS.get(platform, {}).get("external_id", "nergensland"),
            "title": title,
            "url": f"{SITE_URL}/{platform}" if platform in FEEDS else None,
            "auth_kind": FEEDS[platform].auth_kind if platform in FEEDS else None,
            "observed_at": SEEN_AT.get(platform, SEEN_AT["website"]),
        }
        for platform, title in _TITLES.items()
    ]


def channel_daily_rows() -> Iterator[Row]:
    """Yield the rows of ``channel_daily``."""
    stream = rng("channels")
    for platform, own in (("youtube", _youtube()), ("linkedin", _linkedin(stream)), ("facebook", _facebook(stream))):
        items = videos() if platform == "youtube" else [each for each in posts() if each.platform == platform]
        yield from daily_rows(platform, {"channel_id": channel_id(platform)}, {**_sums(items), **own})


def _sums(items: list[Item]) -> dict[str, Numbers]:
    """Return the sums over items of what may be summed; reach and shares may not."""
    names = [name for name in items[0].daily if name not in {"reach", "average_view_share"}]
    return {name: np.sum([np.rint(each.daily[name]) for each in items if name in each.daily], axis=0) for name in names}


def _youtube() -> dict[str, Numbers]:
    return {"followers": followers(), "followers_gained": gained_followers(), "followers_lost": lost_followers()}


def _growing(levels: list[int], stream: np.random.Generator, boost: Numbers) -> dict[str, Numbers]:
    """Return followers that grow from one level to another, faster on the days of a boost."""
    steps = stream.poisson((levels[1] - levels[0]) * boost / boost.sum()).astype(float)
    lost = stream.poisson(0.8, size=len(DAYS)).astype(float)
    return {"followers": levels[0] + np.cumsum(steps), "followers_gained": steps + lost, "followers_lost": lost}


def _from(day: str, height: float) -> Numbers:
    return 1 + np.where(np.arange(len(DAYS)) >= day_no(day), height, 0.0)


def _linkedin(stream: np.random.Generator) -> dict[str, Numbers]:
    weekday = np.array([0.5 if day.isoweekday() > 5 else 1.2 for day in DAYS])  # noqa: PLR2004  Saturday and Sunday
    boost = _from(PARAMETERS["campaigns"]["ambassadors"]["starts_on"], 0.8)
    views = stream.poisson(46 * weekday * boost).astype(float)
    return {
        **_growing(PARAMETERS["linkedin"]["followers"], stream, boost),
        "page_views": views,
        "page_visitors": np.floor(views * 0.62),
        "careers_page_views": stream.binomial(views.astype(np.int64), 0.21).astype(float),
        "jobs_page_views": stream.binomial(views.astype(np.int64), 0.16).astype(float),
    }


def _facebook(stream: np.random.Generator) -> dict[str, Numbers]:
    boost = _from(PARAMETERS["campaigns"]["soap"]["starts_on"], 0.9)
    views = stream.poisson(120 * boost).astype(float)
    grown = _growing(PARAMETERS["facebook"]["followers"], stream, boost)
    return {**grown, "page_views": views, "page_visitors": np.floor(views * 0.7)}
