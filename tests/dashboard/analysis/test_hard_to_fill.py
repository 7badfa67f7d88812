"""Which groups of functions are hard to fill, by the stated rule and nothing else."""

from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard.analysis.hard_to_fill import Facts, needs, sentence
from dashboard.analysis.selection import whole_months
from dashboard.analysis.suppression import NOT_KNOWN, Count, Mark

JANUARY = date(2026, 1, 1)
PERIOD = whole_months(JANUARY, date(2026, 3, 1))
TODAY = date(2026, 6, 30)


def rows(group, *lives, opened=JANUARY):
    ends = [None if life is None else opened + timedelta(life) for life in lives]
    return [(group, opened, end) for end in ends]


def judged(some, applications):
    vacancies = pd.DataFrame(some, columns=["function_group", "opened_at", "closed_at"])
    return {each.group: each for each in needs(Facts(vacancies, PERIOD, TODAY, applications, Count(300)))}


@pytest.mark.story("R9")
def test_a_group_whose_vacancies_stay_open_is_hard_to_fill_with_the_reason_in_figures():
    some = [*rows("nurse", 90, 100, 120, None, None), *rows("logistics", 20, 20, 30, 30, 40)]
    found = judged(some, {"nurse": Count(150), "logistics": Count(60)})
    assert [each.is_hard for each in found.values()] == [True, False]
    nurse, logistics = found["nurse"], found["logistics"]
    assert (nurse.open_now, nurse.opened, nurse.waits.median.days) == (2, 5, 120)
    assert logistics.waits.median.days == 30
    assert nurse.per_vacancy == 150 / (5 * 90 / 90)
    assert dict(nurse.reasons[0].values)["share"].share == 0
    said = dict(sentence(tuple(found.values()), {"nurse": "Nurses"}).values)
    assert said == {"groups": ("Nurses",)}


@pytest.mark.story("R9")
def test_few_applications_are_never_told_and_make_no_figure():
    found = judged(rows("doctor", 90, 90, 90, 90, 90), {"doctor": Count(None, Mark.WITHHELD)})
    doctor = found["doctor"]
    assert (doctor.applications.text, doctor.per_vacancy) == ("…", None)
    assert len(doctor.reasons) == 1  # the days, not the applications


def test_a_vacancy_that_draws_less_than_half_of_the_usual_is_hard_to_fill():
    some = [*rows("nurse", 20, 20, 20, 20, 20), *rows("logistics", 20, 20, 20, 20, 20)]
    found = judged(some, {"nurse": Count(10), "logistics": Count(290)})
    assert [(group, each.is_hard) for group, each in found.items()] == [("nurse", True), ("logistics", False)]


def test_a_group_with_few_vacancies_is_not_judged_and_one_without_counts_is_not_known():
    found = judged(rows("doctor", None, None), {})
    assert not found["doctor"].is_hard
    assert found["doctor"].applications == NOT_KNOWN
    assert sentence(tuple(found.values()), {}).text == "By the rule no group of functions is hard to fill."
    assert sentence((), {}).text == "There are no vacancies in this period."
