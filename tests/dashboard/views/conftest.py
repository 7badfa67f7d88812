"""The dashboard over the demo, filled once, and over a small organisation of its own."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.dashboard.shows import environment_of, organisation_in


@pytest.fixture(scope="session")
def demo_home(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the demo before its findings and its plans' promises were reckoned."""
    folder = tmp_path_factory.mktemp("demo-home")
    shutil.copyfile(demo_database, folder / demo_database.name)
    with closing(sqlite3.connect(folder / demo_database.name)) as connection, connection:
        connection.execute("DELETE FROM finding")
        promised = ("minimum_detectable_effect", "minimum_detectable_relative", "power", "planned_on")
        connection.execute(f"UPDATE campaign_plan SET {', '.join(f'{name} = NULL' for name in promised)}")
    return folder


@pytest.fixture(scope="session")
def measured_home(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the demo as people see it, with its findings."""
    folder = tmp_path_factory.mktemp("demo-measured")
    shutil.copyfile(demo_database, folder / demo_database.name)
    return folder


@pytest.fixture
def in_measured_demo(measured_home: Path) -> Iterator[Path]:
    with environment_of({"INSTROOM_HOME": str(measured_home)}):
        yield measured_home


@pytest.fixture
def in_demo(demo_home: Path) -> Iterator[Path]:
    with environment_of({"INSTROOM_HOME": str(demo_home)}):
        yield demo_home


@pytest.fixture
def own(home: Path, sqlite_template: Path, environment: dict[str, str]) -> Iterator[Path]:
    """Give the home folder of an organisation without any row; it is 4 March 2026."""
    organisation_in(home, sqlite_template)
    with environment_of(environment):
        yield home
