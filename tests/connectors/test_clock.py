"""The clock: real, or fixed by INSTROOM_NOW."""

from datetime import UTC, date, datetime

import pytest

from connectors.clock import day_in, now
from connectors.errors import ConfigurationError


def test_a_fixed_moment_is_read_in_utc():
    assert now({"INSTROOM_NOW": "2026-03-04T13:00:00+01:00"}) == datetime(2026, 3, 4, 12, tzinfo=UTC)
    assert now({"INSTROOM_NOW": "2026-03-04T12:00:00"}) == datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_without_it_the_clock_runs():
    assert abs((now({}) - datetime.now(UTC)).total_seconds()) < 5


def test_nonsense_is_a_configuration_error():
    with pytest.raises(ConfigurationError, match="it takes a moment"):
        now({"INSTROOM_NOW": "yesterday"})


def test_a_day_is_cut_in_the_named_zone():
    moment = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    assert day_in(moment, "Europe/Brussels") == date(2026, 3, 5)
    assert day_in(moment, "America/Los_Angeles") == date(2026, 3, 4)
