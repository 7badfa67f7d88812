from dataclasses import replace
from datetime import date, timedelta
from importlib.util import find_spec

import pandas as pd
import pytest

from dashboard.analysis.canon import CANON, NOT_YET, NUMBERS
from dashboard.analysis.canon.estimates import ELSEWHERE, ESTIMATES, estimate
from dashboard.analysis.canon.facts import Facts, Persons, Visits, ratio_of_sums
from dashboard.analysis.canon.telling_estimates import PLAN
from dashboard.analysis.cohorts import OPEN, REACHED
from dashboard.analysis.passports import KPIS
from dashboard.analysis.periods import Period
from dashboard.analysis.shares import wilson

TODAY = date(2026, 7, 1)
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))
CONTENT = ("platform", "published_on", "in_campaign", "duration_s", "views", "watch_minutes", "impressions")
DONE = ("reactions", "comments", "shares", "clicks")


def applications(*rows):
    columns = ["day", "side_entrant", *REACHED, *OPEN]
    return pd.DataFrame([(*row, *(0,) * (len(columns) - len(row))) for row in rows], columns=columns)


EMPTY = Facts(
    JUNE,
    TODAY,
    applications(),
    None,
    Persons(0, 0, 0),
    pd.DataFrame(columns=["opened_at", "closed_at", "hires", "first_hired_at"]),
    pd.DataFrame(columns=["applied_on", "hired_at"]),
    pd.DataFrame(columns=["starts_on", "ends_on", "cash", "full_cost", *PLAN]),
    pd.DataFrame(columns=[*CONTENT, *DONE]),
    Visits(None, None, None, None, None),
)
DAY = date(2026, 6, 3)
WEEKS_BEFORE = DAY - timedelta(weeks=52)
FULL = replace(
    EMPTY,
    applications=applications(
        (DAY, "side_entrant", 100, 70, 40, 20, 10),
        (DAY, "within_care", 250, 180, 100, 50, 30, 6, 4),
        (DAY, "unknown", 50, 30, 20, 10, 5),
        (WEEKS_BEFORE, "unknown", 320, 0, 0, 0, 0),
    ),
    first_day=date(2025, 1, 1),
    persons=Persons(400, 400, 380),
    vacancies=pd.DataFrame(
        [(date(2026, 6, 1), date(2026, 6, 21), 1, date(2026, 6, 25))] * 6
        + [(date(2026, 6, 1), None, 0, None)] * 5
        + [(date(2024, 1, 1), None, 0, None)],
        columns=["opened_at", "closed_at", "hires", "first_hired_at"],
    ),
    hires=pd.DataFrame([(DAY, DAY + timedelta(20))] * 45, columns=["applied_on", "hired_at"]),
    campaigns=pd.DataFrame(
        [
            (JUNE.first, JUNE.last, 300.0, 1200.0, "inflow", "nurses", "applications", "", DAY, None),
            (date(2025, 1, 1), date(2025, 2, 1), 999.0, 999.0, *(None,) * 6),
        ],
        columns=["starts_on", "ends_on", "cash", "full_cost", *PLAN],
    ),
    content=pd.DataFrame(
        [
            ("youtube", DAY, True, 120, 100, 100.0, None, None, None, None, None),
            ("youtube", None, False, 60, 300, 210.0, None, None, None, None, None),
            ("linkedin", DAY, False, None, None, None, 1000, 20, 5, 5, 20),
            ("linkedin", DAY, False, None, None, None, 3000, 60, 10, 20, 20),
        ],
        columns=[*CONTENT, *DONE],
    ),
    visits=Visits(2000, 120, 100, 60, 30),
)


def test_every_number_of_the_canon_is_accounted_for_once_with_data_or_with_what_is_missing():
    with_data = {passport.canon for passport in CANON.values()}
    without = [each.number for each in NOT_YET]
    assert sorted({*with_data, *without}) == list(NUMBERS)
    assert not with_data & set(without)
    assert len(without) == len(set(without))
    assert all(each.name and each.missing for each in NOT_YET)


def test_every_figure_has_one_passport_and_one_reckoning():
    assert set(ESTIMATES) | set(ELSEWHERE) == set(CANON)
    assert not set(ESTIMATES) & set(ELSEWHERE)
    assert set(KPIS) <= set(CANON)
    assert all(find_spec(module) for module in ELSEWHERE.values())
    for key, passport in CANON.items():
        assert passport.key == key
        assert all([passport.label, passport.definition, passport.formula, passport.date_basis])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("applications", 400),
        ("applicants", 380),
        ("ratio_to_year_earlier", 1.25),
        ("side_entrant_share", 100 / 350),
        ("unknown_origin_share", 0.125),
        ("screened_share", 276 / 390),
        ("qualified_share", 160 / 276),
        ("offer_share", 0.5),
        ("offer_acceptance", 45 / 80),
        ("hire_rate", 45 / 390),
        ("hires", 45),
        ("applications_per_hire", 390 / 45),
        ("applications_per_vacancy", 400 / 10.2),  # 6 x 21 + 6 x 30 = 306 vacancy-days in 30 days
        ("time_to_fill", 24),
        ("vacancy_days_open", 20),
        ("time_to_hire", 20),
        ("campaign_cost_per_hire", 1200 / 45),
        ("cost_per_application", 3.0),
        ("cash_per_application", 0.75),
        ("cash_share", 0.25),
        ("views", 400),
        ("watch_hours", 310 / 60),
        ("average_share_watched", 310 * 60 / (100 * 120 + 300 * 60)),
        ("engagement_rate", 160 / 4000),
        ("click_through", 0.75),
        ("start_rate", 0.06),
        ("completion_rate", 0.6),
        ("ad_hoc_share", 2 / 3),
        ("plan_completeness", 4 / 6),
        # until 30 June 6 x 21 + 5 x 30 days and one for 365 days: 641, over 365, 6 closed
        ("vacancy_duration", 365.25 * 641 / 365 / 6),
    ],
)
def test_each_figure_of_june(key, value):
    assert estimate(key, FULL).value == pytest.approx(value)


def test_every_figure_of_one_period_is_in_the_list_above():
    marks = test_each_figure_of_june.pytestmark[0]
    assert {key for key, _value in marks.args[1]} == set(ESTIMATES)


@pytest.mark.parametrize("key", sorted(ESTIMATES))
def test_without_any_row_a_figure_is_zero_or_missing_with_a_reason(key):
    found = estimate(key, EMPTY)
    if key in {"applications", "hires"}:
        assert found.value == 0
    else:
        assert (found.value, found.hidden) == (None, False)
        assert found.reason


def test_proportions_and_medians_carry_an_interval():
    for key, found in ((key, estimate(key, FULL)) for key in ESTIMATES):
        passport = CANON[key]
        if passport.unit == "share" and key not in {"cash_share", "plan_completeness"}:
            assert found.interval.low <= found.value <= found.interval.high, key
    assert estimate("hire_rate", FULL).interval == wilson(45, 390)
    inverse = estimate("applications_per_hire", FULL).interval
    assert (inverse.low, inverse.high) == pytest.approx((1 / wilson(45, 390).high, 1 / wilson(45, 390).low))
    ratio = estimate("ratio_to_year_earlier", FULL).interval
    assert (round(ratio.low, 3), round(ratio.high, 3)) == (1.105, 1.414)


def test_few_applicants_hide_every_figure_that_would_give_them_away():
    few = replace(FULL, applications=applications((DAY, "side_entrant", 3, 2, 1, 1, 1)), persons=Persons(3, 3, 2))
    for key in (
        "applications",
        "applicants",
        "hires",
        "hire_rate",
        "applications_per_hire",
        "applications_per_vacancy",
        "cost_per_application",
        "cash_per_application",
        "campaign_cost_per_hire",
        "side_entrant_share",
    ):
        found = estimate(key, few)
        assert (found.value, found.hidden) == (None, True), key


def test_applicants_are_not_known_when_a_pseudonym_or_a_row_is_missing():
    for persons in (Persons(400, 399, 380), Persons(300, 300, 290)):
        found = estimate("applicants", replace(FULL, persons=persons))
        assert (found.value, found.hidden) == (None, False)


def test_more_starts_than_visits_are_not_a_share():
    assert estimate("start_rate", replace(FULL, visits=Visits(100, 120, 100, 60, 30))).value is None


def test_the_interval_of_a_ratio_comes_from_the_differences_between_items():
    # r = 0.1; residuals +5 and -5, so that 2/1 x 50 = 100, root 10, over 200, times 1.6449
    found = ratio_of_sums(pd.Series([15.0, 5.0, None]), pd.Series([100, 100, 100]))
    assert found.value == pytest.approx(0.1)
    assert (found.interval.low, found.interval.high) == pytest.approx((0.1 - 0.082243, 0.1 + 0.082243), abs=1e-5)
    assert ratio_of_sums(pd.Series([1.0]), pd.Series([10])).interval is None
