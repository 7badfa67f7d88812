"""A kept report beside today: each key figure as it was, as it is, and why the two can differ."""

from dataclasses import dataclass

from dashboard.analysis.suppression import threshold
from dashboard.exports.report import Report, Tile
from dashboard.i18n import MISSING, _, day, money, ngettext, number, percent

CURRENCY = "EUR"
_LATER_HIRES = frozenset({"hires", "hire_rate", "cost_per_hire", "cost_per_application", "per_application"})
_COUNTED_LATER = frozenset({"applications", "side_entrant_share", "side_entrants", "tracked", "self_reported"})
_RESTATED = frozenset({"views", "watch_hours", "mentions", "tone", "buzz_index"})


@dataclass(frozen=True)
class Row:
    """One figure then and now, as written; ``why`` says how they can differ, empty where they are the same."""

    label: str
    then: str
    now: str
    difference: str
    why: str = ""


def compared(then: Report, now: Report) -> list[Row]:
    """Return each key figure of a kept report beside the same figure of today, in the language that is spoken now.

    A difference between two counts of applicants is a count of applicants too: a small one is not told, and then today's
    count is not either.
    """
    today = {tile.key: tile for tile in now.tiles}
    return [_row(tile, today.get(tile.key)) for tile in then.tiles]


def _row(then: Tile, now: Tile | None) -> Row:
    if now is None:
        return Row(then.label, then.value, MISSING, MISSING, _("This figure is not in the report of today."))
    if then.number is None or now.number is None:
        is_same = then.value == now.value
        return Row(then.label, then.value, now.value, MISSING, "" if is_same else _why(then.key))
    change = now.number - then.number
    if not change:
        return Row(then.label, then.value, now.value, _("none"))
    if then.counts_people and abs(change) < threshold():
        hidden = _("fewer than {minimum}").format(minimum=number(threshold()))
        return Row(then.label, then.value, _("nearly the same"), hidden, _why(then.key))
    return Row(then.label, then.value, now.value, _difference(then, change), _why(then.key))


def _difference(tile: Tile, change: float) -> str:
    sign, size = ("+" if change > 0 else "−"), abs(change)
    if tile.unit == "share":
        return _("{points} points").format(points=f"{sign}{number(100 * size, 1)}")
    if tile.unit == "money":
        return f"{sign}{money(size, CURRENCY, 2)}"
    if tile.unit in {"ratio", "tone"}:
        return f"{sign}{number(size, 2)}"
    share = f" ({sign}{percent(size / tile.number)})" if tile.number else ""
    return f"{sign}{number(size)}{share}"


def _why(key: str) -> str:
    """Return why a figure over the same days can have changed since."""
    if key in _LATER_HIRES:
        return _("Applications of those days became hires later, or costs were written down later.")
    if key in _COUNTED_LATER:
        return _("Applications were read or told apart later, or reduced to counts after their retention.")
    if key in _RESTATED:
        return _("The platform told its figures of those days otherwise since.")
    if key in {"cash", "full_cost", "cost"}:
        return _("Costs were written down or changed later.")
    if key == "extra":
        return _("More days are known, and the answer was reckoned again.")
    return _("Figures of those days were added or changed later.")


def restated_said(count: int, then: Report) -> str:
    """Return how many daily figures of the period the sources told otherwise since the report was made."""
    if not count:
        return _("No source has told a daily figure of this period otherwise since {day}.").format(
            day=day(then.made_at.date())
        )
    words = ngettext(
        "Since {day} the sources told {count} daily figure of this period otherwise.",
        "Since {day} the sources told {count} daily figures of this period otherwise.",
        count,
    )
    return words.format(day=day(then.made_at.date()), count=number(count))
