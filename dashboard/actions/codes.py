"""Codes of what a person makes: from its name, in small letters, digits and hyphens, and never one that is taken."""

from collections.abc import Collection

from dashboard.analysis.links import tag

_LENGTH = 32


def code_of(name: str, otherwise: str) -> str:
    """Return a short code for a name; a name without letters that it can hold gets ``otherwise``."""
    return tag(name)[:_LENGTH].strip("-") or otherwise


def first_free(base: str, taken: Collection[str]) -> str:
    """Return a code itself, or with the first number from 2 that is free."""
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code
