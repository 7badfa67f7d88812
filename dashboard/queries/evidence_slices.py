"""Which applications a question is about, part by part, and which ones the campaign cannot have moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from connectors.database.schema import SIDE_ENTRANT
from dashboard.analysis.calendar import Place
from dashboard.analysis.impact.outcomes import ALL, SIDE_ENTRANTS

SITE, FUNCTION_GROUP = "site", "function_group"
UNKNOWN = ""
MOST_PARTS = 6
_ONLY_SIDE_ENTRANTS = frozenset(
    {
        "zij-instromers",
        "zij-instromer",
        "zijinstromers",
        "side-entrants",
        "side entrants",
        "personnes en reconversion professionnelle",
    }
)
_NOT_SIDE_ENTRANTS = frozenset(SIDE_ENTRANT) - {"side_entrant", "unknown"}


@dataclass(frozen=True)
class Slice:
    """Applications that are counted together; None means whatever it is, also when it is not known."""

    name: str
    sites: frozenset[str] | None = None
    groups: frozenset[str] | None = None
    classes: frozenset[str] | None = None


@dataclass(frozen=True)
class Featured:
    """What a campaign is about: its linked sites and function groups (none: all), and for whom it is."""

    sites: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    audience: str = ""

    @property
    def is_for_side_entrants_only(self) -> bool:
        """True when the audience names side-entrants and nobody else."""
        return self.audience.strip().rstrip(".").casefold() in _ONLY_SIDE_ENTRANTS


def kind_of(outcome: str) -> tuple[str, str]:
    """Return the kind and the key of an outcome: ``site:BE`` is a site, ``all`` has no key."""
    kind, _, key = outcome.partition(":")
    return kind, key


def parts_of(outcome: str, featured: Featured, sites: Sequence[str], places: Mapping[str, Place]) -> tuple[Slice, ...]:
    """Return what is counted, one part a site that the campaign featured; ``sites`` are those of the organisation.

    Without sites there is one part; more than MOST_PARTS are taken together by where they stand.
    """
    kind, key = kind_of(outcome)
    groups = frozenset({key}) if kind == FUNCTION_GROUP else None
    classes = frozenset({"side_entrant"}) if kind == SIDE_ENTRANTS else None
    if kind == SITE:
        return (Slice(key, frozenset({key})),)
    chosen = sorted(featured.sites or sites)
    if not chosen:
        return (Slice(ALL, None, groups, classes),)
    listed = chosen if featured.sites else [*chosen, UNKNOWN]
    return tuple(Slice(name, some, groups, classes) for name, some in _together(listed, places))


def controls_of(
    outcome: str, featured: Featured, sites: Sequence[str], groups: Sequence[str], places: Mapping[str, Place]
) -> tuple[Slice, ...]:
    """Return the series that the campaign cannot move; none when it features everything.

    The same at the sites that it did not feature; else, where it features some function groups, the other groups at its
    own sites. Of a campaign for side-entrants only, the applicants who are known not to be side-entrants.
    """
    kind, key = kind_of(outcome)
    own_sites = featured.sites or None
    classes = frozenset({"side_entrant"}) if kind == SIDE_ENTRANTS else None
    if kind == SIDE_ENTRANTS and featured.is_for_side_entrants_only:
        return (Slice("not side-entrants", own_sites, None, _NOT_SIDE_ENTRANTS),)
    rest = sorted(set(sites) - featured.sites - ({key} if kind == SITE else set())) if featured.sites else []
    if rest:
        same = frozenset({key}) if kind == FUNCTION_GROUP else None
        return tuple(Slice(name, some, same, classes) for name, some in _together(rest, places))
    if not featured.groups:
        return ()
    own_sites = frozenset({key}) if kind == SITE else own_sites
    others = sorted(set(groups) - featured.groups - {key, UNKNOWN})
    return tuple(Slice(group, own_sites, frozenset({group}), classes) for group in others)


def _together(sites: Iterable[str], places: Mapping[str, Place]) -> list[tuple[str, frozenset[str]]]:
    """Return sites one by one, or, where there are many, those with the same holidays as one."""
    listed = list(sites)
    if len(listed) <= MOST_PARTS:
        return [(site or "unknown", frozenset({site})) for site in listed]
    by_place: dict[str, set[str]] = {}
    for site in listed:
        place = places.get(site)
        name = " ".join(filter(None, (place.country, place.region))) if place else "unknown"
        by_place.setdefault(name, set()).add(site)
    return [(name, frozenset(some)) for name, some in sorted(by_place.items())]
