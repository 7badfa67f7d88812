"""What of a source column may be told: categories as they are, never the free words of a person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from connectors.sources import SourceRules, resolve

_CATEGORY = 3
"""A text that stands in so many lines is a category, no one's own words."""
_MANY = 30


@dataclass(frozen=True)
class SourceColumn:
    """A column of source texts: how often each stands there, and whether it is free text instead of categories."""

    counts: Counter[str]
    is_free_text: bool
    rules: SourceRules

    def told(self, text: str | None) -> str | None:
        """Return the text as it may be told: of free text only the words by which a rule knows a source."""
        if text is None or not self.is_free_text or self.counts[text] >= _CATEGORY:
            return text
        found = resolve(self.rules, text)
        return found.matched if found and not found.is_new else None


def source_column(texts: Iterable[str | None], rules: SourceRules) -> SourceColumn:
    """Return what kind of source column some texts make: free text has many unknown texts that hardly come back."""
    counts = Counter(text for text in texts if text)
    unknown = [text for text in counts if (found := resolve(rules, text)) and found.is_new]
    lines = sum(counts[text] for text in unknown)
    return SourceColumn(counts, len(unknown) > _MANY and len(unknown) * 2 > lines, rules)
