"""The applications meet the parameters that they were made from."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from connectors.database import schema
from connectors.demo import arrivals, funnel, parameters, traits, vacancies
from connectors.demo.sources import rules
from connectors.side_entrant import cbs_class
from connectors.sources import resolve

WINDOW = (date(2026, 1, 14), date(2026, 5, 5))
RELEASE = datetime(2026, 1, 14, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def applications(table):
    return table(schema.application)


@pytest.fixture(scope="module")
def window(applications):
    return applications[applications["applied_on"].between(*WINDOW)]


def expected():
    return arrivals.usual_means() + sum(arrivals.extra_means().values())


def test_on_average_3400_are_expected_in_2025_and_66_a_week(applications):
    first, after = parameters.day_no("2025-01-01"), parameters.day_no("2026-01-01")
    assert expected()[:, first:after].sum() == pytest.approx(3400, abs=10)
    assert expected().sum() / 730 * 7 == pytest.approx(66, abs=1)
    assert len(applications) / 730 * 7 == pytest.approx(66.6, abs=0.1)
    assert sum(day.year == 2025 for day in applications["applied_on"]) == pytest.approx(3400, rel=0.01)


def test_the_months_of_2025_follow_the_season_within_noise(applications):
    wanted = np.array([285, 305, 345, 261, 281, 267, 230, 242, 364, 353, 278, 188])
    days = pd.to_datetime(applications["applied_on"])
    drawn = days[days.dt.year == 2025].dt.month.value_counts().sort_index().to_numpy()
    assert np.abs(drawn / wanted - 1).max() < 0.13


def test_a_lift_times_the_usual_number_is_close_to_the_true_total():
    series = parameters.PARAMETERS["campaigns"]["soap"]
    lift = arrivals._lift(series)
    assert (arrivals.usual_means()[0] * lift).sum() == pytest.approx(312, rel=0.01)


def test_gross_and_three_lenses_of_the_series(window):
    assert (window["site_id"] == "BE").sum() == pytest.approx(1136, rel=0.05)
    assert (window["site_id"] == "BE").sum() == 1139
    assert (window["utm_campaign"] == "nergens-beter").sum() == 128
    assert (window["self_reported_id"] == "nergens_beter").sum() == 402


def test_the_other_campaigns_are_tracked_and_named_as_often_as_the_parameters_say(applications):
    for campaign in parameters.PARAMETERS["campaigns"].values():
        if "tracked" in campaign:
            assert (applications["utm_campaign"] == campaign["utm_campaign"]).sum() == campaign["tracked"]
            assert (applications["self_reported_id"] == campaign["self_reported_id"]).sum() == campaign["self_reported"]
    adverts = (applications["utm_campaign"] == "vaste-advertenties").mean()
    assert adverts == pytest.approx(0.31, abs=0.001)


def test_the_first_72_hours_bring_64_at_the_hospital(applications):
    moments = applications.loc[applications["site_id"] == "BE", "applied_at"]
    assert ((moments >= RELEASE) & (moments < RELEASE + timedelta(hours=72))).sum() == 64
    assert arrivals.usual_means()[0, 562:565].sum() == pytest.approx(25, abs=1)


def test_what_the_series_adds_on_its_first_day_comes_after_the_release():
    from connectors.demo.applications import _moments

    people = arrivals.arrivals()
    first = (people.cause == "soap") & (people.day == parameters.day_no("2026-01-14"))
    assert first.sum() > 10
    assert (_moments()[first] % 86400 >= 18 * 3600).all()


def test_origins_are_dealt_as_given_and_a_third_of_the_series_extra_are_side_entrants():
    cause, origin = arrivals.arrivals().cause, traits.traits().origin
    usual = pd.Series(origin[cause == ""]).value_counts(normalize=True)
    assert usual.round(3).to_dict() == {
        "within_care": 0.46,
        "other": 0.17,
        "side_entrant": 0.14,
        "unknown": 0.14,
        "returner": 0.09,
    }
    assert (origin[cause == "soap"] == "side_entrant").sum() == 114


def test_the_series_lifts_less_obvious_functions():
    cause, group = arrivals.arrivals().cause, traits.traits().function_group
    extra, usual = (
        np.isin(group[cause == name], ["technology_it", "kitchen_cleaning", "logistics"]).mean()
        for name in ("soap", "")
    )
    assert usual == pytest.approx(0.28, abs=0.001)
    assert extra == pytest.approx(0.56 / 1.28, abs=0.002)


def test_the_class_follows_from_the_facts(applications):
    names = ["over_25", "ever_in_care", "recently_in_care"]
    facts = applications[names].astype(object).where(applications[names].notna(), None)
    classes = [cbs_class(over_25=a, ever_in_care=b, recently_in_care=c) for a, b, c in facts.itertuples(index=False)]
    assert applications["side_entrant"].tolist() == classes
    assert ((applications["side_entrant_basis"] == "none") == (applications["side_entrant"] == "unknown")).all()


def test_every_source_is_the_one_that_the_rules_would_find(applications):
    known = rules()
    parts = applications[["source_raw", "utm_source", "utm_campaign", "source_id"]].drop_duplicates().astype(object)
    for raw, source, campaign, source_id in parts.where(parts.notna(), None).itertuples(index=False):
        found = resolve(known, raw, source, campaign)
        assert (found.source_id if found else None) == source_id, raw
    answers = applications[["self_reported_raw", "self_reported_id"]].drop_duplicates().dropna()
    for raw, source_id in answers.itertuples(index=False):
        assert resolve(known, raw).source_id == source_id


def test_measured_sources_are_mixed_as_given(applications):
    before = applications[[day < date(2025, 9, 1) for day in applications["applied_on"]]]
    shares = before["source_id"].fillna("").value_counts(normalize=True)
    for name, source in parameters.PARAMETERS["sources"].items():
        if source["base"] >= 0.04:
            assert shares[name] == pytest.approx(source["base"], abs=0.02), name


def test_seven_in_a_hundred_are_hired_and_referrals_most(applications):
    hired = applications["status"] == "hired"
    assert hired.mean() == pytest.approx(0.07, abs=0.005)
    assert hired.sum() / 2 == pytest.approx(230, abs=5)
    by_source = hired.groupby(applications["source_id"]).mean()
    assert by_source["referral"] > by_source["own_site"] > by_source["job_boards"]
    by_class = hired.groupby(applications["side_entrant"]).mean()
    assert by_class["side_entrant"] / by_class["within_care"] == pytest.approx(0.7, abs=0.1)


def test_nineteen_of_the_series_extra_were_hired():
    hired = np.array([course.status == "hired" for course in funnel.courses()])
    assert (hired & (arrivals.arrivals().cause == "soap")).sum() == 19


def test_the_milestones_have_the_given_medians_and_come_in_order(applications):
    for stage, days in {"screened": 6, "interview": 17, "offer": 31, "hired": 36}.items():
        reached = applications.dropna(subset=[f"{stage}_at"])
        waited = [
            (at - applied).days for at, applied in zip(reached[f"{stage}_at"], reached["applied_on"], strict=True)
        ]
        assert np.median(waited) == pytest.approx(days, abs=1)
        assert min(waited) >= 0
    hired = applications.dropna(subset=["hired_at"])
    assert (hired["screened_at"] <= hired["interview_at"]).all()
    assert (hired["interview_at"] <= hired["offer_at"]).all()
    assert (hired["offer_at"] <= hired["hired_at"]).all()
    assert (applications["status"] == "withdrawn").mean() == pytest.approx(0.12, abs=0.015)


def test_open_cases_at_the_end_are_recent(applications):
    is_open = applications["status"].isin(["new", "in_process", "offer"])
    assert 50 < is_open.sum() < 250
    assert applications.loc[is_open, "applied_on"].min() > date(2026, 3, 1)


def test_events_tell_what_the_milestones_tell(applications, table):
    counts = table(schema.application_event)["event"].value_counts()
    assert counts["created"] == len(applications)
    for event in ("hired", "rejected", "withdrawn"):
        assert counts[event] == (applications["status"] == event).sum()
    assert counts["stage"] == applications[["screened_at", "interview_at", "offer_at"]].notna().sum().sum()


def test_the_daily_counts_add_up_to_the_rows(applications, table):
    daily = table(schema.application_daily)
    assert daily["applied"].sum() == len(applications)
    assert daily["hired"].sum() == (applications["status"] == "hired").sum()


def test_vacancies_stand_open_as_the_path_says_and_close_in_their_own_time(table):
    rows = table(schema.vacancy)
    rows = rows[rows["provider"] == parameters.PROVIDER]
    for site, path in vacancies.open_vacancies().items():
        here = rows[rows["site_id"] == site]
        for day in (0, 200, 560, 729):
            when = parameters.DAYS[day]
            is_open = (here["opened_at"] <= when) & (here["closed_at"].isna() | (here["closed_at"] >= when))
            assert is_open.sum() == path[day]
    hospital = vacancies.open_vacancies()["BE"]
    assert hospital.mean() == pytest.approx(44.5, abs=0.5)
    assert (hospital.min(), hospital.max()) == (27, 63)
    closed = rows.dropna(subset=["closed_at"])
    days = pd.Series([(end - start).days for end, start in zip(closed["closed_at"], closed["opened_at"], strict=True)])
    medians = days.groupby(closed["function_group"].to_numpy()).median()
    assert medians["nurse"] == pytest.approx(74, abs=4)
    assert medians["logistics"] == pytest.approx(31, abs=4)


def test_an_application_answers_a_vacancy_that_stood_open(applications, table):
    joined = applications.dropna(subset=["vacancy_id"]).merge(
        table(schema.vacancy), on="vacancy_id", suffixes=("", "_of")
    )
    assert (joined["opened_at"] <= joined["applied_on"]).all()
    assert (joined["closed_at"].isna() | (joined["closed_at"] >= joined["applied_on"])).all()
    assert (joined["function_group"] == joined["function_group_of"]).all()
    assert (joined["site_id"] == joined["site_id_of"]).all()
