"""What no rule knows yet: new sources, to be placed or merged, and words for stages."""

import pandas as pd
import streamlit as st

from connectors.errors import InstroomError
from dashboard import data
from dashboard.actions import inflow_rules as actions
from dashboard.analysis import suppression
from dashboard.charts.words import STATUSES_OF_APPLICATIONS, STRATEGIES, count_text
from dashboard.i18n import MISSING, _, day
from dashboard.queries import inflow_words
from dashboard.views.sections.storing import actor, may_change
from dashboard.views.sections.vacancies_words import provider_name
from dashboard.widgets.empty import failed
from dashboard.widgets.plain import plain
from dashboard.widgets.table_card import table_card


def waiting() -> None:
    """Show new sources and words for stages."""
    _sources()
    _stages()


def _sources() -> None:
    found = data.load(inflow_words.new_sources)
    st.header(_("Sources that nobody has placed yet"))
    if found.empty:
        st.markdown(_("None: every source that came is known."))
        return
    table_card(
        _("New sources"),
        pd.DataFrame(
            {
                _("Source"): found["name"],
                _("First seen"): [day(value) for value in found["first_seen"]],
                _("Applications"): [count_text(suppression.count(int(number))) for number in found["applications"]],
            }
        ),
        _("Source: applicant tracking system."),
        _(
            "A source that came in the data and that no rule knows. Place it under a kind, or lead it to a source you know."
        ),
        key="new-sources",
    )
    if may_change():
        _place_or_merge(found)


def _place_or_merge(found: pd.DataFrame) -> None:
    names = dict(zip(found["source_id"], found["name"], strict=True))
    chosen = st.selectbox(_("New source"), list(names), format_func=names.__getitem__, key="new-source")
    place, merge = st.tabs([_("Place it"), _("Lead it to a known source")])
    with place:
        name = st.text_input(_("Name as shown"), value=names[chosen], max_chars=80, key=f"name-{chosen}")
        strategy = st.selectbox(
            _("Kind of source"),
            list(STRATEGIES),
            index=None,
            format_func=lambda code: _(STRATEGIES[code]),
            placeholder=_("Choose one"),
            key=f"kind-{chosen}",
        )
        if st.button(_("Place"), type="primary", key="place-source", disabled=strategy is None):
            _change(
                names[chosen],
                lambda about: actions.place_source(source_id=chosen, name=name, strategy=strategy, **about),
            )
    with merge:
        known = data.load(inflow_words.known_sources)
        into = st.selectbox(
            _("Known source"),
            list(known),
            index=None,
            format_func=lambda code: _(known[code]),
            placeholder=_("Choose one"),
            key=f"into-{chosen}",
        )
        if st.button(_("Lead there"), type="primary", key="merge-source", disabled=into is None):
            _change(names[chosen], lambda about: actions.merge_source(source_id=chosen, into=into, **about))


def _change(name: str, action) -> None:  # noqa: ANN001  what a person asked for, given whose data and who asks
    about = {
        "engine": data.engine(),
        "organisation_id": data.organisation().id,
        "side_entrant": data.config().side_entrant,
        "at": data.now(),
        "actor": actor(),
    }
    try:
        action(about)
    except InstroomError as error:
        failed(error)
    else:
        st.toast(_("“{name}” has its place.").format(name=plain(name)), icon=":material/check:")
        st.rerun()


def _stages() -> None:
    """Show what each system's words for stages mean now and why; those without a meaning first."""
    found = data.load(inflow_words.stage_words)
    if found.empty:
        return
    unknown = int(found["stage_basis"].isna().sum())
    counts = suppression.breakdown([int(number) for number in found["applications"]])
    st.header(_("Words for stages"))
    if unknown:
        st.warning(_("Some words have no meaning yet: they stand on top. Give them one under “Stages” below."))
    table_card(
        _("What the words of each system mean now"),
        pd.DataFrame(
            {
                _("System"): [provider_name(code) for code in found["provider"]],
                _("Word"): found["stage_raw"],
                _("Stage"): [_(actions.STAGE_NAMES[stage]) for stage in found["stage"]],
                _("Status"): [_(STATUSES_OF_APPLICATIONS.get(status, status)) for status in found["status"]],
                _("Because of"): [_reason(basis) for basis in found["stage_basis"]],
                _("Applications"): [count_text(each) for each in counts],
            }
        ),
        _("Source: applicant tracking system."),
        _("The furthest stage that the applications with this word have reached."),
        key="stage-words",
    )


def _reason(basis: object) -> str:
    reasons = {
        "type": _("the system's own type"),
        "rule": _("your rule"),
        "words": _("the words of the house"),
    }
    return reasons.get(str(basis), MISSING)
