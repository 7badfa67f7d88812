"""``impact --together``: all campaigns of an organisation as one, from the third on."""

from datetime import timedelta

import pytest

from connectors.database.engine import open_engine
from dashboard.analysis.impact.together import together
from dashboard.doors.together_answers import together_document, together_lines
from tests.dashboard.actions.history import START, campaign, organisation_with_history
from tests.dashboard.analysis.impact.test_together import NAMES, THREE, answer, every


@pytest.fixture
def home(instroom, tmp_path):
    instroom("init", "--id", "nergens", "--name", "Nergens")
    engine = open_engine(f"sqlite:///{tmp_path}/instroom.db")
    organisation_with_history(engine, extra=0.5)
    campaign(engine)
    campaign(engine, "later", START + timedelta(days=1000), START + timedelta(days=1020))
    engine.dispose()
    return instroom


def test_one_campaign_is_too_few_and_the_other_has_not_begun(home):
    said = home("impact", "--together", "--json")
    found = said.json()
    assert (said.code, found["n"], found["verdict"], found["campaigns"]) == (0, 1, "not_enough_data", [])
    assert [found[name] for name in ("mean", "low", "high", "probability", "spread", "note")] == [None] * 6
    assert found["sentence"].endswith("Now there are 1.")
    assert found["left_out"] == [{"campaign": "later", "name": "Later", "reason": "There is no answer on it yet."}]
    assert "Evidence: 1 of " in said.err
    again = home("impact", "--together", "--outcome", "side_entrant")
    assert (again.code, again.err) == (0, "")
    assert "Not counted:\n  Later: There is no answer on it yet." in again.out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--campaign", "soap"), "usage.question", "--campaign does not go with --together"),
        (("--series", "a.csv"), "usage.question", "--series does not go with --together"),
        (("--outcome", "site:BE"), "usage.outcome", "Known: all, side_entrant"),
    ],
)
def test_wrong_usage_says_what_goes_with_it(instroom, arguments, code, told):
    said = instroom("impact", "--together", *arguments)
    assert (said.code, f"[{code}]" in said.err, told in said.err) == (2, True, True)


def test_three_campaigns_as_one_document():
    small = answer("small", 3, expected=8.0)
    found = together((*THREE, small), {**NAMES, "small": "Small"}, every)
    document = together_document(found)
    assert (document["n"], document["verdict"], document["level"]) == (3, "likely_extra", 0.9)
    assert document["low"] < document["mean"] < document["high"]
    assert document["probability"] > 0.95
    assert document["spread_low"] < document["spread"] < document["spread_high"]
    assert [each["campaign"] for each in document["campaigns"]] == ["soap", "vlog", "flyer"]
    soap, vlog, _flyer = document["campaigns"]
    assert (soap["name"], soap["stage"], soap["alone"]["relative"]) == ("The soap", "final", 0.744)
    assert vlog["alone"]["relative"] < vlog["shrunk"]["relative"] < document["mean"]
    assert 0 < vlog["drawn"] < 1
    assert [each["campaign"] for each in document["left_out"]] == ["small"]


def test_for_a_person_each_stands_on_a_line_and_nothing_is_a_zero_below_zero():
    flat = answer("vlog", 1, relative=-0.004, relative_low=-0.1, relative_high=0.1)
    lines = list(together_lines(together((THREE[0], flat, THREE[2]), NAMES, every)))
    assert lines[0].startswith("3 campaigns together: on average ")
    assert any(line.startswith("  The vlog: 0% (-10% to ") for line in lines)
    assert "Not counted:" not in lines
