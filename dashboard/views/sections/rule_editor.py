"""The organisation's own rules as tables that a recruiter can read and change."""

from collections.abc import Mapping, Sequence
from zlib import crc32

import pandas as pd
import streamlit as st

from connectors.errors import InstroomError
from connectors.inflow.rules import InflowRule
from dashboard import data
from dashboard.actions import inflow_rules as actions
from dashboard.analysis import suppression
from dashboard.charts.words import count_text
from dashboard.i18n import _
from dashboard.queries import inflow_words
from dashboard.views.sections.rule_columns import PLACE, as_shown, as_stored, columns, is_used
from dashboard.views.sections.rules_of_the_house import house_rules
from dashboard.views.sections.storing import actor, may_change
from dashboard.widgets.empty import failed

_COLUMNS = ("field", "name", "match", "value", "result", "provider")


def _subjects() -> Mapping[str, tuple[str, str]]:
    return {
        "source": (
            _("Sources"),
            _(
                "What is looked at leads to a source: a tag of the link, the page that led here, the system's own words, a tag."
            ),
        ),
        "stage": (
            _("Stages"),
            _(
                "A word of the system means a stage. A rule can name a status too, such as rejected; without one the usual "
                "status of that stage counts."
            ),
        ),
        "function_group": (
            _("Groups of functions"),
            _("Words in the title, group or department of a vacancy mean a group."),
        ),
        "side_entrant": (
            _("Side-entrants"),
            _(
                "An answer, a custom field or a tag tells the kind of entrant or a fact about it. A vacancy or campaign for "
                "side-entrants is shown as evidence, and never makes somebody a side-entrant. Rules on answers, custom fields "
                "and tags count from the next whole reading of the system."
            ),
        ),
    }


def editors() -> None:
    """Show one table for each subject."""
    subjects = _subjects()
    for tab, (subject, (_title, explanation)) in zip(
        st.tabs([title for title, _text in subjects.values()]), subjects.items(), strict=True
    ):
        with tab:
            st.markdown(explanation)
            _editor(subject)
            house_rules(subject)


def _editor(subject: str) -> None:
    rules = data.load(inflow_words.own_rules, subject)
    if not rules:
        st.caption(_("No rules of your own yet: those of the house hold."))
    if may_change() and not data.is_demo():
        st.caption(_("Add a rule in the last line of the table; choose a line at its left edge to remove it."))
    edited = st.data_editor(
        _table(subject, rules),
        column_config=columns(subject),
        num_rows="dynamic",
        placeholder="–",
        hide_index=True,
        disabled=not may_change() or data.is_demo(),
        key=f"rules-{subject}-{crc32(repr(rules).encode())}",  # what was changed in a table belongs to that table only
    )
    if not may_change():
        return
    if st.button(_("Keep these rules"), key=f"keep-{subject}", disabled=data.is_demo()):
        _keep(subject, edited)


def _table(subject: str, rules: Sequence[InflowRule]) -> pd.DataFrame:
    """Return the rules as cells, each with its place in the order."""
    names = [name for name in _COLUMNS if is_used(subject, name)]
    cells = {name: [as_shown(subject, name, getattr(rule, name)) for rule in rules] for name in names}
    places = pd.Series(range(1, len(rules) + 1), dtype="float64")
    return pd.DataFrame({PLACE: places, **{name: pd.Series(cells[name], dtype="object") for name in names}})


def _in_order(edited: pd.DataFrame) -> list[dict[str, object]]:
    """Return the lines that say something in the order that a person gave them; those without a place come last."""
    if PLACE in edited:
        edited = edited.sort_values(PLACE, kind="stable", na_position="last").drop(columns=PLACE)
    rows = edited.astype("object").fillna("").to_dict("records")
    return [row for row in rows if any(str(value).strip() for value in row.values())]


def _keep(subject: str, edited: pd.DataFrame) -> None:
    rules = [
        InflowRule(
            subject=subject,
            field=str(row["field"]).strip(),
            match=str(row["match"] or "exact").strip(),
            value=str(row["value"]).strip(),
            result=as_stored(subject, str(row["result"]).strip()),
            name=str(row.get("name", "")).strip() or None,
            provider=str(row.get("provider", "")).strip() or None,
        )
        for row in _in_order(edited)
    ]
    try:
        changed = actions.save_rules(
            data.engine(),
            data.organisation().id,
            subject,
            rules,
            side_entrant=data.config().side_entrant,
            at=data.now(),
            actor=actor(),
        )
    except InstroomError as error:
        failed(error)
        return
    st.success(
        _("Kept. Applications with another meaning now: {count}.").format(count=count_text(suppression.count(changed))),
        icon=":material/check:",
    )
