"""The rules by which words become meaning: the organisation's own come first, in order; the first match wins.

Each rule looks at one field. Subjects and their fields:

- ``source``: utm_campaign, utm_source, utm_medium, utm_content, source (the system's own), referrer (host name), tag;
  the result is a source.
- ``stage``: stage (the provider's word); the result is ``stage`` or ``stage/status`` such as ``interview/in_process``.
- ``function_group``: title, department, group; the result is a group of functions.
- ``side_entrant``: answer (``name`` is the question), custom_field (``name`` is the field), tag: the result is a class,
  or a fact (``over_25``, ``ever_in_care``, ``recently_in_care``), which then takes yes or no from the answer itself; and
  vacancy_track (the title or a tag of the vacancy) and campaign (utm_campaign), which are evidence but give no class.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Literal

from connectors.config import SideEntrantRule
from connectors.inflow import values
from connectors.inflow.applied import Evidence
from connectors.inflow.values import Meaning
from connectors.personal import personal_kind
from connectors.side_entrant import DEFAULT_ANSWERS, UNKNOWN, Classes, classify, declared_class, fact
from connectors.sources import Resolved, Rule, Source, SourceRules, default_rules, resolve
from connectors.words import holds_words, plain

FACTS = ("over_25", "ever_in_care", "recently_in_care")
CLASSES = ("side_entrant", "returner", "within_care", "other")
_TOLD = ("source", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_content")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "source": ("utm_campaign", "utm_source", "utm_medium", "utm_content", "source", "referrer", "tag"),
    "stage": ("stage",),
    "function_group": ("title", "department", "group"),
    "side_entrant": ("answer", "custom_field", "tag", "vacancy_track", "campaign"),
}
NAMED = frozenset({"answer", "custom_field"})
"""Fields of which there are several, so that a rule names one."""
MATCHES = ("exact", "contains", "pattern")
_TAGS = (
    "zij-instromer",
    "zijinstromer",
    "zij-instroom",
    "zijinstroom",
    "carrièreswitch",
    "carrière-switch",
    "side-entrant",
)
_QUESTIONS = {
    "recently_in_care": (
        "werk je nu",
        "werkzaam in de zorg",
        "afgelopen jaar",
        "last 12 months",
        "working in care",
        "dernière année",
    ),
    "ever_in_care": (
        "eerder in zorg",
        "eerder in de zorg",
        "ooit in de zorg",
        "worked in care before",
        "déjà travaillé dans",
    ),
    "over_25": ("ouder dan 25", "older than 25", "plus de 25"),
}
_FIELD_NAMES = (
    "zij instromer",
    "zijinstromer",
    "zij instroom",
    "zijinstroom",
    "side entrant",
    "career switcher",
    "reconversion",
)


@dataclass(frozen=True)
class InflowRule:
    """One rule as it is stored. ``name`` is the question or custom field; ``provider`` None means every system."""

    subject: Literal["source", "stage", "function_group", "side_entrant"]
    field: str
    match: Literal["exact", "contains", "pattern"]
    value: str
    result: str
    name: str | None = None
    provider: str | None = None

    def is_for(self, provider: str, name: str | None = None) -> bool:
        """Return whether the rule speaks of a provider and, where it names one, of a question or field."""
        return self.provider in {None, provider} and (
            self.name is None or (name is not None and holds_words(plain(name), plain(self.name)))
        )

    def holds(self, text: str | None) -> bool:
        """Return whether a text matches; capitals, accents and marks between words make no difference."""
        return text is not None and matches(self.match, self.value, text)


def matches(match: str, wanted: str, text: str) -> bool:
    """Return whether a text is (exact), holds as whole words (contains), or matches (pattern) what is wanted."""
    if match == "pattern":
        return re.search(wanted, text, re.IGNORECASE) is not None
    given, words = plain(text), plain(wanted)
    return given == words or (match == "contains" and holds_words(given, words))


@dataclass(frozen=True)
class Known:
    """What evidence says of an applicant: facts, classes, and the highest level of evidence."""

    facts: Mapping[str, bool | None]
    classes: Classes
    evidence: str


@dataclass(frozen=True)
class Rulebook:
    """All rules of one organisation, with those of the house behind them."""

    own: tuple[InflowRule, ...] = ()
    known_sources: Mapping[str, Source] = field(default_factory=dict)
    side_entrant: SideEntrantRule = field(default_factory=SideEntrantRule)

    # --- Sources -----------------------------------------------------------------------------------------------------

    def sources(self, provider: str = "") -> SourceRules:
        """Return the sources and the rules that lead to them, the organisation's own first."""
        if provider not in self._by_provider:
            house = default_rules()
            known = {**house.sources, **self.known_sources}
            own = tuple(
                Rule(rule.field, rule.match, rule.value, rule.result)  # type: ignore[arg-type]
                for rule in self._of("source", provider)
                if rule.result in known
            )
            self._by_provider[provider] = replace(house, sources=known, rules=(*own, *house.rules))
        return self._by_provider[provider]

    def source_of(self, provider: str, told: Mapping[str, str | None], tags: tuple[str, ...] = ()) -> Resolved | None:
        """Return the source that some words lead to; ``told`` is by field: source, referrer, utm_source, ...

        The same words come thousands of times, so each is looked up once.
        """
        key = (provider, *(told.get(name) for name in _TOLD), *tags)
        if key not in self._found:
            more = {name: told.get(name) for name in ("utm_medium", "utm_content", "referrer")}
            self._found[key] = resolve(
                self.sources(provider),
                told.get("source"),
                told.get("utm_source"),
                told.get("utm_campaign"),
                more=more,
                tags=tags,
            )
        return self._found[key]

    @cached_property
    def _by_provider(self) -> dict[str, SourceRules]:
        return {}

    @cached_property
    def _found(self) -> dict[tuple[str | None, ...], Resolved | None]:
        return {}

    # --- Stages and groups of functions --------------------------------------------------------------------------------

    def stage(self, provider: str, raw: str | None) -> tuple[Meaning, str] | None:
        """Return what a provider's word for a stage means and what that rests on (rule or words); None if unknown."""
        if not raw:
            return None
        for rule in self._of("stage", provider):
            if rule.holds(raw):
                return stage_result(rule.result), "rule"
        found = values.meaning(raw)
        return (found, "words") if found else None

    def function_group(
        self, *, title: str | None, group: str | None = None, department: str | None = None
    ) -> str | None:
        """Return the group of functions of a vacancy; ``other`` when no rule knows it, None without words."""
        texts = {"title": title, "group": group, "department": department}
        for rule in self._of("function_group", ""):
            if rule.holds(texts[rule.field]):
                return rule.result
        return values.function_group(group, title)

    # --- Side-entrants ---------------------------------------------------------------------------------------------------

    def keeps_tag(self, tag: str) -> bool:
        """Return whether a tag of an applicant may pass: only one that a rule knows does, since tags can name people."""
        rules = (rule for rule in self.own if rule.field == "tag" and rule.subject in {"source", "side_entrant"})
        return any(rule.holds(tag) for rule in rules) or self._usual_tag(tag)

    def sieve(
        self,
        provider: str,
        *,
        answers: Mapping[str, object] | None = None,
        fields: Mapping[str, object] | None = None,
        tags: Iterable[str] = (),
    ) -> Evidence:
        """Return what may pass of answers, custom fields and tags: closed words that a rule asks for, nothing else.

        This is the boundary: clients call it before anything is logged, saved or stored.
        """
        return Evidence(
            answers=self._passing(provider, "answer", answers or {}),
            fields=self._passing(provider, "custom_field", fields or {}),
            tags=tuple(sorted({tag for tag in tags if self.keeps_tag(tag)})),
        )

    def known_of(self, provider: str, evidence: Evidence, *, track: bool | None, campaign: str | None) -> Known:
        """Return facts, classes and the level of evidence: answer, tag, custom_field, vacancy_track, campaign or none.

        A vacancy for side-entrants or a campaign for them is evidence of a lower kind: it never gives a class.
        """
        facts, declared, level = self._from_words(provider, evidence)
        facts_known: dict[str, bool | None] = {name: facts.get(name) for name in FACTS}
        classes = classify(
            over_25=facts_known["over_25"],
            ever_in_care=facts_known["ever_in_care"],
            recently_in_care=facts_known["recently_in_care"],
            answer=None,
            rule=self.side_entrant,
        )
        if declared is not None:
            is_rule = self.side_entrant.rule == "declared"
            classes = replace(
                classes,
                declared=declared,
                in_force=declared if is_rule else classes.in_force,
                basis=("declared" if declared != UNKNOWN else "none") if is_rule else classes.basis,
            )
        if level == "none":
            level = self.lower_level(provider, track=track, campaign=campaign)
        return Known(facts_known, classes, level)

    def is_track(self, *texts: str | None) -> bool:
        """Return whether a vacancy says of itself that it is for side-entrants, in its title or its tags."""
        given = [text for text in texts if text]
        own = [rule for rule in self.own if rule.subject == "side_entrant" and rule.field == "vacancy_track"]
        return any(rule.holds(text) for rule in own for text in given) or any(map(values.is_side_entrant_track, given))

    # --- Within ----------------------------------------------------------------------------------------------------------

    def _of(self, subject: str, provider: str) -> Iterable[InflowRule]:
        return (rule for rule in self.own if rule.subject == subject and rule.provider in {None, provider})

    def _usual_tag(self, tag: str) -> bool:
        return plain(tag) in {plain(usual) for usual in _TAGS}

    def _passing(self, provider: str, field: str, given: Mapping[str, object]) -> dict[str, str]:
        words = {label: " ".join(str(value).split()) for label, value in given.items() if value is not None}
        return {
            label: word
            for label, word in words.items()
            if personal_kind(label) is None and self._meaning_of(provider, field, label, word) is not None
        }

    def _meaning_of(self, provider: str, field: str, label: str, word: str) -> tuple[str, bool | str] | None:
        """Return what a closed answer says: a fact with yes or no, or ``declared`` with a class; None when nothing."""
        for rule in self._of("side_entrant", provider):
            if rule.field == field and rule.is_for(provider, label):
                yes = fact(word)
                if rule.result in FACTS and yes is not None:
                    return rule.result, yes
                if rule.result in CLASSES and rule.holds(word):
                    return "declared", rule.result
        return self._usual_meaning(label, word)

    def _usual_meaning(self, label: str, word: str) -> tuple[str, bool | str] | None:
        text = plain(label)
        if any(holds_words(text, name) for name in _FIELD_NAMES):
            found = declared_class(word, self.side_entrant.answers)
            return ("declared", found) if found != UNKNOWN or plain(word) in DEFAULT_ANSWERS else None
        yes = fact(word)
        asked = next(
            (name for name, texts in _QUESTIONS.items() if any(holds_words(text, plain(t)) for t in texts)), None
        )
        return (asked, yes) if asked and yes is not None else None

    def _from_words(self, provider: str, evidence: Evidence) -> tuple[dict[str, bool], str | None, str]:
        facts: dict[str, bool] = {}
        found: dict[str, str] = {}
        for level, given in (("answer", evidence.answers), ("custom_field", evidence.fields)):
            for label, word in given.items():
                meaning = self._meaning_of(provider, level, label, word)
                if meaning is None:
                    continue
                name, said = meaning
                if isinstance(said, bool):
                    facts.setdefault(name, said)
                    found.setdefault(level, "")
                else:
                    found.setdefault(level, said) if found.get(level) else found.update({level: said})
        by_tag = next((known for tag in evidence.tags if (known := self._class_of_tag(provider, tag))), None)
        if by_tag:
            found["tag"] = by_tag
        levels = [level for level in ("answer", "tag", "custom_field") if level in found]
        declared = next((found[level] for level in levels if found[level]), None)
        return facts, declared, levels[0] if levels else "none"

    def _class_of_tag(self, provider: str, tag: str) -> str | None:
        own = (rule for rule in self._of("side_entrant", provider) if rule.field == "tag")
        by_rule = next((rule.result for rule in own if rule.holds(tag)), None)
        return by_rule or ("side_entrant" if self._usual_tag(tag) else None)

    def lower_level(self, provider: str, *, track: bool | None, campaign: str | None) -> str:
        """Return the evidence that a vacancy or a campaign gives: vacancy_track, campaign or none."""
        if track:
            return "vacancy_track"
        rules = (rule for rule in self._of("side_entrant", provider) if rule.field == "campaign")
        return "campaign" if campaign and any(rule.holds(campaign) for rule in rules) else "none"


@cache
def stage_result(result: str) -> Meaning:
    """Return the meaning of a stage rule's result: ``stage`` or ``stage/status``."""
    stage, _, status = result.partition("/")
    usual = {"applied": "new", "offer": "offer", "hired": "hired"}
    became = status or usual.get(stage, "in_process")
    by = {"rejected": "employer", "withdrawn": "candidate"}.get(became)
    return Meaning(stage, became, by)
