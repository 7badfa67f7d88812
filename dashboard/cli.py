"""The doors of the house: every ``instroom`` command, its errors as one sentence and its exit codes.

0 done, 1 failed, 2 wrong usage or configuration, 3 partly done.
"""

import logging
import os
import sys
from collections.abc import Sequence

import click

from connectors import config as configuration
from connectors.errors import ConfigurationError, InstroomError
from dashboard import i18n
from dashboard.doors.accounts import auth
from dashboard.doors.exporting import export
from dashboard.doors.importing import import_files
from dashboard.doors.serving import serve
from dashboard.doors.setup import db, demo, init
from dashboard.doors.status import status
from dashboard.doors.syncing import sync


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang", type=click.Choice(list(i18n.LANGUAGES)), help="Language of messages; by default the organisation's."
)
@click.version_option(package_name="instroom", prog_name="instroom")
def doors(lang: str | None) -> None:
    """Instroom: which of our stories bring people in, and how sure are we?"""
    i18n.use(lang or _language())


for command in (init, serve, demo, sync, import_files, status, export, auth, db):
    doors.add_command(command)


def _language() -> str:
    try:
        return configuration.load_or_demo(os.environ).organisation.language
    except ConfigurationError:
        return "nl"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; an error is one sentence on stderr, then a hint and the short code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("googleapiclient").setLevel(logging.ERROR)  # we explain ourselves what it warns of
    try:
        result = doors.main(args=arguments and list(arguments), prog_name="instroom", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return 2
    except click.Abort:
        click.echo(err=True)
        return 1
    except InstroomError as error:
        click.echo(told(error), err=True)
        return error.exit_code
    return result if isinstance(result, int) else 0


def told(error: InstroomError) -> str:
    """Return an error as a person reads it on a terminal."""
    hint = i18n.say(error.hint)
    return i18n.say(error.said) + (f"\n{hint}" if hint else "") + f"\n[{error.code}]"
