"""Leads what a system or an applicant says about where an application came from to a source, by ordered rules."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from connectors import patterns
from connectors.words import plain

OTHER = "other"
_NAME_LENGTH = 80
ID_LENGTH = 40
"""The id of a new source is made from so much of its words."""
_NOTHING = frozenset(
    {"", "onbekend", "unknown", "inconnu", "inconnue", "n v t", "nvt", "n a", "none", "null", "geen", "not set"}
)


@dataclass(frozen=True)
class Source:
    """One source on its two levels. ``name`` is a message id."""

    source_id: str
    strategy: str
    name: str


@dataclass(frozen=True)
class Rule:
    """One rule: when ``field`` (a tag of the link, the source as written, the referrer, a tag) matches, it is ``source_id``."""

    field: Literal["utm_campaign", "utm_source", "utm_medium", "utm_content", "source", "referrer", "tag"]
    match: Literal["exact", "contains", "pattern"]
    value: str
    source_id: str

    def found_in(self, text: str) -> str | None:
        """Return the part of a text that matches, None when nothing does; capitals make no difference."""
        if self.match == "pattern":
            return patterns.found(self.value, text)
        wanted, given = plain(self.value), plain(text)
        return self.value if given == wanted or (self.match == "contains" and wanted in given) else None


@dataclass(frozen=True)
class SourceRules:
    """The sources that are known, and the rules in their order."""

    sources: Mapping[str, Source]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Resolved:
    """Where an application came from. ``is_new``: no rule and no known source; ``matched``: the part a rule knew."""

    source_id: str
    strategy: str
    name: str
    is_new: bool
    matched: str = ""
    field: str = ""
    """What the rule looked at; empty when no rule matched."""


@cache
def default_rules() -> SourceRules:
    """Return the sources and rules that every organisation starts with (``sources.toml``)."""
    data = tomllib.loads(Path(__file__).with_name("sources.toml").read_text(encoding="utf-8"))
    sources = {each["id"]: Source(each["id"], each["strategy"], each["name"]) for each in data["sources"]}
    rules = tuple(
        Rule(each["field"], each["match"], value, each["source"]) for each in data["rules"] for value in each["values"]
    )
    return SourceRules(sources, rules)


def resolve(
    rules: SourceRules,
    raw: str | None,
    utm_source: str | None = None,
    utm_campaign: str | None = None,
    *,
    more: Mapping[str, str | None] | None = None,
    tags: Sequence[str] = (),
) -> Resolved | None:
    """Return the source of the first rule that matches; a new one for words that no rule knows; None for no words.

    ``raw`` is the measured or self-reported source as it was written; ``more`` holds utm_medium, utm_content and
    referrer; a rule on ``tag`` looks at each of ``tags``. A new source gets an id made from its words.
    """
    given = {**(more or {}), "utm_campaign": utm_campaign, "utm_source": utm_source, "source": raw}
    texts = {field: [text.strip()] for field, text in given.items() if text and plain(text) not in _NOTHING}
    for rule in rules.rules:
        for text in tags if rule.field == "tag" else texts.get(rule.field, ()):
            matched = rule.found_in(text)
            if matched:
                return replace(_known(rules.sources[rule.source_id], matched), field=rule.field)
    words = next((texts[field][0] for field in ("source", "utm_source", "referrer") if field in texts), None)
    return _by_words(rules, words) if words else None


def _by_words(rules: SourceRules, words: str) -> Resolved:
    source_id = plain(words).replace(" ", "_")[:ID_LENGTH].strip("_")
    known = rules.sources.get(source_id)
    return _known(known, words) if known else Resolved(source_id, OTHER, words[:_NAME_LENGTH], is_new=True)


def _known(source: Source, matched: str) -> Resolved:
    return Resolved(source.source_id, source.strategy, source.name, is_new=False, matched=matched)
