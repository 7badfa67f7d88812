"""What an applicant told in closed form: tags, custom fields and answers, through the sieve of the rules at the boundary."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from connectors.inflow.applied import Evidence
from connectors.inflow.desk import harmless
from connectors.inflow.rules import Rulebook
from connectors.teamtailor.documents import Document, Part, listed_in, values_in
from connectors.teamtailor.faults import SOURCE
from connectors.words import plain

CLOSED_FIELDS = frozenset({"checkbox", "boolean", "select", "multiselect", "multi select", "radio"})
"""Types of custom fields in which a person chooses; what a person writes is never looked at."""


@dataclass(frozen=True)
class Told:
    """What passed the sieve, ready to be saved; and the closed answer to where the applicant saw the employer."""

    evidence: Mapping[str, object]
    self_reported: str | None


def told_of(document: Document, person: Part, rules: Rulebook, kinds: frozenset[str], question: str) -> Told:
    """Return what may pass of a person's tags, custom fields and answers."""
    tags = [tag for tag in listed_in(person.attributes.get("tags")) if isinstance(tag, str)]
    answers = list(_answers(document, person)) if "answers" in kinds else []
    fields = list(_fields(document, person)) if "custom_fields" in kinds else []
    found = rules.sieve(SOURCE, tags=tags if "tags" in kinds else ())
    passed = Evidence(
        answers=_passing(rules, "answers", answers), fields=_passing(rules, "fields", fields), tags=found.tags
    )
    asked = plain(question)
    seen = next((harmless(str(word)) for title, word in answers if asked and plain(title) == asked), None)
    kept = {"answers": dict(passed.answers), "fields": dict(passed.fields), "tags": list(passed.tags)}
    return Told(kept, seen)


def _passing(rules: Rulebook, kind: str, given: list[tuple[str, object]]) -> dict[str, str]:
    """Return label to word; of several words under one label the first that a rule asks for."""
    passed: dict[str, str] = {}
    for label, word in given:
        one = {label: word}
        found = rules.sieve(SOURCE, answers=one) if kind == "answers" else rules.sieve(SOURCE, fields=one)
        for name, value in (found.answers if kind == "answers" else found.fields).items():
            passed.setdefault(name, value)
    return passed


def _answers(document: Document, person: Part) -> Iterator[tuple[str, object]]:
    """Yield question and answer: yes or no, a choice, a number on a scale. Texts and videos are not looked at."""
    for answer in document.related(person, "answers", "answers"):
        question = document.first(answer, "question", "questions")
        title = question.text("title") if question else None
        if question is None or not title:
            continue
        yes, scale = answer.flag("boolean"), answer.whole("range")
        if yes is not None:
            yield title, yes
        elif listed_in(answer.attributes.get("choices")):
            choices = _choices(question)
            chosen = (choices.get(str(each)) for each in listed_in(answer.attributes["choices"]))
            yield from ((title, word) for word in chosen if word)
        elif scale is not None:
            yield title, scale


def _choices(question: Part) -> dict[str, str]:
    """Return the number of a choice to its words; a choice that is told in words must be one of them."""
    listed = listed_in(question.attributes.get("alternatives") or question.attributes.get("choices"))
    found: dict[str, str] = {}
    for each in map(values_in, listed):
        title = each.get("title")
        if isinstance(title, str):
            found |= {str(each.get("id")): title, title: title}
    return found


def _fields(document: Document, person: Part) -> Iterator[tuple[str, object]]:
    """Yield name and value of the custom fields in which a person chooses."""
    for value in document.related(person, "custom-field-values", "custom-field-values"):
        kind = document.first(value, "custom-field", "custom-fields")
        name = kind.text("name") if kind else None
        if kind is None or not name:
            continue
        if plain((kind.text("field-type") or "").rpartition("::")[2]) in CLOSED_FIELDS:
            yield from ((name, word) for word in listed_in(value.attributes.get("value")) if word is not None)
