"""A campaign as a person fills it in, and everything that can be wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from connectors.errors import N_, Said
from dashboard.analysis.belongings import KINDS as LINK_KINDS

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
KINDS = ("series", "video", "employee_posts", "event", "offline", "advert", "other")
_LONGEST_NAME = 120
_LONGEST_TEXT = 500
_MOST = 100_000_000.0
_MOST_LINES = 200
CURRENCIES = ("EUR", "GBP", "CHF", "USD")


@dataclass(frozen=True)
class CostLine:
    """One line of cost: money that went out, own hours, what an hour is reckoned at, and the channel that it was for."""

    label: str
    cash: float = 0.0
    hours: float = 0.0
    hour_rate: float = 0.0
    platform: str = ""


@dataclass(frozen=True)
class Plan:
    """What is agreed before the start: how success is measured, and over which days it is compared."""

    measure: str = ""
    method: str = ""
    baseline_from: date | None = None
    baseline_until: date | None = None


@dataclass(frozen=True)
class NewCampaign:
    """A campaign as a person filled it in; ``links`` are pairs of a kind and a target."""

    name: str
    kind: str
    starts_on: date | None
    ends_on: date | None = None
    goal: str = ""
    audience: str = ""
    links: tuple[tuple[str, str], ...] = ()
    costs: tuple[CostLine, ...] = ()
    plan: Plan = field(default_factory=Plan)


def problems_of(new: NewCampaign) -> list[Said]:
    """Return everything that is wrong with a campaign, an empty list when it can be stored.

    It may still miss its plan: it is planned until that is complete and somebody starts it.
    """
    return [*_shape(new), *_dates(new), *cost_problems(new.costs), *link_problems(new.links)]


def start_problem(missing: Sequence[str]) -> Said:
    """Return what a campaign misses before it can start, from :func:`missing_of_plan`."""
    return Said(N_("Before a campaign starts it needs: {missing}."), {"missing": reduce(_and, map(Said, missing))})


def _and(left: Said, right: Said) -> Said:
    """Return a list of names that each are translated by themselves."""
    return Said("{left}, {right}", {"left": left, "right": right})


def missing_of_plan(new: NewCampaign) -> list[str]:
    """Return which parts of the plan are not filled in, as message ids."""
    parts = {
        N_("goal"): new.goal,
        N_("audience"): new.audience,
        N_("measure"): new.plan.measure,
        N_("method"): new.plan.method,
        N_("days to compare with"): new.plan.baseline_from and new.plan.baseline_until,
    }
    return [name for name, value in parts.items() if not value or (isinstance(value, str) and not value.strip())]


def _shape(new: NewCampaign) -> list[Said]:
    found = []
    if not new.name.strip():
        found.append(Said(N_("Give it a name.")))
    if len(new.name) > _LONGEST_NAME:
        found.append(Said(N_("The name is longer than {most} characters."), {"most": _LONGEST_NAME}))
    if new.kind not in KINDS:
        found.append(Said(N_("Choose what kind of campaign it is.")))
    texts = (new.goal, new.audience, new.plan.measure, new.plan.method)
    if any(len(text) > _LONGEST_TEXT for text in texts):
        found.append(Said(N_("A text is longer than {most} characters."), {"most": _LONGEST_TEXT}))
    return found


def _dates(new: NewCampaign) -> list[Said]:
    found = []
    if any(day is not None and not FIRST_DAY <= day <= LAST_DAY for day in _all_days(new)):
        found.append(Said(N_("A day lies before {first} or after {last}."), {"first": FIRST_DAY, "last": LAST_DAY}))
    if new.starts_on is None:
        found.append(Said(N_("Give it a first day.")))
    elif new.ends_on is not None and new.ends_on < new.starts_on:
        found.append(Said(N_("The last day lies before the first.")))
    first, last = new.plan.baseline_from, new.plan.baseline_until
    if first and last and last < first:
        found.append(Said(N_("The days to compare with end before they begin.")))
    if last and new.starts_on and last >= new.starts_on:
        found.append(Said(N_("The days to compare with must lie before the first day.")))
    return found


def _all_days(new: NewCampaign) -> tuple[date | None, ...]:
    return new.starts_on, new.ends_on, new.plan.baseline_from, new.plan.baseline_until


def cost_problems(lines: Sequence[CostLine]) -> list[Said]:
    """Return what is wrong with lines of cost."""
    found = []
    if len(lines) > _MOST_LINES:
        found.append(Said(N_("More than {most} lines of cost: take some together."), {"most": _MOST_LINES}))
    if any(not line.label.strip() for line in lines):
        found.append(Said(N_("Each line of cost needs a few words.")))
    if any(len(line.label) > _LONGEST_NAME for line in lines):
        found.append(
            Said(N_("The words of a line of cost are longer than {most} characters."), {"most": _LONGEST_NAME})
        )
    if any(min(line.cash, line.hours, line.hour_rate) < 0 for line in lines):
        found.append(Said(N_("A cost cannot be less than zero.")))
    if any(not max(line.cash, line.hours, line.hour_rate) <= _MOST for line in lines):
        found.append(Said(N_("A cost is more than a hundred million: look at the comma and the point.")))
    if any(line.hours > 0 and line.hour_rate <= 0 for line in lines):
        found.append(Said(N_("Own hours need a rate per hour: they are never free.")))
    return found


def link_problems(links: Sequence[tuple[str, str]]) -> list[Said]:
    """Return what is wrong with links."""
    wrong = [kind for kind, target in links if kind not in LINK_KINDS or not target.strip()]
    return [Said(N_("A link of kind “{kind}” is not known or is empty."), {"kind": kind}) for kind in wrong]
