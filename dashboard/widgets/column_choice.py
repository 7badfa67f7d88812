"""Correcting how a file was understood: which column means what, how its dates are written, of which channel it is."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from connectors.errors import InstroomError
from connectors.files import ats, linkedin_jobs, linkedin_page, youtube_studio
from connectors.files.ats_columns import IGNORE, targets
from connectors.files.opening import open_file
from connectors.files.reading import Reading, header_lines
from connectors.personal import shown_header
from dashboard import data
from dashboard.i18n import _

_MEANINGS = {ats.KIND: targets, linkedin_jobs.KIND: linkedin_jobs.targets}
"""Kind to what its columns can mean, for kinds of which a person says that."""
_PLATFORMS = {youtube_studio.KIND: "youtube", linkedin_page.KIND: "linkedin"}


def corrections(kind: str, name: str, content: bytes, reading: Reading | None) -> dict[str, str]:
    """Let a person say what the file does not; returns only what was said, as the readers take it.

    ``reading`` is what was understood without a word from anybody; None when nothing could be used.
    """
    if kind in _PLATFORMS:
        return _channel(_PLATFORMS[kind])
    if kind not in _MEANINGS:
        return {}
    meanings = {name: target.meaning for name, target in _MEANINGS[kind]().items()}
    return _columns(_headers(name, content), reading, meanings)


def _headers(name: str, content: bytes) -> list[str]:
    """Return the headers; one that seems to be a person's data is left out.

    They stand in the first line that fills at least half as many cells as the fullest: a line of data may be fuller.
    """
    try:
        lines = [headers for _sheet, _line, headers in header_lines(open_file(name, content))]
    except InstroomError:
        return []
    filled = [sum(bool(header.strip()) for header in headers) for headers in lines]
    first = next((headers for headers, cells in zip(lines, filled, strict=True) if 2 * cells >= max(filled)), ())
    return [header for header in dict.fromkeys(first) if header.strip() and shown_header(header) == header.strip()[:60]]


def _columns(headers: Sequence[str], reading: Reading | None, meanings: Mapping[str, str]) -> dict[str, str]:
    if not headers:
        return {}
    found = _recognised(reading, meanings)
    with st.expander(_("Correct what the columns mean"), icon=":material/edit:", expanded=reading is None):
        st.caption(_("Choose only where the file was not understood well; the preview follows."))
        chosen = {"date_order": _date_order()}
        left, right = st.columns(2)
        for place, (name, meaning) in enumerate(meanings.items()):
            side = right if place % 2 else left
            chosen[name] = _choose(side, name, meaning, headers, found.get(name))
    return {name: header for name, header in chosen.items() if header and header != found.get(name)}


def _recognised(reading: Reading | None, meanings: Mapping[str, str]) -> dict[str, str]:
    """Return name of a meaning to the header that was understood as such."""
    names = {meaning: name for name, meaning in meanings.items()}
    used = [column for column in reading.understood if column.state == "used"] if reading else []
    return {names[column.meaning]: column.header for column in used if column.meaning in names}


def _choose(place: DeltaGenerator, name: str, meaning: str, headers: Sequence[str], now: str | None) -> str | None:
    none = {IGNORE: _("no column")}
    return place.selectbox(
        _(meaning),
        [IGNORE, *headers] if now else headers,
        index=None,
        format_func=lambda header: none.get(header, header),
        placeholder=_("recognised: {header}").format(header=now) if now else _("not in this file"),
        key=f"column-{name}",
    )


def _date_order() -> str | None:
    orders = {"day_first": _("day first (31-12-2026)"), "month_first": _("month first (12/31/2026)")}
    return st.selectbox(
        _("How its dates are written"),
        list(orders),
        index=None,
        format_func=orders.__getitem__,
        placeholder=_("Recognise it by the content"),
        key="column-date_order",
    )


def _channel(platform: str) -> dict[str, str]:
    settings = data.config().sources.get(platform)
    channel = st.text_input(
        _("Of which channel or page is it? (its id or its handle)"),
        value=settings.text("channel") if settings else "",
        placeholder=_("as the file says, if it does"),
        key="import-channel",
    ).strip()
    return {"channel": channel} if channel else {}
