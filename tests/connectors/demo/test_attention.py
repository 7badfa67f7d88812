"""What was seen meets the parameters: views of the series, the vlog, channels, visits, and one restated day."""

from datetime import date, timedelta

import pandas as pd
import pytest

from connectors.database import schema
from connectors.demo import runs

EPISODES = [41_000, 24_500, 19_800, 17_600, 16_200, 15_100, 14_500, 22_000]


@pytest.fixture(scope="module")
def daily(table):
    named = table(schema.content)[["content_id", "external_id", "published_at", "duration_s", "channel_id"]]
    return table(schema.content_daily).merge(named, on="content_id")


def first_days(daily, external_id, days):
    own = daily[daily["external_id"] == external_id]
    release = own["published_at"].iloc[0].date()
    return own[[day < release + timedelta(days) for day in own["day"]]]["views"].sum()


def test_episodes_and_trailer_reach_their_views_in_28_days(daily):
    drawn = [first_days(daily, f"nb-{number}", 28) for number in range(1, 9)]
    assert drawn == EPISODES
    assert sum(drawn) == 170_700
    assert first_days(daily, "nb-trailer", 28) == 28_000


def test_an_episode_has_most_of_its_views_in_the_first_days(daily):
    for number, views in enumerate(EPISODES, start=1):
        life = views / 0.8
        assert first_days(daily, f"nb-{number}", 3) / life == pytest.approx(0.45, abs=0.001)
        assert first_days(daily, f"nb-{number}", 7) / life == pytest.approx(0.60, abs=0.001)


def test_minutes_impressions_and_shares_go_with_the_views(daily):
    series = daily[daily["external_id"].str.fullmatch(r"nb-\d")]
    assert series["average_view_share"].between(0.455, 0.585).all()
    minutes = (series["views"] * series["duration_s"] / 60 * series["average_view_share"]).sum()
    assert series["watch_minutes"].sum() == pytest.approx(minutes, rel=0.001)
    assert series["views"].sum() / 2 / series["impressions"].sum() == pytest.approx(0.055, rel=0.02)
    assert series["reactions"].sum() / series["views"].sum() == pytest.approx(0.018, rel=0.05)


def test_episodes_come_out_on_wednesdays_at_six(table):
    episodes = table(schema.episode)
    released = episodes.loc[episodes["series_id"] == "nergens-beter", "released_at"].dt.tz_convert("Europe/Brussels")
    assert [moment.isoformat() for moment in released[:2]] == ["2026-01-14T18:00:00+01:00", "2026-01-21T18:00:00+01:00"]
    assert (released.dt.day_name() == "Wednesday").all()
    assert len(released) == 8


def test_one_day_was_restated_once(table, daily):
    kept = table(schema.content_daily.info["revisions"])
    assert len(kept) == 1
    assert kept["day"][0] == date(2026, 1, 16)
    assert kept["superseded_by_run"][0] == runs.run_id(runs.restating_run())
    now = daily[(daily["content_id"] == kept["content_id"][0]) & (daily["day"] == kept["day"][0])].iloc[0]
    assert now["views"] / kept["views"][0] - 1 == pytest.approx(-0.006, abs=0.0001)
    assert now["external_id"] == "nb-1"
    assert kept["superseded_by_run"][0] in table(schema.sync_run)["run_id"].to_list()


def test_the_vlog_reaches_its_totals(daily):
    vlog = daily[daily["external_id"].str.startswith("vlog-")]
    assert (vlog["views"].sum(), vlog["impressions"].sum()) == (85_000, 212_000)


def test_the_last_days_may_still_change(daily, table):
    youtube = table(schema.channel).set_index("platform")["channel_id"]["youtube"]
    own = daily[daily["channel_id"] == youtube]
    assert set(own["day_zone"]) == {"America/Los_Angeles"}
    assert set(own["auth_kind"]) == {"owner"}
    assert set(own.loc[own["is_final"] == 0, "day"]) == {date(2026, 6, 26), date(2026, 6, 27)}
    assert own["day"].max() == date(2026, 6, 27)


def test_subscribers_grow_with_the_series(table):
    channels = table(schema.channel).set_index("channel_id")["platform"]
    daily = table(schema.channel_daily)
    own = daily[daily["channel_id"].map(channels) == "youtube"].set_index("day")
    assert own.loc[date(2024, 7, 1), "followers"] == 1210
    assert own.loc[date(2026, 1, 13), "followers"] == 1450
    assert own.loc[date(2026, 6, 27), "followers"] == pytest.approx(3900, abs=20)
    net = own["followers_gained"] - own["followers_lost"]
    assert net.iloc[1:].tolist() == own["followers"].diff().iloc[1:].tolist()


def test_a_channel_has_at_least_what_its_items_have(table, daily):
    own = daily.groupby(["channel_id", "day"])["views"].sum(min_count=1).rename("items").reset_index()
    whole = table(schema.channel_daily).merge(own, on=["channel_id", "day"]).dropna(subset=["items"])
    assert len(whole) > 700
    assert (whole["views"] >= whole["items"]).all()


def test_the_page_of_the_series_gets_9800_visits(table):
    visits = table(schema.visit_daily)
    own = visits[visits["landing_page"] == "/nergens-beter"]
    assert own[["sessions", "apply_starts", "apply_completes"]].sum().to_list() == [9800, 588, 365]
    by_source = own.groupby("utm_source")["sessions"].sum()
    assert by_source.to_dict() == {"": 1274, "facebook": 3430, "press": 1960, "qr": 392, "youtube": 2744}
    assert (own["apply_starts"] <= own["sessions"]).all()
    assert (own["apply_completes"] <= own["apply_starts"]).all()


def test_the_critical_report_sends_visitors_to_the_site_it_was_about(table):
    visits = table(schema.visit_daily)
    own = visits[visits["landing_page"] == "/overal/werken-bij"].groupby("day")["sessions"].sum()
    during, before = (
        own[date(2025, 11, 20) : date(2025, 12, 3)].mean(),
        own[date(2025, 11, 6) : date(2025, 11, 19)].mean(),
    )
    assert during / before == pytest.approx(1.6 * 0.85, abs=0.3)


def test_snapshots_are_the_sums_of_the_days(table, daily):
    counters = table(schema.content_snapshot)
    latest = counters[counters["observed_at"] == counters["observed_at"].max()].set_index("content_id")["views"]
    summed = daily.groupby("content_id")["views"].sum()
    assert (latest == summed.reindex(latest.index).fillna(0)).all()
    earlier = counters.sort_values("observed_at").groupby("content_id")["views"].diff().dropna()
    assert (earlier >= 0).all()


def test_sums_per_month_follow(table, daily):
    month = table(schema.content_daily.info["rollups"]["month_start"])
    assert month["views"].sum() == daily["views"].sum()
    first = month[month["month_start"] == date(2026, 1, 1)]["views"].sum()
    assert first == daily.loc[pd.to_datetime(daily["day"]).dt.strftime("%Y-%m") == "2026-01", "views"].sum()


@pytest.mark.story("M7")
def test_curves_fit_the_average_share_and_completion_of_each_episode(table, daily):
    named = table(schema.content)[["content_id", "external_id"]]
    curves = table(schema.content_retention).merge(named, on="content_id")
    ratios = curves.pivot_table(index="external_id", columns="position", values="watch_ratio")
    assert ratios.shape == (8, 100)
    assert (ratios.diff(axis=1).iloc[:, 1:] <= 0).all(axis=None)
    done = [0.42, 0.393, 0.374, 0.356, 0.347, 0.328, 0.31, 0.365]
    assert (ratios[95] / ratios[1]).tolist() == pytest.approx(done, abs=0.0011)
    for name, share in ratios.mean(axis=1).items():
        own = daily[daily["external_id"] == name]
        watched = (own["average_view_share"] * own["views"]).sum() / own["views"].sum()
        assert share == pytest.approx(watched, abs=0.02)
