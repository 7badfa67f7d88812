"""What a campaign cost, cash and own hours always apart, and what that makes per application."""

from collections.abc import Sequence
from dataclasses import dataclass

from connectors.errors import N_, Said
from dashboard.analysis.suppression import Count


@dataclass(frozen=True)
class Line:
    """One line of cost; amounts in the currency, ``hour_rate`` is what one own hour is reckoned at.

    ``platform`` is the channel that it was for, empty for the campaign as a whole.
    """

    label: str
    cash: float
    hours: float
    hour_rate: float
    currency: str = "EUR"
    platform: str = ""


@dataclass(frozen=True)
class Cost:
    """The cost of a campaign. ``full`` is cash and own hours together."""

    cash: float
    hours: float
    hours_value: float
    currency: str
    lines: tuple[Line, ...]

    @property
    def full(self) -> float:
        """Cash and the value of own hours."""
        return self.cash + self.hours_value

    @property
    def cash_share(self) -> float | None:
        """Cash as a share of the full cost; None when nothing was spent."""
        return self.cash / self.full if self.full else None


@dataclass(frozen=True)
class UnitCost:
    """Cost per piece, cash and full; both None with a reason when it cannot be said."""

    cash: float | None
    full: float | None
    reason: Said | None = None


def cost_of(lines: Sequence[Line]) -> Cost | None:
    """Return the cost of a campaign's lines, None when nothing was written down; raises ValueError on mixed currencies."""
    if not lines:
        return None
    currencies = {line.currency for line in lines}
    if len(currencies) > 1:
        message = f"costs in {', '.join(sorted(currencies))} cannot be added"
        raise ValueError(message)
    return Cost(
        cash=sum(line.cash for line in lines),
        hours=sum(line.hours for line in lines),
        hours_value=sum(line.hours * line.hour_rate for line in lines),
        currency=currencies.pop(),
        lines=tuple(lines),
    )


def per_application(cost: Cost | None, applications: Count) -> UnitCost:
    """Return the cost per application that came in (gross: not per extra one)."""
    if cost is None:
        return UnitCost(None, None, Said(N_("no cost written down")))
    if applications.hidden:
        return UnitCost(None, None, Said(N_("too few applications to show")))
    if applications.value is None:
        return UnitCost(None, None, Said(N_("number of applications not known")))
    if applications.value == 0:
        return UnitCost(None, None, Said(N_("no applications yet")))
    return UnitCost(cost.cash / applications.value, cost.full / applications.value)


def per_view(cost: Cost | None, views: int | None) -> UnitCost:
    """Return the cost per view."""
    if cost is None:
        return UnitCost(None, None, Said(N_("no cost written down")))
    if not views:
        return UnitCost(None, None, Said(N_("no views yet")) if views == 0 else Said(N_("number of views not known")))
    return UnitCost(cost.cash / views, cost.full / views)
