"""What a second design adds to the answer on a campaign: the sites that were left out."""

from datetime import date

from dashboard.analysis.impact.finding import Finding
from dashboard.analysis.impact.holdout import LEVEL
from dashboard.analysis.impact.left_out import LeftOut, left_out_said
from dashboard.doors.answers import Answer, figure, finding_document, finding_lines
from dashboard.i18n import say
from dashboard.queries.case_file import CaseFile
from dashboard.queries.left_out import left_out_in


def with_left_out(finding: Finding, file: CaseFile, campaign_id: str, outcome: str, as_of: date) -> Answer:
    """Return the answer on a campaign, its finding as it may be shown, with the sites that were left out beside it."""
    compared = left_out_in(file, campaign_id, outcome, as_of=as_of)
    numbers = finding.observed is not None
    more = [left_out_said(compared, numbers=numbers)] if file.campaigns[campaign_id].featured.sites else []
    if compared.indexed is not None:
        more.append(compared.indexed)
    document = {**finding_document(finding), **left_out_document(compared, numbers=numbers)}
    return Answer(document, tuple(finding_lines(finding, more)))


def left_out_document(found: LeftOut, *, numbers: bool) -> dict[str, object]:
    """Return ``hold_out`` and ``hold_out_reason`` of a finding's JSON; one of both is None.

    What came in and what was expected are not in it: where the finding hides them they must not follow from this.
    """
    held = found.held
    if held is None:
        return {"hold_out": None, "hold_out_reason": None if found.refused is None else say(found.refused)}
    amounts = {"extra": held.extra, "low": held.extra_low, "high": held.extra_high}
    weights = sorted(held.weights.items(), key=lambda pair: -pair[1])
    document = {
        "verdict": found.verdict.value,
        **{name: figure(value) if numbers else None for name, value in amounts.items()},
        "level": LEVEL,
        "p": figure(held.p_blocks),
        "p_value_iid": figure(held.p_value),
        "placebo_p": figure(held.placebo_p),
        "start": held.start,
        "weeks": int((held.observed.index.date >= held.start).sum()),
        "indexed": None if found.indexed is None else say(found.indexed),
        "weights": {site: weight for site, value in weights if (weight := figure(value))},
        "fit": figure(held.fit.scaled),
    }
    return {"hold_out": document, "hold_out_reason": None}
