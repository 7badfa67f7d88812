"""The case behind the product: 460 in the first month, 200 in a comparable one. And: no sentence says more than the numbers."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pandas as pd
import pytest

from connectors.errors import Said
from dashboard import i18n
from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.evaluate import evaluate
from dashboard.analysis.impact.finding import Check, Finding, Verdict
from dashboard.analysis.impact.words import sentence
from dashboard.analysis.periods import Period
from dashboard.charts.words import tell
from dashboard.told import evidence as told
from tests.dashboard.analysis.impact.found import finding

DAYS, LENGTH, USUAL, CAME = 756, 28, 200, 460
FIRST = date(2024, 1, 1)
CAUSAL = (
    "dankzij",
    "thanks to",
    "grâce à",
    "door de campagne",
    "because of",
    "likely an effect",
    "waarschijnlijk een effect",
)


@cache
def ostenders(came: int = CAME) -> Finding:
    """Return the answer on a month in which a number came in, after two years with about 200 in 28 days."""
    random = np.random.default_rng(5)
    index = pd.date_range(FIRST, periods=DAYS + LENGTH, freq="D")
    days = random.poisson(USUAL / LENGTH, len(index)).astype(float)
    days[DAYS:] = np.diff(np.round(np.linspace(0, came, LENGTH + 1)))
    outcome = pd.DataFrame({"BE": days}, index=index)
    control = pd.DataFrame({"NL": random.poisson(14, len(index)).astype(float)}, index=index)
    start = FIRST + timedelta(days=DAYS)
    return evaluate(Case(outcome, Period(start, start + timedelta(days=LENGTH - 1)), control))


@pytest.mark.story("R4")
def test_the_first_month_of_ostenders_holds_about_260_extra_with_an_interval():
    found = ostenders()
    assert found.observed == CAME
    assert found.expected == pytest.approx(USUAL, abs=20)
    assert found.extra == pytest.approx(260, abs=20)
    assert 0 < found.low < 260 < found.high
    assert found.level == 0.90
    assert found.verdict is Verdict.LIKELY_EXTRA


@pytest.mark.story("R4")
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_where_the_interval_holds_zero_the_sentence_is_that_it_is_not_demonstrable(language):
    found = ostenders(came=204)
    assert found.low <= 0 <= found.high
    word = {"nl": "Niet aantoonbaar", "en": "Not demonstrable", "fr": "Non démontrable"}[language]
    with i18n.speaking(language):
        assert told.demonstrable_of(found).startswith(word)
        assert not any(each in tell(sentence(found)).lower() for each in CAUSAL)


@pytest.mark.story("D3")
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
@pytest.mark.parametrize("numbers", [True, False])
@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.LIKELY_EXTRA])
def test_no_sentence_states_a_cause_when_it_is_not_likely_that_there_were_extra_ones(language, numbers, verdict):
    held = finding(verdict=verdict, extra=10.0, low=-20.0, high=40.0, probability=0.7)
    with i18n.speaking(language):
        said = " ".join((tell(sentence(held, numbers=numbers)), told.demonstrable_of(held))).lower()
    assert not any(each in said for each in CAUSAL)


@pytest.mark.story("D3")
def test_a_comparison_of_before_and_after_only_states_no_effect():
    found = ostenders()
    blocked = Check.blocked("alone", Said("Another campaign ran on the same days."))
    before_after = replace(found, verdict=Verdict.CANNOT_TELL, checks=(blocked,), cross_check=None)
    with i18n.speaking("nl"):
        said = " ".join((tell(sentence(before_after)), told.demonstrable_of(before_after))).lower()
    assert "niet bevestigd" in said
    assert not any(each in said for each in CAUSAL)
