"""``auth``: connect an account through the consent page of its platform; the token is stored encrypted."""

import click

from connectors import tokens
from connectors.config import SECRETS_FILE
from connectors.errors import N_, AuthError, ConfigurationError
from connectors.manifest import Manifest, OAuth, manifests
from connectors.source_settings import SourceSettings
from dashboard.doors import house
from dashboard.i18n import _


@click.command()
@click.argument("source")
@click.option("--port", default=0, help="Port of the local page that the platform returns to.")
@click.option("--browser/--no-browser", default=True, help="Open the consent page, or only print its address.")
def auth(*, source: str, port: int, browser: bool) -> None:
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
    token = _consent(manifest, manifest.oauth, settings, port=port, browser=browser)
    path = tokens.save(config.home, key, source, {manifest.oauth.refresh_token: token})
    click.echo(_("Connected. The account is stored in {file}.").format(file=path))


def _consent(manifest: Manifest, oauth: OAuth, settings: SourceSettings, *, port: int, browser: bool) -> str:
    """Run the loopback flow and return the refresh token."""
    client = {
        "client_id": settings.secrets[oauth.client_id],
        "client_secret": settings.secrets[oauth.client_secret],
        "auth_uri": settings.text(oauth.authorization_setting),
        "token_uri": settings.text(oauth.token_setting),
        "redirect_uris": ["http://127.0.0.1"],
    }
    from google_auth_oauthlib.flow import InstalledAppFlow  # noqa: PLC0415  a third of a second that no other command needs

    flow = InstalledAppFlow.from_client_config({"installed": client}, scopes=list(oauth.scopes))
    try:
        credentials = flow.run_local_server(
            host="127.0.0.1",
            port=port,
            open_browser=browser,
            access_type="offline",
            prompt="consent",
            timeout_seconds=300,
        )
    except Exception as error:  # noqa: BLE001  the flow's libraries raise without a common class
        raise AuthError(
            N_("{title} did not give its consent ({kind})."),
            source=manifest.name,
            code="auth.consent",
            hint=N_("Run the command again and choose the account that owns the channel."),
            title=manifest.title,
            kind=type(error).__name__,
        ) from None
    if not credentials.refresh_token:
        raise AuthError(
            N_("{title} gave no lasting consent."),
            source=manifest.name,
            code="auth.consent",
            hint=N_("Remove the app under the account's connected apps, and run the command again."),
            title=manifest.title,
        )
    token: str = credentials.refresh_token
    return token
