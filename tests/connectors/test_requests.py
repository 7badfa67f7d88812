"""How often each source asks its look-alike: the fewest questions that the interface allows, and five per cent at most on top.

The tests of a source tell which questions those are; here each has its number, so that none goes without.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from connectors.sync import Order, run
from tests.connectors.every_source import NAMES, configured, running

MOST = 1.05


@dataclass(frozen=True)
class Fewest:
    """The fewest questions of a first run and of one that finds nothing new."""

    first: int
    nightly: int
    days_later: int = 1


FEWEST = {
    # the columns, and pages of twenty: three full ones and the one that shows the end; at night one page
    "afas": Fewest(1 + 4, 1 + 1),
    # the token and each list of one page, posts twice as those that are not active come apart; at night nobody was hired
    "greenhouse": Fewest(1 + 13, 1 + 12),
    # page and followers; a year of three kinds of days in five parts; posts and their counters; adverts, as much, and their
    # names. At night followers, one of each kind, posts, adverts
    "linkedin": Fewest(2 + 3 * 5 + 2 + 5 + 2, 1 + 3 + 1 + 1, days_later=0),
    # vacancies, archived ones, departments, four months and the list beside them; at night vacancies, what changed, the rest
    "recruitee": Fewest(1 + 1 + 1 + 4 + 1, 1 + 1 + 4 + 1),
    # vacancies and pages of thirty, with prospects and samples among them; at night what changed of applications and persons
    "teamtailor": Fewest(1 + 3, 1 + 1 + 1),
    # the list and its three vacancies, the sitemap and its one, two feeds, two boards; at night each may have changed
    "vacancies": Fewest(4 + 2 + 2 + 2, 4 + 2 + 2 + 2),
    # the channel, the series and its page, two pages of uploads, and fifty videos at a time; at night the same
    "youtube": Fewest(8, 8),
}


@pytest.fixture(params=NAMES)
def source(request):
    with running(request.param) as (started,):
        yield started


def test_a_first_and_a_nightly_run_ask_hardly_more_than_they_must(source, sqlite_engine, home):
    fewest, chosen = FEWEST[source.name], configured(home, source)
    for least, days in ((fewest.first, 0), (fewest.nightly, fewest.days_later)):
        (result,) = run(sqlite_engine, chosen, Order((source.name,)), source.now + timedelta(days=days))
        assert (result.status, result.error) == ("ok", None)
        assert 0 < result.requests <= least * MOST
