"""``init``, ``demo`` and ``db``: a place to work in, the fictional organisation, and the database's upkeep."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from connectors import demo as demo_organisation
from connectors.config import FILE_NAME, SECRETS_FILE, Config, home_folder, require_valid
from connectors.config import load as load_configuration
from connectors.database.engine import open_engine, writing
from connectors.database.upgrade import check, upgrade
from connectors.landing import settle
from dashboard.doors import house
from dashboard.doors.output import json_option, write_json
from dashboard.doors.template import configuration_text, secrets_text
from dashboard.i18n import _, say


@click.command()
@click.option("--demo", "with_demo", is_flag=True, help="Fill it with the fictional organisation.")
@click.option("--name", default="", help="Name of the organisation.")
@click.option("--id", "organisation_id", default="", help="Short name in small letters; leads every key.")
@json_option
def init(*, with_demo: bool, name: str, organisation_id: str, as_json: bool) -> None:
    """Write instroom.toml with every key explained, and create or upgrade the database."""
    home = home_folder(os.environ)
    path = home / FILE_NAME
    if not path.exists():
        identity = ("demo", "Zorggroep Nergensland (fictief)") if with_demo else (organisation_id, name)
        text = configuration_text(*identity)
        require_valid(text, path)
        _write_new(path, text)  # its database address may hold a password
    secrets = home / SECRETS_FILE
    if not secrets.exists():
        _write_new(secrets, secrets_text())
    config = load_configuration(os.environ)
    engine = open_engine(config.database_url)
    revision = upgrade(engine)
    if with_demo:
        fill(config, reset=False, quiet=as_json)
    else:
        with writing(engine) as connection:
            settle(connection, config.organisation, config.sites)
    document = {"config": str(path), "database": _without_password(engine.url), "revision": revision}
    if as_json:
        write_json(document)
    else:
        click.echo(_("Configuration: {config}").format(**document))
        click.echo(_("Database: {database}, revision {revision}").format(**document))


def _without_password(url: object) -> str:
    return str(url)  # SQLAlchemy hides the password in the text of an address


def _write_new(path: Path, text: str) -> None:
    """Write a file that only its owner reads, as a whole or not at all: half of one would stand in the way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


@click.command()
@click.option("--reset", is_flag=True, help="Make it anew.")
@json_option
def demo(*, reset: bool, as_json: bool) -> None:
    """Fill the database with the fictional organisation; refuses one that holds real rows."""
    tables = fill(house.configured_or_demo(), reset=reset, quiet=as_json)
    if as_json:
        write_json({"tables": tables})
        return
    for name, rows in tables.items():
        click.echo(f"{name:24} {rows:8}")


def fill(config: Config, *, reset: bool, quiet: bool) -> dict[str, int]:
    """Fill the configured database with the fictional organisation and its findings; returns the rows per table."""
    from dashboard.actions import findings, plans  # noqa: PLC0415  the method takes a while to load

    engine = open_engine(config.database_url)
    upgrade(engine)
    with _bar(_("Demo organisation"), hidden=quiet) as progress:
        tables = demo_organisation.fill(engine, reset=reset, progress=progress)
    with _bar(_("Findings"), hidden=quiet) as progress:
        plans.foretell(engine, demo_organisation.ORGANISATION)
        done = findings.refresh(
            engine, demo_organisation.ORGANISATION, house.now(), progress=lambda done, total: progress(done / total)
        )
        progress(1.0)
    return {**tables, "finding": max(tables["finding"], done.count + done.skipped)}


@contextmanager
def _bar(label: str, *, hidden: bool) -> Iterator[Callable[[float], None]]:
    """Show a progress bar on stderr; yields what takes the share that is done, 0 to 1."""
    with click.progressbar(length=100, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield lambda share: bar.update(int(share * 100) - bar.pos)


@click.group()
def db() -> None:
    """The database: bring it up to date, or look whether it is whole."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to the newest revision."""
    revision = upgrade(open_engine(house.configured_or_demo().database_url))
    click.echo(_("Revision {revision}").format(revision=revision))


@db.command("check")
def db_check() -> int:
    """Look whether file, tables, keys and sums are whole."""
    problems = check(house.database(house.configured_or_demo()))
    for problem in problems:
        click.echo(say(problem), err=True)
    if not problems:
        click.echo(_("The database is whole."))
    return 1 if problems else 0
