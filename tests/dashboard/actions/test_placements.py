"""Placements: the campaign locks its tag, and what came in through a link is found again."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.errors import ConfigurationError
from dashboard.actions import placements
from dashboard.actions.campaigns import DemoIsFixed, NotAccepted
from dashboard.analysis.links import Placement
from dashboard.queries.placements import placements as listed

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
MADE = Placement("poster", "Poster in de kantine", "https://werkenbij.voorbeeld.example/soap", "somebody-elses-tag")


@pytest.fixture
def campaign(engine, organisation):
    own = {"organisation_id": organisation.id}
    whole = {
        "name": organisation.name,
        "country": "BE",
        "timezone": "Europe/Brussels",
        "language": "nl",
        "is_demo": False,
    }
    row = {"campaign_id": "soap", "name": "Soap", "kind": "series", "starts_on": date(2026, 2, 1), "status": "active"}
    with writing(engine) as connection:
        store.upsert(connection, schema.organisation, [{**own, **whole}], run_id=0)
        store.upsert(connection, schema.campaign, [{**own, **row}], run_id=0)
    return "soap"


def _add(engine, organisation, made=MADE):
    return placements.add(engine, organisation.id, "soap", made, actor="recruiter", at=NOW)


def _application(number, **tags):
    return {
        "organisation_id": "nergens",
        "provider": "file",
        "application_key": f"{number:064x}",
        "applied_on": date(2026, 3, 1),
        "observed_at": NOW,
        "utm_source": "poster",
        "utm_medium": "print",
        "utm_campaign": "soap",
        "utm_content": None,
        **tags,
    }


def test_the_tag_of_the_campaign_goes_before_what_was_written(engine, organisation, campaign):
    assert _add(engine, organisation) == "poster-poster-in-de-kantine"
    with reading(engine) as connection:
        kept = listed(connection, organisation.id, campaign)
        links = connection.execute(select(schema.campaign_link.c.kind, schema.campaign_link.c.target)).all()
        actions = connection.execute(select(schema.audit.c.action, schema.audit.c.actor)).all()
    assert kept["utm_campaign"].tolist() == ["soap"]
    assert links == [("utm_campaign", "soap")]
    assert actions == [("placement.add", "recruiter")]


def test_a_campaign_that_has_a_tag_keeps_it(engine, organisation, campaign):
    link = {
        "organisation_id": organisation.id,
        "campaign_id": campaign,
        "kind": "utm_campaign",
        "target": "nergens-beter",
    }
    with writing(engine) as connection:
        store.upsert(connection, schema.campaign_link, [link], run_id=0)
    _add(engine, organisation)
    with reading(engine) as connection:
        assert listed(connection, organisation.id, campaign)["utm_campaign"].tolist() == ["nergens-beter"]


def test_applications_with_exactly_these_tags_are_counted(engine, organisation, campaign):
    _add(engine, organisation)
    _add(engine, organisation, Placement("poster", "Poster bij de lift", MADE.url, "", "lift"))
    rows = [_application(1), _application(2), _application(3, utm_content="lift"), _application(4, utm_medium="social")]
    with writing(engine) as connection:
        store.upsert(connection, schema.application, rows, run_id=1)
    with reading(engine) as connection:
        found = listed(connection, organisation.id, campaign)
    assert dict(zip(found["label"], found["applications"], strict=True)) == {
        "Poster in de kantine": 2,
        "Poster bij de lift": 1,
    }


def test_a_placement_can_go_and_its_link_stays_counted(engine, organisation, campaign):
    code = _add(engine, organisation)
    placements.remove(engine, organisation.id, campaign, code, actor="recruiter", at=NOW)
    with reading(engine) as connection:
        assert listed(connection, organisation.id, campaign).empty
        assert connection.execute(select(schema.campaign_link.c.target)).scalars().all() == ["soap"]


def test_the_same_placement_twice_is_refused_and_nothing_is_written(engine, organisation, campaign):
    _add(engine, organisation)
    with pytest.raises(NotAccepted):
        _add(engine, organisation)
    with reading(engine) as connection:
        assert len(listed(connection, organisation.id, campaign)) == 1


def test_an_unknown_campaign_is_named(engine, organisation, campaign):
    with pytest.raises(ConfigurationError, match="no campaign “nothing”"):
        placements.add(engine, organisation.id, "nothing", MADE, actor="recruiter", at=NOW)


def test_the_demo_is_not_changed(engine, organisation, campaign):
    with writing(engine) as connection:
        connection.execute(schema.organisation.update().values(is_demo=True))
    with pytest.raises(DemoIsFixed):
        _add(engine, organisation)
