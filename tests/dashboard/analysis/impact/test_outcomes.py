import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import dashboard.analysis.impact
from dashboard.analysis.impact.check_names import NAMES, name_said
from dashboard.analysis.impact.outcomes import outcome_rows
from tests.dashboard.analysis.impact.found import finding


def rows_of(featured=(), given_away=(), **counts):
    found = {name.replace("__", ":"): finding(observed=None if n is None else float(n)) for name, n in counts.items()}
    return {row.outcome: row for row in outcome_rows(found, featured, given_away=given_away)}


def texts(rows):
    return {name: row.observed.text for name, row in rows.items()}


def test_side_entrants_come_first_then_sites_then_function_groups():
    rows = rows_of(all=100, function_group__nurse=60, site__BE=80, site__NL=20, side_entrant=30)
    assert texts(rows) == {"side_entrant": "30", "site:BE": "80", "site:NL": "20", "function_group:nurse": "60"}
    assert all(row.numbers for row in rows.values())


def test_a_small_site_takes_another_with_it_so_that_it_cannot_be_computed():
    rows = rows_of(all=100, site__BE=80, site__NL=17, site__WZC=3)
    assert texts(rows) == {"site:BE": "80", "site:NL": "≥ 5", "site:WZC": "< 5"}
    assert [row.numbers for row in rows.values()] == [True, False, False]


def test_what_no_group_covers_is_a_part_too():
    assert texts(rows_of(all=100, function_group__nurse=97)) == {"function_group:nurse": "≥ 5"}
    assert texts(rows_of(all=100, side_entrant=98)) == {"side_entrant": "≥ 5"}


def test_a_site_that_the_campaign_did_not_feature_is_no_part_of_the_whole():
    rows = rows_of(("BE",), all=80, site__BE=80, site__NL=3)
    assert texts(rows) == {"site:NL": "< 5", "site:BE": "80"}


def test_what_other_figures_on_the_page_would_give_away_is_withheld():
    rows = rows_of(given_away=("side_entrant",), all=100, side_entrant=30, site__BE=100)
    assert texts(rows) == {"side_entrant": "…", "site:BE": "100"}
    assert texts(rows_of(given_away=("all",), all=100, side_entrant=30, site__BE=100)) == {
        "side_entrant": "…",
        "site:BE": "…",
    }


def test_a_count_that_is_not_known_is_a_dash():
    assert texts(rows_of(all=100, site__BE=None)) == {"site:BE": "–"}


@given(st.lists(st.integers(0, 20), min_size=1, max_size=5), st.integers(0, 20))
def test_shown_sites_and_the_whole_never_leave_a_small_rest(parts, rest):
    rows = rows_of(all=sum(parts) + rest, **{f"site__{n}": value for n, value in enumerate(parts)})
    shown = [row.observed.value for row in rows.values() if row.observed.value is not None]
    assert not {1, 2, 3, 4} & set(shown)
    hidden = len(parts) - len(shown)
    assert hidden or sum(parts) + rest - sum(shown) not in {1, 2, 3, 4}


def test_every_check_has_a_name():
    folder = Path(dashboard.analysis.impact.__file__).parent
    used = set()
    for path in folder.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'Check(?:\.\w+)?\(\s*"(\w+)"', text)) | set(
            re.findall(r'^CHECK = "(\w+)"', text, re.MULTILINE)
        )
    assert len(used) > 10
    assert used - set(NAMES) == set()
    assert name_said("new_one").text == "new_one"
