"""What the figures mean, on a page of its own."""

import pytest

from connectors.metrics import passports
from dashboard.analysis.canon import CANON
from dashboard.analysis.canon.not_yet import NOT_YET
from tests.dashboard.shows import frames, opened, texts


@pytest.mark.story("X3")
@pytest.mark.usefixtures("own")
def test_every_figure_has_its_one_definition_on_the_page():
    test = opened("definitions", "nl")
    assert not test.exception
    assert [len(table.value) for table in frames(test)] == [len(CANON), len(passports()), len(NOT_YET)]
    row = frames(test)[0].value.set_index("Cijfer").loc["Zij-instromers"]
    assert "CBS" in row["Wat het is"]
    assert "÷" in row["Formule"]


@pytest.mark.usefixtures("own")
def test_a_search_narrows_all_three_and_says_where_nothing_is_left():
    test = opened("definitions", "en")
    test.text_input[0].set_value("SIDE-ENTRANT cbs").run()
    assert frames(test)[0].value["Figure"].tolist() == ["Side-entrants"]
    test.text_input[0].set_value("zzz").run()
    assert texts(test).count("Nothing with these words.") == 3
