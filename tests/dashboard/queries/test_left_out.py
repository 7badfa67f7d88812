"""Which sites stand beside a campaign as left out, on both databases."""

from datetime import timedelta

import numpy as np
import pytest

from connectors.database import schema
from connectors.database.engine import reading
from dashboard.analysis.impact.finding import Verdict
from dashboard.i18n import say, speaking
from dashboard.queries.left_out import left_out_sites
from tests.dashboard.actions.history import ENDS, FIRST, MINE, START, campaign, counted, put, read_until

DAYS = 476
SITES = ("A", "B", "C", "D", "E", "F", "G", "H", "I")


def house(engine, sites=SITES):
    """Fill in sites of one size in one region, with a campaign at the first, at which twice as many applied."""
    own = {"name": "Nergens", "country": "BE", "timezone": "Europe/Brussels", "language": "nl", "is_demo": False}
    put(engine, schema.organisation, own)
    stream, rows = np.random.default_rng(8), []
    for site in sites:
        put(engine, schema.site, {"site_id": site, "name": site, "kind": "hospital", "country": "BE"})
        for number in range(DAYS):
            day = FIRST + timedelta(days=number)
            applied = stream.poisson(4.0 * (2 if site == "A" and START <= day <= ENDS else 1))
            rows.append(counted(day, applied, site, "within_care" if number % 3 else "side_entrant"))
    put(engine, schema.application_daily, *rows)
    read_until(engine, FIRST + timedelta(days=DAYS))
    campaign(engine, sites=("A",))


def ask(engine, outcome="all", code="soap"):
    with reading(engine) as connection:
        return left_out_sites(connection, MINE, code, outcome, as_of=ENDS + timedelta(days=1))


def why(found):
    with speaking("en"):
        return say(found.refused)


def test_every_site_that_was_left_out_stands_by_itself_also_where_there_are_many(engine):
    house(engine)
    found = ask(engine)
    assert set(found.held.weights) == set("BCDEFGHI")
    assert found.verdict is Verdict.LIKELY_EXTRA
    assert found.held.extra_low < 4 * 28 < found.held.extra_high
    assert ask(engine, "side_entrant").held.observed.sum() < found.held.observed.sum() / 2


def test_sites_with_another_campaign_in_the_window_are_no_comparison(sqlite_engine):
    house(sqlite_engine, "ABCD")
    campaign(sqlite_engine, "elsewhere", START, ENDS, sites=("B",))
    campaign(sqlite_engine, "earlier", START - timedelta(days=60), START - timedelta(days=40), sites=("C",))
    campaign(sqlite_engine, "everywhere", START, ENDS, sites=tuple("ABCD"))
    assert set(ask(sqlite_engine).held.weights) == {"C", "D"}


@pytest.mark.parametrize(
    ("outcome", "code", "said"),
    [
        ("all", "wide", "No site was left out: the campaign ran at all sites, or is not linked to any."),
        ("all", "nowhere", "No site was left out: the campaign ran at all sites, or is not linked to any."),
        ("all", "most", "It takes at least 2 sites without this or another campaign; left out: 1."),
        ("site:B", "soap", "The campaign did not run at this site."),
        ("all", "later", "No whole week of the campaign is known yet."),
    ],
)
def test_a_campaign_without_sites_that_were_left_out_says_so(sqlite_engine, outcome, code, said):
    house(sqlite_engine, "ABC")
    campaign(sqlite_engine, "wide", sites=tuple("ABC"))
    campaign(sqlite_engine, "nowhere", sites=())
    campaign(sqlite_engine, "most", START - timedelta(days=100), START - timedelta(days=80), sites=("A", "B"))
    campaign(sqlite_engine, "later", ENDS + timedelta(days=9), ENDS + timedelta(days=40), sites=("A",))
    found = ask(sqlite_engine, outcome, code)
    assert (found.held, why(found)) == (None, said)


def test_without_any_application_there_is_no_comparison(sqlite_engine):
    own = {"name": "Nergens", "country": "BE", "timezone": "Europe/Brussels", "language": "nl", "is_demo": False}
    put(sqlite_engine, schema.organisation, own)
    campaign(sqlite_engine)
    assert why(ask(sqlite_engine)) == "No applications are known yet."
