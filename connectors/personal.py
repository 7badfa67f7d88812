"""What is about a person and is never stored: which headers say so, which values look so, and how a value is masked."""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path

from connectors.errors import N_, ConfigurationError
from connectors.words import holds_words, plain_header

KEY_BYTES = 32

_DENIED = tomllib.loads(Path(__file__).with_name("personal.toml").read_text(encoding="utf-8"))
_WORDS = frozenset(_DENIED["words"])
_BEGINNINGS = tuple(_DENIED["beginnings"])
_ENDINGS = tuple(_DENIED["endings"])
_PHRASES = tuple(_DENIED["phrases"])
_OF_A_PERSON = frozenset(_DENIED["of_a_person"])

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]{2,}")
_NINE = re.compile(r"(?<!\d)(\d{4})\.?(\d{2})\.?(\d{3})(?!\d)")
_ELEVEN = re.compile(r"(?<!\d)(\d{2})[. ]?(\d{2})[. ]?(\d{2})[- .]?(\d{3})[. -]?(\d{2})(?!\d)")
_PHONE = re.compile(
    r"(?<![\w.+/-])(?!\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)"
    r"(?:(?:\+|00)3[12][\s.()/-]{0,3}(?:0[\s.()/-]{0,2})?[1-9]|\(?0[1-9])(?:[\s.()/-]{0,2}\d){7,8}(?![\d])"
)
"""Dutch and Belgian telephone numbers, with or without the number of the country; no date with a time behind it."""
_DATE_LIKE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ]+\d{1,2}[:.]\d{2}([:.]\d{2}[.,\d]*)?\s?(Z|[+-][\d:]{2,5})?)?"
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SHORT_NUMBER = re.compile(r"-?(\d{1,4}|(3[89]|[4-9]\d)\d{3}|20\d{6})([.,]\d{1,9})?")
"""Small numbers, day numbers of a spreadsheet from 2004 on, and days such as 20260114."""
_MARKS = re.compile(r"\W{0,10}")
_EARLIEST_SHOWN = 2005
_HIDDEN = "…"

EMAIL = N_("an e-mail address")
PHONE = N_("a telephone number")
BSN = N_("a Dutch citizen service number")
BELGIAN_NUMBER = N_("a Belgian national number")


def is_personal_header(header: str) -> bool:
    """Return whether a column header announces a person's data (name, address, birth, health, remarks, ...)."""
    text = plain_header(header)
    words = text.split()
    return (
        text == "comment"  # in French it also means “how”, as in “how did you hear of us”
        or any(word in _WORDS or word.startswith(_BEGINNINGS) or word.endswith(_ENDINGS) for word in words)
        or any(holds_words(text, phrase) for phrase in _PHRASES)
    ) and not _is_code(words)


def _is_code(words: list[str]) -> bool:
    """Return whether a header names a person's number in the system, such as “kandidaat-id”: that becomes a pseudonym."""
    return len(words) == 2 and words[0] in _OF_A_PERSON and words[1] in {"id", "nummer", "number", "nr", "code"}  # noqa: PLR2004


def is_about_a_person(header: str) -> bool:
    """Return whether a header speaks of a person, so that it is not guessed to be anything else."""
    return not _OF_A_PERSON.isdisjoint(plain_header(header).split())


def personal_kind(text: str, *, numbers: bool = True) -> str | None:
    """Return what personal thing stands in a text (a message id), or None.

    Looks for e-mail addresses and, with ``numbers``, for valid Dutch (11-proof) and Belgian (mod 97) numbers of persons
    and for telephone numbers of both countries.
    """
    if _EMAIL.search(text):
        return EMAIL
    if not numbers:
        return None
    if any(is_bsn("".join(found.groups())) for found in _NINE.finditer(text)):
        return BSN
    if any(is_belgian_number("".join(found.groups())) for found in _ELEVEN.finditer(text)):
        return BELGIAN_NUMBER
    return PHONE if _PHONE.search(text) else None


def is_bsn(digits: str) -> bool:
    """Return whether nine digits pass the 11-proof of a Dutch citizen service number; one in eleven does by chance."""
    if len(digits) != 9 or not int(digits):  # noqa: PLR2004
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def is_belgian_number(digits: str) -> bool:
    """Return whether eleven digits end in the check of a Belgian national number, of either century."""
    if len(digits) != 11 or not int(digits):  # noqa: PLR2004
        return False
    check = int(digits[9:])
    return check in {97 - int(digits[:9]) % 97, 97 - int("2" + digits[:9]) % 97}


def shown(value: object) -> str:
    """Return a refused value as it may be shown: dates and short numbers as they are, anything else hidden.

    A date before 2005 may be a date of birth: only its year is shown. Words may be a name, long numbers a telephone.
    """
    if value is None:
        return ""
    if isinstance(value, date):
        text = value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    else:
        text = str(value).strip()
    if _DATE_LIKE.fullmatch(text):
        year = _YEAR.search(text)
        if year and int(year.group()) >= _EARLIEST_SHOWN:
            return text
        return _HIDDEN + (year.group() if year else "")
    harmless = _SHORT_NUMBER.fullmatch(text) or _MARKS.fullmatch(text)
    return text if harmless else _HIDDEN


def shown_header(header: str) -> str:
    """Return a header as it may be shown: hidden when it is no header but a person's data."""
    hide = personal_kind(header) or sum(letter.isdigit() for letter in header) > 5  # noqa: PLR2004
    return _HIDDEN if hide else header.strip()[:60]


def pseudonym_key(text: str) -> bytes | None:
    """Return the bytes of ``INSTROOM_PSEUDONYM_KEY``: the text as it stands, in UTF-8; hex or base64 is not decoded.

    Returns None when it is not set; raises a ConfigurationError when it is too short.
    """
    key = text.strip().encode()
    return checked_key(key) if key else None


def checked_key(key: bytes | None) -> bytes:
    """Return the key of the pseudonyms; raise a ConfigurationError when it is missing or too short."""
    if key is not None and len(key) >= KEY_BYTES:
        return key
    missing = N_("{key} is not set: without it applications cannot be stored under a pseudonym.")
    short = N_("{key} is too short: it takes at least {size} characters.")
    raise ConfigurationError(
        missing if key is None else short,
        code="configuration.pseudonym_key",
        hint=N_(
            "“instroom init” makes one. It takes {size} characters or more, used as they stand: a text, hex or base64. "
            "Keep it: with another key the same people count twice."
        ),
        key="INSTROOM_PSEUDONYM_KEY",
        size=KEY_BYTES,
    )
