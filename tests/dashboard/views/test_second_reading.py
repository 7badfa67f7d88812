"""Beside the verdict on the page of a campaign: sites that were left out, the timing, and the first days."""

from datetime import UTC, datetime, time, timedelta

import numpy as np
import pytest

from connectors.database import schema
from tests.dashboard.analysis.impact.found import START, finding, weeks
from tests.dashboard.shows import application_counts, put
from tests.dashboard.views.test_evidence import campaign_in, said, store
from tests.dashboard.views.test_pages import tables

LONG = START - timedelta(weeks=8)


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


def episodes_with_views(home):
    put(home, schema.channel, {"channel_id": 1, "platform": "youtube", "external_id": "c"})
    video = {"content_id": 1, "channel_id": 1, "external_id": "v", "kind": "video", "title": "One"}
    put(home, schema.content, {**video, "published_at": datetime.combine(START, time(12), UTC)})
    put(home, schema.campaign_link, {"campaign_id": "soap", "kind": "content", "target": "1"})
    rows = [
        {"content_id": 1, "day": START + timedelta(days=day), "views": 9000 - 100 * day, "is_final": True}
        for day in range(40)
    ]
    put(home, schema.content_daily, *rows)


def test_the_timing_stands_under_the_evidence_and_says_when_it_is_too_little(own):
    campaign_in(own, [*[60] * 8, 120, 90, *[60] * 5])
    episodes_with_views(own)
    store(own, all=finding())
    assert "it takes 8 weeks of a campaign and 15 expected applications" in said()[1]


def test_the_timing_of_a_longer_campaign_has_its_half_lives(own):
    campaign_in(own, [*[60] * 8, 120, 90, *[60] * 5])
    episodes_with_views(own)
    store(own, all=finding(weeks=weeks(campaign=(150, 120, 110, 90, 80, 70, 60, 61), after=())))
    _test, text = said()
    assert "Second reading: " in text or "The views are not known in enough weeks" in text


def test_where_only_days_are_known_no_72_hours_are_claimed(own):
    campaign_in(own, [*[60] * 8, 120, 90, *[60] * 5])
    test, text = said()
    assert "The first days" in [each.value for each in test.subheader]
    assert "on the 3 days from this release" in text or "on the 4 days from this release" in text
    assert "exactly 72 hours" not in text
    assert any("whole days" in cell for row in tables(test) for cell in row)
