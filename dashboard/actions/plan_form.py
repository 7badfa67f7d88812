"""What is agreed before a campaign starts, as a person fills it in, and everything that can be wrong with it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from connectors.errors import N_, Said

_LONGEST_TEXT = 500
_MOST_WINDOW_DAYS = 371
_MOST_OUTCOMES = 12


@dataclass(frozen=True)
class NewPlan:
    """The plan of a campaign; ``outcomes`` are what is judged, the main one first, ``minimum_effect`` is about that one."""

    measure: str = ""
    method: str = ""
    baseline_from: date | None = None
    baseline_until: date | None = None
    window_from: date | None = None
    window_until: date | None = None
    outcomes: tuple[str, ...] = ()
    minimum_effect: float | None = None


def problems_of(new: NewPlan, starts_on: date, ends_on: date | None, known_outcomes: Collection[str]) -> list[Said]:
    """Return everything that is wrong with a plan, an empty list when it can be stored."""
    return [*_texts(new), *_baseline(new, starts_on), *_window(new, starts_on, ends_on), *_judged(new, known_outcomes)]


def _texts(new: NewPlan) -> Iterator[Said]:
    if any(len(text) > _LONGEST_TEXT for text in (new.measure, new.method)):
        yield Said(N_("A text is longer than {most} characters."), {"most": _LONGEST_TEXT})


def _baseline(new: NewPlan, starts_on: date) -> Iterator[Said]:
    first, last = new.baseline_from, new.baseline_until
    if first and last and last < first:
        yield Said(N_("The days to compare with end before they begin."))
    if last and last >= starts_on:
        yield Said(N_("The days to compare with must lie before the first day."))


def _window(new: NewPlan, starts_on: date, ends_on: date | None) -> Iterator[Said]:
    first, last = new.window_from, new.window_until
    if first is None and last is None:
        return
    if first is None or last is None:
        yield Said(N_("The window needs a first and a last day."))
    elif last < first:
        yield Said(N_("The window ends before it begins."))
    elif first < starts_on or (ends_on is not None and last < ends_on):
        yield Said(N_("The window starts on the first day of the campaign or later, and holds its last day."))
    elif (last - first).days >= _MOST_WINDOW_DAYS:
        yield Said(N_("The window is longer than a year: over such a time nothing can be told apart."))


def _judged(new: NewPlan, known: Collection[str]) -> Iterator[Said]:
    for outcome in new.outcomes:
        if outcome not in known:
            yield Said(N_("There is no outcome “{outcome}”."), {"outcome": outcome})
    if len(set(new.outcomes)) < len(new.outcomes):
        yield Said(N_("An outcome is named twice."))
    if len(new.outcomes) > _MOST_OUTCOMES:
        yield Said(N_("More than {most} outcomes: choose the ones that matter."), {"most": _MOST_OUTCOMES})
    if new.minimum_effect is not None and not 0 < new.minimum_effect < float("inf"):
        yield Said(N_("The smallest effect that matters is more than zero."))
