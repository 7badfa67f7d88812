from datetime import date

import pytest

from dashboard.analysis.calendar import PUBLIC, SCHOOL, DaysOff, Gap, Override, Place, calendar
from dashboard.analysis.periods import Period

FLANDERS, ZUID = Place("BE", "Flemish"), Place("NL", "Zuid")
YEAR_2025 = Period(date(2025, 1, 1), date(2025, 12, 31))


def school(place):
    return [(span.first, span.last) for span in calendar([place], YEAR_2025, "nl").days_off if span.kind == SCHOOL]


def test_school_holidays_of_the_dutch_south_in_2025():
    assert school(ZUID) == [
        (date(2025, 1, 1), date(2025, 1, 5)),
        (date(2025, 2, 22), date(2025, 3, 2)),
        (date(2025, 4, 26), date(2025, 5, 4)),
        (date(2025, 7, 5), date(2025, 8, 17)),
        (date(2025, 10, 11), date(2025, 10, 19)),
        (date(2025, 12, 20), date(2025, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("region", "spans"),
    [
        ("Flemish", [("2025-03-03", "2025-03-09"), ("2025-04-07", "2025-04-21"), ("2025-10-27", "2025-11-02")]),
        ("French", [("2025-02-24", "2025-03-09"), ("2025-04-28", "2025-05-11"), ("2025-07-05", "2025-08-24")]),
    ],
)
def test_school_holidays_of_the_belgian_communities_in_2025(region, spans):
    found = calendar([Place("BE", region)], YEAR_2025, "nl").dates(SCHOOL)
    for first, last in spans:
        assert set(Period(date.fromisoformat(first), date.fromisoformat(last)).each_day()) <= found


def test_public_holidays_differ_by_country():
    christmas = Period(date(2025, 12, 25), date(2025, 12, 26))
    assert calendar([Place("BE")], christmas, "nl").dates() == {date(2025, 12, 25)}
    assert calendar([Place("NL")], christmas, "nl").dates() == {date(2025, 12, 25), date(2025, 12, 26)}


def test_names_follow_the_language_that_is_asked_for():
    day = Period(date(2026, 1, 1), date(2026, 1, 1))
    assert calendar([Place("BE")], day, "nl").days_off[0].name == "Nieuwjaar"
    assert calendar([Place("BE")], day, "en").days_off[0].name == "New Year's Day"
    assert calendar([Place("BE")], day, "fr").days_off[0].name == "Nouvel An"


def test_the_same_holiday_in_two_places_is_one():
    found = calendar([FLANDERS, Place("BE", "French")], Period(date(2026, 7, 21), date(2026, 7, 21)), "nl")
    public = [span for span in found.days_off if span.kind == PUBLIC]
    assert public == [
        DaysOff(date(2026, 7, 21), date(2026, 7, 21), PUBLIC, "Nationale feestdag", (FLANDERS, Place("BE", "French")))
    ]


def test_a_year_beyond_the_data_is_not_known_which_is_not_the_same_as_no_holidays():
    assert calendar([ZUID], Period(date(2031, 1, 1), date(2031, 12, 31)), "nl").unknown == (Gap(2031, ZUID, SCHOOL),)
    half_known = calendar([ZUID], Period(date(2030, 1, 1), date(2030, 12, 31)), "nl")  # no autumn break in the data
    assert half_known.unknown == (Gap(2030, ZUID, SCHOOL),)
    assert date(2030, 7, 10) in half_known.dates(SCHOOL)
    assert calendar([ZUID], Period(date(2029, 1, 1), date(2029, 12, 31)), "nl").unknown == ()


def test_a_site_without_a_region_has_no_known_school_holidays():
    found = calendar([Place("BE")], Period(date(2026, 1, 1), date(2026, 1, 31)), "nl")
    assert found.unknown == (Gap(2026, Place("BE"), SCHOOL),)


def test_the_organisation_corrects_the_list():
    days = Period(date(2026, 11, 1), date(2026, 11, 2))
    corrections = [
        Override(date(2026, 11, 2), "Vervangingsdag", "BE"),
        Override(date(2026, 11, 1), None),
        Override(date(2026, 11, 2), "elders", "NL"),
    ]
    found = calendar([Place("BE")], days, "nl", corrections)
    assert [(span.first, span.name) for span in found.days_off] == [(date(2026, 11, 2), "Vervangingsdag")]


def test_an_organisation_without_sites_has_no_calendar():
    assert calendar([], YEAR_2025, "nl").days_off == ()
