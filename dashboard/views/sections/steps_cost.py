"""Step 3 of a campaign: what it costs, line by line: cash, own hours, and the channel that it was for."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from connectors.errors import N_
from dashboard import data
from dashboard.actions import campaigns as actions
from dashboard.actions.campaign_form import CURRENCIES, CostLine
from dashboard.analysis.links import KINDS
from dashboard.charts.words import PLATFORMS
from dashboard.i18n import MISSING, _, money, number
from dashboard.queries import costs
from dashboard.queries.stories import Story
from dashboard.views.sections.choosing import amount
from dashboard.views.sections.storing import actor, seen, stored_as_seen
from dashboard.widgets.plain import plain

_RATE = 39.0
_MADE = "cost-made"
_WHOLE = N_("The campaign as a whole")
_OFFLINE = {kind.source: kind.label for kind in KINDS.values() if kind.is_offline or kind.source == "newsletter"}


def channel_name(code: str) -> str:
    """Return what the channel of a line of cost is called."""
    if not code:
        return _(_WHOLE)
    return _(PLATFORMS.get(code) or _OFFLINE.get(code, code))


def cost(story: Story) -> None:
    """Show the lines of cost with the form for one more, or for another in the place of one."""
    lines, currency = _lines(story.id)
    _shown(lines, currency)
    numbers = list(range(1, len(lines) + 1))
    key = f"cost-{story.id}-{st.session_state.get(_MADE, 0)}"  # after each line that is kept the form is empty again
    before = seen("costs", story.id, f"{key}-which")
    which = st.selectbox(
        _("Line"),
        [0, *numbers],
        format_func=lambda place: _("One more line") if place == 0 else f"{place}. {lines[place - 1].label}",
        key=f"{key}-which",
    )
    old = lines[which - 1] if which else CostLine("", hour_rate=_RATE)
    with st.form(f"{key}-{which}"):
        new, chosen = _fields(old, currency, f"{key}-{which}" if which else key)
        kept = st.form_submit_button(_("Keep"), type="primary", icon=":material/save:")
        gone = bool(which) and st.form_submit_button(_("Remove this line"), icon=":material/delete:")
    if gone:
        _store(story, [line for place, line in enumerate(lines, 1) if place != which], currency, before)
    elif kept and new is not None:
        whole = [new if place == which else line for place, line in enumerate(lines, 1)]
        _store(story, whole if which else [*lines, new], chosen, before)


def _lines(code: str) -> tuple[list[CostLine], str]:
    rows = data.load(costs.lines)
    own = rows[rows["campaign_id"] == code]
    lines = [
        CostLine(row.label, row.cash, row.hours, row.hour_rate, row.platform if isinstance(row.platform, str) else "")
        for row in own.itertuples()
    ]
    return lines, next(iter(own["currency"]), "EUR")


def _shown(lines: Sequence[CostLine], currency: str) -> None:
    if not lines:
        st.info(_("No cost has been written down yet. Own hours count as well."), icon=":material/receipt_long:")
        return
    st.table(
        pd.DataFrame(
            {
                _("What"): [plain(line.label) for line in lines],
                _("Channel"): [channel_name(line.platform) for line in lines],
                _("Cash"): [money(line.cash, currency, 2) for line in lines],
                _("Hours"): [number(line.hours, 1) for line in lines],
                _("Rate"): [money(line.hour_rate, currency, 2) if line.hours else MISSING for line in lines],
            }
        ),
        hide_index=True,
    )
    cash, full = sum(line.cash for line in lines), sum(line.cash + line.hours * line.hour_rate for line in lines)
    said = _("{cash} in cash; {full} with own hours.")
    st.caption(said.format(cash=money(cash, currency, 2), full=money(full, currency, 2)))


def _fields(old: CostLine, currency: str, key: str) -> tuple[CostLine | None, str]:
    label = st.text_input(_("What"), value=old.label, max_chars=120, key=f"{key}-label")
    left, middle, right = st.columns(3)
    with left:
        cash = amount(_("Cash"), old.cash, key=f"{key}-cash")
    with middle:
        hours = amount(_("Own hours"), old.hours, key=f"{key}-hours")
    with right:
        rate = amount(_("Rate per hour"), old.hour_rate, key=f"{key}-rate")
    left, right = st.columns(2)
    codes = list(dict.fromkeys(["", *PLATFORMS, *_OFFLINE, *([old.platform] if old.platform else [])]))
    platform = left.selectbox(
        _("Channel"), codes, index=codes.index(old.platform), format_func=channel_name, key=f"{key}-platform"
    )
    names = list(dict.fromkeys([*CURRENCIES, currency]))
    chosen = right.selectbox(_("Currency of all lines"), names, index=names.index(currency), key=f"{key}-currency")
    wrong = [name for name, (found, _typed) in _named(cash, hours, rate) if found is None]
    for name in wrong:
        st.error(_("“{name}” is no number. Write it like 1.250,50 or 1250.50.").format(name=name))
    if wrong or cash[0] is None or hours[0] is None or rate[0] is None:
        return None, chosen
    return CostLine(label, cash[0], hours[0], rate[0], platform), chosen


def _named(*typed: tuple[float | None, str]) -> list[tuple[str, tuple[float | None, str]]]:
    return list(zip((_("Cash"), _("Own hours"), _("Rate per hour")), typed, strict=True))


def _store(story: Story, lines: Sequence[CostLine], currency: str, before: str) -> None:
    def replace() -> None:
        own = data.organisation().id
        asked = {"currency": currency, "actor": actor(), "at": data.now(), "seen": before}
        actions.replace_costs(data.engine(), own, story.id, lines, **asked)
        st.session_state[_MADE] = st.session_state.get(_MADE, 0) + 1

    stored_as_seen("costs", story.id, replace, _("The cost has been kept."))
