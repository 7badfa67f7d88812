from datetime import date

from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import COMBINATION, FEW, MONTHS, NOT_COVERED, WHOLE_YEAR
from dashboard.analysis.selection import whole_months
from dashboard.analysis.suppression import Mark
from tests.dashboard.applicants import Applicant, months, told

JANUARY, FEBRUARY, DECEMBER = date(2025, 1, 1), date(2025, 2, 1), date(2025, 12, 1)
YEAR = whole_months(JANUARY, DECEMBER)


def organisation():
    """Every month 40 nurses at A and 20 at B; C has 6, but 2 in February; a quarter are side-entrants."""
    some = []
    for month in months(2025):
        for site, number in (("A", 40), ("B", 20), ("C", 2 if month == FEBRUARY else 6)):
            some += [Applicant(month, site, audience="side_entrant" if i % 4 == 0 else "other") for i in range(number)]
    return told(some, JANUARY, DECEMBER)


def texts(counts):
    return {name: each.text for name, each in counts.items()}


def test_a_site_that_is_small_in_one_month_is_counted_with_the_next_smallest_all_year():
    people = organisation()
    assert texts(people.by("site", whole_months(FEBRUARY, FEBRUARY))) == {"A": "40", "B": "…", "C": "…"}
    assert texts(people.by("site", whole_months(JANUARY, JANUARY))) == {"A": "40", "B": "…", "C": "…"}
    january = whole_months(JANUARY, JANUARY)
    assert people.rest(people.count(january), people.by("site", january)).value == 26
    assert people.answer(january, site="C").reason == WHOLE_YEAR


def test_over_the_whole_calendar_year_it_stands_alone():
    assert texts(organisation().by("site", YEAR)) == {"A": "480", "B": "240", "C": "68"}


def test_two_filters_at_once_are_given_per_calendar_year():
    people = organisation()
    assert people.count(YEAR, site="A", audience="side_entrant").value == 120
    assert people.answer(whole_months(JANUARY, FEBRUARY), site="A", audience="side_entrant").reason == WHOLE_YEAR
    assert texts(people.by("audience", YEAR, site="B")) == {"other": "180", "side_entrant": "60"}


def test_sites_and_function_groups_are_never_combined_nor_three_filters():
    people = organisation()
    assert (
        people.answer(YEAR, site="A", function_group="nurse").count.value == 480
    )  # all are nurses: nothing is combined
    some = [Applicant(JANUARY, site, group) for site in "AB" for group in ("nurse", "cook") for _ in range(9)]
    people = told([*some, *(one._replace(month=DECEMBER) for one in some)], JANUARY, DECEMBER)
    assert people.answer(YEAR, site="A", function_group="nurse").reason == COMBINATION
    assert people.answer(YEAR, "hired", site="A", audience="other", source="site").count.value == 0


def test_shares_stand_on_counts_that_are_given():
    people = organisation()
    side_entrants = people.side_entrants(YEAR)
    assert (side_entrants.part.value, side_entrants.base.value) == (203, 788)
    assert round(side_entrants.value, 3) == 0.258
    hidden = people.side_entrants(whole_months(JANUARY, JANUARY), site="A")
    assert (hidden.value, hidden.interval, hidden.part.text) == (None, None, "…")


def test_months_without_complete_figures_are_not_known_and_parts_of_months_not_told():
    people = organisation()
    beyond = whole_months(DECEMBER, date(2026, 1, 1))
    assert people.answer(beyond).reason == NOT_COVERED
    assert people.count(beyond).mark is Mark.MISSING
    assert people.known(beyond) == whole_months(DECEMBER, DECEMBER)
    assert people.answer(Period(date(2025, 1, 2), date(2025, 1, 31))).reason == MONTHS
    counted = people.by_month(whole_months(DECEMBER, date(2026, 1, 1)))
    assert [(month.month, count.text) for month, count in counted] == [(12, "66"), (1, "–")]


def test_the_year_that_runs_has_no_counts_per_year():
    some = [Applicant(month, site) for month in months(2025, 1, 2) for site in "AAAAAABB" for _ in range(2)]
    people = told(some, JANUARY, FEBRUARY)
    assert texts(people.by("site", whole_months(JANUARY, FEBRUARY))) == {"A": "…", "B": "…"}
    assert people.count(whole_months(JANUARY, FEBRUARY)).value == 32


def test_months_with_few_stand_together_with_a_neighbour():
    numbers = {1: 9, 2: 3, 3: 7, **dict.fromkeys(range(4, 13), 6)}
    people = told([Applicant(month) for month in months(2025) for _ in range(numbers[month.month])], JANUARY, DECEMBER)
    counted = [count.text for _month, count in people.by_month(YEAR)]
    assert counted == ["9", "…", "…", *["6"] * 9]
    assert people.count(whole_months(FEBRUARY, date(2025, 3, 1))).value == 10
    assert people.count(YEAR).value == 73
    assert people.answer(whole_months(JANUARY, FEBRUARY)).reason == WHOLE_YEAR


def test_a_year_with_few_is_told_nothing_of_nor_any_sum_with_it():
    some = [Applicant(date(2024, 5, 1))] * 3 + [Applicant(month) for month in months(2025) for _ in range(9)]
    people = told(some, date(2024, 5, 1), DECEMBER)
    assert people.count(YEAR).value == 108
    assert people.answer(whole_months(date(2024, 5, 1), DECEMBER)).reason == FEW


def test_a_stage_is_told_where_the_steps_to_the_next_are_not_small():
    some = [
        Applicant(month, stage=stage, end="open")
        for month in months(2025)
        for stage, number in (("applied", 50), ("screened", 20), ("interviewed", 10), ("offered", 2), ("hired", 6))
        for _ in range(number)
    ]
    people = told(some, JANUARY, DECEMBER)
    january = whole_months(JANUARY, JANUARY)
    outcomes = ("applied", "screened", "interviewed", "offered", "hired")
    assert [people.count(january, each).text for each in outcomes] == ["88", "38", "18", "…", "6"]
    assert [people.count(YEAR, each).text for each in outcomes] == ["1056", "456", "216", "96", "72"]


def test_without_figures_nothing_is_known():
    people = told([], JANUARY, date(2024, 1, 1))
    assert people.count(YEAR).mark is Mark.MISSING
    assert people.by("site", YEAR) == {}
    assert people.known(YEAR) is None


def test_a_code_that_does_not_exist_counts_nobody():
    assert organisation().count(YEAR, site="nowhere").value == 0
