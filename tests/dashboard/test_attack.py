"""Whoever knows all that the pages give of small organisations, and has a solver, finds no count from one to four."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.pairs import Pair
from dashboard.analysis.publishing import Year
from dashboard.analysis.selection import whole_months
from tests.dashboard.applicants import Applicant, months, told
from tests.dashboard.attack import Attack, Question, World, finer, plainly_hidden, protected, small

AUTUMN = months(2025, 9, 10, 11, 12)
OVER_NEW_YEAR = [*months(2025, 11, 12), *months(2026, 1)]
NEVER_BACK = (("applied", "open"), ("hired", "hired"))
ALL_WAYS = (("applied", "open"), ("applied", "rejected"), ("interviewed", "withdrawn"), ("hired", "hired"))
ENTRANTS = ("side_entrant", "other", "unknown")
NURSES, ALONE = ("nurse",), ("other",)
MOST = 16


def drawn(
    seed, when, *, sites="ABC", groups=NURSES, audiences=ALONE, sources=("site",), ways=NEVER_BACK, mean, even=1.0
):
    """Return applicants of an organisation: ``mean`` a month, spread evenly or (a low ``even``) nearly all in one place."""
    rng = np.random.default_rng(seed)
    kinds = [tuple(sites), groups, sources, audiences, ways]
    shares = [
        rng.dirichlet(np.full(len(kind), spread)) for kind, spread in zip(kinds, (even, 2, even, 2, 2), strict=True)
    ]
    expected = mean * np.einsum("a,b,c,d,e->abcde", *shares)
    some = []
    for month in when:
        for place, number in np.ndenumerate(rng.poisson(expected)):
            site, group, source, audience, way = (kind[at] for kind, at in zip(kinds, place, strict=True))
            some += [Applicant(month, site, group, source, "", audience, *way)] * int(number)
    return some


ORGANISATIONS = {
    "three sites": drawn(1, AUTUMN, groups=("nurse", "cook"), audiences=ENTRANTS, mean=110),
    "one site has nearly all": drawn(2, AUTUMN, sites="ABCD", audiences=ENTRANTS, mean=60, even=0.2),
    "hardly anybody": drawn(3, AUTUMN, sites="AB", audiences=ENTRANTS, mean=7),
    "one to four a month": [Applicant(each, "AB"[i % 2]) for each in months(2025) for i in range(1 + each.month % 4)],
    "a year that is not over": drawn(4, OVER_NEW_YEAR, groups=("nurse", "cook"), audiences=ENTRANTS[:2], mean=70),
    "all ways to go": drawn(5, OVER_NEW_YEAR, audiences=ENTRANTS[:2], ways=ALL_WAYS, mean=90),
    "sources of strategies": drawn(
        6, AUTUMN, sites="A", audiences=ENTRANTS, sources=("", "site", "board", "board2", "video", "photo"), mean=90
    ),
    "few sources": drawn(7, AUTUMN, sites="A", sources=("", "board", "board2", "video", "photo"), mean=25, even=0.5),
}


def squeezed():
    """A and side-entrants fill every month so that exactly two side-entrants at A are left no other place."""
    some = []
    for month in AUTUMN:
        some += [Applicant(month, "A", audience="side_entrant")] * 2 + [Applicant(month, "A")] * 6
        some += [Applicant(month, "B", audience="side_entrant")] * 6
    return some


ORGANISATIONS["side-entrants at a site are squeezed"] = squeezed()


def people_of(some):
    return told(some, min(one.month for one in some), max(one.month for one in some))


@pytest.mark.story("O4")
@pytest.mark.parametrize("name", ORGANISATIONS)
def test_no_small_count_can_be_pinned_down_by_who_knows_all_that_is_given(name):
    world = World(ORGANISATIONS[name])
    attack = Attack(world, protected(people_of(ORGANISATIONS[name])))
    assert list(attack.differences()) == []
    hidden = small(world, [*attack.hidden, *finer(world)])
    assert hidden
    for place in np.random.default_rng(0).permutation(len(hidden))[:MOST]:
        low, high = attack.range(hidden[place])
        assert high >= 5, hidden[place]
        assert low < high, hidden[place]


def test_something_is_given_of_an_organisation_that_is_big_enough():
    people = people_of(ORGANISATIONS["three sites"])
    period = whole_months(AUTUMN[0], AUTUMN[-1])
    assert not any(each.hidden for each in people.by("site", period).values())
    assert not any(each.hidden for each in people.by("audience", period, site="A").values())


@pytest.mark.parametrize("name", ["three sites", "hardly anybody", "one to four a month", "sources of strategies"])
def test_the_attack_finds_what_is_hidden_only_where_it_is_small(name):
    world = World(ORGANISATIONS[name])
    attack = Attack(world, plainly_hidden(world))
    assert list(attack.differences())
    found = [asked for asked in small(world, attack.hidden)[:MOST] if attack.range(asked) == (world.count(asked),) * 2]
    assert found


def test_the_attack_finds_what_a_year_presses_out_of_its_months():
    some = squeezed()
    people = people_of(some)
    year = people.years[2025]
    assert ("site", "audience") not in year.pairs
    careless = Pair(
        (frozenset("A"), frozenset("B")), (frozenset({"other"}), frozenset({"side_entrant"})), ((24, 8), (0, 24))
    )
    pairs = {**year.pairs, ("site", "audience"): careless}
    people.years[2025] = Year(year.months, year.is_over, year.blocks, year.tables, pairs)
    attack = Attack(World(some), protected(people))
    asked = Question(whole_months(AUTUMN[0], AUTUMN[0]), "applied", (("site", "A"), ("audience", "side_entrant")))
    assert attack.range(asked) == (2, 2)


def test_the_first_and_the_last_month_of_a_range_are_no_way_in():
    """One site is small in March only: neither the ranges around it nor the year give March away."""
    some = [Applicant(each, site) for each in months(2025) for site in "AAAAAAAABBBBBB" for _ in range(1)]
    some = [one for one in some if (one.site, one.month) != ("B", date(2025, 3, 1))]
    some += [Applicant(date(2025, 3, 1), "B")] * 2
    world = World(some)
    attack = Attack(world, protected(people_of(some)))
    march = Question(whole_months(date(2025, 3, 1), date(2025, 3, 1)), "applied", (("site", "B"),))
    assert march in attack.hidden
    assert attack.range(march) == (0, 10)


@settings(max_examples=8, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from([AUTUMN, OVER_NEW_YEAR]),
    st.sampled_from([12, 40, 120]),
    st.sampled_from([0.2, 2]),
)
def test_nor_of_organisations_that_nobody_thought_of(seed, when, mean, even):
    some = drawn(seed, when, sites="ABC"[: 2 + seed % 2], audiences=ENTRANTS, ways=ALL_WAYS, mean=mean, even=even)
    world = World([*some, Applicant(when[0]), Applicant(when[-1])])
    attack = Attack(world, protected(told([*some, Applicant(when[0]), Applicant(when[-1])], when[0], when[-1])))
    assert list(attack.differences()) == []
    hidden = small(world, [*attack.hidden, *finer(world)])
    for place in np.random.default_rng(seed).permutation(len(hidden))[:6]:
        low, high = attack.range(hidden[place])
        assert low < high, hidden[place]
        assert low == 0 or high >= 5, hidden[place]
