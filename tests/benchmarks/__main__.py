"""Prints one JSON document with every benchmark's figures; ``python -m tests.benchmarks upsert bulk`` runs some."""

import importlib
import json
import os
import platform
import sqlite3
import sys
import time
from datetime import UTC, datetime

from tests.benchmarks.places import POSTGRES_SETTINGS, opened

SUBJECTS = {
    "upsert": "upsert",
    "dlt": "dlt_peer",
    "bulk_load": "bulk",
    "long_ranges": "long_ranges",
    "memory": "memory",
    "pages": "pages",
    "browser": "browser",
    "findings": "evidence_time",
    "inflow": "inflow",
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in SUBJECTS]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(SUBJECTS)}", file=sys.stderr)
        return 2
    with opened() as places:
        figures = {}
        for name in names or SUBJECTS:
            begin = time.perf_counter()
            figures[name] = importlib.import_module(f"tests.benchmarks.{SUBJECTS[name]}").run(places)
            print(f"{name}: {time.perf_counter() - begin:.0f} s", file=sys.stderr)
        print(json.dumps({"machine": _machine(places.postgres.version), "benchmarks": figures}, indent=2))
    return 0


def _machine(postgres: str) -> dict[str, object]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": [round(load, 1) for load in os.getloadavg()],
        "sqlite": sqlite3.sqlite_version,
        "postgresql": postgres,
        "postgresql_settings": POSTGRES_SETTINGS,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
