"""What draws itself on every time chart: campaigns, episodes, events, changes in how a figure is counted, days off."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from connectors.errors import N_
from dashboard.analysis.periods import Period

EVENT_KINDS = ("broadcast", "award", "vacancy_wave", "other")
"""What a person writes down besides campaigns."""
BREAK = "definition_break"

GROUPS: Mapping[str, tuple[str, ...]] = {
    "campaigns": ("campaign",),
    "episodes": ("episode",),
    "events": EVENT_KINDS,
    "breaks": (BREAK,),
    "holidays": ("public", "school"),
}
"""What a reader can switch on and off, by its code in the address, with the kinds that it holds."""
NAMES: Mapping[str, str] = {
    "campaigns": N_("Campaigns"),
    "episodes": N_("Episodes"),
    "events": N_("Events"),
    "breaks": N_("Counted differently"),
    "holidays": N_("Days off"),
}


@dataclass(frozen=True)
class Item:
    """Something on the time line.

    Attributes:
        kind: campaign, episode, a kind of event, definition_break, public or school.
        key: Code of the campaign or event, ``series/number`` of an episode; empty for what nobody stored.
        title: Name as shown; a message id where the product made it.
        first: First day, in the organisation's zone.
        last: Last day; None for a campaign without an end.
        label: What stands at its line where there is room: the number of an episode.
        within: Code of the series of an episode.
        platforms: Platforms that it touches; empty when it is tied to none.
        metrics: Figures that it touches; empty when it is tied to none.
        sites: Sites that it touches; empty for all.
    """

    kind: str
    key: str
    title: str
    first: date
    last: date | None
    label: str = ""
    within: str = ""
    platforms: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """Code of the group that it is switched on and off with."""
        return next(code for code, kinds in GROUPS.items() if self.kind in kinds)

    def touches(self, days: Period) -> bool:
        """Tell whether a day of it lies in a period."""
        return self.first <= days.last and (self.last is None or self.last >= days.first)


def in_groups(items: Iterable[Item], groups: Collection[str]) -> list[Item]:
    """Return what belongs to some groups."""
    return [item for item in items if item.group in groups]


def narrowed(
    items: Iterable[Item],
    *,
    days: Period | None = None,
    kinds: Collection[str] = (),
    platform: str = "",
    metric: str = "",
    sites: Collection[str] = (),
) -> list[Item]:
    """Return what touches a period, a platform, a figure and some sites; what is tied to none of a sort touches all of it."""
    return [
        item
        for item in items
        if (days is None or item.touches(days))
        and (not kinds or item.kind in kinds)
        and (not platform or not item.platforms or platform in item.platforms)
        and (not metric or not item.metrics or metric in item.metrics)
        and (not sites or not item.sites or not set(sites).isdisjoint(item.sites))
    ]


def behind(items: Iterable[Item], *, platform: str = "", metric: str = "", sites: Collection[str] = ()) -> list[Item]:
    """Return what stands behind a chart of a platform's figure.

    Changes in counting are those of that platform and figure. Campaigns, episodes and events stand behind every chart,
    whatever platform they ran on: what happened elsewhere is felt here too. Sites narrow all of it.
    """
    here = narrowed(items, sites=sites)
    touching = narrowed(here, platform=platform, metric=metric)
    return [item for item in here if item.kind != BREAK or item in touching]


def crossed(
    items: Iterable[Item],
    first: date,
    last: date,
    *,
    platforms: Collection[str] = (),
    metrics: Collection[str] = (),
) -> list[Item]:
    """Return the changes in counting that split a span: days up to the one before are counted in the old way.

    A change on the very first day splits nothing. Empty ``platforms`` or ``metrics`` stand for all.
    """
    return sorted(
        (
            item
            for item in items
            if item.kind == BREAK
            and first < item.first <= last
            and _any(item.platforms, platforms)
            and _any(item.metrics, metrics)
        ),
        key=lambda item: (item.first, item.title),
    )


def _any(touched: Collection[str], asked: Collection[str]) -> bool:
    return not touched or not asked or not set(touched).isdisjoint(asked)
