"""After new figures: the findings of the campaigns are reckoned anew, and the terminal says how far that is."""

from datetime import datetime

import click
from sqlalchemy import Engine

from connectors.config import Config
from connectors.errors import InstroomError
from dashboard.doors import house
from dashboard.i18n import _, ngettext, say


def renew(engine: Engine, config: Config) -> int | None:
    """Reckon what has changed, with a line on stderr for each finding; return how many.

    The figures are in already: an error here is told on stderr and gives None, and what was pulled or loaded stays.
    """
    try:
        return reckon(engine, config.organisation.id, house.now())
    except InstroomError as error:
        click.echo(f"{say(error.said)} {say(error.hint)} [{error.code}]", err=True)
        return None


def reckon(engine: Engine, organisation_id: str, now: datetime) -> int:
    """Reckon what has changed and return how many findings that were; lines on stderr say how far it is and what failed.

    Raises a DatabaseError when the database cannot be used.
    """
    from dashboard.actions.findings import refresh  # noqa: PLC0415  the method takes a while to load

    done = refresh(engine, organisation_id, now, progress=_tell)
    if done.failed:
        words = ngettext(
            "Of {count} campaign no finding could be made; the log says why.",
            "Of {count} campaigns no finding could be made; the log says why.",
            done.failed,
        )
        click.echo(words.format(count=done.failed), err=True)
    return done.count


def tell_renewed(count: int | None) -> None:
    """Say how many findings are new, nothing when none is."""
    if count:
        words = ngettext("{count} finding on campaigns renewed", "{count} findings on campaigns renewed", count)
        click.echo(words.format(count=count))


def _tell(done: int, total: int) -> None:
    click.echo(_("Evidence: {done} of {total}").format(done=done, total=total), err=True)
