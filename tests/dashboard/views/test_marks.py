"""What stands behind the charts is the reader's choice, by codes in the address; it holds for every chart of a page."""

import json

import pytest

from tests.dashboard.shows import opened


def kinds(test) -> list[set[str]]:
    """Return the kinds of things behind each chart with days along it."""
    layouts = [json.loads(chart.proto.spec)["layout"] for chart in test.get("plotly_chart")]
    dated = [layout for layout in layouts if layout.get("xaxis", {}).get("type") == "date"]
    assert dated
    return [{kind for _label, kind, *_rest in layout["meta"]["behind"]} for layout in dated]


@pytest.mark.usefixtures("in_demo")
def test_everything_stands_behind_the_charts_of_a_campaign_at_first():
    for found in kinds(opened("campaign", "en", campaign="soap")):
        assert {"campaign", "episode", "vacancy_wave", "public", "school"} <= found


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize(
    ("code", "left"),
    [("events", {"vacancy_wave"}), ("none", set()), ("episodes,nonsense", {"episode"})],
)
def test_a_choice_in_the_address_holds_for_all_charts(code, left):
    test = opened("campaign", "nl", campaign="soap", marks=code)
    assert not test.exception
    assert kinds(test) == [left] * len(kinds(test))


@pytest.mark.usefixtures("in_demo")
def test_a_choice_on_one_chart_is_kept_for_the_next_page():
    test = opened("campaign", "en", campaign="soap")
    (pills, *_others) = [each for each in test.button_group if each.label == "On the time line"]
    pills.set_value(["episodes", "breaks"]).run()
    assert test.query_params["marks"] in ("episodes,breaks", ["episodes,breaks"])
    assert kinds(test) == [{"episode"}] * len(kinds(test))
    assert test.session_state["chosen-marks"] == "episodes,breaks"
