"""The labour market around the fictional organisation, in the form in which CBS, UWV and VDAB publish it; all invented."""

from collections.abc import Iterator
from datetime import date, timedelta

from connectors.demo.parameters import PARAMETERS, SEEN_AT, Row

_QUARTERS = 4


def context_rows() -> Iterator[Row]:
    """Yield the rows of ``context_figure``: vacancies in care, and tightness of both sides of the border."""
    numbers = PARAMETERS["context"]
    place = {"region": numbers["region"], "sector": numbers["sector"], "unit": "thousands", "source": numbers["source"]}
    for days, value in _by_quarter(numbers["care_vacancies"]):
        yield {"series": "care_vacancies", **place, **days, "value": value}
    for series, name in (("care_vacancies_year", "average_open"), ("care_vacancies_filled_year", "filled")):
        for year, value in numbers[name].items():
            days = {"first_day": date(int(year), 1, 1), "last_day": date(int(year), 12, 31), "is_provisional": False}
            yield {"series": series, **place, **days, **_seen(), "value": value}
    for series, region, source, values in numbers["tightness"]:
        own = {"series": series, "region": region, "sector": "", "unit": "ratio", "source": source}
        for days, value in _by_quarter(values):
            yield {**own, **days, "value": value}


def _by_quarter(values: list[float]) -> Iterator[tuple[Row, float]]:
    """Yield the days of each quarter with its value; the newest is provisional."""
    numbers = PARAMETERS["context"]
    first = date.fromisoformat(numbers["first_quarter"])
    start = first.year * _QUARTERS + (first.month - 1) // 3
    for place, value in enumerate(values):
        day, after = _quarter(start + place), _quarter(start + place + 1)
        provisional = day == date.fromisoformat(numbers["last_quarter"])
        days = {"first_day": day, "last_day": after - timedelta(days=1), "is_provisional": provisional}
        yield {**days, **_seen()}, value


def _quarter(number: int) -> date:
    return date(number // _QUARTERS, number % _QUARTERS * 3 + 1, 1)


def _seen() -> Row:
    return {"observed_at": SEEN_AT["context"]}
