"""What ``impact --together`` answers: all campaigns together, and each of them beside the others."""

from collections.abc import Iterator

from connectors.database.engine import reading
from connectors.errors import N_, ConfigurationError, Said
from dashboard.analysis.figures import Percentage
from dashboard.analysis.impact.pooling import Estimate
from dashboard.analysis.impact.settings import LEVEL
from dashboard.analysis.impact.together import OUTCOMES, Answered, Member, Together, together
from dashboard.analysis.impact.words import numbers_can_be_said
from dashboard.doors.answers import Answer, figure
from dashboard.doors.campaign_answers import at_home, is_hidden
from dashboard.doors.evidence import reckon
from dashboard.i18n import _, say
from dashboard.queries.case_file import case_file
from dashboard.queries.evidence import all_findings

_ENDS = ("mean", "low", "high", "probability")


def answer_together(outcome: str) -> Answer:
    """Return all campaigns together, after what has changed was reckoned anew.

    Raises:
        ConfigurationError: Campaigns cannot be set beside each other by this outcome; names those that do.
    """
    if outcome not in OUTCOMES:
        raise ConfigurationError(
            N_("There is no outcome “{name}” of all campaigns."),
            code="usage.outcome",
            hint=N_("Known: {known}."),
            name=outcome,
            known=", ".join(OUTCOMES),
        )
    home = at_home()
    reckon(home.engine, home.organisation_id, home.now)
    with reading(home.engine) as connection:
        file = case_file(connection, home.organisation_id)
        stored = all_findings(connection, home.organisation_id)

    def can_be_said(each: Answered) -> bool:
        """Tell whether ``impact --campaign`` gives the numbers."""
        hidden = is_hidden(file, each.campaign_id, each.outcome, each.finding)
        return numbers_can_be_said(each.finding) and not hidden

    names = {code: told.name for code, told in file.campaigns.items()}
    found = together(stored, names, can_be_said, outcome)
    return Answer(together_document(found), tuple(together_lines(found)))


def together_document(found: Together) -> dict[str, object]:
    """Return all campaigns together for a program; effects are relative, 0.25 is a quarter more than expected."""
    pooled = found.pooled
    ends = dict.fromkeys(_ENDS) if pooled is None else _estimate(pooled.mean, "mean")
    spread = (None, None, None) if pooled is None else (pooled.spread, pooled.spread_low, pooled.spread_high)
    return {
        "outcome": found.outcome,
        "n": found.count,
        **ends,
        "level": LEVEL,
        "verdict": found.verdict.value,
        **{name: figure(value) for name, value in zip(("spread", "spread_low", "spread_high"), spread, strict=True)},
        "campaigns": [_campaign(member) for member in found.members],
        "left_out": [{"campaign": each.key, "name": each.name, "reason": say(each.reason)} for each in found.absent],
        "sentence": say(found.sentence),
        "note": None if pooled is None else say(pooled.note),
    }


def _campaign(member: Member) -> dict[str, object]:
    return {
        "campaign": member.single.key,
        "name": member.name,
        "stage": member.stage.value,
        "start": member.finding.start,
        "end": member.finding.end,
        "alone": _estimate(member.single.alone),
        "shrunk": _estimate(member.single.shrunk),
        "drawn": figure(member.single.drawn),
        "sentence": say(member.single.sentence),
    }


def _estimate(found: Estimate, middle: str = "relative") -> dict[str, object]:
    values = (found.relative, found.low, found.high, found.probability)
    return {name: figure(value) for name, value in zip((middle, *_ENDS[1:]), values, strict=True)}


def together_lines(found: Together) -> Iterator[str]:
    """Yield all campaigns together for a person."""
    yield say(found.sentence)
    if found.pooled is not None:
        yield say(found.pooled.note)
        yield ""
        yield _("Against what was expected:")
        for member in found.members:
            words = _("  {name}: {alone} by its own figures, {shrunk} beside the others")
            yield words.format(
                name=member.name, alone=_with_ends(member.single.alone), shrunk=_with_ends(member.single.shrunk)
            )
    if found.absent:
        yield ""
        yield _("Not counted:")
        yield from (f"  {each.name}: {say(each.reason)}" for each in found.absent)


def _with_ends(found: Estimate) -> str:
    words = _("{middle} ({low} to {high})")
    return words.format(middle=_percent(found.relative), low=_percent(found.low), high=_percent(found.high))


def _percent(share: float) -> str:
    """Return a share in whole percents, never a zero below zero."""
    return say(Said("{value}", {"value": Percentage(round(share, 2) + 0.0)}))
