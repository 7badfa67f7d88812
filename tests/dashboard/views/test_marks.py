"""What stands behind the charts is the reader's choice, by codes in the address; it holds for every chart of a page."""

import pytest

from dashboard.charts.told import is_dated, told_behind
from dashboard.widgets import chart_card
from tests.dashboard.shows import opened


@pytest.fixture
def drawn(monkeypatch):
    """Gather every figure that is drawn."""
    figures, draw = [], chart_card.for_browser
    monkeypatch.setattr(
        chart_card, "for_browser", lambda figure, **more: (figures.append(figure), draw(figure, **more))[1]
    )
    return figures


def kinds(figures) -> list[set[str]]:
    """Return the kinds of things behind each chart with days along it, and forget the charts."""
    dated = [figure for figure in figures if is_dated(figure)]
    assert dated
    found = [{each.kind for each in told_behind(figure)} for figure in dated]
    figures.clear()
    return found


@pytest.mark.usefixtures("in_demo")
def test_everything_stands_behind_the_charts_of_a_campaign_at_first(drawn):
    opened("campaign", "en", campaign="soap")
    for found in kinds(drawn):
        assert {"campaign", "episode", "vacancy_wave", "public", "school"} <= found


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize(
    ("code", "left"),
    [("events", {"vacancy_wave"}), ("none", set()), ("episodes,nonsense", {"episode"})],
)
def test_a_choice_in_the_address_holds_for_all_charts(drawn, code, left):
    test = opened("campaign", "nl", campaign="soap", marks=code)
    assert not test.exception
    found = kinds(drawn)
    assert found == [left] * len(found)


@pytest.mark.usefixtures("in_demo")
def test_a_choice_on_one_chart_is_kept_for_the_next_page(drawn):
    test = opened("campaign", "en", campaign="soap")
    (pills, *_others) = [each for each in test.button_group if each.label == "On the time line"]
    drawn.clear()
    pills.set_value(["episodes", "breaks"]).run()
    assert test.query_params["marks"] in ("episodes,breaks", ["episodes,breaks"])
    found = kinds(drawn)
    assert found == [{"episode"}] * len(found)
    assert test.session_state["chosen-marks"] == "episodes,breaks"
