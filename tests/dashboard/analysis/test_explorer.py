"""Applications told apart one way: the parts add up to all, and two kinds of source stand beside each other."""

from datetime import date

import pytest

from dashboard.analysis.crossed_sources import TOGETHER, crossed
from dashboard.analysis.explorer import explored, month_blocks
from dashboard.analysis.selection import whole_months
from tests.dashboard.applicants import Applicant, months, told

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 1)
YEAR = whole_months(FIRST, LAST)


@pytest.fixture(scope="module")
def people():
    some = []
    for month in months(2025):
        for source, number in (("site", 20), ("board", 12), ("", 8), ("photo", 3), ("video", 4)):
            some += [Applicant(month, source=source, audience="other") for _ in range(number)]
    return told(some, FIRST, LAST)


@pytest.mark.story("R1")
def test_sources_with_the_unknown_and_those_counted_together_add_up_to_all(people):
    for period in (YEAR, whole_months(FIRST, FIRST)):
        found = explored(people, "source", period, {})
        assert found.total.value == 47 * (12 if period is YEAR else 1)
        parts = sum(line.count.value for line in found.lines) + (found.together.value if found.together else 0)
        assert parts == found.total.value
        assert found.lines[0].code == "site"
        assert all(line.count.value >= 5 for line in found.lines)
    assert found.joined == ("photo", "video")


def test_a_filter_on_the_way_itself_leaves_one_line(people):
    found = explored(people, "source", YEAR, {"source": "board"})
    assert [(line.code, line.count.value) for line in found.lines] == [("board", 144)]
    assert found.total.value == 144


def test_what_may_not_be_told_says_why(people):
    found = explored(people, "source", whole_months(FIRST, FIRST), {"site": "A", "function_group": "nurse"})
    assert (found.lines, found.reason) in {((), "combination"), (found.lines, None)}
    blocks = month_blocks(people, YEAR, {})
    assert [block.count.value for block in blocks] == [47] * 12


@pytest.mark.story("R7")
def test_the_cross_table_adds_up_in_both_directions_and_overwrites_nothing():
    counts = [("social", "social", 30), ("social", "job_board", 20), ("job_board", "social", 25), ("job_board", "", 40)]
    counts += [("", "social", 10), ("event", "event", 2), ("", "", 15), ("job_board", "job_board", 35)]
    found = crossed(counts, {"social", "job_board"})
    assert found.kinds == ("social", "job_board", TOGETHER, "") or set(found.kinds) == {
        "social",
        "job_board",
        TOGETHER,
        "",
    }
    grid = found.table
    assert grid.total.value == 177
    rows = dict(zip(found.kinds, grid.row_totals, strict=True))
    columns = dict(zip(found.kinds, grid.column_totals, strict=True))
    assert (rows["job_board"].value, columns["job_board"].value) == (100, 55)
    assert (rows["social"].value, columns["social"].value) == (50, 65)
    assert (found.agree.part.value, found.agree.base.value) == (65, 110)
    for row, total in zip(grid.cells, grid.row_totals, strict=True):
        known = [cell.value for cell in row]
        if None not in known and total.value is not None:
            assert sum(known) == total.value
