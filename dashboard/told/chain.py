"""From attention to cost in one small table: what is known of each step, and over what; targets beside it."""

from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.cost import per_application
from dashboard.analysis.hires import Hires
from dashboard.analysis.impact.finding import Finding, Verdict
from dashboard.analysis.impact.outcomes import ALL
from dashboard.analysis.impact.words import range_said
from dashboard.analysis.picks import AT_MOST, TARGETS
from dashboard.analysis.suppression import Count
from dashboard.charts.words import count_text, platforms, tell
from dashboard.i18n import MISSING, _, day_range, money, month, number, percent
from dashboard.queries.stories import Story
from dashboard.told.evidence_known import Known

_DECIMALS = 2


@dataclass(frozen=True)
class Steps:
    """What is known of a campaign that has begun; ``by_hand`` is part of ``visits``."""

    story: Story
    found: Known | None
    hires: Hires
    visits: int | None = None
    by_hand: int | None = None

    @property
    def finding(self) -> Finding | None:
        """The answer on all applications, when its numbers may stand on the page."""
        return self.found.finding if self.found and self.found.outcome == ALL and self.found.numbers else None


def table(steps: Steps) -> pd.DataFrame:
    """Return the chain: step, what is known, and over what it was counted. Nothing in it is divided by anything else."""
    rows = [_attention(steps), _visits(steps), _applications(steps), *_recognised(steps), _extra(steps)]
    rows += [_hired(steps), _cost(steps)]
    headings = (_("Step"), _("What is known"), _("Counted how"))
    return pd.DataFrame(rows, columns=list(headings))


def note() -> str:
    """Return why no step is divided by another."""
    return _(
        "Each step has its own source and its own days, so none is divided by another: that would make a conversion that "
        "nobody measured."
    )


def _days(steps: Steps) -> str:
    window = steps.story.window
    return day_range(window.first, window.last) if window else MISSING


def _attention(steps: Steps) -> tuple[str, str, str]:
    story = steps.story
    if story.views is not None:
        how = _("views on {names}, {days}").format(names=platforms(story.platforms), days=_days(steps))
        return _("Attention"), number(story.views), how
    why = _("nothing is linked that has views")
    if len(story.platforms) > 1:
        why = _("on {names}: counted differently, never added").format(names=platforms(story.platforms))
    return _("Attention"), MISSING, why


def _visits(steps: Steps) -> tuple[str, str, str]:
    if steps.visits is None:
        return _("Visits"), MISSING, _("no visits are known under its tag")
    how = _("own website, under its tag, {days}").format(days=_days(steps))
    if steps.by_hand:
        how = _("{how}; {number} of them counted by hand").format(how=how, number=number(steps.by_hand))
    return _("Visits"), number(steps.visits), how


def _applications(steps: Steps) -> tuple[str, str, str]:
    arrived = steps.story.arrived
    where = ", ".join(steps.story.site_names) or _("all sites")
    how = _("from any source, {where}, {days}").format(where=where, days=_days(steps))
    return _("Applications"), count_text(arrived.total) if arrived else MISSING, how


def _recognised(steps: Steps) -> list[tuple[str, str, str]]:
    arrived = steps.story.arrived
    if arrived is None:
        return []
    tracked, named = arrived.lenses.tracked.figure, arrived.lenses.self_reported.figure
    return [
        (
            _("Of which recognised"),
            _("{tracked} by link, {named} by answer").format(
                tracked=count_text(tracked.part) if tracked else MISSING,
                named=count_text(named.part) if named else MISSING,
            ),
            _("the two overlap and are never added"),
        )
    ]


def _extra(steps: Steps) -> tuple[str, str, str]:
    finding = steps.finding
    if finding is None or finding.extra is None:
        return _("Extra"), MISSING, _("not reckoned, or its numbers cannot be shown")
    assert finding.low is not None
    assert finding.high is not None
    days = day_range(finding.start, finding.end)
    how = _("modelled, {days}, {level} interval").format(days=days, level=percent(finding.level))
    return _("Extra"), tell(range_said(finding.low, finding.high)), how


def _hired(steps: Steps) -> tuple[str, str, str]:
    hired = steps.hires
    if hired.months is None:
        return _("Hires"), MISSING, _("no whole month lies inside its days yet")
    months = _months(hired)
    if steps.story.sites and hired.own.value is None:
        how = _("of all who applied in {months}, at all sites: per site it is told per finished year")
    else:
        how = _("of those who applied in {months}, until now")
    count = hired.own if hired.own.value is not None else hired.everywhere
    return _("Hires"), count_text(count), how.format(months=months)


def _months(hired: Hires) -> str:
    assert hired.months is not None
    first, last = month(hired.months.first), month(hired.months.last)
    return first if first == last else _("{first_month} to {last_month}").format(first_month=first, last_month=last)


def _cost(steps: Steps) -> tuple[str, str, str]:
    cost = steps.story.cost
    if cost is None:
        return _("Cost"), MISSING, _("no cost has been written down")
    both = _("{cash} in cash, {full} with own hours")
    said = both.format(cash=money(cost.cash, cost.currency), full=money(cost.full, cost.currency))
    return _("Cost"), said, _("as written down, cash and hours apart")


def unit_costs(steps: Steps) -> pd.DataFrame:
    """Return the cost per extra application and per hire: cash beside full, or why there is none."""
    cost, finding, hired = steps.story.cost, steps.finding, steps.hires
    rows = []
    if cost is not None:
        rows.append((_("extra application"), _per_extra(finding)))
        rows.append((_("hire, of those who applied in whole months"), _per_hire(steps, hired.own)))
        extra = hired.extra_hired(finding)
        if extra:
            label = _("extra hire, if extra ones are hired as often as everybody ({share})")
            share = percent(hired.share.value, 1) if hired.share else MISSING
            pair = tuple(_about(amount / extra, cost.currency) for amount in (cost.cash, cost.full))
            rows.append((label.format(share=share), pair))
    return pd.DataFrame(
        {
            _("Per"): [label for label, _pair in rows],
            _("Cash"): [pair[0] for _label, pair in rows],
            _("Full cost"): [pair[1] for _label, pair in rows],
        }
    )


def _about(amount: float, currency: str) -> str:
    return _("about {amount}").format(amount=money(amount, currency))


def _amounts(cash: float | None, full: float | None, currency: str, why: str) -> tuple[str, str]:
    if cash is None or full is None:
        return why, why
    return money(cash, currency, _DECIMALS), money(full, currency, _DECIMALS)


def _per_extra(finding: Finding | None) -> tuple[str, str]:
    if finding is None or finding.per_extra is None:
        return MISSING, MISSING
    each = finding.per_extra
    if finding.verdict is not Verdict.LIKELY_EXTRA or each.at_least:
        return _("not demonstrable"), _("not demonstrable")
    return tuple(  # type: ignore[return-value]
        MISSING if amount is None else _about(amount, each.currency) for amount in (each.cash, each.full)
    )


def _per_hire(steps: Steps, hired: Count) -> tuple[str, str]:
    cost = steps.story.cost
    if hired.value == 0:
        return _("no hires yet"), _("no hires yet")
    if cost is None or hired.value is None:
        return MISSING, MISSING
    each = per_application(cost, hired)
    return _amounts(each.cash, each.full, cost.currency, MISSING)


def targets(steps: Steps, wanted: dict[str, float]) -> pd.DataFrame:
    """Return what was to be reached beside what came in, and in words whether it was."""
    rows = []
    for measure, label in TARGETS.items():
        if measure in wanted:
            text, low, high = _reached(steps, measure)
            rows.append((_(label), number(wanted[measure]), text, _state(measure, wanted[measure], low, high)))
    return pd.DataFrame(rows, columns=[_("Target"), _("To reach"), _("Until now"), _("Stands")])


def _reached(steps: Steps, measure: str) -> tuple[str, float | None, float | None]:
    """Return what is known as text, and its lowest and highest value."""
    story, finding = steps.story, steps.finding
    if measure == "extra_applications":
        if finding is None or finding.low is None or finding.high is None:
            return MISSING, None, None
        return tell(range_said(finding.low, finding.high)), finding.low, finding.high
    if measure == "cost_per_application":
        full = story.each.full if story.each else None
        text = MISSING if full is None or story.cost is None else money(full, story.cost.currency, _DECIMALS)
        return text, full, full
    counted: dict[str, Count | None] = {
        "applications": story.arrived.total if story.arrived else None,
        "side_entrants": story.arrived.origins.classes["side_entrant"] if story.arrived else None,
        "hires": steps.hires.own,
    }
    if measure in counted:
        count = counted[measure]
        value = count.value if count else None
        return count_text(count) if count else MISSING, value, value
    value = {"visits": steps.visits, "views": story.views}[measure]
    return number(value), value, value


def _state(measure: str, target: float, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return _("not known")
    if measure in AT_MOST:
        return _("✓ stays under it") if high <= target else _("✗ is above it")
    if low >= target:
        return _("✓ reached")
    return _("cannot tell") if high >= target else _("✗ not reached yet")
