"""Campaigns in one table, and which of them fit what a reader looks at."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.impact.outcomes import ALL
from dashboard.analysis.impact.words import verdict_said
from dashboard.analysis.selection import Selection
from dashboard.charts import picked
from dashboard.charts.words import KINDS, STATUSES, count_text, platforms, tell
from dashboard.i18n import MISSING, _, day_range, language, money, number, percent
from dashboard.queries import campaigns, evidence
from dashboard.queries.stories import Story
from dashboard.widgets.tables import csv_bytes, download_csv, shown

_AUDIENCES: Mapping[str, frozenset[str]] = {
    "side_entrant": frozenset({"side_entrant"}),
    "returner": frozenset({"returner"}),
    "within_care": frozenset({"nurse", "care_assistant", "doctor", "paramedic", "own_staff"}),
    "other": frozenset({"school_leaver", "support", "volunteer"}),
    "unknown": frozenset(),
}
"""Class of entrant to the groups that a campaign can be for; nobody aims at those whose origin is not known."""


def facts(story: Story) -> dict[str, str]:
    """Return what is known of a campaign in figures as they are written, by their heading."""
    arrived = story.arrived
    lenses = arrived.lenses if arrived else None
    currency = story.cost.currency if story.cost else "EUR"
    return {
        _("Days"): day_range(story.starts_on, story.ends_on),
        _("Status"): _(STATUSES[story.status]),
        _("Applications"): count_text(arrived.total) if arrived else MISSING,
        _("Tracked"): _part(lenses.tracked.figure) if lenses else MISSING,
        _("Self-reported"): _part(lenses.self_reported.figure) if lenses else MISSING,
        _("Modelled extra"): _verdict(story),
        _("Side-entrants"): percent(arrived.origins.side_entrants.value) if arrived else MISSING,
        _("Origin unknown"): percent(arrived.origins.unknown.value) if arrived else MISSING,
        _("Views"): _views(story),
        _("Cash"): money(story.cost.cash, currency) if story.cost else MISSING,
        _("Own hours"): money(story.cost.hours_value, currency) if story.cost else MISSING,
        _("Full cost"): money(story.cost.full, currency) if story.cost else MISSING,
        _("Goal"): picked.told(story.goal, picked.GOALS) or MISSING,
        _("For whom"): picked.told(story.audience, picked.AUDIENCES) or MISSING,
        _("Kind"): _(KINDS.get(story.kind, story.kind)),
        _("Sites"): ", ".join(story.site_names) or _("all sites"),
        _("Weeks counted"): number(story.window.days / 7, 0) if story.window else MISSING,
    }


def _verdict(story: Story) -> str:
    """Return what can be said of the extra applications; the numbers stand where they can be set beside the others."""
    stored = data.load(evidence.all_findings)
    found = next((each for each in stored if (each.campaign_id, each.outcome) == (story.id, ALL)), None)
    return tell(verdict_said(found.finding.verdict)) if found else _("not measured yet")


def _part(figure) -> str:  # noqa: ANN001  a share, or none where nothing is linked
    return count_text(figure.part) if figure else MISSING


def _views(story: Story) -> str:
    if story.views is None:
        return MISSING
    return f"{number(story.views)} ({platforms(story.platforms)})"


def table(known: Sequence[Story], *, key: str = "campaigns") -> None:
    """Show every campaign; its name leads to its page."""
    rows = [facts(story) for story in known]
    name = _("Campaign")
    plain = pd.DataFrame([{name: story.name, **row} for story, row in zip(known, rows, strict=True)])
    linked = plain.assign(**{name: [_address(story) for story in known]})
    st.dataframe(
        shown(linked),
        hide_index=True,
        placeholder=MISSING,
        column_config={name: st.column_config.LinkColumn(name, display_text=r"#(.*)$", width="medium", pinned=True)},
        key=f"{key}-table",
    )
    download_csv(csv_bytes(plain), key=key)
    st.caption(
        _(
            "Applications: all that came in at the campaign's sites, from its first day to 8 weeks after its last, from "
            "any source. Tracked and self-reported overlap and are never added. Views are those of the platform named; "
            "platforms count differently."
        )
    )


def _address(story: Story) -> str:
    """Return the address of a campaign's page; what follows the # is what the table shows."""
    return f"campaign?{urlencode({'campaign': story.id, 'lang': language()})}#{story.name}"


def narrowed(known: Sequence[Story], selection: Selection | None) -> tuple[Story, ...]:
    """Return the campaigns that ran in a period or are still to come, and are for a site, function group and audience."""
    some = tuple(story for story in known if not story.is_archived)
    if selection is None:
        return some
    links = data.load(campaigns.links)
    groups = links[links["kind"] == "function_group"].groupby("campaign_id")["target"].agg(set).to_dict()
    return tuple(story for story in some if _fits(story, selection, groups.get(story.id, set())))


def _fits(story: Story, selection: Selection, groups: set[str]) -> bool:
    ran = story.starts_on > selection.period.last or story.period.overlap(selection.period) or _runs(story)
    here = not selection.site or not story.sites or selection.site in story.sites
    work = not selection.function_group or not groups or selection.function_group in groups
    wanted = _AUDIENCES.get(selection.audience)
    return bool(ran and here and work and (wanted is None or wanted & set(picked.audiences_of(story.audience))))


def _runs(story: Story) -> bool:
    """Tell whether a campaign is not over: it stands in the list whatever the period, which ends with the last whole month."""
    return story.status != "closed"
