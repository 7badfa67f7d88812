"""What becomes of every application: when it was screened, interviewed, offered, and how it ended."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from connectors.demo.arrivals import arrivals
from connectors.demo.parameters import DAYS, END, PARAMETERS, Numbers, rng
from connectors.demo.traits import SERIES, Names, Traits, traits

REACHED = ("screened", "interview", "offer", "hired")
_LEFT = {"rejected": "rejected_at", "withdrawn": "withdrawn_at"}
_SATURDAY = 5


@dataclass(frozen=True)
class Course:
    """The course of one application as known at the end of the period: columns of ``application``."""

    stage: str
    status: str
    milestones: dict[str, date]


@cache
def courses() -> list[Course]:
    """Return the course of every application, in the order of the arrivals."""
    stream, people = rng("funnel"), traits()
    outcome, last = _outcomes(people, stream)
    spread = PARAMETERS["funnel"]["speed_spread"]
    speed = np.exp(spread * stream.normal(size=len(outcome)))
    jitter = np.exp(0.15 * stream.normal(size=(len(outcome), len(REACHED) + 1)))
    return [
        _course(DAYS[int(day)], str(ending), str(stage), pace)
        for day, ending, stage, pace in zip(arrivals().day, outcome, last, speed[:, None] * jitter, strict=True)
    ]


def _outcomes(people: Traits, stream: np.random.Generator) -> tuple[Names, Names]:
    """Return how each application ends, open ones included, and the last stage it reaches before that."""
    numbers = PARAMETERS["funnel"]
    chance = stream.random((2, len(people.origin)))
    outcome = np.where(chance[1] < numbers["withdrawn"], "withdrawn", "rejected").astype(object)
    outcome[chance[0] < _hire_rates(people)] = "hired"
    last = np.full(len(outcome), "hired", dtype=object)
    for ending, shares in numbers["left_at"].items():
        places = np.flatnonzero(outcome == ending)
        last[places] = stream.choice(np.array(list(shares), dtype=object), size=len(places), p=list(shares.values()))
    return outcome, last


def _hire_rates(people: Traits) -> Numbers:
    sources = PARAMETERS["sources"]
    rates = np.array([sources[name]["hire_rate"] for name in people.source_id])
    rates[people.tagged == SERIES] = PARAMETERS["campaigns"][SERIES]["tagged_hire_rate"]
    rates[people.origin == "side_entrant"] *= PARAMETERS["funnel"]["side_entrant_factor"]
    return rates


def _course(applied: date, ending: str, last: str, pace: np.ndarray[Any, Any]) -> Course:
    """Return what has happened to one application by the end of the period; what lies later has not."""
    numbers = PARAMETERS["funnel"]
    until = REACHED.index(last) + 1 if last in REACHED else 0
    after = {name: numbers["medians"][name] for name in REACHED[:until]}
    if ending in _LEFT:
        after[ending] = numbers["left_after"][last]
    milestones: dict[str, date] = {}
    latest = applied
    for (name, days), factor in zip(after.items(), pace, strict=False):
        latest = max(latest, _working_day(applied + timedelta(round(days * float(factor)))))
        if latest > END:
            break
        milestones[name] = latest
    return Course(_stage(milestones), _status(milestones), milestones)


def _working_day(day: date) -> date:
    """Return the day itself, the Friday before a Saturday or the Monday after a Sunday."""
    return day + timedelta({_SATURDAY: -1, _SATURDAY + 1: 1}.get(day.weekday(), 0))


def _stage(milestones: dict[str, date]) -> str:
    return next((name for name in reversed(REACHED) if name in milestones), "applied")


def _status(milestones: dict[str, date]) -> str:
    for ending in ("hired", *_LEFT):
        if ending in milestones:
            return ending
    return {"applied": "new", "offer": "offer"}.get(_stage(milestones), "in_process")
