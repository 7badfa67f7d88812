"""Messages of sources: kept encrypted, each once, oldest first, and forgotten once they have been looked at."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from connectors import inbox
from connectors.base import Look
from connectors.database import schema
from connectors.database.engine import reading, writing
from connectors.errors import ConfigurationError

KEY = "an-invented-key-of-the-tests"
MINE = "nergens"
SOURCE = "verzonnen"


@pytest.fixture
def look(now):
    return Look("m-1", "changed", "person-4711", now)


def receive(engine, *looks, key=KEY, organisation=MINE, source=SOURCE):
    with writing(engine) as connection:
        return [inbox.receive(connection, organisation, source, look, key) for look in looks]


def pending(engine, key=KEY, organisation=MINE, source=SOURCE):
    with reading(engine) as connection:
        return inbox.pending(connection, organisation, source, key)


def stored(engine):
    with reading(engine) as connection:
        return connection.execute(select(schema.webhook_event)).mappings().all()


def test_a_message_is_kept_encrypted_and_given_back_as_it_was(engine, look):
    assert receive(engine, look) == [True]
    assert pending(engine) == (look,)
    (row,) = stored(engine)
    assert "4711" not in str(dict(row))
    assert (row["done_at"], row["news"]) == (None, "changed")


def test_the_same_message_comes_once_also_after_it_was_looked_at(engine, look, now):
    assert receive(engine, look, look) == [True, False]
    with writing(engine) as connection:
        inbox.done(connection, MINE, SOURCE, [look], now)
    assert receive(engine, look) == [False]
    assert pending(engine) == ()
    (row,) = stored(engine)
    assert (row["subject"], row["done_at"]) == (None, now)


def test_the_same_key_from_another_source_or_organisation_is_another_message(engine, look, now):
    assert receive(engine, look) == [True]
    assert receive(engine, look, source="ander") == [True]
    assert receive(engine, look, organisation="elders") == [True]
    with writing(engine) as connection:
        inbox.done(connection, MINE, SOURCE, [look], now)
    assert pending(engine) == ()
    assert pending(engine, source="ander") == (look,)
    assert pending(engine, organisation="elders") == (look,)


def test_messages_come_in_the_order_in_which_they_arrived(sqlite_engine, look, now):
    later = replace(look, event_key="a", received_at=now + timedelta(seconds=1))
    earlier = replace(look, event_key="z", received_at=now - timedelta(seconds=1))
    receive(sqlite_engine, later, look, earlier)
    assert [each.event_key for each in pending(sqlite_engine)] == ["z", "m-1", "a"]


def test_more_messages_than_a_statement_takes_are_forgotten_together(sqlite_engine, look, now):
    many = [replace(look, event_key=f"m-{number:04}") for number in range(1201)]
    receive(sqlite_engine, *many)
    with writing(sqlite_engine) as connection:
        inbox.done(connection, MINE, SOURCE, many[:1200], now)
    assert [each.event_key for each in pending(sqlite_engine)] == ["m-1200"]


def test_without_a_key_nothing_is_kept(sqlite_engine, look):
    with pytest.raises(ConfigurationError) as refused:
        receive(sqlite_engine, look, key="")
    assert refused.value.code == "configuration.token_key"
    assert "4711" not in str(refused.value)
    assert stored(sqlite_engine) == []


def test_what_another_key_encrypted_is_left_out_and_let_go_once(sqlite_engine, look, now):
    receive(sqlite_engine, look)
    receive(sqlite_engine, replace(look, event_key="m-2"), key="another-key-of-the-tests")
    assert [each.event_key for each in pending(sqlite_engine)] == ["m-1"]
    with writing(sqlite_engine) as connection:
        assert inbox.let_go(connection, MINE, SOURCE, "", now) == 0
        assert inbox.let_go(connection, MINE, SOURCE, KEY, now) == 1
        assert inbox.let_go(connection, MINE, SOURCE, KEY, now) == 0
    assert [each.event_key for each in pending(sqlite_engine)] == ["m-1"]


def test_a_look_does_not_show_whom_it_names(look):
    assert "4711" not in repr(look)


def test_a_message_without_a_number_is_known_by_its_body():
    assert inbox.event_key(b"a") == inbox.event_key(b"a") != inbox.event_key(b"b")
    assert len(inbox.event_key(b"")) == 64
