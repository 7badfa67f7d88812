"""A campaign as a person fills it in, and everything that can be wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from connectors.errors import N_, Said
from dashboard.analysis.belongings import KINDS as LINK_KINDS

KINDS = ("series", "video", "employee_posts", "event", "offline", "advert", "other")
_LONGEST_NAME = 120
_LONGEST_TEXT = 500


@dataclass(frozen=True)
class CostLine:
    """One line of cost: money that went out, own hours, and what an hour is reckoned at."""

    label: str
    cash: float = 0.0
    hours: float = 0.0
    hour_rate: float = 0.0


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


def problems_of(new: NewCampaign, today: date) -> list[Said]:
    """Return everything that is wrong with a campaign, an empty list when it can be stored.

    One that runs or is still to come needs its plan: goal, audience, measure, method and days to compare with.
    """
    found = [*_shape(new), *_dates(new), *cost_problems(new.costs), *link_problems(new.links)]
    still_to_do = new.ends_on is None or new.ends_on >= today
    missing = missing_of_plan(new)
    if still_to_do and missing:
        names = reduce(_and, map(Said, missing))
        found.append(Said(N_("Before a campaign starts it needs: {missing}."), {"missing": names}))
    return found


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


def cost_problems(lines: Sequence[CostLine]) -> list[Said]:
    """Return what is wrong with lines of cost."""
    found = []
    if any(not line.label.strip() for line in lines):
        found.append(Said(N_("Each line of cost needs a few words.")))
    if any(min(line.cash, line.hours, line.hour_rate) < 0 for line in lines):
        found.append(Said(N_("A cost cannot be less than zero.")))
    if any(line.hours > 0 and line.hour_rate <= 0 for line in lines):
        found.append(Said(N_("Own hours need a rate per hour: they are never free.")))
    return found


def link_problems(links: Sequence[tuple[str, str]]) -> list[Said]:
    """Return what is wrong with links."""
    wrong = [kind for kind, target in links if kind not in LINK_KINDS or not target.strip()]
    return [Said(N_("A link of kind “{kind}” is not known or is empty."), {"kind": kind}) for kind in wrong]
