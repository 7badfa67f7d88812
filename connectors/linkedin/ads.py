"""What adverts did per campaign and day: adAnalytics, one question per account and slice."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from connectors.base import Batch, Json, Row
from connectors.errors import N_, Said, SourceError
from connectors.linkedin import ad_rows, allowed
from connectors.linkedin.days import stored_day
from connectors.linkedin.meanings import NO_ACCESS
from connectors.linkedin.page import Scene
from connectors.linkedin.paging import token_pages
from connectors.linkedin.restli import Parameters, encoded, fields, query

STREAM = "ads"
MOST_FIELDS = 20
KEYS = ("dateRange", "pivotValues")
_CAMPAIGNS_AT_ONCE = 100


def days(scene: Scene) -> Iterator[Batch]:
    """Yield the days of the configured accounts; the names of campaigns when there is one that is not known yet."""
    memory = _Memory(scene.context.cursors.get(STREAM, {}))
    lookback = scene.number("ad_lookback_days")
    for account in ad_rows.account_numbers(scene.context.settings.texts("ad_accounts")):
        elements = 0
        known = memory.until(account)
        for first, last in scene.calendar.asked(known, ad_rows.DELAY_DAYS, lookback):
            answer = _asked(scene, account, first, last)
            elements += len(answer)
            campaigns = _named(scene, memory, account, answer)
            found = ad_rows.day_rows(scene.reader, answer, memory.currency(account), lookback)
            known = scene.calendar.advanced(known, first, last)
            memory.move(account, known)
            reached = max((day for row in found if isinstance(day := row["day"], date)), default=None)
            yield Batch(STREAM, {"ad_campaign": campaigns, "ad_daily": found}, cursor=memory.cursor(), until=reached)
        if not elements:
            yield Batch(STREAM, notes=[_nothing(account)])


def questions(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return names of figures in parts, each of which fits in a question with day and campaign."""
    size = MOST_FIELDS - len(KEYS)
    return [tuple(names[first : first + size]) for first in range(0, len(names), size)]


def _asked(scene: Scene, account: str, first: date, last: date) -> list[Mapping[str, Any]]:
    """Return the elements of an account, with the figures of all questions put together by day and campaign."""
    named: Parameters = {
        "q": "analytics",
        "pivot": "CAMPAIGN",
        "timeGranularity": "DAILY",
        "dateRange": {"start": _parts(first), "end": _parts(last)},
    }
    accounts = f"accounts={encoded([f'urn:li:sponsoredAccount:{account}'])}"
    merged: dict[object, dict[str, Any]] = {}
    for some in questions(ad_rows.NAMES):
        asked = f"{query(named)}&{accounts}&fields={fields(*KEYS, *some)}"
        answer = scene.client.get(STREAM, "adAnalytics", asked, allowed.ad_days(some))
        for element in answer.get("elements", ()):
            merged.setdefault(ad_rows.key_of(element), {}).update(element)
    return [element for key, element in merged.items() if key is not None]


def _named(scene: Scene, memory: "_Memory", account: str, answer: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Return the names of campaigns when one appears that is not known; its currency comes along the first time."""
    here = {str(key[1]) for key in map(ad_rows.key_of, answer) if key is not None}
    if here <= memory.campaigns(account):
        return []
    memory.add(account, here)
    try:
        if memory.currency(account) is None:
            told = scene.client.get(STREAM, f"adAccounts/{account}", {}, allowed.AD_ACCOUNT)
            memory.say(account, told.get("currency"))
        listed: Parameters = {"q": "search", "pageSize": _CAMPAIGNS_AT_ONCE}
        path = f"adAccounts/{account}/adCampaigns"
        pages = list(token_pages(scene.client, STREAM, path, listed, allowed.AD_CAMPAIGNS))
    except SourceError as error:
        if error.code != NO_ACCESS:
            raise
        return []
    return [row for page in pages for row in ad_rows.campaign_rows(scene.reader, page.get("elements", ()))]


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _nothing(account: str) -> Said:
    text = N_(
        "LinkedIn told nothing of the adverts of account {account}: none ran in these days, or the account may not be read."
    )
    return Said(text, {"account": account})


class _Memory:
    """What the cursor remembers per account: until when it was read, its currency, and which campaigns have a name."""

    def __init__(self, stored: Json) -> None:
        self._accounts: dict[str, dict[str, Any]] = {
            account: dict(values) for account, values in stored.items() if isinstance(values, Mapping)
        }

    def _of(self, account: str) -> dict[str, Any]:
        return self._accounts.setdefault(account, {})

    def until(self, account: str) -> date | None:
        return stored_day(self._of(account).get("until"))

    def move(self, account: str, known: date | None) -> None:
        self._of(account)["until"] = known.isoformat() if known else ""

    def currency(self, account: str) -> str | None:
        found = self._of(account).get("currency")
        return found if isinstance(found, str) else None

    def say(self, account: str, currency: object) -> None:
        self._of(account)["currency"] = currency

    def campaigns(self, account: str) -> set[str]:
        return set(self._of(account).get("campaigns", ()))

    def add(self, account: str, campaigns: set[str]) -> None:
        self._of(account)["campaigns"] = sorted(self.campaigns(account) | campaigns)

    def cursor(self) -> Json:
        return {account: dict(values) for account, values in self._accounts.items()}
