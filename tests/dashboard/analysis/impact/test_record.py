import json
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.errors import Said
from dashboard.analysis.figures import Money, Number, Percentage
from dashboard.analysis.impact.finding import (
    Check,
    CrossCheck,
    Finding,
    PerExtra,
    Quiet,
    Stage,
    Verdict,
    Week,
)
from dashboard.analysis.impact.record import from_record, to_record
from dashboard.analysis.suppression import Count, Mark
from tests.dashboard.analysis.impact.found import finding

NUMBERS = st.floats(allow_nan=False)
MAYBE = st.none() | NUMBERS
DAYS = st.dates()
TEXTS = st.text(max_size=8)
FIGURES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    NUMBERS,
    TEXTS,
    DAYS,
    st.builds(Number, NUMBERS, st.integers(0, 2)),
    st.builds(Percentage, NUMBERS, st.integers(0, 2)),
    st.builds(Money, NUMBERS, st.just("EUR"), st.integers(0, 2)),
    st.builds(Count, st.none(), st.sampled_from([Mark.FEW, Mark.MORE]), st.integers(5, 9)),
)
PLACES = st.recursive(
    FIGURES,
    lambda inner: (
        st.lists(inner, max_size=2).map(tuple)
        | st.builds(Said, TEXTS, st.dictionaries(st.sampled_from("abkind"), inner, max_size=2))
    ),
    max_leaves=4,
)
SAID = st.builds(Said, TEXTS, st.dictionaries(TEXTS, PLACES, max_size=3))


def several(strategy):
    return st.lists(strategy, max_size=2).map(tuple)


FINDINGS = st.builds(
    Finding,
    verdict=st.sampled_from(Verdict),
    stage=st.sampled_from(Stage),
    start=DAYS,
    end=DAYS,
    unit=TEXTS,
    grain=TEXTS,
    method=TEXTS,
    **dict.fromkeys(
        ("observed", "expected", "extra", "low", "high", "relative", "relative_low", "relative_high"), MAYBE
    ),
    level=NUMBERS,
    probability=MAYBE,
    minimum_detectable_effect=MAYBE,
    minimum_detectable_relative=MAYBE,
    stretch=MAYBE,
    cross_check=st.none() | st.builds(CrossCheck, NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    per_extra=st.none() | st.builds(PerExtra, MAYBE, MAYBE, st.booleans(), st.just("EUR")),
    checks=several(st.builds(Check, TEXTS, st.none() | st.booleans(), SAID, st.booleans())),
    warnings=several(SAID),
    would_help=several(SAID),
    quiet=several(st.builds(Quiet, DAYS, DAYS, NUMBERS, NUMBERS)),
    weeks=several(st.builds(Week, DAYS, st.integers(1, 28), MAYBE, NUMBERS, NUMBERS, NUMBERS, st.booleans())),
    sentence=SAID,
)


@given(FINDINGS)
def test_a_finding_comes_back_as_it_was(found):
    stored = json.dumps(to_record(found), allow_nan=False)
    assert from_record(json.loads(stored)) == found


def test_the_sentence_of_a_stored_finding_says_the_same():
    found = finding()
    stored = json.loads(json.dumps(to_record(found)))
    assert stored["start"] == "2026-01-14"
    assert stored["sentence"]["values"]["level"] == {"share": 0.9, "decimals": 0, "kind": "percentage"}
    assert str(from_record(stored).sentence) == str(found.sentence)
    assert from_record(stored).warnings[0].values["day"] == date(2026, 1, 20)


def test_figures_from_numpy_become_plain_ones():
    stored = to_record(finding(observed=np.float64(210), checks=(Check("a", np.bool_(True), Said("")),)))
    assert type(stored["observed"]) is float
    assert stored["checks"][0]["ok"] is True
    assert from_record(json.loads(json.dumps(stored))).checks[0].ok is True


def test_a_record_that_is_not_whole_is_refused():
    stored = to_record(finding())
    del stored["verdict"]
    with pytest.raises(KeyError):
        from_record(stored)
