"""A sync that is killed anywhere, again and again, ends in the rows of an undisturbed one when it is let go.

Every eighth stop is a real SIGKILL of a process; the others are an exception that nothing catches, in this process. Both
leave the same: of a transaction that was not committed nothing stays.
"""

import multiprocessing
import random
import shutil
import signal
import sys
import types
from contextlib import suppress
from datetime import timedelta

import pytest

from connectors import config
from connectors.database.engine import open_engine
from tests.connectors.every_source import ATS, environment, rows_of, running
from tests.connectors.killing import Countdown, StoppedError, stop, sync, sync_until_killed

OF_A_RUN = ("sync_run", "quota_use", "audit", "sync_cursor.run_id")
"""What tells of runs, and so of how many there were."""
NEVER = 0


@pytest.fixture(scope="module")
def forking():
    """Give the way to start a process that has our modules already: it is forked from one that loaded them once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.connectors.killing", *(f"connectors.{name}" for name in ATS)])
    with (
        pytest.MonkeyPatch.context() as patch
    ):  # a page's test leaves its script as the main module, which would run again
        patch.setitem(sys.modules, "__main__", types.ModuleType("__main__"))
        yield context


@pytest.fixture(params=ATS)
def source(request):
    with running(request.param) as (started,):
        yield started


class Place:
    """A home with a database that can be put back to how it was."""

    def __init__(self, home, template, source, forking):
        self.source, self.forking = source, forking
        self.path, self.kept = home / "instroom.db", home / "kept.db"
        self.variables = environment(home, source.now, source)
        self.config = config.load(self.variables)
        self.engine = open_engine(self.config.database_url)
        shutil.copyfile(template, self.path)
        self.keep()

    def keep(self):
        shutil.copyfile(self.path, self.kept)

    def put_back(self):
        for path in self.path.parent.glob("instroom.db-*"):
            path.unlink()
        shutil.copyfile(self.kept, self.path)

    def rows(self):
        found = rows_of(self.engine, *OF_A_RUN)
        self.engine.dispose()
        return found

    def whole(self, now, *, full):
        """Run to the end; return at how many moments it could have been stopped."""
        countdown = Countdown(NEVER, stop)
        result = sync(self.engine, self.config, now, countdown, full=full)
        assert (result.status, result.error) == ("ok", None)
        return countdown.told

    def killed(self, now, moment, *, full):
        """Run in a process that is killed; return False when it was done before."""
        given = (self.variables, now, moment)
        process = self.forking.Process(target=sync_until_killed, args=given, kwargs={"full": full})
        process.start()
        process.join()
        assert process.exitcode in {0, -signal.SIGKILL}
        return process.exitcode != 0

    def stopped(self, now, moment, *, full):
        """Run in this process until it is stopped; return False when it was done before."""
        with suppress(StoppedError):
            sync(self.engine, self.config, now, Countdown(moment, stop), full=full)
            return False
        return True


@pytest.fixture
def place(home, sqlite_template, source, forking):
    return Place(home, sqlite_template, source, forking)


def disturbed(place, now, times, seed, *, full):
    """Run undisturbed, then from the same start with so many stops; return the tables that differ each time it got done."""
    moments = place.whole(now, full=full)
    expected = place.rows()
    assert len(expected["application"]) > 1
    draw, found, stops = random.Random(seed), [], 0
    place.put_back()
    while stops < times:
        way = place.stopped if stops % 8 else place.killed
        if way(now, draw.randrange(1, moments), full=full):
            stops += 1
            continue
        found.append(_different(place, expected))
        place.put_back()
    place.whole(now, full=full)
    return [*found, _different(place, expected)]


def _different(place, expected):
    rows = place.rows()
    return [table for table in expected if rows[table] != expected[table]]


def test_a_first_run_that_is_killed_at_sixteen_moments(place, source):
    found = disturbed(place, source.now, 16, seed=7, full=False)
    assert found == [[]] * len(found)


def test_a_run_over_everything_a_month_later_that_is_killed_at_four(place, source):
    place.whole(source.now, full=False)
    place.keep()
    found = disturbed(place, source.now + timedelta(days=31), 4, seed=8, full=True)
    assert found == [[]] * len(found)
