"""The always-on adverts on LinkedIn, per day: what LinkedIn says that they did and cost."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

import numpy as np

from connectors.demo.items import daily_rows
from connectors.demo.parameters import DAYS, PARAMETERS, SEEN_AT, Row, channel_id, rng

_PLATFORM = "linkedin"


def ad_campaign_rows() -> list[Row]:
    """Return the rows of ``ad_campaign``."""
    named = {name: PARAMETERS["adverts"][name] for name in ("campaign_ref", "name", "group_name", "objective")}
    return [{**named, "channel_id": channel_id(_PLATFORM), "observed_at": SEEN_AT[_PLATFORM]}]


def ad_rows() -> Iterator[Row]:
    """Yield the rows of ``ad_daily``; what it costs in a month is the line of cost of that month."""
    numbers, stream = PARAMETERS["adverts"], rng("adverts")
    weekday = np.array([0.7 if day.isoweekday() > 5 else 1.12 for day in DAYS])  # noqa: PLR2004  Saturday and Sunday
    impressions = stream.poisson(numbers["impressions_per_day"] * weekday)
    clicks = stream.binomial(impressions, numbers["click_rate"])
    landed = stream.binomial(clicks, numbers["landing_share"])
    daily = {"impressions": impressions, "clicks": clicks, "landing_page_clicks": landed}
    key = {"channel_id": channel_id(_PLATFORM), "campaign_ref": numbers["campaign_ref"]}
    for row in daily_rows(_PLATFORM, key, {name: each.astype(float) for name, each in daily.items()}):
        yield {**row, "cost": _cost(row["day"]), "currency": "EUR"}


def _cost(day: date) -> float:
    monthly = next(line for line in PARAMETERS["campaigns"]["always_on"]["monthly"] if line["platform"] == _PLATFORM)
    return round(float(monthly["cash"]) / monthrange(day.year, day.month)[1], 2)
