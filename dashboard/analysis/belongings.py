"""What belongs to a campaign, from its links: series, content, tags, sources, answers, sites."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

KINDS = ("series", "content", "utm_campaign", "source", "self_reported", "vacancy", "site", "function_group")


@dataclass(frozen=True)
class Belongings:
    """The keys of what is linked to a campaign."""

    series: frozenset[str] = field(default_factory=frozenset)
    content: frozenset[int] = field(default_factory=frozenset)
    utm_campaigns: frozenset[str] = field(default_factory=frozenset)
    sources: frozenset[str] = field(default_factory=frozenset)
    self_reported: frozenset[str] = field(default_factory=frozenset)
    sites: frozenset[str] = field(default_factory=frozenset)

    @property
    def can_be_tracked(self) -> bool:
        """True when a measured source can be recognised as the campaign's."""
        return bool(self.utm_campaigns or self.sources)

    @property
    def is_empty(self) -> bool:
        """True when nothing is linked at all."""
        return not (self.series or self.content or self.can_be_tracked or self.self_reported or self.sites)


def belongings(links: pd.DataFrame, campaign_id: str) -> Belongings:
    """Return what is linked to a campaign; ``links`` has ``campaign_id``, ``kind``, ``target``."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for campaign, kind, target in zip(links["campaign_id"], links["kind"], links["target"], strict=True):
        if campaign == campaign_id and kind in found:
            found[kind].add(target)
    by_kind = {kind: frozenset(targets) for kind, targets in found.items()}
    return Belongings(
        series=by_kind["series"],
        content=frozenset(int(target) for target in by_kind["content"] if target.isdigit()),
        utm_campaigns=by_kind["utm_campaign"],
        sources=by_kind["source"],
        self_reported=by_kind["self_reported"],
        sites=by_kind["site"],
    )


def content_of(own: Belongings, episodes: pd.DataFrame) -> tuple[int, ...]:
    """Return the content of a campaign: linked itself or as an episode of a linked series, each once, sorted."""
    in_series = episodes.loc[episodes["series_id"].isin(list(own.series)), "content_id"].dropna()
    return tuple(sorted(own.content | _whole(in_series)))


def _whole(values: Iterable[int]) -> frozenset[int]:
    return frozenset(int(value) for value in values)
