"""How side-entrants fare and how long it takes, from counts of applicants that may all be told."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.fare import fare
from dashboard.analysis.faring_words import rate_sentence, step_sentence
from dashboard.analysis.group_waits import Facts, group_waits
from dashboard.analysis.selection import whole_months
from dashboard.analysis.side_entrant_answers import safe_answers
from dashboard.analysis.side_entrants import CLASSES
from dashboard.analysis.suppression import Count, Mark
from tests.dashboard.applicants import Applicant, months, told

TODAY = date(2026, 6, 30)
START = date(2025, 7, 1)
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 1)
YEAR = whole_months(FIRST, LAST)
SIZES = {"side_entrant": 120, "returner": 60, "within_care": 300, "other": 90, "unknown": 80}


ENDS = {"applied": "open", "hired": "open"}


def organisation(stages, sources=("site",)):
    """Return people of every month: audience to how many came as far as each stage at most; sources take turns."""
    some = [
        Applicant(
            month, audience=audience, source=sources[place % len(sources)], stage=stage, end=ENDS.get(stage, "rejected")
        )
        for month in months(2025)
        for audience, numbers in stages.items()
        for stage, number in numbers.items()
        for place in range(number)
    ]
    return told(some, FIRST, LAST)


LIKE = {"applied": 20, "screened": 20, "interviewed": 20, "offered": 20, "hired": 20}


def test_side_entrants_stand_beside_others_and_the_unknown_over_a_calendar_year():
    slow = {**LIKE, "applied": 60, "hired": 8}
    found = fare(organisation({"side_entrant": slow, "other": LIKE, "within_care": LIKE, "unknown": LIKE}), YEAR)
    assert found.is_shown
    first, second, rest = found.beside.first, found.beside.second, found.beside.rest
    assert [each.applied.value for each in (first, second, rest)] == [128 * 12, 200 * 12, 100 * 12]
    assert (first.hire_rate.value, second.hire_rate.value) == (8 / 128, 0.2)
    assert first.reached["screened"].value == 68 * 12  # who was hired counts in every earlier stage
    assert found.still_open.value == (60 + 3 * 20) * 12
    assert found.sentence.text.startswith("Of {first} {rate} were hired")
    said = step_sentence(found.beside)
    assert said.text == "{step}: {rate} of side-entrants go on, {other_rate} of other applicants."


def test_over_part_of_a_year_the_groups_are_not_told_apart_and_the_reason_says_what_would_help():
    found = fare(organisation({"side_entrant": LIKE, "other": LIKE}), whole_months(FIRST, date(2025, 6, 1)))
    assert (found.is_shown, found.reason) == (False, "whole_year")
    assert found.sentence.text == "There are too few applications to tell side-entrants from others."
    assert found.beside.first.hire_rate.value is None


def test_no_step_is_named_when_none_can_be_told_from_chance():
    found = fare(organisation({"side_entrant": LIKE, "other": LIKE}), YEAR)
    assert step_sentence(found.beside).text.startswith("At no single step")


def test_sources_add_up_to_all_and_none_is_said_to_stand_out_when_they_are_alike():
    people = organisation({"side_entrant": LIKE, "other": LIKE, "unknown": LIKE}, ("site", "site", "board", "photo"))
    found = fare(people, YEAR).sources
    assert [each.source_id for each in found] == ["site", "board", "photo"]
    assert [each.hire_rate.value for each in found] == [0.2, 0.2, 0.2]
    assert sum(each.funnel.applied.value for each in found) == people.count(YEAR).value
    assert rate_sentence(found).text.startswith("The intervals of the sources overlap")
    assert rate_sentence(()).text.startswith("There are too few")


# --- Rule beside answer ----------------------------------------------------------------------------------------------------


def answered(pairs):
    return pd.DataFrame([(*pair, size) for pair, size in pairs.items()], columns=["by_rule", "declared", "applied"])


def groups(sizes):
    known = sum(size for name, size in sizes.items() if name not in {"side_entrant", "unknown"})
    return [sizes["side_entrant"], known, sizes["unknown"]]


def same(sizes):
    return answered({(name, name): size for name, size in sizes.items()})


@pytest.mark.story("R6")
def test_the_rule_and_the_answer_are_both_counted_and_neither_overwrites_the_other():
    pairs = {("side_entrant", "side_entrant"): 70, ("side_entrant", "other"): 50, ("other", "side_entrant"): 30}
    found = safe_answers(answered({**pairs, ("unknown", "unknown"): 40}), [120, 30, 40], rule="cbs")
    assert (found.by_rule.value, found.declared.value, found.both.value) == (120, 100, 70)


def test_a_table_that_hides_a_class_which_the_groups_show_is_left_out():
    sizes = {**SIZES, "side_entrant": 12, "returner": 2}
    assert safe_answers(same(sizes), groups(sizes), rule="cbs") is None  # it would hide the twelve to protect the two
    sizes = {**SIZES, "returner": 3, "other": 2}
    assert safe_answers(same(sizes), groups(sizes), rule="cbs").table.row_totals[1].hidden


@pytest.mark.parametrize(("removed", "shown"), [(0, True), (3, False), (40, True)])
def test_under_the_declared_rule_a_few_removed_rows_cannot_be_found_by_subtraction(removed, shown):
    here = {**SIZES, "side_entrant": SIZES["side_entrant"] - removed}
    found = safe_answers(same(here), groups(SIZES), rule="declared")
    assert (found is not None) is shown
    if shown:
        assert not found.complete


@settings(max_examples=60, deadline=None)
@given(st.tuples(*(st.one_of(st.integers(0, 6), st.integers(0, 60)),) * 5))
def test_what_the_three_groups_show_fixes_no_class_that_the_table_hides(numbers):
    sizes = dict(zip(CLASSES, numbers, strict=True))
    found = safe_answers(same(sizes), groups(sizes), rule="cbs")
    if found is None:
        return
    totals = found.table.row_totals
    hidden = [total for total in totals if total.hidden]
    assert not totals[0].hidden
    assert not totals[-1].hidden
    assert len(hidden) != 1
    assert all(total.mark in {Mark.FEW, Mark.MORE} for total in hidden)


# --- How long it takes -----------------------------------------------------------------------------------------------------


def waits(hires, hired_by_group):
    some = [(START, START + timedelta(days), group) for group, number, days in hires for _ in range(number)]
    vacancies = [("nurse", START, START + timedelta(days), 0, None) for days in (10, 20, 30, 40, 50)]
    facts = Facts(
        pd.DataFrame(some, columns=["applied_on", "hired_at", "function_group"]),
        pd.DataFrame(vacancies, columns=["function_group", "opened_at", "closed_at", "hires", "first_hired_at"]),
        Count(len(some)),
        hired_by_group,
        TODAY,
    )
    found = group_waits(facts)
    return found.together, {each.group: each for each in found.each}


def test_where_the_hires_of_a_group_are_not_told_its_days_are_not_told_either():
    hidden = Count(None, Mark.WITHHELD)
    hires = [("nurse", 30, 40), ("doctor", 3, 20)]
    together, each = waits(hires, {"nurse": Count(30), "doctor": hidden, "logistics": Count(0)})
    assert together.to_hire.number.value == 33
    assert (each["nurse"].to_hire.median.days, each["doctor"].to_hire.median) == (40, None)
    assert each["doctor"].to_hire.number.text == "…"
    assert each["doctor"].to_hire.sentence.text == "Left out, so that a small number cannot be computed."
    assert "logistics" not in each


def test_a_group_without_a_vacancy_or_without_a_hire_says_so():
    _together, each = waits([("logistics", 20, 30)], {"logistics": Count(20)})
    assert each["logistics"].days_open.sentence.text == "Nothing of this kind in the period."
    assert each["nurse"].to_hire.sentence.text == "Nothing of this kind in the period."
    assert each["nurse"].days_open.median.days == 30
