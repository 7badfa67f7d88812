"""Sources: how fresh and healthy every source is, reading one now, and bringing a file."""

import streamlit as st

from connectors.manifest import manifests
from dashboard import data
from dashboard.i18n import _
from dashboard.queries import freshness
from dashboard.views.sections import match_rate
from dashboard.widgets import empty
from dashboard.widgets.import_file import import_file
from dashboard.widgets.source_card import missing_secrets, source_card
from dashboard.widgets.sync_now import sync_button


def show() -> None:
    st.title(_("Sources"))
    match_rate.match_rate()
    config = data.config()
    enabled = None if data.is_demo() else tuple(name for name, source in config.sources.items() if source.enabled)
    health = data.ask(freshness.source_health, data.now(), manifests(), enabled)
    _what_needs_attention(health)
    _elsewhere()
    st.header(_("Pulled by Instroom"))
    pulled = [known for known in health if not known.is_file]
    in_use = [source for source in pulled if source.last_run is not None or _is_enabled(source.source)]
    for source in in_use:
        _pulled(source)
    others = [source for source in pulled if source not in in_use]
    if others:
        with st.expander(_("Other sources that can be connected"), icon=":material/add_link:", expanded=not in_use):
            for source in others:
                _pulled(source)
    st.header(_("Brought as a file"))
    _brought([known for known in health if known.is_file])


def _elsewhere() -> None:
    """Lead to what belongs to sources and has a page of its own."""
    with st.container(horizontal=True, key="elsewhere"):
        for page, label in (
            ("rules", _("Which words mean which source")),
            ("links", _("Links and QR codes")),
            ("definitions", _("What the figures mean")),
        ):
            empty.link(page, label)


def _what_needs_attention(health: list[freshness.SourceHealth]) -> None:
    stale = [_(source.title) for source in health if source.stale and source.status != "not_enabled"]
    if stale:
        empty.stale(
            _("Older than they should be: {names}. Read them now or import a new file.").format(names=", ".join(stale))
        )


def _is_enabled(source: str) -> bool:
    settings = data.config().sources.get(source)
    return settings is not None and settings.enabled


def _pulled(health: freshness.SourceHealth) -> None:
    manifest = manifests()[health.source]
    settings = data.config().sources.get(health.source)
    enabled = _is_enabled(health.source)
    ready = enabled and settings is not None and not missing_secrets(manifest, settings)

    def action() -> None:
        sync_button(health.source, disabled=not (ready or data.is_demo()))

    source_card(
        health,
        now=data.now(),
        today=data.today(),
        zone=data.organisation().timezone,
        manifest=manifest,
        settings=settings,
        action=action if enabled or data.is_demo() else None,
    )


def _brought(health: list[freshness.SourceHealth]) -> None:
    st.markdown(
        _("Every export that the organisation can download feeds the same tables; the same file twice changes nothing.")
    )
    import_file()
    if not health:
        empty.empty(_("No file was imported yet."))
    for kind in health:
        source_card(kind, now=data.now(), today=data.today(), zone=data.organisation().timezone)


show()
