"""What the sites that were left out add to ``impact --campaign``, and what must not follow from it."""

import json
from dataclasses import replace

import pytest

from dashboard.analysis.impact.left_out import left_out
from dashboard.doors.second_designs import left_out_document
from dashboard.i18n import speaking
from tests.dashboard.analysis.impact.test_left_out import case


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def test_the_comparison_stands_in_the_json_without_what_came_in():
    document = left_out_document(left_out(case(lift=0.6)), numbers=True)
    held = document["hold_out"]
    assert document["hold_out_reason"] is None
    assert (held["verdict"], held["level"], held["weeks"], held["indexed"]) == ("likely_extra", 0.9, 6, None)
    assert 0 < held["low"] < held["extra"] < held["high"]
    assert sum(held["weights"].values()) == pytest.approx(1, abs=0.001)
    assert not {"observed", "expected", "relative"} & set(held)
    assert json.dumps(document, default=str)


def test_numbers_that_the_finding_hides_are_not_in_it():
    held = left_out_document(left_out(case(lift=0.6)), numbers=False)["hold_out"]
    assert (held["extra"], held["low"], held["high"]) == (None, None, None)
    assert held["verdict"] == "likely_extra"


def test_why_there_is_none_stands_in_its_place():
    assert left_out_document(left_out(case(sizes=(6.0, 7.0))), numbers=True) == {
        "hold_out": None,
        "hold_out_reason": "It takes at least 2 sites without this or another campaign; left out: 1.",
    }


def test_an_end_that_does_not_exist_is_null():
    found = left_out(case(lift=0.6))
    endless = replace(found, held=replace(found.held, extra_high=float("inf")))
    assert left_out_document(endless, numbers=True)["hold_out"]["high"] is None
