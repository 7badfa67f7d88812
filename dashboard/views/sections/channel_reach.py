"""Reach side by side: every figure as its platform counts it, with its definition; only clicks, cost and applications add up."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from connectors.errors import N_
from dashboard import data
from dashboard.analysis.channels import ordered
from dashboard.analysis.reach import Change, Reading, Total, Weekly, breaks_between, change, totals
from dashboard.analysis.selection import Selection
from dashboard.analysis.suppression import Count
from dashboard.analysis.whole_months import together
from dashboard.charts.channels import FIGURES, channel_name, per_week
from dashboard.charts.words import count_text, signs, tell
from dashboard.i18n import MISSING, _, day, money, number, signed_percent
from dashboard.queries import channels
from dashboard.views.sections.channel_counts import per_channel
from dashboard.widgets import folded
from dashboard.widgets.backdrop import backdrop
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.empty import empty
from dashboard.widgets.plain import plain
from dashboard.widgets.table_card import table_card
from dashboard.widgets.tables import show_cells

_WAYS = {
    "api": N_("interface"),
    "export": N_("file"),
    "manual": N_("by hand"),
    "snapshot": N_("difference of two readings"),
}
_HOWS = {"average": N_("{value} on an average day"), "level": N_("{value} on the last day")}
_NEVER = {
    "impressions": N_("Impressions of all channels"),
    "reach": N_("Reach of all channels"),
    "views": N_("Views of all channels"),
}
Line = dict[str, str]


def reach(selection: Selection) -> None:
    """Show the main figure of every channel per week, and the table of all figures."""
    st.subheader(_("Reach side by side"), anchor="reach")
    side_by_side = data.load(channels.side_by_side, selection.period, selection.against)
    found = side_by_side.readings
    if not found:
        empty(
            _("No channel has figures in this period."),
            _("Connect a source or import a file; this part fills by itself."),
            page="sources",
            label=_("Go to Sources"),
        )
        return
    st.markdown(
        _(
            "A view of one platform is not a view of another: figures stand apart, and only clicks, cost and applications are added."
        )
    )
    _breaks(found, selection)
    _weeks(side_by_side.weekly, found, selection)
    _table(found, selection)


def _breaks(found: Sequence[Reading], selection: Selection) -> None:
    """Say which figures changed meaning in or between the periods; the definition stands once for each platform."""
    told = {
        (each.group, where, text)
        for each in found
        for where, text in breaks_between(each.definition, selection.period, selection.against)
    }
    for group, where, text in sorted(told):
        words = _("{channel}, {day}: {what} No change is given for these figures.")
        name = plain(channel_name(group))
        st.warning(words.format(channel=name, day=day(where), what=plain(_(text))), icon=":material/rule:")


def _weeks(weekly: Sequence[Weekly], found: Sequence[Reading], selection: Selection) -> None:
    if not weekly:
        return
    drawn = {(each.group, each.column) for each in weekly}
    ends = [each.known.last for each in found if (each.group, each.column) in drawn and each.known.last]
    until = min(ends, default=selection.period.last)
    chart = per_week(weekly, backdrop(selection.period, until=until))
    rows = [
        (
            channel_name(each.group),
            _(FIGURES[each.column]),
            day(monday),
            number(None if pd.isna(value) else float(value)),
        )
        for each in weekly
        for monday, value in zip(each.rows["week_start"], each.rows["value"], strict=True)
    ]
    headings = (_("Channel"), _("Figure"), _("Week from"), _("Value"))
    chart_card(
        chart,
        pd.DataFrame(dict(zip(headings, zip(*rows, strict=True), strict=True))),
        _("Each platform's own figures, whole weeks within the period; all of them run until {until}.").format(
            until=day(until)
        ),
        _("Each panel has an axis of its own: the heights of two panels say nothing about each other."),
        key="channel-weeks",
        until=until,
    )


def _table(found: Sequence[Reading], selection: Selection) -> None:
    now, before = per_channel(selection.period), per_channel(selection.against)
    lines: list[Line] = []
    for code in ordered([*(each.group.split(":")[0] for each in found), *now]):
        lines += [_line(each, selection) for each in found if each.group.split(":")[0] == code]
        if code in now and _worth(now[code]):
            lines.append(_applications(code, now[code], before.get(code), selection))
    lines += [_total(each) for each in totals(found)]
    lines.append(_total_applications(together(list(now.values()))))
    definition = _(
        "Every figure keeps the name and the meaning of its platform. Reach counts different people: neither days nor "
        "channels can be added, so that an average day is given. A change is left out where a figure is counted "
        "differently, is not complete, or was not there."
    )
    table_card(
        _("What every channel counts, beside the period that it is compared with"),
        pd.DataFrame(lines),
        _("Sources as named in each row; applications: own system, by source."),
        f"{definition}\n\n{signs()}",
        key="channel-reach",
    )
    name = _("What each figure counts, in full")
    folded.later(name, lambda: _in_full(lines), icon=":material/menu_book:", key="in-full")


def _in_full(lines: Sequence[Line]) -> None:
    show_cells(pd.DataFrame(lines)[[_("Channel"), _("Figure"), _("What counts")]])


def _worth(count: Count) -> bool:
    return count.hidden or bool(count.value)


def _line(each: Reading, selection: Selection) -> Line:
    counted = " ".join(_(text) for text in (each.definition.text, each.definition.from_when) if text)
    final = _("yes") if each.known.final else _("may still change")
    return _row(
        each.group,
        each.definition.native or _(FIGURES[each.column]),
        counted,
        _value(each),
        _change(change(each, selection.period, selection.against)),
        zone=", ".join(each.known.zones),
        until=day(each.known.last),
        final=MISSING if each.known.last is None else final,
        read=", ".join(_(_WAYS[way]) for way in each.known.ingests),
    )


def _row(
    group: str,
    figure: str,
    counted: str,
    value: str,
    changed: str,
    *,
    zone: str = "",
    until: str = "",
    final: str = "",
    read: str = "",
    name: str = "",
) -> Line:
    return {
        _("Channel"): name or channel_name(group),
        _("Figure"): figure,
        _("Value"): value,
        _("Change"): changed,
        _("What counts"): counted or MISSING,
        _("Until"): until or MISSING,
        _("Final"): final or MISSING,
        _("How it was read"): read or MISSING,
        _("Days cut in"): zone or MISSING,
    }


def _value(each: Reading) -> str:
    if each.value is None:
        return MISSING
    if each.column == "cost":
        return money(each.value, each.currency or "EUR")
    text = number(each.value)
    return _(_HOWS[each.how]).format(value=text) if each.how in _HOWS else text


def _change(found: Change) -> str:
    if found.relative is not None:
        return signed_percent(found.relative)
    return f"{MISSING} ({tell(found.reason)})" if found.reason else MISSING


def _applications(code: str, now: Count, before: Count | None, selection: Selection) -> Line:
    known = before is not None and now.value is not None and before.value is not None
    changed = MISSING
    if known and before is not None and now.value is not None and (before.value or 0) >= before.minimum:
        changed = _change(Change(now.value / (before.value or 1) - 1))
    return _row(
        code,
        _("Own system: applications"),
        _("Applications whose source is this channel, by the day they came in."),
        count_text(now),
        changed,
        zone=data.organisation().timezone,
        until=day(selection.period.last),
        final=_("yes"),
        read=_("own system"),
    )


def _total(each: Total) -> Line:
    if not each.added:
        text = _("Different people, moments and definitions: a sum would mean nothing.")
        return _row("", _(_NEVER[each.family]), text, _("cannot be added"), MISSING, name=_("All channels"))
    text = _("Sum of what the platforms call clicks.") if each.family == "clicks" else _("Sum in one currency.")
    value = number(each.value) if each.family == "clicks" else money(each.value, each.currency or "EUR")
    return _row("", _(FIGURES[each.family]), text, value, MISSING, name=_("All channels"))


def _total_applications(count: Count) -> Line:
    text = _("Applications whose source is one of these channels; withheld when one of them is.")
    return _row("", _("Applications"), text, count_text(count), MISSING, name=_("All channels"))
