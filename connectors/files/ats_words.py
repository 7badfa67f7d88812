"""The words of a column of stages or statuses as they are read: without the prefix of a machine, and categories only."""

import re
from collections.abc import Iterable, Mapping

_MACHINE = re.compile(r"[A-Z0-9]+(?:_[A-Z0-9]+)+")
_KIND = re.compile(r"(?:[A-Z0-9]+_)*?(?:STATUS|STAGE|STATE|PHASE)_(?=[A-Z0-9])")
MOST_WORDS = 12
"""More stages that no table knows are no stages but free text, which is neither kept nor shown."""
_WORD_LENGTH = 40


def without_prefix(texts: Iterable[str | None]) -> Mapping[str, str]:
    """Return each text of a column without the machine prefix that all of them share: ``STAGE_NEW`` becomes ``NEW``.

    Only where every text is written as machines do, in capitals with low lines. Where there is but one text, the prefix
    ends with its word for stage or status.
    """
    words = sorted({text for text in texts if text})
    if not words or not all(map(_MACHINE.fullmatch, words)):
        return {word: word for word in words}
    if len(words) == 1:
        return {words[0]: _KIND.sub("", words[0], count=1)}
    parts = [word.split("_")[:-1] for word in words]
    shared = next((n for n, each in enumerate(zip(*parts, strict=False)) if len(set(each)) > 1), min(map(len, parts)))
    return {word: "_".join(word.split("_")[shared:]) for word in words}


def are_categories(words: Iterable[str]) -> bool:
    """Return whether words look like categories, few and short, so that they may be kept and shown."""
    given = tuple(words)
    return len(given) <= MOST_WORDS and all(len(word) <= _WORD_LENGTH for word in given)
