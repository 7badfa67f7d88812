from dashboard.analysis.impact.sayable import sayable
from tests.dashboard.analysis.impact.found import finding


def outcomes(**counts):
    return {name: finding(observed=None if n is None else float(n)) for name, n in counts.items()}


def test_large_counts_can_be_said():
    assert sayable(outcomes(all=100, side_entrant=30)) == {"all", "side_entrant"}


def test_a_small_part_cannot_be_said_and_a_small_rest_neither():
    assert sayable(outcomes(all=100, side_entrant=3)) == {"all"}
    assert sayable(outcomes(all=100, side_entrant=98)) == {"all"}


def test_a_small_whole_or_one_without_a_count_cannot_be_said():
    assert sayable(outcomes(all=4)) == set()
    assert sayable(outcomes(all=None)) == set()


def test_a_whole_that_something_else_gives_away_takes_its_parts_with_it():
    assert sayable(outcomes(all=100, side_entrant=30), given_away={"all"}) == set()
    assert sayable(outcomes(all=100, side_entrant=30), given_away={"side_entrant"}) == {"all"}
