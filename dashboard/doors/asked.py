"""What a person said of a file of figures: which columns, which days, and what else is known of them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.analysis.impact.case import WASH_OUT_DAYS, Promise, Spent

APPLICATIONS = "applications"


@dataclass(frozen=True)
class Asked:
    """One question about a file; what was not said is None or empty."""

    file: Path
    outcome: tuple[str, ...]
    start: date | None = None
    end: date | None = None
    day_column: str | None = None
    first_row: str | None = None
    where: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    exposure: str | None = None
    vacancies: str | None = None
    country: str | None = None
    region: str | None = None
    events: tuple[str, ...] = ()
    cash: float | None = None
    cost: float | None = None
    currency: str = "EUR"
    minimum_effect: float | None = None
    wash_out: int = WASH_OUT_DAYS
    grain: str | None = None
    unit: str | None = None
    treated: tuple[str, ...] = ()
    indexed: bool = False

    @property
    def spent(self) -> Spent | None:
        """What it cost, None when nothing was said."""
        if self.cash is None and self.cost is None:
            return None
        return Spent(self.cash, self.cost, self.currency)

    @property
    def promise(self) -> Promise | None:
        """The smallest effect that matters; when it was written down is not known here."""
        return None if self.minimum_effect is None else Promise(None, self.minimum_effect, None, None)

    @property
    def counted(self) -> str:
        """What is counted: the name of the column, or applications where a column is called so."""
        names = [name.strip() for name in self.outcome]
        return APPLICATIONS if any(name.casefold() == APPLICATIONS for name in names) else " + ".join(names)


def split_names(names: str | None) -> tuple[str, ...]:
    """Return the names of a comma-separated option, in order, each once."""
    return tuple(dict.fromkeys(name.strip() for name in (names or "").split(",") if name.strip()))
