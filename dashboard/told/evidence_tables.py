"""The tables of the evidence: answers one after another, other outcomes, and link beside answer."""

import pandas as pd

from dashboard.analysis import overlap
from dashboard.analysis.impact.finding import Finding, Stage, Verdict
from dashboard.analysis.impact.outcomes import ALL, SIDE_ENTRANTS, Row, outcome_rows
from dashboard.analysis.impact.words import verdict_said
from dashboard.charts.labels import function_group
from dashboard.charts.words import count_text, signs, tell
from dashboard.i18n import MISSING, _, day, number
from dashboard.queries.stories import Story
from dashboard.told.card import Card
from dashboard.told.evidence_known import Known


def stage_name(stage: Stage) -> str:
    """Return what an answer at a stage is called."""
    names = {Stage.RUNNING: _("While it ran"), Stage.PRELIMINARY: _("Preliminary"), Stage.FINAL: _("Final")}
    return names[stage]


def extra_text(finding: Finding) -> str:
    """Return the extra ones with their interval: “90 (60 to 118)”; a dash where there are none to give."""
    if finding.extra is None or finding.low is None or finding.high is None:
        return MISSING
    words = _("{extra} ({low} to {high})")
    return words.format(extra=_whole(finding.extra), low=_whole(finding.low), high=_whole(finding.high))


def _whole(value: float) -> str:
    return number(round(value) or 0)


def _extra(row: Row) -> str:
    return extra_text(row.finding) if row.numbers and row.finding.verdict is not Verdict.NOT_ENOUGH_DATA else MISSING


def outcome_name(outcome: str, site_names: dict[str, str]) -> str:
    """Return what an outcome is called: all applications, side-entrants, a site or a function group by its name."""
    kind, _colon, key = outcome.partition(":")
    if kind == "site":
        return _("Site: {name}").format(name=site_names.get(key, key))
    if kind == "function_group":
        return _("Function group: {name}").format(name=function_group(key))
    return {ALL: _("All applications"), SIDE_ENTRANTS: _("Side-entrants")}.get(outcome, outcome)


def readings(found: Known) -> Card | None:
    """Return every answer that was given, None when there is only one: the first stays beside the last."""
    if len(found.readings) == 1:
        return None
    pairs = [(each.finding, found.numbers and shown) for each, shown in zip(found.readings, found.shown, strict=True)]
    table = pd.DataFrame(
        {
            _("Answer"): [stage_name(each.stage) for each in found.readings],
            _("Figures until"): [day(each.as_of) for each in found.readings],
            _("Expected"): [number(each.expected) if numbers else MISSING for each, numbers in pairs],
            _("Extra (90% interval)"): [extra_text(each) if numbers else MISSING for each, numbers in pairs],
            _("Verdict"): [tell(verdict_said(each.verdict)) for each, _numbers in pairs],
        }
    )
    return Card("readings", _("The earlier answer beside the latest"), table)


def outcomes(story: Story, found: Known, names: dict[str, str]) -> Card | None:
    """Return side-entrants, sites and function groups, each with its own verdict; ``names`` gives each site its name."""
    rows = [
        row
        for row in outcome_rows(found.others, story.sites, given_away=found.given_away)
        if row.outcome != found.outcome
    ]
    if not rows:
        return None
    table = pd.DataFrame(
        {
            _("Outcome"): [outcome_name(row.outcome, names) for row in rows],
            _("Came in"): [count_text(row.observed) for row in rows],
            _("Expected"): [number(row.finding.expected) if row.numbers else MISSING for row in rows],
            _("Extra (90% interval)"): [_extra(row) for row in rows],
            _("Verdict"): [tell(verdict_said(row.finding.verdict)) for row in rows],
        }
    )
    note = _(
        "The more groups one looks at, the more certain each has to be. Extra ones of groups do not add up exactly."
    )
    said = " ".join([note, signs()] if any(row.observed.hidden for row in rows) else [note])
    return Card("outcomes", _("Side-entrants, sites and function groups"), table, said)


def link_and_answer(story: Story) -> tuple[str, Card | None]:
    """Return how far the link and the answer agree, in words and as a table; what each counts is never added."""
    assert story.arrived is not None
    found = overlap.overlap(story.arrived)
    if found is None:
        return tell(overlap.words(found)), None
    rows = (
        (_("Came through the link"), found.both, found.only_tracked, found.tracked),
        (_("Did not come through the link"), found.only_named, found.neither, found.not_tracked),
        (_("Total"), found.named, found.not_named, found.total),
    )
    headings = (" ", _("Named the campaign"), _("Did not name it"), _("Total"))
    texts = [[label, *(count_text(each) for each in counts)] for label, *counts in rows]
    is_hidden = any(each.hidden for _label, *counts in rows for each in counts)
    table = pd.DataFrame(texts, columns=list(headings))
    return tell(overlap.words(found)), Card("overlap", _("Link beside answer"), table, signs() if is_hidden else "")
