"""Campaigns: exact costs, links that lead somewhere, the truth apart, and runs that a page can show."""

import json

from connectors.database import schema
from connectors.youtube import meanings

COSTS = {
    "soap": (21_500, 780, 30_420),
    "ambassadors": (0, 390, 15_210),
    "vlog": (2_400, 60, 2_340),
    "open_day_2026": (6_500, 160, 6_240),
    "open_day_2025": (5_200, 130, 5_070),
    "radio_flyer": (14_000, 40, 1_560),
    "always_on": (69_600, 0, 0),
}


def test_costs_are_exact_cash_and_hours_apart(table):
    lines = table(schema.campaign_cost)
    lines["own"] = lines["hours"] * lines["hour_rate"]
    summed = lines.groupby("campaign_id")[["cash", "hours", "own"]].sum()
    assert {name: tuple(row) for name, row in summed.iterrows()} == COSTS
    assert (lines["campaign_id"] == "always_on").sum() == 48


def test_the_truth_is_what_the_parameters_say(table):
    truth = table(schema.demo_truth)
    assert truth.groupby("campaign_id")["drawn"].sum().to_dict() == {
        "soap": 335,
        "ambassadors": 105,
        "vlog": 0,
        "open_day_2026": 28,
        "open_day_2025": 21,
        "radio_flyer": 9,
        "tv_report": -4,
    }
    series = truth[truth["campaign_id"] == "soap"].set_index("site_id")
    assert series["drawn"].to_dict() == {"BE": 312, "NL": 9, "WZC": 14}
    assert series["incremental"].to_dict() == {"BE": 312.0, "NL": 9.0, "WZC": 14.0}


def test_some_plans_fix_window_and_outcomes_before_the_start_and_none_says_what_could_be_seen(table):
    plans = table(schema.campaign_plan).set_index("campaign_id")
    starts = table(schema.campaign).set_index("campaign_id")["starts_on"]
    assert sorted(plans.index) == ["ambassadors", "open_day_2026", "soap"]
    series = plans.loc["soap"]
    assert (str(series["window_from"]), str(series["window_until"])) == ("2026-01-14", "2026-05-05")
    assert (json.loads(series["outcomes"]), series["minimum_effect"]) == (["all", "side_entrant"], 60)
    assert (plans["window_from"] == starts[plans.index]).all()
    assert all(plan.recorded_at.date() < plan.window_from for plan in plans.itertuples())
    assert plans[["minimum_detectable_effect", "power", "planned_on"]].isna().all(axis=None)


def test_every_link_leads_somewhere(table):
    links = table(schema.campaign_link)
    there = {
        "series": set(table(schema.series)["series_id"]),
        "content": {str(key) for key in table(schema.content)["content_id"]},
        "utm_campaign": set(table(schema.application)["utm_campaign"].dropna()),
        "source": set(table(schema.source)["source_id"]),
        "self_reported": set(table(schema.source)["source_id"]),
        "site": set(table(schema.site)["site_id"]),
        "function_group": set(table(schema.vacancy)["function_group"]),
    }
    for kind, target in links[["kind", "target"]].itertuples(index=False):
        assert target in there[kind], (kind, target)
    assert set(links["kind"]) == set(there)


def test_the_series_comes_two_days_after_a_wave_of_vacancies(table):
    events = table(schema.event).set_index("event_id")
    wave = events.loc["wave-2026-01-be"]
    series = table(schema.campaign).set_index("campaign_id").loc["soap"]
    assert (series["starts_on"] - wave["day"]).days == 2
    assert sorted(events["kind"].unique()) == ["broadcast", "definition_break", "vacancy_wave"]
    assert events.loc["tv_report", "site_id"] == "NL"


def test_the_last_run_of_the_video_source_was_refused_in_its_own_words(table):
    runs = table(schema.sync_run)
    last = runs[runs["source"] == "youtube"].sort_values("run_id").iloc[-1]
    assert (last["status"], last["error_code"]) == ("auth", meanings.TOKEN.code)
    assert (last["error_text"], last["error_hint"]) == (meanings.TOKEN.text, meanings.TOKEN.hint)
    assert json.loads(last["error_values"])["source"] == "youtube"
    before = runs[(runs["source"] == "youtube") & (runs["status"] == "ok")]
    assert str(before["until"].max()) == "2026-06-27"


def test_imports_are_on_record(table):
    files = table(schema.import_file)
    assert sorted(files["kind"].unique()) == ["ats", "linkedin_page"]
    assert set(files["run_id"]) <= set(table(schema.sync_run)["run_id"])


def test_every_source_of_an_application_is_known(table):
    applications, known = table(schema.application), set(table(schema.source)["source_id"])
    assert set(applications["source_id"].dropna()) <= known
    assert set(applications["self_reported_id"].dropna()) <= known
