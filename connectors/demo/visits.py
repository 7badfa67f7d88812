"""Visits of the own site, per landing page and campaign tag."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from connectors.demo.arrivals import extra_means
from connectors.demo.items import daily_rows
from connectors.demo.parameters import (
    DAYS,
    FILES_END,
    PARAMETERS,
    START,
    Counts,
    Numbers,
    Row,
    apportioned,
    day_no,
    rng,
)

_AFTER = timedelta(days=14)
_MEASURED = np.array([day.isoformat() not in PARAMETERS["visits"]["not_measured"] for day in DAYS])
"""On which days the counter of the site worked; on the others there is no row at all."""


def visit_rows() -> Iterator[Row]:
    """Yield the rows of ``visit_daily``: the usual pages, the page of the series, the pages of other campaigns."""
    stream = rng("visits")
    yield from _usual(stream)
    yield from _series(stream)
    yield from _campaigns(stream)


def _key(page: str, source: str, medium: str, campaign: str) -> Row:
    tags = {"utm_source": source, "utm_medium": medium, "utm_campaign": campaign, "utm_content": ""}
    return {"landing_page": page, **tags}


def _rows(key: Row, sessions: Counts, starts: Counts, completes: Counts) -> Iterator[Row]:
    counts = {"sessions": sessions, "apply_starts": starts, "apply_completes": completes}
    visitors = np.ceil(sessions * PARAMETERS["visits"]["visitor_share"])
    daily = {**{name: each.astype(float) for name, each in counts.items()}, "visitors": visitors}
    return daily_rows("website", key, daily, shown="sessions")


def _usual(stream: np.random.Generator) -> Iterator[Row]:
    month, weekday = PARAMETERS["applications"]["month_index"], PARAMETERS["applications"]["weekday_index"]
    season = np.array([month[str(day.month)] * weekday[day.weekday()] for day in DAYS])
    report = PARAMETERS["tv_report"]
    days = np.arange(len(DAYS))
    watched = np.where(
        (days >= day_no(report["start"])) & (days <= day_no(report["end"])), report["visits_factor"], 1.0
    )
    for page, source, medium, per_day in PARAMETERS["visits"]["base_per_day"]:
        touched = watched if page.startswith("/overal") else 1.0
        campaign = PARAMETERS["campaigns"]["always_on"]["utm_campaign"] if medium == "cpc" else ""
        sessions = stream.poisson(per_day * season * touched) * _MEASURED
        yield from _rows(_key(page, source, medium, campaign), sessions, *_applied(sessions, stream))


def _applied(sessions: Counts, stream: np.random.Generator) -> tuple[Counts, Counts]:
    starts = stream.binomial(sessions, PARAMETERS["visits"]["start_rate"])
    return starts, stream.binomial(starts, PARAMETERS["visits"]["completion"])


def _series(stream: np.random.Generator) -> Iterator[Row]:
    """Yield the visits of the series' page: exact totals, spread like the applications that it brings."""
    numbers = PARAMETERS["visits"]["soap"]
    weights = extra_means()["soap"].sum(0) * np.exp(0.2 * stream.normal(size=len(DAYS)))
    weights[day_no(FILES_END) + 1 :] = 0
    weights *= _MEASURED
    sizes = apportioned([share for *_, share in numbers["split"]], numbers["total"])
    sessions = np.stack([apportioned(weights, int(size)) for size in sizes])
    starts = stream.multivariate_hypergeometric(sessions.ravel(), numbers["starts"], method="marginals")
    completes = stream.multivariate_hypergeometric(starts, numbers["completes"], method="marginals")
    counts = zip(sessions, starts.reshape(sessions.shape), completes.reshape(sessions.shape), strict=True)
    tag = PARAMETERS["campaigns"]["soap"]["utm_campaign"]
    for (source, medium, _), each in zip(numbers["split"], counts, strict=True):
        yield from _rows(_key(numbers["landing_page"], source, medium, tag if source else ""), *each)


def _campaigns(stream: np.random.Generator) -> Iterator[Row]:
    for name, (page, source, medium, total) in PARAMETERS["visits"]["campaign_pages"].items():
        campaign = PARAMETERS["campaigns"][name]
        sessions = stream.poisson(total * _running(campaign["starts_on"], campaign["ends_on"])) * _MEASURED
        yield from _rows(_key(page, source, medium, campaign["utm_campaign"]), sessions, *_applied(sessions, stream))


def _running(starts_on: str, ends_on: str) -> Numbers:
    """Return the share of a campaign's visits that falls on each day: while it runs, and fading for two weeks."""
    after = np.arange(len(DAYS)) - (date.fromisoformat(ends_on) - START).days
    before = np.arange(len(DAYS)) < day_no(starts_on)
    shape = np.where(before | (after > _AFTER.days), 0.0, np.exp(-np.maximum(after, 0) / 4))
    shares: Numbers = shape / shape.sum()
    return shares
