"""Short tables are plain: as they are read, with no sign of theirs taken for markup; large ones can be sorted."""

from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n
from dashboard.widgets.tables import plain_table
from tests.dashboard.shows import frames


def test_cells_are_written_as_the_language_writes_them_and_figures_stand_to_the_right():
    table = pd.DataFrame(
        {"Name": ["A", None], "Count": [12_345, 2], "Day": [date(2026, 1, 31), None], "<b>": ["*x*", "1<2"]}
    )
    i18n.use("nl")
    text = plain_table(table)
    assert ">12.345</td>" in text
    assert ">31-01-2026</td>" in text
    assert ">–</td>" in text
    assert "<b>" not in text
    assert "&lt;b&gt;" in text
    assert ">*x*</td>" in text
    head = text.split("</thead>")[0]
    assert [("right" in cell) for cell in head.split("<th ")[1:]] == [False, True, False, False]
    assert 'tabindex="0"' in text


@pytest.mark.parametrize(("rows", "columns", "sorted_ones"), [(13, 6, 0), (14, 6, 1), (10, 8, 0), (2, 9, 1)])
def test_a_large_table_can_be_sorted(rows, columns, sorted_ones):
    def page(rows: int, columns: int) -> None:
        import pandas as pd

        from dashboard.widgets.tables import show_table

        show_table(pd.DataFrame({f"c{number}": ["x"] * rows for number in range(columns)}), key="k")

    test = AppTest.from_function(page, kwargs={"rows": rows, "columns": columns}, default_timeout=20).run()
    assert not test.exception
    assert len(test.dataframe) == sorted_ones
    assert [frame.value.shape for frame in frames(test)] == [(rows, columns)]
