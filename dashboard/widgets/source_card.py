"""One source on the Sources page: how it stands, how fresh it is, what went wrong, what it still needs, what it reads."""

from collections.abc import Callable
from datetime import date, datetime

import pandas as pd
import streamlit as st

from connectors.config import SourceSettings
from connectors.manifest import Manifest
from connectors.metrics import Break, passports_of
from dashboard.i18n import _, ago, day, moment, ngettext, number, say
from dashboard.queries.freshness import Run, SourceHealth
from dashboard.widgets.badges import freshness_badge, status_badge
from dashboard.widgets.connect import connect_form
from dashboard.widgets.empty import problem
from dashboard.widgets.plain import plain


def source_card(
    health: SourceHealth,
    *,
    now: datetime,
    today: date,
    zone: str,
    manifest: Manifest | None = None,
    settings: SourceSettings | None = None,
    action: Callable[[], None] | None = None,
) -> None:
    """Show one source; ``action`` draws its button, ``manifest`` and ``settings`` are given for what is pulled."""
    with st.container(border=True, key=f"source-{health.source.replace(':', '-')}"):
        _head(health, today, manifest)
        if health.last_run is not None:
            st.caption(run_line(health.last_run, now, zone, is_file=health.is_file))
        if (
            health.error is not None
            and health.status != "not_enabled"
            and not _is_told_below(health, manifest, settings)
        ):
            problem(health.error.text, health.error.hint, health.error.code)
        for note in health.last_run.notes if health.last_run else ():
            st.caption(f":material/info: {plain(say(note))}")
        if health.waiting:
            words = ngettext(
                "{count} message waits to be looked at.", "{count} messages wait to be looked at.", health.waiting
            )
            st.caption(f":material/inbox: {words.format(count=number(health.waiting))}")
        if manifest is not None and settings is not None:
            _needs(manifest, settings)
        if action is not None:
            action()
        if manifest is not None and settings is not None:
            connect_form(manifest, settings)
        if manifest is not None:
            _reads(manifest, settings)


def _is_told_below(health: SourceHealth, manifest: Manifest | None, settings: SourceSettings | None) -> bool:
    """Return whether the error says only what the card says itself: which secrets are still needed."""
    if manifest is None or settings is None or health.error is None:
        return False
    return health.error.code == "configuration.missing_secret" and bool(missing_secrets(manifest, settings))


def _head(health: SourceHealth, today: date, manifest: Manifest | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{_(health.title)}**", width="content")
        status_badge(health.status)
        if health.until is not None:
            freshness_badge(health.until, today, stale=health.stale)
    if manifest is not None:
        st.markdown(_(manifest.summary))
    elif health.file:
        st.markdown(_("Last file: {file}").format(file=plain(health.file)))


def run_line(run: Run, now: datetime, zone: str, *, is_file: bool) -> str:
    """Return what the last run or import did, in one line."""
    words = _("Last import {moment} ({ago})") if is_file else _("Last run {moment} ({ago})")
    began = words.format(moment=moment(run.started_at, zone), ago=ago(run.started_at, now))
    written = ngettext("{count} row new or changed", "{count} rows new or changed", run.rows_written)
    same = ngettext("{count} row unchanged", "{count} rows unchanged", run.rows_unchanged)
    parts = [began, written.format(count=number(run.rows_written)), same.format(count=number(run.rows_unchanged))]
    if run.requests:
        parts.append(ngettext("{count} call", "{count} calls", run.requests).format(count=number(run.requests)))
    if run.rows_refused:
        refused = ngettext("{count} row refused", "{count} rows refused", run.rows_refused)
        parts.append(refused.format(count=number(run.rows_refused)))
    return " · ".join(parts)


def missing_secrets(manifest: Manifest, settings: SourceSettings) -> list[list[str]]:
    """Return the variables that are still missing, one list per way to connect; empty if one way is complete."""
    groups = [
        [manifest.variable(name) for name in group if name not in settings.secrets] for group in manifest.needs_one_of
    ]
    return [] if any(not group for group in groups) else groups


def _needs(manifest: Manifest, settings: SourceSettings) -> None:
    if not settings.enabled:
        st.caption(
            _("Switch it on below, or set {setting} under {table} in {file}.").format(
                setting="`enabled = true`", table=f"`[sources.{manifest.name}]`", file="`instroom.toml`"
            )
        )
        return
    missing = missing_secrets(manifest, settings)
    if missing:
        ways = [" + ".join(f"`{name}`" for name in group) for group in missing]
        choice = _(" or ").join(ways)
        st.warning(
            _("Still needed, in the environment or the secrets file: {names}").format(names=choice),
            icon=":material/key:",
        )


def _reads(manifest: Manifest, settings: SourceSettings | None) -> None:
    with st.expander(_("What is read, kept and called")):
        hosts = ", ".join(f"`{host}`" for host in manifest.hosts)
        st.markdown(_("It calls these addresses and no others: {hosts}").format(hosts=hosts))
        days = _("Its days are cut in the time zone {zone}; figures older than {count} days count as stale.")
        st.markdown(days.format(zone=f"`{manifest.day_zone}`", count=manifest.stale_after_days))
        if manifest.secrets:
            st.markdown(_("Secrets, by variable; a value is never shown:"))
            st.table(_secrets(manifest, settings))
        st.markdown(_("Settings, with the value in force:"))
        st.table(_settings(manifest, settings))
        if passports_of(manifest.name):
            st.markdown(_("Figures, with what the platform calls them and what exactly is counted:"))
            st.table(_passports(manifest.name))


def _secrets(manifest: Manifest, settings: SourceSettings | None) -> pd.DataFrame:
    there = settings.secrets if settings else {}
    rows = [
        {
            _("Variable"): manifest.variable(name),
            _("What it is"): _(secret.help),
            _("Set"): _("yes") if name in there else _("no"),
        }
        for name, secret in manifest.secrets.items()
    ]
    return pd.DataFrame(rows).set_index(_("Variable"))


def _settings(manifest: Manifest, settings: SourceSettings | None) -> pd.DataFrame:
    defaults = {name: setting.default for name, setting in manifest.settings.items()}
    values = settings.values if settings else defaults  # noqa: PD011  a mapping, no frame
    rows = [
        {_("Setting"): name, _("What it does"): _(setting.help), _("Value"): _written(values.get(name))}
        for name, setting in manifest.settings.items()
    ]
    return pd.DataFrame(rows).set_index(_("Setting"))


def _passports(source: str) -> pd.DataFrame:
    rows = [
        {
            _("Figure"): metric.column,
            _("What the platform calls it"): plain(metric.native),
            _("What is counted"): " ".join([_(metric.base), *(_broken(change) for change in metric.breaks)]),
            _("Days may be summed"): _("yes") if metric.additive else _("no"),
            _("Days of"): metric.day_zone,
            _("Known after"): ngettext("{count} day", "{count} days", metric.delay_days).format(
                count=metric.delay_days
            ),
            _("Holds for"): metric.version,
        }
        for metric in passports_of(source)
    ]
    return pd.DataFrame(rows).set_index(_("Figure"))


def _broken(change: Break) -> str:
    return f"{day(change.day)}: {_(change.text)}"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return ", ".join(plain(str(item)) for item in value) or "–"
    return "–" if value is None else plain(str(value))
