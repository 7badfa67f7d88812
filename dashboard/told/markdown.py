"""Texts for Markdown and back: what came from outside is shown as it is, and what is Markdown can be read without it."""

import re

_BREAKS = re.compile(r"[ \t\r\n\v\f]+")  # a no-break space stays what it is
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+|~$:!-])")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ICON = re.compile(r":material/\w+: ?")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()<>#+|~$:!-])")


def plain(text: str) -> str:
    """Return a text in which no sign means anything to Markdown; a line break becomes a space."""
    return _SIGNS.sub(r"\\\1", _BREAKS.sub(" ", text.strip()))


def unmarked(text: str) -> str:
    """Return a text of Markdown as it is read: without bold, icons and escapes; paragraphs stay apart."""
    return _ESCAPED.sub(r"\1", _BOLD.sub(r"\1", _ICON.sub("", text)))
