"""Which content works for a goal: kinds, themes, author roles and posts by result per hour of work, drawn together.

Results are counted over the first 28 days of each piece. Nobody is ranked: the role of an author is a group only, a
role that can be one person has no place among them, and posts by ambassadors or such a role are in no list of posts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp
from statistics import NormalDist

import numpy as np

from connectors.errors import N_, Said
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.shares import LEVEL, Interval
from dashboard.analysis.shrinking import Estimate, log_rate, means_of, shrunk
from dashboard.analysis.suppression import is_few, threshold

ENOUGH_POSTS = 8
AMBASSADOR = "ambassador"
_AT_MOST = 0.99  # no sentence says that it is 100 % sure
OF_MANY = frozenset({AMBASSADOR, "team", "communications"})
"""Roles that many people have, or that speak for the organisation; any other role can be one person."""
TOO_LITTLE = Said(N_("too little to say something about"))
NO_HOURS = Said(N_("hours not written down"))
ONE_PERSON = Said(N_("can be one person: shown below, not ranked"))


@dataclass(frozen=True)
class Goal:
    """What is counted. ``per_platform``: each platform counts it in its own way, so that they are never compared."""

    key: str
    label: Said
    per_platform: bool
    of_people: bool = False


GOALS = (
    Goal("views", Said(N_("Views")), per_platform=True),
    Goal("watch_hours", Said(N_("Hours watched")), per_platform=True),
    Goal("impressions", Said(N_("Impressions")), per_platform=True),
    Goal("clicks", Said(N_("Clicks")), per_platform=False),
    Goal("applications", Said(N_("Applications through its own link")), per_platform=False, of_people=True),
)


@dataclass(frozen=True)
class Piece:
    """A post, video or page, or for applications a campaign, with the result of its first 28 days.

    Attributes:
        result: None when not known (or not yet over).
        hours: Own work; None when not written down.
        shared_hours: True when the hours are a campaign's, spread evenly over its pieces.
    """

    key: str
    title: str
    platform: str
    kind: str
    theme: str | None
    author_role: str | None
    result: float | None
    hours: float | None = None
    shared_hours: bool = False


@dataclass(frozen=True)
class Standing:
    """A group or a post. ``per_unit`` and ``interval`` are drawn towards the others; None with a reason in ``why``.

    Attributes:
        posts: Pieces with a known result (and hours, when they are divided by).
        weight: How much of the estimate is its own, 0 to 1; the rest is what all have in common.
    """

    name: str
    posts: int
    per_unit: float | None = None
    interval: Interval | None = None
    weight: float | None = None
    estimate: Estimate | None = None
    why: Said | None = None


@dataclass(frozen=True)
class WhatWorks:
    """The standings for one goal, best first, those without a figure last.

    Attributes:
        platform: The platform that all of it is about; None when several are taken together.
        per_hour: True for result per hour of work, False for result per post.
        shared_hours: True when hours of a campaign were spread evenly over its pieces.
        without_hours: Pieces with a result that are left out since their hours are not written down.
    """

    goal: Goal
    grouping: str
    platform: str | None
    per_hour: bool
    groups: tuple[Standing, ...]
    posts: tuple[Standing, ...]
    shared_hours: bool
    without_hours: int


def what_works(pieces: Sequence[Piece], goal: Goal, grouping: str, *, per_hour: bool = True) -> tuple[WhatWorks, ...]:
    """Return the standings for a goal, one per platform where platforms count it in their own way.

    ``grouping`` is ``kind``, ``theme`` or ``author_role``. The estimate is the typical (geometric mean) result, log-normal within a group and
    over groups, with both spreads from the data; see :mod:`dashboard.analysis.shrinking`.
    """
    platforms = sorted({piece.platform for piece in pieces}) if goal.per_platform else [None]
    told = []
    for platform in platforms:
        here = [piece for piece in pieces if platform in {None, piece.platform} and piece.result is not None]
        if here:
            told.append(_standings(here, goal, grouping, platform, per_hour=per_hour))
    return tuple(told)


def _standings(
    pieces: Sequence[Piece], goal: Goal, grouping: str, platform: str | None, *, per_hour: bool
) -> WhatWorks:
    usable = [piece for piece in pieces if not per_hour or piece.hours]
    of: dict[str, list[Piece]] = {_group(piece, grouping): [] for piece in pieces}
    for piece in usable:
        of[_group(piece, grouping)].append(piece)
    ranked = {name: some for name, some in of.items() if name and not _can_be_one_person(name, grouping)}
    enough = {name: some for name, some in ranked.items() if len(some) >= ENOUGH_POSTS}
    rates = {name: [_rate(piece, per_hour=per_hour) for piece in some] for name, some in enough.items()}
    groups = dict(zip(rates, means_of(list(rates.values())), strict=True))
    told = [_told(name, len(enough[name]), groups[name]) for name in enough]
    told += [_untold(name, some, per_hour=per_hour) for name, some in ranked.items() if name not in enough]
    told += [Standing(name, len(of[name]), why=ONE_PERSON) for name in of if name and name not in ranked]
    posts = [post for name, some in enough.items() for post in _posts(some, goal, per_hour=per_hour)]
    return WhatWorks(
        goal,
        grouping,
        platform,
        per_hour,
        tuple(sorted(told, key=_order)),
        tuple(sorted(posts, key=_order)),
        per_hour and any(piece.shared_hours for piece in usable),
        len(pieces) - len(usable),
    )


def _can_be_one_person(name: str, grouping: str) -> bool:
    return grouping == "author_role" and name not in OF_MANY


def _group(piece: Piece, grouping: str) -> str:
    names = {"kind": piece.kind, "theme": piece.theme, "author_role": piece.author_role}
    return names[grouping] or ""


def _rate(piece: Piece, *, per_hour: bool) -> Estimate:
    assert piece.result is not None
    return log_rate(piece.result, (piece.hours or 1.0) if per_hour else 1.0)


def _posts(pieces: Sequence[Piece], goal: Goal, *, per_hour: bool) -> list[Standing]:
    """Return the posts of a group drawn towards its mean; none when one of them would show a small count of people."""
    if goal.of_people and any(is_few(int(piece.result or 0), threshold()) for piece in pieces):
        return []
    drawn = shrunk([_rate(piece, per_hour=per_hour) for piece in pieces])
    return [
        _told(piece.title or piece.key, 1, estimate)
        for piece, estimate in zip(pieces, drawn, strict=True)
        if not piece.author_role or piece.author_role in OF_MANY - {AMBASSADOR}
    ]


def _told(name: str, posts: int, estimate: Estimate) -> Standing:
    half = NormalDist().inv_cdf((1 + LEVEL) / 2) * np.sqrt(estimate.variance)
    interval = Interval(exp(estimate.mean - half), exp(estimate.mean + half))
    return Standing(name, posts, exp(estimate.mean), interval, estimate.weight, estimate)


def _untold(name: str, pieces: Sequence[Piece], *, per_hour: bool) -> Standing:
    return Standing(name, len(pieces), why=NO_HOURS if per_hour and not pieces else TOO_LITTLE)


def _order(standing: Standing) -> tuple[bool, float, str]:
    return standing.per_unit is None, -(standing.per_unit or 0.0), standing.name


def sure_of_first(found: WhatWorks) -> float | None:
    """Return how sure it is that the first group is above the second, None when there are no two with a figure."""
    ranked = [standing.estimate for standing in found.groups if standing.estimate is not None]
    if len(ranked) < 2:  # noqa: PLR2004  a first and a second
        return None
    first, second = ranked[:2]
    return NormalDist().cdf((first.mean - second.mean) / float(np.sqrt(first.variance + second.variance)))


def words(found: WhatWorks) -> Said:
    """Return what the groups say about a goal; a first place that chance can explain is not called first."""
    ranked = [standing for standing in found.groups if standing.per_unit is not None]
    if not ranked:
        empty = bool(found.groups) and all(standing.why == NO_HOURS for standing in found.groups)
        text = N_("{goal}: {why}.")
        return Said(text, {"goal": found.goal.label, "why": NO_HOURS if empty else TOO_LITTLE})
    values = _values(found, ranked[0])
    if len(ranked) == 1:
        return Said(N_("{goal}: {name} has {rate} {unit} ({low} to {high}); nothing to set it beside."), values)
    sure = sure_of_first(found)
    assert sure is not None
    both = {**values, "second": ranked[1].name, "sure": Percentage(min(sure, _AT_MOST))}
    if sure > (1 + LEVEL) / 2:
        text = N_("{goal}: {name} has most, {rate} {unit} ({low} to {high}); {sure} sure that it is above {second}.")
    else:
        text = N_("{goal}: {name} and {second} cannot be told apart ({name}: {rate} {unit}, {low} to {high}).")
    return Said(text, both)


def _values(found: WhatWorks, first: Standing) -> dict[str, object]:
    assert first.per_unit is not None
    assert first.interval is not None
    decimals = 0 if first.per_unit >= 10 else 1  # noqa: PLR2004  two figures that count
    return {
        "goal": found.goal.label,
        "name": first.name,
        "rate": Number(first.per_unit, decimals),
        "low": Number(first.interval.low, decimals),
        "high": Number(first.interval.high, decimals),
        "unit": Said(N_("per hour of work")) if found.per_hour else Said(N_("per post")),
    }


def notes(found: WhatWorks) -> tuple[Said, ...]:
    """Return what a reader has to know of the hours before believing the order."""
    said = []
    if found.shared_hours:
        said.append(
            Said(N_("The hours of a campaign are spread evenly over its posts; nobody wrote them down per post."))
        )
    if found.per_hour and found.without_hours:
        text = N_("{posts} posts are left out: hours not written down.")
        said.append(Said(text, {"posts": found.without_hours}))
    return tuple(said)


def with_hours(pieces: Sequence[Piece], hours: float, of: Sequence[str]) -> list[Piece]:
    """Return pieces with a campaign's hours spread evenly over those that belong to it, on top of what they have."""
    own = {piece.key for piece in pieces} & set(of)
    if not own or hours <= 0:
        return list(pieces)
    each = hours / len(own)
    return [
        replace(piece, hours=(piece.hours or 0.0) + each, shared_hours=len(own) > 1 or piece.shared_hours)
        if piece.key in own
        else piece
        for piece in pieces
    ]
