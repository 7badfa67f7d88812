"""Whether the story is told everywhere: items by theme, department and month, and where nothing was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analysis.periods import next_month


@dataclass(frozen=True)
class Item:
    """Something that was told; an empty label was not set by a person."""

    month: date
    theme: str
    department: str


@dataclass(frozen=True)
class Untold:
    """A theme in a department without a story in the period; ``since`` is the month after its last one, None for never."""

    theme: str
    department: str
    since: date | None


@dataclass(frozen=True)
class Coherence:
    """What was told in some months.

    Attributes:
        months: First days of the months.
        themes: All themes, in order.
        departments: All departments, in order.
        told: Theme, department and month to a number of items; without a story there is no entry.
        untold: Themes in departments without any item in the months, longest ago first, never ones last.
        items: Items in the months.
        without: Of those: without a theme or a department.
    """

    months: tuple[date, ...]
    themes: tuple[str, ...]
    departments: tuple[str, ...]
    told: Mapping[tuple[str, str, date], int]
    untold: tuple[Untold, ...]
    items: int
    without: int

    def count(self, theme: str = "", department: str = "", month: date | None = None) -> int:
        """Return the items with these labels in these months; an empty label stands for all."""
        wanted = (theme or None, department or None, month)
        return sum(
            number
            for place, number in self.told.items()
            if all(want is None or want == have for want, have in zip(wanted, place, strict=True))
        )


def coherence(items: Sequence[Item], months: Sequence[date]) -> Coherence:
    """Return what was told in some months; ``items`` holds everything that was ever told until their end."""
    inside = [item for item in items if item.month in set(months)]
    themes = sorted({item.theme for item in items if item.theme}, key=str.casefold)
    departments = sorted({item.department for item in items if item.department}, key=str.casefold)
    told: dict[tuple[str, str, date], int] = {}
    for item in inside:
        place = (item.theme, item.department, item.month)
        told[place] = told.get(place, 0) + 1
    last: dict[tuple[str, str], date] = {}
    for item in items:
        pair = (item.theme, item.department)
        last[pair] = max(last.get(pair, item.month), item.month)
    now = {(theme, department) for theme, department, _month in told}
    empty = [(theme, department) for theme in themes for department in departments if (theme, department) not in now]
    untold = [Untold(*pair, next_month(last[pair]) if pair in last else None) for pair in empty]
    return Coherence(
        tuple(months),
        tuple(themes),
        tuple(departments),
        told,
        tuple(sorted(untold, key=lambda each: (each.since or date.max, each.theme, each.department))),
        len(inside),
        sum(not (item.theme and item.department) for item in inside),
    )
