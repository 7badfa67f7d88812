"""Writes questions in the syntax of Rest.li 2.0, by hand: a client that encodes a query again would break them."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from connectors.http import Question

LONGEST_QUERY = 4_000
"""A longer query does not fit in an address; it travels in the body of a POST that says it is a GET."""

Value = bool | int | float | str | Sequence["Value"] | Mapping[str, "Value"] | None

Parameters = Mapping[str, Value]


def encoded(value: Value) -> str:
    """Return a value as Rest.li 2.0 writes it: texts are encoded in full, the marks of lists and records stand bare."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quote(value, safe="")
    if isinstance(value, Mapping):
        return f"({','.join(f'{encoded(name)}:{encoded(part)}' for name, part in value.items())})"
    if isinstance(value, Sequence):
        return f"List({','.join(encoded(part) for part in value)})"
    return str(value)


def query(parameters: Parameters) -> str:
    """Return parameters as a query."""
    return "&".join(f"{quote(name, safe='')}={encoded(value)}" for name, value in parameters.items())


def fields(*names: str) -> str:
    """Return names of fields, which LinkedIn takes with bare commas."""
    return ",".join(names)


def question(path: str, asked: str, headers: Mapping[str, str]) -> Question:
    """Return the question for a path below ``/rest/`` and a written query; tunnelled when the query is too long."""
    address = f"rest/{path}"
    if len(asked) <= LONGEST_QUERY:
        return Question(f"{address}?{asked}" if asked else address, headers=headers)
    return Question(address, headers={**headers, "X-HTTP-Method-Override": "GET"}, form=asked)
