"""A row of key figures: value, comparison and definition; missing is a dash."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from dashboard.i18n import MISSING, _


@dataclass(frozen=True)
class Kpi:
    """One key figure, its texts ready to show.

    Attributes:
        label: What it is.
        value: The figure as written in the language of the page; a dash if it does not exist.
        definition: Its passport in a few sentences, shown as help.
        change: The difference as written (“+12 %”), empty if there is nothing to compare with.
        good: Which direction is good: ``up``, ``down`` or ``none``.
        against: What it is compared with.
    """

    label: str
    value: str
    definition: str = ""
    change: str = ""
    good: Literal["up", "down", "none"] = "none"
    against: str = ""


_DELTA_COLOURS: dict[str, Literal["normal", "inverse", "off"]] = {"up": "normal", "down": "inverse", "none": "off"}


def kpi_row(kpis: Sequence[Kpi]) -> None:
    """Show key figures as equal cards, at most four beside each other; on a phone they stand two by two."""
    with st.grid(4, min_column_width=180):
        for kpi in kpis:
            st.metric(
                kpi.label,
                kpi.value or MISSING,
                delta=kpi.change or None,
                delta_color=_DELTA_COLOURS[kpi.good],
                help=_help(kpi),
                border=True,
            )


def _help(kpi: Kpi) -> str | None:
    """Return the definition and what the change is against: the card itself is too narrow for a sentence."""
    against = _("Compared with: {what}").format(what=kpi.against) if kpi.against else ""
    return "\n\n".join(part for part in (kpi.definition, against) if part) or None
