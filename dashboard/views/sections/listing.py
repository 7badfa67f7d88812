"""All campaigns in one table, and some of them beside each other."""

from collections.abc import Sequence
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import data, session
from dashboard.analysis.impact.outcomes import ALL
from dashboard.analysis.impact.words import verdict_said
from dashboard.charts.words import KINDS, STATUSES, count_text, platforms, share_text, tell
from dashboard.i18n import MISSING, _, day_range, language, money, number, percent
from dashboard.queries import evidence
from dashboard.queries.campaign_details import details
from dashboard.queries.stories import Story
from dashboard.views.sections.evidence_known import known
from dashboard.views.sections.evidence_tables import extra_text
from dashboard.widgets.breaks import warn_breaks
from dashboard.widgets.chart_card import csv_bytes
from dashboard.widgets.plain import plain as unmarked

_AT_LEAST = 2


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
        _("Goal"): story.goal or MISSING,
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


def table(known: Sequence[Story]) -> None:
    """Show every campaign; its name leads to its page."""
    rows = [facts(story) for story in known]
    name = _("Campaign")
    plain = pd.DataFrame([{name: story.name, **row} for story, row in zip(known, rows, strict=True)])
    linked = plain.assign(**{name: [_address(story) for story in known]})
    st.dataframe(
        linked,
        hide_index=True,
        placeholder=MISSING,
        column_config={name: st.column_config.LinkColumn(name, display_text=r"#(.*)$", width="medium", pinned=True)},
        key="campaigns-table",
    )
    st.download_button(
        _("Download as CSV"),
        data=csv_bytes(plain),
        file_name="instroom-campaigns.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
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


def compare(known: Sequence[Story]) -> None:
    """Let a reader put campaigns beside each other; the choice stands in the address as codes."""
    st.subheader(_("Beside each other"))
    names = {story.id: story.name for story in known}
    chosen = [code for code in session.parameter("compare").split(",") if code in names]
    key = "compare-campaigns"
    st.multiselect(
        _("Choose two or more campaigns"),
        list(names),
        default=chosen,
        format_func=names.__getitem__,
        placeholder=_("Choose campaigns"),
        on_change=lambda: session.remember("compare", ",".join(st.session_state[key])),
        key=key,
    )
    if len(chosen) < _AT_LEAST:
        st.caption(_("Their figures then stand in one table."))
        return
    some = [story for story in known if story.id in chosen]
    columns = {story.name: {**facts(story), **_more(story)} for story in some}
    headings = list(next(iter(columns.values())))
    beside = pd.DataFrame({" ": headings, **{name: [values[h] for h in headings] for name, values in columns.items()}})
    st.table(beside.set_index(" ").map(unmarked))
    st.download_button(
        _("Download as CSV"),
        data=csv_bytes(beside),
        file_name="instroom-compare.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="download-compare",
    )
    lasts = [story.window.last for story in some if story.window]
    if lasts:
        named = [platform for story in some for platform in story.platforms]
        warn_breaks(min(story.starts_on for story in some), max(lasts), named, ("views",))
    st.caption(
        _("Campaigns differ in length, season and sites. A bigger number beside a smaller one says nothing about why.")
    )


def _more(story: Story) -> dict[str, str]:
    each, arrived = story.each, story.arrived
    currency = story.cost.currency if story.cost else "EUR"
    why = tell(each.reason) if each and each.reason else MISSING
    return {
        _("Extra (90% interval)"): _extra(story),
        _("Tracked, share"): share_text(arrived.lenses.tracked.figure) if arrived else MISSING,
        _("Self-reported, share"): share_text(arrived.lenses.self_reported.figure) if arrived else MISSING,
        _("Cash per application"): money(each.cash, currency, 2) if each and each.cash is not None else why,
        _("Full cost per application"): money(each.full, currency, 2) if each and each.full is not None else why,
    }


def _extra(story: Story) -> str:
    if story.window is None or story.arrived is None or story.is_before_figures:
        return MISSING
    drawn = data.load(details, story.id, data.today(), data.organisation().timezone, language())
    found = known(story, drawn)
    return extra_text(found.finding) if found and found.outcome == ALL and found.numbers else MISSING
