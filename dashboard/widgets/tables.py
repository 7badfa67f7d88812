"""Tables as they are shown and saved: short ones plain, long ones to be sorted; no cell acts as a formula."""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from html import escape
from io import StringIO
from numbers import Integral

import pandas as pd
import streamlit as st

from dashboard.analysis.cells import harmless, on_screen
from dashboard.i18n import MISSING, _, day, number

_CELLS, _COLUMNS = 80, 8
"""Up to which a table is a plain one: it wraps, prints, and is read by every reader; a larger one can be sorted."""
_SHORT = 16  # signs of a cell that stays on one line
_CELL = "padding:.4rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent);"
_RIGHT = "text-align:right;"
_KEPT = "white-space:nowrap;"
_WRAPPED = "min-width:7rem;"  # else a column on a phone becomes as narrow as its longest word
_FIGURE = re.compile(r"[<>≥≤±+\-−]?\s*[€$£]?\s*[+\-−]?\d[\d.,\s]*\s*[%€]?|[–…]")


def show_table(table: pd.DataFrame, *, key: str, about: dict[str, str] | None = None) -> None:
    """Show a table with its download, below which ``about`` says what it is and where it comes from."""
    show_rows(table, key=key)
    download_csv(lambda: csv_bytes(table, about), key=key)


def show_rows(table: pd.DataFrame, *, key: str) -> None:
    """Show a table by itself: a short one plain, a longer one to be sorted."""
    if table.size <= _CELLS and table.shape[1] <= _COLUMNS:
        show_cells(table)
    else:
        st.dataframe(shown(table), hide_index=True, placeholder=MISSING, key=f"table-{key}")


def show_cells(table: pd.DataFrame) -> None:
    """Show a short table by itself, without a download."""
    st.html(plain_table(table))


def plain_table(table: pd.DataFrame) -> str:
    """Return a table as HTML: it wraps, and where it is wider than a phone it is moved sideways, by keys as well.

    Columns of figures stand to the right. Colours are those of the text around it.
    """
    cells = table.map(written)
    sides = [_RIGHT if all(map(_is_figure, column)) else "" for _name, column in cells.items()]
    head = _row(map(str, table.columns), sides, '<th scope="col"', "</th>")
    rows = "".join(_row(row, sides, "<td", "</td>") for row in cells.itertuples(index=False, name=None))
    name = escape(", ".join(map(str, table.columns)))
    return (
        f'<div tabindex="0" role="region" aria-label="{name}" style="overflow-x:auto">'
        f'<table style="border-collapse:collapse;width:100%;font-size:.9rem"><thead>{head}</thead><tbody>{rows}</tbody></table></div>'
    )


def _row(texts: Iterable[str], sides: Sequence[str], opening: str, closing: str) -> str:
    cells = (
        f'{opening} style="{_CELL}{side}{_KEPT if len(text) <= _SHORT else _WRAPPED}">{escape(text)}{closing}'
        for text, side in zip(texts, sides, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def written(value: object) -> str:
    """Return a cell of a plain table as the language of the page writes it."""
    if is_missing(value):
        return MISSING
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Integral) and not isinstance(value, bool):
        return number(int(value))
    return str(value)


def _is_figure(text: str) -> bool:
    """Tell whether a cell is a figure, with its signs, or the dash or dots that stand for one."""
    return _FIGURE.fullmatch(text) is not None


def download_csv(content: Callable[[], bytes], *, key: str) -> None:
    """Show the button that saves a table as CSV, which ``content`` makes when the button is pressed."""
    st.download_button(
        _("Download as CSV"),
        data=content,
        file_name=f"instroom-{key}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"download-{key}",
    )


def shown(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table for :func:`streamlit.dataframe`, whose own button saves the cells as they are."""
    return table.rename(columns=on_screen).map(on_screen)


def csv_bytes(table: pd.DataFrame, about: dict[str, str] | None = None) -> bytes:
    """Return a table as CSV that a Dutch Excel opens well: byte-order mark, semicolons, no cell that acts as a formula.

    The first line holds the headings and the rows follow it, so that a program reads it without being told what to pass
    over. What ``about`` says (title, source, until when, definition) stands in a last block below an empty line: there
    Excel takes it for no part of the table, and it still goes wherever the file goes.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_cells(table.columns))
    for row in zip(*(table.iloc[:, place].tolist() for place in range(table.shape[1])), strict=True):
        writer.writerow(_cells(row))
    if about:
        writer.writerow([])
        writer.writerows(_cells(pair) for pair in about.items())
    return text.getvalue().encode("utf-8-sig")


def _cells(row: Iterable[object]) -> list[object]:
    return [_cell(value) for value in row]


def _cell(value: object) -> object:
    """Return an empty cell for a missing value, and a text that a spreadsheet cannot take for a formula."""
    return "" if is_missing(value) else harmless(value)


def is_missing(value: object) -> bool:
    """Tell whether a cell holds nothing: None, NaN, NaT or a missing value of pandas."""
    return value is None or value is pd.NaT or value is pd.NA or value != value  # noqa: PLR0124  only NaN differs from itself
