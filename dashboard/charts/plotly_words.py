"""How Plotly writes its dates, numbers and buttons in a browser: in the language of the page."""

from babel import dates, numbers

from connectors.errors import N_
from dashboard.i18n import LOCALES, _, language

_DAYS = {"nl": "%d-%m-%Y", "en": "%d %b %Y", "fr": "%d/%m/%Y"}
_MODE_BAR = (
    N_("Autoscale"),
    N_("Reset axes"),
    N_("Zoom in"),
    N_("Zoom out"),
    N_("Zoom"),
    N_("Pan"),
    N_("Download plot as a PNG"),
)


def plotly_config() -> dict[str, object]:
    """Return Plotly's ``config`` of every chart: in the language of the page, without its own bar of buttons."""
    return {**plotly_locale(), "displayModeBar": False, "responsive": True}


def plotly_locale() -> dict[str, object]:
    """Return the part of Plotly's ``config`` that writes its dates, numbers and buttons in the language of the page."""
    code = language()
    locale = LOCALES[code]
    months, days = dates.get_month_names, dates.get_day_names
    sunday_first = (6, 0, 1, 2, 3, 4, 5)
    separators = numbers.get_decimal_symbol(locale) + numbers.get_group_symbol(locale)
    form = {
        "months": [months("wide", locale=locale)[month] for month in range(1, 13)],
        "shortMonths": [months("abbreviated", locale=locale)[month].rstrip(".") for month in range(1, 13)],
        "days": [days("wide", locale=locale)[weekday] for weekday in sunday_first],
        "shortDays": [days("abbreviated", locale=locale)[weekday] for weekday in sunday_first],
        "date": _DAYS[code],
        "dayMonth": "%-d %b",
        "dayMonthYear": "%-d %b %Y",
        "decimal": separators[0],
        "thousands": separators[1],
        "grouping": [3],
        "currency": ["€ ", ""],
    }
    buttons = {text: _(text) for text in _MODE_BAR}
    return {"locale": code, "locales": {code: {"dictionary": buttons, "format": form}}}
