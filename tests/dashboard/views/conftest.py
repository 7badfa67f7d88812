"""The dashboard over the demo, filled once, and over a small organisation of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from connectors import demo
from connectors.database.engine import open_engine
from tests.dashboard.shows import environment_of, organisation_in


@pytest.fixture(scope="session")
def demo_home(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo-home")
    path = folder / "instroom-demo.db"
    shutil.copyfile(sqlite_template, path)
    engine = open_engine(f"sqlite:///{path}")
    demo.fill(engine)
    engine.dispose()
    return folder


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
