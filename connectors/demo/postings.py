"""Where the demo's vacancies stand besides the own system: on the careers page and on LinkedIn, with LinkedIn's counts.

Most lead back to the vacancy of the applicant tracking system by number or address; a few do not, as in real life.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import numpy as np

from connectors.demo.items import SITE_URL
from connectors.demo.parameters import DAYS, ORGANISATION, SEEN_AT, Row, rng
from connectors.demo.vacancies import vacancy_rows
from connectors.inflow.addresses import plain_address
from connectors.keys import vacancy_key

SITE_PROVIDER, BOARD_PROVIDER = "careers_site", "linkedin"
_LONGEST_AGO = timedelta(days=180)
_UNMATCHED_BY_TITLE, _LEFT_ALONE = 4, 2
_SEEN = DAYS[-1]
_BOARD_SEEN = SEEN_AT["linkedin"].date() - timedelta(days=1)


@cache
def posted() -> list[Row]:
    """Return the vacancies of the own system that were open in the last half year, with their address on the own site."""
    since = _SEEN - _LONGEST_AGO
    recent = [row for row in vacancy_rows() if row["closed_at"] is None or _day(row["closed_at"]) > since]
    return [{**row, "url": _address(row)} for row in recent]


def _address(row: Row) -> str:
    address = plain_address(f"{SITE_URL}/vacatures/{str(row['external_id']).lower()}")
    assert address is not None
    return address


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


def own_rows() -> list[Row]:
    """Return the rows of the own system's vacancies: the recent ones know their address on the site."""
    known = {row["vacancy_id"]: row["url"] for row in posted()}
    return [{**row, "url": known.get(row["vacancy_id"])} for row in vacancy_rows()]


def posting_rows() -> Iterator[Row]:
    """Yield the vacancies of the careers page and of LinkedIn."""
    for row in posted():
        yield _posting(SITE_PROVIDER, str(row["url"]), row, reference=row["external_id"], url=row["url"])
    on_board = _on_board()
    for number, row in enumerate(on_board):
        is_named = number >= _UNMATCHED_BY_TITLE
        reference = row["external_id"] if is_named else None
        yield _posting(BOARD_PROVIDER, _board_number(row), row, reference=reference, url=None)
    for row in on_board[:_LEFT_ALONE]:
        title = f"{row['title']} (via partner)"
        yield {**_posting(BOARD_PROVIDER, f"{_board_number(row)}0", row, reference=None, url=None), "title": title}


def _on_board() -> list[Row]:
    """Return every second of them, those that were open before the last export."""
    return [row for row in posted()[::2] if _day(row["opened_at"]) < _BOARD_SEEN]


def _board_number(row: Row) -> str:
    return f"39{int(str(row['external_id']).removeprefix('V-')):08d}"


def _posting(provider: str, external_id: str, row: Row, *, reference: object, url: object) -> Row:
    return {
        "vacancy_id": vacancy_key(ORGANISATION, provider, external_id),
        "provider": provider,
        "external_id": external_id,
        "title": row["title"],
        "reference": reference,
        "url": url,
        "status": "open" if row["closed_at"] is None else "closed",
        "function_group": row["function_group"],
        "site_id": row["site_id"],
        "opened_at": row["opened_at"],
        "closed_at": row["closed_at"],
        "first_seen_on": row["opened_at"],
        "last_seen_on": min(_day(row["closed_at"] or _SEEN), _BOARD_SEEN if provider == BOARD_PROVIDER else _SEEN),
    }


def posting_daily_rows() -> Iterator[Row]:
    """Yield what LinkedIn counted of each vacancy per day: views, different people, clicks on apply, applications."""
    stream = rng("postings")
    for row in _on_board():
        first = max(_day(row["opened_at"]), _SEEN - _LONGEST_AGO)
        last = min(_day(row["closed_at"] or _SEEN), _BOARD_SEEN)
        days = (last - first).days + 1
        age = np.arange(days)
        views = stream.poisson(26 * np.exp(-age / 21) + 2)
        clicks = stream.binomial(views, 0.09)
        sent = stream.binomial(clicks, 0.3)
        for place in range(days):
            yield {
                "vacancy_id": vacancy_key(ORGANISATION, BOARD_PROVIDER, _board_number(row)),
                "platform": "linkedin",
                "day": first + timedelta(days=place),
                "views": int(views[place]),
                "unique_views": int(np.ceil(views[place] * 0.8)),
                "apply_clicks": int(clicks[place]),
                "applications": int(sent[place]),
                "day_zone": "UTC",
                "ingest": "export",
                "quality": "reported",
                "is_final": True,
                "observed_at": SEEN_AT["linkedin"],
            }
