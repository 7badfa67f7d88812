from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.parts import cut, made_of, nested, refine
from dashboard.analysis.suppression import is_few

ORDER = ("a", "b", "c", "d")
ROWS = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from([0, 1, 3, 4, 5, 6, 9]), min_size=3, max_size=3) for name in ORDER}
)


def together(parts):
    return sorted("".join(sorted(part)) for part in parts)


def test_what_is_small_somewhere_stands_with_the_smallest_of_the_others():
    assert together(refine("abc", {"a": (9, 9), "b": (6, 6), "c": (3, 6)}, 5)) == ["a", "bc"]
    assert together(refine("abc", {"a": (9, 9), "b": (3, 6), "c": (3, 6)}, 5)) == ["a", "bc"]
    assert together(refine("abc", {"a": (9, 9), "b": (0, 0), "c": (3, 6)}, 5)) == ["ac", "b"]
    assert together(refine("ab", {"a": (9, 9), "b": (3, 6)}, 5)) == ["ab"]


def test_sources_stand_together_inside_their_strategy_first():
    rows = {"board": (9,), "board2": (9,), "tiny": (2,), "site": (30,), "photo": (3,), "video": (9,)}
    groups = {"board": "jobs", "board2": "jobs", "tiny": "jobs", "site": "own", "photo": "social", "video": "social"}
    alone = [{"board2"}, {"board", "tiny"}, {"site"}, {"photo", "video"}]
    assert together(nested(frozenset(rows), rows, groups, 5)) == together(alone)
    rows["video"] = (1,)  # social as a whole is small: it stands with the smallest of the other strategies
    joined = [{"board", "board2", "tiny", "photo", "video"}, {"site"}]
    assert together(nested(frozenset(rows), rows, groups, 5)) == together(joined)


def test_stages_are_cut_where_the_steps_on_both_sides_hold_enough():
    rows = {"a": (50,), "b": (3,), "c": (9,), "d": (6,)}
    assert together(cut(frozenset(ORDER), rows, ORDER, ("d", "c", "b"), 5)) == ["ab", "c", "d"]
    assert together(cut(frozenset(ORDER), {**rows, "d": (4,)}, ORDER, ("d", "c", "b"), 5)) == ["ab", "cd"]


def test_a_question_is_answered_where_it_takes_whole_parts():
    parts = (frozenset("a"), frozenset("bc"))
    assert made_of(frozenset("abc"), parts)
    assert made_of(frozenset(), parts)
    assert not made_of(frozenset("ab"), parts)


@given(ROWS, st.booleans())
def test_no_part_is_small_in_any_column(rows, ordered):
    whole = [sum(column) for column in zip(*rows.values(), strict=True)]
    found = cut(frozenset(ORDER), rows, ORDER, ("d", "c", "b"), 5) if ordered else refine(ORDER, rows, 5)
    assert sorted(name for part in found for name in part) == list(ORDER)
    sums = [[sum(column) for column in zip(*(rows[name] for name in part), strict=True)] for part in found]
    assert len(found) == 1 or not any(is_few(each, 5) for row in sums for each in row) or any(map(is_few, whole))
