"""Texts, days, hours and pay as careers pages and feeds write them; pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from html.parser import HTMLParser

from connectors.clock import day_in

_FIRST_WORDS = 600  # characters of a description in which a vacancy says for whom it is
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\D.*)?")
_EPOCH_MS = re.compile(r"\d{12,13}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LONGEST_WEEK = 60


def text_of(value: object) -> str:
    """Return a JSON-LD or JSON value as one line of text: of a list the first, of an object its value or its name."""
    if isinstance(value, Mapping):
        named = (text_of(value.get(name)) for name in ("@value", "value", "name", "label"))
        return next(filter(None, named), "")
    if isinstance(value, list):
        return next(filter(None, map(text_of, value)), "")
    if isinstance(value, bool) or value is None:
        return ""
    return " ".join(unescape(str(value)).split())


def texts_of(value: object) -> list[str]:
    """Return the texts of a value or of a list of them, each once."""
    listed = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(filter(None, map(text_of, listed))))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if self._silent <= 0:
            self.found.append(data)


def first_words(html: str) -> str:
    """Return the beginning of a description without its markup, also when that was escaped once more."""
    parser = _Words()
    parser.feed(unescape(html) if "&lt;" in html else html)
    parser.close()
    return " ".join(" ".join(parser.found).split())[:_FIRST_WORDS]


def day_of(text: str, zone: str) -> date | None:
    """Return a day that is written as ISO 8601, RFC 822, day-month-year or milliseconds; None when it is none of these.

    A moment with an offset falls on its day in ``zone``; one without is taken as it is written.
    """
    text = re.sub(r"\s+UTC$", "+00:00", text.strip())
    if _EPOCH_MS.fullmatch(text):
        return day_in(datetime.fromtimestamp(int(text) / 1000, UTC), zone)
    dutch = _DUTCH_DAY.fullmatch(text)
    try:
        if dutch:
            day, month, year = map(int, dutch.groups())
            return date(year, month, day)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _mail_day(text, zone)
    return moment.date() if moment.tzinfo is None else day_in(moment, zone)


def _mail_day(text: str, zone: str) -> date | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None
    return moment.date() if moment.tzinfo is None else day_in(moment, zone)


def hours_of(text: str) -> tuple[float, float] | None:
    """Return the least and the most hours a week of a text such as ``24-32`` or ``36 uur``; None when it says none."""
    numbers = [float(found.replace(",", ".")) for found in _NUMBER.findall(text)]
    fitting = [number for number in numbers if 0 < number <= _LONGEST_WEEK]
    return (min(fitting[:2]), max(fitting[:2])) if fitting else None


def states_pay(value: object) -> bool:
    """Return whether a pay has a number other than zero somewhere; words such as “in line with the market” are none."""
    if isinstance(value, Mapping):
        return any(states_pay(each) for each in value.values())
    if isinstance(value, list):
        return any(map(states_pay, value))
    if value is None or isinstance(value, bool):
        return False
    return any(float(found.replace(",", ".")) > 0 for found in _NUMBER.findall(str(value)))
