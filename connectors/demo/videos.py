"""The video channel: the series with its trailer and eight episodes, and the other videos of the house."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from connectors.demo.items import Item
from connectors.demo.parameters import DAYS, END, PARAMETERS, START, Numbers, Row, apportioned, at, day_no, rng

SERIES_ID = "nergens-beter"
_HALO_DAYS = 40


@cache
def videos() -> list[Item]:
    """Return the items of the video channel with their daily figures, trailer and episodes first."""
    drafts = [*_series(), *_others()]
    views = {key: views for key, (views, _) in zip(_ids(drafts), drafts, strict=True)}
    gained = _gained(views)
    return [_item(facts, numbers, gained[facts["external_id"]]) for numbers, facts in drafts]


def _ids(drafts: list[tuple[Numbers, Row]]) -> list[str]:
    return [facts["external_id"] for _, facts in drafts]


def _series() -> list[tuple[Numbers, Row]]:
    stream = rng("videos")
    numbers, soap = PARAMETERS["youtube"], PARAMETERS["campaigns"]["soap"]
    parts = [{**numbers["trailer"], "external_id": "nb-trailer"}]
    parts += [
        {**each, "release": release, "external_id": f"nb-{number}"}
        for number, (each, release) in enumerate(zip(numbers["episodes"], soap["releases"], strict=True), start=1)
    ]
    return [(_released_views(part, stream), {**part, "hour": soap["release_hour"], "theme": "serie"}) for part in parts]


def _released_views(part: Mapping[str, Any], stream: np.random.Generator) -> Numbers:
    """Return the daily views of a part of the series, with the given sums after 3, 7 and 28 days.

    A later release brings some viewers back to the earlier parts.
    """
    first = day_no(part["release"])
    age = np.arange(len(DAYS) - first)
    weights = (age + 1.0) ** -0.8 * np.exp(0.12 * stream.normal(size=len(age)))
    for later in PARAMETERS["campaigns"]["soap"]["releases"]:
        since = age - (day_no(later) - first)
        weights *= 1 + np.where((since >= 0) & (day_no(later) > first), 0.6 * np.exp(-np.maximum(since, 0) / 3), 0)
    views = np.zeros(len(DAYS))
    for start, stop, total in _segments(part["views_28_days"], len(age)):
        views[first + start : first + stop] = apportioned(weights[start:stop], total)
    return views


def _segments(first_28: int, length: int) -> list[tuple[int, int, int]]:
    """Return (first day, day after the last, views) of the parts of an episode's life."""
    shares = PARAMETERS["youtube"]["window_shares"]
    total = round(first_28 / sum(share for _, share in shares))
    sizes = [round(total * share) for _, share in shares[:-1]]
    sizes += [first_28 - sum(sizes), total - first_28]
    stops = [days for days, _ in shares] + [length]
    return list(zip([0, *stops], stops, sizes, strict=False))


def _others() -> list[tuple[Numbers, Row]]:
    stream = rng("channels")
    numbers = PARAMETERS["youtube"]["not_series"]
    low, high = numbers["lifetime_views"]
    drafts = []
    for number, title in enumerate(PARAMETERS["youtube"]["other_titles"]):
        release = date.fromisoformat(numbers["first"]) + timedelta(days=number * numbers["every_days"])
        facts = {
            "external_id": f"v-{number + 1:02d}",
            "title": title,
            "release": release.isoformat(),
            "hour": 12,
            "theme": "werken in de zorg",
            "duration_s": int(stream.integers(70, 330)),
            "share": float(stream.uniform(0.36, 0.55)),
        }
        expected = float(stream.uniform(low, high)) * _fading(release)
        if release <= END:
            drafts.append((stream.poisson(expected).astype(float), facts))
    return drafts


def _fading(release: date) -> Numbers:
    """Return the share of a video's life that falls on each day, more while the series draws viewers to the channel."""
    age = np.arange(len(DAYS)) - (release - START).days
    life = 0.12 * np.exp(-age / 3.0) + 0.008 * np.exp(-age / 90.0)
    since = np.arange(len(DAYS)) - day_no(PARAMETERS["campaigns"]["soap"]["starts_on"])
    halo = 1 + np.where(since >= 0, 1.5 * np.exp(-np.maximum(since, 0) / _HALO_DAYS), 0)
    return np.where(age >= 0, life * halo, 0.0)


@cache
def followers() -> Numbers:
    """Return the number of subscribers at the end of each day: the three given levels, growth follows the views."""
    levels = PARAMETERS["youtube"]["followers"]
    before = day_no(levels["before_day"])
    growth = np.sum([views for views, _ in _series()], axis=0)[before + 1 :]
    slow = apportioned(np.ones(before), levels["before"] - levels["first"])
    fast = apportioned(growth, levels["last"] - levels["before"])
    return np.concatenate([[levels["first"]], levels["first"] + np.cumsum(np.concatenate([slow, fast]))]).astype(float)


@cache
def lost_followers() -> Numbers:
    """Return the subscribers lost per day."""
    return rng("channels").poisson(0.3 + followers() / 4000).astype(float)


def gained_followers() -> Numbers:
    """Return the subscribers gained per day: growth and what made up for the lost."""
    return np.diff(followers(), prepend=followers()[0]) + lost_followers()


def _gained(views: dict[str, Numbers]) -> dict[str, Numbers]:
    """Return the subscribers gained from each video: most of the channel's, in proportion to the day's views."""
    total = np.maximum(sum(views.values()), 1)
    return {key: np.floor(0.8 * gained_followers() * each / total) for key, each in views.items()}


def _item(facts: Row, views: Numbers, gained: Numbers) -> Item:
    year, month, day = map(int, facts["release"].split("-"))
    return Item(
        platform="youtube",
        external_id=facts["external_id"],
        kind="video",
        title=facts["title"],
        published_at=at(date(year, month, day), facts["hour"]),
        duration_s=facts["duration_s"],
        author_role="team",
        theme=facts["theme"],
        daily={**_figures(views, facts["duration_s"], facts["share"]), "followers_gained": gained},
    )


def _figures(views: Numbers, duration_s: int, share: float) -> dict[str, Numbers]:
    """Return the other daily figures that go with the views of a video."""
    stream = rng("videos")
    numbers = PARAMETERS["youtube"]
    noise = 1 + 0.08 * np.clip(stream.normal(size=(3, len(views))), -2, 2)
    watched = np.clip(share * (1 + 0.02 * (noise[0] - 1)), 0.2, 1)
    return {
        "views": views,
        "impressions": views * numbers["impression_share"] / numbers["click_rate"] * noise[1],
        "engaged_views": views * 0.72 * noise[2],
        "watch_minutes": views * duration_s / 60 * watched,
        "average_view_share": watched,
        "reactions": stream.binomial(views.astype(np.int64), 0.018).astype(float),
        "comments": stream.binomial(views.astype(np.int64), 0.0016).astype(float),
        "shares": stream.binomial(views.astype(np.int64), 0.004).astype(float),
    }


def series_rows() -> list[Row]:
    """Return the rows of ``episode`` of the series."""
    episodes = [each for each in videos() if each.external_id.startswith("nb-") and each.external_id != "nb-trailer"]
    return [
        {
            "series_id": SERIES_ID,
            "number": number,
            "content_id": each.content_id,
            "title": each.title,
            "released_at": each.published_at,
        }
        for number, each in enumerate(episodes, start=1)
    ]
