"""What the fictional organisation is made from: its parameters, its days, its random streams and the shape of a row."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from connectors.keys import channel_key

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
Row = dict[str, Any]

PARAMETERS: dict[str, Any] = json.loads(
    files("connectors.demo").joinpath("parameters.json").read_text(encoding="utf-8")
)

ORGANISATION: str = PARAMETERS["organisation"]["id"]
ZONE = ZoneInfo(PARAMETERS["organisation"]["timezone"])
FROZEN_AT = datetime.fromisoformat(PARAMETERS["organisation"]["frozen_at"])
START = date.fromisoformat(PARAMETERS["period"]["start"])
END = date.fromisoformat(PARAMETERS["period"]["end"])
YOUTUBE_END = date.fromisoformat(PARAMETERS["period"]["youtube_end"])
LINKEDIN_END = date.fromisoformat(PARAMETERS["period"]["linkedin_end"])
FILES_END = date.fromisoformat(PARAMETERS["period"]["files_end"])
DAYS = [START + timedelta(days) for days in range((END - START).days + 1)]
SITES: list[str] = [site["site_id"] for site in PARAMETERS["sites"]]
SEEN_AT = {source: datetime.fromisoformat(moment) for source, moment in PARAMETERS["seen_at"].items()}
PROVIDER = "demo-ats"


def rng(part: str) -> np.random.Generator:
    """Return the random stream of one part; a change in one part leaves the others as they are."""
    return np.random.Generator(np.random.PCG64(PARAMETERS["seeds"][part]))


def day_no(day: str | date) -> int:
    """Return the place of a day in the period, 0 for its first day."""
    return ((date.fromisoformat(day) if isinstance(day, str) else day) - START).days


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a day in the organisation's zone, as UTC."""
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


def channel_id(platform: str) -> int:
    """Return the key of the demo's one channel on a platform."""
    external = PARAMETERS.get(platform, {}).get("external_id", "nergensland")
    return channel_key(ORGANISATION, platform, external)


def dealt(stream: np.random.Generator, shares: Mapping[str, float], count: int) -> NDArray[Any]:
    """Return ``count`` names in random order, each as often as its share says (largest remainder)."""
    names = list(shares)
    sizes = apportioned(np.array([shares[name] for name in names], dtype=float), count)
    names_dealt: NDArray[Any] = stream.permutation(np.repeat(np.array(names, dtype=object), sizes))
    return names_dealt


def apportioned(weights: Iterable[float], total: int) -> Counts:
    """Return whole numbers in proportion to the weights that add up to ``total`` (largest remainder)."""
    given = np.asarray(list(weights), dtype=float)
    exact = given / given.sum() * total
    whole: Counts = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole


def chosen(stream: np.random.Generator, weights: Numbers, count: int) -> Counts:
    """Return ``count`` different places, likelier where the weight is higher, never where it is 0."""
    keys = np.full(len(weights), np.inf)
    possible = weights > 0
    keys[possible] = stream.exponential(size=int(possible.sum())) / weights[possible]
    return np.sort(np.argsort(keys, kind="stable")[:count])
