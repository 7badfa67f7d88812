"""Three ways to look at what a campaign brought, side by side and never added: tracked, self-reported, modelled extra."""

from dataclasses import dataclass

from connectors.errors import N_, Said
from dashboard.analysis.coverage import Coverage, coverage
from dashboard.analysis.shares import Share, share
from dashboard.analysis.suppression import Count
from dashboard.analysis.suppression_grid import Grid


@dataclass(frozen=True)
class Lens:
    """One way to count. ``figure`` is None when it is not measured; ``why`` then says why not."""

    key: str
    label: Said
    definition: Said
    figure: Share | None
    why: Said | None = None


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


@dataclass(frozen=True)
class Counted:
    """Applications in a campaign's window, raw: all, and those of which something is known."""

    applications: int
    with_source: int
    with_answer: int
    with_origin: int
    tracked: int | None  # None: nothing is linked by which it could be recognised
    named: int | None


def lenses(counted: Counted, crossed: Grid) -> Lenses:
    """Return the three lenses over the counts of a campaign's window.

    ``crossed`` is the table of tracked by self-reported as it is shown: what it hides, a lens hides too.
    """
    known = coverage(
        counted.applications,
        source=counted.with_source,
        self_reported=counted.with_answer,
        origin=counted.with_origin,
    )
    return Lenses(known, _tracked(counted, crossed), _self_reported(counted, crossed), not_measured_yet())


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


def not_measured_yet() -> Lens:
    """Return the third lens as long as no model has been fitted: no number, and why."""
    return Lens(
        "extra",
        Said(N_("Modelled extra")),
        Said(N_("Would not have come in without the campaign.")),
        None,
        Said(N_("A link or an answer cannot tell who would have applied anyway; that takes a comparison.")),
    )
