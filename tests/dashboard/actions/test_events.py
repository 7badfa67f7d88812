"""Own events: kept, changed and removed with an audit line; everything that is wrong is said with its field."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.errors import ConfigurationError
from dashboard.actions import events
from dashboard.actions.campaigns import DemoIsFixed
from dashboard.actions.events import EventNotAccepted, Written
from dashboard.i18n import say, speaking
from dashboard.queries.backdrops import time_line

NOW, TODAY = datetime(2026, 3, 4, 12, tzinfo=UTC), date(2026, 3, 4)
REPORT = Written("broadcast", " Zembla over de zorg ", date(2026, 4, 2), date(2026, 4, 9), "BE", "youtube")


@pytest.fixture
def house(engine, organisation):
    own = {"organisation_id": organisation.id}
    whole = {"name": organisation.name, "country": "BE", "timezone": "Europe/Brussels", "language": "nl"}
    channel = {"channel_id": 1, "platform": "youtube", "external_id": "UC1"}
    with writing(engine) as connection:
        store.upsert(connection, schema.organisation, [{**own, **whole, "is_demo": False}], run_id=0)
        site = {"site_id": "BE", "name": "AZ", "kind": "hospital", "country": "BE"}
        store.upsert(connection, schema.site, [{**own, **site}], run_id=0)
        store.upsert(connection, schema.channel, [{**own, **channel}], run_id=0)
    return organisation.id


def add(engine, house, event=REPORT):
    return events.add(engine, house, event, actor="recruiter", at=NOW, today=TODAY)


def rows(engine, table):
    with reading(engine) as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def own(engine, house):
    with reading(engine) as connection:
        return [item for item in time_line(connection, house, "Europe/Brussels") if item.key]


def test_a_planned_broadcast_stands_on_the_time_line_and_is_audited(engine, house):
    code = add(engine, house)
    (item,) = own(engine, house)
    assert (code, item.key, item.kind, item.title) == (
        "zembla-over-de-zorg",
        code,
        "broadcast",
        "Zembla over de zorg",
    )
    assert (item.first, item.last, item.sites, item.platforms) == (REPORT.day, REPORT.until, ("BE",), ("youtube",))
    (line,) = rows(engine, schema.audit)
    assert (line["actor"], line["action"], line["subject"]) == ("recruiter", "event.add", code)
    assert "Zembla" not in line["detail"]


def test_a_second_event_of_the_same_name_gets_a_code_of_its_own(engine, house):
    assert [add(engine, house), add(engine, house)] == ["zembla-over-de-zorg", "zembla-over-de-zorg-2"]
    assert add(engine, house, Written("other", "日本", TODAY)) == "event"


def test_a_changed_event_loses_what_was_taken_out(engine, house):
    code = add(engine, house)
    changed = Written("award", "Prijs", date(2026, 4, 3), date(2026, 4, 3))
    events.change(engine, house, code, changed, actor="marketer", at=NOW, today=TODAY)
    (row,) = rows(engine, schema.event)
    assert {name: row[name] for name in ("kind", "title", "day", "until", "platform", "site_id")} == {
        "kind": "award",
        "title": "Prijs",
        "day": date(2026, 4, 3),
        "until": None,
        "platform": None,
        "site_id": None,
    }


def test_a_removed_event_is_gone(engine, house):
    events.remove(engine, house, add(engine, house), actor="recruiter", at=NOW)
    assert own(engine, house) == []
    assert [line["action"] for line in rows(engine, schema.audit)] == ["event.add", "event.remove"]


def test_everything_that_is_wrong_is_said_with_its_field(engine, house):
    wrong = Written("definition_break", " ", date(2026, 4, 2), date(2026, 4, 1), "XX", "fax")
    with pytest.raises(EventNotAccepted) as refused:
        add(engine, house, wrong)
    with speaking("en"):
        assert [say(problem) for problem in refused.value.problems] == [
            "Last day: it lies before the first day.",
            "Kind: choose what kind of event it is.",
            "What happened: write it in a few words.",
            "Site: “XX” is not known.",
            "Platform: “fax” is not known.",
        ]
    assert rows(engine, schema.event) == []


@pytest.mark.parametrize(
    ("event", "field"),
    [
        (Written("award", "x" * 161, TODAY), "What happened"),
        (Written("award", "x", None), "First day"),
        (Written("award", "x", date(1999, 12, 31)), "First day"),
        (Written("award", "x", date(2036, 1, 1)), "First day"),
        (Written("award", "x", TODAY, date(2027, 6, 1)), "Last day"),
    ],
)
def test_a_day_or_a_text_that_cannot_be_names_its_field(event, field):
    (problem,) = events.problems_of(event, TODAY)
    with speaking("en"):
        assert say(problem).startswith(f"{field}: ")


def test_a_change_in_counting_that_a_source_wrote_is_nobodys_to_change(engine, house):
    row = {"organisation_id": house, "event_id": "shorts", "kind": "definition_break", "day": TODAY, "title": "Anders"}
    with writing(engine) as connection:
        store.upsert(connection, schema.event, [row], run_id=0)
    with pytest.raises(ConfigurationError):
        events.remove(engine, house, "shorts", actor="administrator", at=NOW)
    with pytest.raises(ConfigurationError):
        events.change(engine, house, "nobody", REPORT, actor="administrator", at=NOW, today=TODAY)


def test_the_demo_keeps_its_events(engine, house, organisation):
    whole = {"name": "Demo", "country": "BE", "timezone": "Europe/Brussels", "language": "nl", "is_demo": True}
    with writing(engine) as connection:
        store.upsert(connection, schema.organisation, [{"organisation_id": house, **whole}], run_id=0)
    for act in (
        lambda: add(engine, house),
        lambda: events.remove(engine, house, "x", actor="administrator", at=NOW),
        lambda: events.change(engine, house, "x", REPORT, actor="administrator", at=NOW, today=TODAY),
    ):
        with pytest.raises(DemoIsFixed):
            act()
