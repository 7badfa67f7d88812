"""Placements that are not online count as well: where, how many, when, what they cost, and who came by their code."""

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.links import KINDS
from dashboard.analysis.selection import Selection
from dashboard.i18n import MISSING, _, day_range, money, number
from dashboard.queries import offline as queries
from dashboard.widgets.empty import empty
from dashboard.widgets.table_card import table_card


def offline(selection: Selection) -> None:
    """Show the placements outside the internet that are out in the period."""
    st.subheader(_("Flyers, posters, radio and events"), anchor="offline")
    found = data.load(queries.placements, selection.period)
    if found.empty:
        empty(
            _("Nothing outside the internet was out in this period."),
            _(
                "Write a flyer, a poster, radio or an open day down on the page Links and QR codes; its code can be counted by hand."
            ),
            page="links",
            label=_("Go to Links and QR codes"),
        )
        return
    table_card(
        _("What was out, and how often its code came back"),
        pd.DataFrame([_line(row) for row in found.to_dict("records")]),
        _(
            "Visits: own website, in the period. By hand: counted by colleagues. Cost: lines of the campaign for this kind."
        ),
        _(
            "A visit by code is somebody who scanned or typed the address. A count by hand is a card that came back or a "
            "code that was named; it is never added to the visits. The cost is of the whole campaign, also outside the period."
        ),
        key="channel-offline",
    )


def _line(row: dict[str, object]) -> dict[str, str]:
    kind = str(row["kind"])
    cash = money(row["cash"], row["currency"]) if isinstance(row["currency"], str) else MISSING  # type: ignore[arg-type]
    first, last = (value if not pd.isna(value) else None for value in (row["first_day"], row["last_day"]))  # type: ignore[call-overload]
    return {
        _("Placement"): str(row["label"]),
        _("Campaign"): str(row["campaign"]),
        _("Kind"): _(KINDS[kind].label) if kind in KINDS else kind,
        _("Area"): row["area"] if isinstance(row["area"], str) else MISSING,
        _("Copies"): number(row["copies"]),  # type: ignore[arg-type]
        _("Days out"): day_range(first, last),
        _("Code"): f"{row['utm_source']} / {row['utm_campaign']}",
        _("Visits by code"): number(row["visits"]),  # type: ignore[arg-type]
        _("Counted by hand"): number(row["by_hand"]),  # type: ignore[arg-type]
        _("Cash"): cash,
        _("Own hours"): number(row["hours"]),  # type: ignore[arg-type]
    }
