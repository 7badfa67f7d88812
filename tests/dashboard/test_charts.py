from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard import i18n
from dashboard.charts.evidence import quiet_periods, received_and_expected
from dashboard.charts.timeline import Backdrop, Mark, Span, figure
from dashboard.charts.views import views_per_week
from dashboard.widgets.column_choice import _headers
from tests.dashboard.analysis.impact.found import finding, weeks


def test_a_week_that_is_not_final_is_dotted_and_never_the_highest():
    weeks = pd.DataFrame({"week_start": [date(2026, 3, 2), date(2026, 3, 9)], "views": [40, 90]})
    with i18n.speaking("en"):
        chart = views_per_week(weeks, Backdrop(), until=date(2026, 3, 14))
    whole, still = chart.figure.data
    assert (list(whole.y), whole.line.dash) == ([40], "solid")
    assert (list(still.y), still.line.dash) == ([40, 90], "dot")
    assert chart.title == "Most views in the week from 2 Mar 2026: 40"


def test_the_name_of_a_campaign_stands_above_a_chart_as_it_was_written():
    backdrop = Backdrop(
        campaigns=[Span("<b>Ons</b> & co", date(2026, 3, 2))], episodes=[Mark("1", "<i>een</i>", date(2026, 3, 2))]
    )
    drawn = figure([{"type": "bar", "x": ["2026-03-02"], "y": [1]}], backdrop)
    assert drawn.layout.annotations[0].text == "&lt;b&gt;Ons&lt;/b&gt; &amp; co"
    assert drawn.data[-1].hovertext == ("&lt;i&gt;een&lt;/i&gt;",)


def test_columns_are_offered_by_the_header_line_also_when_a_line_of_data_is_fuller():
    content = b"Sollicitaties\nNr.;;Datum\n1;Jan;14-01-2026\n"
    assert _headers("a.csv", content) == ["Nr.", "Datum"]


def test_a_block_whose_count_may_not_be_shown_is_a_gap_above_its_band():
    blocks = [replace(week, observed=None if week.observed == 64 else week.observed) for week in weeks()]
    with i18n.speaking("nl"):
        chart = received_and_expected(blocks, Backdrop(), "")
    low, high, expected, came = chart.figure.data
    assert list(came.y) == [60, None, 58, 61, 120, 90, 62, 59]
    assert came.connectgaps is False
    assert (set(low.y), set(high.y), set(expected.y)) == ({45}, {77}, {60})
    assert came.customdata[1][1] == "–"


def test_longer_blocks_say_so_on_the_axis():
    blocks = [replace(week, days=28) for week in weeks()]
    with i18n.speaking("en"):
        chart = received_and_expected(blocks, Backdrop(), "")
    assert chart.figure.layout.yaxis.title.text == "Applications per 4 weeks"


def test_without_any_count_the_alt_text_says_that_there_are_too_few():
    blocks = [replace(week, observed=None) for week in weeks()]
    with i18n.speaking("en"):
        chart = received_and_expected(blocks, Backdrop(), "")
    assert chart.alt == "In the campaign: too few applications to show. Before it: too few applications to show."


def test_a_campaign_with_a_small_count_is_no_dot_among_the_quiet_periods():
    with i18n.speaking("en"):
        small, shown = quiet_periods(finding(observed=3.0), "Soap"), quiet_periods(finding(relative=0.05), "Soap")
    assert len(small.figure.data) == 1
    assert small.title == "What the method made of quiet periods"
    assert shown.title == "In 2 of 4 quiet periods the difference was as large"


def test_without_quiet_periods_the_chart_is_empty_and_says_so():
    with i18n.speaking("en"):
        assert quiet_periods(finding(quiet=()), "Soap").alt == "There are no quiet periods."
