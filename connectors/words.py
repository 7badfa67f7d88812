"""Brings texts to one plain form, so that headers, answers and sources can be compared however they are written."""

import re
import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u00ad"))
_BETWEEN = re.compile(r"[\W_]+")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")


def plain(text: str) -> str:
    """Return small letters without accents and digits, with one space between words: ``Zij-instromer?`` becomes ``zij instromer``."""
    if text.isascii():
        return _BETWEEN.sub(" ", text.lower()).strip()
    folded = unicodedata.normalize("NFKD", text.translate(_INVISIBLE)).casefold()
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _BETWEEN.sub(" ", letters).strip()


def plain_header(text: str) -> str:
    """Return the plain form of a column header, without what stands in brackets unless nothing else is there."""
    return plain(_BRACKETED.sub(" ", text)) or plain(text)


def holds_words(text: str, words: str) -> bool:
    """Return whether plain words stand in a plain text as whole words, next to each other."""
    return f" {words} " in f" {text} "
