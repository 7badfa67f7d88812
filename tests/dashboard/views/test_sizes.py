"""Every page of organisations of every size: nothing at all, one application, ten years of them."""

from datetime import date, timedelta

import pytest

from connectors.database import schema
from dashboard import access
from tests.dashboard.queries.test_inflow import applied
from tests.dashboard.queries.test_vacancies import vacancy
from tests.dashboard.shows import NOON, application_counts, opened, put, texts

PAGES = access.pages_of("administrator")
TEN_YEARS = [date(2016 + month // 12, month % 12 + 1, 3) for month in range(122)]


def one(home):
    put(home, schema.vacancy, vacancy(9, "recruitee", "9101", opened_at=date(2026, 1, 5), site_id=None))
    put(home, schema.application_daily, *application_counts((date(2026, 1, 5), 1, "", "", "unknown")))
    put(home, schema.application, applied(1, date(2026, 1, 5), vacancy_id=9, observed_at=NOON))


def ten_years(home):
    kinds = ("side_entrant", "other", "unknown")
    counts = [
        (day + timedelta(place), 9, source, "", kind)
        for day in TEN_YEARS
        if day < date(2026, 3, 1)
        for source in ("linkedin", "")
        for place, kind in enumerate(kinds)
    ]
    put(home, schema.source, {"source_id": "linkedin", "strategy": "social", "name": "LinkedIn", "status": "known"})
    put(home, schema.application_daily, *application_counts(*counts))
    opened_at = [date(2016 + number % 10, 1 + number % 12, 1) for number in range(60)]
    put(
        home,
        schema.vacancy,
        *[vacancy(number + 1, "recruitee", f"91{number}", opened_at=day) for number, day in enumerate(opened_at)],
    )


def failures(test):
    """Return what failed; that figures are too old for a report is no failure."""
    return [error.value for error in test.error if "Code:" in error.value]


@pytest.mark.story("X7")
@pytest.mark.parametrize("fill", [one, ten_years])
def test_every_page_stands_whatever_the_size(own, fill):
    fill(own)
    for page in PAGES:
        test = opened(page, "en")
        assert not test.exception, page
        assert not failures(test), page
        assert "nan" not in texts(test).split(), page


@pytest.mark.story("X7")
@pytest.mark.usefixtures("own")
def test_every_page_of_an_organisation_without_anything_stands():
    for page in PAGES:
        test = opened(page, "en")
        assert not test.exception, page
        assert not failures(test), page


@pytest.mark.story("X7")
@pytest.mark.parametrize("way", ["month", "week", "day", "audience"])
def test_ten_years_are_told_apart_each_way(own, way):
    ten_years(own)
    test = opened("inflow", "en", by=way, period="2016-01..2025-12")
    assert not test.exception
    assert "6,480" in texts(test).replace("\\", "")
