"""The words, numbers and dates of one language: English message ids, Dutch from the catalogue, all figures through Babel."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache, singledispatch
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from math import isnan
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from connectors.errors import Said
from dashboard.analysis.figures import Money, Number, Percentage
from dashboard.analysis.suppression import Count

LANGUAGES: Mapping[str, str] = {"nl": "Nederlands", "en": "English", "fr": "Français"}
MISSING = "–"

LOCALES: Mapping[str, str] = {"nl": "nl_NL", "en": "en_GB", "fr": "fr_FR"}
_DAY_PATTERNS = {"nl": "dd-MM-yyyy", "en": "d MMM yyyy", "fr": "dd/MM/yyyy"}
_MONEY_PATTERNS = {"nl": "¤ {amount}", "en": "¤{amount}", "fr": "{amount}\N{NO-BREAK SPACE}¤"}
_PERCENT_PATTERNS = {"nl": "{share}%", "en": "{share}%", "fr": "{share}\N{NO-BREAK SPACE}%"}
_TYPED = "0.######"
_FOLDER = Path(__file__).parent / "locale"
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_GROUPED_FROM = 10_000  # smaller whole numbers in a sentence may be a year or a row
_language: ContextVar[str] = ContextVar("language", default="en")


def use(language: str) -> None:
    """Speak a language from here on in this run; an unknown one raises KeyError."""
    _language.set(_known(language))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while: for code that runs outside the page, such as a download."""
    token = _language.set(_known(language))
    try:
        yield
    finally:
        _language.reset(token)


def language() -> str:
    """Return the code of the language that is spoken now."""
    return _language.get()


def _known(code: str) -> str:
    if code not in LANGUAGES:
        raise KeyError(code)
    return code


@cache
def _catalogue(code: str) -> NullTranslations:
    """Return a language's texts, compiled in memory from its ``.po`` file; without a file the message ids stand."""
    path = _FOLDER / code / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _(message: str) -> str:
    """Return a text in the language of the page; the empty text stays empty."""
    return _catalogue(language()).gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Return the singular or plural text of the language of the page, places unfilled."""
    return _catalogue(language()).ngettext(one, many, count)


class _Places(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


def say(said: Said) -> str:
    """Return a sentence in the language of the page; its dates and numbers are written as that language does."""
    text = _(said.text)
    places = _Places({name: _spoken(value) for name, value in said.values.items()})
    return text.format_map(places) if said.values else text


@singledispatch
def _spoken(value: object) -> str:
    return MISSING if value is None else str(value)


@_spoken.register
def _spoken_said(value: Said) -> str:
    return say(value)


@_spoken.register
def _spoken_datetime(value: datetime) -> str:
    return moment(value, str(value.tzinfo or "UTC"))


@_spoken.register
def _spoken_date(value: date) -> str:
    return day(value)


@_spoken.register
def _spoken_str(value: str) -> str:
    return _day_or_text(value) if _ISO_DAY.fullmatch(value) else value


@_spoken.register
def _spoken_float(value: float) -> str:
    return number(value, 0 if value.is_integer() else 1)


@_spoken.register
def _spoken_int(value: int) -> str:
    return str(value) if isinstance(value, bool) or abs(value) < _GROUPED_FROM else number(value)


@_spoken.register
def _spoken_number(value: Number) -> str:
    return number(value.value, value.decimals)


@_spoken.register
def _spoken_percentage(value: Percentage) -> str:
    return percent(value.share, value.decimals)


@_spoken.register
def _spoken_money(value: Money) -> str:
    return money(value.amount, value.currency, value.decimals)


@_spoken.register
def _spoken_count(value: Count) -> str:
    return value.text if value.value is None else number(value.value)


def _day_or_text(value: str) -> str:
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value


def _absent(value: object) -> bool:
    """Tell whether a figure does not exist: None, NaN, NaT or a missing value of pandas."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, float) and isnan(value)


def _locale() -> Locale:
    return _parsed(LOCALES[language()])


@cache
def _parsed(name: str) -> Locale:
    """Return a locale as Babel knows it: of a name it would look for the file again at each figure."""
    return Locale.parse(name)


def number(value: float | None, decimals: int = 0) -> str:
    """Return a number with the separators of the language: 1.234,5 in Dutch; a missing one is a dash."""
    if value is None or _absent(value):
        return MISSING
    return _number(value, decimals, _locale())


@lru_cache(maxsize=4096)
def _number(value: float, decimals: int, locale: Locale) -> str:
    return numbers.format_decimal(value, format=_pattern(decimals), locale=locale)


def percent(share: float | None, decimals: int = 0) -> str:
    """Return a share (0 to 1) as a percentage; a missing one is a dash."""
    if share is None or _absent(share):
        return MISSING
    return numbers.format_percent(
        share, format=_PERCENT_PATTERNS[language()].format(share=_pattern(decimals)), locale=_locale()
    )


def typed_number(value: float) -> str:
    """Return a number as a person would type it in a field: the decimal sign of the language, nothing between thousands."""
    return numbers.format_decimal(value, format=_TYPED, locale=_locale())


def signed_number(value: float | None, decimals: int = 0) -> str:
    """Return a difference with its sign: “+0.12”; what rounds to nothing has none."""
    return number(value) if value is None else _signed(number, value, decimals, decimals)


def signed_percent(share: float | None, decimals: int = 0) -> str:
    """Return a difference as a percentage with its sign: “+12%”; what rounds to nothing has none."""
    return percent(share) if share is None else _signed(percent, share, decimals, decimals + 2)


def _signed(write: Callable[[float, int], str], value: float, decimals: int, places: int) -> str:
    shown = round(value, places) or 0.0  # never “-0%”
    return ("+" if shown > 0 else "") + write(shown, decimals)


def money(amount: float | None, currency: str, decimals: int = 0) -> str:
    """Return an amount with its currency; a missing one is a dash."""
    if amount is None or _absent(amount):
        return MISSING
    pattern = _MONEY_PATTERNS[language()].format(amount=_pattern(decimals))
    return numbers.format_currency(amount, currency, format=pattern, locale=_locale(), currency_digits=False)


def _pattern(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def day(value: date | None) -> str:
    """Return a day: 14-01-2026 in Dutch, 14 Jan 2026 in English, 14/01/2026 in French; a missing one is a dash."""
    if value is None or _absent(value):
        return MISSING
    return _day(value, _DAY_PATTERNS[language()], _locale())


@lru_cache(maxsize=4096)
def _day(value: date, pattern: str, locale: Locale) -> str:
    return dates.format_date(value, pattern, locale=locale)


def day_range(first: date | None, last: date | None) -> str:
    """Return a period of days, both included; an open end says so."""
    if first is None and last is None:
        return MISSING
    if first is None:
        return _("until {day}").format(day=day(last))
    if last is None:
        return _("from {day}").format(day=day(first))
    return day(first) if first == last else _("{first} to {last}").format(first=day(first), last=day(last))


def month(value: date | None) -> str:
    """Return the month of a day: “mrt 2026”, “Mar 2026”, “mars 2026”; a missing one is a dash."""
    if value is None or _absent(value):
        return MISSING
    return _day(value, "MMM y", _locale())


def moment(value: datetime | None, zone: str | ZoneInfo) -> str:
    """Return the day and the minute of an aware moment in a time zone; a missing one is a dash."""
    if value is None or _absent(value):
        return MISSING
    local = value.astimezone(ZoneInfo(str(zone)))
    return f"{day(local.date())} {local:%H:%M}"


def ago(value: datetime | None, now: datetime) -> str:
    """Return how long ago a moment was, in words: “2 days ago”; a missing one is a dash."""
    if value is None or _absent(value):
        return MISSING
    return dates.format_timedelta(value - now, add_direction=True, locale=_locale())
