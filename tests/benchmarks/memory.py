"""Landing 10 pages and 200 pages, each in a program of its own: the most memory it took should be the same."""

import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from connectors.base import Row
from connectors.config import Organisation
from connectors.database.engine import open_engine, writing
from connectors.database.upgrade import upgrade
from connectors.landing import land
from tests.benchmarks import rows
from tests.benchmarks.places import Places

TARGET = 1.1
_FEW, _MANY = 10, 200


def run(places: Places) -> dict[str, object]:
    """Return the peak of Python's own memory per engine, and its ratio; the resident size is for information."""
    return {kind: _on(places, kind) for kind in ("sqlite", "postgresql")}


def _on(places: Places, kind: str) -> dict[str, object]:
    few, many = (_peak(places.address(kind, f"memory_{pages}"), pages) for pages in (_FEW, _MANY))
    ratio = round(many["python_mb"] / few["python_mb"], 3)
    return {f"{_FEW}_pages": few, f"{_MANY}_pages": many, "ratios": {"python_memory": ratio}, "target": TARGET}


def _peak(address: str, pages: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.memory", address, str(pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def _pages(count: int) -> Iterator[list[Row]]:
    for page in range(count):
        new = rows.daily(date(2026, 5, 1), 30, items=50, first_item=50 * page)
        yield [{name: value for name, value in row.items() if name != "organisation_id"} for row in new]


def land_pages(address: str, pages: int) -> dict[str, float]:
    """Land so many pages of 50 items and 30 days; return the peaks in megabytes."""
    engine = open_engine(address)
    upgrade(engine)
    organisation = Organisation(id="nergens", name="Zorggroep Nergensland (fictief)")
    tracemalloc.start()
    for page in _pages(pages):
        with writing(engine) as connection:
            land(connection, organisation, {"content_daily": page}, run_id=1, now=rows.SEEN)
    peak = tracemalloc.get_traced_memory()[1]
    engine.dispose()
    return {"python_mb": round(peak / 2**20, 2), "resident_mb": _resident()}


def _resident() -> float | None:
    """Return the most memory the program held, with the libraries and the part of the file that SQLite maps."""
    status = Path("/proc/self/status")  # getrusage would report the parent's size where that was larger
    if not status.is_file():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return round(int(line.split()[1]) / 2**10, 1)


if __name__ == "__main__":
    print(json.dumps(land_pages(sys.argv[1], int(sys.argv[2]))))
