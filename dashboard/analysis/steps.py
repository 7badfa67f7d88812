"""From click to application per channel: each step with its own source, and shares only between steps of one source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analysis.channels import UNTAGGED, of_source, of_tag, ordered
from dashboard.analysis.shares import Share, share
from dashboard.analysis.suppression import NOT_KNOWN, Count
from dashboard.analysis.whole_months import over_months, together

SEGMENT = 10
"""Visits of fewer than this many are not told per channel: it is about who clicked through."""


@dataclass(frozen=True)
class Visited:
    """Visits with one tag in one month; a count is None where the site does not measure it."""

    month: date
    source: str
    medium: str
    sessions: int | None
    starts: int | None
    completes: int | None


@dataclass(frozen=True)
class Steps:
    """One channel.

    Attributes:
        clicks: Clicks on what stands on the platform, as it counts them.
        ad_clicks: Clicks on adverts there.
        sessions: Visits of the own site with its tag, as the site counts them.
        starts: Applications started on the site.
        completes: Applications sent on the site.
        applications: Applications in the own system with this channel as their source.
    """

    channel: str
    clicks: int | None
    ad_clicks: int | None
    sessions: Count
    starts: Count
    completes: Count
    applications: Count

    @property
    def start_rate(self) -> Share | None:
        """Started of the visits: both are counted by the site."""
        return _rate(self.starts, self.sessions)

    @property
    def completion_rate(self) -> Share | None:
        """Sent of the started."""
        return _rate(self.completes, self.starts)

    @property
    def sent_rate(self) -> Share | None:
        """Sent of the visits."""
        return _rate(self.completes, self.sessions)

    @property
    def missing(self) -> tuple[str, ...]:
        """The steps that nobody measures: clicks, visits, starts or applications."""
        found = {
            "clicks": self.clicks is None and self.ad_clicks is None and self.channel != UNTAGGED,
            "visits": _unknown(self.sessions),
            "starts": not _unknown(self.sessions) and _unknown(self.starts),
            "applications": _unknown(self.applications),
        }
        return tuple(name for name, is_missing in found.items() if is_missing)


def _unknown(count: Count) -> bool:
    return count.value is None and not count.hidden


def _rate(part: Count, base: Count) -> Share | None:
    """Return a share of two counts that are shown; a part above its base is no share (visits of another month)."""
    if part.value is None or base.value is None or part.value > base.value:
        return None
    return share(part.value, base.value, max(part.minimum, SEGMENT))


def steps(
    clicks: Mapping[str, int],
    ad_clicks: Mapping[str, int],
    visited: Sequence[Visited],
    applications: Mapping[str, Count],
) -> tuple[Steps, ...]:
    """Return the steps of every channel of which one is known; all are by the code of a channel."""
    sessions = {channel: _months(some, "sessions") for channel, some in _by_channel(visited).items()}
    starts = {channel: _months(some, "starts") for channel, some in _by_channel(visited).items()}
    completes = {channel: _months(some, "completes") for channel, some in _by_channel(visited).items()}
    codes = {*clicks, *ad_clicks, *sessions, *(code for code, count in applications.items() if _says_something(count))}
    return tuple(
        Steps(
            channel,
            clicks.get(channel),
            ad_clicks.get(channel),
            sessions.get(channel, NOT_KNOWN),
            starts.get(channel, NOT_KNOWN),
            completes.get(channel, NOT_KNOWN),
            applications.get(channel, NOT_KNOWN),
        )
        for channel in ordered(codes)
    )


def _says_something(count: Count) -> bool:
    return count.hidden or bool(count.value)


def _by_channel(visited: Iterable[Visited]) -> dict[str, list[Visited]]:
    found: dict[str, list[Visited]] = {}
    for each in visited:
        found.setdefault(of_tag(each.source, each.medium), []).append(each)
    return found


def _months(some: Sequence[Visited], name: str) -> Count:
    """Return a count over months, each month of a channel together; who clicked through is told from ten on."""
    months: dict[date, int] = {}
    for each in some:
        value = getattr(each, name)
        if value is not None:
            months[each.month] = months.get(each.month, 0) + value
    return over_months(months.values(), SEGMENT)


def by_channel(counts: Mapping[str, Count], strategies: Mapping[str, str]) -> dict[str, Count]:
    """Return counts per source as counts per channel; what is no channel (a colleague, an agency) is left out."""
    found: dict[str, list[Count]] = {}
    for source, number in counts.items():
        channel = of_source(source, strategies.get(source, "")) if source else ""
        if channel:
            found.setdefault(channel, []).append(number)
    return {channel: together(some) for channel, some in found.items()}
