"""Which categories of a table can stand on their own, so that no small count among them is given and none can be computed.

A part is a set of categories that are only counted together. In every column (a month, or a year) a part counts nobody or
at least the minimum.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from dashboard.analysis.suppression import is_few

Part = frozenset[str]
Rows = Mapping[str, Sequence[int]]
"""Category to its counts, one a column."""


def refine(part: Iterable[str], rows: Rows, minimum: int) -> tuple[Part, ...]:
    """Return a part split up: categories that are nowhere small stand alone, the others together.

    While these are small together in some column, the smallest of the others joins them, at last all of them.
    """
    alone = sorted(
        (each for each in part if not _small([each], rows, minimum)), key=lambda each: (sum(rows[each]), each)
    )
    lump = set(part) - set(alone)
    free = [each for each in alone if any(rows[each])]
    while lump and free and _small(lump, rows, minimum):
        lump.add(free.pop(0))
    found = [frozenset({each}) for each in alone if each not in lump]
    return (*found, frozenset(lump)) if lump else tuple(found)


def nested(part: Part, rows: Rows, group_of: Mapping[str, str], minimum: int) -> tuple[Part, ...]:
    """Return a part split up on two levels: groups first, then the categories of each group that stands alone."""
    groups: dict[str, set[str]] = {}
    for each in sorted(part):
        groups.setdefault(group_of.get(each, each), set()).add(each)
    sums = {group: _sums(some, rows) for group, some in groups.items()}
    found: list[Part] = []
    for several in refine(groups, sums, minimum):
        if len(several) == 1:
            found.extend(refine(groups[next(iter(several))], rows, minimum))
        else:
            found.append(frozenset().union(*(groups[group] for group in several)))
    return tuple(found)


def cut(part: Part, rows: Rows, order: Sequence[str], first: Sequence[str], minimum: int) -> tuple[Part, ...]:
    """Return a part of ordered categories split up: each of ``first`` in turn begins a part of its own where that is safe."""
    found = [tuple(each for each in order if each in part)]
    for beginning in first:
        for place, some in enumerate(found):
            at = some.index(beginning) if beginning in some else 0
            if at and not _small(some[:at], rows, minimum) and not _small(some[at:], rows, minimum):
                found[place : place + 1] = [some[:at], some[at:]]
                break
    return tuple(frozenset(some) for some in found)


def made_of(wanted: Part, parts: Iterable[Part]) -> bool:
    """Tell whether categories are whole parts."""
    return all(part <= wanted or part.isdisjoint(wanted) for part in parts)


def _small(some: Collection[str], rows: Rows, minimum: int) -> bool:
    return any(is_few(value, minimum) for value in _sums(some, rows))


def _sums(some: Collection[str], rows: Rows) -> list[int]:
    return [sum(column) for column in zip(*(rows[each] for each in some), strict=True)]
