"""The forms with which an own event is written down, changed and taken away."""

import streamlit as st

from dashboard import data
from dashboard.actions import events as actions
from dashboard.actions.events import LONGEST_TITLE, Written
from dashboard.analysis.time_line import EVENT_KINDS, Item
from dashboard.charts.words import KINDS, platforms
from dashboard.i18n import _, day
from dashboard.queries import backdrops, workplaces
from dashboard.views.sections.storing import actor, may_change, stored
from dashboard.widgets.backdrop import time_line
from dashboard.widgets.plain import plain


def forms() -> None:
    """Show the forms to who may change events."""
    if not may_change():
        return
    with st.expander(_("Write down an event"), icon=":material/add_circle:"), st.form("new-event", border=False):
        new = _fields("new")
        if st.form_submit_button(_("Keep this event"), type="primary"):
            stored(lambda: _add(new), _("“{name}” stands on the time line.").format(name=plain(new.title)))
    own = {item.key: item for item in time_line() if item.kind in EVENT_KINDS}
    if own and not data.is_demo():
        with st.expander(_("Change or remove an event"), icon=":material/edit:"):
            _change(own)


def _change(own: dict[str, Item]) -> None:
    code = st.selectbox(
        _("Event"),
        list(reversed(own)),
        format_func=lambda code: f"{own[code].title} ({day(own[code].first)})",
        key="change-event",
    )
    with st.form(f"change-event-{code}", border=False):
        changed = _fields(code, own[code])
        if st.form_submit_button(_("Keep changes"), type="primary"):
            stored(lambda: _keep(code, changed), _("The changes have been kept."))
    with st.popover(_("Remove this event"), icon=":material/delete:"):
        st.markdown(_("It is then on no chart any more."))
        if st.button(_("Yes, remove it"), key=f"remove-event-{code}"):
            stored(lambda: _remove(code), _("The event has been removed."))


def _fields(key: str, event: Item | None = None) -> Written:
    names = data.load(workplaces.site_names)
    sites = {"": _("All sites"), **names}
    channels = {"": _("None"), **{code: platforms([code]) for code in data.load(backdrops.platforms_on)}}
    kind = st.selectbox(
        _("Kind"),
        EVENT_KINDS,
        index=EVENT_KINDS.index(event.kind) if event else 0,
        format_func=lambda code: _(KINDS[code]),
        key=f"event-kind-{key}",
    )
    title = st.text_input(
        _("What happened"), value=event.title if event else "", max_chars=LONGEST_TITLE, key=f"event-title-{key}"
    )
    left, right = st.columns(2)
    first = left.date_input(
        _("First day"), value=event.first if event else data.today(), format="DD-MM-YYYY", key=f"event-first-{key}"
    )
    last = right.date_input(
        _("Last day (leave empty for one day)"),
        value=event.last if event and event.last != event.first else None,
        format="DD-MM-YYYY",
        key=f"event-last-{key}",
    )
    left, right = st.columns(2)
    site = _one(left, _("Site"), sites, event.sites if event else (), f"event-site-{key}")
    platform = _one(right, _("Platform"), channels, event.platforms if event else (), f"event-platform-{key}")
    return Written(kind, title, first, last, site, platform)


def _one(
    place: st.delta_generator.DeltaGenerator, label: str, options: dict[str, str], now: tuple[str, ...], key: str
) -> str:
    codes = list(options)
    index = codes.index(now[0]) if now and now[0] in codes else 0
    return str(place.selectbox(label, codes, index=index, format_func=options.__getitem__, key=key))


def _add(new: Written) -> None:
    actions.add(data.engine(), data.organisation().id, new, actor=actor(), at=data.now(), today=data.today())


def _keep(code: str, changed: Written) -> None:
    by, at = actor(), data.now()
    actions.change(data.engine(), data.organisation().id, code, changed, actor=by, at=at, today=data.today())


def _remove(code: str) -> None:
    actions.remove(data.engine(), data.organisation().id, code, actor=actor(), at=data.now())
