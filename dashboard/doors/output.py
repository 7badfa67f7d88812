"""How commands speak: one JSON document on stdout where it was asked for, else short lines; progress on stderr."""

import json
import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

import click

from connectors import disk
from connectors.errors import N_, FileError, InstroomError
from dashboard.i18n import say


def write_json(document: Mapping[str, object]) -> None:
    """Write one JSON document on stdout and nothing else."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def error_object(error: InstroomError | None) -> dict[str, str] | None:
    """Return an error for JSON: code, sentence and hint in the language of the command."""
    if error is None:
        return None
    return {"code": error.code, "message": say(error.said), "hint": say(error.hint)}


def whole_or_nothing(target: Path, write: Callable[[Path], int]) -> int:
    """Write beside the target and put it in its place at the end; return what ``write`` counts. Half a file never stands there."""
    fresh = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    try:
        count = write(fresh)
        fresh.replace(target)
    except OSError as error:
        raise FileError(
            N_("{file} cannot be written: {problem}."),
            file=str(target),
            code="file.unwritable",
            problem=disk.problem(error),
        ) from None
    finally:
        fresh.unlink(missing_ok=True)
    return count


json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
