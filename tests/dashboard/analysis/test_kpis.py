from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard.analysis.comparison import direction, measured
from dashboard.analysis.kpis import HIDDEN, MISSING, Figure, Frames, Watched, cost_in, figure, open_vacancies
from dashboard.analysis.narrative import changes
from dashboard.analysis.passports import KPIS
from dashboard.analysis.periods import Period

TODAY = date(2026, 7, 1)
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))


def applications(rows):
    return pd.DataFrame(rows, columns=["day", "side_entrant", "applied", "hired"])


def frames(rows=(), attention=None, vacancies=(), campaigns=()):
    return Frames(
        applications(list(rows)),
        attention or {},
        pd.DataFrame(list(vacancies), columns=["opened_at", "closed_at"]),
        pd.DataFrame(list(campaigns), columns=["starts_on", "ends_on", "full_cost"]),
    )


CAME_IN = [
    (date(2026, 6, 1), "side_entrant", 10, 1),
    (date(2026, 6, 30), "within_care", 40, 6),
    (date(2026, 6, 15), "unknown", 30, 0),
    (date(2026, 7, 1), "side_entrant", 99, 9),
    (date(2026, 5, 31), "side_entrant", 99, 9),
]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("applications", 80),
        ("hires", 7),
        ("side_entrant_share", 0.2),
        ("unknown_origin_share", 0.375),
        ("applications_per_vacancy", 32.0),  # 75 vacancy-days in 30 days: 2.5 open
        ("cost_per_application", 1.25),  # 100 of 300 euro fall in June
        ("views", 250.0),
        ("watch_hours", 2.0),
    ],
)
def test_each_key_figure_of_june(key, value):
    some = frames(
        CAME_IN,
        attention={JUNE: Watched(250.0, 120.0)},
        vacancies=[
            (date(2026, 1, 1), date(2026, 6, 15)),  # 15 days of June
            (date(2026, 6, 1), None),  # 30
            (date(2026, 5, 1), date(2026, 8, 1)),  # 30
            (date(2026, 8, 1), None),
            (None, None),
        ],
        campaigns=[(date(2026, 6, 21), date(2026, 7, 20), 300.0), (date(2026, 6, 1), None, None)],
    )
    assert figure(key, some, JUNE, TODAY) == Figure(pytest.approx(value))


@pytest.mark.parametrize("key", list(KPIS))
def test_without_any_row_a_figure_is_zero_or_missing_and_never_made_up(key):
    zero = key in {"applications", "hires"}
    assert figure(key, frames(), JUNE, TODAY) == (Figure(0) if zero else MISSING)


@pytest.mark.parametrize(
    "key",
    ["applications", "applications_per_vacancy", "cost_per_application", "side_entrant_share", "unknown_origin_share"],
)
def test_a_figure_that_would_give_away_three_applications_is_hidden(key):
    some = frames(
        [(date(2026, 6, 2), "side_entrant", 3, 0)],
        vacancies=[(date(2026, 6, 1), None)],
        campaigns=[(date(2026, 6, 1), date(2026, 6, 30), 300.0)],
    )
    assert figure(key, some, JUNE, TODAY) == HIDDEN


def test_views_that_are_missing_are_not_zero():
    some = frames(attention={JUNE: Watched(None, None)})
    assert figure("views", some, JUNE, TODAY) == MISSING


def test_vacancies_without_a_first_day_are_not_known_to_be_open():
    assert open_vacancies(frames(vacancies=[(None, None)]), JUNE, TODAY) is None


def test_a_running_campaign_spreads_its_cost_up_to_today():
    running = frames(campaigns=[(date(2026, 6, 2), None, 300.0)]).campaigns
    assert cost_in(running, JUNE, TODAY) == pytest.approx(290.0)


def test_a_period_without_a_campaign_of_known_cost_has_no_cost_instead_of_zero():
    rows = [(date(2026, 2, 1), date(2026, 3, 1), 300.0), (date(2026, 6, 1), date(2026, 6, 9), None)]
    assert cost_in(frames(campaigns=rows).campaigns, JUNE, TODAY) is None


def daily(first, last, per_day):
    return [(day, "within_care", per_day, 0) for day in Period(first, last).each_day()]


def test_a_figure_stands_beside_the_period_before_and_the_same_a_year_earlier():
    rows = (
        daily(date(2026, 6, 1), date(2026, 6, 30), 10)
        + daily(date(2026, 5, 2), date(2026, 5, 31), 8)
        + daily(date(2025, 6, 2), date(2025, 7, 1), 12)
    )
    found = measured("applications", frames(rows), JUNE, first_day=date(2025, 6, 2), today=TODAY)
    assert (found.figure.value, found.previous.figure.value, found.year_earlier.figure.value) == (300, 240, 360)
    assert found.previous.relative == pytest.approx(0.25)
    assert found.year_earlier.relative == pytest.approx(-1 / 6)
    assert (direction(found.previous), direction(found.year_earlier)) == (1, -1)
    assert found.year_earlier.period == Period(date(2025, 6, 2), date(2025, 7, 1))


def test_a_period_from_before_the_first_figures_is_not_compared_with_zero():
    rows = daily(date(2026, 5, 10), date(2026, 6, 30), 10)
    found = measured("applications", frames(rows), JUNE, first_day=date(2026, 5, 10), today=TODAY)
    assert (found.previous.figure.value, found.previous.relative) == (None, None)
    assert found.previous.reason.text == "no figures from that time"


def test_a_share_changes_by_points():
    rows = [
        (date(2026, 6, 2), "side_entrant", 30, 0),
        (date(2026, 6, 2), "within_care", 70, 0),
        (date(2026, 5, 9), "side_entrant", 20, 0),
        (date(2026, 5, 9), "within_care", 80, 0),
    ]
    found = measured("side_entrant_share", frames(rows), JUNE, first_day=date(2025, 1, 1), today=TODAY)
    assert (found.previous.points, found.previous.relative) == (pytest.approx(0.1), None)


def test_a_hidden_figure_is_not_compared():
    rows = [(date(2026, 6, 2), "unknown", 3, 0), (date(2026, 5, 9), "unknown", 30, 0)]
    found = measured("applications", frames(rows), JUNE, first_day=date(2025, 1, 1), today=TODAY)
    assert (found.previous.relative, found.previous.reason.text) == (None, "too few to compare")


def test_the_trend_is_whole_iso_weeks_with_small_ones_hidden():
    monday = date(2026, 6, 22)
    rows = [(monday - timedelta(weeks=i), "unknown", 20 + i, 0) for i in range(1, 10)] + [(monday, "unknown", 3, 0)]
    found = measured("applications", frames(rows), JUNE, first_day=monday - timedelta(weeks=9), today=TODAY)
    assert [week.figure.value for week in found.trend] == [29, 28, 27, 26, 25, 24, 23, 22, None, None]
    assert found.trend[-1].period == Period(monday, monday + timedelta(days=6))


def test_a_week_that_the_total_of_the_period_would_give_away_takes_a_neighbour_along():
    first = date(2026, 6, 1)  # a Monday: June 2026 holds four whole weeks and two days
    rows = [(first + timedelta(weeks=i), "unknown", number, 0) for i, number in enumerate([40, 3, 30, 20])]
    found = measured("applications", frames(rows), JUNE, first_day=first, today=TODAY)
    assert found.figure.value == 93
    assert [week.figure for week in found.trend] == [Figure(40), HIDDEN, HIDDEN, Figure(20)]


def test_a_week_whose_applications_are_hidden_shows_no_cost_per_application_either():
    first = date(2026, 6, 1)
    rows = [(first + timedelta(weeks=i), "unknown", number, 0) for i, number in enumerate([40, 3, 30, 20])]
    some = frames(rows, campaigns=[(first, date(2026, 6, 30), 300.0)])
    found = measured("cost_per_application", some, JUNE, first_day=first, today=TODAY)
    assert [week.figure.hidden for week in found.trend] == [False, True, True, False]


def origins_per_week(first, weeks):
    names = ("side_entrant", "within_care", "unknown")
    return [
        (first + timedelta(weeks=place), name, number, 0)
        for place, numbers in enumerate(weeks)
        for name, number in zip(names, numbers, strict=True)
    ]


def test_a_week_with_few_side_entrants_takes_a_neighbour_along_in_both_shares():
    first = date(2026, 6, 1)
    some = frames(origins_per_week(first, [(10, 40, 10), (3, 40, 10), (8, 40, 10), (20, 40, 10)]))
    for key in ("side_entrant_share", "unknown_origin_share"):
        found = measured(key, some, JUNE, first_day=first, today=TODAY)
        assert [week.figure.hidden for week in found.trend] == [False, True, True, False]


def test_the_share_of_side_entrants_is_hidden_when_it_would_give_a_few_unknown_ones_away():
    rows = [(date(2026, 6, 1), "side_entrant", 6, 0), (date(2026, 6, 1), "within_care", 11, 0)]
    known = frames(rows)
    assert figure("side_entrant_share", known, JUNE, TODAY).value == pytest.approx(6 / 17)
    with_unknown = frames([*rows, (date(2026, 6, 2), "unknown", 3, 0)])
    assert figure("side_entrant_share", with_unknown, JUNE, TODAY) == HIDDEN


def test_hires_of_recent_applications_are_not_compared_with_older_ones():
    found = measured("hires", frames(CAME_IN), JUNE, first_day=date(2025, 1, 1), today=TODAY)
    assert (found.figure.value, found.trend) == (7, ())
    assert found.previous.reason.text == "recent applications are still open"


def test_the_sentence_says_what_went_up_and_what_went_down():
    rows = daily(date(2026, 6, 1), date(2026, 6, 30), 10) + daily(date(2026, 5, 2), date(2026, 5, 31), 8)
    up = measured("applications", frames(rows), JUNE, first_day=date(2025, 1, 1), today=TODAY)
    assert changes([up]).text == "Up against the period before: {up}."
    assert changes([]).text == "Nothing to compare with the period before."


def test_each_passport_is_complete():
    for key, passport in KPIS.items():
        assert passport.key == key
        assert all([passport.label, passport.definition, passport.formula, passport.date_basis])
