"""``impact --series``: the verdict on a file of figures."""

import json

import pytest

from tests.dashboard.doors.series_files import LAST, START, applications, by_week, write_days, write_rows

KEYS = {
    *("verdict", "observed", "expected", "extra", "low", "high", "level", "relative", "relative_low", "relative_high"),
    *("probability", "start", "end", "unit", "grain", "method", "checks", "warnings", "minimum_detectable_effect"),
    *("sentence", "cost_per_extra"),
}


@pytest.fixture
def lifted(tmp_path):
    return write_days(tmp_path / "days.csv", lift=1.0)


def ask(instroom, path, *more, outcome="applications", start=START):
    return instroom("impact", "--series", path, "--outcome", outcome, "--start", start, "--json", *more)


def test_a_clear_effect_is_likely_extra_with_every_key_of_a_finding(instroom, lifted):
    said = ask(instroom, lifted, "--controls", "nurses", "--country", "NL", "--region", "Zuid")
    found = said.json()
    assert said.code == 0
    assert set(found) >= KEYS
    assert found["verdict"] == "likely_extra"
    counts = [count for day, count in applications(1.0).items() if day >= START]
    assert found["observed"] == sum(counts)
    assert found["observed"] - found["expected"] == pytest.approx(found["extra"], abs=0.001)
    assert found["low"] < found["extra"] < found["high"]
    assert (found["start"], found["end"], found["level"]) == (START.isoformat(), LAST.isoformat(), 0.9)
    assert found["unit"] == "applications"
    assert found["cost_per_extra"] == {"cash": None, "full": None, "at_least": None, "currency": None}
    assert found["cross_check"]["probability"] > 0.8
    assert {"name", "ok", "detail"} == set(found["checks"][0])


def test_the_same_file_gives_the_same_answer(instroom, lifted):
    assert ask(instroom, lifted).out == ask(instroom, lifted).out


def test_cost_per_extra_follows_from_cash_and_cost(instroom, lifted):
    found = ask(instroom, lifted, "--cash", "1000", "--cost", "3000", "--currency", "EUR").json()
    assert found["cost_per_extra"]["full"] == pytest.approx(3000 / found["extra"], rel=0.001)
    assert found["cost_per_extra"]["cash"] == pytest.approx(1000 / found["extra"], rel=0.001)
    assert found["cost_per_extra"]["at_least"] is False


def test_no_effect_inside_the_smallest_that_matters_is_too_small_to_matter(instroom, tmp_path):
    path = write_days(tmp_path / "days.csv")
    assert ask(instroom, path).json()["verdict"] == "cannot_tell"
    assert ask(instroom, path, "--minimum-effect", "400").json()["verdict"] == "too_small_to_matter"


def test_too_little_history_is_an_answer(instroom, tmp_path):
    rows = [(day, count) for day, count in applications().items() if day >= START.replace(month=8)]
    path = write_rows(tmp_path / "short.csv", ("day", "applications"), rows)
    said = ask(instroom, path)
    assert said.code == 0
    assert said.json()["verdict"] == "not_enough_data"
    assert "NaN" not in said.out


def test_a_start_on_the_first_day_is_an_answer_as_well(instroom, lifted):
    said = ask(instroom, lifted, start="2024-07-01")
    assert (said.code, said.json()["verdict"], said.json()["expected"]) == (0, "not_enough_data", None)


def test_weekly_rows_widen_the_window_and_say_so(instroom, tmp_path):
    path = write_rows(tmp_path / "weeks.csv", ("week", "applications"), by_week(applications(1.0)).items())
    found = ask(instroom, path, "--end", "2025-11-12", start="2025-10-08").json()
    assert (found["verdict"], found["grain"]) == ("likely_extra", "week")
    assert (found["start"], found["end"]) == ("2025-10-06", "2025-11-16")
    assert "2025-10-06" not in found["warnings"][0]
    assert "whole rows, 6 Oct 2025 to 16 Nov 2025" in found["warnings"][0]


def test_several_columns_are_parts_of_one_model(instroom, tmp_path):
    rows = [(day, count // 2, count - count // 2) for day, count in applications(1.0).items()]
    path = write_rows(tmp_path / "sites.csv", ("day", "BE", "NL"), rows)
    found = ask(instroom, path, outcome="BE,NL").json()
    assert (found["verdict"], found["unit"]) == ("likely_extra", "BE + NL")
    assert found["observed"] == sum(count for day, count in applications(1.0).items() if day >= START)


def test_an_event_in_the_window_is_a_check(instroom, lifted):
    found = ask(instroom, lifted, "--event", "2025-10-06..2025-11-16=campaign: Open day").json()
    alone = next(check for check in found["checks"] if check["name"] == "alone")
    assert alone["ok"] is False
    assert "Open day" in alone["detail"]
    assert found["verdict"] == "cannot_tell"


def test_a_break_in_what_is_counted_is_a_check(instroom, lifted):
    found = ask(instroom, lifted, "--event", "2025-10-20=definition_break: New form").json()
    assert found["verdict"] == "cannot_tell"
    assert any("New form" in check["detail"] for check in found["checks"])


def test_daily_grain_on_request(instroom, lifted):
    assert ask(instroom, lifted, "--grain", "day").json()["grain"] == "day"


def test_the_timing_of_views_is_a_second_reading_and_changes_no_verdict(instroom, tmp_path):
    counts = applications(1.0)
    rows = [(day, count, 100 + 900 * (day.weekday() == 0)) for day, count in counts.items()]
    path = write_rows(tmp_path / "views.csv", ("day", "applications", "views"), rows)
    plain, timed = ask(instroom, path).json(), ask(instroom, path, "--exposure", "views").json()
    timing = timed.pop("exposure")
    assert plain == timed
    assert timing["half_life"] == 5
    assert timing["reading"] in {-1, 0, 1}
    assert timing["sentence"].startswith("Second reading:")


def test_a_person_reads_the_sentence_first_then_figures_and_checks(instroom, lifted):
    said = instroom("impact", "--series", lifted, "--outcome", "applications", "--start", START)
    lines = said.out.splitlines()
    assert lines[0].endswith("Likely an effect.")
    assert any(line.startswith("  came in ") for line in lines)
    assert any(line.startswith("  ✓ ") for line in lines)
    assert said.code == 0


def test_the_sentence_follows_the_language(instroom, lifted):
    english, dutch = (
        json.loads(
            instroom(
                "impact", "--series", lifted, "--outcome", "applications", "--start", START, "--json", lang=code
            ).out
        )
        for code in ("en", "nl")
    )
    assert english["extra"] == dutch["extra"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--start", "2027-01-01"), "usage.start", "expected is a day from 1 Jul 2024 to 16 Nov 2025"),
        (("--start", "2025-10-06", "--end", "2025-09-01"), "usage.window", "lies before --start"),
        ((), "usage.start", "--start is needed"),
        (("--start", "2025-10-06", "--controls", "doctors"), "usage.column", "Columns: day, applications, nurses."),
        (("--start", "2025-10-06", "--controls", "applications"), "usage.controls", "is the outcome itself"),
        (("--start", "2025-10-06", "--country", "XX"), "usage.country", "No holidays are known of XX"),
        (("--start", "2025-10-06", "--country", "NL", "--region", "Oost"), "usage.country", "NL Oost"),
        (("--start", "2025-10-06", "--event", "soon=Fair"), "usage.event", "DAY..DAY=TITLE"),
        (("--start", "2025-10-06", "--event", "2025-10-09..2025-10-01=Fair"), "usage.event", "DAY..DAY=TITLE"),
        (("--start", "2025-10-06", "--treated", "BE"), "usage.unit", "go together"),
        (("--start", "2025-10-06", "--where", "nurses=-1"), "usage.where", "has no row with nurses=-1"),
        (("--start", "2025-10-06", "--campaign", "soap"), "usage.question", "either --series"),
    ],
)
def test_wrong_usage_says_what_it_takes(instroom, lifted, arguments, code, told):
    said = instroom("impact", "--series", lifted, "--outcome", "applications", *arguments)
    assert said.code == 2
    assert f"[{code}]" in said.err
    assert told in said.err
    assert "Traceback" not in said.err


def test_the_outcome_must_be_named(instroom, lifted):
    said = instroom("impact", "--series", lifted, "--start", START)
    assert said.code == 2
    assert "Columns: day, applications, nurses." in said.err


def test_a_control_with_the_figures_of_the_outcome_is_refused(instroom, tmp_path):
    rows = [(day, count, count) for day, count in applications().items()]
    path = write_rows(tmp_path / "twice.csv", ("day", "applications", "same"), rows)
    said = ask(instroom, path, "--controls", "same")
    assert (said.code, said.json()["error"]["code"]) == (2, "usage.controls")
