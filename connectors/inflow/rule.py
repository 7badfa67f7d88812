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

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from connectors import patterns
from connectors.words import holds_words, plain

FACTS = ("over_25", "ever_in_care", "recently_in_care")
CLASSES = ("side_entrant", "returner", "within_care", "other")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "source": ("utm_campaign", "utm_source", "utm_medium", "utm_content", "source", "referrer", "tag"),
    "stage": ("stage",),
    "function_group": ("title", "department", "group"),
    "side_entrant": ("answer", "custom_field", "tag", "vacancy_track", "campaign"),
}
NAMED = frozenset({"answer", "custom_field"})
"""Fields of which there are several, so that a rule names one."""
MATCHES = ("exact", "contains", "pattern")


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

    def known_part(self, text: str) -> str | None:
        """Return the words of a text that the rule knows, None when it does not match; the rest may be a person's."""
        if not self.holds(text):
            return None
        if self.match == "contains":
            return self.value
        return patterns.found(self.value, text) if self.match == "pattern" else text

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
        return patterns.found(wanted, text) is not None
    given, words = plain(text), plain(wanted)
    return given == words or (match == "contains" and holds_words(given, words))
