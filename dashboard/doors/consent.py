"""The consent of an account's owner: the platform's page in the browser, which returns to a page on this machine."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from connectors.errors import N_, AuthError
from connectors.manifest import Manifest, OAuth
from connectors.source_settings import SourceSettings

Token = Mapping[str, Any]


def consent(manifest: Manifest, oauth: OAuth, settings: SourceSettings, *, port: int | None, browser: bool) -> Token:
    """Run the loopback flow and return the token as the platform gave it.

    Raises an AuthError when there is no consent, or none that can be kept.
    """
    flow = _flow(oauth, settings)
    try:
        flow.run_local_server(
            host=oauth.host,
            bind_addr="127.0.0.1",
            port=oauth.port if port is None else port,
            open_browser=browser,
            timeout_seconds=300,
            **oauth.parameters,
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
    token: Token = flow.oauth2session.token
    if not token.get("refresh_token") and not (oauth.access_token and token.get("access_token")):
        raise AuthError(
            N_("{title} gave no lasting consent."),
            source=manifest.name,
            code="auth.consent",
            hint=N_("Remove the app under the account's connected apps, and run the command again."),
            title=manifest.title,
        )
    return token


def stored(oauth: OAuth, token: Token, now: datetime) -> dict[str, str]:
    """Return what is kept of a token by the names of the source's secrets; what the platform did not give is left out."""
    kept = {
        oauth.refresh_token: token.get("refresh_token"),
        oauth.access_token: token.get("access_token"),
        oauth.access_expires_at: _ends(token.get("expires_in"), now),
        oauth.refresh_expires_at: _ends(token.get("refresh_token_expires_in"), now),
    }
    return {name: str(value) for name, value in kept.items() if name and value}


def _flow(oauth: OAuth, settings: SourceSettings) -> Any:
    client = {
        "client_id": settings.secrets[oauth.client_id],
        "client_secret": settings.secrets[oauth.client_secret],
        "auth_uri": settings.text(oauth.authorization_setting),
        "token_uri": settings.text(oauth.token_setting),
        "redirect_uris": [f"http://{oauth.host}"],
    }
    from google_auth_oauthlib.flow import InstalledAppFlow  # noqa: PLC0415  a third of a second that no other command needs

    flow = InstalledAppFlow.from_client_config(
        {"installed": client},
        scopes=list(oauth.scopes_for(settings.values)),
        autogenerate_code_verifier=not oauth.client_in_form,
    )
    if oauth.client_in_form:
        flow.fetch_token = partial(flow.fetch_token, include_client_id=True)
        flow.oauth2session.register_compliance_hook("access_token_response", _without_scope)
    return flow


def _without_scope(answer: Any) -> Any:
    """Take the granted scopes out of an answer: the library takes scopes that are parted with commas for others."""
    content = answer.json()
    if isinstance(content, dict) and content.pop("scope", None) is not None:
        answer._content = json.dumps(content).encode()  # noqa: SLF001  the library gives the answer itself to the hook
    return answer


def _ends(seconds: object, now: datetime) -> str:
    return (now + timedelta(seconds=seconds)).isoformat(timespec="seconds") if isinstance(seconds, int) else ""
