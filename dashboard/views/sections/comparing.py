"""Two to four campaigns beside each other: in one picture from their first day on, and in one table."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import data, session
from dashboard.analysis.impact.outcomes import ALL
from dashboard.charts.aligned import Aligned, aligned
from dashboard.charts.words import count_text, share_text, signs, tell
from dashboard.i18n import MISSING, _, day_range, language, money
from dashboard.queries.campaign_details import Details, details
from dashboard.queries.stories import Story
from dashboard.told.evidence_tables import extra_text
from dashboard.views.sections.evidence_known import known as known_of
from dashboard.views.sections.listing import facts
from dashboard.widgets.breaks import warn_breaks
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.plain import plain as unmarked
from dashboard.widgets.tables import csv_bytes, download_csv

_AT_LEAST, _AT_MOST = 2, 4


def compare(known: Sequence[Story]) -> None:
    """Let a reader put campaigns beside each other; the choice stands in the address as codes."""
    st.subheader(_("Beside each other"))
    names = {story.id: story.name for story in known}
    chosen = [code for code in dict.fromkeys(session.parameter("beside").split(",")) if code in names][:_AT_MOST]
    key = "compare-campaigns"
    st.multiselect(
        _("Choose two to four campaigns"),
        list(names),
        default=chosen,
        max_selections=_AT_MOST,
        format_func=names.__getitem__,
        placeholder=_("Choose campaigns"),
        on_change=lambda: session.remember("beside", ",".join(st.session_state[key])),
        key=key,
    )
    if len(chosen) < _AT_LEAST:
        st.caption(_("Their figures then stand in one picture and one table."))
        return
    some = [next(story for story in known if story.id == code) for code in chosen]
    st.warning(
        _(
            "Campaigns differ in season, length and sites. A bigger number beside a smaller one says nothing about why: read "
            "what was extra of each, with its interval."
        ),
        icon=":material/calendar_month:",
    )
    drawn = {story.id: _details(story) for story in some}
    lasts = [story.window.last for story in some if story.window]
    if lasts:
        named = [platform for story in some for platform in story.platforms]
        warn_breaks(min(story.starts_on for story in some), max(lasts), named, ("views",))
    _picture(some, drawn)
    _table(some, drawn)


def _details(story: Story) -> Details | None:
    if story.window is None or story.arrived is None or story.is_before_figures:
        return None
    return data.load(details, story.id, data.today(), data.organisation().timezone, language())


def _picture(some: Sequence[Story], drawn: dict[str, Details | None]) -> None:
    lines = [
        Aligned(story.name, story.starts_on, tuple(found.weeks))
        for story in some
        if (found := drawn[story.id]) is not None
    ]
    if not lines:
        return
    rows = [
        {
            _("Campaign"): line.name,
            _("Week since the first day"): str(line.week(block)),
            _("Days"): day_range(block.period.first, block.period.last),
            _("Applications"): count_text(block.count),
            _("Complete"): _("yes") if block.complete else _("no"),
        }
        for line in lines
        for block in line.blocks
    ]
    passport = _(
        "Applications from any source at the campaign's sites, per week from its first day; week 0 begins on that day, weeks "
        "before it are negative. Where weeks are too small to show, the mean of four weeks is drawn. Only complete weeks."
    )
    source = _("Applications: own system. Each campaign at its own sites and on its own days.")
    chart_card(aligned(lines), pd.DataFrame(rows), source, f"{passport}\n\n{signs()}", key="aligned")


def _table(some: Sequence[Story], drawn: dict[str, Details | None]) -> None:
    twice = len({story.name for story in some}) < len(some)
    columns = {
        f"{story.name} ({story.id})" if twice else story.name: {**facts(story), **_more(story, drawn[story.id])}
        for story in some
    }
    headings = list(next(iter(columns.values())))
    beside = pd.DataFrame({" ": headings, **{name: [values[h] for h in headings] for name, values in columns.items()}})
    st.table(beside.set_index(" ").map(unmarked))
    download_csv(csv_bytes(beside), key="compare")


def _more(story: Story, found: Details | None) -> dict[str, str]:
    each, arrived = story.each, story.arrived
    currency = story.cost.currency if story.cost else "EUR"
    why = tell(each.reason) if each and each.reason else MISSING
    return {
        _("Extra (90% interval)"): _extra(story, found),
        _("Side-entrants (90% interval)"): share_text(arrived.origins.side_entrants) if arrived else MISSING,
        _("Tracked, share"): share_text(arrived.lenses.tracked.figure) if arrived else MISSING,
        _("Self-reported, share"): share_text(arrived.lenses.self_reported.figure) if arrived else MISSING,
        _("Cash per application"): money(each.cash, currency, 2) if each and each.cash is not None else why,
        _("Full cost per application"): money(each.full, currency, 2) if each and each.full is not None else why,
    }


def _extra(story: Story, found: Details | None) -> str:
    known = known_of(story, found) if found is not None else None
    return extra_text(known.finding) if known and known.outcome == ALL and known.numbers else MISSING
