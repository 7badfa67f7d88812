"""Three ways to look at what a campaign brought, side by side and never added: tracked, self-reported, modelled extra."""

from dataclasses import dataclass, replace

from connectors.errors import N_, Said
from dashboard.analysis.coverage import Coverage, coverage
from dashboard.analysis.impact import words
from dashboard.analysis.impact.finding import Finding, Verdict
from dashboard.analysis.periods import Period
from dashboard.analysis.shares import Share, share
from dashboard.analysis.suppression import Count
from dashboard.analysis.suppression_grid import Grid


@dataclass(frozen=True)
class Modelled:
    """An estimate with its interval at a level of confidence, and what can be said of it."""

    extra: float
    low: float
    high: float
    level: float
    verdict: Verdict


@dataclass(frozen=True)
class Lens:
    """One way to look. ``why`` says why there is no number when both ``figure`` and ``modelled`` are None.

    Attributes:
        figure: What was counted, of all applications in the window.
        modelled: What was estimated: it is no part of what was counted, and has no share.
        verdict: What can be said, also where there is no number; None as long as nothing has been reckoned.
    """

    key: str
    label: Said
    definition: Said
    figure: Share | None
    why: Said | None = None
    modelled: Modelled | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Lenses:
    """The three lenses with the coverage that comes first."""

    coverage: Coverage
    tracked: Lens
    self_reported: Lens
    extra: Lens

    @property
    def all(self) -> tuple[Lens, Lens, Lens]:
        """The three, in the order in which they are shown."""
        return self.tracked, self.self_reported, self.extra

    def with_finding(self, finding: Finding | None, window: Period, *, numbers: bool = True) -> "Lenses":
        """Return the same lenses with what was found as the third; see :func:`modelled_extra`."""
        return replace(self, extra=modelled_extra(finding, window, numbers=numbers))


@dataclass(frozen=True)
class Counted:
    """Applications in a campaign's window, raw: all, and those of which something is known."""

    applications: int
    with_source: int
    with_answer: int
    with_origin: int
    tracked: int | None  # None: nothing is linked by which it could be recognised
    named: int | None


def lenses(counted: Counted, crossed: Grid, finding: Finding | None = None, window: Period | None = None) -> Lenses:
    """Return the three lenses over the counts of a campaign's window.

    ``crossed`` is the table of tracked by self-reported as it is shown: what it hides, a lens hides too.
    """
    known = coverage(
        counted.applications,
        source=counted.with_source,
        self_reported=counted.with_answer,
        origin=counted.with_origin,
    )
    extra = modelled_extra(finding, window)
    return Lenses(known, _tracked(counted, crossed), _self_reported(counted, crossed), extra)


def _tracked(counted: Counted, crossed: Grid) -> Lens:
    figure = None if counted.tracked is None else _unless_hidden(counted.tracked, counted, crossed.row_totals[0])
    why = Said(N_("No campaign tag or source is linked to this campaign.")) if figure is None else None
    definition = Said(N_("Came in through the campaign's own link or source (last click)."))
    return Lens("tracked", Said(N_("Tracked")), definition, figure, why)


def _self_reported(counted: Counted, crossed: Grid) -> Lens:
    figure = None if counted.named is None else _unless_hidden(counted.named, counted, crossed.column_totals[0])
    why = Said(N_("No answer to “how did you hear of us” is linked to this campaign.")) if figure is None else None
    definition = Said(N_("Named the campaign at “how did you hear of us”."))
    return Lens("self_reported", Said(N_("Self-reported")), definition, figure, why)


def _unless_hidden(part: int, counted: Counted, shown: Count) -> Share:
    found = share(part, counted.applications)
    return Share(shown, found.base, None, None) if shown.hidden else found


def modelled_extra(finding: Finding | None, window: Period | None, *, numbers: bool = True) -> Lens:
    """Return the third lens: the extra ones with their interval, or why there is no number.

    When the finding is about other days than the window of the two counted lenses, its definition names them.
    """
    if finding is None:
        comparison = N_("A link or an answer cannot tell who would have applied anyway; that takes a comparison.")
        return Lens("extra", _EXTRA, _WITHOUT, None, Said(comparison))
    definition = _WITHOUT
    if window is None or (finding.start, finding.end) != (window.first, window.last):
        text = N_("Would not have come in without the campaign. Looked at: {first} to {last}.")
        definition = Said(text, {"first": finding.start, "last": finding.end})
    modelled = _modelled(finding) if numbers and words.numbers_can_be_said(finding) else None
    why = words.sentence(finding, numbers=False) if modelled is None else None
    return Lens("extra", _EXTRA, definition, None, why, modelled, finding.verdict)


_EXTRA = Said(N_("Modelled extra"))
_WITHOUT = Said(N_("Would not have come in without the campaign."))


def _modelled(finding: Finding) -> Modelled | None:
    if (
        finding.verdict is Verdict.NOT_ENOUGH_DATA
        or finding.extra is None
        or finding.low is None
        or finding.high is None
    ):
        return None
    return Modelled(finding.extra, finding.low, finding.high, finding.level, finding.verdict)
