"""The first page as one value: what the page shows and the one-page report prints. :class:`OverviewPage` holds all of it.

``dashboard.queries.overview.overview_page`` makes it from the database; every text in it is a message, every number may be shown.
"""

from dataclasses import dataclass
from datetime import date

from connectors.errors import Said
from dashboard.analysis.chance import Difference
from dashboard.analysis.cost import UnitCost
from dashboard.analysis.kpis import Figure
from dashboard.analysis.labour_market import Market
from dashboard.analysis.mentions import MentionWeek
from dashboard.analysis.passports import Passport
from dashboard.analysis.selection import Selection
from dashboard.analysis.shares import Interval
from dashboard.analysis.suppression import Count
from dashboard.analysis.surroundings import Happening


@dataclass(frozen=True)
class Value:
    """A figure over a period.

    Attributes:
        figure: Its value; hidden when it exists and may not be shown.
        interval: Where it lies at 90 %, for rates and estimates.
        base: What stands below the line of a share or tone.
        reason: Why there is no value.
    """

    figure: Figure
    interval: Interval | None = None
    base: int | None = None
    reason: Said | None = None


@dataclass(frozen=True)
class Standing:
    """A target of a calendar year beside the year so far; the target is never scaled to the part that has passed."""

    year: int
    target: float
    so_far: Value
    months: int


@dataclass(frozen=True)
class Tile:
    """One of the key figures, eight at most.

    Attributes:
        passport: What it is.
        now, before: Over the months that are looked at, and those they are compared with.
        difference: How it moved; None with the reason in ``not_compared``.
        target: What it is to reach this year, if that was written down and the whole organisation is looked at.
        trend: Month to its value, None where there is none to show; at most 13, oldest first.
        note: What belongs beside the figure, such as the share whose origin is unknown.
    """

    passport: Passport
    now: Value
    before: Value
    difference: Difference | None
    not_compared: Said | None
    target: Standing | None
    trend: tuple[tuple[date, float | None], ...]
    note: Said | None = None

    @property
    def direction(self) -> int | None:
        """1 or -1 for up or down beyond chance, 0 for no difference beyond it, None where it cannot be told."""
        if self.difference is None or self.difference.interval is None:
            return None
        return self.difference.direction


@dataclass(frozen=True)
class Spent:
    """What campaigns cost in the months, cash and own hours apart, and per piece; None in ``full`` when no cost is known."""

    cash: float | None
    hours: float | None
    hours_value: float | None
    full: float | None
    currency: str
    per_application: UnitCost
    per_hire: UnitCost


@dataclass(frozen=True)
class Axis:
    """Attention, tone or result: a direction of its own. Three axes are never put into one.

    Attributes:
        key: ``attention``, ``tone`` or ``result``.
        leading: The figures that its direction is read from.
        others: What stands with them.
    """

    key: str
    leading: tuple[Tile, ...]
    others: tuple[Tile, ...] = ()

    @property
    def is_mixed(self) -> bool:
        """True when one leading figure went up and another down."""
        return {1, -1} <= {tile.direction for tile in self.leading}

    @property
    def direction(self) -> int | None:
        """1 or -1 for up or down beyond chance, 0 for neither; None where it cannot be told or is mixed."""
        known = {tile.direction for tile in self.leading if tile.direction is not None}
        if self.is_mixed or not known:
            return None
        return 1 if 1 in known else -1 if -1 in known else 0


@dataclass(frozen=True)
class ThreeSentences:
    """What changed, what is known of why, what is not known."""

    changed: Said
    why: Said
    unknown: Said

    @property
    def all(self) -> tuple[Said, Said, Said]:
        """The three in order."""
        return self.changed, self.why, self.unknown


@dataclass(frozen=True)
class OverviewPage:
    """All of the first page.

    Attributes:
        selection: Which months, beside which, and which part of the organisation.
        tiles: The key figures in order.
        spent: What was spent, per application and per hire.
        axes: Attention, tone, result.
        sentences: What changed and why.
        months: Applications per month, from 12 months before the last one on.
        weeks_said: Whole weeks with mentions, from 26 weeks before the end on; empty when nothing is known.
        market: The labour market around it.
        happened: Campaigns and events that touch the months, in order.
        breaks: Days from which a figure is counted otherwise, with the words, in the months or those compared.
        until: Last complete day with applications; None without any.
        said_until: Last day with mentions.
        views_until: Last day with final views.
    """

    selection: Selection
    tiles: tuple[Tile, ...]
    spent: Spent
    axes: tuple[Axis, ...]
    sentences: ThreeSentences
    months: tuple[tuple[date, Count], ...]
    weeks_said: tuple[MentionWeek, ...]
    market: Market | None
    happened: tuple[Happening, ...]
    breaks: tuple[tuple[date, str], ...]
    until: date | None
    said_until: date | None
    views_until: date | None

    def tile(self, key: str) -> Tile:
        """Return a key figure by its code; raises KeyError for one that is not there."""
        return {each.passport.key: each for each in self.tiles}[key]
