"""The one filter bar: period, what it is compared with, site, group of functions, audience. It stays on every page, and in the address."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import cast

import streamlit as st

from connectors.errors import N_
from dashboard import data, session
from dashboard.analysis.selection import (
    LATEST,
    Compare,
    Selection,
    against,
    code_of,
    last_complete_month,
    months_of,
    read_months,
    whole_months,
    years,
)
from dashboard.analysis.side_entrants import GROUPS
from dashboard.charts.labels import function_group as group_name
from dashboard.i18n import _, day, month, ngettext
from dashboard.queries.filters import Choices, choices

FIELDS = ("period", "compare", "site", "function_group", "audience")
DEFAULT = "3m"
PARAMETERS: Mapping[str, str] = {
    "period": "period",
    "compare": "compare",
    "site": "site",
    "function_group": "group",
    "audience": "audience",
}
"""Field to its name in the address."""
_COMPARE: Mapping[str, str] = {"previous": N_("As many months before"), "year": N_("The same months a year earlier")}
_MONTHS = "months"
_NARROW = 150  # pixels; two beside each other on a phone


def filter_bar(*fields: str, default: str = DEFAULT) -> Selection | None:
    """Show the named FIELDS (all, when none is named) and return what was chosen; None when there are no figures at all.

    What a page does not show is not narrowed on it, but stays chosen for the next page. ``default`` is the code of the
    period for a reader who chose none.
    """
    shown = fields or FIELDS
    known = data.load(choices, data.today(), data.organisation().timezone)
    if known is None:
        return None
    last = last_complete_month(known.last_day)
    codes = _codes(known, last, default)
    with st.grid(len(shown), min_column_width=_NARROW, key="filter-bar"):
        if "period" in shown:
            _period(codes["period"], known, last)
        for field, label, options in _selects(known):
            if field in shown:
                _select(field, label, options, codes[field])
    if codes["period"] not in _period_names(known, last):
        _choose_months(codes["period"], known, last)
    return _selection(codes, shown, last)


def period_line(selection: Selection, *, compared: bool = True) -> str:
    """Return which days are looked at and beside which, in words: a caption under the bar."""
    if not compared:
        return _span(selection.period.first, selection.period.last)
    words = _("{months}, beside {others}")
    return words.format(
        months=_span(selection.period.first, selection.period.last),
        others=_span(selection.against.first, selection.against.last),
    )


def _span(first: date, last: date) -> str:
    """Return months in words: “March 2026 to May 2026”, or one of them."""
    if (first.year, first.month) == (last.year, last.month):
        return month(first)
    return _("{first_month} to {last_month}").format(first_month=month(first), last_month=month(last))


def _codes(known: Choices, last: date, default: str) -> dict[str, str]:
    """Return the choice of every field: from the address, else from this session, else the usual one."""
    allowed: dict[str, Sequence[str]] = {field: list(options) for field, _label, options in _selects(known)}
    codes = {field: session.parameter(PARAMETERS[field], "", some) for field, some in allowed.items()}
    asked = session.parameter("period", default)
    if read_months(asked, last) is None:
        session.remember("period", "")
        asked = default
    return {**codes, "period": asked, "compare": codes["compare"] or "previous"}


def _selects(known: Choices) -> list[tuple[str, str, dict[str, str]]]:
    """Return the fields that are a list: their name, label, and codes with what they are called; the empty code is all."""
    groups = {code: group_name(code) for code in known.function_groups}
    return [
        ("compare", _("Compared with"), {code: _(name) for code, name in _COMPARE.items()}),
        ("site", _("Site"), {"": _("All sites"), **known.sites}),
        ("function_group", _("Function group"), {"": _("All function groups"), **groups}),
        ("audience", _("Audience"), {"": _("Everybody"), **{code: _(name) for code, name in GROUPS.items()}}),
    ]


def _select(field: str, label: str, options: Mapping[str, str], current: str) -> None:
    _box(PARAMETERS[field], label, list(options), current, options.__getitem__)


def _box(parameter: str, label: str, codes: Sequence[str], current: str, named: Callable[[str], str]) -> None:
    key = f"filter-{parameter}-{current}"
    place = codes.index(current) if current in codes else 0

    def chosen() -> None:
        session.remember(parameter, st.session_state[key])

    st.selectbox(label, codes, index=place, format_func=named, on_change=chosen, key=key)


def _period_names(known: Choices, last: date) -> dict[str, str]:
    latest = {
        code: ngettext("Last {count} month", "Last {count} months", int(code[:-1])).format(count=code[:-1])
        for code in LATEST
    }
    return {**latest, **{year: year for year in years(known.first_day, last)}}


def _period(current: str, known: Choices, last: date) -> None:
    names = _period_names(known, last)
    own = code_of(*_ends(current, last))
    key = f"filter-period-{current}"

    def chosen() -> None:
        code = st.session_state[key]
        session.remember("period", own if code == _MONTHS else code)

    codes = [*names, _MONTHS]
    st.selectbox(
        _("Period"),
        codes,
        index=codes.index(current if current in names else _MONTHS),
        format_func=lambda code: names.get(code) or _("Choose months"),
        on_change=chosen,
        key=key,
        help=_("Whole months, until {month}. The last complete day is {day}.").format(
            month=month(last), day=day(known.last_day)
        ),
    )


def _ends(code: str, last: date) -> tuple[date, date]:
    period = read_months(code, last)
    assert period is not None
    return period.first, period.last


def _choose_months(current: str, known: Choices, last: date) -> None:
    """Show the first and the last month of a period of one's own; the last is never before the first."""
    first_chosen, last_chosen = _ends(current, last)
    months = months_of(whole_months(min(known.first_day, first_chosen), last))
    names = {f"{each:%Y-%m}": month(each) for each in reversed(months)}
    ends = (f"{first_chosen:%Y-%m}", f"{last_chosen:%Y-%m}")
    keys = [f"filter-month-{place}-{current}" for place in range(2)]

    def chosen() -> None:
        pair = sorted(st.session_state[key] for key in keys)
        session.remember("period", "..".join(pair))

    with st.grid(2, min_column_width=_NARROW, key="filter-months"):
        for key, label, end in zip(keys, (_("First month"), _("Last month")), ends, strict=True):
            codes = list(names)
            st.selectbox(label, codes, index=codes.index(end), format_func=names.__getitem__, on_change=chosen, key=key)


def _selection(codes: Mapping[str, str], shown: Sequence[str], last: date) -> Selection:
    period = read_months(codes["period"], last)
    assert period is not None
    compare = cast("Compare", codes["compare"])
    narrowed = {field: codes[field] if field in shown else "" for field in ("site", "function_group", "audience")}
    return Selection(period, against(period, compare), compare, **narrowed)
