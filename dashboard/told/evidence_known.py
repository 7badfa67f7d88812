"""What is stored of a campaign, with what else stands on its page: which numbers can be shown follows from both."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.analysis.blocks import Block
from dashboard.analysis.disclosure import Sum, gives_away, shown_sums
from dashboard.analysis.impact.case import Promise
from dashboard.analysis.impact.finding import Finding
from dashboard.analysis.impact.outcomes import ALL, SIDE_ENTRANTS
from dashboard.analysis.impact.sayable import sayable
from dashboard.analysis.impact.words import numbers_can_be_said
from dashboard.analysis.periods import Period
from dashboard.queries.campaign_details import Details
from dashboard.queries.evidence import StoredFinding
from dashboard.queries.stories import Story


@dataclass(frozen=True)
class Known:
    """The answers on one campaign.

    Attributes:
        readings: Those on the main outcome, the latest first.
        others: The latest on each other outcome, by its code.
        promise: What was written down before the start.
        numbers: True when the numbers of the main outcome can stand on the page.
        shown: For each of the readings whether its numbers can stand beside those of the later ones.
        sums, blocks: Counts of the main outcome that stand elsewhere on the page, the latter partly hidden.
        given_away: Outcomes whose numbers would lead to a small count.
    """

    readings: tuple[StoredFinding, ...]
    others: dict[str, Finding]
    promise: Promise | None
    numbers: bool
    shown: tuple[bool, ...]
    sums: tuple[Sum, ...]
    blocks: tuple[Block, ...]
    given_away: frozenset[str]

    @property
    def finding(self) -> Finding:
        """The latest answer on the main outcome."""
        return self.readings[0].finding

    @property
    def outcome(self) -> str:
        """Code of the main outcome."""
        return self.readings[0].outcome

    @property
    def latest(self) -> dict[str, Finding]:
        """The latest answer on every outcome."""
        return {**self.others, self.outcome: self.finding}


def sayable_of(story: Story, found: Known) -> frozenset[str]:
    """Return the outcomes whose numbers can stand on a page."""
    return sayable(found.latest, story.sites, given_away=found.given_away)


def known_of(story: Story, details: Details, found: Sequence[StoredFinding], plans: pd.DataFrame) -> Known | None:
    """Return what is stored of a campaign that has begun, from its answers and all plans; None when nothing is."""
    if not found:
        return None
    main, promise = _plan(story.id, found, plans)
    readings = tuple(each for each in found if each.outcome == main)
    latest = {each.outcome: each.finding for each in reversed(found)}
    hidden = frozenset(name for name in latest if not _safe(latest[name], *_beside(story, details, name)))
    sums, blocks = _beside(story, details, main)
    return Known(
        readings=readings,
        others={name: finding for name, finding in latest.items() if name != main or name == ALL},
        promise=promise,
        numbers=main not in hidden and numbers_can_be_said(readings[0].finding),
        shown=_shown([each.finding for each in readings], sums, blocks),
        sums=tuple(sums),
        blocks=tuple(blocks),
        given_away=hidden,
    )


def _plan(campaign_id: str, found: Sequence[StoredFinding], plans: pd.DataFrame) -> tuple[str, Promise | None]:
    """Return what the campaign is judged by, and what was promised of it."""
    present = [each.outcome for each in found]
    usual = ALL if ALL in present else present[0]
    for row in plans[plans["campaign_id"] == campaign_id].itertuples():
        agreed = json.loads(row.outcomes) if isinstance(row.outcomes, str) else []
        main = next((outcome for outcome in agreed[:1] if outcome in present), usual)
        window = Period(row.window_from, row.window_until) if _is_day(row.window_from) else None
        recorded = row.planned_on if _is_day(row.planned_on) else row.recorded_at.date()
        least, seen = _number(row.minimum_effect), _number(row.minimum_detectable_effect)
        return main, Promise(window, least, seen, recorded)
    return usual, None


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not pd.isna(value)


def _number(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _beside(story: Story, details: Details, outcome: str) -> tuple[list[Sum], Sequence[Block]]:
    """Return what the page shows of an outcome elsewhere: the total over the campaign's weeks, and the time line."""
    assert story.arrived is not None
    assert story.window is not None
    assert story.last_day is not None
    if outcome == ALL:
        total = story.arrived.total.value
        whole = [Sum(story.window, total)] if total is not None else []
        return [*whole, *details.elsewhere, *shown_sums(details.weeks, story.last_day)], details.weeks
    if outcome == SIDE_ENTRANTS:
        total = story.arrived.origins.classes[SIDE_ENTRANTS].value
        return ([Sum(story.window, total)] if total is not None else []), ()
    return [], ()


def _shown(findings: Sequence[Finding], sums: Sequence[Sum], blocks: Sequence[Block]) -> tuple[bool, ...]:
    """Return which answers can have numbers, the latest first; of two over nearly the same days the difference is small."""
    known, shown = list(sums), []
    for finding in findings:
        safe = numbers_can_be_said(finding) and _safe(finding, known, blocks)
        if safe and finding.observed is not None:
            known.append(Sum(Period(finding.start, finding.end), round(finding.observed)))
        shown.append(safe)
    return tuple(shown)


def _safe(finding: Finding, sums: Sequence[Sum], blocks: Sequence[Block]) -> bool:
    if finding.observed is None:
        return True
    return not gives_away([*sums, Sum(Period(finding.start, finding.end), round(finding.observed))], blocks)
