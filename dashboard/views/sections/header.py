"""Who a campaign is for, what came in by three lenses, and how much can be told apart at all."""

import streamlit as st

from dashboard.analysis import coverage
from dashboard.analysis.lenses import Lens
from dashboard.analysis.narrative import campaign_headline
from dashboard.charts.words import KINDS, STATUSES, count_text, share_text, tell, tell_all
from dashboard.i18n import MISSING, _, day_range
from dashboard.queries.stories import Story
from dashboard.widgets.plain import plain

ICONS = {"tracked": ":material/link:", "self_reported": ":material/record_voice_over:", "extra": ":material/balance:"}


def header(story: Story) -> None:
    """Show what, when, where and for whom, and the first sentences."""
    st.title(plain(story.name))
    facts = [_(KINDS.get(story.kind, story.kind)), day_range(story.starts_on, story.ends_on), _(STATUSES[story.status])]
    st.caption(" · ".join(facts))
    about = (
        (_("Goal"), story.goal),
        (_("For whom"), story.audience),
        (_("Where"), ", ".join(story.site_names) or _("all sites")),
    )
    st.markdown("  \n".join(f"**{label}:** {plain(value or MISSING)}" for label, value in about))
    if story.arrived is not None and story.window is not None:
        st.markdown(f"#### {tell_all(campaign_headline(story.arrived, story.window))}")
        st.caption(
            _("Counted: {days}, whole weeks from the first day up to 8 weeks after the last.").format(
                days=day_range(story.window.first, story.window.last)
            )
        )


def lenses(story: Story) -> None:
    """Show the coverage and the three lenses beside each other."""
    assert story.arrived is not None
    st.subheader(_("Three ways to look at it"))
    st.markdown(tell(coverage.words(story.arrived.lenses.coverage)))
    columns = st.columns(3)
    for column, lens in zip(columns, story.arrived.lenses.all, strict=True):
        with column, st.container(border=True, key=f"lens-{lens.key}", height="stretch"):
            _lens(lens)
    st.caption(_("The three look at the same applications from different sides. They overlap and are never added up."))


def _lens(lens: Lens) -> None:
    st.markdown(f"{ICONS[lens.key]} **{tell(lens.label)}**")
    if lens.figure is None:
        word = _("Not measured yet") if lens.key == "extra" else _("Not known")
        st.markdown(f"### {word}")
        st.caption(tell(lens.definition))
        assert lens.why is not None
        st.caption(tell(lens.why))
    else:
        st.markdown(f"### {count_text(lens.figure.part)}")
        st.caption(tell(lens.definition))
        share = share_text(lens.figure)
        if share != MISSING:
            st.caption(_("{share} of all applications in these weeks").format(share=share))
