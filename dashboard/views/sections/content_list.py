"""Everything that was told in the period: searched, sorted, a page at a time, with a download of all of it."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from connectors.metrics import passports
from dashboard import data, i18n
from dashboard.analysis.selection import Selection
from dashboard.charts import labels
from dashboard.i18n import MISSING, _, day, ngettext, number
from dashboard.queries.content_labels import words
from dashboard.queries.content_list import MOST, ROWS, SORTS, Wanted, items, kinds, platforms, total
from dashboard.widgets import folded
from dashboard.widgets.choice import choice
from dashboard.widgets.empty import empty
from dashboard.widgets.plain import plain
from dashboard.widgets.tables import csv_bytes, download_csv, shown

_MINUTES = 60
_NARROW = 150  # pixels; two beside each other on a phone


def content_list(selection: Selection | None) -> None:
    """Show the items that came out in the period or were seen in it."""
    st.subheader(_("All content"), anchor="all")
    if selection is None:
        empty(_("There is no content yet."), page="sources", label=_("Go to Sources"))
        return
    asked = (selection.period, data.organisation().timezone)
    wanted = _wanted()
    count = data.load(total, *asked, wanted)
    if not count:
        empty(_("No item fits."), _("Choose more months, or search for something else."))
        return
    with st.container(border=True, key="card-content-list"):
        heading = ngettext("{count} item in these months", "{count} items in these months", count)
        st.markdown(f"**{plain(heading.format(count=number(count)))}**")
        pages = -(-count // ROWS)
        place = st.pagination(pages, max_visible_pages=5, key=f"content-page-{wanted}-{asked}") if pages > 1 else 1
        rows = data.load(items, *asked, wanted, place=place)
        link = st.column_config.LinkColumn(_("Address"), display_text=_("Open"), width="small")
        st.dataframe(
            shown(_table(rows)),
            hide_index=True,
            placeholder=MISSING,
            column_config={_("Address"): link},
            key="content-list",
        )
        _below(selection, wanted, count)


def _below(selection: Selection, wanted: Wanted, count: int) -> None:
    st.caption(_("Figures of these months as each platform counts them; a dash is not known, never zero."))
    folded.definition(_definition(), key="content-list")
    download_csv(partial(_csv, i18n.language(), selection, wanted), key="content")
    if count > MOST:
        st.caption(_("The download holds the first {most} items.").format(most=number(MOST)))


def _csv(language: str, selection: Selection, wanted: Wanted) -> bytes:
    """Return all items as CSV; it is made when somebody asks for it."""
    with i18n.speaking(language):
        rows = data.load(items, selection.period, data.organisation().timezone, wanted, most=MOST)
        return csv_bytes(_table(rows))


def _wanted() -> Wanted:
    with st.grid(5, min_column_width=_NARROW, key="list-narrowing"):
        search = st.text_input(_("Search in titles"), key="list-search", max_chars=80).strip()
        platform = _box("platform", _("Channel"), data.load(platforms), labels.platform)
        kind = _box("kind", _("Kind"), data.load(kinds), lambda code: labels.label(code, labels.CONTENT_KINDS))
        roles = data.load(words)["author_role"]
        role = _box("role", _("Who tells"), roles, lambda code: labels.label(code, labels.ROLES))
        sort = _box("sort", _("Highest first"), SORTS, _sort_name, every=False)
    return Wanted(search, platform, kind, role, sort or SORTS[0])


def _sort_name(code: str) -> str:
    return {"published_at": _("Published"), "title": _("Title (A to Z)"), **_headings()}[code]


def _headings() -> dict[str, str]:
    return {
        "views": _("Views"),
        "impressions": _("Impressions"),
        "clicks": _("Clicks"),
        "reactions": _("Reactions"),
        "comments": _("Comments"),
        "shares": _("Shares"),
    }


def _box(name: str, label: str, codes: Sequence[str], named: Callable[[str], str], *, every: bool = True) -> str:
    names = {code: named(code) for code in codes}
    return choice(f"list_{name}", label, {"": _("All"), **names} if every else names)


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    zone = data.organisation().timezone
    published = [None if pd.isna(at) else at.tz_convert(zone).date() for at in rows["published_at"]]
    table = pd.DataFrame(
        {
            _("Title"): [title or MISSING for title in rows["title"]],
            _("Published"): [day(each) for each in published],
            _("Channel"): [labels.platform(code) for code in rows["platform"]],
            _("Kind"): [labels.label(kind, labels.CONTENT_KINDS) for kind in rows["kind"]],
            _("Theme"): [theme or MISSING for theme in rows["theme"]],
            _("Department"): [department or MISSING for department in rows["department"]],
            _("Who tells"): [labels.label(role, labels.ROLES) if role else MISSING for role in rows["author_role"]],
        }
    )
    for name, heading in _headings().items():
        table[heading] = [number(value) for value in rows[name]]
    table[_("Hours watched")] = [
        MISSING if pd.isna(each) else number(each / _MINUTES) for each in rows["watch_minutes"]
    ]
    table[_("Address")] = [_address(url) for url in rows["url"]]
    return table


def _address(url: object) -> str | None:
    """Return the stored address, and only one that opens a page."""
    return url if isinstance(url, str) and url.startswith(("https://", "http://")) else None


def _definition() -> str:
    """Return what each platform calls the figures of the list."""
    lines = []
    for name, heading in _headings().items():
        native = dict.fromkeys(each.native for each in passports() if each.column == f"content_daily.{name}")
        if native:
            lines.append(f"**{heading}** {plain('; '.join(native))}")
    return "\n\n".join(
        (
            _("Items that came out in these months, or that were seen in them. Figures are those of these months."),
            *lines,
            _("Figures of a single post by an ambassador are not shown: nobody is ranked."),
        )
    )
