from datetime import date

import pandas as pd

from dashboard import i18n
from dashboard.charts.timeline import Backdrop, Mark, Span, figure
from dashboard.charts.views import views_per_week
from dashboard.widgets.column_choice import _headers


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
