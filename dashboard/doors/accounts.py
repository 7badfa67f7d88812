"""``auth``: connect an account through the consent page of its platform; the token is stored encrypted."""

import click

from connectors import tokens
from connectors.config import SECRETS_FILE
from connectors.errors import N_, ConfigurationError
from connectors.manifest import manifests
from dashboard.doors import house
from dashboard.doors.consent import consent, stored
from dashboard.i18n import _


@click.command()
@click.argument("source")
@click.option("--port", default=None, type=int, help="Port of the local page that the platform returns to.")
@click.option("--browser/--no-browser", default=True, help="Open the consent page, or only print its address.")
def auth(*, source: str, port: int | None, browser: bool) -> None:
    """Connect an account: its owner gives consent in the browser."""
    config = house.configured()
    manifest = manifests().get(source)
    if manifest is None or manifest.oauth is None:
        able = ", ".join(name for name, found in manifests().items() if found.oauth)
        raise ConfigurationError(
            N_("“{source}” is no source that connects through a consent page."),
            code="usage.source",
            hint=N_("Sources that do: {able}."),
            source=source,
            able=able,
        )
    key = config.keys.get("token", "")
    if not key:
        raise ConfigurationError(
            N_("INSTROOM_TOKEN_KEY is not set: the account could not be stored encrypted."),
            code="configuration.missing_secret",
            hint=N_("“instroom init” writes one into {file}."),
            file=SECRETS_FILE,
        )
    settings = config.sources[source]
    needed = (manifest.oauth.client_id, manifest.oauth.client_secret)
    missing = [manifest.variable(name) for name in needed if name not in settings.secrets]
    if missing:
        raise ConfigurationError(
            N_("{title} needs a secret that is not set: {wanted}."),
            code="configuration.missing_secret",
            hint=N_("Make an OAuth client of the kind “desktop app” with the platform, and set its id and secret."),
            title=manifest.title,
            wanted=", ".join(missing),
        )
    token = consent(manifest, manifest.oauth, settings, port=port, browser=browser)
    path = tokens.save(config.home, key, source, stored(manifest.oauth, token, house.now()))
    click.echo(_("Connected. The account is stored in {file}.").format(file=path))
