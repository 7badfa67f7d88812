"""From click to application per channel: each step with its own source, and shares only between steps of one source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analysis.channels import UNTAGGED, of_source, of_tag, ordered
from dashboard.analysis.shares import Share, share
from dashboard.analysis.suppression import NOT_KNOWN, Count, count
from dashboard.analysis.whole_months import over_months, together

SEGMENT = 10
"""Visits of fewer than this many are not told per channel: it is about who clicked through."""


_WITHOUT_CLICKS = {UNTAGGED, "website", "offline", "event"}


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
            "clicks": self.clicks is None and self.ad_clicks is None and self.channel not in _WITHOUT_CLICKS,
            "visits": _unknown(self.sessions),
            "starts": not _unknown(self.sessions) and _unknown(self.starts),
            "applications": _unknown(self.applications),
        }
        return tuple(name for name, is_missing in found.items() if is_missing)


def _unknown(number: Count) -> bool:
    return number.value is None and not number.hidden


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
    per_channel = _by_channel(visited)
    sessions = {channel: _visits(some) for channel, some in per_channel.items()}
    starts = {channel: _forms(some, "starts") for channel, some in per_channel.items()}
    completes = {channel: _forms(some, "completes") for channel, some in per_channel.items()}
    codes = {
        *clicks,
        *ad_clicks,
        *sessions,
        *(code for code, number in applications.items() if _says_something(number)),
    }
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


def _says_something(number: Count) -> bool:
    return number.hidden or bool(number.value)


def _by_channel(visited: Iterable[Visited]) -> dict[str, list[Visited]]:
    found: dict[str, list[Visited]] = {}
    for each in visited:
        found.setdefault(of_tag(each.source, each.medium), []).append(each)
    return found


def _visits(some: Sequence[Visited]) -> Count:
    known = [each.sessions for each in some if each.sessions is not None]
    return count(sum(known), SEGMENT) if known else NOT_KNOWN


def _forms(some: Sequence[Visited], name: str) -> Count:
    """Return how many forms were started or sent: these are people who apply, so that each month must be told by itself."""
    months: dict[date, int] = {}
    for each in some:
        value = getattr(each, name)
        if value is not None:
            months[each.month] = months.get(each.month, 0) + value
    found = over_months(months.values())
    return found if found.value is None else count(found.value, SEGMENT)


def by_channel(counts: Mapping[str, Count], strategies: Mapping[str, str]) -> dict[str, Count]:
    """Return counts per source as counts per channel; what is no channel (a colleague, an agency) is left out."""
    found: dict[str, list[Count]] = {}
    for source, number in counts.items():
        channel = of_source(source, strategies.get(source, "")) if source else ""
        if channel:
            found.setdefault(channel, []).append(number)
    return {channel: together(some) for channel, some in found.items()}
