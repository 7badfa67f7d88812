"""``impact --unit --treated``: places with the campaign against places that were left out."""

from datetime import date, timedelta

import numpy as np
import pytest

from tests.dashboard.doors.series_files import write_rows

FIRST = date(2025, 1, 6)
START = date(2025, 10, 6)


def write_places(path, lift=0.0, days=7 * 45, without=()):
    """Write 15 places with one season and their own noise; “P00” and “P01” have the campaign."""
    random = np.random.default_rng(3)
    rows = []
    for number in range(15):
        for n in range(days):
            day = FIRST + timedelta(days=n)
            base = (20 + 2 * number) * (1 + 0.2 * np.sin(n / 20))
            count = random.poisson(base * (1 + lift * (number < 2 and day >= START)))
            rows.append((f"P{number:02}", day, count))
    kept = [row for row in rows if (row[0], row[1]) not in without]
    return write_rows(path, ("place", "day", "n"), kept, delimiter=";")


def ask(instroom, path, *more, treated="P00,P01"):
    options = ("--outcome", "n", "--unit", "place", "--treated", treated, "--start", START, "--json")
    return instroom("impact", "--series", path, *options, *more)


def test_an_effect_where_the_campaign_ran_is_likely_extra(instroom, tmp_path):
    found = ask(instroom, write_places(tmp_path / "a.csv", lift=0.5)).json()
    assert (found["verdict"], found["grain"]) == ("likely_extra", "week")
    assert found["method"].startswith("regional hold-out")
    assert found["p"] <= 0.10
    assert 0 < found["low"] < found["extra"] < found["high"]
    assert found["relative"] == pytest.approx(0.5, abs=0.15)
    assert sum(found["weights"].values()) == pytest.approx(1, abs=0.001)
    assert found["p_value_iid"] is not None
    assert found["probability"] is None
    assert "p_value" not in found


def test_no_effect_is_not_called_one(instroom, tmp_path):
    found = ask(instroom, write_places(tmp_path / "a.csv")).json()
    assert found["verdict"] == "cannot_tell"
    assert found["low"] <= 0 <= found["high"]
    assert found["p"] > 0.10


def test_days_after_the_last_whole_week_are_left_out_and_that_is_said(instroom, tmp_path):
    found = ask(instroom, write_places(tmp_path / "a.csv", days=7 * 45 - 3)).json()
    assert found["end"] == "2025-11-09"
    assert "the days after 9 Nov 2025 are left out" in found["warnings"][0]


def test_a_place_with_a_hole_is_left_out_of_the_comparison(instroom, tmp_path):
    path = write_places(tmp_path / "a.csv", lift=0.5, without={("P09", FIRST)})
    found = ask(instroom, path).json()
    assert "P09" not in found["weights"]
    assert found["warnings"] == ["Left out of the comparison, since figures are missing: P09."]


def test_a_hole_where_the_campaign_ran_is_an_answer(instroom, tmp_path):
    path = write_places(tmp_path / "a.csv", without={("P00", date(2025, 9, 1))})
    said = ask(instroom, path)
    assert (said.code, said.json()["verdict"]) == (0, "not_enough_data")
    assert said.json()["weights"] is None


def test_a_short_history_is_compared_by_day(instroom, tmp_path):
    found = ask(
        instroom, write_places(tmp_path / "a.csv", lift=0.5), "--start", "2025-05-05", "--end", "2025-05-18"
    ).json()
    assert found["grain"] == "day"
    assert found["warnings"] == ["Too few whole weeks to compare by week: compared by day."]


def test_places_that_are_not_there_are_named_with_those_that_are(instroom, tmp_path):
    said = ask(instroom, write_places(tmp_path / "a.csv"), treated="Q1")
    assert said.code == 2
    assert "Column “place” has no “Q1”." in said.err
    assert "It has P00, P01," in said.err


def test_options_that_a_hold_out_does_not_read_are_refused(instroom, tmp_path):
    said = ask(instroom, write_places(tmp_path / "a.csv"), "--country", "NL")
    assert (said.code, "[usage.question]" in said.err) == (2, True)


def test_a_row_that_is_there_twice_names_both(instroom, tmp_path):
    path = write_places(tmp_path / "a.csv", days=40)
    path.write_text(path.read_text() + "P00;2025-01-06;3\n")
    said = ask(instroom, path, "--start", "2025-02-03")
    assert said.code == 1
    assert "6 Jan 2025 of P00 is there twice, in row 2 and row 602." in said.err


def test_a_person_reads_chance_and_comparison(instroom, tmp_path):
    options = ("--outcome", "n", "--unit", "place", "--treated", "P00,P01", "--start", START)
    said = instroom("impact", "--series", write_places(tmp_path / "a.csv", lift=0.5), *options)
    assert "Chance of a difference this large without a campaign" in said.out
    assert said.out.splitlines()[0].startswith("About ")
