"""The labour market around us: figures as published, never added, never mixed."""

from datetime import date, timedelta

import pytest

from dashboard.analysis.labour_market import CARE, Published, has_gaps, market, uwv_class
from dashboard.analysis.periods import Period

pytestmark = pytest.mark.story("D6")


def quarter(year, number, value, series="care_vacancies", region="Zeeland", sector=CARE, **more):
    first = date(year, number * 3 - 2, 1)
    last = date(year + number // 4, number % 4 * 3 + 1, 1) - timedelta(days=1)
    return published(series, region, sector, Period(first, last), value, **more)


def published(series, region, sector, period, value, unit="thousands", source="CBS", provisional=False):
    return Published(series, region, sector, period, value, unit, source, provisional)


def whole_year(number, value, series):
    return published(series, "Zeeland", CARE, Period(date(number, 1, 1), date(number, 12, 31)), value)


def ours(figures, until=date(2026, 5, 31), **more):
    known = {"own_open": lambda day: day.month, "per_vacancy": lambda period: period.days / 10}
    return market(figures, until, **known, **more)


def test_a_quarter_stands_beside_our_own_vacancies_at_its_end_and_what_came_in_over_it():
    found = ours([quarter(2025, 4, 1.4), quarter(2026, 1, 1.5, provisional=True), quarter(2026, 2, 1.6)])
    assert [(each.published.value, each.own_open, each.applications_per_vacancy) for each in found.quarters] == [
        (1.4, 12, 9.2),
        (1.5, 3, 9.0),
    ]  # the second quarter of 2026 had not ended
    assert found.quarters[-1].published.is_provisional
    assert not has_gaps(found.quarters)


def test_the_year_is_the_one_of_the_source_and_never_four_quarters():
    quarters = [quarter(2025, number, 1.0) for number in (1, 2, 3, 4)]
    assert ours(quarters).duration is None
    year = [whole_year(2025, 3.0, "care_vacancies_year"), whole_year(2025, 12.0, "care_vacancies_filled_year")]
    days, told = ours([*quarters, *year]).duration
    assert (days, told.period.first.year) == (365.25 * 3.0 / 12.0, 2025)
    assert len(ours([*quarters, *year]).quarters) == 4


def test_tightness_of_both_countries_stands_apart_the_newest_of_each_region():
    found = ours(
        [
            quarter(2025, 4, 2.9, "tightness_uwv", "Zeeland", "", unit="ratio", source="UWV"),
            quarter(2026, 1, 3.4, "tightness_uwv", "Zeeland", "", unit="ratio", source="UWV"),
            quarter(2026, 1, 3.1, "tightness_vdab", "Brugge", "", unit="ratio", source="VDAB"),
        ]
    )
    assert [(each.series, each.region, each.value) for each in found.tightness] == [
        ("tightness_uwv", "Zeeland", 3.4),
        ("tightness_vdab", "Brugge", 3.1),
    ]
    assert found.quarters == ()


@pytest.mark.parametrize(
    ("tightness", "name"),
    [
        (0.24, "very loose"),
        (0.25, "loose"),
        (0.67, "average"),
        (1.5, "tight"),
        (4.0, "very tight"),
        (9.0, "very tight"),
    ],
)
def test_the_classes_of_uwv(tightness, name):
    assert uwv_class(tightness).text == name


def test_a_region_that_is_not_there_becomes_the_country_or_the_first():
    figures = [quarter(2025, 4, 1.4), quarter(2025, 4, 52.5, region="Nederland")]
    assert ours(figures).regions == ("Nederland", "Zeeland")
    assert ours(figures).region == "Nederland"
    assert ours(figures, region="Zeeland").quarters[0].published.value == 1.4
    assert ours(figures, region="Atlantis").region == "Nederland"


def test_care_as_a_whole_goes_before_its_parts():
    figures = [quarter(2025, 4, 0.4, sector="861 Ziekenhuizen"), quarter(2025, 4, 1.4)]
    assert [each.published.value for each in ours(figures).quarters] == [1.4]


def test_without_figures_there_is_no_market():
    assert ours([]) is None
    assert ours([quarter(2026, 2, 1.6)]) is None
