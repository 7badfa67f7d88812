"""What of a source column may be kept: categories as they are, never the free words of a person or about one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from connectors.base import Row
from connectors.sources import Resolved, SourceRules, resolve

_CATEGORY = 3
"""A text that stands in so many lines is a category, no one's own words."""
_MANY = 30


@dataclass(frozen=True)
class SourceColumn:
    """A column of source texts: how often each stands there, and whether it is free text instead of categories."""

    counts: Counter[str]
    is_free_text: bool

    def keep(self, raw: str | None, found: Resolved | None) -> tuple[str | None, Resolved | None]:
        """Return the text and the source that may be stored.

        Of free text only a source that a rule knows; of a rare text about a referral only the words of the rule, since
        the rest is likely to name the colleague.
        """
        if raw is None or found is None or self.counts[raw] >= _CATEGORY:
            return raw, found
        if self.is_free_text:
            return (None, None) if found.is_new else (found.matched, found)
        return (found.matched, found) if found.strategy == "referral" else (raw, found)


def source_column(texts: Iterable[str | None], rules: SourceRules) -> SourceColumn:
    """Return what kind of source column some texts make: free text has many unknown texts that hardly come back."""
    counts = Counter(text for text in texts if text)
    unknown = [text for text in counts if (found := resolve(rules, text)) and found.is_new]
    lines = sum(counts[text] for text in unknown)
    return SourceColumn(counts, len(unknown) > _MANY and len(unknown) * 2 > lines)


def source_rows(found: Iterable[tuple[Resolved, date]]) -> list[Row]:
    """Return one row for each source that was seen, with the first day; a source that no rule knows has status new."""
    first: dict[str, tuple[Resolved, date]] = {}
    for source, day in found:
        before = first.get(source.source_id)
        first[source.source_id] = (before[0] if before else source, min(before[1], day) if before else day)
    return [
        {
            "source_id": source_id,
            "strategy": source.strategy,
            "name": source.name,
            "status": "new" if source.is_new else "known",
            "first_seen": day,
        }
        for source_id, (source, day) in sorted(first.items())
    ]
