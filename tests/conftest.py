"""What every test may ask for: a fresh database on both engines, an organisation, a home folder, a fixed moment."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import Engine

from connectors.config import Organisation
from connectors.database.engine import open_engine
from connectors.database.upgrade import upgrade
from dashboard import i18n
from tests.postgres import Postgres, started_postgres

_ROOT = Path(__file__).parents[1]
_TEMPLATE = "instroom_template"
_numbers = count(1)


@pytest.fixture(autouse=True)
def _english() -> None:
    """Begin each test in English, whatever the one before it spoke."""
    i18n.use("en")


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def environment(home: Path, now: datetime) -> dict[str, str]:
    """Return the environment variables of a program that runs in ``home`` at ``now``."""
    return {"INSTROOM_HOME": str(home), "INSTROOM_NOW": now.isoformat()}


@pytest.fixture
def organisation() -> Organisation:
    return Organisation(
        id="nergens", name="Zorggroep Nergensland (fictief)", country="BE", timezone="Europe/Brussels", language="nl"
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Start a real PostgreSQL for the whole session; when it does not start, the tests that need it fail."""
    folder = Path(tempfile.mkdtemp(prefix="instroom-postgres-"))
    try:
        with started_postgres(folder) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> str:
    postgres.create(_TEMPLATE)
    _upgrade(postgres.address(_TEMPLATE))
    return _TEMPLATE


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "instroom.db"
    _upgrade(f"sqlite:///{path}")
    return path


def _upgrade(address: str) -> None:
    engine = open_engine(address)
    upgrade(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the demo organisation with its findings, made once for all processes of a run; tests copy it and leave it alone."""
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made = folder / "demo-database"
    with FileLock(folder / "demo-database.lock"):
        if not made.is_dir():
            home = tmp_path_factory.mktemp("demo-fill")
            variables = {"INSTROOM_HOME": str(home), "INSTROOM_NOW": "2026-06-30T20:00:00Z"}
            program = "import sys; from dashboard import cli; sys.exit(cli.main(['demo', '--json']))"
            subprocess.run(
                [sys.executable, "-c", program],
                env={**os.environ, **variables},
                check=True,
                cwd=_ROOT,
                capture_output=True,
            )
            home.rename(made)
    return made / "instroom-demo.db"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def backend(request: pytest.FixtureRequest) -> str:
    """Name the database engine; a test that asks for it, or for what follows from it, runs on both."""
    return str(request.param)


@pytest.fixture
def database_address(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of a database of this test alone, at the newest revision and empty."""
    if backend == "sqlite":
        path = tmp_path / "instroom.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = f"test_{next(_numbers)}"
    server.create(name, template=request.getfixturevalue("postgres_template"))
    yield server.address(name)
    server.drop(name)


@pytest.fixture
def empty_address(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of a database in which nothing stands, not even tables."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = f"empty_{next(_numbers)}"
    server.create(name)
    yield server.address(name)
    server.drop(name)


@pytest.fixture
def engine(database_address: str) -> Iterator[Engine]:
    opened = open_engine(database_address)
    yield opened
    opened.dispose()


@pytest.fixture
def empty_engine(empty_address: str) -> Iterator[Engine]:
    opened = open_engine(empty_address)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """Give a fresh database for a test to which the engine does not matter."""
    path = tmp_path / "instroom.db"
    shutil.copyfile(sqlite_template, path)
    opened = open_engine(f"sqlite:///{path}")
    yield opened
    opened.dispose()
