"""Turns what adAnalytics tells into rows; pure. Money travels as decimal text, in the currency of the account."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from connectors.base import Row
from connectors.errors import N_, ConfigurationError
from connectors.linkedin.client import whole
from connectors.linkedin.rows import Reader

COUNTS = {
    "impressions": "impressions",
    "clicks": "clicks",
    "landingPageClicks": "landing_page_clicks",
    "totalEngagements": "engagements",
    "jobApplyClicks": "apply_clicks",
    "jobApplications": "applications",
    "oneClickLeads": "leads",
    "externalWebsiteConversions": "conversions",
}
COST = "costInLocalCurrency"
NAMES = (*COUNTS, COST)
DELAY_DAYS = 1
_ACCOUNT = re.compile(r"(?:urn:li:sponsoredAccount:)?(\d+)")
_CAMPAIGN = re.compile(r"urn:li:sponsoredCampaign:(\d+)")


def account_numbers(given: Iterable[str]) -> list[str]:
    """Return the numbers of advertising accounts, each once; raise a ConfigurationError for anything else."""
    found: dict[str, None] = {}
    for text in given:
        match = _ACCOUNT.fullmatch(text.strip())
        if match is None:
            raise ConfigurationError(
                N_("[sources.linkedin], key “ad_accounts”: “{found}” is no number of an advertising account."),
                code="configuration.type",
                hint=N_("The number stands under the name of the account in Campaign Manager."),
                found=text[:60],
            )
        found[match[1]] = None
    return list(found)


def key_of(element: Mapping[str, Any]) -> tuple[date, str] | None:
    """Return day and campaign of an element; None when it is not one day of one campaign."""
    span, pivots = element.get("dateRange") or {}, element.get("pivotValues") or ()
    start, end = span.get("start") or {}, span.get("end") or {}
    match = next(filter(None, (_CAMPAIGN.fullmatch(str(pivot)) for pivot in pivots)), None)
    if match is None or start != end:
        return None
    with suppress(KeyError, TypeError, ValueError):
        return date(start["year"], start["month"], start["day"]), match[1]
    return None


def day_rows(
    reader: Reader, elements: Sequence[Mapping[str, Any]], currency: str | None, lookback_days: int
) -> list[Row]:
    """Return what each campaign did on each day."""
    found: list[Row] = []
    for element in elements:
        key = key_of(element)
        if key is None:
            continue
        day, campaign = key
        figures = {column: whole(element.get(name)) for name, column in COUNTS.items()}
        money = {"cost": cost(element.get(COST)), "currency": currency}
        told = {**reader.told(day), "is_final": reader.calendar.is_final(day, lookback_days, DELAY_DAYS)}
        found.append({"channel_id": reader.channel_id, "campaign_ref": campaign, **figures, **money, **told})
    return found


def campaign_rows(reader: Reader, elements: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Return the names of campaigns."""
    listed = [(whole(element.get("id")), element) for element in elements]
    return [
        {
            "channel_id": reader.channel_id,
            "campaign_ref": str(number),
            "name": element.get("name"),
            "objective": element.get("objectiveType"),
            "observed_at": reader.now,
        }
        for number, element in listed
        if number is not None
    ]


def cost(text: object) -> float | None:
    """Return an amount of money that travels as decimal text; None when there is none."""
    with suppress(InvalidOperation):
        return float(Decimal(text)) if isinstance(text, str) else None
    return None
