"""What is proposed to a person: equal titles, equal sites, days that overlap; few, and the best first."""

import random
from datetime import date

import pytest

from connectors.inflow.identity import Dated, propose
from connectors.inflow.matching import Decision


def dated(key, provider, title="Verpleegkundige spoed", site="gent", first=date(2026, 1, 5), last=None, identity=None):
    return Dated(key, identity or key, provider, title, site, first, last)


def pairs(*vacancies, decisions=()):
    return [(each.one, each.other) for each in propose(vacancies, decisions)]


def test_equal_title_site_and_days_are_proposed_with_their_reasons():
    (proposal,) = propose([dated(7, "recruitee"), dated(3, "linkedin", title="VERPLEEGKUNDIGE – spoed")])
    assert (proposal.one, proposal.other, proposal.score) == (7, 3, 0.9)
    assert list(map(str, proposal.reasons)) == [
        "The titles are equal.",
        "Both are at the same site.",
        "They opened within 7 days of each other.",
    ]


@pytest.mark.parametrize(
    "other",
    [
        dated(2, "recruitee"),
        dated(2, "linkedin", title="Verpleegkundige"),
        dated(2, "linkedin", site="aalst"),
        dated(2, "linkedin", site=None),
        dated(2, "linkedin", first=date(2026, 3, 2)),
        dated(2, "linkedin", first=None),
        dated(2, "linkedin", title=None),
        dated(2, "linkedin", identity=1),
    ],
    ids=["provider", "title", "site", "one site", "days", "no days", "no title", "one already"],
)
def test_what_differs_is_not_proposed(other):
    assert pairs(dated(1, "recruitee", last=date(2026, 3, 1)), other) == []


def test_of_two_without_a_site_the_score_is_lower_and_the_best_comes_first():
    listed = [
        dated(1, "recruitee", site=None),
        dated(2, "linkedin", site=None, first=date(2026, 2, 20)),
        dated(3, "recruitee", title="Kok", last=date(2026, 2, 1)),
        dated(4, "careers_site", title="Kok", last=date(2026, 2, 3)),
    ]
    assert [(each.one, each.other, each.score) for each in propose(listed)] == [(3, 4, 1.0), (1, 2, 0.5)]


@pytest.mark.parametrize("is_same", [True, False])
def test_what_a_person_decided_is_not_proposed_again_also_through_others(is_same):
    listed = [dated(1, "recruitee"), dated(2, "careers_site", title="Anders", identity=1), dated(3, "linkedin")]
    assert pairs(*listed) == [(1, 3)]
    assert pairs(*listed, decisions=[Decision(2, 3, is_same)]) == []


def test_of_two_identities_only_the_best_pair_is_proposed():
    listed = [
        dated(1, "recruitee", first=date(2025, 12, 1)),
        dated(2, "careers_site", identity=1),
        dated(3, "linkedin"),
    ]
    assert pairs(*listed) == [(2, 3)]


def test_thousands_of_equal_titles_give_a_few_proposals_each():
    draw = random.Random(7)
    days = [date(2026, 1, 1 + draw.randrange(28)) for _ in range(2000)]
    listed = [dated(key, "recruitee" if key % 2 else "linkedin", first=day) for key, day in enumerate(days, start=1)]
    assert 1000 <= len(pairs(*listed)) <= 6000


def test_the_order_of_the_vacancies_makes_no_difference_to_proposals():
    listed = [
        dated(key, provider) for key, provider in enumerate(["recruitee", "linkedin", "feed:x", "linkedin"], start=1)
    ]
    assert propose(listed) == propose(listed[::-1])
