"""``serve``: the dashboard; without a configuration it fills and shows the demo organisation."""

import os

import click

from connectors.database.engine import open_engine
from connectors.database.upgrade import upgrade
from dashboard.doors import house
from dashboard.doors.setup import fill
from dashboard.i18n import _


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
def serve(*, host: str, port: int) -> None:
    """Open the dashboard."""
    from dashboard import server  # noqa: PLC0415  Streamlit takes half a second: only this command needs it

    config = house.configured_or_demo()
    server.refuse_open_host(host, os.environ)
    if config.is_demo:
        click.echo(_("There is no instroom.toml here: this shows the demo organisation."), err=True)
        fill(config, reset=False, quiet=False)
    else:
        upgrade(open_engine(config.database_url))
    click.echo(_("Instroom is at {address}").format(address=f"http://{host}:{port}"), err=True)
    server.serve(config, os.environ, host, port)
