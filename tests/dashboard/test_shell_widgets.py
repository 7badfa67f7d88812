"""The small pieces of a page: downloads, foreign text, chart cards, key figures."""

import math

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.widgets.plain import plain
from dashboard.widgets.tables import csv_bytes
from tests.dashboard.shows import frames


def test_a_download_opens_well_in_a_dutch_excel():
    table = pd.DataFrame({"Dag": ["2026-03-04"], "Één": [1.5], "Leeg": [math.nan], "Ook leeg": [None]})
    content = csv_bytes(table)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == "Dag;Één;Leeg;Ook leeg\r\n2026-03-04;1.5;;\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_download_acts_as_a_formula(start):
    content = csv_bytes(pd.DataFrame({f"{start}head": [f"{start}1+1"], "n": [-3]})).decode("utf-8-sig")
    assert f"'{start}head" in content
    assert f"'{start}1+1" in content
    assert "-3" in content
    assert "'-3" not in content


def test_foreign_text_becomes_no_link_picture_icon_or_formula():
    shown = plain("![x](http://a.example) :material/home: :red[a] $x$ <b> `c` # h\n\n- l")
    assert shown == (r"\!\[x\]\(http\://a.example\) \:material/home\: \:red\[a\] \$x\$ \<b\> \`c\` \# h \- l")


def a_card():
    import pandas as pd

    from dashboard import i18n
    from dashboard.charts import theme
    from dashboard.widgets.chart_card import Chart, chart_card

    i18n.use("nl")
    figure = theme.figure([{"type": "bar", "x": ["2026-03-04"], "y": [3], "marker": {"color": theme.BLUE}}])
    table = pd.DataFrame({"Dag": ["04-03-2026"], "Aantal": [3]})
    chart_card(
        Chart(figure, "Wat er te zien is.", "De *boodschap*"),
        table,
        "Bron: YouTube",
        "Een definitie.",
        key="k",
        until=None,
    )


@pytest.mark.parametrize(("theme_type", "colour"), [("light", "#005A96"), ("dark", "#4A86F0")])
def test_a_chart_comes_with_message_alt_text_table_download_source_and_passport(theme_type, colour):
    test = AppTest.from_function(a_card, default_timeout=20)
    test.context = {"theme": theme_type}
    test.run()
    assert not test.exception
    chart = test.get("plotly_chart")[0].proto
    assert chart.alt == "Wat er te zien is."
    assert colour in chart.spec
    assert '"locale": "nl"' in chart.config
    assert frames(test)[0].value["Aantal"].tolist() == ["3"]
    assert any(":small[Bron: YouTube]" in each.value for each in test.markdown)
    assert [button.proto.label for button in test.get("download_button")]
    assert any("Een definitie." in element.value for element in test.markdown)


def figures():
    from dashboard.widgets.kpi_row import Kpi, kpi_row

    kpi_row([Kpi("Sollicitaties", "1.136", "Wat het is.", "+12", "up", "vorige 4 weken"), Kpi("Leeg", "")])


def test_a_key_figure_that_is_missing_is_a_dash():
    test = AppTest.from_function(figures, default_timeout=20).run()
    assert not test.exception
    assert [(metric.label, metric.value, metric.delta) for metric in test.metric] == [
        ("Sollicitaties", "1.136", "+12"),
        ("Leeg", "–", ""),
    ]
