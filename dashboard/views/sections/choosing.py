"""Fields that stand in more than one form: a pick list with own words beside it, days, amounts."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from dashboard.actions.campaign_form import FIRST_DAY, LAST_DAY
from dashboard.analysis.amounts import read_amount
from dashboard.analysis.picks import joined
from dashboard.charts import picked
from dashboard.i18n import _, day, typed_number
from dashboard.widgets.plain import plain

DAY = "DD-MM-YYYY"


def pick(label: str, table: Mapping[str, str], text: str | None, *, key: str, fixed: bool = False) -> str:
    """Show a pick list with own words below it and return both as one text."""
    if fixed:
        return _written(label, text, picked.told(text, table))
    codes, own = picked.chosen(text, table)
    chosen = st.multiselect(
        label,
        list(table),
        default=codes,
        format_func=lambda code: _(table[code]),
        placeholder=_("Choose one or more"),
        key=f"{key}-picks",
    )
    return joined(picked.words_of(chosen, table), _own_words(label, own, key=key))


def _written(label: str, text: str | None, told: str) -> str:
    """Show what stays as it was written down as words, since a grey field can hardly be read; return it unchanged."""
    st.markdown(_("**{label}:** {value}").format(label=label.rstrip(" ?"), value=plain(told)))
    return text or ""


def _own_words(label: str, own: str, *, key: str) -> str:
    words = st.text_input(
        _("{label}: in your own words (may stay empty)").format(label=label.rstrip(" ?")),
        value=own,
        max_chars=300,
        key=f"{key}-words",
    )
    return words.replace(";", ",")


def pick_one(label: str, table: Mapping[str, str], text: str | None, *, key: str, fixed: bool = False) -> str:
    """Show a list of which one is chosen, with own words below it, and return both as one text."""
    if fixed:
        return _written(label, text, picked.told(text, table))
    codes, own = picked.chosen(text, table)
    chosen = st.selectbox(
        label,
        list(table),
        index=list(table).index(codes[0]) if codes else None,
        format_func=lambda code: _(table[code]),
        placeholder=_("Choose one"),
        key=f"{key}-pick",
    )
    one = [chosen] if chosen else []
    return joined(picked.words_of(one, table), _own_words(label, own, key=key))


def several(label: str, names: Mapping[str, str], chosen: Sequence[str], none: str, *, key: str) -> list[str]:
    """Show a list of which several can be chosen; what was chosen before and is gone from the list stays."""
    whole = {**names, **{code: code for code in chosen if code not in names}}
    return st.multiselect(
        label, list(whole), default=list(chosen), format_func=whole.__getitem__, placeholder=none, key=key
    )


def day_of(label: str, value: date | None, *, key: str, fixed: bool = False) -> date | None:
    """Show a field for a day, which may stay empty; ``fixed``: the day as words."""
    if fixed:
        _written(label, None, day(value))
        return value
    return st.date_input(label, value=value, format=DAY, min_value=FIRST_DAY, max_value=LAST_DAY, key=key)


def amount(label: str, value: float | None, *, key: str, help_: str | None = None) -> tuple[float | None, str]:
    """Show a field for a number with comma or point; return the number (None: not understood) and what was typed."""
    written = typed_number(value) if value else ""
    typed = st.text_input(label, value=written, max_chars=20, placeholder="0", key=key, help=help_)
    return read_amount(typed), typed
