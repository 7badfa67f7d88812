"""``import``: read files, show what was understood and what was refused, and load them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy import Engine

from connectors import disk, files
from connectors.config import Config
from connectors.database.engine import writing
from connectors.errors import N_, ConfigurationError, FileError, InstroomError
from connectors.files import mappings
from connectors.files.opening import open_file
from connectors.files.reading import FileContext, Reading, Refused
from connectors.inflow.stored import rulebook
from connectors.landing import settle
from dashboard.analysis.suppression import count
from dashboard.charts.words import count_text
from dashboard.doors import house
from dashboard.doors.evidence import renew, tell_renewed
from dashboard.doors.output import error_object, json_option, write_json
from dashboard.i18n import _, day_range, ngettext, say

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
@click.option("--forget-map", is_flag=True, help="Forget what was said of the columns of such files before.")
@click.option("--dry-run", is_flag=True, help="Only show what would be loaded.")
@json_option
def import_files(
    *,
    paths: tuple[Path, ...],
    kind: str | None,
    mapping_file: Path | None,
    forget_map: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Load exports of YouTube Studio, LinkedIn pages and applicant tracking systems."""
    _require_kind(kind)
    mapping = _mapping(mapping_file)
    config = house.configured()
    engine = house.database(config)
    with writing(engine) as connection:
        settle(connection, config.organisation, config.sites)
    desk = _Desk(config, engine, kind, mapping, forget=forget_map, dry_run=dry_run)
    outcomes = [desk.outcome(path) for path in paths]
    if as_json:
        write_json({"files": outcomes, "findings": None if dry_run else renew(engine, config)})
    else:
        for outcome in outcomes:
            _tell(outcome, with_columns=dry_run)
        tell_renewed(None if dry_run else renew(engine, config))
    return _exit_code(outcomes)


def _require_kind(kind: str | None) -> None:
    if kind is not None and kind not in files.kinds():
        raise ConfigurationError(
            N_("There is no kind of file called “{kind}”."),
            code="usage.kind",
            hint=N_("Known kinds: {kinds}."),
            kind=kind,
            kinds=", ".join(files.kinds()),
        )


def _mapping(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            N_("{file} cannot be read: {problem}."), file=path.name, code="file.mapping", problem=str(error)
        ) from None
    columns = document.get("columns", document)
    if not isinstance(columns, dict):
        raise _wrong_mapping(path, N_("{file}: [columns] takes a table: what it is = the header of the column."))
    wrong = [name for name, header in columns.items() if not isinstance(header, str)]
    if wrong:
        raise _wrong_mapping(path, N_("{file}: “{key}” takes the header of a column in quotes."), key=wrong[0])
    return dict(columns)


def _wrong_mapping(path: Path, text: str, **values: str) -> ConfigurationError:
    return ConfigurationError(text, code="file.mapping", file=path.name, **values)


@dataclass(frozen=True)
class _Desk:
    """What a person asked for of all files of one command."""

    config: Config
    engine: Engine
    kind: str | None
    mapping: Mapping[str, str]
    forget: bool
    dry_run: bool

    def outcome(self, path: Path) -> dict[str, object]:
        """Return what became of one file; an error of the file itself is part of that."""
        try:
            content = _content(path)
            context = self._context(path.name, content)
            reading = files.read(path.name, content, context, kind=self.kind, mapping=self.mapping)
            outcome = _described(reading)
            if not self.dry_run:
                loaded = files.load(self.engine, self.config.organisation, reading, context.now)
                outcome.update(table_rows=dict(loaded.table_rows), unchanged=loaded.unchanged)
        except InstroomError as error:
            if error.exit_code != 1:
                raise
            return {**_nothing_of(path), "error": error_object(error)}
        return outcome

    def _context(self, name: str, content: bytes) -> FileContext:
        """Return the context with the rules and the mappings that are stored; forget the latter where that was asked."""
        own = self.config.organisation.id
        with self.engine.connect() as connection:
            rules = rulebook(connection, own, self.config.side_entrant)
            saved = {} if self.forget else mappings.all_saved(connection, own)
        if self.forget and not self.dry_run:
            with writing(self.engine) as connection:
                mappings.forget_all(connection, own, open_file(name, content))
        return FileContext.of(self.config, house.now(), rules, saved)


def _nothing_of(path: Path) -> dict[str, object]:
    """Return what is said of a file that could not be loaded: the same keys, and nothing in them."""
    empty: dict[str, object] = {
        "table_rows": {},
        "unchanged": None,
        "refused": [],
        "from": None,
        "until": None,
        "warnings": [],
        "mapping": {},
        "mapping_is_saved": False,
        "without_day": 0,
        "unknown_words": [],
        "unknown_count": 0,
    }
    return {"file": path.name, "kind": None, **empty, "columns": []}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(
            N_("{file} cannot be opened: {problem}."),
            file=path.name,
            code="file.unreadable",
            problem=disk.problem(error),
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
        "mapping": dict(reading.mapping),
        "mapping_is_saved": reading.mapping_is_saved,
        "without_day": reading.without_day,
        "unknown_words": list(reading.unknown_words),
        "unknown_count": reading.unknown_count,
        "columns": [{"header": c.header, "meaning": _(c.meaning), "state": c.state} for c in reading.understood],
        "error": None,
    }


def _refused(row: Refused) -> dict[str, object]:
    return {"row": row.row, "column": row.column, "value": row.value, "expected": say(row.expected), "sheet": row.sheet}


def _exit_code(outcomes: list[dict[str, object]]) -> int:
    failed = [outcome for outcome in outcomes if outcome.get("error")]
    if len(failed) == len(outcomes):
        return 1
    return 3 if failed or any(outcome["refused"] for outcome in outcomes) else 0


def _tell(outcome: dict[str, object], *, with_columns: bool) -> None:
    error = outcome.get("error")
    if isinstance(error, dict):
        file = "" if str(outcome["file"]) in error["message"] else f"{outcome['file']}:"
        parts = (file, error["message"], error["hint"], f"[{error['code']}]")
        click.echo(" ".join(filter(None, parts)), err=True)
        return
    days = day_range(outcome["from"], outcome["until"])  # type: ignore[arg-type]
    click.echo(f"{outcome['file']}: {outcome['kind']}, {days}")
    for table, rows in outcome["table_rows"].items():  # type: ignore[attr-defined]
        click.echo(f"  {table:24} {rows:8}")
    if outcome["mapping_is_saved"]:
        click.echo(
            _("  The columns mean what was said of an earlier file with the same headers; --forget-map forgets it.")
        )
    if with_columns:
        _tell_columns(outcome)
    if outcome["unchanged"] is not None:
        click.echo(_("  {unchanged} rows were there already").format(unchanged=outcome["unchanged"]))
    for warning in outcome["warnings"]:  # type: ignore[attr-defined]
        click.echo(f"  ! {warning}")
    _tell_refused(outcome["refused"])  # type: ignore[arg-type]


def _tell_columns(outcome: dict[str, object]) -> None:
    """Show what each column was read as, and what is not counted by day or not known."""
    for column in outcome["columns"]:  # type: ignore[attr-defined]
        click.echo(f"  {column['header']} → {column['meaning'] or _('not used')}")
    if outcome["without_day"]:
        click.echo(_("  without a day: {count}").format(count=count_text(count(outcome["without_day"]))))  # type: ignore[arg-type]
    if outcome["unknown_count"]:
        click.echo(_("  stages or statuses that are not known: {count}").format(count=outcome["unknown_count"]))


def _tell_refused(refused: list[dict[str, object]]) -> None:
    if not refused:
        return
    said = ngettext("  {count} row refused:", "  {count} rows refused:", len(refused)).format(count=len(refused))
    click.echo(said, err=True)
    line = _("  row {row}, column “{column}”: “{value}”; expected {expected}")
    for row in refused[:_SHOWN]:
        click.echo(line.format(**row), err=True)
    if len(refused) > _SHOWN:
        click.echo(_("  … and {count} more; --json lists them all").format(count=len(refused) - _SHOWN), err=True)
