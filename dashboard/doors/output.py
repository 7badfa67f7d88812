"""How commands speak: one JSON document on stdout where it was asked for, else short lines; progress on stderr."""

import json
from collections.abc import Mapping
from datetime import date, datetime

import click

from connectors.errors import InstroomError
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


json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
