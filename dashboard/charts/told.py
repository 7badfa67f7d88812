"""What stands behind a finished chart, read from the chart: for the list beside it and for its alt text."""

from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from dashboard.analysis.time_line import GROUPS
from dashboard.charts.words import KINDS
from dashboard.i18n import _, day_range

_MOST = 6
"""How many are told in an alt text."""


@dataclass(frozen=True)
class Told:
    """One thing behind a chart: its letter or number (empty: its name is written), kind, name and days in words."""

    label: str
    kind: str
    title: str
    days: str

    @property
    def is_day_off(self) -> bool:
        """Tell whether it is a public or school holiday."""
        return self.kind in GROUPS["holidays"]


def is_dated(figure: go.Figure) -> bool:
    """Tell whether days lie along the bottom of a chart."""
    return bool(figure.layout.xaxis.type == "date")


def told_behind(figure: go.Figure) -> list[Told]:
    """Return what stands behind a chart, in the order in which it is drawn; nothing for a chart without days."""
    meta = figure.layout.meta
    rows = meta.get("behind", ()) if isinstance(meta, dict) else ()
    return [Told(label, kind, title, day_range(_day(first), _day(last))) for label, kind, title, first, last in rows]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def behind_words(figure: go.Figure) -> str:
    """Return what stands behind a chart in one sentence: campaigns and events with their days, and what is counted anew."""
    some = [each for each in told_behind(figure) if each.kind != "episode" and not each.is_day_off]
    if not some:
        return ""
    names = "; ".join(f"{_(KINDS.get(each.kind, 'Campaign'))} {each.title}, {each.days}" for each in some[:_MOST])
    more = len(some) - _MOST
    words = _("On the time line: {names}; and {more} more.") if more > 0 else _("On the time line: {names}.")
    return words.format(names=names, more=more)


def letters_words(figure: go.Figure) -> str:
    """Return what the letters above a chart stand for, for a picture that leaves the page; empty without letters."""
    return "; ".join(
        f"{each.label}: {each.title}, {each.days}" for each in told_behind(figure) if each.label[:1].isupper()
    )
