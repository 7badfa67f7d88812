"""No text in a cell acts as a formula, whatever stands before its sign; numbers and other texts stay as they are."""

import csv
from io import StringIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.cells import harmless, on_screen
from dashboard.analysis.suppression import Count, Mark, breakdown
from dashboard.charts.words import count_text
from dashboard.widgets.tables import csv_bytes, shown

SIGNS = "=+-@＝＋－＠"
BLANKS = st.text(alphabet=" \t\r\n\x00\u00a0\u2003\u200b\u3000\ufeff", max_size=3)


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.story("X5")
@given(BLANKS, st.sampled_from(SIGNS), st.text(max_size=12))
def test_a_text_that_begins_with_a_sign_of_a_formula_never_stands_there_bare(blank, sign, rest):
    text = f"{blank}{sign}{rest}"
    assert harmless(text) == f"'{text}"
    ((heading, other), (cell, number)) = rows(csv_bytes(pd.DataFrame({text: [text], "n": [-3]})))
    assert heading.startswith("'")
    assert cell.startswith("'")
    assert (other, number) == ("n", "-3")


@given(st.one_of(st.text(alphabet=st.characters(categories=("L", "N")), max_size=12), st.integers(), st.floats()))
def test_other_values_stay_as_they_are(value):
    for write in (harmless, on_screen):
        assert write(value) is value


@pytest.mark.parametrize("text", ["\t=1", "\n=1", "\r@x", "＝1+1", " -1+cmd|' /C calc'!A0", "=HYPERLINK(1)", "@zorg"])
def test_what_a_browser_saves_from_a_table_is_no_formula_either(text):
    seen = shown(pd.DataFrame({text: [text]}))
    assert [seen.columns[0], seen.iloc[0, 0]] == [f"\u200b{text}"] * 2


@pytest.mark.parametrize("text", ["+12%", "-1,6 punten", "–", "-3", "< 5", "(+1)"])
def test_signed_numbers_are_shown_as_they_are_written(text):
    assert on_screen(text) == text


@pytest.mark.story("X5")
@given(st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_a_hidden_count_never_appears_in_a_download(counts):
    safe = breakdown(counts)
    table = pd.DataFrame(
        {"what": [f"row {'x' * place}" for place in range(len(safe))], "n": [count_text(c) for c in safe]}
    )
    _heading, *lines = rows(csv_bytes(table, {"Title": "Applications", "Source": "own system"}))
    for (_name, cell), count, real in zip(lines, safe, counts, strict=False):
        if count.hidden:
            assert cell not in {str(real), f"'{real}"}
            assert cell == count_text(count)
        else:
            assert cell == str(real)


def test_what_a_download_is_about_stands_below_it():
    about = {"Title": "=1", "Source": "Own system, until 01-02-2026."}
    assert rows(csv_bytes(pd.DataFrame({"n": [1]}), about)) == [
        ["n"],
        ["1"],
        [],
        ["Title", "'=1"],
        ["Source", "Own system, until 01-02-2026."],
    ]


def test_a_missing_count_is_a_dash():
    assert count_text(Count(None, Mark.MISSING)) == "–"
