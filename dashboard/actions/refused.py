"""What was filled in cannot be stored: an answer to a person with everything that is wrong, not a failure."""

from collections.abc import Sequence
from functools import reduce
from typing import ClassVar

from connectors.errors import InstroomError, Said


class Refused(InstroomError):  # noqa: N818  an answer to a person, not a failure
    """What was filled in cannot be stored; ``problems`` says everything that is wrong with it, ``sentence`` what it is."""

    sentence: ClassVar[str]

    def __init__(self, problems: Sequence[Said]) -> None:
        super().__init__(self.sentence, problems=reduce(_after, problems))
        self.problems = tuple(problems)


def _after(left: Said, right: Said) -> Said:
    """Return sentences one after another that each are translated by themselves."""
    return Said("{left} {right}", {"left": left, "right": right})
