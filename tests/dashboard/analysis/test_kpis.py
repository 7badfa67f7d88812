from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.kpis import HIDDEN, MISSING, Figure, Frames, Watched, cost_in, figure, open_vacancies
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


def test_the_share_of_side_entrants_is_hidden_when_it_would_give_a_few_unknown_ones_away():
    rows = [(date(2026, 6, 1), "side_entrant", 6, 0), (date(2026, 6, 1), "within_care", 11, 0)]
    known = frames(rows)
    assert figure("side_entrant_share", known, JUNE, TODAY).value == pytest.approx(6 / 17)
    with_unknown = frames([*rows, (date(2026, 6, 2), "unknown", 3, 0)])
    assert figure("side_entrant_share", with_unknown, JUNE, TODAY) == HIDDEN


def test_each_passport_is_complete():
    for key, passport in KPIS.items():
        assert passport.key == key
        assert all([passport.label, passport.definition, passport.formula, passport.date_basis])
