"""Where a person writes the theme, the department and who tells of each item."""

import pandas as pd
import streamlit as st

from connectors.database.engine import writing
from connectors.errors import InstroomError
from dashboard import data, session
from dashboard.actions.content_labels import LONGEST, MAY_LABEL, Labels, write_labels
from dashboard.charts import labels
from dashboard.i18n import MISSING, _, day, ngettext, number
from dashboard.queries.content_labels import NAMES, ROWS, Page, page, words
from dashboard.views.sections.storing import actor
from dashboard.widgets.empty import empty, failed

_SAVED = "content-labels-saved"


def content_labels() -> None:
    """Show the items a page at a time, with boxes for what a person writes about them."""
    st.subheader(_("Theme, department and who tells"), anchor="labels")
    may = actor() in MAY_LABEL
    if not may:
        st.caption(_("A marketer, a recruiter or an administrator can write this down."))
    elif data.is_demo():
        st.caption(_("This is the demo organisation: nothing in it can be changed."))
    search, without = _narrowing()
    first = data.load(page, search, without=without, place=1)
    if not first.total:
        empty(_("No item fits."), _("Search for something else, or show all items."))
        return
    place = _place(first.total, f"{search}-{without}")
    shown = first if place == 1 else data.load(page, search, without=without, place=place)
    _said()
    _editor(shown, may=may and not data.is_demo(), key=f"{search}-{without}-{place}")


def _narrowing() -> tuple[str, bool]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(_("Search in titles"), key="labels-search", max_chars=80, width=300)
        without = st.toggle(_("Only without theme or department"), key="labels-without")
    return search.strip(), without


def _place(total: int, key: str) -> int:
    pages = -(-total // ROWS)
    count = ngettext("{count} item", "{count} items", total).format(count=number(total))
    st.caption(count)
    return st.pagination(pages, max_visible_pages=5, key=f"labels-page-{key}") if pages > 1 else 1


def _editor(shown: Page, *, may: bool, key: str) -> None:
    known = data.load(words)
    own = _own_words() if may else {}
    names = {label: _(labels.ROLES[label]) for label in labels.ROLES}
    headings = {"theme": _("Theme"), "department": _("Department"), "author_role": _("Who tells")}
    before = _table(shown, headings, names)
    options = {name: sorted({*known[name], *own.get(name, ())}, key=str.casefold) for name in NAMES[:2]}
    roles = [
        *names.values(),
        *(word for word in known["author_role"] if word not in names),
        *own.get("author_role", ()),
    ]
    config = {
        headings[name]: st.column_config.SelectboxColumn(options=options.get(name, roles), width="medium")
        for name in NAMES
    }
    edited = st.data_editor(
        before,
        hide_index=True,
        num_rows="fixed",
        placeholder=MISSING,
        disabled=not may or [column for column in before if column not in headings.values()],
        column_config=config,
        key=f"labels-{key}-{session.parameter('lang')}-{st.session_state.get(_SAVED, 0)}",
    )
    if may and st.button(_("Save"), key="labels-save", icon=":material/save:", type="primary"):
        _save(shown, before, edited, headings, {name: code for code, name in names.items()})


def _own_words() -> dict[str, tuple[str, ...]]:
    """Return words that are not in the boxes yet and that a person adds to them, separated by commas."""
    with st.expander(_("Add own words to the boxes"), icon=":material/add:"):
        st.caption(_("Write a role or a department, never the name of a person."))
        fields = {"theme": _("Themes"), "department": _("Departments"), "author_role": _("Who tells")}
        written = {
            name: st.text_input(label, key=f"labels-own-{name}", max_chars=4 * LONGEST, help=_("Separated by commas."))
            for name, label in fields.items()
        }
    return {name: tuple(part.strip() for part in text.split(",") if part.strip()) for name, text in written.items()}


def _table(shown: Page, headings: dict[str, str], names: dict[str, str]) -> pd.DataFrame:
    rows, zone = shown.rows, data.organisation().timezone
    published = [None if pd.isna(at) else at.tz_convert(zone).date() for at in rows["published_at"]]
    return pd.DataFrame(
        {
            _("Title"): [title or MISSING for title in rows["title"]],
            headings["theme"]: list(rows["theme"]),
            headings["department"]: list(rows["department"]),
            headings["author_role"]: [names.get(role, role) for role in rows["author_role"]],
            _("Channel"): [labels.platform(code) for code in rows["platform"]],
            _("Kind"): [labels.label(kind, labels.CONTENT_KINDS) for kind in rows["kind"]],
            _("Published"): [day(each) for each in published],
        }
    )


def _save(
    shown: Page, before: pd.DataFrame, edited: pd.DataFrame, headings: dict[str, str], codes: dict[str, str]
) -> None:
    columns = [headings[name] for name in NAMES]
    was, now = (table[columns].fillna("").to_numpy().tolist() for table in (before, edited))
    keys = [int(key) for key in shown.rows["content_id"]]
    changed = {
        key: Labels(theme, department, codes.get(role, role))
        for key, old, (theme, department, role) in zip(keys, was, now, strict=True)
        if old != [theme, department, role]
    }
    try:
        with writing(data.engine()) as connection:
            written = write_labels(connection, data.organisation().id, changed, at=data.now(), actor=actor())
    except InstroomError as error:
        failed(error)
        return
    st.session_state[_SAVED] = st.session_state.get(_SAVED, 0) + 1
    st.session_state["labels-said"] = written
    st.rerun()


def _said() -> None:
    written = st.session_state.pop("labels-said", None)
    if written is not None:
        words_ = ngettext("{count} item was changed.", "{count} items were changed.", written)
        st.success(words_.format(count=number(written)), icon=":material/check:")
