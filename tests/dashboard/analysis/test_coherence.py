"""What was told by theme, department and month, and where nothing was."""

from datetime import date

import pytest

from dashboard.analysis.coherence import Item, Untold, coherence

JAN, FEB, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


@pytest.mark.story("M12")
def test_each_item_counts_once_in_its_theme_department_and_month():
    items = [
        Item(FEB, "night", "ward"),
        Item(FEB, "night", "ward"),
        Item(MARCH, "night", "kitchen"),
        Item(MARCH, "food", ""),
    ]
    found = coherence(items, [FEB, MARCH])
    assert (found.themes, found.departments, found.items, found.without) == (
        ("food", "night"),
        ("kitchen", "ward"),
        4,
        1,
    )
    assert found.count("night") == 3
    assert found.count("night", "ward", FEB) == 2
    assert found.count("", "kitchen") == 1
    assert found.count("food", month=MARCH) == 1
    assert found.count("food", "ward") == 0


@pytest.mark.story("M12")
def test_empty_cells_say_since_when_those_that_were_told_longest_ago_first():
    items = [
        Item(date(2025, 11, 1), "night", "ward"),
        Item(JAN, "night", "ward"),
        Item(date(2025, 12, 1), "food", "ward"),
        Item(MARCH, "food", "kitchen"),
    ]
    found = coherence(items, [FEB, MARCH])
    assert found.untold == (Untold("food", "ward", JAN), Untold("night", "ward", FEB), Untold("night", "kitchen", None))
    assert found.items == 1


def test_nothing_told_is_nothing_and_no_crash():
    found = coherence([], [FEB])
    assert (found.themes, found.untold, found.count()) == ((), (), 0)
