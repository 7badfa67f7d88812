"""Warnings where what is compared lies on two sides of a change in how a figure is counted."""

from collections.abc import Collection, Iterable
from datetime import date

from dashboard.analysis.time_line import Item, crossed
from dashboard.i18n import _, day


def break_warnings(
    items: Iterable[Item],
    first: date,
    last: date,
    *,
    platforms: Collection[str] = (),
    metrics: Collection[str] = (),
) -> list[str]:
    """Return a sentence for each change in counting that lies inside the days that are compared, from first to last."""
    words = _("Counted differently from {day}: {title}. Figures from before and after cannot simply be compared.")
    found = crossed(items, first, last, platforms=platforms, metrics=metrics)
    return list(dict.fromkeys(words.format(day=day(item.first), title=_(item.title).rstrip(".")) for item in found))
