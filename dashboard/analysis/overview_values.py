"""Each key figure of the first page over any months: its value, or why there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.chance import around_count, spread
from dashboard.analysis.figures import Number
from dashboard.analysis.kpis import HIDDEN, MISSING, Figure, Frames, cost_in, open_vacancies
from dashboard.analysis.overview import Value
from dashboard.analysis.overview_facts import OverviewFacts
from dashboard.analysis.periods import Period
from dashboard.analysis.publishing import COMBINATION, NOT_COVERED, WHOLE_YEAR, Answer, People
from dashboard.analysis.selection import months_of, whole_months
from dashboard.analysis.shares import Interval, Share, published_share
from dashboard.analysis.suppression import Count, Mark

_NO_FIGURES = Said(N_("no figures from that time"))
_WHOLE_ONLY = Said(N_("only known for the whole organisation"))
_NO_COST = Said(N_("no cost written down"))
_REASONS: Mapping[str, Said] = MappingProxyType(
    {
        NOT_COVERED: _NO_FIGURES,
        COMBINATION: Said(N_("not given for these filters together: a small number could be computed")),
        WHOLE_YEAR: Said(N_("for this choice only given over a whole calendar year: a small number could be computed")),
    }
)


@dataclass(frozen=True)
class Values:
    """Key figures of a part of the organisation; ``narrowing`` as :meth:`People.count` takes it, empty for all."""

    facts: OverviewFacts
    people: People
    narrowing: Mapping[str, str]

    def value(self, key: str, period: Period) -> Value:
        """Return a key figure over whole months."""
        functions: Mapping[str, Callable[[Period], Value]] = {
            "applications": lambda months: _counted(self.answer(months)),
            "hires": lambda months: _counted(self.answer(months, "hired")),
            "side_entrant_share": self._side_entrants,
            "applications_per_vacancy": self._per_vacancy,
            "cost_per_application": self._cost,
            "views": lambda months: self._whole(self.facts.views_in(months)),
            "mentions": lambda months: self._whole(self.facts.mentions.count(months)),
            "tone": self._tone,
        }
        return functions[key](period)

    def answer(self, period: Period, outcome: str = "applied") -> Answer:
        """Return how many applied, or of those came to an outcome."""
        return self.people.answer(period, outcome, **self.narrowing)

    def share(self, period: Period) -> Share:
        """Return the share of side-entrants."""
        return self.people.side_entrants(period, **self.narrowing)

    def unknown(self, period: Period) -> Share:
        """Return the share of which the origin is not known."""
        return published_share(self._of(period, "unknown").count, self.answer(period).count)

    def times(self, key: str) -> float | None:
        """Return how many times more than chance the months of a count differ from each other."""
        return self._spreads["applications" if key == "applications_per_vacancy" else key]

    @cached_property
    def _spreads(self) -> Mapping[str, float | None]:
        applied = self._months()
        said = self.facts.mentions.reach
        mentions = [whole_months(month, month) for month in months_of(said)] if said else []
        return {
            "applications": spread([self.answer(month).count.value for month in applied]),
            "views": spread([self.facts.views[month] for month in sorted(self.facts.views)]),
            "mentions": spread([self.facts.mentions.count(month) for month in mentions]),
        }

    def _months(self) -> list[Period]:
        if self.people.first is None or self.people.last is None:
            return []
        return [whole_months(month, month) for month in months_of(whole_months(self.people.first, self.people.last))]

    def open_vacancies(self, period: Period) -> float | None:
        """Return how many vacancies were open on an average day."""
        return open_vacancies(self._vacancies, period, self.facts.today)

    @cached_property
    def _vacancies(self) -> Frames:
        """The vacancies of the part, whose days are read once for all months."""
        rows = self.facts.vacancies
        for name, column in (("site", "site_id"), ("function_group", "function_group")):
            if name in self.narrowing:
                rows = rows[rows[column] == self.narrowing[name]]
        nothing = pd.DataFrame(columns=["day", "side_entrant", "applied", "hired"])
        return Frames(nothing, {}, rows, self.facts.campaigns)

    def spent(self, column: str, period: Period) -> float | None:
        """Return what campaigns cost in a period: ``cash``, ``hours`` or ``full_cost``."""
        rows = self.facts.campaigns
        return cost_in(rows.assign(full_cost=rows[column]), period, self.facts.today)

    def _whole(self, value: float | None) -> Value:
        if self.narrowing:
            return Value(MISSING, reason=_WHOLE_ONLY)
        return Value(Figure(value), reason=_NO_FIGURES if value is None else None)

    def _side_entrants(self, period: Period) -> Value:
        if "audience" in self.narrowing:
            return Value(MISSING, reason=Said(N_("one audience is looked at")))
        found = self.share(period)
        if found.value is not None:
            return Value(Figure(found.value), found.interval, found.base.value)
        answers = [self.answer(period), *(self._of(period, audience) for audience in ("side_entrant", "unknown"))]
        hidden = next((each for each in answers if each.count.value is None), None)
        if hidden is None and found.base.value == 0:
            return Value(MISSING, reason=Said(N_("of nobody is the origin known")))
        return _counted(hidden) if hidden else Value(HIDDEN, reason=_too_few(answers[0].count))

    def _of(self, period: Period, audience: str) -> Answer:
        return self.people.answer(period, **{**self.narrowing, "audience": audience})

    def _per_vacancy(self, period: Period) -> Value:
        applied = _counted(self.answer(period))
        if applied.figure.value is None:
            return applied
        vacancies = self.open_vacancies(period)
        if not vacancies:
            return Value(MISSING, reason=Said(N_("no vacancy was open")))
        around = around_count(applied.figure.value, self.times("applications"))
        interval = Interval(around.low / vacancies, around.high / vacancies)
        return Value(Figure(applied.figure.value / vacancies), interval)

    def _cost(self, period: Period) -> Value:
        if self.narrowing:
            return Value(MISSING, reason=_WHOLE_ONLY)
        applied = _counted(self.answer(period))
        cost = self.spent("full_cost", period)
        if applied.figure.value is None or cost is None:
            return applied if applied.figure.value is None else Value(MISSING, reason=_NO_COST)
        if not applied.figure.value:
            return Value(MISSING, reason=Said(N_("no applications yet")))
        return Value(Figure(cost / applied.figure.value))

    def _tone(self, period: Period) -> Value:
        if self.narrowing:
            return Value(MISSING, reason=_WHOLE_ONLY)
        found = self.facts.mentions.tone(period)
        if found.value is None:
            few = self.facts.mentions.covers(period)
            return Value(MISSING, reason=Said(N_("too few mentions with a tone")) if few else _NO_FIGURES)
        return Value(Figure(found.value), found.interval, found.base)


def _counted(answer: Answer) -> Value:
    """Return a count as a figure; it is hidden where it is too few, and not given where the filters are the reason."""
    count = answer.count
    if count.value is not None:
        return Value(Figure(count.value))
    reason = _REASONS.get(answer.reason or "")
    if reason is not None or count.mark is Mark.MISSING:
        return Value(MISSING, reason=reason or _NO_FIGURES)
    return Value(HIDDEN, reason=_too_few(count))


def _too_few(count: Count) -> Said:
    return Said(N_("too few to show (< {minimum})"), {"minimum": Number(count.minimum)})
