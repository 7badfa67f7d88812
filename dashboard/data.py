"""The way from the pages to the database, and the only cache: what a query returned stays until something was written."""

import os
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import streamlit as st
from sqlalchemy import Connection, Engine, event, func, select

from connectors import clock
from connectors.config import FILE_NAME, SECRETS_FILE, Config, home_folder, load_or_demo
from connectors.database import schema
from connectors.database.engine import open_engine, reading
from dashboard.analysis.suppression import employees_threshold, protect, threshold
from dashboard.queries.organisation import Shown, shown

P = ParamSpec("P")
R = TypeVar("R")
_State = tuple[object, ...]
_READ_FROM = (FILE_NAME, SECRETS_FILE, ".instroom/tokens")


def config() -> Config:
    """Return the configuration of ``INSTROOM_HOME``, or the demo's; looked at once in each run of a page."""
    found = _standing.get()
    return found.config if found is not None else _read()


def _read() -> Config:
    """Return the configuration, read again when a file or a variable changes."""
    home = home_folder(os.environ)
    files = tuple(_changed(str(home / name)) for name in _READ_FROM)
    variables = tuple(sorted((name, value) for name, value in os.environ.items() if name.startswith("INSTROOM_")))
    return _config(files, variables, str(home))


@lru_cache(maxsize=4)
def _config(_files: _State, variables: tuple[tuple[str, str], ...], home: str) -> Config:
    return load_or_demo({**dict(variables), "INSTROOM_HOME": home})


def _changed(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path)  # noqa: PTH116  one call, on every run of a page
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def environment() -> Mapping[str, str]:
    """Return the environment variables that the pages read: the clock, the home folder, the secrets."""
    return os.environ


def engine() -> Engine:
    """Return the engine of the configured database, one per process."""
    return _engine(config().database_url)


@st.cache_resource(show_spinner=False)
def _engine(url: str) -> Engine:
    opened = open_engine(url)
    event.listen(opened, "commit", _forget_after_writing)
    return opened


def _forget_after_writing(connection: Connection) -> None:
    if connection.get_execution_options().get("instroom_writes", False):
        _standing.set(None)


@dataclass(frozen=True)
class _Standing:
    """Under which configuration and of whom figures are shown, and what changes with every write."""

    config: Config
    organisation: Shown
    written: _State


_standing: ContextVar[_Standing | None] = ContextVar("standing", default=None)


def begin() -> None:
    """Look once how the database stands: all that one run of a page asks for is of that state, until it writes itself."""
    _standing.set(None)
    found = _look()
    protect(found.config.privacy.minimum_cell, found.config.privacy.minimum_employees)
    _standing.set(found)


def _now_standing() -> _Standing:
    return _standing.get() or _look()


def _look() -> _Standing:
    here = _read()
    with reading(_engine(here.database_url)) as connection:
        mine = shown(connection, here)
        return _Standing(here, mine, _written(connection, mine.id))


def organisation() -> Shown:
    """Return the organisation whose figures are shown: the fictional one if the database holds it, else the configured one."""
    return _now_standing().organisation


def organisation_name() -> str:
    """Return the name of the organisation as shown."""
    return organisation().name


def is_demo() -> bool:
    """Tell whether the figures are invented: no configuration, or a database that the demo filled."""
    return config().is_demo or organisation().is_demo


def now() -> datetime:
    """Return the present moment, aware, in UTC; in the fictional organisation time stands still."""
    present, frozen = clock.now(os.environ), organisation().frozen_at
    return min(present, frozen) if frozen else present


def today() -> date:
    """Return the present day in the organisation's time zone; in the fictional organisation time stands still."""
    return clock.day_in(now(), organisation().timezone)


def load(query: Callable[Concatenate[Connection, str, P], R], *arguments: P.args, **keywords: P.kwargs) -> R:
    """Return ``query(connection, organisation_id, …)``, from the cache if nothing was written since.

    The key is the query's name, the database, the organisation, the last run and the last change of a person: a sync, an
    import or an edit shows at once. A cached value is a copy; arguments must be plain values (days, texts, tuples).
    """
    found = _now_standing()

    def asked() -> R:
        with reading(_engine(found.config.database_url)) as connection:
            return query(connection, found.organisation.id, *arguments, **keywords)

    return _kept(found, query, (arguments, sorted(keywords.items())), asked)


def reckon(reckoned: Callable[P, R], *arguments: P.args, **keywords: P.kwargs) -> R:
    """Return ``reckoned(…)``, which loads its own figures, from the cache if nothing was written since, as :func:`load` does.

    For what takes longer to reckon than to copy. It may depend on nothing but its arguments, plain values, and on what it loads.
    """

    def asked() -> R:
        return reckoned(*arguments, **keywords)

    return _kept(_now_standing(), reckoned, (arguments, sorted(keywords.items())), asked)


def _kept(found: _Standing, named: Callable[..., R], arguments: object, asked: Callable[[], R]) -> R:
    """Return what was answered before under the same name, state and arguments, else what is answered now.

    The file is part of the name: Streamlit runs every page as the same main module.
    """
    name = f"{cast('Any', named).__code__.co_filename}:{named.__module__}.{named.__qualname__}"
    state = (name, found.config.database_url, found.organisation.id, found.written, threshold(), employees_threshold())
    return _cached(repr((state, arguments)), asked)  # type: ignore[no-any-return]


def ask(query: Callable[Concatenate[Connection, str, P], R], *arguments: P.args, **keywords: P.kwargs) -> R:
    """Return ``query(connection, organisation_id, …)`` as the database stands now: for what depends on the clock."""
    mine = organisation().id
    with reading(engine()) as connection:
        return query(connection, mine, *arguments, **keywords)


@st.cache_data(max_entries=500, show_spinner=False)
def _cached(key: str, _query: Callable[[], Any]) -> Any:  # noqa: ARG001  a name with a line before it is no part of the key
    return _query()


def _written(connection: Connection, organisation_id: str) -> _State:
    """Return what changes with every write: the last run and how it stands, the last change by a person, the last finding."""
    run, audit, finding = schema.sync_run.c, schema.audit.c, schema.finding.c
    last_run = (
        select(run.run_id, run.status, run.rows_written, run.rows_unchanged)
        .where(run.organisation_id == organisation_id)
        .order_by(run.run_id.desc())
        .limit(1)
    )
    last_change = select(func.max(audit.audit_id)).where(audit.organisation_id == organisation_id)
    last_finding = select(func.max(finding.computed_at)).where(finding.organisation_id == organisation_id)
    found = connection.execute(last_run).one_or_none()
    return (*(found or ()), connection.execute(last_change).scalar(), connection.execute(last_finding).scalar())
