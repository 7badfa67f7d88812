"""From what is on the time line to what is drawn behind a chart of some days."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from dashboard.analysis.periods import Period
from dashboard.analysis.time_line import BREAK, EVENT_KINDS, Item
from dashboard.charts.spans import Backdrop, Mark, Span
from dashboard.i18n import _


def backdrop_of(
    items: Iterable[Item], days: Period, *, until: date | None = None, own: Collection[str] = ()
) -> Backdrop:
    """Return what stands behind a chart of some days.

    ``until`` is the last day of which the figures are complete: what comes after it is hatched. ``own`` holds the codes of
    the campaign, and of its series, that the chart is about: other campaigns are drawn lighter, and other episodes, which lie
    in the bands of theirs, not at all. A campaign that runs from before
    the first day until after the last has no band, which would be the whole chart.
    """
    some = [item for item in items if item.touches(days)]
    campaigns = [item for item in some if item.kind == "campaign"]
    drawn = [item for item in campaigns if item.key in own or _has_an_edge(item, days)]
    return Backdrop(
        campaigns=sorted((_span(item, own) for item in drawn), key=lambda span: not span.strong),
        throughout=[_span(item, own) for item in campaigns if item not in drawn],
        episodes=[
            Mark(item.label, item.title, item.first)
            for item in some
            if item.kind == "episode" and (not own or item.within in own)
        ],
        breaks=[Mark("⚠", _(item.title), item.first) for item in some if item.kind == BREAK],
        holidays=[Span(item.title, item.first, item.last, kind=item.kind) for item in some if item.group == "holidays"],
        events=[_span(item, own) for item in some if item.kind in EVENT_KINDS],
        incomplete_from=until + timedelta(days=1) if until and until < days.last else None,
        last_day=days.last,
        incomplete_title=_("not complete"),
    )


def _span(item: Item, own: Collection[str]) -> Span:
    kind = "" if item.kind == "campaign" else item.kind
    return Span(_(item.title), item.first, item.last, kind=kind, strong=not own or item.key in own)


def _has_an_edge(item: Item, days: Period) -> bool:
    return item.first >= days.first or (item.last is not None and item.last <= days.last)
