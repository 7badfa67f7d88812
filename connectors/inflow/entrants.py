"""What kind of entrant an applicant is, by the rules: closed answers, custom fields and tags; then vacancy and campaign.

The boundary stands here too: of what a system tells about a person only closed words that a rule asks for come through.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from connectors.config import SideEntrantRule
from connectors.inflow import values
from connectors.inflow.applied import Evidence
from connectors.inflow.rule import CLASSES, FACTS, InflowRule
from connectors.personal import personal_kind
from connectors.side_entrant import DEFAULT_ANSWERS, UNKNOWN, Classes, classify, declared_class, fact
from connectors.words import holds_words, plain

_MOST_REMEMBERED = 20_000
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
        "werk je nu in",
        "werk je nu of",
        "nu werkzaam in",
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
class Known:
    """What evidence says of an applicant: facts, classes, and the highest level of evidence."""

    facts: Mapping[str, bool | None]
    classes: Classes
    evidence: str


@dataclass(frozen=True)
class EntrantRules:
    """The rules about side-entrants. ``own`` are all of the organisation's rules: tags may also lead to a source."""

    own: tuple[InflowRule, ...] = ()
    side_entrant: SideEntrantRule = field(default_factory=SideEntrantRule)

    def keeps_tag(self, tag: str) -> bool:
        """Return whether a tag of an applicant may pass: only one that a rule knows does, since tags can name people."""
        return personal_kind(tag) is None and self._known_tag(tag) is not None

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
            tags=tuple(sorted({found for tag in tags if (found := self._known_tag(tag))})),
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

    def lower_level(self, provider: str, *, track: bool | None, campaign: str | None) -> str:
        """Return the evidence that a vacancy or a campaign gives: vacancy_track, campaign or none."""
        if track:
            return "vacancy_track"
        rules = (rule for rule in self._of(provider) if rule.field == "campaign")
        return "campaign" if campaign and any(rule.holds(campaign) for rule in rules) else "none"

    def _of(self, provider: str) -> Iterable[InflowRule]:
        return (rule for rule in self.own if rule.subject == "side_entrant" and rule.provider in {None, provider})

    def _usual_tag(self, tag: str) -> bool:
        return plain(tag) in {plain(usual) for usual in _TAGS}

    def _known_tag(self, tag: str) -> str | None:
        """Return the part of a tag that a rule knows."""
        rules = (rule for rule in self.own if rule.field == "tag" and rule.subject in {"source", "side_entrant"})
        found = next((part for rule in rules if (part := rule.known_part(tag))), None)
        return found or (tag if self._usual_tag(tag) else None)

    def _passing(self, provider: str, field: str, given: Mapping[str, object]) -> dict[str, str]:
        words = {label: " ".join(str(value).split()) for label, value in given.items() if value is not None}
        known = {
            label: self._closed(provider, field, label, word)
            for label, word in words.items()
            if personal_kind(label) is None
        }
        return {label: word for label, word in known.items() if word is not None}

    def _closed(self, provider: str, field: str, label: str, word: str) -> str | None:
        """Return what may pass of an answer: a closed word whole, of longer words only those that the rule asks for."""
        meaning = self._meaning_of(provider, field, label, word)
        if meaning is None or isinstance(meaning[1], bool) or self._usual_meaning(label, word) == meaning:
            return word if meaning else None
        rules = (rule for rule in self._of(provider) if rule.field == field and rule.is_for(provider, label))
        part = next((part for rule in rules if rule.result in CLASSES and (part := rule.known_part(word))), None)
        return part if part and self._meaning_of(provider, field, label, part) == meaning else None

    def _meaning_of(self, provider: str, field: str, label: str, word: str) -> tuple[str, bool | str] | None:
        """Return what a closed answer says: a fact with yes or no, or ``declared`` with a class; None when nothing."""
        key = (provider, field, label, word)
        if key not in self._said:
            if len(self._said) > _MOST_REMEMBERED:
                self._said.clear()
            self._said[key] = self._said_by(provider, field, label, word)
        return self._said[key]

    def _said_by(self, provider: str, field: str, label: str, word: str) -> tuple[str, bool | str] | None:
        for rule in self._of(provider):
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
        own = (rule for rule in self._of(provider) if rule.field == "tag")
        by_rule = next((rule.result for rule in own if rule.holds(tag)), None)
        return by_rule or ("side_entrant" if self._usual_tag(tag) else None)

    @cached_property
    def _said(self) -> dict[tuple[str, str, str, str], tuple[str, bool | str] | None]:
        return {}
