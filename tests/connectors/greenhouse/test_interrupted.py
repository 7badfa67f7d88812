"""A run that stops anywhere and is done again ends in the rows of an undisturbed run."""

import shutil

import pytest

from connectors.database.engine import open_engine
from tests.connectors.greenhouse.conftest import rows_of
from tests.fakes.applicants import NOW
from tests.fakes.greenhouse import refusal

GONE = [refusal(503, "Away", retry_after="0")] * 6


@pytest.fixture
def undisturbed(sqlite_template, tmp_path, place, world):
    """Give the rows of a run that nothing disturbed."""
    world.page_size = 12
    path = tmp_path / "undisturbed.db"
    shutil.copyfile(sqlite_template, path)
    engine = open_engine(f"sqlite:///{path}")
    place.run(engine)
    yield rows_of(engine)
    engine.dispose()


@pytest.mark.parametrize("number", [1, 12, 18, 23])
def test_a_run_that_stops_at_some_request_is_completed_by_the_next(sqlite_engine, place, undisturbed, number):
    paths = place.running.paths()
    fresh = place.running.server
    place.running.cursors.clear()
    before = fresh.asked.copy()
    assert len(before) == len(paths) > number
    stop = _StopAt(place.running, number)
    fresh.faults[""] = stop
    assert place.run(sqlite_engine).status == "failed"
    fresh.faults.clear()
    assert place.run(sqlite_engine, NOW).status == "ok"
    assert rows_of(sqlite_engine) == undisturbed


class _StopAt(list):
    """Faults that begin at the request with some number."""

    def __init__(self, running, number):
        super().__init__(GONE)
        self.running, self.number = running, number

    def __bool__(self):
        return len(self.running.server.asked) > self.number
