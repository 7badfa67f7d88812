"""What was extra: the lines below the verdict and the checks, as they are told."""

from collections.abc import Sequence

import pandas as pd

from dashboard.analysis import exposure
from dashboard.analysis.exposure_weeks import by_week_words, weekly_timing
from dashboard.analysis.impact import words
from dashboard.analysis.impact.check_names import name_said, result_said
from dashboard.analysis.impact.finding import Check, Finding, Verdict
from dashboard.analysis.impact.left_out import LeftOut, left_out_said
from dashboard.analysis.impact.outcomes import ALL, SIDE_ENTRANTS
from dashboard.analysis.impact.share_of_extra import share_said
from dashboard.charts.words import count_text, tell
from dashboard.i18n import MISSING, _, day_range, ngettext, number, percent
from dashboard.queries.campaign_details import Details
from dashboard.queries.stories import Story
from dashboard.told.card import Card
from dashboard.told.evidence_known import Known, sayable_of


def sentence(found: Known) -> str:
    """Return the verdict in one sentence."""
    return tell(words.sentence(found.finding, numbers=found.numbers))


def blocking(found: Known) -> list[str]:
    """Return the checks that stand in the way of a verdict, as far as the sentence does not say it."""
    said = sentence(found)
    some = [tell(check.detail) for check in found.finding.checks if check.blocks and check.ok is False]
    return [each for each in some if each not in said]


def checks(found: Known) -> list[tuple[str, str, str]]:
    """Return name, result and explanation of each check."""
    return [
        (tell(name_said(check.name)), tell(result_said(check.ok)), tell(check.detail)) for check in found.finding.checks
    ]


def unsettled(found: Known) -> list[tuple[str, str, str]]:
    """Return the checks that are not in order or have something to mind."""
    return [told for check, told in zip(found.finding.checks, checks(found), strict=True) if check.ok is not True]


def checks_card(found: Known) -> Card:
    """Return all checks as a table."""
    headings = [_("Check"), _("Result"), _("What was seen")]
    table = pd.DataFrame(checks(found), columns=headings)
    return Card("checks", checks_label(found.finding.checks), table)


def share_of_side_entrants(story: Story, found: Known) -> str:
    """Return which share of the extra ones were side-entrants, where both numbers stand on the page; else nothing."""
    if not sayable_of(story, found) >= {ALL, SIDE_ENTRANTS}:
        return ""
    said = share_said(found.latest[ALL], found.latest[SIDE_ENTRANTS])
    return "" if said is None else tell(said)


def left_out(compared: LeftOut, found: Known) -> str:
    """Return what the sites show that were left out, or why they show nothing."""
    said = [left_out_said(compared, numbers=found.numbers)]
    if compared.indexed is not None:
        said.append(compared.indexed)
    return " ".join(map(tell, said))


def timing(details: Details, found: Known) -> str:
    """Return whether the weeks of the campaign follow its views; empty where nothing is known or was judged."""
    finding, views = found.finding, details.views
    if finding.verdict is Verdict.NOT_ENOUGH_DATA or not finding.weeks or views.empty:
        return ""
    final = views[views["is_final"].astype(bool)]
    by_day = pd.Series(final["views"].to_numpy(), index=pd.Index(final["day"], dtype=object))
    read = weekly_timing(finding.weeks, by_day)
    said = [exposure.words(read), by_week_words(read)]
    return " ".join(tell(each) for each in said if each is not None)


def lines(found: Known) -> list[str]:
    """Return the sentences below the verdict: how sure, what it cost per extra one, chance, and what was promised."""
    finding = found.finding
    if finding.verdict is Verdict.NOT_ENOUGH_DATA:
        return [tell(words.promise_said(found.promise, finding))]
    said = [
        words.probability_said(finding.probability, confirmed=finding.verdict is Verdict.LIKELY_EXTRA),
        words.cost_said(finding, numbers=found.numbers),
        words.quiet_said(finding),
        words.promise_said(found.promise, finding),
    ]
    if finding.cross_check is not None and found.numbers:
        said.insert(1, words.second_method_said(finding))
    return [tell(each) for each in said]


def checks_label(checks: Sequence[Check]) -> str:
    """Return how many checks were looked at, how many are not in order, and how many only have something to mind."""
    wrong, open_ = (sum(check.ok is ok for check in checks) for ok in (False, None))
    label = _("Checks: all {all} looked at, none out of order")
    if wrong:
        label = ngettext("Checks: {wrong} of {all} is not in order", "Checks: {wrong} of {all} are not in order", wrong)
    told = label.format(wrong=number(wrong), all=number(len(checks)))
    if not open_:
        return told
    return _("{checks}; to mind: {open}").format(checks=told, open=number(open_))


def three_figures(story: Story, found: Known | None) -> list[tuple[str, str, str]]:
    """Return gross, expected and extra: always three, each with its name and what it is; a dash where it is not known."""
    gross, expected, extra = _("Came in (gross)"), _("Expected without the campaign"), _("Extra")
    if found is None:
        total = count_text(story.arrived.total) if story.arrived else MISSING
        unknown = _("not reckoned yet")
        return [(gross, total, _("from any source")), (expected, MISSING, unknown), (extra, MISSING, unknown)]
    finding = found.finding
    if not found.numbers or finding.low is None or finding.high is None:
        why = _("cannot be shown")
        return [(gross, MISSING, why), (expected, MISSING, why), (extra, MISSING, why)]
    days = day_range(finding.start, finding.end)
    interval = _("{range}, {level} interval").format(
        range=tell(words.range_said(finding.low, finding.high)), level=percent(finding.level)
    )
    return [
        (gross, number(finding.observed), days),
        (expected, number(finding.expected), _("reckoned from before and beside")),
        (extra, number(finding.extra), interval),
    ]


def demonstrable(found: Known) -> str:
    """Return :func:`demonstrable_of` the latest answer."""
    return demonstrable_of(found.finding)


def demonstrable_of(finding: Finding) -> str:
    """Return that an effect is not demonstrable where the interval holds zero; else what the level of it means."""
    if finding.low is None or finding.high is None:
        return ""
    if finding.low <= 0 <= finding.high:
        return _("Not demonstrable: the {level} interval holds 0.").format(level=percent(finding.level))
    if finding.verdict not in {Verdict.LIKELY_EXTRA, Verdict.LIKELY_LESS}:
        words_ = _("Not demonstrable: the {level} interval does not hold 0, but that is not confirmed.")
        return words_.format(level=percent(finding.level))
    if finding.verdict is Verdict.LIKELY_LESS:
        return _("The interval is {level}.").format(level=percent(finding.level))
    words_ = _(
        "The interval is {level}: where all of it lies above 0, we are 95 of 100 sure that there were extra ones."
    )
    return words_.format(level=percent(finding.level))
