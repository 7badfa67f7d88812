"""What stays for good is set apart after the first runs of a process, and never after the others."""

import subprocess
import sys
from itertools import count

from dashboard import settling


def test_only_the_first_runs_set_apart_what_they_read_in(monkeypatch):
    done = []
    monkeypatch.setattr(settling, "set_apart", lambda: done.append(1))
    monkeypatch.setattr(settling, "_runs", count(1))
    for _run in range(200):
        settling.after_run()
    assert len(done) == 7


def test_the_server_has_read_in_what_pages_are_made_of_and_set_it_apart():
    program = "import gc, sys; from dashboard.server import settle; settle(); print(gc.get_freeze_count(), 'plotly' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60)
    frozen, drawn = said.stdout.split()
    assert int(frozen) > 100_000
    assert drawn == "True"
