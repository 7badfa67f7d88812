"""Bringing a file: what was understood of it, what was refused and why, a correction of its columns, and loading it."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from connectors import clock, files
from connectors.database.engine import writing
from connectors.errors import N_, InstroomError
from connectors.files import ats, mappings
from connectors.files.load import Loaded
from connectors.files.opening import open_file
from connectors.files.reading import FileContext, Reading
from connectors.inflow.stored import rulebook
from dashboard import data
from dashboard.actions.findings import refresh
from dashboard.analysis.suppression import count
from dashboard.charts.words import count_text
from dashboard.i18n import _, day_range, ngettext, number, say
from dashboard.widgets.column_choice import corrections
from dashboard.widgets.empty import failed
from dashboard.widgets.plain import plain
from dashboard.widgets.sync_now import refused_in_demo
from dashboard.widgets.tables import shown

_OF_PEOPLE = ("application", "application_event")
TABLES: Mapping[str, str] = {
    "application": N_("Applications"),
    "application_event": N_("Events of applications"),
    "vacancy": N_("Vacancies"),
    "vacancy_daily": N_("Days of vacancies"),
    "vacancy_total": N_("Sums per vacancy and source"),
    "channel": N_("Channels"),
    "channel_daily": N_("Days of channels"),
    "content": N_("Videos and posts"),
    "content_daily": N_("Days of videos and posts"),
    "content_snapshot": N_("Counters of videos and posts"),
    "visit_daily": N_("Days of visits"),
    "series": N_("Series"),
    "episode": N_("Episodes"),
    "source": N_("Origins"),
    "site": N_("Places of work"),
    "ad_daily": N_("Days of advertising"),
    "mention_daily": N_("Days of mentions"),
    "context_figure": N_("Figures of the labour market"),
}


def import_file() -> None:
    """Show the place for a file and, when there is one, its preview and the button that loads it."""
    uploaded = st.file_uploader(
        _("A file to import: CSV, Excel or zip"),
        type=["csv", "tsv", "txt", "xls", "xlsx", "zip"],
        help=_("Personal columns (name, e-mail, phone) are dropped before anything is stored."),
        key="import-file",
    )
    if uploaded is None:
        st.session_state.pop("imported", None)
        return
    if refused_in_demo():
        return
    kind = _chosen_kind()
    reading = _understood(uploaded.name, uploaded.getvalue(), kind)
    if reading is not None:
        preview(reading)
        _load(reading)


def _understood(name: str, content: bytes, kind: str | None) -> Reading | None:
    """Return what the file says after a person's corrections; None, with the reason shown, if nothing can be used."""
    reading, problem = _tried(name, content, kind, {})
    known = kind or (reading.kind if reading else ats.KIND)
    if reading and reading.mapping_is_saved:
        _remembered(name, content)
    said = dict(reading.mapping) if reading else {}
    above = st.container()  # what is wrong stands before the long form that mends it
    mapping = corrections(known, name, content, reading)
    if mapping:
        reading, problem = _tried(name, content, known, said | mapping)
    if problem is not None:
        with above:
            failed(problem)
    return reading


def _remembered(name: str, content: bytes) -> None:
    """Say that an earlier file explains the columns of this one, and let a person forget that."""
    st.info(
        _(
            "The columns mean what was said of an earlier file with the same headers. What you choose below goes before it."
        ),
        icon=":material/history:",
    )
    if st.button(_("Forget what was said"), icon=":material/backspace:", key="import-forget"):
        with writing(data.engine()) as connection:
            mappings.forget_all(connection, data.config().organisation.id, open_file(name, content))
        st.rerun()


def _tried(
    name: str, content: bytes, kind: str | None, mapping: Mapping[str, str]
) -> tuple[Reading | None, InstroomError | None]:
    try:
        with st.spinner(_("The file is being read…")):
            return files.read(name, content, file_context(), kind=kind, mapping=mapping or None), None
    except InstroomError as error:
        return None, error


def _chosen_kind() -> str | None:
    titles = {kind: _(title) for kind, title in files.titles().items()}
    return st.selectbox(
        _("What it is"),
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        placeholder=_("Recognise it by its content"),
        key="import-kind",
    )


def file_context() -> FileContext:
    """Return what the readers need to know of the organisation: its rules, and what was said of earlier files."""
    config = data.config()
    with data.engine().connect() as connection:
        rules = rulebook(connection, config.organisation.id, config.side_entrant)
        saved = mappings.all_saved(connection, config.organisation.id)
    return FileContext.of(config, clock.now(data.environment()), rules, saved)


def preview(reading: Reading) -> None:
    """Show what was understood: kind, period, rows, columns; then what was refused and what to know."""
    titles = files.titles()
    found = _("Recognised as {kind}, {period}")
    st.markdown("**" + found.format(kind=_(titles.get(reading.kind, reading.kind)), period=_period(reading)) + "**")
    with st.grid(4, min_column_width=180):
        for table, rows in reading.rows.items():
            st.metric(_(TABLES.get(table, table)), _count(table, len(rows)), border=True)
        st.metric(_("Refused rows"), number(refused_rows(reading)), border=True)
        if reading.without_day:
            st.metric(_("Applications without a day"), count_text(count(reading.without_day)), border=True)
        if reading.unknown_count:
            st.metric(_("Words that no table knows"), number(reading.unknown_count), border=True)
    for warning in reading.warnings:
        st.warning(plain(say(warning)), icon=":material/info:")
    if reading.refused:
        _refused(reading)
    with st.expander(_("Columns: what became of each"), icon=":material/view_column:"):
        st.table(columns_table(reading))


def _count(table: str, rows: int) -> str:
    """Return the number of rows; a few applications are not told, in a preview neither."""
    return count_text(count(rows)) if table in _OF_PEOPLE else number(rows)


def _period(reading: Reading) -> str:
    if reading.first_day is None and reading.last_day is None:
        return _("without days")
    return day_range(reading.first_day, reading.last_day)


def refused_rows(reading: Reading) -> int:
    """Return how many lines of the file are left out; one line may have more than one unusable cell."""
    return len({(refused.sheet, refused.row) for refused in reading.refused})


def columns_table(reading: Reading) -> pd.DataFrame:
    """Return each column's header, what it means and whether it is used; of a personal column only the header."""
    words = {
        "used": _("used"),
        "ignored": _("ignored"),
        "personal": _("personal: dropped unread"),
    }
    rows = [
        {
            _("Column"): plain(column.header),
            _("Meaning"): _(column.meaning) or "–",
            _("What became of it"): words[column.state],
        }
        for column in reading.understood
    ]
    return pd.DataFrame(rows, columns=[_("Column"), _("Meaning"), _("What became of it")]).set_index(_("Column"))


def _refused(reading: Reading) -> None:
    lines = refused_rows(reading)
    words = ngettext(
        "{count} row is refused and will be left out:", "{count} rows are refused and will be left out:", lines
    )
    said = words.format(count=number(lines))
    st.markdown(said)
    st.dataframe(shown(refused_table(reading)), hide_index=True, key="import-refused", alt=said)


def refused_table(reading: Reading) -> pd.DataFrame:
    """Return each cell that cannot be used: where it stands, what was found, what was expected."""
    rows = [
        {
            _("Sheet"): refused.sheet,
            _("Row"): str(refused.row),
            _("Column"): refused.column,
            _("Found"): refused.value,
            _("Expected"): say(refused.expected),
        }
        for refused in reading.refused
    ]
    table = pd.DataFrame(rows)
    return table if any(table[_("Sheet")]) else table.drop(columns=_("Sheet"))


def _load(reading: Reading) -> None:
    mark = (reading.sha256, reading.kind)
    if st.button(_("Import"), icon=":material/upload:", key="import-load"):
        try:
            with st.spinner(_("The figures are being stored…")):
                loaded = files.load(data.engine(), data.config().organisation, reading, clock.now(data.environment()))
            if loaded.table_rows:
                with st.spinner(_("What was extra is reckoned anew…")):
                    refresh(data.engine(), data.config().organisation.id, clock.now(data.environment()))
        except InstroomError as error:
            failed(error)
            return
        st.session_state["imported"] = (mark, loaded)
        st.rerun()
    done = st.session_state.get("imported")
    if done and done[0] == mark:
        st.success(plain(outcome(done[1])), icon=":material/check_circle:")


def outcome(loaded: Loaded) -> str:
    """Return in a sentence what an import did; the same file again changes nothing and says so."""
    written = sum(loaded.table_rows.values())
    if not written:
        return _("Nothing has changed: everything in {file} was there already ({count} rows).").format(
            file=loaded.file, count=number(loaded.unchanged)
        )
    words = ngettext("{count} row new or changed", "{count} rows new or changed", written)
    return _("{file} is imported: {written}, {unchanged} unchanged.").format(
        file=loaded.file, written=words.format(count=number(written)), unchanged=number(loaded.unchanged)
    )
