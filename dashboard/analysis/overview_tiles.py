"""The key figures of the first page beside other months, their target and their trend."""

from datetime import date
from typing import Literal

from connectors.errors import N_, Said
from dashboard.analysis.canon import CANON
from dashboard.analysis.chance import Difference, of_counts, of_means, of_shares
from dashboard.analysis.cost import UnitCost
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.overview import Axis, Spent, Standing, Tile, Value
from dashboard.analysis.overview_values import Values
from dashboard.analysis.periods import Period
from dashboard.analysis.selection import Selection, months_of, moved, whole_months
from dashboard.analysis.suppression import Mark

TILES = (
    "applications",
    "side_entrant_share",
    "hires",
    "applications_per_vacancy",
    "cost_per_application",
    "views",
    "mentions",
    "tone",
)
"""The key figures in order: eight, and never more."""
TARGETED = ("applications", "side_entrant_share", "hires", "applications_per_vacancy", "cost_per_application", "views")
"""Those that a person may set a target for."""
TREND_MONTHS = 13
_STAYS_OPEN = Said(N_("recent applications are still open"))
_HIRE_DELAY = Said(N_("no hires yet"))


def tiles(values: Values, selection: Selection) -> tuple[Tile, ...]:
    """Return the key figures of a selection."""
    return tuple(_tile(key, values, selection) for key in TILES)


def _tile(key: str, values: Values, selection: Selection) -> Tile:
    now, before = (values.value(key, period) for period in (selection.period, selection.against))
    difference, reason = _difference(key, values, selection, now, before)
    return Tile(
        CANON[key],
        now,
        before,
        difference,
        reason,
        _standing(key, values, selection.period),
        _trend(key, values, selection.period),
        _note(key, values, selection.period),
    )


def _difference(
    key: str, values: Values, selection: Selection, now: Value, before: Value
) -> tuple[Difference | None, Said | None]:
    if CANON[key].stays_open:
        return None, _STAYS_OPEN
    if now.figure.value is None or before.figure.value is None:
        return None, now.reason or before.reason
    found = _moved(key, values, selection, now.figure.value, before.figure.value)
    return found, None if found else Said(N_("too few to compare"))


def _moved(key: str, values: Values, selection: Selection, now: float, before: float) -> Difference | None:
    if key == "side_entrant_share":
        one, two = values.share(selection.period), values.share(selection.against)
        assert one.part.value is not None
        assert one.base.value is not None
        assert two.part.value is not None
        assert two.base.value is not None
        return of_shares((one.part.value, one.base.value), (two.part.value, two.base.value))
    if key == "tone":
        one_tone, two_tone = (values.facts.mentions.tone(each) for each in (selection.period, selection.against))
        assert one_tone.interval is not None
        assert two_tone.interval is not None
        return of_means(one_tone.interval, two_tone.interval, now - before)
    if key == "cost_per_application":
        return Difference(now / before - 1, None, 0.0) if before else None
    if key == "applications_per_vacancy":
        counts = [values.answer(each).count.value or 0 for each in (selection.period, selection.against)]
        return of_counts(counts[0], counts[1], values.times(key), ratio=now / before) if before else None
    return of_counts(now, before, values.times(key))


def _standing(key: str, values: Values, period: Period) -> Standing | None:
    target = values.facts.targets.get((key, str(period.last.year)))
    if target is None or values.narrowing:
        return None
    year = Period(date(period.last.year, 1, 1), period.last)
    return Standing(year.last.year, target, values.value(key, year), len(months_of(year)))


def _trend(key: str, values: Values, period: Period) -> tuple[tuple[date, float | None], ...]:
    last = period.last.replace(day=1)
    months = months_of(whole_months(moved(last, 1 - TREND_MONTHS), last))
    found = [(month, values.value(key, whole_months(month, month)).figure.value) for month in months]
    first = next((place for place, (_month, value) in enumerate(found) if value is not None), len(found))
    return tuple(found[first:])


def _note(key: str, values: Values, period: Period) -> Said | None:
    if key == "side_entrant_share" and "audience" not in values.narrowing:
        unknown = values.unknown(period).value
        text = N_("origin unknown: {share}")
        return Said(text, {"share": Percentage(unknown)}) if unknown is not None else None
    if key == "mentions" and not values.narrowing:
        buzz = values.facts.mentions.buzz(period).index
        text = N_("buzz index {index}; 100 is as usual")
        return Said(text, {"index": Number(buzz)}) if buzz is not None else None
    return None


def spent(values: Values, period: Period) -> Spent:
    """Return what campaigns cost in months; per piece only for the whole organisation."""
    cash, hours, full = (values.spent(name, period) for name in ("cash", "hours", "full_cost"))
    worth = full - cash if full is not None and cash is not None else None
    return Spent(
        cash,
        hours,
        worth,
        full,
        values.facts.currency,
        _each(values, period, cash, full, "applied"),
        _each(values, period, cash, full, "hired"),
    )


def _each(
    values: Values, period: Period, cash: float | None, full: float | None, outcome: Literal["applied", "hired"]
) -> UnitCost:
    count = values.answer(period, outcome).count
    if values.narrowing:
        return UnitCost(None, None, Said(N_("only known for the whole organisation")))
    if cash is None or full is None:
        return UnitCost(None, None, Said(N_("no cost written down")))
    if count.value is None:
        known = count.mark is not Mark.MISSING
        few = Said(N_("too few to show (< {minimum})"), {"minimum": Number(count.minimum)})
        return UnitCost(None, None, few if known else Said(N_("no figures from that time")))
    if count.value == 0:
        return UnitCost(None, None, _HIRE_DELAY if outcome == "hired" else Said(N_("no applications yet")))
    return UnitCost(cash / count.value, full / count.value)


def axes(some: tuple[Tile, ...]) -> tuple[Axis, ...]:
    """Return attention, tone and result, each with the figures that it is read from."""
    by_key = {tile.passport.key: tile for tile in some}
    return (
        Axis("attention", (by_key["mentions"], by_key["views"])),
        Axis("tone", (by_key["tone"],)),
        Axis("result", (by_key["applications"],), (by_key["side_entrant_share"], by_key["hires"])),
    )
