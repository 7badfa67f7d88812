"""Who the applicants are and where they say and are seen to come from: function, origin, tags, sources."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from connectors.demo.arrivals import USUAL, Arrivals, arrivals, extra_means, usual_means
from connectors.demo.parameters import PARAMETERS, SITES, Numbers, chosen, day_no, dealt, rng

SERIES = "soap"
Names = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Traits:
    """One entry per application, in the order of the arrivals; an empty text is unknown or none.

    ``tagged`` and ``said`` name the campaign that was measured by its tag and that the applicant named.
    """

    function_group: Names
    origin: Names
    tagged: Names
    source_id: Names
    said: Names
    said_source: Names


@cache
def traits() -> Traits:
    """Return what is known of everybody in :func:`~connectors.demo.arrivals.arrivals`."""
    people, stream = arrivals(), rng("traits")
    function_group = _function_groups(people, stream)
    origin = _origins(people, function_group, stream)
    tagged, said = _campaign_marks(people, function_group, stream)
    source_id = _sources(people, tagged, stream)
    tagged = _with_adverts(tagged, source_id, stream)
    return Traits(function_group, origin, tagged, source_id, said, _said_sources(source_id, said, stream))


def _function_groups(people: Arrivals, stream: np.random.Generator) -> Names:
    groups = PARAMETERS["function_groups"]
    usual = {name: group["share"] for name, group in groups.items()}
    series = {name: group["share"] * group["soap_weight"] for name, group in groups.items()}
    return _per_cause(people, lambda cause, count: dealt(stream, series if cause == SERIES else usual, count))


def _per_cause(people: Arrivals, deal: Any) -> Names:
    """Return what is dealt to each group of applications with one cause."""
    given = np.empty(len(people.day), dtype=object)
    for cause in dict.fromkeys([USUAL, *PARAMETERS["campaigns"]]):
        places = np.flatnonzero(people.cause == cause)
        if len(places):
            given[places] = deal(cause, len(places))
    return given


def _origins(people: Arrivals, function_group: Names, stream: np.random.Generator) -> Names:
    """Deal the origins; side-entrants are likelier in functions that ask for no care diploma."""
    groups = PARAMETERS["function_groups"]
    weights = np.array([groups[name]["side_entrant_weight"] for name in function_group])
    origin = np.empty(len(people.day), dtype=object)
    for cause in dict.fromkeys([USUAL, *PARAMETERS["campaigns"]]):
        places = np.flatnonzero(people.cause == cause)
        shares = PARAMETERS["origins"][SERIES if cause == SERIES else "base"]
        names = dealt(stream, shares, len(places)) if len(places) else np.empty(0, dtype=object)
        entrants = places[chosen(stream, weights[places], int((names == "side_entrant").sum()))]
        origin[entrants] = "side_entrant"
        origin[np.setdiff1d(places, entrants)] = names[names != "side_entrant"]
    return origin


def _campaign_marks(people: Arrivals, function_group: Names, stream: np.random.Generator) -> tuple[Names, Names]:
    """Return which campaign each application is tagged with, and which one its applicant names.

    Part of the marks falls on applications that a campaign brought, part on others of the same days: people who saw it
    and would have applied anyway.
    """
    tagged = np.full(len(people.day), USUAL, dtype=object)
    said = np.full(len(people.day), USUAL, dtype=object)
    for name, campaign in PARAMETERS["campaigns"].items():
        if "tagged" not in campaign:
            continue
        reached = _reached(people, campaign)
        brought = np.where(reached & (people.cause == name), 1.0, 0.0)
        seen = np.where(reached, _seen(people, function_group, name), 0.0)
        for marks, kind in ((tagged, "tracked"), (said, "self_reported")):
            free = (marks == USUAL) * (1.0 + 2.0 * (tagged == name))
            extra = campaign[f"{kind}_extra"]
            marks[chosen(stream, brought * free, extra)] = name
            marks[chosen(stream, seen * free * (marks == USUAL), campaign[kind] - extra)] = name
    return tagged, said


def _reached(people: Arrivals, campaign: dict[str, Any]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Tell which applications come at a site of a campaign and in the time in which it works."""
    sites = [SITES.index(site) for kind, site in campaign["links"] if kind == "site"]
    inside = (people.day >= day_no(campaign["starts_on"])) & (people.day <= day_no(campaign["effect_until"]))
    reached: np.ndarray[Any, np.dtype[np.bool_]] = inside & np.isin(people.site, sites)
    return reached


def _seen(people: Arrivals, function_group: Names, name: str) -> Numbers:
    """Return how likely each usual application is to come from someone who saw a campaign."""
    group = PARAMETERS["campaigns"][name].get("base_group")
    fits = np.ones(len(people.day), dtype=bool) if group is None else function_group == group
    means = extra_means().get(name)
    strength = np.ones(len(people.day)) if means is None else 0.05 + (means / usual_means())[people.site, people.day]
    return np.where(fits & (people.cause == USUAL), strength, 0.0)


def _sources(people: Arrivals, tagged: Names, stream: np.random.Generator) -> Names:
    sources = PARAMETERS["sources"]
    usual = {name: source["base"] for name, source in sources.items()}
    extra = {name: source["extra"] for name, source in sources.items()}
    source_id = _per_cause(people, lambda cause, count: dealt(stream, extra if cause else usual, count))
    for name, campaign in PARAMETERS["campaigns"].items():
        places = np.flatnonzero(tagged == name)
        if len(places):
            source_id[places] = dealt(stream, campaign["tagged"], len(places))
    return source_id


def _with_adverts(tagged: Names, source_id: Names, stream: np.random.Generator) -> Names:
    """Return the tags with those of the always-on adverts: all vacancy sites and LinkedIn, and some of the own site."""
    tagged = tagged.copy()
    tagged[(tagged == USUAL) & np.isin(source_id, ["job_boards", "linkedin"])] = "always_on"
    missing = round(PARAMETERS["applications"]["always_on_share"] * len(tagged)) - int((tagged == "always_on").sum())
    weights = ((tagged == USUAL) & (source_id == "own_site")).astype(float)
    tagged[chosen(stream, weights, missing)] = "always_on"
    return tagged


def _said_sources(source_id: Names, said: Names, stream: np.random.Generator) -> Names:
    """Return the self-reported source: the campaign's own answer, else mostly the measured one, and often none."""
    shares = {name: source["said"] for name, source in PARAMETERS["sources"].items() if source["said"]}
    other = dealt(stream, shares, len(said))
    same, answers = stream.random((2, len(said)))
    tellable = np.isin(source_id, list(shares))
    words = np.where(tellable & (same < 0.55), source_id, other)  # noqa: PLR2004  more than half remember it right
    words[answers >= PARAMETERS["applications"]["answered_share"]] = ""
    for name, campaign in PARAMETERS["campaigns"].items():
        words[said == name] = campaign.get("self_reported_id", "")
    return words
