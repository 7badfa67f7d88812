"""Everything on the time line in one table, narrowed by kind, platform, site and year."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.periods import Period
from dashboard.analysis.time_line import BREAK, EVENT_KINDS, Item, narrowed
from dashboard.charts.words import KINDS, platforms
from dashboard.i18n import MISSING, _, day, ngettext, number
from dashboard.queries import workplaces
from dashboard.widgets.backdrop import time_line
from dashboard.widgets.choice import choice
from dashboard.widgets.empty import empty
from dashboard.widgets.table_card import table_card

_KINDS = ("campaign", "episode", *EVENT_KINDS, BREAK)


def events_list() -> None:
    """Show the filters and the table; an organisation without anything on its time line reads what to do."""
    every = time_line()
    if not every:
        empty(
            _("Nothing stands on the time line yet."),
            _("Make a campaign, or write down an event below; sources add the days on which they count differently."),
            page="campaigns",
            label=_("Go to Campaigns"),
        )
        return
    names = data.load(workplaces.site_names)
    some = _chosen(every, names)
    heading = ngettext("{count} thing on the time line", "{count} things on the time line", len(some))
    source = _("From your own campaigns and events, and from what the sources say of their figures.")
    definition = _(
        "A campaign or event without a site touches all sites. A change in counting touches the figure and the platform "
        "that stand beside it: what was counted before that day cannot simply be compared with what came after."
    )
    table_card(heading.format(count=number(len(some))), _table(some, names), source, definition, key="time-line")


def kind_name(kind: str) -> str:
    """Return what a kind of thing on the time line is called."""
    return {"campaign": _("Campaign"), "episode": _("Episode")}.get(kind) or _(KINDS[kind])


def _chosen(every: Sequence[Item], names: dict[str, str]) -> list[Item]:
    """Show the filters and return what they leave, the newest first."""
    kinds = [kind for kind in _KINDS if any(item.kind == kind for item in every)]
    touched = sorted({platform for item in every for platform in item.platforms})
    years = sorted({str(year) for item in every for year in _years(item)}, reverse=True)
    with st.grid(4, min_column_width=165, key="time-line-filters"):
        kind = choice("kind", _("Kind"), {"": _("Everything"), **{each: kind_name(each) for each in kinds}})
        platform = choice("platform", _("Platform"), {"": _("All platforms"), **{p: platforms([p]) for p in touched}})
        site = choice("site", _("Site"), {"": _("All sites"), **names})
        year = choice("year", _("Year"), {"": _("All years"), **{each: each for each in years}})
    days = _year(year) if year else None
    found = narrowed(every, days=days, kinds=[kind] if kind else (), platform=platform, sites=[site] if site else ())
    return sorted(found, key=lambda item: item.first, reverse=True)


def _years(item: Item) -> range:
    last = item.last or max(item.first, data.today())
    return range(item.first.year, last.year + 1)


def _year(code: str) -> Period:
    first = data.today().replace(year=int(code), month=1, day=1)
    return Period(first, first.replace(month=12, day=31))


def _table(some: Sequence[Item], names: dict[str, str]) -> pd.DataFrame:
    every = _("all")
    return pd.DataFrame(
        {
            _("From"): [day(item.first) for item in some],
            _("To"): [day(item.last) if item.last else _("no end") for item in some],
            _("Kind"): [kind_name(item.kind) for item in some],
            _("What"): [_(item.title) for item in some],
            _("Site"): [", ".join(names.get(site, site) for site in item.sites) or every for item in some],
            _("Platform"): [platforms(item.platforms) or MISSING for item in some],
            _("Figure"): [", ".join(item.metrics) or MISSING for item in some],
        }
    )
