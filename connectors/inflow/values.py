"""What the words of applicant tracking systems mean, by the house's tables: stage, status, group of functions, site."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from connectors.config import Site
from connectors.words import holds_words, plain

_OUTCOMES = frozenset({"hired", "rejected", "withdrawn", "deleted", "closed", "pool"})


@dataclass(frozen=True)
class Meaning:
    """What a stage or status says: furthest stage, status (also ``closed`` and ``pool``), and who ended it."""

    stage: str
    status: str
    by: str | None


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("values.toml").read_text(encoding="utf-8"))


@cache
def _words() -> Mapping[str, Meaning]:
    """Return words in plain form to their meaning, the longest first."""
    pairs = [
        (plain(value), Meaning(each["stage"], each["status"], each.get("by")))
        for each in _tables()["words"]
        for value in each["values"]
    ]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=4096)
def meaning(text: str) -> Meaning | None:
    """Return what a stage or status means: the whole text, else words within it, outcomes before the rest; None if unknown.

    Words beside an outcome tell how far it came: “rejected after interview” reached the interview.
    """
    words = plain(text)
    whole = _words().get(words)
    if whole:
        return whole
    within = [(name, found) for name, found in _words().items() if holds_words(words, name)]
    if not within:
        return None
    name, found = next((pair for pair in within if pair[1].status in _OUTCOMES), within[0])
    rest = f" {words} ".replace(f" {name} ", " ", 1)
    beside = next(
        (each for other, each in within if each.status not in _OUTCOMES and holds_words(rest.strip(), other)), None
    )
    if found.status in _OUTCOMES and found.stage == "applied" and beside:
        return Meaning(beside.stage, found.status, found.by)
    return found


@lru_cache(maxsize=4096)
def is_candidates_choice(reason: str) -> bool:
    """Return whether a reason of rejection says that the applicant ended it."""
    words = plain(reason)
    found = meaning(reason)
    listed = any(holds_words(words, plain(value)) for value in _tables()["candidate_reasons"]["values"])
    return listed or (found is not None and found.by == "candidate")


@lru_cache(maxsize=4096)
def function_group(*texts: str | None) -> str | None:
    """Return the group of functions of the first text that a rule knows; ``other`` when none does, None without texts."""
    given = [text for text in texts if text]
    for text in given:
        for each in _tables()["function_groups"]:
            if _one_matches(each["patterns"], text):
                return str(each["group"])
    return "other" if given else None


@lru_cache(maxsize=4096)
def vacancy_status(text: str) -> str | None:
    """Return how a vacancy stands by the word of a system: draft, open or closed; None when no table knows the word."""
    words = plain(text)
    return next(
        (status for status, listed in _tables()["vacancy_words"].items() if words in {plain(word) for word in listed}),
        None,
    )


def is_side_entrant_track(title: str) -> bool:
    """Return whether a vacancy says of itself that it is for side-entrants."""
    return _one_matches(_tables()["side_entrant_track"]["patterns"], title)


def _one_matches(patterns: Iterable[str], text: str) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)


def site_of(sites: Iterable[Site], *texts: str | None) -> str | None:
    """Return the site whose id or name is a text, or stands in it; None when none or several do."""
    for text in texts:
        words = plain(text or "")
        exact = {site.id for site in sites if words and words in {plain(site.id), plain(site.name)}}
        found = exact or {site.id for site in sites if holds_words(words, plain(site.name))}
        if len(found) == 1:
            return found.pop()
    return None


def house_stage_words() -> list[tuple[str, str, str]]:
    """Return the words of the house for stages: word, furthest stage, status."""
    return [(word, each["stage"], each["status"]) for each in _tables()["words"] for word in each["values"]]


def house_function_groups() -> list[tuple[str, str]]:
    """Return the patterns of the house for groups of functions, in their order: pattern, group."""
    return [(pattern, each["group"]) for each in _tables()["function_groups"] for pattern in each["patterns"]]


def house_tracks() -> list[str]:
    """Return the patterns by which a vacancy says that it is for side-entrants."""
    return list(_tables()["side_entrant_track"]["patterns"])
