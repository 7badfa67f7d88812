"""Which questions are asked of a campaign, at which stage, and with the figures of which day."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta

import pandas as pd

from dashboard.analysis.impact import settings
from dashboard.analysis.impact.case import FINAL_AFTER_WEEKS, Case
from dashboard.analysis.impact.evaluate import stage_of
from dashboard.analysis.impact.finding import Finding, Stage
from dashboard.analysis.impact.reading_checks import LEAST_EXPECTED
from dashboard.analysis.impact.several import adjusted
from dashboard.analysis.periods import Period
from dashboard.queries.case_file import CaseFile, Told
from dashboard.queries.evidence_cases import make_case
from dashboard.queries.evidence_series import daily
from dashboard.queries.evidence_slices import ALL, FUNCTION_GROUP, SIDE_ENTRANTS, SITE, parts_of

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Family:
    """The questions about one campaign at one stage, which are judged together.

    Attributes:
        cases: Outcome to question.
        fixed: The outcomes that were fixed before the start, the main one first.
    """

    campaign_id: str
    stage: Stage
    cases: Mapping[str, Case]
    fixed: tuple[str, ...] = ()

    @property
    def window(self) -> Period:
        """The days that are looked at."""
        return self.cases[ALL].window

    @property
    def as_of(self) -> date:
        """The last day whose figures are used."""
        return self.cases[ALL].last_day

    def fingerprint(self) -> str:
        """Return a hash of all that the findings follow from: the figures, what is known of them, and the method."""
        found = hashlib.sha256(repr((settings.VERSION, self.fixed)).encode())
        for outcome, case in self.cases.items():
            found.update(outcome.encode())
            for part in fields(case):
                found.update(_told(getattr(case, part.name)))
        return found.hexdigest()

    def findings(self, evaluate: Callable[[Case], Finding]) -> dict[str, Finding]:
        """Return the findings, corrected for how many are looked at.

        What was fixed before the start is corrected among itself, and its first outcome stands alone. Where nothing was
        fixed ``all`` stands alone: it is asked of every campaign, so that nobody chose it.
        """
        alone = {outcome: evaluate(case) for outcome, case in self.cases.items()}
        if not self.fixed:
            return {**adjusted(alone, ALL), ALL: alone[ALL]}
        main = self.fixed[0]
        return adjusted(alone, main) | adjusted({outcome: alone[outcome] for outcome in self.fixed}, main)


def _told(value: object) -> bytes:
    if isinstance(value, pd.DataFrame):
        return repr((list(value.columns), value.index[:1], len(value))).encode() + value.to_numpy(dtype=float).tobytes()
    return repr(value).encode()


def families(
    file: CaseFile, campaign_id: str, today: date, kept: Collection[tuple[str, Period]] = ()
) -> Iterator[Family]:
    """Yield the questions about a campaign as they can be asked today; none while it has not begun.

    Until the final answer there is one stage. The final one takes the eight weeks after the end, not more, so that it
    stays what it is; with it comes the preliminary one as of the end, unless the one of the time is ``kept`` (campaign
    and window). Made afterwards, it is of the main questions only.
    """
    told, days = file.campaigns[campaign_id], file.days(today)
    window = told.window(today)
    if days is None or window.first > days.last or window.last < days.first:
        return
    latest = _family(file, told, days.last + _DAY)
    if latest.stage is not Stage.FINAL:
        yield latest
        return
    if (campaign_id, window) not in kept:
        yield _family(file, told, window.last + _DAY, main_only=True)
    yield _family(file, told, min(days.last, window.last + timedelta(weeks=FINAL_AFTER_WEEKS)) + _DAY)


def _family(file: CaseFile, told: Told, as_of: date, *, main_only: bool = False) -> Family:
    known = set(file.outcomes())
    fixed = tuple(outcome for outcome in (told.agreed.outcomes if told.agreed else ()) if outcome in known)
    others = () if main_only else _others_worth_a_look(file, told, as_of)
    outcomes = dict.fromkeys((ALL, *fixed, SIDE_ENTRANTS, *others))
    cases = {outcome: make_case(file, told.id, outcome, as_of=as_of) for outcome in outcomes}
    return Family(told.id, stage_of(cases[ALL]), cases, fixed)


def _others_worth_a_look(file: CaseFile, told: Told, as_of: date) -> Iterator[str]:
    """Yield each featured site, if there is more than one, and each linked function group, that has enough applications."""
    sites = sorted(told.featured.sites & set(file.sites)) if told.featured.sites else list(file.sites)
    some = [f"{SITE}:{site}" for site in sites] if len(sites) > 1 else []
    some += [f"{FUNCTION_GROUP}:{group}" for group in sorted(told.featured.groups & set(file.groups))]
    window = told.window(as_of)
    assert file.known is not None
    history = file.known.until(window.first - _DAY)
    for outcome in some if history else ():
        before = daily(file.counts, parts_of(outcome, told.featured, file.sites, file.places), history)
        if before.to_numpy().sum() / history.days * window.days >= LEAST_EXPECTED:
            yield outcome
