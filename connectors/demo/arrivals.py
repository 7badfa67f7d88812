"""How many apply per site and day: the usual number, and what each campaign adds to it. Here the truth is known."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from connectors.demo.parameters import DAYS, PARAMETERS, SITES, Counts, Numbers, apportioned, chosen, day_no, rng
from connectors.demo.season import season
from connectors.demo.vacancies import pull

USUAL = ""
_WEEK = 7


@dataclass(frozen=True)
class Arrivals:
    """One entry per application: place of the day, place of the site, and the campaign that brought it or ``USUAL``."""

    day: Counts
    site: Counts
    cause: np.ndarray[Any, Any]


@cache
def usual_means() -> Numbers:
    """Return the expected applications without any campaign, by site and day."""
    weekly = PARAMETERS["applications"]["base_per_week"]
    pulls = pull()
    return np.stack(
        [weekly[site["site_id"]] / _WEEK * season(site) * pulls[site["site_id"]] for site in PARAMETERS["sites"]]
    )


@cache
def extra_means() -> dict[str, Numbers]:
    """Return the applications that each campaign adds on average, by site and day.

    The shape comes from the campaign's lift on the usual number, the height from its true total in the parameters.
    """
    means = {}
    for name, campaign in PARAMETERS["campaigns"].items():
        if campaign.get("extra"):
            weights = np.array([campaign["site_weight"].get(site, 0.0) for site in SITES])
            shape = usual_means() * weights[:, None] * _lift(campaign)
            totals = _totals(campaign["extra"], shape)
            means[name] = shape * np.divide(totals, shape.sum(1), out=np.zeros(len(SITES)), where=totals > 0)[:, None]
    return means


def _totals(given: float | dict[str, float], shape: Numbers) -> Numbers:
    if isinstance(given, dict):
        return np.array([given[site] for site in SITES], dtype=float)
    totals: Numbers = shape.sum(1) / shape.sum() * given
    return totals


def _lift(campaign: dict[str, Any]) -> Numbers:
    """Return by how much a campaign lifts the usual number on each day, 0.5 for half as many again."""
    days = np.arange(len(DAYS))
    since = days - day_no(campaign["starts_on"])
    if "releases" in campaign:
        return _released(campaign)
    if "decay_days" in campaign:
        inside = (since >= 0) & (since < campaign["window_days"])
        return np.where(inside, campaign["lift"] * np.exp(-since / campaign["decay_days"]), 0.0)
    inside = (since >= 0) & (days <= day_no(campaign["ends_on"]))
    return np.where(inside, float(campaign["lift"]), 0.0)


def _released(campaign: dict[str, Any]) -> Numbers:
    lift = np.zeros(len(DAYS))
    for release, peak in zip(campaign["releases"], campaign["lift_peaks"], strict=True):
        since = np.arange(len(DAYS)) - day_no(release)
        kernel = sum(part * np.exp(-np.maximum(since, 0) / days) for part, days in campaign["kernel"])
        lift += np.where(since >= 0, peak * kernel, 0.0)
    return lift


@cache
def arrivals() -> Arrivals:
    """Draw everybody who applied, in order of day and site.

    The usual number is negative binomial (a gamma-distributed mood of the day, then Poisson); a campaign's extra ones
    share the mood and are drawn under the condition that their total is the true one.
    """
    dispersion = PARAMETERS["applications"]["dispersion"]
    stream = rng("arrivals")
    mood = stream.gamma(dispersion, 1 / dispersion, size=usual_means().shape)
    counts = {USUAL: stream.poisson(mood * usual_means())}
    counts[USUAL] -= _removed(counts[USUAL])
    extra = rng("extra")
    for name, means in extra_means().items():
        counts[name] = _drawn(means, mood, PARAMETERS["campaigns"][name]["extra"], extra)
    parts = [(cause, *_spread(count)) for cause, count in counts.items()]
    cause = np.concatenate([np.full(len(days), name, dtype=object) for name, _, days in parts])
    site = np.concatenate([sites for _, sites, _ in parts])
    day = np.concatenate([days for _, _, days in parts])
    order = np.lexsort((site, day))
    return Arrivals(day[order], site[order], cause[order])


def _drawn(means: Numbers, mood: Numbers, given: int | dict[str, int], stream: np.random.Generator) -> Counts:
    weights = means * mood
    if isinstance(given, dict):
        rows = [stream.multinomial(given[site], row / row.sum()) for site, row in zip(SITES, weights, strict=True)]
        return np.stack(rows)
    sites = apportioned(means.sum(1), given)
    rows = [
        stream.multinomial(n, row / row.sum()) if n else np.zeros(len(row), dtype=np.int64)
        for n, row in zip(sites, weights, strict=True)
    ]
    return np.stack(rows)


def _removed(usual: Counts) -> Counts:
    """Return the applications that the critical report kept away, by site and day."""
    report = PARAMETERS["tv_report"]
    gone = np.zeros_like(usual)
    place, first, last = SITES.index(report["site"]), day_no(report["start"]), day_no(report["end"])
    people = np.repeat(np.arange(first, last + 1), usual[place, first : last + 1])
    for person in chosen(rng("extra"), np.ones(len(people)), report["removed"]):
        gone[place, people[person]] += 1
    return gone


def _spread(counts: Counts) -> tuple[Counts, Counts]:
    sites, days = np.indices(counts.shape)
    return np.repeat(sites.ravel(), counts.ravel()), np.repeat(days.ravel(), counts.ravel())
