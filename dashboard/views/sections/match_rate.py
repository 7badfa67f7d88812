"""How much is known of where applications came from: it stands before every figure that rests on it."""

import streamlit as st

from dashboard import data
from dashboard.analysis import coverage as known_share
from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import People, less
from dashboard.analysis.selection import whole_months
from dashboard.analysis.shares import Share, published_share
from dashboard.analysis.suppression import Count
from dashboard.charts.words import count_text
from dashboard.i18n import MISSING, _, percent, say
from dashboard.queries import freshness
from dashboard.views.sections.counts import people
from dashboard.widgets import empty
from dashboard.widgets.kpi_row import Kpi, kpi_row


def match_rate() -> None:
    """Show the shares with a known source, a self-reported one and a known kind of entrant, for the page of the sources.

    Over the complete months, once there is one: beside the counts by month, a total up to today would give away the days since.
    """
    known = people()
    if known.first is not None and known.last is not None:
        in_period(
            known,
            whole_months(known.first, known.last),
            _("All applications of complete months, by the day they came in."),
        )
        return
    st.header(_("How much has a known origin"))
    counts = data.load(freshness.coverage)
    if not counts.applications:
        empty.empty(
            _("There are no applications yet."),
            _(
                "Import an export of your applicant tracking system below: each application gets a pseudonym, no name is kept."
            ),
        )
        return
    shares = known_share.coverage(
        counts.applications,
        source=counts.source_known,
        self_reported=counts.self_reported_known,
        origin=counts.side_entrant_known,
    )
    st.markdown(say(known_share.words(shares)))
    kpi_row(_kpis(shares, _("All applications in the database, by the day they came in.")))


def in_period(known_people: People, period: Period, everyone: str = "") -> None:
    """Show the same shares of the applications of whole months."""
    st.header(_("How much has a known origin"))
    everybody = known_people.count(period)
    ways = {"source": "source", "self_reported": "self_reported", "origin": "audience"}
    unknown = {"origin": "unknown"}
    shares = {}
    for name, way in ways.items():
        nobody_knows = known_people.by(way, period).get(unknown.get(name, ""), Count(0))
        shares[name] = published_share(less(everybody, nobody_knows), everybody)
    known = known_share.Coverage(**shares)
    st.markdown(say(known_share.words(known)))
    kpi_row(_kpis(known, everyone or _("Applications of the chosen months, by the day they came in.")))


def _kpis(known: known_share.Coverage, everyone: str) -> list[Kpi]:
    tracked = _("The applicant tracking system or a tag on the link names a source.")
    said = _("The applicant answered “how did you hear of us”.")
    origin = _("By the rule in force it is known whether the applicant comes from outside care.")
    return [
        Kpi(_("Applications"), count_text(known.source.base), everyone),
        Kpi(_("Source known"), _share(known.source), tracked),
        Kpi(_("Self-reported"), _share(known.self_reported), said),
        Kpi(_("Side-entrant known"), _share(known.origin), origin),
    ]


def _share(share: Share) -> str:
    """Return a share as a percentage, or why it cannot be shown."""
    if share.value is not None:
        return percent(share.value)
    return count_text(share.part) if share.part.hidden else MISSING
