"""``plan``: what a campaign could show, before it starts."""

import pytest

from connectors.database.engine import open_engine
from tests.dashboard.actions.history import campaign
from tests.dashboard.doors.series_files import START, applications, write_days, write_rows


@pytest.fixture
def path(tmp_path):
    return write_days(tmp_path / "days.csv")


def ask(instroom, path, *more):
    return instroom("plan", "--series", path, "--outcome", "applications", "--weeks", "6", "--json", *more)


def test_a_plan_gives_the_smallest_effect_and_the_power_curve(instroom, path):
    said = ask(instroom, path)
    found = said.json()
    assert said.code == 0
    assert set(found) == {
        *("minimum_detectable_effect", "minimum_detectable_relative", "power", "weeks", "baseline_per_week"),
        *("advice", "warnings"),
    }
    assert found["weeks"] == 6
    assert found["baseline_per_week"] == pytest.approx(56, rel=0.15)
    expected = found["minimum_detectable_relative"] * 6 * found["baseline_per_week"]
    assert found["minimum_detectable_effect"] == pytest.approx(expected, rel=0.001)
    shares = [step["power"] for step in found["power"]]
    assert all(0 <= share <= 1 for share in shares)
    assert shares[0] < 0.5 < shares[-1]
    assert all(isinstance(advice, str) for advice in found["advice"])


def test_what_stands_in_the_window_is_not_read(instroom, path, tmp_path):
    lifted = write_days(tmp_path / "lifted.csv", lift=3.0)
    assert ask(instroom, path, "--start", START).json() == ask(instroom, lifted, "--start", START).json()


def test_a_control_takes_the_advice_to_find_one_away(instroom, path):
    without, with_ = ask(instroom, path).json(), ask(instroom, path, "--controls", "nurses").json()
    assert len(with_["advice"]) < len(without["advice"])


def test_half_a_year_is_needed(instroom, tmp_path):
    rows = list(applications().items())[:120]
    said = ask(instroom, write_rows(tmp_path / "short.csv", ("day", "applications"), rows))
    assert (said.code, said.json()["minimum_detectable_effect"], said.json()["power"]) == (0, None, [])
    assert said.json()["warnings"][0].startswith("Not enough data to tell")


def test_a_person_reads_what_would_be_shown(instroom, path):
    said = instroom("plan", "--series", path, "--outcome", "applications", "--weeks", "6")
    assert said.out.startswith("In 6 weeks ")
    assert "  +100%  " in said.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--outcome", "applications"), "usage.weeks"),
        (("--outcome", "applications", "--weeks", "6", "--start", "2024-07-01"), "usage.start"),
        (("--weeks", "6"), "usage.outcome"),
    ],
)
def test_wrong_usage_says_what_it_takes(instroom, path, arguments, code):
    said = instroom("plan", "--series", path, *arguments)
    assert (said.code, f"[{code}]" in said.err) == (2, True)


def test_a_campaign_of_an_organisation_without_applications_has_no_plan_and_says_why(instroom, tmp_path):
    instroom("init", "--id", "nergens", "--name", "Nergens")
    assert "Known" not in instroom("plan", "--campaign", "soap").err
    engine = open_engine(f"sqlite:///{tmp_path}/instroom.db")
    campaign(engine, sites=())
    engine.dispose()
    said = instroom("plan", "--campaign", "soap", "--json")
    assert (said.code, said.json()["weeks"], said.json()["minimum_detectable_effect"]) == (0, 4, None)
    assert said.json()["warnings"] == ["Not enough data to tell. No applications are known yet."]
    assert instroom("plan", "--campaign", "soap", "--weeks", "6", "--json").json()["weeks"] == 6
