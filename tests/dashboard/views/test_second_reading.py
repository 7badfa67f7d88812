"""Beside the verdict on the page of a campaign: sites that were left out, the timing, and the first days."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import numpy as np
import pytest

from connectors.database import schema
from tests.dashboard.analysis.impact.found import START, finding, weeks
from tests.dashboard.shows import NOON, application_counts, put
from tests.dashboard.views.test_evidence import campaign_in, said, store
from tests.dashboard.views.test_pages import tables

SOAP = {"campaign_id": "soap", "name": "Nergens Beter", "kind": "series", "status": "closed"}


@pytest.fixture
def at_one_site(own):
    """Give a campaign at site A of an organisation with sites A to D; forty a week apply at each, at A twice as many."""
    campaign_in(own, [])
    put(own, schema.campaign_link, {"campaign_id": "soap", "kind": "site", "target": "A"})
    rows = []
    for place, site in enumerate("ABCD"):
        put(own, schema.site, {"site_id": site, "name": site, "kind": "hospital", "country": "BE"})
        counts = np.random.default_rng(place).poisson(40, 72)
        counts[64:66] *= 1 + (site == "A")
        rows += [
            {**row, "site_id": site}
            for week, count in enumerate(counts)
            for row in application_counts(
                (START + timedelta(weeks=week - 64), int(count), "own_site", "", "unknown"),
            )
        ]
    put(own, schema.application_daily, *rows)
    return own


def test_sites_that_were_left_out_stand_beside_the_verdict(at_one_site):
    store(at_one_site, all=finding())
    _test, text = said()
    assert "Second design: sites that were left out: Likely extra, between" in text
    assert "90% sure; 3 sites" in text


def test_too_few_sites_that_were_left_out_are_said(at_one_site):
    for site in "BC":
        put(at_one_site, schema.campaign_link, {"campaign_id": "soap", "kind": "site", "target": site})
    store(at_one_site, all=finding())
    assert "not possible. It takes at least 2 sites without this or another campaign; left out: 1." in said()[1]


def test_a_campaign_without_sites_has_no_second_design(own):
    campaign_in(own, [*[60] * 8, 120, 90, *[60] * 5])
    store(own, all=finding())
    _test, text = said()
    assert "Second design" not in text
    assert "Second reading" not in text


def with_views(home, first, views):
    """Give the campaign a video with views on each day from its first."""
    put(home, schema.channel, {"channel_id": 1, "platform": "youtube", "external_id": "c"})
    video = {"content_id": 1, "channel_id": 1, "external_id": "v", "kind": "video", "title": "One"}
    put(home, schema.content, {**video, "published_at": datetime.combine(first, time(12), UTC)})
    put(home, schema.campaign_link, {"campaign_id": "soap", "kind": "content", "target": "1"})
    common = {"day_zone": "UTC", "ingest": "export", "quality": "reported", "is_final": True, "observed_at": NOON}
    rows = [{"content_id": 1, "day": first + timedelta(days=day), "views": seen} for day, seen in enumerate(views)]
    put(home, schema.content_daily, *({**common, **row} for row in rows))


def test_the_timing_stands_under_the_evidence_and_says_when_it_is_too_little(own):
    campaign_in(own, [*[60] * 8, 120, 90, *[60] * 5])
    with_views(own, START, [900] * 14)
    store(own, all=finding())
    assert "it takes 8 weeks of a campaign and 15 expected applications" in said()[1]


def test_a_campaign_of_eight_weeks_is_read_against_its_views_at_three_half_lives(own):
    campaign_in(own, [*[60] * 8, 120, 90, *[60] * 5])
    first = START - timedelta(weeks=2)
    put(own, schema.campaign, {**SOAP, "starts_on": first, "ends_on": first + timedelta(days=55)})
    with_views(own, first, [9000 if day % 28 < 7 else 500 for day in range(56)])
    blocks = weeks(campaign=(120, 75, 62, 60, 118, 78, 60, 61), after=())
    shifted = tuple(replace(block, start=block.start - timedelta(weeks=2)) for block in blocks)
    store(own, all=finding(start=first, end=first + timedelta(days=55), weeks=shifted))
    _test, text = said()
    assert "depends on how long a view works on (0.75, 0.15 to 0.95 at a half-life of 5 days)" in text
    assert "Read from 8 weeks, not from days" in text
    assert "With other half-lives: 0.92 at 3 days, 0.50 at 10 days. The verdict does not rest on it." in text
    assert "Likely extra" in text


def test_where_only_days_are_known_no_72_hours_are_claimed(own):
    campaign_in(own, [*[60] * 8, 120, 90, *[60] * 5])
    test, text = said()
    assert "The first days" in [each.value for each in test.subheader]
    assert "on the 3 days from this release" in text or "on the 4 days from this release" in text
    assert "exactly 72 hours" not in text
    assert any("whole days" in cell for row in tables(test) for cell in row)
