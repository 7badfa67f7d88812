"""Sites that a campaign left out, as a second design beside the main one."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.impact.case import Case, Promise
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.impact.holdout import ACCEPTED
from dashboard.analysis.impact.left_out import left_out, left_out_said
from dashboard.analysis.periods import Period
from dashboard.i18n import say, speaking
from tests.benchmarks.drifting_sites import covered

FIRST = date(2024, 1, 1)
START = FIRST + timedelta(weeks=60)
WINDOW = Period(START, START + timedelta(days=41))


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def case(*, lift=0.0, sizes=(6.0, 7.0, 5.0, 8.0), featured=1, days=7 * 66, window=WINDOW, seed=5, **more):
    """Return sites that share a season, the first ones with a campaign of six weeks."""
    stream = np.random.default_rng(seed)
    index = pd.date_range(FIRST, periods=days)
    wave = 1 + 0.2 * np.sin(np.arange(days) / 58)
    inside = (index >= pd.Timestamp(window.first)) & (index <= pd.Timestamp(window.last))
    frame = pd.DataFrame(
        {
            f"S{place}": stream.poisson(size * wave * (1 + lift * inside * (place < featured))).astype(float)
            for place, size in enumerate(sizes)
        },
        index=index,
    )
    return Case(frame.iloc[:, :featured], window, frame.iloc[:, featured:], **more)


def test_what_came_in_extra_at_the_featured_sites_is_found_and_zero_is_not_in_the_interval():
    found = left_out(case(lift=0.6, featured=2))
    true = 0.6 * 13 * 42
    assert found.held.extra_low < true < found.held.extra_high
    assert (found.verdict, found.indexed, found.refused) == (Verdict.LIKELY_EXTRA, None, None)
    assert (found.held.level, found.held.p_blocks <= 0.05) == (ACCEPTED, True)
    assert set(found.held.weights) == {"S2", "S3"}
    assert found.held.observed.index[-6:].equals(pd.date_range(START, periods=6, freq="7D"))


def test_without_an_effect_the_second_design_cannot_tell():
    found = left_out(case(seed=6))
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.held.extra_low < 0 < found.held.extra_high


def test_a_difference_within_what_was_written_down_is_too_small_to_matter():
    found = left_out(case(promise=Promise(None, 400.0, None, None)))
    assert found.verdict is Verdict.TOO_SMALL_TO_MATTER


def test_sites_of_unlike_size_are_compared_about_their_own_mean_and_that_is_said():
    found = left_out(case(lift=0.6, sizes=(6.0, 24.0, 5.0, 9.0)))
    assert say(found.indexed).startswith("The largest site has 4.7 times as many applications")
    assert found.verdict is Verdict.LIKELY_EXTRA


def test_days_of_a_week_that_is_not_whole_are_left_out():
    short = left_out(case(window=Period(START, START + timedelta(days=39))))
    assert len(short.held.observed) == 65
    assert short.held.end == START + timedelta(days=28)


def test_what_came_after_the_campaign_is_not_in_the_comparison():
    later, now = left_out(case(days=7 * 80)), left_out(case(days=7 * 80, window=WINDOW))
    assert len(later.held.observed) == 66
    assert later.held.extra == now.held.extra


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (case(sizes=(6.0, 7.0)), "It takes at least 2 sites without this or another campaign; left out: 1."),
        (case(sizes=(6.0, 7.0, 0.0)), "It takes at least 2 sites without this or another campaign; left out: 1."),
        (case(sizes=(0.0, 7.0, 6.0)), "Nothing came in before the start where the campaign ran."),
        (case(days=7 * 60 + 5), "No whole week of the campaign is known yet."),
        (
            case(window=Period(FIRST + timedelta(weeks=20), FIRST + timedelta(weeks=21))),
            "It takes 26 weeks before the start; known: 20.",
        ),
    ],
)
def test_what_cannot_be_compared_says_why(asked, why):
    found = left_out(asked)
    assert (found.held, found.verdict) == (None, Verdict.NOT_ENOUGH_DATA)
    assert say(left_out_said(found)) == f"Second design: sites that were left out: not possible. {why}"


def test_the_line_leaves_its_numbers_out_where_those_of_the_finding_are():
    found = left_out(case(lift=0.6))
    assert "{range}" in left_out_said(found).text
    hidden = left_out_said(found, numbers=False)
    assert say(hidden) == "Second design: sites that were left out: Likely extra (3 sites). The numbers are left out."
    endless = replace(found, held=replace(found.held, extra_high=float("inf")))
    assert "{range}" not in left_out_said(endless).text


@pytest.mark.parametrize("drift", [(0.0, 0.15, 5), (0.9, 0.3, 20)])
def test_the_accepted_set_that_is_called_90_percent_covers_that_where_sites_drift(drift):
    _ninety, accepted = covered(58, 5, drift, draws=300)
    assert accepted >= 0.9
