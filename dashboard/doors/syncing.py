"""``sync``: pull the sources, side by side, and say how each went."""

from datetime import date, datetime
from pathlib import Path

import click

from connectors.base import SyncResult, Window
from connectors.errors import N_, ConfigurationError
from connectors.sync import Order, run
from dashboard.doors import house
from dashboard.doors.evidence import renew, tell_renewed
from dashboard.doors.output import error_object, json_option, write_json
from dashboard.i18n import _, day, ngettext, say

_FAILED = {"quota", "auth", "failed"}


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day or fail with what it takes."""
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            self.fail(_("“{value}” is no day; write it as 2026-03-04.").format(value=value), param, ctx)


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--since", type=Day(), help="First day to ask for.")
@click.option("--until", type=Day(), help="Last day to ask for.")
@click.option("--full", is_flag=True, help="Ask for everything again, as far back as the source goes.")
@click.option("--save-raw", type=click.Path(file_okay=False, path_type=Path), help="Keep the answers in this folder.")
@click.option(
    "--from-dir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Read the answers from this folder instead of calling.",
)
@json_option
def sync(
    *,
    sources: tuple[str, ...],
    since: date | None,
    until: date | None,
    full: bool,
    save_raw: Path | None,
    from_dir: Path | None,
    as_json: bool,
) -> int:
    """Pull the sources that are enabled, or the ones that are named; goes on where it stopped."""
    if since and until and since > until:
        raise ConfigurationError(
            N_("--since ({since}) is later than --until ({until})."), code="usage.window", since=since, until=until
        )
    config = house.configured()
    order = Order(sources, Window(since, until, full), save_raw, from_dir)
    engine = house.database(config)
    results = run(engine, config, order, house.now(), _progress)
    if as_json:
        runs = [_as_json(result) for result in results]
        write_json({"runs": runs, "findings": renew(engine, config)})
    else:
        for result in results:
            _tell(result)
        tell_renewed(renew(engine, config))
    return exit_code(results)


def exit_code(results: list[SyncResult]) -> int:
    """Return 0 when every source is whole, 1 when none brought anything, 3 in between."""
    if all(result.status == "ok" for result in results):
        return 0
    nothing = all(result.status in _FAILED and not result.rows_written for result in results)
    return 1 if nothing else 3


def _progress(source: str, stream: str, written: int) -> None:
    rows = ngettext("{count} row", "{count} rows", written).format(count=written)
    click.echo(f"{source}: {stream}: {rows}", err=True)


def _as_json(result: SyncResult) -> dict[str, object]:
    return {
        "source": result.source,
        "status": result.status,
        "rows_written": result.rows_written,
        "rows_unchanged": result.rows_unchanged,
        "requests": result.requests,
        "until": result.until,
        "seconds": result.seconds,
        "error": error_object(result.error),
        "notes": [say(note) for note in result.notes],
    }


def _tell(result: SyncResult) -> None:
    line = _(
        "{source}: {status}; {written} rows new or changed, {unchanged} unchanged, {requests} calls, until {until}"
    )
    click.echo(
        line.format(
            source=result.source,
            status=result.status,
            written=result.rows_written,
            unchanged=result.rows_unchanged,
            requests=result.requests,
            until=day(result.until),
        )
    )
    for note in result.notes:
        click.echo(f"  {say(note)}")
    if result.error is not None:
        click.echo(f"  {say(result.error.said)} {say(result.error.hint)} [{result.error.code}]", err=True)
