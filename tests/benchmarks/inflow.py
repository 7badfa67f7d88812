"""A hundred thousand applications in the order they came in, with 400,000 events: the first load, and a night on which 500 changed."""

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from connectors.config import Organisation
from connectors.database.engine import writing
from connectors.inflow.applied import ALL_CHANGES, OUTCOMES, Applied, Evidence, Happened, Origin, Standing, VacancySeen
from connectors.inflow.desk import Desk
from connectors.inflow.rows import inflow_rows
from connectors.inflow.rules import Rulebook
from connectors.landing import Landing, land, settle
from tests.benchmarks.places import Places

APPLICATIONS, PAGE, CHANGED = 100_000, 500, 500
TARGET_SECONDS = {"first": 60, "night": 3}
_ORGANISATION = Organisation(
    id="nergens", name="Zorggroep Nergensland (fictief)", country="BE", timezone="Europe/Brussels"
)
_NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
_TELLS = frozenset({"candidate", "vacancy", "source", "utm", "standing", "evidence"})
_STAGES = ("screened", "interview", "offer", "hired")
_SOURCES = ("Indeed", "LinkedIn", "Werken-bij site", "VDAB", "Via een collega", None)


def run(places: Places) -> dict[str, object]:
    """Return seconds of the first load and of a night, on both engines, with the targets for SQLite."""
    told = list(_told())
    found = {}
    for kind in ("sqlite", "postgresql"):
        with places.engine(kind, "inflow") as engine:
            first = _load(engine, told, OUTCOMES, _NOW, vacancies=True)
            night = _load(engine, [_further(each) for each in told[:CHANGED]], ALL_CHANGES, _NOW + timedelta(days=1))
            again = _load(engine, told[CHANGED : 2 * CHANGED], ALL_CHANGES, _NOW + timedelta(days=1))
        found[kind] = {"first": round(first, 2), "night": round(night, 2), "unchanged": round(again, 2)}
    events = sum(len(each.happened) for each in told)
    return {"applications": len(told), "events": events, "seconds": found, "target_seconds": TARGET_SECONDS}


def _load(engine, told, compares, now, *, vacancies=False) -> float:
    desk = Desk("recruitee", _ORGANISATION.id, _ORGANISATION.timezone, now, Rulebook(), (), b"k" * 32)
    begin = time.perf_counter()
    with writing(engine) as connection:
        settle(connection, _ORGANISATION, ())
    for first in range(0, len(told), PAGE):
        rows = inflow_rows(desk, told[first : first + PAGE], _vacancies() if vacancies and not first else ())
        with writing(engine) as connection:
            land(connection, _ORGANISATION, rows, run_id=1, now=now, more=Landing(compares=compares))
    return time.perf_counter() - begin


def _vacancies() -> list[VacancySeen]:
    return [VacancySeen(str(number), title=f"Verpleegkundige {number}", status="open") for number in range(500)]


def _told() -> Iterator[Applied]:
    draw = random.Random(11)
    start = datetime(2023, 1, 2, tzinfo=UTC)
    minutes = 60 * 24 * 1100
    for number, minute in enumerate(sorted(draw.randrange(minutes) for _ in range(APPLICATIONS))):
        at = start + timedelta(minutes=minute)
        reached = draw.choice((1, 2, 2, 3, 3, 4))
        happened = [Happened("created", at), *_steps(draw, at, reached)]
        status = {4: "hired"}.get(reached) or draw.choice(("rejected", "in_process"))
        if status == "rejected":
            happened.append(Happened("rejected", happened[-1].at + timedelta(days=1)))
        yield Applied(
            number=str(number),
            tells=_TELLS,
            candidate=str(number // 2 * 2),
            vacancy=str(number % 500),
            applied_at=at,
            origin=Origin(source=_SOURCES[number % 6], utm_campaign="soap" if number % 20 == 0 else None),
            standing=Standing(_STAGES[reached - 1], stage=_STAGES[reached - 1], status=status),
            evidence=Evidence(answers={"Werk je nu in de zorg?": "nee", "Eerder in de zorg gewerkt?": "nee"}),
            happened=tuple(happened),
        )


def _steps(draw: random.Random, at: datetime, reached: int) -> Iterator[Happened]:
    for stage in _STAGES[:reached]:
        at += timedelta(days=draw.randint(1, 9))
        yield Happened("hired" if stage == "hired" else "stage", at, stage=stage)


def _further(told: Applied) -> Applied:
    standing = replace(told.standing, stage_raw="Nieuwe ronde", stage="interview", status="in_process")
    return replace(told, standing=standing)
