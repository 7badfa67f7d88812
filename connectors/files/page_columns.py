"""Finds the columns of a LinkedIn page export among those that a person added: a second date, a remark, a sum of their own."""

import re
from collections.abc import Callable, Sequence

from connectors.files import cells
from connectors.files.dates import day_of_page_export
from connectors.files.reading import Cell

_LAYOUTS = (20, 25)
_MOST_ADDED = 3


def columns_in_use(titles: Sequence[Cell], lines: Sequence[Sequence[Cell]], post: re.Pattern[str]) -> tuple[int, ...]:
    """Return the positions of the columns that LinkedIn wrote, in order; empty when they cannot be told apart.

    A sheet of posts starts with the title, just before the address of the post. A sheet of days has one day and figures
    only: words and a second day are of a person, and so are figures beyond the last column that LinkedIn writes.
    """
    places = range(len(titles))
    link = next((n for n in places if any(post.search(cells.text(row[n])) for row in lines)), None)
    if link is not None:
        return tuple(places[link - 1 :]) if link else ()
    day = next((n for n in places if _is_mostly([row[n] for row in lines], _is_day)), None)
    if day is None:
        return ()
    days = [row[day] for row in lines]
    figures = [n for n in places[day + 1 :] if _is_of_figures(titles[n], [row[n] for row in lines], days)]
    most = next((size for size in _LAYOUTS if size < len(figures) + 1 <= size + _MOST_ADDED), len(figures) + 1)
    return (day, *figures[: most - 1])


def is_daily(row: Sequence[Cell]) -> bool:
    """Return whether a line is a day and figures."""
    return _is_day(row[0]) and all(is_figure(cell) for cell in row[1:])


def is_figure(cell: Cell) -> bool:
    """Return whether a cell is a number, or says that there is none."""
    try:
        return cells.is_missing(cell) or cells.number(cell) is not None
    except ValueError:
        return False


def _is_of_figures(title: Cell, column: Sequence[Cell], days: Sequence[Cell]) -> bool:
    repeats_the_day = [day_of_page_export(cell) for cell in column] == [day_of_page_export(cell) for cell in days]
    return bool(cells.text(title)) and not repeats_the_day and all(map(is_figure, column))


def _is_mostly(column: Sequence[Cell], holds: Callable[[Cell], bool]) -> bool:
    return sum(map(holds, column)) * 2 >= len(column) > 0


def _is_day(cell: Cell) -> bool:
    return day_of_page_export(cell) is not None
