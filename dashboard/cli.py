"""The doors of the house: every ``instroom`` command, its errors as one sentence and its exit codes.

0 done, 1 failed, 2 wrong usage or configuration, 3 partly done.
"""

import logging
import os
import sys
import traceback
from collections.abc import Mapping, Sequence

import click

from connectors import config as configuration
from connectors import disk
from connectors.errors import N_, ConfigurationError, InstroomError
from dashboard import i18n
from dashboard.doors.accounts import auth
from dashboard.doors.exporting import export
from dashboard.doors.impact import impact
from dashboard.doors.importing import import_files
from dashboard.doors.output import error_object, write_json
from dashboard.doors.plan import plan
from dashboard.doors.report import report
from dashboard.doors.serving import serve
from dashboard.doors.setup import db, demo, init
from dashboard.doors.status import status
from dashboard.doors.syncing import sync
from dashboard.i18n import _

log = logging.getLogger(__name__)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang", type=click.Choice(list(i18n.LANGUAGES)), help="Language of messages; by default the organisation's."
)
@click.version_option(package_name="instroom", prog_name="instroom")
def doors(lang: str | None) -> None:
    """Instroom: which of our stories bring people in, and how sure are we?"""
    i18n.use(lang or _language())


for command in (init, serve, demo, sync, import_files, status, export, impact, plan, report, auth, db):
    doors.add_command(command)


def _language() -> str:
    try:
        return configuration.load_or_demo(os.environ).organisation.language
    except ConfigurationError:
        return "nl"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; an error is one sentence on stderr, then a hint and the short code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("googleapiclient").setLevel(logging.ERROR)  # we explain ourselves what it warns of
    try:
        result = doors.main(args=given, prog_name="instroom", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return _failed(given, 2, {"code": "usage", "message": error.format_message(), "hint": ""})
    except click.Abort:
        click.echo(err=True)
        return _failed(given, 1, {"code": "interrupted", "message": _("Interrupted."), "hint": ""})
    except InstroomError as error:
        return _refused(given, error)
    except Exception as error:  # noqa: BLE001  whatever happens, a person reads a sentence
        return _refused(given, _unforeseen(error))
    return result if isinstance(result, int) else 0


def _refused(given: Sequence[str], error: InstroomError) -> int:
    click.echo(told(error), err=True)
    return _failed(given, error.exit_code, error_object(error))


def _failed(given: Sequence[str], code: int, error: Mapping[str, str] | None) -> int:
    """Return an exit code; who asked for JSON gets the error as the one document on stdout."""
    if "--json" in given:
        write_json({"error": error})
    return code


def _unforeseen(error: Exception) -> InstroomError:
    """Return a refusal of the operating system in its words; of a fault of our own the log gets the place only."""
    if isinstance(error, OSError) and disk.is_refusal(error):
        return InstroomError(
            N_("{file} cannot be used: {problem}."),
            file=disk.name(error),
            code="file.unusable",
            problem=disk.problem(error),
        )
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("stopped on %s\n%s", type(error).__name__, frames)  # the text of the error may hold a secret
    return InstroomError(
        N_("Instroom stopped on a fault of the program ({kind})."),
        code="fault",
        hint=N_("The log says where; what was stored before stays as it was."),
        kind=type(error).__name__,
    )


def told(error: InstroomError) -> str:
    """Return an error as a person reads it on a terminal."""
    hint = i18n.say(error.hint)
    return i18n.say(error.said) + (f"\n{hint}" if hint else "") + f"\n[{error.code}]"
