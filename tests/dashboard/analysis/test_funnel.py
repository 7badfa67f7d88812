from itertools import pairwise, product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.errors import Said
from dashboard.analysis.cohorts import NOBODY, OPEN, REACHED, Cohort, cohort
from dashboard.analysis.funnel import funnels
from dashboard.analysis.shares import wilson
from dashboard.analysis.side_by_side import side_by_side
from dashboard.analysis.side_entrant_answers import answers
from dashboard.analysis.suppression import Mark

WHOLE = Cohort((200, 150, 60, 20, 14), (8, 6, 0, 0))


def row(reached, waiting=(0, 0, 0, 0), **more):
    return {**dict(zip(REACHED, reached, strict=True)), **dict(zip(OPEN, waiting, strict=True)), **more}


def texts(funnel):
    return {stage: number.text for stage, number in funnel.reached.items()}


def test_stages_are_cumulative_and_open_cases_are_no_rejections():
    found = funnels({"all": WHOLE})["all"]
    assert (found.applied.value, found.still_open.value, found.over) == (200, 14, "closed")
    assert texts(found) == {"applied": "186", "screened": "144", "interview": "60", "offer": "20", "hired": "14"}
    screened = found.steps[0].share
    assert (screened.part.value, screened.base.value, screened.value) == (144, 186, 144 / 186)
    assert screened.interval == wilson(144, 186)
    assert found.hire_rate.value == 14 / 186


def test_a_stage_at_which_few_ended_is_not_told_apart():
    found = funnels({"all": Cohort((100, 98, 60, 30, 20), (0, 0, 0, 0))})["all"]
    assert texts(found) == {"applied": "100", "interview": "60", "offer": "30", "hired": "20"}
    assert found.steps[0].end == "interview"
    last = funnels({"all": Cohort((100, 80, 60, 22, 20), (0, 0, 0, 0))})["all"]
    assert list(last.reached) == ["applied", "screened", "interview", "hired"]


def test_a_few_open_cases_count_as_not_going_on_since_leaving_them_out_would_give_them_away():
    found = funnels({"all": Cohort((200, 150, 60, 20, 14), (3, 0, 0, 0))})["all"]
    assert (found.over, found.still_open.text) == ("all", "< 5")
    assert texts(found)["applied"] == "200"
    assert found.hire_rate.value == 14 / 200


def test_few_hires_are_hidden_with_the_rates_that_would_give_them_away():
    found = funnels({"all": Cohort((200, 150, 60, 20, 3), (0, 0, 0, 0))})["all"]
    assert found.reached["hired"].text == "< 5"
    assert (found.hire_rate.value, found.hire_rate.interval, found.steps[-1].share.value) == (None, None, None)
    assert found.steps[0].share.value == 0.75


def test_nobody_gives_zeros_and_no_rates():
    found = funnels({"all": NOBODY})["all"]
    assert set(texts(found).values()) == {"0"}
    assert found.hire_rate.value is None
    assert cohort(pd.DataFrame(columns=[*REACHED, *OPEN])) == NOBODY
    assert funnels({}) == {}


reached_counts = st.lists(st.one_of(st.integers(0, 6), st.integers(0, 40)), min_size=9, max_size=9).map(
    lambda n: Cohort(tuple(sum(n[i:5]) + sum(n[5 + i :]) for i in range(5)), tuple(n[5:]))
)


@settings(max_examples=120, deadline=None)
@given(st.lists(reached_counts, min_size=1, max_size=3))
def test_no_count_from_one_to_four_is_shown_nor_is_one_the_difference_of_two_stages(some):
    for found in funnels({str(i): each for i, each in enumerate(some)}).values():
        numbers = [found.applied, found.still_open, *found.reached.values()]
        assert not any(number.value and number.value < 5 for number in numbers)
        known = [number.value for number in found.reached.values() if number.value is not None]
        assert not any(0 < before - after < 5 for before, after in pairwise(known))
        if None not in (found.applied.value, found.reached["applied"].value):
            assert not 0 < found.applied.value - found.reached["applied"].value < 5


def fits(shown, value):
    if shown.mark is Mark.FEW:
        return 0 < value < 5
    return value >= 5 if shown.mark is Mark.MORE else shown.hidden or shown.value == value


@settings(max_examples=120, deadline=None)
@given(st.tuples(*(st.integers(0, 9),) * 3))
def test_who_knows_what_is_shown_of_a_group_cannot_compute_what_is_hidden(outcomes):
    ended, waiting, hired = outcomes
    total = sum(outcomes)
    whole = Cohort((total, hired, hired, hired, hired), (waiting, 0, 0, 0))
    found = funnels({"all": whole}, stages=("applied", "hired"))["all"]
    if found.applied.hidden:
        return
    base = found.reached["applied"]
    possible = [
        (gone, here, total - gone - here)
        for gone, here in product(range(total + 1), repeat=2)
        if gone + here <= total
        and fits(found.still_open, here)
        and fits(found.reached["hired"], total - gone - here)
        and fits(base, total - here if found.over == "closed" else total)
    ]
    assert (ended, waiting, hired) in possible
    for shown, place in ((found.still_open, 1), (found.reached["hired"], 2)):
        if shown.hidden:
            assert len({each[place] for each in possible}) > 1


def beside_others(side_entrants, others, *, waiting=(0, 0, 0)):
    groups = {"first": side_entrants, "second": others, "rest": (60, 50, 30, 18, 10)}
    some = zip(groups.items(), waiting, strict=True)
    found = funnels({name: Cohort(reached, (here, 0, 0, 0)) for (name, reached), here in some})
    return side_by_side(**found, names=(Said("side-entrants"), Said("other applicants")))


def test_side_entrants_who_are_hired_less_often():
    found = beside_others((1000, 700, 220, 62, 48), (4800, 3450, 1290, 410, 345))
    assert (found.first.hire_rate.value, found.second.hire_rate.value) == (0.048, 0.071875)
    assert found.hire_rate.value == pytest.approx(-0.023875)
    assert found.hire_rate.interval.high < 0
    assert found.sentence.text.endswith("less often, by {low} to {high} percentage points.")
    low, high = (dict(found.sentence.values)[name].value for name in ("low", "high"))
    assert 0 < low < 2.3875 < high
    assert [(step.start, step.end) for step in found.steps][-1] == ("offer", "hired")
    assert found.rest.applied.value == 60


def test_a_difference_that_may_be_chance_is_said_to_be_so():
    found = beside_others((100, 70, 40, 15, 7), (400, 280, 140, 60, 36))
    assert found.hire_rate.interval.low < 0 < found.hire_rate.interval.high
    assert found.sentence.text.endswith("With these numbers no difference can be shown.")


def test_too_few_side_entrants_are_not_compared():
    found = beside_others((40, 30, 20, 10, 2), (400, 280, 140, 60, 36))
    assert (found.hire_rate, found.first.hire_rate.value) == (None, None)
    assert found.sentence.text.startswith("There are too few applications")


def test_the_few_open_of_one_group_cannot_be_found_from_the_other():
    found = beside_others((100, 70, 40, 15, 7), (400, 280, 140, 60, 36), waiting=(2, 18, 0))
    assert (found.first.still_open.text, found.second.still_open.text) == ("< 5", "…")
    assert found.first.over == "all"


def test_more_often_is_said_with_its_interval():
    found = beside_others((200, 150, 90, 60, 40), (800, 600, 200, 80, 40))
    assert found.sentence.text.endswith("more often, by {low} to {high} percentage points.")


def test_rule_and_answer_are_both_counted_and_neither_is_overwritten():
    counts = pd.DataFrame(
        [
            ("side_entrant", "side_entrant", 70),
            ("side_entrant", "other", 10),
            ("side_entrant", "unknown", 30),
            ("within_care", "side_entrant", 8),
            ("within_care", "within_care", 200),
            ("unknown", "side_entrant", 12),
        ],
        columns=["by_rule", "declared", "applied"],
    )
    found = answers(counts, complete=True)
    assert (found.by_rule.value, found.declared.value, found.both.value) == (110, 90, 70)
    assert found.sentence.text.startswith("By the rule there are {rule} side-entrants")
    assert answers(counts, complete=False).sentence.text.startswith("Of the applications that are still kept")


def test_a_small_cell_of_rule_and_answer_takes_others_along():
    counts = pd.DataFrame(
        [("side_entrant", "side_entrant", 70), ("side_entrant", "other", 3), ("other", "other", 40)],
        columns=["by_rule", "declared", "applied"],
    )
    found = answers(counts, complete=True)
    place = 3  # other
    assert found.table.cells[0][place].text == "< 5"
    assert sum(cell.hidden for cells in found.table.cells for cell in cells) > 1
