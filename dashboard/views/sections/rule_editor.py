"""The organisation's own rules as tables that a recruiter can read and change."""

from collections.abc import Mapping
from zlib import crc32

import pandas as pd
import streamlit as st

from connectors.errors import InstroomError
from connectors.inflow.rules import CLASSES, FACTS, FIELDS, MATCHES, NAMED, InflowRule
from dashboard import data
from dashboard.actions import inflow_rules as actions
from dashboard.analysis import suppression
from dashboard.charts.words import count_text
from dashboard.i18n import _
from dashboard.queries import inflow_words
from dashboard.views.sections.making import actor, may_change
from dashboard.views.sections.rules_of_the_house import house_rules
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
            _("A word of the system means a stage, with or without a status: interview, or applied/rejected."),
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
    table = pd.DataFrame(
        [{name: getattr(rule, name) or "" for name in _COLUMNS} for rule in rules],
        columns=list(_COLUMNS),
        dtype="object",
    )
    shown = [name for name in _COLUMNS if _is_used(subject, name)]
    edited = st.data_editor(
        table[shown],
        column_config=_columns(subject),
        num_rows="dynamic",
        hide_index=True,
        disabled=not may_change() or data.is_demo(),
        key=f"rules-{subject}-{crc32(repr(rules).encode())}",  # what was changed in a table belongs to that table only
    )
    if not may_change():
        return
    if st.button(_("Keep these rules"), key=f"keep-{subject}", disabled=data.is_demo()):
        _keep(subject, edited)


def _is_used(subject: str, column: str) -> bool:
    """Tell whether a column means something for a subject: only some fields have a name, and vacancies no system."""
    if column == "name":
        return bool(NAMED & set(FIELDS[subject]))
    return column != "provider" or subject != "function_group"


def _columns(subject: str) -> dict[str, object]:
    column = st.column_config
    results = _results(subject)
    result = (
        column.SelectboxColumn(_("Then it is"), options=results, required=True, width="medium")
        if results
        else column.TextColumn(_("Then it is"), required=True, help=_("A short name, such as nurse."))
    )
    return {
        "field": column.SelectboxColumn(_("Look at"), options=list(FIELDS[subject]), required=True),
        "name": column.TextColumn(
            _("Question or field"), help=_("Words of the question, or the name of the custom field.")
        ),
        "match": column.SelectboxColumn(
            _("Compare"),
            options=list(MATCHES),
            required=True,
            default="exact",
            help=_("exact: the same words; contains: these words in it; pattern: a regular expression."),
        ),
        "value": column.TextColumn(_("With")),
        "result": result,
        "provider": column.TextColumn(_("Only for system"), help=_("Empty for every system.")),
    }


def _results(subject: str) -> list[str]:
    if subject == "source":
        return list(data.load(inflow_words.known_sources))
    if subject == "stage":
        return [
            *actions.STAGE_NAMES,
            *(f"{stage}/{status}" for stage in actions.STAGE_NAMES for status in actions.STATUSES),
        ]
    return [*CLASSES, *FACTS, "track"] if subject == "side_entrant" else []


def _keep(subject: str, edited: pd.DataFrame) -> None:
    rows = edited.fillna("").to_dict("records")
    rules = [
        InflowRule(
            subject=subject,
            field=str(row["field"]).strip(),
            match=str(row["match"] or "exact").strip(),
            value=str(row["value"]).strip(),
            result=str(row["result"]).strip(),
            name=str(row.get("name", "")).strip() or None,
            provider=str(row.get("provider", "")).strip() or None,
        )
        for row in rows
        if any(str(value).strip() for value in row.values())
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
