"""Who a campaign is for and what its three lenses show, as it is told."""

from connectors.errors import N_
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.impact.outcomes import ALL
from dashboard.analysis.impact.words import range_said, verdict_said
from dashboard.analysis.lenses import Lens, Lenses, Modelled
from dashboard.analysis.narrative import campaign_headline
from dashboard.charts import picked
from dashboard.charts.words import KINDS, STATUSES, count_text, share_text, tell, tell_all
from dashboard.i18n import MISSING, _, day_range, number, percent
from dashboard.queries.stories import Story
from dashboard.told.evidence_known import Known

_WITH_NUMBER = {Verdict.LIKELY_EXTRA, Verdict.LIKELY_LESS}
OVERLAP = N_("The three look at the same applications from different sides. They overlap and are never added up.")


def facts(story: Story) -> str:
    """Return kind, days and status in one line."""
    kind, days = _(KINDS.get(story.kind, story.kind)), day_range(story.starts_on, story.ends_on)
    return " · ".join((kind, days, _(STATUSES[story.status])))


def about(story: Story) -> list[tuple[str, str]]:
    """Return what it is for, whom and where, each with its name."""
    return [
        (_("Goal"), picked.told(story.goal, picked.GOALS) or MISSING),
        (_("For whom"), picked.told(story.audience, picked.AUDIENCES) or MISSING),
        (_("Where"), ", ".join(story.site_names) or _("all sites")),
    ]


def headline(story: Story, *, measured: bool) -> str:
    """Return the first sentences; ``measured``: what was extra follows. Empty where nothing is known of its days."""
    if story.arrived is None or story.window is None:
        return ""
    return tell_all(campaign_headline(story.arrived, story.window, measured=measured))


def counted(story: Story) -> str:
    """Return over which days applications are counted."""
    assert story.window is not None
    words = _("Counted: {days}, whole weeks from the first day up to 8 weeks after the last.")
    return words.format(days=day_range(story.window.first, story.window.last))


def three(story: Story, found: Known | None) -> Lenses:
    """Return the three lenses, the third from what was found."""
    assert story.arrived is not None
    assert story.window is not None
    lenses = story.arrived.lenses
    if found is None or found.outcome != ALL:
        return lenses
    return lenses.with_finding(found.finding, story.window, numbers=found.numbers)


def lens_notes(lens: Lens) -> list[str]:
    """Return what stands below the figure of a lens: its interval, its definition, why there is none, its share."""
    said = [range_of(lens.modelled)] if lens.modelled is not None else []
    said.append(tell(lens.definition))
    if lens.why is not None:
        said.append(tell(lens.why))
    return [*said, *share_of(lens)]


def share_of(lens: Lens) -> list[str]:
    """Return which share of all applications a lens has; nothing where it has none."""
    share = MISSING if lens.figure is None else share_text(lens.figure)
    return [] if share == MISSING else [_("{share} of all applications in these weeks").format(share=share)]


def range_of(modelled: Modelled) -> str:
    """Return the interval, behind the verdict where that does not stand large above it already."""
    low_high = tell(range_said(modelled.low, modelled.high))
    verdict, level = tell(verdict_said(modelled.verdict)), percent(modelled.level)
    if modelled.verdict in _WITH_NUMBER:
        return _("{verdict}: {range}, {level} sure").format(verdict=verdict, range=low_high, level=level)
    words = _("The difference lies {range}, {level} sure.")
    if modelled.verdict is Verdict.CANNOT_TELL and not modelled.low <= 0 <= modelled.high:
        words = _("The difference lies {range}, {level} sure, but that is not confirmed.")
    return words.format(range=low_high, level=level)


def figure_of(lens: Lens) -> str:
    """Return what stands large on a lens: a count, an estimate where it is likely, else the verdict, or that there is none."""
    if lens.figure is not None:
        return count_text(lens.figure.part)
    if lens.verdict in _WITH_NUMBER and lens.modelled is not None:
        words = _("about {extra}") if lens.verdict is Verdict.LIKELY_EXTRA else _("about {extra} fewer")
        return words.format(extra=number(abs(round(lens.modelled.extra))))
    if lens.verdict is not None:
        return tell(verdict_said(lens.verdict))
    return _("Not measured yet") if lens.key == "extra" else _("Not known")
