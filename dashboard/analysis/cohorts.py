"""A cohort: the applications that came in on some days, how far each of them came, and how many are still under way."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from connectors.errors import N_

STAGES = ("applied", "screened", "interview", "offer", "hired")
STAGE_LABELS: Mapping[str, str] = {
    "applied": N_("Applied"),
    "screened": N_("Screened"),
    "interview": N_("Interview"),
    "offer": N_("Offer"),
    "hired": N_("Hired"),
}
REACHED = ("applied", "screened", "interviewed", "offered", "hired")
"""The columns that count applications by the stage they reached, in the order of STAGES."""
OPEN = ("open_applied", "open_screened", "open_interview", "open_offer")
"""The columns that count applications still under way, by the furthest stage so far."""
DATE_BASIS = N_("Cohort: the day on which the application came in, in the organisation's time zone.")


@dataclass(frozen=True)
class Cohort:
    """Raw counts of a cohort; not for showing.

    Attributes:
        reached: Applications that reached each of STAGES or a later one, until now.
        open: Applications still under way at each stage but the last.
    """

    reached: tuple[int, ...]
    open: tuple[int, ...]

    @property
    def applied(self) -> int:
        """All applications of the cohort."""
        return self.reached[0]

    @property
    def hired(self) -> int:
        """Applications that led to a hire."""
        return self.reached[-1]

    @property
    def still_open(self) -> int:
        """Applications that have not ended."""
        return sum(self.open)

    @property
    def closed(self) -> int:
        """Applications that have ended: hired, rejected, withdrawn, or removed at the source (then without a hire)."""
        return self.applied - self.still_open

    @property
    def ended(self) -> tuple[int, ...]:
        """Applications that ended at each stage but the last without going further."""
        return tuple(
            now - later - waiting
            for now, later, waiting in zip(self.reached, self.reached[1:], self.open, strict=False)
        )

    def __add__(self, other: "Cohort") -> "Cohort":
        """Return two cohorts as one."""
        return Cohort(
            tuple(map(sum, zip(self.reached, other.reached, strict=True))),
            tuple(map(sum, zip(self.open, other.open, strict=True))),
        )


NOBODY = Cohort((0,) * len(REACHED), (0,) * len(OPEN))


def cohort(rows: pd.DataFrame) -> Cohort:
    """Return the applications of some rows (columns REACHED and OPEN) as one cohort; no rows are nobody."""
    reached = tuple(int(rows[name].sum()) for name in REACHED)
    waiting = tuple(int(rows[name].sum()) for name in OPEN)
    left = (now - later for now, later in pairwise(reached))
    return Cohort(reached, tuple(min(some, max(0, here)) for some, here in zip(waiting, left, strict=True)))
