"""What is said of a plan: the smallest effect that would be shown, and whether what matters would be among it."""

from connectors.errors import N_, Said
from dashboard.analysis.figures import Number, Percentage


def smallest_said(weeks: float, least: float | None, relative: float | None) -> Said:
    """Return the smallest effect that is shown four times out of five: ``least`` extra, ``relative`` over what is expected."""
    values: dict[str, object] = {"weeks": Number(weeks, 0 if float(weeks).is_integer() else 1)}
    if least is None or relative is None:
        return Said(N_("In {weeks} weeks no effect of up to 300 % would be shown four times out of five."), values)
    text = N_("In {weeks} weeks {least} extra ({share} more) or more would be shown four times out of five.")
    return Said(text, {**values, "least": Number(least), "share": Percentage(relative)})


def expected_said(baseline_per_week: float) -> Said:
    """Return how many are expected a week without a campaign."""
    return Said(N_("Expected without a campaign: {baseline} a week."), {"baseline": Number(baseline_per_week, 1)})


def matters_said(minimum: float | None, least: float | None) -> Said | None:
    """Return whether the smallest effect that matters would be shown; None where one of the two is not known."""
    if minimum is None or least is None:
        return None
    values: dict[str, object] = {"minimum": Number(minimum), "least": Number(least)}
    if minimum >= least:
        return Said(N_("What matters to you ({minimum} extra) would be shown at least four times out of five."), values)
    text = N_(
        "What matters to you ({minimum} extra) is less than what would be shown ({least}): it may well stay unseen."
    )
    return Said(text, values)
