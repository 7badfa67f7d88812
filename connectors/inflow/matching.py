"""Which vacancies of different providers are one: by their numbers, by their address, or because a person said so.

Two vacancies of one provider are never put together by a rule. Where several vacancies of one system share a number or an
address, that number or address says nothing and is left out; only a job board may name one vacancy more than once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from connectors.words import plain

Basis = Literal["alone", "external_id", "url", "person"]
ATS, OWN_SITE, BOARD = range(3)
"""Kinds of providers, in the order in which they speak for a vacancy."""
BOARD_PROVIDERS = ("linkedin", "indeed", "facebook", "meta")
SITE_PROVIDERS = ("careers_site", "feed:", "board:")
"""Beginnings of the names of providers that are a board, or the own site with its feeds; all others are systems."""
_STRENGTH: Mapping[Basis, int] = {"external_id": 3, "url": 2, "person": 1, "alone": 0}
_PREFIXED = re.compile(r"([a-z][a-z_]*)[-_:#](.+)")
_SHORTEST = 4  # characters: shorter numbers are counted by every system

_Key = tuple[str, str]


@dataclass(frozen=True)
class Named:
    """A vacancy by all that names it; ``url`` in plain form."""

    vacancy_id: int
    provider: str
    external_id: str
    reference: str | None = None
    url: str | None = None
    title: str | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among those that could speak for one vacancy: the smallest speaks."""
        return kind_of(self.provider), self.vacancy_id


@dataclass(frozen=True)
class Decision:
    """What a person said of two vacancies."""

    one: int
    other: int
    is_same: bool


@dataclass(frozen=True)
class Identity:
    """The vacancy that speaks for another (or for itself), and how that is known."""

    identity_id: int
    basis: Basis


def kind_of(provider: str) -> int:
    """Return the kind of a provider: ATS (also its files), OWN_SITE (careers page, feed, public board) or BOARD."""
    if provider.startswith(BOARD_PROVIDERS):
        return BOARD
    return OWN_SITE if provider.startswith(SITE_PROVIDERS) else ATS


def identities(vacancies: Sequence[Named], decisions: Iterable[Decision] = ()) -> dict[int, Identity]:
    """Return the identity of each vacancy by its key; the order in which they are given makes no difference.

    A person's “the same” holds before any rule; then equal numbers; then equal addresses. A person's “not the same” holds
    always: two that are not the same never end up together, whatever lies between.
    """
    groups = _Groups({each.vacancy_id: each for each in vacancies})
    said = sorted(decisions, key=lambda each: (each.one, each.other))
    for each in said:
        if not each.is_same:
            groups.forbid(each.one, each.other)
    for each in said:
        if each.is_same:
            groups.join(each.one, each.other, "person")
    for one, other in _pairs(_by_number(vacancies)):
        groups.join(one.vacancy_id, other.vacancy_id, "external_id")
    for one, other in _pairs(_by_address(vacancies)):
        groups.join(one.vacancy_id, other.vacancy_id, "url")
    return groups.result()


def numbers_of(vacancy: Named, systems: Iterable[str]) -> set[_Key]:
    """Return the numbers that name a vacancy: (system, number) where one names the system, else ("", number).

    ``teamtailor-27`` is number 27 of Teamtailor and of nobody else. A number that names no system needs four characters and
    a digit; a title that stands in for a number is none.
    """
    known = set(systems)
    found: set[_Key] = set()
    for text, is_own in ((vacancy.external_id, True), (vacancy.reference, False)):
        number = (text or "").strip().casefold()
        prefixed = _PREFIXED.fullmatch(number)
        if prefixed and prefixed[1] in known:
            found.add((prefixed[1], prefixed[2]))
            continue
        if is_own:
            found.add((vacancy.provider, number))
        if _names_itself(number, vacancy):
            found.add(("", number))
    return found


def _names_itself(number: str, vacancy: Named) -> bool:
    is_number = len(number) >= _SHORTEST and any(map(str.isdigit, number))
    return is_number and number != vacancy.url and plain(number) != plain(vacancy.title or "")


def _by_number(vacancies: Sequence[Named]) -> dict[_Key, list[Named]]:
    systems = {each.provider for each in vacancies if kind_of(each.provider) == ATS}
    found: dict[_Key, list[Named]] = {}
    for each in vacancies:
        for number in numbers_of(each, systems):
            found.setdefault(number, []).append(each)
    return found


def _by_address(vacancies: Sequence[Named]) -> dict[_Key, list[Named]]:
    found: dict[_Key, list[Named]] = {}
    for each in vacancies:
        if each.url:
            found.setdefault(("", each.url), []).append(each)
    return found


def _pairs(groups: Mapping[_Key, list[Named]]) -> Iterator[tuple[Named, Named]]:
    """Yield each vacancy of a group with the first of another provider, in one and the same order."""
    for key in sorted(groups):
        group = sorted(groups[key], key=lambda each: each.place)
        if len(group) == 1 or _is_ambiguous(group):
            continue
        for each in group:
            first = next((other for other in group if other.provider != each.provider), None)
            if first is not None:
                yield first, each


def _is_ambiguous(group: Sequence[Named]) -> bool:
    times = Counter(each.provider for each in group if kind_of(each.provider) != BOARD)
    return any(count > 1 for count in times.values())


@dataclass
class _Groups:
    """Sets of vacancies that are one; two sets join only when no person forbids it for any two of them."""

    known: Mapping[int, Named]
    _leader: dict[int, int] = field(default_factory=dict)
    _members: dict[int, set[int]] = field(default_factory=dict)
    _apart: dict[int, set[int]] = field(default_factory=dict)
    _basis: dict[int, Basis] = field(default_factory=dict)

    def forbid(self, one: int, other: int) -> None:
        """Keep two vacancies apart."""
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)

    def join(self, one: int, other: int, basis: Basis) -> None:
        """Make one of the sets of two vacancies, unless that is forbidden."""
        if one not in self.known or other not in self.known:
            return
        left, right = self._leader.get(one, one), self._leader.get(other, other)
        if left != right:
            mine, theirs = self._members.get(left, {left}), self._members.get(right, {right})
            small, large = sorted((mine, theirs), key=len)
            if any(self._apart.get(each, set()) & large for each in small):
                return
            self._take(left if large is mine else right, large | small)
        for each in (one, other):
            self._basis[each] = max(self._basis.get(each, "alone"), basis, key=_STRENGTH.__getitem__)

    def _take(self, leader: int, members: set[int]) -> None:
        self._members[leader] = members
        for each in members:
            self._leader[each] = leader

    def result(self) -> dict[int, Identity]:
        """Return the identity of each vacancy."""
        speaks: dict[int, int] = {}
        for each in sorted(self.known.values(), key=lambda each: each.place):
            speaks.setdefault(self._leader.get(each.vacancy_id, each.vacancy_id), each.vacancy_id)
        return {
            key: Identity(speaks[self._leader.get(key, key)], self._basis.get(key, "alone"))
            for key in sorted(self.known)
        }
