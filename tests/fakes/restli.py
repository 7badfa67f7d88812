"""Reads a query in the syntax of Rest.li 2.0 as strictly as the real thing: what was encoded twice does not fit."""

import re
from urllib.parse import unquote

_WORD = re.compile(r"[A-Za-z0-9_.~%!*'-]*")


class MalformedError(ValueError):
    pass


def decoded(text: str):
    """Return a value: texts decoded, lists as lists, records as dictionaries."""
    value, rest = _value(text)
    if rest:
        raise MalformedError(text)
    return value


def parameters(query: str) -> dict[str, object]:
    """Return the values of a query by name; ``fields`` stays a text with bare commas."""
    found = {}
    for part in filter(None, query.split("&")):
        name, _, text = part.partition("=")
        found[unquote(name)] = text if name == "fields" else decoded(text)
    return found


def _value(text):
    if text.startswith("List("):
        return _parts(text[5:], _value, [])
    if text.startswith("("):
        return _parts(text[1:], _pair, {})
    word = _WORD.match(text)[0]
    if "%25" in word:
        raise MalformedError(text)
    return unquote(word), text[len(word) :]


def _pair(text):
    name = _WORD.match(text)[0]
    if text[len(name) : len(name) + 1] != ":":
        raise MalformedError(text)
    value, rest = _value(text[len(name) + 1 :])
    return (unquote(name), value), rest


def _parts(text, one, gathered):
    while not text.startswith(")"):
        part, text = one(text)
        if isinstance(gathered, dict):
            gathered[part[0]] = part[1]
        else:
            gathered.append(part)
        if text.startswith(","):
            text = text[1:]
        elif not text.startswith(")"):
            raise MalformedError(text)
    return gathered, text[1:]
