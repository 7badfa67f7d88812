"""Before the start: the smallest effect that a campaign could show, from the organisation's own history."""

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import pandas as pd

from connectors.errors import N_, NotEnoughData, Said
from dashboard.analysis.figures import Percentage
from dashboard.analysis.impact import settings
from dashboard.analysis.impact.arrange import Arranged, arrange
from dashboard.analysis.impact.case import Case, Other
from dashboard.analysis.impact.data_checks import LEAST_WEEKS, YEAR_WEEKS
from dashboard.analysis.impact.estimate import LIFTS, outlook
from dashboard.analysis.impact.predict import power, smallest_shown, stretched
from dashboard.analysis.impact.reading_checks import CLEAR_ONLY, LARGEST_DETECTABLE, LEAST_EXPECTED
from dashboard.analysis.impact.settings import DEFAULT, Settings
from dashboard.analysis.periods import Period

LEAST_BESIDE = 13
WANTED = 0.80
"""How often the smallest effect is shown."""


@dataclass(frozen=True)
class Plan:
    """What could be shown.

    Attributes:
        weeks: Length of the campaign.
        baseline_per_week: Expected a week without it.
        minimum_detectable_effect: Extra over the whole campaign that is shown four times out of five; None above 300 %.
        minimum_detectable_relative: The same over what is expected.
        power: Relative effect, and how often it is shown.
        advice: What would lower it.
        warnings: What makes the answer less certain.
    """

    weeks: float
    baseline_per_week: float
    minimum_detectable_effect: float | None
    minimum_detectable_relative: float | None
    power: tuple[tuple[float, float], ...]
    advice: tuple[Said, ...]
    warnings: tuple[Said, ...]


def plan(case: Case, chosen: Settings = DEFAULT) -> Plan:
    """Return what a campaign over the window could show.

    The rows may end before the window; whatever stands in the window is not read. The last weeks of the history are
    taken as a pretended campaign. Raises NotEnoughData under a quarter of history beside them.
    """
    pretended = _pretended(case)
    arranged = arrange(pretended, chosen)
    _enough(arranged)
    random = np.random.default_rng(settings.SEED)
    drawn, calibration = outlook(arranged, chosen, random)
    often = power(drawn, calibration.stretch, LIFTS, settings.CERTAIN, random)
    smallest = smallest_shown(LIFTS, often, WANTED)
    expected = float(np.median(stretched(drawn.count, calibration.stretch, random)))
    return Plan(
        weeks=case.window.days / 7,
        baseline_per_week=expected / float(arranged.days[arranged.campaign].sum()) * 7,
        minimum_detectable_effect=None if smallest is None else smallest * expected,
        minimum_detectable_relative=smallest,
        power=tuple((float(lift), float(share)) for lift, share in zip(LIFTS, often, strict=True)),
        advice=tuple(_advice(case, arranged, smallest)),
        warnings=tuple(_warnings(arranged, smallest, expected)),
    )


def _pretended(case: Case) -> Case:
    """Return the case with the last weeks of its known history as the window; what goes on in the campaign is usual.

    All rows of it count as known, so that as much is expected of it as of the campaign.
    """
    known = np.flatnonzero(case.outcome.notna().any(axis=1) & (case.outcome.index < pd.Timestamp(case.window.first)))
    cut = _until(case, int(known[-1]) + 1) if len(known) else None
    if cut is not None and cut.last_day >= case.window.first:  # a week or month that reaches into the window
        cut = _until(case, int(known[-1])) if known[-1] else None
    if cut is None:
        raise _too_little(0)
    last = cut.last_day
    window = Period(last - timedelta(days=case.window.days - 1), last)
    inside = cut.outcome.index >= pd.Timestamp(window.first)
    return replace(
        cut,
        window=window,
        outcome=cut.outcome.mask(cut.outcome.isna() & inside[:, None], 0.0),
        others=tuple(kept for other in case.others if (kept := _before(other, window, case.window))),
    )


def _before(other: Other, pretended: Period, planned: Period) -> Other | None:
    """Return what ran, as far as it lies before the pretended campaign; None when all of it counts as usual.

    What is over before the planned campaign is not usual: of it the days before the pretended one are kept apart.
    """
    if not other.period.overlap(pretended):
        return other
    if other.period.overlap(planned) or other.period.first >= pretended.first:
        return None
    return replace(other, period=Period(other.period.first, pretended.first - timedelta(days=1)))


def _until(case: Case, rows: int) -> Case:
    return replace(
        case,
        outcome=case.outcome.iloc[:rows],
        controls=case.controls.iloc[:rows],
        vacancies=None if case.vacancies is None else case.vacancies.iloc[:rows],
        promise=None,
    )


def _enough(arranged: Arranged) -> None:
    known = arranged.known.any(axis=0) & arranged.history
    weeks = int(arranged.days[known].sum() // 7)
    if weeks < LEAST_BESIDE:
        raise _too_little(weeks)
    if not arranged.counts[:, known].sum():
        raise NotEnoughData(
            N_("Nothing was counted in {weeks} weeks of history: what a campaign could show cannot be said."),
            code="not_enough_data.plan",
            weeks=weeks,
        )


def _too_little(weeks: int) -> NotEnoughData:
    return NotEnoughData(
        N_(
            "Only {weeks} weeks of history beside the length of the campaign; {least} are needed to say what it could show."
        ),
        code="not_enough_data.plan",
        weeks=weeks,
        least=LEAST_BESIDE,
    )


def _advice(case: Case, arranged: Arranged, smallest: float | None) -> list[Said]:
    advice = []
    if not len(case.controls.columns):
        advice.append(
            Said(
                N_(
                    "Leave a site or a function group out of the campaign: as a comparison it makes the estimate sharper."
                )
            )
        )
    if arranged.known_days < 2 * 365:
        advice.append(Said(N_("Import older applications: a second year of history lowers it by about a fifth.")))
    if case.outcome.shape[1] == 1:
        advice.append(Said(N_("Run it at several sites: each of them adds evidence.")))
    if smallest is None or smallest > CLEAR_ONLY:
        advice.append(Said(N_("Judge several campaigns together: from the third on, they share what they show.")))
        advice.append(
            Said(N_("Ask applicants how they heard of you: it does not prove an effect, but it shows its size."))
        )
    advice.append(Said(N_("Look again eight weeks after the end: the final answer is about a fifth sharper.")))
    return advice


def _warnings(arranged: Arranged, smallest: float | None, expected: float) -> list[Said]:
    warnings = []
    history = int((arranged.known_days + arranged.days[arranged.campaign].sum()) // 7)
    if history < LEAST_WEEKS:
        text = N_("{weeks} weeks of history: afterwards {least} are needed before the start.")
        warnings.append(Said(text, {"weeks": history, "least": LEAST_WEEKS}))
    if history < YEAR_WEEKS:
        warnings.append(Said(N_("Less than a year of history: the season is guessed.")))
    if expected < LEAST_EXPECTED:
        text = N_("Fewer than {least} are expected in the window: afterwards there will not be enough data.")
        warnings.append(Said(text, {"least": LEAST_EXPECTED}))
    if smallest is None or smallest > LARGEST_DETECTABLE:
        text = N_("Only an effect of more than {most} could be shown; few campaigns reach that.")
        warnings.append(Said(text, {"most": Percentage(LARGEST_DETECTABLE)}))
    return warnings
