from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.cohorts import OPEN, REACHED
from dashboard.analysis.faring import Facts, faring
from dashboard.analysis.faring_words import rate_sentence, step_sentence
from dashboard.analysis.side_entrants import CLASSES
from dashboard.analysis.suppression import Mark

TODAY = date(2026, 6, 30)
START = date(2025, 7, 1)
SIZES = {"side_entrant": 120, "returner": 60, "within_care": 300, "other": 90, "unknown": 80}


def row(reached, *, kind="unknown", source="own_site", group="nurse", waiting=(0, 0, 0, 0)):
    counts = {**dict(zip(REACHED, reached, strict=True)), **dict(zip(OPEN, waiting, strict=True))}
    return {"side_entrant": kind, "source_id": source, "function_group": group, **counts}


def by_class(sizes):
    """Return applications of each class, of which a tenth is hired."""
    return [row((size, size // 2, size // 3, size // 5, size // 10), kind=kind) for kind, size in sizes.items()]


def facts(rows, *, answered=None, hires=(), rule="cbs"):
    """Return facts; without ``answered`` everybody answers what the rule says."""
    applications = pd.DataFrame(rows)
    sizes = applications.groupby("side_entrant")["applied"].sum()
    said = answered if answered is not None else {(kind, kind): int(size) for kind, size in sizes.items()}
    return Facts(
        applications,
        pd.DataFrame([(*pair, size) for pair, size in said.items()], columns=["by_rule", "declared", "applied"]),
        pd.DataFrame(
            [(START, START + timedelta(days), group) for group, days in hires],
            columns=["applied_on", "hired_at", "function_group"],
        ),
        pd.DataFrame(
            [("nurse", START, START + timedelta(days), 0, None) for days in (10, 20, 30, 40, 50)],
            columns=["function_group", "opened_at", "closed_at", "hires", "first_hired_at"],
        ),
        rule,
        TODAY,
    )


def test_side_entrants_others_and_the_unknown_share_are_told():
    found = faring(facts(by_class(SIZES)))
    assert found.is_shown
    assert [each.applied.value for each in (found.beside.first, found.beside.second, found.beside.rest)] == [
        120,
        450,
        80,
    ]
    assert found.sentence == found.beside.sentence
    assert found.unknown.value == 80 / 650
    assert found.answers.by_rule.value == 120
    assert {each.source_id for each in found.sources} == {"own_site"}


def test_a_year_with_few_side_entrants_shows_none_of_the_groups_and_no_table():
    found = faring(facts(by_class({**SIZES, "side_entrant": 3})))
    assert (found.is_shown, found.answers) == (False, None)
    assert found.sentence.text == "There are too few applications to tell side-entrants from others."
    assert found.unknown.value == 80 / 533  # as on the first page


def test_a_table_that_hides_a_class_which_the_groups_show_is_left_out():
    sizes = {"side_entrant": 12, "returner": 2, "within_care": 300, "other": 90, "unknown": 80}
    found = faring(facts(by_class(sizes)))
    assert found.is_shown
    assert found.beside.first.applied.value == 12
    assert found.answers is None  # it would hide the twelve to protect the two


def test_few_of_two_small_classes_among_the_others_leave_the_table_in_place():
    found = faring(facts(by_class({**SIZES, "returner": 3, "other": 2})))
    assert found.answers is not None
    assert found.answers.table.row_totals[1].hidden


@pytest.mark.parametrize(("removed", "shown"), [(0, True), (3, False), (40, True)])
def test_under_the_declared_rule_a_few_removed_rows_cannot_be_found_by_subtraction(removed, shown):
    here = {**SIZES, "side_entrant": SIZES["side_entrant"] - removed}
    found = faring(
        facts(by_class(SIZES), answered={(kind, kind): size for kind, size in here.items()}, rule="declared")
    )
    assert (found.answers is not None) is shown
    if shown:
        assert not found.answers.complete


def test_a_function_group_with_few_hires_takes_another_one_along():
    groups = {"nurse": 30, "logistics": 8, "doctor": 3}
    rows = [row((100, 80, 60, 50, number), kind="other", group=group) for group, number in groups.items()]
    found = faring(facts(rows, hires=[(group, 30) for group, number in groups.items() for _ in range(number)]))
    told = {each.group: each.to_hire for each in found.waits}
    assert {group: wait.number.text for group, wait in told.items()} == {
        "nurse": "30",
        "logistics": "≥ 5",
        "doctor": "< 5",
    }
    assert (told["logistics"].median.days, told["doctor"].median) == (30, None)
    assert found.all_waits.to_hire.number.value == 41


def test_hires_that_are_too_few_in_all_are_not_told_apart():
    rows = [
        row((100, 80, 60, 50, number), kind="other", group=group) for group, number in (("nurse", 6), ("doctor", 2))
    ]
    found = faring(facts(rows, hires=[("nurse", 30)] * 6 + [("doctor", 30)] * 2))
    told = {each.group: each.to_hire for each in found.waits}
    assert {wait.number.text for wait in told.values()} == {"…"}
    assert {wait.median for wait in told.values()} == {None}
    assert told["nurse"].sentence.text == "Left out, so that a small number cannot be computed."


def test_a_function_group_without_a_vacancy_or_without_a_hire_says_so():
    found = faring(facts([row((100, 80, 60, 50, 20), kind="other", group="logistics")], hires=[("logistics", 30)] * 20))
    told = {each.group: each for each in found.waits}
    assert told["logistics"].days_open.sentence.text == "Nothing of this kind in the period."
    assert told["nurse"].to_hire.sentence.text == "Nothing of this kind in the period."
    assert told["nurse"].days_open.median.days == 30


@settings(max_examples=60, deadline=None)
@given(st.tuples(*(st.one_of(st.integers(0, 6), st.integers(0, 60)),) * 5))
def test_what_the_three_groups_show_fixes_no_class_that_the_table_hides(sizes):
    found = faring(facts(by_class(dict(zip(CLASSES, sizes, strict=True)))))
    if found.answers is None:
        return
    totals = found.answers.table.row_totals
    hidden = [total for total in totals if total.hidden]
    assert not totals[0].hidden
    assert not totals[-1].hidden
    assert len(hidden) != 1
    assert all(total.mark in {Mark.FEW, Mark.MORE} for total in hidden)


def test_the_step_that_differs_most_is_named():
    rows = [row((1000, 700, 150, 60, 48), kind="side_entrant"), row((4800, 3400, 1500, 600, 480), kind="other")]
    said = step_sentence(faring(facts(rows)).beside)
    assert said.text == "{step}: {rate} of side-entrants go on, {other_rate} of other applicants."
    values = dict(said.values)
    assert [part.text for part in dict(values["step"].values).values()] == ["Screened", "Interview"]
    assert (values["rate"].share, values["other_rate"].share) == (150 / 700, 1500 / 3400)


def test_no_step_is_named_when_none_can_be_told_from_chance():
    same = [row((100, 70, 40, 20, 10), kind=kind) for kind in ("side_entrant", "other")]
    assert step_sentence(faring(facts(same)).beside).text.startswith("At no single step")
    few = [row((40, 2, 1, 1, 1), kind=kind) for kind in ("side_entrant", "other")]
    assert step_sentence(faring(facts(few)).beside).text.startswith("There are too few")


def test_the_sources_are_said_to_differ_only_when_their_intervals_lie_apart():
    apart = [
        row((500, 300, 100, 50, 100 if source == "referral" else 10), source=source) for source in ("referral", "board")
    ]
    said = rate_sentence(faring(facts([row((500, 400, 300, 200, 100), source="referral"), *apart[1:]])).sources)
    assert said.text == "Of the closed applications {low} to {high} were hired, by source."
    assert [value.share for value in dict(said.values).values()] == [0.02, 0.2]
    alike = [row((500, 400, 300, 200, 100), source=source) for source in ("referral", "board")]
    assert rate_sentence(faring(facts(alike)).sources).text.startswith("The intervals of the sources overlap")
    assert rate_sentence(()).text.startswith("There are too few")


def test_a_few_open_ones_are_not_said_to_be_left_out():
    rows = [
        row((500, 400, 300, 200, 100), source="referral", waiting=(3, 0, 0, 0)),
        row((500, 300, 100, 50, 10), source="board"),
    ]
    assert (
        rate_sentence(faring(facts(rows)).sources).text == "Of the applications {low} to {high} were hired, by source."
    )
