"""Who a campaign is for, what came in by three lenses, and how much can be told apart at all."""

import streamlit as st

from dashboard.analysis import coverage
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.impact.outcomes import ALL
from dashboard.analysis.impact.words import range_said, verdict_said
from dashboard.analysis.lenses import Lens, Modelled
from dashboard.analysis.narrative import campaign_headline
from dashboard.charts.words import KINDS, STATUSES, count_text, share_text, tell, tell_all
from dashboard.i18n import MISSING, _, day_range, number, percent
from dashboard.queries.stories import Story
from dashboard.views.sections.evidence_known import Known
from dashboard.widgets.plain import plain

ICONS = {"tracked": ":material/link:", "self_reported": ":material/record_voice_over:", "extra": ":material/balance:"}

_WITH_NUMBER = {Verdict.LIKELY_EXTRA, Verdict.LIKELY_LESS}


def header(story: Story, *, measured: bool = False) -> None:
    """Show what, when, where and for whom, and the first sentences; ``measured``: what was extra follows."""
    st.title(plain(story.name))
    facts = [_(KINDS.get(story.kind, story.kind)), day_range(story.starts_on, story.ends_on), _(STATUSES[story.status])]
    st.caption(" · ".join(facts))
    about = (
        (_("Goal"), story.goal),
        (_("For whom"), story.audience),
        (_("Where"), ", ".join(story.site_names) or _("all sites")),
    )
    line = _("**{label}:** {value}")
    st.markdown("  \n".join(line.format(label=label, value=plain(value or MISSING)) for label, value in about))
    if story.arrived is not None and story.window is not None:
        st.markdown(f"#### {tell_all(campaign_headline(story.arrived, story.window, measured=measured))}")
        st.caption(
            _("Counted: {days}, whole weeks from the first day up to 8 weeks after the last.").format(
                days=day_range(story.window.first, story.window.last)
            )
        )


def lenses(story: Story, found: Known | None = None) -> None:
    """Show the coverage and the three lenses beside each other, the third from what was found."""
    assert story.arrived is not None
    assert story.window is not None
    three = story.arrived.lenses
    if found is not None and found.outcome == ALL:
        three = three.with_finding(found.finding, story.window, numbers=found.numbers)
    st.subheader(_("Three ways to look at it"))
    st.markdown(tell(coverage.words(three.coverage)))
    columns = st.columns(3)
    for column, lens in zip(columns, three.all, strict=True):
        with column, st.container(border=True, key=f"lens-{lens.key}", height="stretch"):
            _lens(lens)
    st.caption(_("The three look at the same applications from different sides. They overlap and are never added up."))


def _lens(lens: Lens) -> None:
    st.markdown(f"{ICONS[lens.key]} **{tell(lens.label)}**")
    st.markdown(f"### {_figure(lens)}")
    if lens.modelled is not None:
        st.markdown(_range(lens.modelled))
    st.caption(tell(lens.definition))
    if lens.why is not None:
        st.caption(plain(tell(lens.why)))
    share = MISSING if lens.figure is None else share_text(lens.figure)
    if share != MISSING:
        st.caption(_("{share} of all applications in these weeks").format(share=share))


def _range(modelled: Modelled) -> str:
    """Return the interval, behind the verdict where that does not stand large above it already."""
    low_high = tell(range_said(modelled.low, modelled.high))
    verdict, level = tell(verdict_said(modelled.verdict)), percent(modelled.level)
    if modelled.verdict in _WITH_NUMBER:
        return _("{verdict}: {range}, {level} sure").format(verdict=verdict, range=low_high, level=level)
    words = _("The difference lies {range}, {level} sure.")
    if modelled.verdict is Verdict.CANNOT_TELL and not modelled.low <= 0 <= modelled.high:
        words = _("The difference lies {range}, {level} sure, but that is not confirmed.")
    return words.format(range=low_high, level=level)


def _figure(lens: Lens) -> str:
    """Return what stands large on a lens: a count, an estimate where it is likely, else the verdict, or that there is none."""
    if lens.figure is not None:
        return count_text(lens.figure.part)
    if lens.verdict in _WITH_NUMBER and lens.modelled is not None:
        words = _("about {extra}") if lens.verdict is Verdict.LIKELY_EXTRA else _("about {extra} fewer")
        return words.format(extra=number(abs(round(lens.modelled.extra))))
    if lens.verdict is not None:
        return tell(verdict_said(lens.verdict))
    return _("Not measured yet") if lens.key == "extra" else _("Not known")
