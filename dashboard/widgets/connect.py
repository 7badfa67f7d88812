"""Connecting a source on its card: what it needs to know, its secrets (which never come back), and the platform's consent page."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date

import streamlit as st

from connectors.config import SourceSettings
from connectors.errors import InstroomError
from connectors.manifest import Manifest, Setting
from dashboard import access, data
from dashboard.actions.connections import connect
from dashboard.i18n import _, language
from dashboard.widgets.empty import failed
from dashboard.widgets.plain import plain
from dashboard.widgets.sync_now import environment, refused_in_demo

_ADDRESS = re.compile(r"https?://\S+")


def connect_form(manifest: Manifest, settings: SourceSettings) -> None:
    """Show the form in which a source is switched on or off and gets what it needs."""
    if not data.config().is_demo:
        _said_before(manifest.name)
    with st.expander(_("Connect or change"), icon=":material/add_link:", expanded=False):
        if data.is_demo():
            st.caption(_("This is the demo organisation: nothing in it can be changed."))
        with st.form(f"connect-{manifest.name}", border=False):
            enabled = st.toggle(
                _("Switched on"), value=settings.enabled or not data.is_demo(), key=f"on-{manifest.name}"
            )
            filled = _fields(manifest, settings)
            secrets = _secrets(manifest, settings)
            if st.form_submit_button(_("Save"), disabled=data.is_demo()):
                _store(manifest, filled, secrets, enabled=enabled)
        _consent(manifest, settings)


def _fields(manifest: Manifest, settings: SourceSettings) -> dict[str, object]:
    """Show what must be filled in first, the rest folded; return the values that differ from the defaults, None for those that do not."""
    needed = {name: setting for name, setting in manifest.settings.items() if setting.required}
    more = {name: setting for name, setting in manifest.settings.items() if name not in needed}
    shown = {name: _field(manifest.name, name, setting, settings) for name, setting in needed.items()}
    if more:
        with st.popover(_("More settings"), icon=":material/tune:"):
            shown |= {name: _field(manifest.name, name, setting, settings) for name, setting in more.items()}
    return {name: _given(manifest.settings[name], value) for name, value in shown.items()}


def _field(source: str, name: str, setting: Setting, settings: SourceSettings) -> object:
    value, key, words = settings.values.get(name), f"setting-{source}-{name}", _(setting.help)
    match setting.type:
        case "flag":
            return st.toggle(f"`{name}`", value=value is True, help=words, key=key)
        case "integer":
            number = value if isinstance(value, int) else None
            low, high = setting.minimum, setting.maximum
            return st.number_input(
                f"`{name}`", low, high, number, step=1, help=words, placeholder=_("not set"), key=key
            )
        case "list":
            lines = "\n".join(map(str, value)) if isinstance(value, list | tuple) else ""
            hint = _("One a line.")
            return st.text_area(f"`{name}`", lines, help=f"{words} {hint}", placeholder=_("not set"), key=key)
        case _:
            text = "" if value is None else str(value)
            return st.text_input(f"`{name}`", text, help=words, placeholder=_("not set"), key=key)


def _given(setting: Setting, value: object) -> object:
    """Return a value as the configuration takes it; None for what is empty or the default anyway."""
    if isinstance(value, str):
        text = value.strip()
        if setting.type == "list":
            value = [line.strip() for line in text.splitlines() if line.strip()]
        else:
            value = _day(text) if setting.type == "day" else text
    default = list(setting.default) if isinstance(setting.default, tuple) else setting.default
    return None if value in (None, "", []) or value == default else value


def _day(text: str) -> object:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text  # what it takes is said by the check of the configuration


def _secrets(manifest: Manifest, settings: SourceSettings) -> dict[str, str]:
    if not manifest.secrets:
        return {}
    st.markdown(_("Secrets are written into the secrets file, which only its owner reads; they are never shown again."))
    return {
        name: st.text_input(
            f"`{manifest.variable(name)}`",
            "",
            type="password",
            help=_(secret.help),
            placeholder=_("is set; leave empty to keep it") if name in settings.secrets else _("not set"),
            autocomplete="off",
            key=f"secret-{manifest.name}-{name}",
        )
        for name, secret in manifest.secrets.items()
    }


def _store(manifest: Manifest, filled: Mapping[str, object], secrets: Mapping[str, str], *, enabled: bool) -> None:
    if refused_in_demo():
        return
    role = access.role_of(access.sign_in(data.environment()), access.claims())
    try:
        connect(
            data.engine(),
            data.config(),
            manifest.name,
            filled,
            secrets,
            enabled=enabled,
            actor=role,
            at=data.now(),
        )
    except InstroomError as error:
        failed(error)
        return
    for name in manifest.secrets:
        st.session_state.pop(f"secret-{manifest.name}-{name}", None)
    st.session_state[f"connected-{manifest.name}"] = enabled
    st.rerun()


def _said_before(source: str) -> None:
    """Say once what the last press of the button did."""
    enabled = st.session_state.pop(f"connected-{source}", None)
    if enabled is None:
        return
    words = _("Saved. Read it now with the button, or wait for the night.") if enabled else _("Saved. It is off.")
    st.success(words, icon=":material/check_circle:")


def _consent(manifest: Manifest, settings: SourceSettings) -> None:
    """Show the button that opens the platform's consent page, where it can return to this machine."""
    oauth = manifest.oauth
    if oauth is None or data.is_demo():
        return
    if access.sign_in(data.environment()).is_configured:
        words = _("To connect an account, run {command} on the machine that serves this dashboard.")
        st.caption(words.format(command=f"`instroom auth {manifest.name}`"))
        return
    ready = all(name in settings.secrets for name in (oauth.client_id, oauth.client_secret))
    pressed = st.button(
        _("Connect an account"),
        icon=":material/login:",
        disabled=not ready,
        help=None if ready else _("First save the id and the secret of your OAuth client."),
        key=f"consent-{manifest.name}",
    )
    if pressed:
        _follow(manifest.name)


def _follow(source: str) -> None:
    command = [sys.executable, "-m", "dashboard", "--lang", language(), "auth", source, "--no-browser"]
    last = ""
    with st.status(_("Waiting for your consent…"), expanded=True) as status:
        for line in _lines(command):
            last = line
            address = _ADDRESS.search(line)
            if address:
                st.link_button(_("Open the consent page"), address[0], icon=":material/open_in_new:")
            else:
                status.update(label=plain(line))
    st.markdown(plain(last))


def _lines(command: list[str]) -> Iterator[str]:
    """Yield what a command says, line by line; ends when it ends."""
    with subprocess.Popen(  # noqa: S603  our own command; the source's name comes from a manifest
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env=environment(os.environ),
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if text := line.strip():
                yield text
