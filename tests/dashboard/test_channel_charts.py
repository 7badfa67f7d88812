"""Charts of channels: a best one is named only where it stands clear of the others, and a missing day is no zero."""

from datetime import date

import pytest

from dashboard import i18n
from dashboard.analysis.landing import Day, Landing
from dashboard.analysis.periods import Period
from dashboard.analysis.steps import Steps
from dashboard.analysis.suppression import NOT_KNOWN, count
from dashboard.charts.channel_visits import sent_of_visits, visits_per_day
from dashboard.charts.timeline import Backdrop


@pytest.fixture(autouse=True)
def in_english():
    i18n.use("en")


def steps(channel, sent, visits=1000):
    return Steps(channel, None, None, count(visits), NOT_KNOWN, count(sent), NOT_KNOWN)


@pytest.mark.story("M2")
def test_a_channel_is_the_best_only_where_its_interval_lies_above_all_others():
    clear = sent_of_visits([steps("search", 30), steps("facebook", 90)])
    assert (
        clear.title
        == "Of the visits, those through Facebook most often sent an application on the site: 9.0% (7.6–10.6%)."
    )
    assert clear.alt == "Facebook: 9.0% (7.6–10.6%); Search engines: 3.0% (2.2–4.0%)."
    near = sent_of_visits([steps("search", 36), steps("facebook", 40)])
    assert near.title == "No channel stands out: of its visits 3.6% to 4.0% sent an application on the site."
    assert sent_of_visits([steps("search", 3)]) is None


@pytest.mark.story("M3")
def test_a_missing_day_is_a_gap_in_the_line_and_hatched():
    days = [Day(date(2026, 3, 1), 4), Day(date(2026, 3, 2), None), Day(date(2026, 3, 3), 0)]
    gap = Period(date(2026, 3, 2), date(2026, 3, 2))
    chart = visits_per_day(Landing(("/x",), tuple(days), (gap,), ()), Backdrop())
    line, hatched = chart.figure.data[:2]
    assert list(line.y) == [4, None, 0]
    assert (list(hatched.x), hatched.marker.pattern.shape) == (["2026-03-02"], "/")
    assert chart.title == "Most visits on 1 Mar 2026: 4."
    assert chart.alt.endswith("On 1 day nothing was measured on the site (2 Mar 2026): that is missing, not zero.")
