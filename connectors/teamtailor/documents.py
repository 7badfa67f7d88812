"""JSON:API documents: parts by type and number, and the way from one part to those that it names. Only the boundary reads them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from connectors.teamtailor.faults import unexpected

Values = Mapping[str, object]


def values_in(given: object) -> Values:
    """Return an object of the document, empty when it is none."""
    return given if isinstance(given, Mapping) else {}


def listed_in(given: object) -> Sequence[object]:
    """Return a list of the document; one thing alone is a list of one, nothing an empty one."""
    if isinstance(given, Sequence) and not isinstance(given, str):
        return given
    return () if given is None else (given,)


@dataclass(frozen=True)
class Part:
    """One thing of a document: its type, its number, what is said of it and what it names."""

    kind: str
    number: str
    attributes: Values = field(repr=False)
    relations: Values = field(repr=False)
    links: Values = field(repr=False)

    @classmethod
    def of(cls, given: object) -> "Part":
        """Return a part of what stands in the document."""
        found = values_in(given)
        parts = (values_in(found.get(name)) for name in ("attributes", "relationships", "links"))
        return cls(str(found.get("type", "")), str(found.get("id", "")), *parts)

    def text(self, name: str) -> str | None:
        """Return a text, None when there is none."""
        value = self.attributes.get(name)
        return value if isinstance(value, str) else None

    def flag(self, name: str) -> bool | None:
        """Return a yes or no, None when it is not told."""
        value = self.attributes.get(name)
        return value if isinstance(value, bool) else None

    def whole(self, name: str) -> int | None:
        """Return a whole number, None when it is not told."""
        value = self.attributes.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def named(self, relation: str) -> list[str]:
        """Return the numbers that a relation names; none when the relation was not included and holds only links."""
        data = values_in(self.relations.get(relation)).get("data")
        return [str(each["id"]) for each in map(values_in, listed_in(data)) if each.get("id") is not None]

    def one(self, relation: str) -> str | None:
        """Return the number that a relation names, None when it names none."""
        return next(iter(self.named(relation)), None)


class Document:
    """An answer: the parts that were asked for, those that came along, and where the next page is."""

    def __init__(self, parsed: object) -> None:
        if not isinstance(parsed, Mapping) or "data" not in parsed:
            raise unexpected()
        self.asked_for = [Part.of(each) for each in listed_in(parsed["data"])]
        self._included = [Part.of(each) for each in listed_in(parsed.get("included"))]
        self._by_number = {(part.kind, part.number): part for part in (*self._included, *self.asked_for)}
        next_page = values_in(parsed.get("links")).get("next")
        self.next = next_page if isinstance(next_page, str) else None
        records = values_in(parsed.get("meta")).get("record-count")
        self.records = records if isinstance(records, int) else None

    def asked(self, kind: str) -> Iterator[Part]:
        """Yield the parts of a type that were asked for."""
        return (part for part in self.asked_for if part.kind == kind)

    def all(self, kind: str) -> Iterator[Part]:
        """Yield the parts of a type, those that came along too."""
        return (part for part in self._by_number.values() if part.kind == kind)

    def related(self, part: Part | None, relation: str, kind: str) -> list[Part]:
        """Return the parts that a part names and that came along."""
        found = (self._by_number.get((kind, number)) for number in (part.named(relation) if part else ()))
        return [each for each in found if each is not None]

    def first(self, part: Part | None, relation: str, kind: str) -> Part | None:
        """Return the part that a part names, None when it did not come along."""
        return next(iter(self.related(part, relation, kind)), None)
