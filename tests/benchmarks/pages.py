"""The campaign page over the demo beside an empty page with the same navigation: time on the server, warm."""

import shutil
import statistics
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from connectors import demo
from connectors.database.engine import open_engine
from connectors.database.upgrade import upgrade
from dashboard import i18n
from tests.benchmarks.places import Places
from tests.dashboard.shows import APP, environment_of

TARGET = 10.0
_ROUNDS = 15
_PAGES = ("empty", "campaign", "campaigns", "overview")


def run(_places: Places) -> dict[str, object]:
    """Return what :func:`measure` returns; it brings its own database."""
    return measure()


def measure() -> dict[str, object]:
    """Return the median time of a warm rerun per page in milliseconds, and each page's ratio to the empty one."""
    with tempfile.TemporaryDirectory(prefix="instroom-pages-") as name:
        home = Path(name)
        _fill(home)
        with environment_of({"INSTROOM_HOME": str(home)}):
            taken = _taken(home)
    ratios = {page: round(taken[page] / taken["empty"], 2) for page in _PAGES if page != "empty"}
    return {"milliseconds": taken, "ratios": ratios, "target": TARGET}


def _fill(home: Path) -> None:
    engine = open_engine(f"sqlite:///{home / 'instroom-demo.db'}")
    upgrade(engine)
    demo.fill(engine)
    engine.dispose()


def _taken(home: Path) -> dict[str, float]:
    i18n.use("nl")  # AppTest writes the options of widgets itself, in this thread
    tests = {page: _opened(page, home) for page in _PAGES}
    rounds: dict[str, list[float]] = {page: [] for page in _PAGES}
    for _round in range(_ROUNDS):
        for page, test in tests.items():
            begin = time.perf_counter()
            test.run()
            rounds[page].append(time.perf_counter() - begin)
            assert not test.exception, page
    return {page: round(statistics.median(times) * 1000, 1) for page, times in rounds.items()}


def _opened(page: str, home: Path) -> AppTest:
    test = AppTest.from_file(str(_app(home, page)), default_timeout=60)
    test.query_params["lang"] = "nl"
    test.query_params["campaign"] = "soap"
    test.switch_page(f"views/{'sources' if page == 'empty' else page}.py")
    return test.run()


def _app(home: Path, page: str) -> Path:
    """Return the app; for the empty page a copy of the dashboard in which that page says nothing."""
    if page != "empty":
        return APP
    copy = home / "empty" / "dashboard"
    shutil.copytree(APP.parent, copy)
    (copy / "views" / "sources.py").write_text('"""An empty page."""\n', encoding="utf-8")
    return copy / "app.py"
