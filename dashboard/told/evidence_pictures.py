"""The two pictures of the evidence, as they are told."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from dashboard.analysis.disclosure import Sum
from dashboard.analysis.impact.finding import Finding, Quiet, Week
from dashboard.analysis.impact.shown import period, shown_blocks
from dashboard.analysis.periods import Period
from dashboard.charts.evidence import quiet_periods, received_and_expected
from dashboard.charts.timeline import Backdrop, Span
from dashboard.charts.words import signs
from dashboard.i18n import _, day, number, signed_percent
from dashboard.told.card import Card, charted
from dashboard.told.evidence_known import Known
from dashboard.told.markdown import plain


def shown(found: Known) -> list[Week]:
    """Return the blocks as they may be shown beside everything else on the page."""
    finding, sums = found.finding, list(found.sums)
    if found.numbers and finding.observed is not None:
        sums.append(Sum(Period(finding.start, finding.end), round(finding.observed)))
    return shown_blocks(finding.weeks, sums, found.blocks)


def days_of(blocks: Sequence[Week]) -> Period:
    """Return the days that blocks cover."""
    return Period(period(blocks[0]).first, period(blocks[-1]).last)


def expected(found: Known, blocks: Sequence[Week], backdrop: Backdrop) -> Card:
    """Return what came in beside what was expected; ``blocks`` are those of :func:`shown`, ``backdrop`` is of their days."""
    chart = received_and_expected(_whole(blocks), _looked_at(backdrop, found), _title(found))
    source = _("Applications: own system, until {until}. Expected: reckoned on {day}.")
    reading = found.readings[0]
    line = source.format(until=day(reading.as_of), day=day(reading.computed_at.date()))
    return charted("expected", chart, _block_table(blocks), line, _passport(found.finding))


def _looked_at(behind: Backdrop, found: Known) -> Backdrop:
    """Return what stands behind the blocks: the days that are looked at, the campaign in them, and what else there was."""
    looked_at = Span(_("looked at"), found.finding.start, found.finding.end)
    others = [
        replace(span, title="") if span.strong else span
        for span in behind.campaigns
        if not span.strong or (span.start, span.until) != (looked_at.start, looked_at.until)
    ]
    return replace(behind, campaigns=[looked_at, *others])


def quiet_days(found: Known) -> Period | None:
    """Return the days from the first quiet period until the campaign; None where there are no quiet periods."""
    some = found.finding.quiet
    return Period(min(each.start for each in some), found.finding.end) if some else None


def quiet(found: Known, backdrop: Backdrop | None = None) -> Card | None:
    """Return the campaign among quiet periods; None where there are none."""
    finding = found.finding
    if not finding.quiet:
        return None
    chart = quiet_periods(finding, _("This campaign"), numbers=found.numbers, backdrop=backdrop or Backdrop())
    source = _("Quiet periods: as long as the campaign, before it, without a campaign.")
    passport = _(
        "The method is used on periods in which nothing happened, as if there had been a campaign. What it finds there is "
        "chance: it shows how large a difference can be without a cause. The periods overlap, so that they count for less "
        "than their number."
    )
    return charted("quiet", chart, _quiet_table(finding.quiet), source, passport)


def _whole(blocks: Sequence[Week]) -> list[Week]:
    """Return the blocks without one that is not a whole week yet: beside weeks it would look like a fall."""
    least = min(7, max(block.days for block in blocks))
    return [block for block in blocks if block.days >= least]


def _title(found: Known) -> str:
    finding = found.finding
    if not found.numbers:
        return _("What came in, and what was expected without the campaign")
    text = _("{observed} came in on the days looked at, {expected} were expected without the campaign")
    return text.format(observed=number(finding.observed), expected=number(finding.expected))


def _block_table(blocks: Sequence[Week]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("From"): [day(period(block).first) for block in blocks],
            _("To"): [day(period(block).last) for block in blocks],
            _("Came in"): [number(block.observed) for block in blocks],
            _("Expected"): [number(block.expected) for block in blocks],
            _("90% band"): [f"{number(block.low)} – {number(block.high)}" for block in blocks],
            _("Campaign"): [_("yes") if block.inside else _("no") for block in blocks],
        }
    )


def _passport(finding: Finding) -> str:
    return "\n\n".join(
        (
            _(
                "Expected: what the applications before and after the campaign, the season, holidays, open vacancies and "
                "other campaigns lead to, as if this campaign had not been. The campaign's own weeks are not used."
            ),
            _("Band: in 90 of 100 weeks without a campaign the applications lie within it."),
            _(
                "Weeks are put together where one holds too few applicants to show; their bands are then added up, which "
                "makes them a little too wide."
            ),
            _(
                "Purple: the days that are looked at, darker the campaign itself; dotted lines: episodes; grey: holidays."
            ),
            _("Method: {method}.").format(method=plain(finding.method)),
            signs(),
        )
    )


def _quiet_table(quiet: Sequence[Quiet]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("From"): [day(each.start) for each in quiet],
            _("To"): [day(each.end) for each in quiet],
            _("Difference"): [signed_percent(each.relative) for each in quiet],
        }
    )
