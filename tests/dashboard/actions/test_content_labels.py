"""What a person writes about content: kept, audited, spelled alike, refused where it must be."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import reading, writing
from dashboard.actions.campaigns import DemoIsFixed
from dashboard.actions.content_labels import Labels, NotLabelled, write_labels

AT = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def items(engine):
    """Give two items, of which the second has a theme."""
    own = {"organisation_id": "nergens"}
    with writing(engine) as connection:
        row = {"name": "x", "country": "BE", "timezone": "Europe/Brussels", "language": "nl", "is_demo": False}
        connection.execute(schema.organisation.insert().values(**own, **row))
        connection.execute(schema.channel.insert().values(**own, channel_id=1, platform="youtube", external_id="UC"))
        for key, theme in ((1, None), (2, "Nachtdienst")):
            more = {"content_id": key, "channel_id": 1, "external_id": str(key), "kind": "video", "theme": theme}
            connection.execute(schema.content.insert().values(**own, **more))
    return engine


def write(engine, written, actor="marketer"):
    with writing(engine) as connection:
        return write_labels(connection, "nergens", written, at=AT, actor=actor)


def stored(engine):
    row = schema.content.c
    with reading(engine) as connection:
        query = select(row.theme, row.department, row.author_role).order_by(row.content_id)
        return [tuple(each) for each in connection.execute(query)]


def audited(engine):
    row = schema.audit.c
    with reading(engine) as connection:
        return [tuple(each) for each in connection.execute(select(row.actor, row.action, row.subject, row.detail))]


@pytest.mark.story("M12")
def test_what_is_written_stands_with_an_audit_line_for_what_changed(items):
    written = {1: Labels("  nachtdienst ", "Geriatrie", "director"), 2: Labels("Nachtdienst")}
    assert write(items, written) == 1
    assert stored(items) == [("Nachtdienst", "Geriatrie", "director"), ("Nachtdienst", None, None)]
    assert audited(items) == [
        ("marketer", "content.labels", "1", "theme=Nachtdienst; department=Geriatrie; author_role=director")
    ]
    assert write(items, {1: Labels()}) == 1
    assert stored(items)[0] == (None, None, None)


def test_one_new_word_in_two_spellings_is_one_word(items):
    write(items, {1: Labels(department="ICT en techniek"), 2: Labels(department="ict  en Techniek")})
    assert {department for _theme, department, _role in stored(items)} == {"ICT en techniek"}


@pytest.mark.parametrize(
    ("written", "actor"),
    [
        ({1: Labels("x" * 61)}, "marketer"),
        ({1: Labels("a\x07b")}, "marketer"),
        ({1: Labels("ok"), 9: Labels("ok")}, "marketer"),
        ({1: Labels("ok")}, "director"),
        ({1: Labels("ok")}, "viewer"),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(items, written, actor):
    with pytest.raises(NotLabelled):
        write(items, written, actor)
    assert (stored(items)[0], audited(items)) == ((None, None, None), [])


def test_the_demo_stays_as_it_is(items):
    with writing(items) as connection:
        connection.execute(schema.organisation.update().values(is_demo=True))
    with pytest.raises(DemoIsFixed):
        write(items, {1: Labels("ok")})
