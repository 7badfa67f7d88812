"""What a campaign cost, cash and own hours apart, and what happened on its landing pages."""

import pandas as pd
import streamlit as st

from dashboard.analysis.cost import Cost, UnitCost, per_view
from dashboard.analysis.narrative import cost_sentence
from dashboard.analysis.shares import Share, share
from dashboard.analysis.suppression import count
from dashboard.charts.words import count_text, platforms, share_text, tell
from dashboard.i18n import MISSING, _, day_range, money, number
from dashboard.queries.campaign_details import Details
from dashboard.queries.stories import Story
from dashboard.widgets.chart_card import show_table
from dashboard.widgets.plain import plain


def cost(story: Story, *, measured: bool = False) -> None:
    """Show the cost, per application that came in and per view; ``measured``: what was extra stands on the page."""
    assert story.arrived is not None
    st.subheader(_("What it cost"))
    spent = story.cost
    each = story.each
    assert each is not None
    st.markdown(tell(cost_sentence(spent, each)))
    if spent is None:
        return
    columns = st.columns(3)
    cards = (
        (_("Cash"), money(spent.cash, spent.currency), _("Money that went out.")),
        (_("Own hours"), money(spent.hours_value, spent.currency), _hours(spent)),
        (_("Full cost"), money(spent.full, spent.currency), _("Cash and own hours together.")),
    )
    for column, (label, value, words) in zip(columns, cards, strict=True):
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"{label}\n### {value}")
            st.caption(words)
    show_table(_per_piece(spent, each, story), key="cost")
    if measured:
        st.caption(_("Per application that came in, from any source. The cost per extra application stands above."))
    else:
        st.caption(
            _("Per application that came in, from any source: not per extra application, which is not measured yet.")
        )
    with st.expander(_("Lines of cost"), icon=":material/receipt_long:"):
        st.table(_lines(spent).map(plain), hide_index=True)


def _hours(spent: Cost) -> str:
    rates = {line.hour_rate for line in spent.lines if line.hours}
    if len(rates) == 1:
        words = _("{hours} hours at {rate}.")
        return words.format(hours=number(spent.hours), rate=money(rates.pop(), spent.currency))
    return _("{hours} hours.").format(hours=number(spent.hours))


def _per_piece(spent: Cost, each: UnitCost, story: Story) -> pd.DataFrame:
    view = per_view(spent, story.views)
    views = _("view on {names}").format(names=platforms(story.platforms)) if story.platforms else _("view")
    rows = [(_("application that came in"), each), (views, view)]
    return pd.DataFrame(
        {
            _("Per"): [label for label, _unit in rows],
            _("Cash"): [_amount(unit.cash, unit, spent) for _label, unit in rows],
            _("Full cost"): [_amount(unit.full, unit, spent) for _label, unit in rows],
        }
    )


def _amount(amount: float | None, unit: UnitCost, spent: Cost) -> str:
    if amount is None:
        return tell(unit.reason) if unit.reason else MISSING
    return money(amount, spent.currency, 2)


def _lines(spent: Cost) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("What"): [line.label for line in spent.lines],
            _("Cash"): [money(line.cash, line.currency) for line in spent.lines],
            _("Hours"): [number(line.hours) for line in spent.lines],
            _("Rate"): [money(line.hour_rate, line.currency) if line.hours else MISSING for line in spent.lines],
        }
    )


def landing(story: Story, details: Details) -> None:
    """Show the visits under the campaign's tag, and how many of them led to an application on the site."""
    row = details.visits
    if pd.isna(row["sessions"]):
        return
    st.subheader(_("From visit to application on the own site"))
    sessions, starts, completes = (row[name] for name in ("sessions", "apply_starts", "apply_completes"))
    started, sent = _step(starts, sessions), _step(completes, starts)
    table = pd.DataFrame(
        {
            _("Step"): [_("Visits with the campaign's tag"), _("Applications started"), _("Applications sent")],
            _("Number"): [number(int(sessions)), count_text(started.part), count_text(sent.part)],
            _("Of the step before"): [MISSING, share_text(started, 1), share_text(sent, 1)],
        }
    )
    show_table(table, key="landing")
    assert story.window is not None
    known = _("Own website, {days}. People who refuse cookies or block scripts are missing from these figures.")
    st.caption(known.format(days=day_range(story.window.first, story.window.last)))


def _step(part: object, base: object) -> Share:
    """Return how many of a step took the next; unknown or inconsistent figures give no share."""
    if pd.isna(part) or pd.isna(base) or part > base:
        known = count(None if pd.isna(part) else int(part))
        return Share(known, count(None), None, None)
    return share(int(part), int(base))
