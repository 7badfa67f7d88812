"""The demo filled once into SQLite, for the tests that only read its figures."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, Table, select

from connectors import demo
from connectors.database.engine import open_engine, reading


@pytest.fixture(scope="session")
def filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path = tmp_path_factory.mktemp("demo") / "instroom.db"
    shutil.copyfile(sqlite_template, path)
    engine = open_engine(f"sqlite:///{path}")
    demo.fill(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def table(filled: Engine):
    """Give a reader of whole tables as frames."""

    def read(wanted: Table) -> pd.DataFrame:
        with reading(filled) as connection:
            return pd.DataFrame(connection.execute(select(wanted)).mappings().all())

    return read
