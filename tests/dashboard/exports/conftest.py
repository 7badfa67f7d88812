"""Reports on the demo, made once in each language, and the dashboard over the same figures."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from connectors.config import load_or_demo
from connectors.database.engine import open_engine, reading
from dashboard.exports.ordering import Home, Order, make
from dashboard.queries.organisation import shown
from tests.dashboard.shows import environment_of

LANGUAGES = ("nl", "en", "fr")


@pytest.fixture(scope="session")
def reports_home(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo-reports")
    shutil.copyfile(demo_database, folder / demo_database.name)
    return folder


@pytest.fixture(scope="session")
def made(reports_home):
    """Return a report by its name and language, made when it is first asked for."""
    engine = open_engine(f"sqlite:///{next(reports_home.glob('*.db'))}")
    orders = {
        "campaign": Order(campaign="soap"),
        "dossier": Order(campaign="soap", is_dossier=True),
        "overview": Order(period="6m"),
    }
    known = {}

    def one(name, language="nl"):
        if (name, language) not in known:
            with reading(engine) as connection:
                mine = shown(connection, load_or_demo({"INSTROOM_HOME": str(reports_home)}))
                order = Order(**{**orders[name].__dict__, "language": language})
                known[name, language] = make(connection, Home(mine, mine.frozen_at, None, (5, 10)), order).report
        return known[name, language]

    yield one
    engine.dispose()


@pytest.fixture
def in_reports_demo(reports_home: Path) -> Iterator[Path]:
    with environment_of({"INSTROOM_HOME": str(reports_home)}):
        yield reports_home
