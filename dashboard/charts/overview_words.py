"""The first page in words of the reader's language: figures, how they moved, targets, and which way each axis points.

For the page and the printed report alike; everything here takes parts of :class:`dashboard.analysis.overview.OverviewPage`.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.kpis import Figure
from dashboard.analysis.overview import Axis, OverviewPage, Spent, Standing, Tile, Value
from dashboard.analysis.passports import Passport
from dashboard.analysis.periods import Period
from dashboard.analysis.selection import Selection, months_of
from dashboard.analysis.shares import Interval
from dashboard.charts.words import tell
from dashboard.i18n import MISSING, _, money, month, ngettext, number, percent

CURRENCY = "EUR"
MINUS = "\N{MINUS SIGN}"
_TONE_DECIMALS = 2
ARROWS: Mapping[int | None, tuple[str, str]] = {
    1: ("↑", N_("up")),
    -1: ("↓", N_("down")),
    0: ("→", N_("about the same")),
    None: ("?", N_("cannot be told")),
}
"""Direction to its arrow and its word: never colour alone, never an arrow alone."""
_MIXED = ("↕", N_("mixed"))
AXES: Mapping[str, str] = {"attention": N_("Attention"), "tone": N_("Tone"), "result": N_("Result")}


def written(passport: Passport, figure: Figure) -> str:
    """Return a figure as it is written; a hidden one says so, a missing one is a dash."""
    if figure.hidden:
        return _("too few")
    return written_number(passport.unit, figure.value)


def written_number(unit: str, value: float | None) -> str:
    """Return a number in the unit of a key figure."""
    if value is None:
        return MISSING
    if unit == "share":
        return percent(value, 1)
    if unit == "money":
        return money(value, CURRENCY, 2)
    return _negative(number(value, {"ratio": 1, "tone": _TONE_DECIMALS, "days": 0}.get(unit, 0)))


def _negative(text: str) -> str:
    return text.replace("-", MINUS, 1) if text.startswith("-") else text


def interval_text(passport: Passport, interval: Interval | None) -> str:
    """Return where a figure lies: “90 %: 14,2 to 19,6”; empty without an interval."""
    if interval is None:
        return ""
    low, high = (written_number(passport.unit, end) for end in (interval.low, interval.high))
    return _("{level} sure: {low} to {high}").format(level=percent(interval.level), low=low, high=high)


def value_text(passport: Passport, value: Value) -> str:
    """Return a figure, or why there is none."""
    if value.figure.value is None and value.reason is not None:
        return tell(value.reason)
    return written(passport, value.figure)


def difference_text(tile: Tile) -> str:
    """Return how a figure moved with its sign: “+12%”, “−0,60”, in points for shares; empty when that is not known."""
    if tile.difference is None:
        return ""
    value = tile.difference.value
    sign = MINUS if value < 0 else "+"
    if tile.passport.unit == "share":
        return _("{points} points").format(points=f"{sign}{number(abs(100 * value), 1)}")
    if tile.passport.unit == "tone":
        return f"{sign}{number(abs(value), _TONE_DECIMALS)}"
    return f"{sign}{percent(abs(value))}"


def direction_text(tile: Tile) -> str:
    """Return whether a difference is beyond chance, in a word with its arrow; empty where there is no difference."""
    if tile.difference is None:
        return ""
    if tile.difference.interval is None:
        return _("a sum, without chance in it") if tile.passport.unit == "money" else _("too few months to tell")
    arrow, word = ARROWS[tile.direction]
    return f"{arrow} {_(word)}"


def before_text(tile: Tile, selection: Selection) -> str:
    """Return the figure of the other months and the difference, or why there is none; once is enough for one reason."""
    if tile.before.figure.value is None and tile.before.reason == tile.now.reason is not None:
        return ""
    name = _("A year earlier") if selection.compare == "year" else _("Months before")
    shown = value_text(tile.passport, tile.before)
    if tile.difference is None:
        if tile.before.figure.value is not None and tile.not_compared is not None:
            return _("{name}: {value}; not compared, {reason}").format(
                name=name, value=shown, reason=tell(tile.not_compared)
            )
        return _("{name}: {value}").format(name=name, value=shown)
    words = _("{name}: {value} ({difference}, {direction})")
    return words.format(name=name, value=shown, difference=difference_text(tile), direction=direction_text(tile))


def target_text(passport: Passport, standing: Standing | None) -> str:
    """Return the target of the year beside the year so far; the target stays whole, however far the year is."""
    if standing is None:
        return ""
    values = {
        "year": standing.year,
        "target": written_number(passport.unit, standing.target),
        "so_far": value_text(passport, standing.so_far),
        "months": standing.months,
    }
    if passport.unit == "count" and standing.so_far.figure.value is not None and standing.target:
        share = percent(standing.so_far.figure.value / standing.target)
        words = _("Target {year}: {target}. After {months} of 12 months: {so_far}, {share} of it.")
        return words.format(**values, share=share)
    return _("Target {year}: {target}. Over {months} of 12 months: {so_far}.").format(**values)


def definition(passport: Passport) -> str:
    """Return the passport of a figure in markdown."""
    parts = [_(passport.definition), _(passport.formula), _(passport.date_basis)]
    if passport.stays_open:
        parts.append(_("Not compared: recent applications can still become hires."))
    return "\n\n".join(parts)


def axis_line(axis: Axis) -> str:
    """Return an axis in a word with its arrow: “Attention ↑ up”."""
    arrow, word = _MIXED if axis.is_mixed else ARROWS[axis.direction]
    return f"{_(AXES[axis.key])} {arrow} {_(word)}"


def axes_line(axes: Sequence[Axis]) -> str:
    """Return the three axes beside each other; they are three words and never one score."""
    return " · ".join(map(axis_line, axes))


def sentences(page: OverviewPage) -> tuple[str, str, str]:
    """Return what changed, what is known of why, and what is not known."""
    changed, why, unknown = map(tell, page.sentences.all)
    return changed, why, unknown


def tiles_table(page: OverviewPage) -> pd.DataFrame:
    """Return the key figures as a table, one line each."""
    tiles = page.tiles
    return pd.DataFrame(
        {
            _("Figure"): [_(tile.passport.label) for tile in tiles],
            _("Now"): [value_text(tile.passport, tile.now) for tile in tiles],
            _("Where it lies"): [interval_text(tile.passport, tile.now.interval) or MISSING for tile in tiles],
            _("Compared with"): [value_text(tile.passport, tile.before) for tile in tiles],
            _("Change"): [difference_text(tile) or _not_compared(tile) for tile in tiles],
            _("Beyond chance"): [direction_text(tile) or MISSING for tile in tiles],
            _("Target"): [target_text(tile.passport, tile.target) or MISSING for tile in tiles],
            _("Last months"): [trend_text(tile) for tile in tiles],
        }
    )


def _not_compared(tile: Tile) -> str:
    return tell(tile.not_compared) if tile.not_compared is not None else MISSING


def trend_text(tile: Tile) -> str:
    """Return the last six months in words: what the small line ends with."""
    return " · ".join(written_number(tile.passport.unit, value) for _month, value in tile.trend[-6:]) or MISSING


def trend_alt(tile: Tile) -> str:
    """Return what the small line of a figure shows, in words."""
    if not tile.trend:
        return ""
    months = f"{month(tile.trend[0][0])} – {month(tile.trend[-1][0])}"
    return _("{months}; the last six: {values}").format(months=months, values=trend_text(tile))


def spent_table(spent: Spent) -> pd.DataFrame:
    """Return cost per application and per hire, cash and full side by side; why there is none stands in its place."""
    each = {
        _("For each application that came in"): spent.per_application,
        _("For each hire so far"): spent.per_hire,
    }
    return pd.DataFrame(
        {
            _("Cost of campaigns"): [_("In all"), *each],
            _("Cash only"): [
                money(spent.cash, spent.currency),
                *(_amount(one.cash, one.reason, spent.currency) for one in each.values()),
            ],
            _("Cash and own hours"): [
                money(spent.full, spent.currency),
                *(_amount(one.full, one.reason, spent.currency) for one in each.values()),
            ],
        }
    )


def _amount(amount: float | None, reason: Said | None, currency: str) -> str:
    if amount is None:
        return tell(reason) if reason is not None else MISSING
    return money(amount, currency, 2)


def hours_text(spent: Spent) -> str:
    """Return the own hours and what they are worth; a campaign is never called cheap without both."""
    if spent.hours is None or spent.hours_value is None:
        return _("No cost of campaigns has been written down for these months.")
    worth = money(spent.hours_value, spent.currency)
    if not spent.hours:
        return _("No own hours were written down in these months.")
    rate = money(spent.hours_value / spent.hours, spent.currency, 2)
    words = _("Own hours: {hours} × {rate} = {worth}.")
    if not float(spent.hours).is_integer():  # what was rounded does not multiply to the sum
        words = _("Own hours: about {hours} at {rate}, together {worth}.")
    return words.format(hours=number(spent.hours), rate=rate, worth=worth)


def period_text(selection: Selection) -> str:
    """Return which months are looked at and beside which."""
    words = _("{months}, beside {others}")
    return words.format(months=_span(selection.period), others=_span(selection.against))


def _span(period: Period) -> str:
    first, last = month(period.first), month(period.last)
    return first if first == last else _("{first_month} to {last_month}").format(first_month=first, last_month=last)


def months_text(selection: Selection) -> str:
    """Return how many months are looked at."""
    count = len(months_of(selection.period))
    return ngettext("{count} month", "{count} months", count).format(count=number(count))
