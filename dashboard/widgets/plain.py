"""Text that came from outside, shown as it is: nothing in it becomes a link, a picture, a colour or a formula."""

import re

_BREAKS = re.compile(r"[ \t\r\n\v\f]+")  # a no-break space stays what it is
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+|~$:!-])")


def plain(text: str) -> str:
    """Return a text in which no sign means anything to Markdown; a line break becomes a space."""
    return _SIGNS.sub(r"\\\1", _BREAKS.sub(" ", text.strip()))
