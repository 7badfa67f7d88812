"""All rules of one organisation in one book, with those of the house behind them; the first match wins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from connectors.config import SideEntrantRule
from connectors.inflow import values
from connectors.inflow.applied import Evidence
from connectors.inflow.entrants import EntrantRules, Known
from connectors.inflow.rule import CLASSES, FACTS, FIELDS, MATCHES, NAMED, InflowRule, matches
from connectors.inflow.values import Meaning
from connectors.sources import Resolved, Rule, Source, SourceRules, default_rules, resolve

__all__ = [
    "CLASSES",
    "FACTS",
    "FIELDS",
    "MATCHES",
    "NAMED",
    "InflowRule",
    "Known",
    "Rulebook",
    "matches",
    "stage_result",
]

_MOST_REMEMBERED = 20_000
_TOLD = ("source", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_content")


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
            if len(self._found) > _MOST_REMEMBERED:
                self._found.clear()
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

    @cached_property
    def entrants(self) -> EntrantRules:
        """The rules about the kind of entrant."""
        return EntrantRules(self.own, self.side_entrant)

    def keeps_tag(self, tag: str) -> bool:
        """Return whether a tag of an applicant may pass; see :meth:`EntrantRules.keeps_tag`."""
        return self.entrants.keeps_tag(tag)

    def sieve(
        self,
        provider: str,
        *,
        answers: Mapping[str, object] | None = None,
        fields: Mapping[str, object] | None = None,
        tags: Iterable[str] = (),
    ) -> Evidence:
        """Return what may pass of answers, custom fields and tags; see :meth:`EntrantRules.sieve`."""
        return self.entrants.sieve(provider, answers=answers, fields=fields, tags=tags)

    def known_of(self, provider: str, evidence: Evidence, *, track: bool | None, campaign: str | None) -> Known:
        """Return facts, classes and the level of evidence; see :meth:`EntrantRules.known_of`."""
        return self.entrants.known_of(provider, evidence, track=track, campaign=campaign)

    def is_track(self, *texts: str | None) -> bool:
        """Return whether a vacancy says of itself that it is for side-entrants, in its title or its tags."""
        return self.entrants.is_track(*texts)

    def lower_level(self, provider: str, *, track: bool | None, campaign: str | None) -> str:
        """Return the evidence that a vacancy or a campaign gives: vacancy_track, campaign or none."""
        return self.entrants.lower_level(provider, track=track, campaign=campaign)

    def _of(self, subject: str, provider: str) -> Iterable[InflowRule]:
        return (rule for rule in self.own if rule.subject == subject and rule.provider in {None, provider})


@cache
def stage_result(result: str) -> Meaning:
    """Return the meaning of a stage rule's result: ``stage`` or ``stage/status``."""
    stage, _, status = result.partition("/")
    usual = {"applied": "new", "offer": "offer", "hired": "hired"}
    became = status or usual.get(stage, "in_process")
    by = {"rejected": "employer", "withdrawn": "candidate"}.get(became)
    return Meaning(stage, became, by)
