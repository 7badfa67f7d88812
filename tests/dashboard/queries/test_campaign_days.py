"""What came in for a campaign is counted beside what other pages show of the same months."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from connectors.database import schema, store
from connectors.database.applications import count_applications
from connectors.database.engine import reading, writing
from dashboard.queries.campaign_details import details
from dashboard.queries.finer_time import finer
from dashboard.queries.stories import stories

MINE = "nergens"
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
TODAY, ZONE = date(2026, 7, 2), "Europe/Brussels"


def fill(engine, campaigns):
    """One application a day at one site, from January up to June; three campaigns of two weeks."""
    days = [FIRST + timedelta(days=place) for place in range((LAST - FIRST).days + 1)]
    rows = [
        {
            "organisation_id": MINE,
            "provider": "file",
            "application_key": f"{place:064x}",
            "applied_on": day,
            "site_id": "A",
            "observed_at": datetime(2026, 7, 2, 9, tzinfo=UTC),
        }
        for place, day in enumerate(days)
    ]
    known = [
        {
            "organisation_id": MINE,
            "campaign_id": name,
            "name": name,
            "kind": "series",
            "status": "closed",
            "starts_on": first,
            "ends_on": first + timedelta(days=13),
        }
        for name, first in campaigns.items()
    ]
    with writing(engine) as connection:
        store.upsert(connection, schema.application, rows, run_id=1)
        store.upsert(connection, schema.campaign, known, run_id=1)
        count_applications(connection, MINE, days)


def test_campaigns_are_counted_so_that_with_months_weeks_and_each_other_no_few_days_are_left(engine):
    fill(engine, {"one": date(2026, 2, 3), "two": date(2026, 2, 5), "three": date(2026, 3, 16)})
    with reading(engine) as connection:
        asked = (connection, MINE, TODAY, ZONE)
        told = {each.id: each for each in stories(*asked)}
        cuts = {block.period.first for step in ("week", "day") for block in finer(*asked, step)}
        drawn = [details(connection, MINE, name, TODAY, ZONE, "nl").weeks for name in told]
    assert told["one"].window.first == told["two"].window.first == date(2026, 2, 1)
    assert told["one"].arrived.total.value == told["one"].window.days == 71
    assert told["three"].window.first == date(2026, 3, 16)
    for each in told.values():
        cuts |= {each.window.first, each.window.last + timedelta(days=1)}
    assert min((after - before).days for before, after in pairwise(sorted(cuts))) >= 5
    for weeks in drawn:
        ends = {
            day for each in weeks if each.count.value for day in (each.period.first, each.period.last + timedelta(1))
        }
        assert min((after - before).days for before, after in pairwise(sorted(ends | cuts))) >= 5
