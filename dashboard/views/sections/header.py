"""Who a campaign is for, what came in by three lenses, and how much can be told apart at all."""

import streamlit as st

from dashboard.analysis import coverage
from dashboard.analysis.lenses import Lens
from dashboard.charts.words import tell
from dashboard.i18n import _
from dashboard.queries.stories import Story
from dashboard.told import header as told
from dashboard.told.evidence_known import Known
from dashboard.widgets.plain import plain

ICONS = {"tracked": ":material/link:", "self_reported": ":material/record_voice_over:", "extra": ":material/balance:"}


def header(story: Story) -> None:
    """Show what, when, where and for whom."""
    st.title(plain(story.name))
    st.caption(told.facts(story))
    line = _("**{label}:** {value}")
    st.markdown("  \n".join(line.format(label=label, value=plain(value)) for label, value in told.about(story)))


def came_in(story: Story, *, measured: bool = False) -> None:
    """Show the first sentences on what came in; ``measured``: what was extra stands on the page."""
    if said := told.headline(story, measured=measured):
        st.markdown(f"#### {said}")
        st.caption(told.counted(story))


def lenses(story: Story, found: Known | None = None) -> None:
    """Show the coverage and the three lenses beside each other, the third from what was found."""
    three = told.three(story, found)
    st.subheader(_("Three ways to look at it"), anchor="lenses")
    st.markdown(tell(coverage.words(three.coverage)))
    columns = st.columns(3)
    for column, lens in zip(columns, three.all, strict=True):
        with column, st.container(border=True, key=f"lens-{lens.key}", height="stretch"):
            _lens(lens)
    st.caption(_(told.OVERLAP))


def _lens(lens: Lens) -> None:
    st.markdown(f"{ICONS[lens.key]} **{tell(lens.label)}**")
    st.markdown(f"### {told.figure_of(lens)}")
    if lens.modelled is not None:
        st.markdown(told.range_of(lens.modelled))
    st.caption(tell(lens.definition))
    if lens.why is not None:
        st.caption(plain(tell(lens.why)))
    for share in told.share_of(lens):
        st.caption(share)
