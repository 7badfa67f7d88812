"""The columns of a table of rules, in words that a recruiter reads; what is stored are codes."""

from collections.abc import Mapping

import streamlit as st

from connectors.inflow.rules import CLASSES, FACTS, FIELDS, MATCHES, NAMED
from connectors.manifest import manifests
from dashboard import data
from dashboard.actions.inflow_rules import STAGE_NAMES, STATUSES
from dashboard.analysis.rule_words import ENTRANT_NAMES, FIELD_NAMES, MATCH_NAMES
from dashboard.charts.labels import FUNCTION_GROUPS, function_group
from dashboard.charts.words import STATUSES_OF_APPLICATIONS
from dashboard.i18n import _
from dashboard.queries import inflow_words
from dashboard.views.sections.vacancies_words import provider_name

PLACE = "place"
"""The column with the order of the rules, which is no part of a rule."""


def is_used(subject: str, column: str) -> bool:
    """Tell whether a column means something for a subject: only some fields have a name, and vacancies no system."""
    if column == "name":
        return bool(NAMED & set(FIELDS[subject]))
    return column != "provider" or subject != "function_group"


def columns(subject: str) -> dict[str, object]:
    """Return how each column is shown and changed."""
    column = st.column_config
    return {
        PLACE: column.NumberColumn(
            _("Order"), width="small", help=_("The lowest goes first; a rule at 1.5 comes between 1 and 2.")
        ),
        "field": _choice(_("Look at"), _told(FIELD_NAMES, FIELDS[subject]), default=FIELDS[subject][0], width="medium"),
        "name": column.TextColumn(
            _("Question or field"), help=_("Words of the question, or the name of the custom field.")
        ),
        "match": _choice(
            _("Compare"),
            _told(MATCH_NAMES, MATCHES),
            default="exact",
            help=_("A pattern is a regular expression: only for who knows these."),
        ),
        "value": column.TextColumn(_("With")),
        "result": _result(subject),
        "provider": column.SelectboxColumn(
            _("Only for system"), options=_systems(), format_func=provider_name, help=_("Empty for every system.")
        ),
    }


def _choice(title: str, names: Mapping[str, str], **more: object) -> object:
    """Return a column with choices; none is required, since the browser keeps back a line that is not complete."""
    return st.column_config.SelectboxColumn(
        title, options=list(names), format_func=lambda code: names.get(code, code), **more
    )


def _result(subject: str) -> object:
    if subject == "function_group":
        return st.column_config.TextColumn(
            _("Then it is"),
            help=_("One of: {groups}. Or a short name of your own, of small letters, digits and _.").format(
                groups=", ".join(_(name) for name in FUNCTION_GROUPS.values())
            ),
        )
    return _choice(_("Then it is"), _results(subject), width="medium")


def _results(subject: str) -> dict[str, str]:
    if subject == "source":
        return {code: _(name) for code, name in data.load(inflow_words.known_sources).items()}
    if subject == "stage":
        with_status = [f"{stage}/{status}" for stage in STAGE_NAMES for status in STATUSES]
        return {result: stage_result_name(result) for result in (*STAGE_NAMES, *with_status)}
    return _told(ENTRANT_NAMES, (*CLASSES, *FACTS, "track"))


def _told(names: Mapping[str, str], codes: tuple[str, ...]) -> dict[str, str]:
    return {code: _(names[code]) for code in codes}


def _systems() -> list[str]:
    enabled = {name for name, source in data.config().sources.items() if source.enabled}
    telling = {name for name, manifest in manifests().items() if "application" in manifest.tables}
    return sorted({*(enabled & telling), *data.load(inflow_words.systems)})


def stage_result_name(result: str) -> str:
    """Return what a rule on stages leads to: a stage, with the status when the rule says one."""
    stage, _slash, status = result.partition("/")
    return " · ".join(part for part in (stage_name(stage), status_name(status)) if part)


def stage_name(code: str) -> str:
    """Return what a stage is called."""
    return _(STAGE_NAMES[code]) if code in STAGE_NAMES else code


def status_name(code: str) -> str:
    """Return what a status is called, those that only words of the house have among them."""
    own = {"closed": _("Closed, not told how"), "pool": _("Talent pool: no application")}
    return own.get(code) or _(STATUSES_OF_APPLICATIONS[code]) if code else ""


def as_shown(subject: str, column: str, value: str | None) -> str | None:
    """Return a part of a rule as its cell holds it: groups of functions by name, all else as it is stored."""
    if column == "provider":
        return value or None
    return function_group(value or "") if (subject, column) == ("function_group", "result") else value or ""


def as_stored(subject: str, result: str) -> str:
    """Return the result of a rule as it is stored: the code of a group that a person named as the page does."""
    codes = {_(name).casefold(): code for code, name in FUNCTION_GROUPS.items()}
    return codes.get(result.casefold(), result) if subject == "function_group" else result
