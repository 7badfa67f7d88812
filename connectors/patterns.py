"""Patterns that a person writes in a rule: a plain part of regular expressions, of which none can run for ever.

A pattern holds letters, classes, groups with choices, and repeats. No looking around, no references, no flags: what is
left can be counted. The number of ways in which a pattern can be tried on a text has a limit, so that no text, however
unfortunate, takes longer than a moment.
"""

import re
from dataclasses import dataclass

from connectors.errors import N_, Said

LONGEST_TEXT = 200
"""Only so much of a text is looked at."""
MOST_WAYS = 200_000
"""Two parts of unknown length (``.*``) fit, three do not."""
_CLASSES = frozenset("dDwWsSbB")
_TIMES = re.compile(r"\{(\d*)(,?)(\d*)\}")
_RESERVED = ("[", "--", "&&", "~~", "||")


class _UnreadableError(Exception):
    """The pattern holds something that is not part of our patterns."""


def found(pattern: str, text: str) -> str | None:
    """Return the part of a text that a pattern matches, None when it does not; capitals make no difference."""
    match = re.search(pattern, text[:LONGEST_TEXT], re.IGNORECASE)
    return match.group() if match else None


def problem(pattern: str) -> Said | None:
    """Return why a pattern cannot be used: unreadable, too heavy, or true of every text; None when it can."""
    try:
        ways = _Reader(pattern).whole()
        re.compile(pattern)
    except (_UnreadableError, re.error):
        return Said(
            N_("has a pattern that cannot be read: {found}; it takes letters, [ ], ( | ), and . * + ?"),
            {"found": pattern},
        )
    if ways > MOST_WAYS:
        return Said(
            N_("has a pattern that is too heavy: {found}; use * and + at most twice, and not on a group with choices"),
            {"found": pattern},
        )
    if found(pattern, "") is not None:
        return Said(N_("has a pattern that is true of every text: {found}"), {"found": pattern})
    return None


@dataclass
class _Reader:
    """Reads a pattern from left to right; each method returns in how many ways what it read can be tried."""

    text: str
    at: int = 0

    def whole(self) -> float:
        ways = self._choices()
        if self.at < len(self.text):
            raise _UnreadableError
        return ways

    def _choices(self) -> float:
        ways = self._sequence()
        while self._takes("|"):
            ways += self._sequence()
        return ways

    def _sequence(self) -> float:
        ways = 1.0
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            ways = min(ways * self._repeated(self._single()), 10.0 * MOST_WAYS)
        return ways

    def _single(self) -> float:
        sign = self._next()
        if sign == "(":
            return self._group()
        if sign == "[":
            self._class()
        elif sign == "\\":
            escaped = self._next()
            if escaped.isalnum() and escaped not in _CLASSES:
                raise _UnreadableError
        elif sign in "*+?":
            raise _UnreadableError
        return 1.0

    def _group(self) -> float:
        if self._takes("?") and not self._takes(":"):
            raise _UnreadableError
        ways = self._choices()
        if not self._takes(")"):
            raise _UnreadableError
        return ways

    def _class(self) -> None:
        self._takes("^")
        first = True
        while first or not self._takes("]"):
            first = False
            if any(self.text.startswith(sign, self.at) for sign in _RESERVED):
                raise _UnreadableError
            if self._next() == "\\":
                self._next()

    def _repeated(self, ways: float) -> float:
        """Return the ways of something with what says how often it may come: each number of times is one more."""
        times = self._times()
        if times is None:
            return ways
        if not self._takes("?"):
            self._takes("+")
        low, high = times
        total, once = 0.0, ways**low if low * (ways - 1) < MOST_WAYS else 10.0 * MOST_WAYS
        for _ in range(low, max(low, min(high, LONGEST_TEXT)) + 1):
            total, once = total + once, once * ways
            if total > MOST_WAYS:
                return 10.0 * MOST_WAYS
        return total

    def _times(self) -> tuple[int, int] | None:
        simple = {"*": (0, LONGEST_TEXT), "+": (1, LONGEST_TEXT), "?": (0, 1)}
        for sign, times in simple.items():
            if self._takes(sign):
                return times
        given = _TIMES.match(self.text, self.at)
        if given is None or given.group() in {"{}", "{,}"}:
            return None
        self.at = given.end()
        low, comma, high = given.groups()
        least, most = int(low or 0), int(high or LONGEST_TEXT) if comma else int(low or 0)
        if max(least, most) > LONGEST_TEXT:
            raise _UnreadableError
        return least, most

    def _takes(self, sign: str) -> bool:
        is_here = self.text.startswith(sign, self.at)
        self.at += len(sign) if is_here else 0
        return is_here

    def _next(self) -> str:
        if self.at >= len(self.text):
            raise _UnreadableError
        self.at += 1
        return self.text[self.at - 1]
