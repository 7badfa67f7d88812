"""A program that is killed in the middle of writing leaves all of the last transaction, or nothing of it."""

import random
import signal
import subprocess
import sys
import time

from connectors.database.engine import reading
from connectors.database.schema import content_daily
from connectors.database.upgrade import check
from tests.database.days import MONTHS, REVISIONS, WEEKS, stored

_WRITER = """
import sys
from connectors.database import schema, store
from connectors.database.engine import open_engine, writing
from tests.database.days import day
engine = open_engine(sys.argv[1])
begin = int(sys.argv[2])
for run_id in range(begin, begin + 1000):
    rows = [day(content_id=number, views=run_id) for number in range(2000)]
    with writing(engine) as connection:
        store.upsert(connection, schema.content_daily, rows, run_id=run_id)
    print(run_id, flush=True)
"""


def _write_until_killed(address, begin, seconds):
    program = subprocess.Popen([sys.executable, "-c", _WRITER, address, str(begin)], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    told = [int(program.stdout.readline())]
    time.sleep(seconds)
    program.send_signal(signal.SIGKILL)
    told += [int(line) for line in program.stdout]
    program.wait()
    program.stdout.close()
    return told[-1]


def test_kill_in_the_middle_of_an_upsert(engine, database_address):
    draw = random.Random(7)
    last = 0
    for _ in range(4):
        told = _write_until_killed(database_address, last + 1, draw.uniform(0.02, 0.3))
        with reading(engine) as connection:
            views = {row[0] for row in stored(connection, content_daily, "views")}
            assert len(views) == 1
            last = int(views.pop())
            assert last in {told, told + 1}  # what was told is there; one more may have landed before it could be told
            assert {row[0] for row in stored(connection, WEEKS, "views")} == {last}
            assert {row[0] for row in stored(connection, MONTHS, "views")} == {last}
            kept = stored(connection, REVISIONS, "superseded_by_run", "views")
            assert len(kept) == 2000 * (last - 1)
            assert {run - views for run, views in kept} <= {1}
        assert [str(problem) for problem in check(engine)] == ["2000 rows of content_daily belong to no content."]
