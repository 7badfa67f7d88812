"""The form with which a person makes a campaign, and the tables with which its cost and links are changed."""

from collections.abc import Sequence
from datetime import timedelta

import pandas as pd
import streamlit as st

from connectors.errors import InstroomError
from dashboard import access, data, session
from dashboard.actions import campaigns as actions
from dashboard.actions.campaign_form import KINDS, CostLine, NewCampaign, Plan
from dashboard.analysis.belongings import KINDS as LINK_KINDS
from dashboard.charts.words import KINDS as KIND_NAMES
from dashboard.charts.words import tell
from dashboard.i18n import _
from dashboard.queries import applications, campaigns, costs, workplaces
from dashboard.queries.stories import Story
from dashboard.views.sections.bold import bold
from dashboard.widgets.empty import failed, link
from dashboard.widgets.plain import plain

CURRENCY = "EUR"
_RATE = 39.0
_MAY_CHANGE = ("administrator", "recruiter", "marketer")


def actor() -> str:
    """Return the role of who looks."""
    return access.role_of(access.sign_in(data.environment()), access.claims())


def may_change() -> bool:
    """Tell whether who looks may make and change campaigns."""
    return actor() in _MAY_CHANGE


def new_campaign() -> None:
    """Show the form for a new campaign, and store what was filled in."""
    if not may_change():
        return
    with st.expander(_("New campaign"), icon=":material/add_circle:"):
        if data.is_demo():
            st.caption(_("This is the demo organisation: nothing in it can be changed."))
        with st.form("new-campaign", border=False):
            new = _form()
            if st.form_submit_button(_("Make campaign"), type="primary"):
                _store(new)


def _form() -> NewCampaign:
    today = data.today()
    st.markdown(bold(_("What and when")))
    name = st.text_input(_("Name"), max_chars=120)
    kind = st.selectbox(_("Kind"), KINDS, format_func=lambda code: _(KIND_NAMES[code]))
    left, right = st.columns(2)
    starts_on = left.date_input(_("First day"), value=today, format="DD-MM-YYYY")
    ends_on = right.date_input(_("Last day (leave empty when it has no end)"), value=None, format="DD-MM-YYYY")
    goal = st.text_input(_("Goal: what should it bring about?"))
    audience = st.text_input(_("For whom?"))
    links = _links_form()
    st.markdown(bold(_("How you will know: needed before it starts")))
    measure = st.text_input(_("What is success measured by?"))
    method = st.text_input(_("How is it measured?"))
    left, right = st.columns(2)
    baseline_from = left.date_input(_("Compare with: from"), value=today - timedelta(days=365), format="DD-MM-YYYY")
    baseline_until = right.date_input(_("Compare with: until"), value=None, format="DD-MM-YYYY")
    st.markdown(bold(_("What it costs")))
    costs_ = _cost_editor(_empty_costs(), key="new-costs")
    return NewCampaign(
        name=name,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        goal=goal,
        audience=audience,
        links=links,
        costs=costs_,
        plan=Plan(measure, method, baseline_from, baseline_until),
    )


def _links_form() -> tuple[tuple[str, str], ...]:
    st.markdown(bold(_("What belongs to it")))
    series = _named(data.load(campaigns.all_series), "series_id", "title")
    sites = _named(data.load(workplaces.sites), "site_id", "name")
    sources = _named(data.load(applications.sources), "source_id", "name")
    chosen = {
        "series": st.multiselect(_("Series"), list(series), format_func=series.__getitem__, placeholder=_("None")),
        "site": st.multiselect(_("Sites"), list(sites), format_func=sites.__getitem__, placeholder=_("All sites")),
        "utm_campaign": st.text_input(
            _("Campaign tag (utm_campaign) in its links"), help=_("Several tags: separate them with a comma.")
        ).split(","),
        "self_reported": st.multiselect(
            _("Answer to “how did you hear of us” that means this campaign"),
            list(sources),
            format_func=lambda code: _(sources[code]),
            placeholder=_("None"),
        ),
    }
    return tuple((kind, target.strip()) for kind, targets in chosen.items() for target in targets if target.strip())


def _named(rows: pd.DataFrame, code: str, name: str) -> dict[str, str]:
    return dict(zip(rows[code], rows[name], strict=True))


def _empty_costs() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": pd.Series([""], dtype="str"),
            "cash": pd.Series([0.0]),
            "hours": pd.Series([0.0]),
            "hour_rate": pd.Series([_RATE]),
        }
    )


def _cost_editor(rows: pd.DataFrame, *, key: str) -> tuple[CostLine, ...]:
    """Show lines of cost to fill in and return those that say something."""
    number = st.column_config.NumberColumn
    edited = st.data_editor(
        rows,
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "label": st.column_config.TextColumn(_("What")),
            "cash": number(_("Cash"), min_value=0.0),
            "hours": number(_("Own hours"), min_value=0.0),
            "hour_rate": number(_("Rate per hour"), min_value=0.0),
        },
        key=key,
    )
    filled = edited.fillna({"label": "", "cash": 0.0, "hours": 0.0, "hour_rate": 0.0})
    lines = [CostLine(row.label.strip(), row.cash, row.hours, row.hour_rate) for row in filled.itertuples()]
    return tuple(line for line in lines if line.label or line.cash or line.hours)


def _store(new: NewCampaign) -> None:
    own = data.organisation()
    try:
        code = actions.create(
            data.engine(), own.id, new, currency=CURRENCY, actor=actor(), at=data.now(), today=data.today()
        )
    except actions.NotAccepted as refused:
        for problem in refused.problems:
            st.error(tell(problem))
    except InstroomError as error:
        failed(error)
    else:
        session.remember("campaign", code)
        st.success(_("“{name}” has been made.").format(name=plain(new.name)))
        link("campaign", _("Go to the campaign"), campaign=code)


def change(known: Sequence[Story]) -> None:
    """Show what can be changed of a campaign: its lines of cost and its links."""
    if not may_change() or data.is_demo() or not known:
        return
    with st.expander(_("Change cost and links"), icon=":material/edit:"):
        names = {story.id: story.name for story in known}
        code = st.selectbox(_("Campaign"), list(names), format_func=names.__getitem__, key="change-campaign")
        with st.form(f"change-{code}", border=False):
            st.markdown(bold(_("What it costs")))
            lines = _cost_editor(_costs_of(code), key=f"costs-{code}")
            st.markdown(bold(_("What belongs to it")))
            links = _link_editor(code)
            if st.form_submit_button(_("Keep changes"), type="primary"):
                _keep(code, lines, links)


def _costs_of(code: str) -> pd.DataFrame:
    rows = data.load(costs.lines)
    own = rows.loc[rows["campaign_id"] == code, ["label", "cash", "hours", "hour_rate"]]
    return own.reset_index(drop=True) if len(own) else _empty_costs()


def _link_editor(code: str) -> tuple[tuple[str, str], ...]:
    rows = data.load(campaigns.links)
    own = rows.loc[rows["campaign_id"] == code, ["kind", "target"]].reset_index(drop=True).astype("str")
    edited = st.data_editor(
        own,
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "kind": st.column_config.SelectboxColumn(_("Kind"), options=list(LINK_KINDS), required=True),
            "target": st.column_config.TextColumn(_("Code"), required=True),
        },
        key=f"links-{code}",
    )
    return tuple((row.kind, row.target) for row in edited.dropna().itertuples())


def _keep(code: str, lines: tuple[CostLine, ...], links: tuple[tuple[str, str], ...]) -> None:
    engine, own, by, at = data.engine(), data.organisation().id, actor(), data.now()
    try:
        actions.replace_costs(engine, own, code, lines, currency=CURRENCY, actor=by, at=at)
        actions.replace_links(engine, own, code, links, actor=by, at=at)
    except actions.NotAccepted as refused:
        for problem in refused.problems:
            st.error(tell(problem))
    except InstroomError as error:
        failed(error)
    else:
        st.success(_("The changes have been kept."))
