"""Reads the text of a post as LinkedIn writes it (“little text”); what names or reaches a person is taken out."""

import re

from connectors.inflow.addresses import addresses_in

_HASHTAG = re.compile(r"\{hashtag\|\\?#\|([^{}]*)\}")
_MENTION = re.compile(r"@\[((?:\\.|[^\]\\])*)\]\((urn:li:[A-Za-z]+:[^()]*)\)")
_ESCAPED = re.compile(r"\\([\\|{}@\[\]()<>#*_~\-.!?+=:;,/&'\"])")
_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.\w{2,}")
_PHONE = re.compile(r"(?<![\w./-])(?:\+|\(?0)\d[\d\s()./-]{6,}\d(?![\w-])")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\s]+")
_COMPANIES = ("urn:li:organization:", "urn:li:organizationBrand:")
_HIDDEN = "…"
_TITLE_LENGTH = 200


def plain_text(text: str) -> str:
    """Return little text as a reader sees it; a mention of a member becomes an ellipsis, one of a company its name."""
    text = _HASHTAG.sub(lambda found: f"#{found[1]}", text)
    text = _MENTION.sub(lambda found: found[1] if found[2].startswith(_COMPANIES) else _HIDDEN, text)
    return _ESCAPED.sub(r"\1", text)


def first_words(text: object) -> str | None:
    """Return the first 200 characters of a text on one line, without mentions, e-mail addresses, numbers and queries."""
    if not isinstance(text, str):
        return None
    shown = _ADDRESS.sub(lambda found: found[0].split("?")[0].split("#")[0], plain_text(text))
    shown = _PHONE.sub(_HIDDEN, _EMAIL.sub(_HIDDEN, shown))
    return _UNPRINTABLE.sub(" ", shown).strip()[:_TITLE_LENGTH].rstrip() or None


def addresses(text: object) -> list[str]:
    """Return the addresses in a text, without query."""
    return list(addresses_in(plain_text(text))) if isinstance(text, str) else []
