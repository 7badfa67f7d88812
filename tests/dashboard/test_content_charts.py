"""Charts about content: a ranking with intervals, pairs of theme and function group, and the lags of one pair."""

from datetime import date

import pandas as pd

from dashboard import i18n
from dashboard.analysis.association import Association, Attention, Inflow, Lag
from dashboard.analysis.shares import Interval
from dashboard.analysis.suppression import count
from dashboard.charts.labels import function_group, group_name
from dashboard.charts.lags import lags
from dashboard.charts.pairs import all_pairs
from dashboard.charts.ranking import Row, ranking

DAYS = pd.Series([1], index=[date(2026, 1, 1)])


def pair(rho, joint, p):
    some = tuple(Lag(day, rho - 0.01 * day, Interval(rho - 0.1, rho + 0.1), 300, 0.2) for day in range(15))
    about, came = Attention("serie", "youtube", "views", DAYS), Inflow("Nurses", DAYS)
    return Association(about, came, 300, count(400), some, some[3], Interval(*joint), p, 30)


FOUND, CHANCE = pair(0.31, (0.1, 0.52), 0.01), pair(0.2, (-0.1, 0.5), 0.4)
REFUSED = Association(FOUND.attention, FOUND.inflow, 3, count(400))


def test_a_ranking_draws_intervals_and_gives_the_reason_where_there_is_none():
    rows = [
        Row("<Serie>", 187.4, Interval(142.6, 245.2)),
        Row("Huis", 6.52, Interval(5.5, 7.71)),
        Row("Nacht", why="te weinig"),
    ]
    with i18n.speaking("nl"):
        chart = ranking(rows, "Titel", "per uur", "youtube")
    (dots,) = chart.figure.data
    assert list(dots.y) == [0, 1]
    assert [round(each, 1) for each in dots.error_x.array] == [57.8, 1.2]
    assert [round(each, 1) for each in dots.error_x.arrayminus] == [44.8, 1.0]
    names = chart.figure.layout.yaxis.ticktext
    assert names[0].startswith("<b>&lt;Serie&gt;</b><br>187 ")
    assert names[2] == "<b>Nacht</b><br>te weinig"
    assert "6,5 " in chart.alt
    assert chart.alt.endswith("Nacht: te weinig.")


def test_only_a_pair_that_stands_out_from_chance_has_a_colour_and_a_star():
    with i18n.speaking("en"):
        chart = all_pairs([[FOUND, CHANCE, REFUSED, None]], ["Nurses"], ["a\nYouTube", "<b>", "c", "d"], "Title")
    (cells,) = chart.figure.data
    assert [None if each is None else round(each, 2) for each in cells.z[0]] == [0.28, 0.0, None, None]
    assert list(cells.text[0]) == ["<b>+0.28</b><br>★ 3 d", "+0.17<br>3 d", "", ""]
    assert list(chart.figure.layout.xaxis.ticktext)[:2] == ["a<br>YouTube", "&lt;b&gt;"]
    assert chart.alt == "2 pairs, correlations from +0.17 to +0.28; 1 stand out from chance."
    assert cells.customdata[0][0] == "serie, Nurses: +0.28 (+0.10 to +0.52), 3 days later, adjusted p 0.010"


def test_the_lags_of_a_pair_show_the_best_one_bigger_or_the_days_as_counted():
    with i18n.speaking("en"):
        chart, as_counted = lags(FOUND, "Title"), lags(FOUND, "Title", seasonless=False)
    (own,), (counted,) = chart.figure.data, as_counted.figure.data
    assert counted.error_y.array is None
    assert list(own.x) == list(range(15))
    assert own.marker.size[3] > own.marker.size[0]
    assert set(counted.y) == {0.2}
    assert chart.alt == "15 lags; strongest after 3 days: +0.28, its own interval +0.21 to +0.41."


def test_codes_have_names_and_what_an_organisation_made_itself_stands_as_written():
    with i18n.speaking("en"):
        assert (function_group("care_assistant"), function_group("wizards")) == ("Care assistants", "wizards")
        assert (group_name("post", "kind"), group_name("event", "kind", of_campaigns=True)) == ("Post", "Event")
        assert (group_name("team", "author_role"), group_name("team", "theme")) == ("A team", "team")
