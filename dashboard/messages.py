"""Collects the texts of the TOML files for the catalogues: manifests and columns are data, and people read them."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO

_SHOWN_BESIDE = {"strategy": "name", "day": "text", "summary": "title"}
"""What is shown only beside another key: names of sources, breaks of a metric, titles of source folders."""
_SHOWN = ("summary", "help", "meaning", "base")


def from_toml(
    file: BytesIO, keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield (line, function, message, comments) for every text that a page shows, as Babel wants it."""
    del keywords, comment_tags, options
    for text in _texts(tomllib.loads(file.read().decode("utf-8"))):
        yield 1, "_", text, []


def _texts(table: Mapping[str, object]) -> Iterator[str]:
    shown = {*_SHOWN, *(name for beside, name in _SHOWN_BESIDE.items() if beside in table)}
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _texts(value)
        elif isinstance(value, list):
            yield from (text for entry in value if isinstance(entry, Mapping) for text in _texts(entry))
        elif key in shown and isinstance(value, str):
            yield value
