"""Connecting a source on the page of sources."""

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import open_engine, reading
from tests.dashboard.shows import opened, texts


def test_a_source_is_connected_on_its_card_without_an_editor(own):
    test = opened("sources", "en")
    assert not test.exception
    test.text_input(key="setting-youtube-channel").input("@nergensland")
    test.text_input(key="secret-youtube-api_key").input("canary-key")
    test.toggle(key="on-youtube").set_value(True)
    next(button for button in test.button if button.key and "connect-youtube" in button.key).click().run()
    assert not test.exception
    assert "Saved. Read it now with the button" in texts(test)
    assert 'channel = "@nergensland"' in (own / "instroom.toml").read_text(encoding="utf-8")
    assert "canary" not in str([element.proto for element in test.main])
    assert test.text_input(key="secret-youtube-api_key").value == ""
    engine = open_engine(f"sqlite:///{own / 'instroom.db'}")
    with reading(engine) as connection:
        lines = connection.execute(select(schema.audit.c.action, schema.audit.c.subject, schema.audit.c.detail)).all()
    engine.dispose()
    assert [line[:2] for line in lines] == [("source.connect", "youtube")]
    assert "api_key" in lines[0].detail
    assert "canary" not in lines[0].detail


def test_what_does_not_fit_is_said_and_the_source_stays_off(own):
    before = (own / "instroom.toml").read_text(encoding="utf-8")
    test = opened("sources", "en")
    test.toggle(key="on-youtube").set_value(True)
    next(button for button in test.button if button.key and "connect-youtube" in button.key).click().run()
    assert not test.exception
    assert any("“channel” is missing" in error.value for error in test.error)
    assert (own / "instroom.toml").read_text(encoding="utf-8") == before


@pytest.mark.usefixtures("in_demo")
def test_the_demo_connects_nothing():
    test = opened("sources", "en")
    assert not test.exception
    assert not [button for button in test.button if button.key and "connect-" in button.key]
