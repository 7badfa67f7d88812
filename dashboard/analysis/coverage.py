"""How much of what came in can be told apart at all: printed before anything that rests on it."""

from dataclasses import dataclass

from connectors.errors import N_, Said
from dashboard.analysis.figures import Percentage
from dashboard.analysis.shares import Share, share


@dataclass(frozen=True)
class Coverage:
    """Of all applications: how many have a measured source, a self-reported one, and a known origin."""

    source: Share
    self_reported: Share
    origin: Share


def coverage(applications: int, *, source: int, self_reported: int, origin: int) -> Coverage:
    """Return the coverage of a number of applications."""
    return Coverage(share(source, applications), share(self_reported, applications), share(origin, applications))


def words(known: Coverage) -> Said:
    """Return the sentence that stands above the lenses."""
    if known.source.base.value == 0:
        return Said(N_("No applications came in, so there is nothing to tell apart."))
    if known.source.value is None or known.self_reported.value is None:
        return Said(N_("There are too few applications, or too few of one kind, to say how many have a known source."))
    return Said(
        N_("Of all applications {source} have a measured source and {answered} an answer to “how did you hear of us”."),
        {"source": Percentage(known.source.value), "answered": Percentage(known.self_reported.value)},
    )
