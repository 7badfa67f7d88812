"""The rules that every organisation starts with, as they can be read: the organisation's own go before them."""

import pandas as pd
import streamlit as st

from connectors.inflow.values import house_function_groups, house_stage_words, house_tracks
from connectors.side_entrant import DEFAULT_ANSWERS
from connectors.sources import default_rules
from dashboard.analysis.rule_words import ENTRANT_NAMES, FIELD_NAMES, MATCH_NAMES
from dashboard.charts.labels import function_group
from dashboard.i18n import _
from dashboard.views.sections.rule_columns import stage_name, status_name
from dashboard.widgets.tables import show_table


def house_rules(subject: str) -> None:
    """Show the rules of the house of one subject, in their order, in an expander."""
    with st.expander(_("The rules of the house")):
        show_table(_TABLES[subject](), key=f"house-{subject}")


def _sources() -> pd.DataFrame:
    house = default_rules()
    return pd.DataFrame(
        {
            _("Look at"): [_(FIELD_NAMES[rule.field]) for rule in house.rules],
            _("Compare"): [_(MATCH_NAMES[rule.match]) for rule in house.rules],
            _("With"): [rule.value for rule in house.rules],
            _("Then it is"): [_(house.sources[rule.source_id].name) for rule in house.rules],
        }
    )


def _stages() -> pd.DataFrame:
    words = house_stage_words()
    return pd.DataFrame(
        {
            _("Word"): [word for word, _stage, _status in words],
            _("Stage"): [stage_name(stage) for _word, stage, _status in words],
            _("Status"): [status_name(status) for _word, _stage, status in words],
        }
    )


def _function_groups() -> pd.DataFrame:
    groups = house_function_groups()
    return pd.DataFrame(
        {
            _("Pattern in the title"): [pattern for pattern, _group in groups],
            _("Then it is"): [function_group(group) for _pattern, group in groups],
        }
    )


def _side_entrants() -> pd.DataFrame:
    answers = [(answer, found) for answer, found in DEFAULT_ANSWERS.items()]
    tracks = [(pattern, "track") for pattern in house_tracks()]
    return pd.DataFrame(
        {
            _("Answer, or pattern in the title of the vacancy"): [text for text, _found in (*answers, *tracks)],
            _("Then it is"): [_(ENTRANT_NAMES[found]) for _text, found in (*answers, *tracks)],
        }
    )


_TABLES = {
    "source": _sources,
    "stage": _stages,
    "function_group": _function_groups,
    "side_entrant": _side_entrants,
}
