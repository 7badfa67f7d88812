import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.belongings import Belongings
from dashboard.analysis.came_in import came_in
from dashboard.analysis.overlap import overlap, words

SOAP = Belongings(utm_campaigns=frozenset({"soap"}), sources=frozenset({"soap"}), self_reported=frozenset({"soap"}))
SOURCES = pd.DataFrame([("soap", "campaign", "Soap")], columns=["source_id", "strategy", "name"])
CODES = ("soap", "another", "")


def arrived(cells, own=SOAP):
    rows = [
        (source, answer, "", "unknown", cells[i][j]) for i, source in enumerate(CODES) for j, answer in enumerate(CODES)
    ]
    columns = ["source_id", "self_reported_id", "utm_campaign", "side_entrant", "applied"]
    return came_in(pd.DataFrame(rows, columns=columns), SOURCES, own)


def test_four_cells_with_their_totals_and_how_far_the_two_disagree():
    found = overlap(arrived([[110, 13, 5], [242, 507, 224], [50, 69, 25]]))
    cells = (found.both, found.only_tracked, found.only_named, found.neither)
    assert [cell.value for cell in cells] == [110, 18, 292, 825]
    assert (found.tracked.value, found.not_tracked.value) == (128, 1117)
    assert (found.named.value, found.not_named.value) == (402, 843)
    assert found.total.value == 1245
    assert (found.named_of_tracked.value, found.tracked_of_named.value) == (110 / 128, 110 / 402)
    assert found.disagree.value == 310 / 1245
    assert words(found).text.startswith("Of the {tracked} who came through the link, {also_named} also named")


def test_a_small_cell_withholds_all_four():
    found = overlap(arrived([[12, 1, 1], [40, 50, 60], [20, 30, 40]]))
    assert [cell.text for cell in (found.both, found.only_tracked, found.only_named, found.neither)] == ["…"] * 4
    assert found.disagree.value is None
    assert str(words(found)) == "Too few applications to say how far link and answer disagree."


def test_a_campaign_that_one_lens_cannot_see_has_no_table():
    own = Belongings(utm_campaigns=frozenset({"soap"}))
    assert overlap(arrived([[10] * 3] * 3, own)) is None
    assert str(words(None)).startswith("Link and answer cannot be set side by side")


COUNTS = st.one_of(st.integers(0, 8), st.integers(0, 200))


@given(st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=3, max_size=3))
def test_cells_that_are_shown_add_up_and_none_is_small(cells):
    found = overlap(arrived(cells))
    shown = (found.both, found.only_tracked, found.only_named, found.neither)
    values = [cell.value for cell in shown]
    assert None not in values or values == [None] * 4
    every = (*shown, found.tracked, found.not_tracked, found.named, found.not_named, found.disagree.part)
    assert not {each.value for each in every} & {1, 2, 3, 4}
    for parts, whole in (
        ((found.both, found.only_tracked), found.tracked),
        ((found.both, found.only_named), found.named),
        ((found.only_named, found.neither), found.not_tracked),
        ((found.only_tracked, found.neither), found.not_named),
        (shown, found.total),
    ):
        if None not in [part.value for part in parts] and whole.value is not None:
            assert sum(part.value for part in parts) == whole.value
