"""Vacancies of different providers that may be one, for a person to decide: equal title, equal site, days that overlap."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from connectors.errors import N_, Said
from connectors.inflow.matching import BOARD, Decision, kind_of
from connectors.words import plain

_MOST_EACH = 3
_CLOSE = 7  # days
_SAME_SITE = 0.2
_SAME_START = 0.2
_SAME_END = 0.1
_TITLE_ALONE = 0.5


@dataclass(frozen=True)
class Dated:
    """A vacancy with what a person would compare. ``identity_id`` is the vacancy that speaks for it.

    ``first`` and ``last`` are the days between which it is known to have been open; ``last`` is None while it is open.
    """

    vacancy_id: int
    identity_id: int
    provider: str
    title: str | None
    site_id: str | None
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Proposal:
    """Two vacancies that may be one, why, and how likely it is: a score from 0 to 1 that only orders them."""

    one: int
    other: int
    score: float
    reasons: tuple[Said, ...]


def propose(vacancies: Iterable[Dated], decisions: Iterable[Decision] = ()) -> list[Proposal]:
    """Return pairs with an equal plain title, the same site (or both unknown) and overlapping days, the best first.

    Never within one provider, also through others that were put together already (only a job board may name a vacancy more
    than once), never a pair that a rule put together or on which a person decided.
    Each vacancy is set beside the three of each other provider that began nearest to it; of two identities only the
    best pair is given, and for a vacancy that waits only its best one: the next follows when a person said no.
    """
    listed = sorted(vacancies, key=lambda each: each.vacancy_id)
    decided = _decided({each.vacancy_id: each.identity_id for each in listed}, decisions)
    alike: dict[tuple[str, str | None], list[Dated]] = {}
    for each in listed:
        if each.title and plain(each.title) and each.first:
            alike.setdefault((plain(each.title), each.site_id), []).append(each)
    kinds = {each.vacancy_id: kind_of(each.provider) for each in listed}
    named = _named_by(listed)
    best: dict[frozenset[int], Proposal] = {}
    for group in alike.values():
        for one, other in _neighbours(group):
            pair = frozenset({one.identity_id, other.identity_id})
            is_settled = len(pair) == 1 or pair in decided or named[one.identity_id] & named[other.identity_id]
            if is_settled or not _overlap(one, other):
                continue
            found = _proposal(one, other)
            if pair not in best or _order(found, kinds) < _order(best[pair], kinds):
                best[pair] = found
    ordered = sorted(best.values(), key=lambda each: _order(each, kinds))
    first = {each.other: each for each in reversed(ordered)}
    return [each for each in ordered if first[each.other] is each]


def _named_by(vacancies: Iterable[Dated]) -> dict[int, set[str]]:
    """Return by which providers each identity is named, job boards left out."""
    found: dict[int, set[str]] = {}
    for each in vacancies:
        found.setdefault(each.identity_id, set()).update([each.provider] if kind_of(each.provider) != BOARD else [])
    return found


def _order(proposal: Proposal, kinds: Mapping[int, int]) -> tuple[float, int, int, int, int]:
    """Return where a proposal stands: the best score first, then those of a system of applicants."""
    return -proposal.score, kinds[proposal.one], kinds[proposal.other], proposal.one, proposal.other


def _decided(identity_of: Mapping[int, int], decisions: Iterable[Decision]) -> set[frozenset[int]]:
    """Return pairs of identities on which a decision exists between any of their vacancies."""
    known = (each for each in decisions if each.one in identity_of and each.other in identity_of)
    return {frozenset({identity_of[each.one], identity_of[each.other]}) for each in known}


def _neighbours(group: Sequence[Dated]) -> Iterable[tuple[Dated, Dated]]:
    """Yield pairs across providers whose first days lie nearest: a few for each, so that long lists stay quick."""
    by_provider: dict[str, list[Dated]] = {}
    for each in sorted(group, key=_start):
        by_provider.setdefault(each.provider, []).append(each)
    for (_one, left), (_other, right) in combinations(sorted(by_provider.items()), 2):
        yield from dict.fromkeys([*_nearest(left, right), *((a, b) for b, a in _nearest(right, left))])


def _nearest(left: Sequence[Dated], right: Sequence[Dated]) -> Iterable[tuple[Dated, Dated]]:
    starts = [_start(each) for each in right]
    for each in left:
        place = bisect_left(starts, _start(each))
        around = right[max(0, place - _MOST_EACH) : place + _MOST_EACH]
        nearest = sorted(around, key=lambda other: (_apart(each.first, other.first), other.vacancy_id))
        yield from ((each, other) for other in nearest[:_MOST_EACH])


def _start(each: Dated) -> tuple[date, int]:
    return each.first or date.min, each.vacancy_id


def _apart(one: date | None, other: date | None) -> int:
    return abs((one - other).days) if one and other else 10**6


def _overlap(one: Dated, other: Dated) -> bool:
    first = max(one.first or date.min, other.first or date.min)
    return first <= min(one.last or date.max, other.last or date.max)


def _proposal(one: Dated, other: Dated) -> Proposal:
    score, reasons = _TITLE_ALONE, [Said(N_("The titles are equal."))]
    if one.site_id:
        score += _SAME_SITE
        reasons.append(Said(N_("Both are at the same site.")))
    else:
        reasons.append(Said(N_("Of neither the site is known.")))
    days = _apart(one.first, other.first)
    if days <= _CLOSE:
        score += _SAME_START
        reasons.append(Said(N_("They opened within {days} days of each other."), {"days": _CLOSE}))
    else:
        reasons.append(Said(N_("They were open at the same time.")))
    if one.last and other.last and _apart(one.last, other.last) <= _CLOSE:
        score += _SAME_END
        reasons.append(Said(N_("They closed within {days} days of each other."), {"days": _CLOSE}))
    first, second = sorted((one, other), key=lambda each: (kind_of(each.provider), each.vacancy_id))
    return Proposal(first.vacancy_id, second.vacancy_id, round(score, 2), tuple(reasons))
