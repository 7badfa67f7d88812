"""``import``: read files, show what was understood and what was refused, and load them."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import click
from sqlalchemy import Engine

from connectors import files
from connectors.config import Config
from connectors.database.engine import writing
from connectors.errors import N_, FileError, InstroomError
from connectors.files.reading import FileContext, Reading, Refused
from connectors.landing import settle
from dashboard.doors import house
from dashboard.doors.output import error_object, json_option, write_json
from dashboard.i18n import _, day_range, say

_SHOWN = 20


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--as", "kind", help="What the file is, when it is not recognised.")
@click.option(
    "--map",
    "mapping_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Which column means what (TOML).",
)
@click.option("--dry-run", is_flag=True, help="Only show what would be loaded.")
@json_option
def import_files(
    *, paths: tuple[Path, ...], kind: str | None, mapping_file: Path | None, dry_run: bool, as_json: bool
) -> int:
    """Load exports of YouTube Studio, LinkedIn pages and applicant tracking systems."""
    config = house.configured()
    engine = house.database(config)
    with writing(engine) as connection:
        settle(connection, config.organisation, config.sites)
    mapping = _mapping(mapping_file)
    outcomes = [_one(path, config, engine, kind, mapping, dry_run=dry_run) for path in paths]
    if as_json:
        write_json({"files": outcomes})
    else:
        for outcome in outcomes:
            _tell(outcome)
    return _exit_code(outcomes)


def _mapping(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FileError(
            N_("{file} cannot be read: {problem}."), file=path.name, code="file.mapping", problem=str(error)
        ) from None
    columns = document.get("columns", document)
    wrong = [name for name, header in columns.items() if not isinstance(header, str)]
    if wrong:
        raise FileError(
            N_("{file}: “{key}” takes the header of a column in quotes."),
            file=path.name,
            code="file.mapping",
            key=wrong[0],
        )
    return dict(columns)


def _one(
    path: Path, config: Config, engine: Engine, kind: str | None, mapping: Mapping[str, str], *, dry_run: bool
) -> dict[str, object]:
    context = FileContext.of(config, house.now())
    try:
        reading = files.read(path.name, _content(path), context, kind=kind, mapping=mapping)
        outcome = _described(reading)
        if not dry_run:
            loaded = files.load(engine, config.organisation, reading, context.now)
            outcome.update(table_rows=dict(loaded.table_rows), unchanged=loaded.unchanged)
    except InstroomError as error:
        if error.exit_code != 1:
            raise
        return {"file": path.name, "kind": None, "error": error_object(error)}
    return outcome


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(
            N_("{file} cannot be opened: {problem}."),
            file=path.name,
            code="file.unreadable",
            problem=error.strerror or "",
        ) from None


def _described(reading: Reading) -> dict[str, object]:
    return {
        "file": reading.file,
        "kind": reading.kind,
        "table_rows": {table: len(rows) for table, rows in reading.rows.items()},
        "unchanged": None,
        "refused": [_refused(row) for row in reading.refused],
        "from": reading.first_day,
        "until": reading.last_day,
        "warnings": [say(warning) for warning in reading.warnings],
        "columns": [{"header": c.header, "meaning": c.meaning, "state": c.state} for c in reading.understood],
        "error": None,
    }


def _refused(row: Refused) -> dict[str, object]:
    return {"row": row.row, "column": row.column, "value": row.value, "expected": say(row.expected), "sheet": row.sheet}


def _exit_code(outcomes: list[dict[str, object]]) -> int:
    failed = [outcome for outcome in outcomes if outcome.get("error")]
    if len(failed) == len(outcomes):
        return 1
    return 3 if failed or any(outcome["refused"] for outcome in outcomes) else 0


def _tell(outcome: dict[str, object]) -> None:
    error = outcome.get("error")
    if isinstance(error, dict):
        click.echo(f"{outcome['file']}: {error['message']} {error['hint']} [{error['code']}]", err=True)
        return
    days = day_range(outcome["from"], outcome["until"])  # type: ignore[arg-type]
    click.echo(f"{outcome['file']}: {outcome['kind']}, {days}")
    for table, rows in outcome["table_rows"].items():  # type: ignore[attr-defined]
        click.echo(f"  {table:24} {rows:8}")
    if outcome["unchanged"] is not None:
        click.echo(_("  {unchanged} rows were there already").format(unchanged=outcome["unchanged"]))
    for warning in outcome["warnings"]:  # type: ignore[attr-defined]
        click.echo(f"  ! {warning}")
    _tell_refused(outcome["refused"])  # type: ignore[arg-type]


def _tell_refused(refused: list[dict[str, object]]) -> None:
    if not refused:
        return
    click.echo(_("  {count} rows refused:").format(count=len(refused)), err=True)
    line = _("  row {row}, column “{column}”: “{value}”; expected {expected}")
    for row in refused[:_SHOWN]:
        click.echo(line.format(**row), err=True)
    if len(refused) > _SHOWN:
        click.echo(_("  … and {count} more; --json lists them all").format(count=len(refused) - _SHOWN), err=True)
