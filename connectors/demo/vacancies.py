"""How many vacancies stand open per site and day, and the vacancies themselves that add up to it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from connectors.demo.parameters import (
    DAYS,
    ORGANISATION,
    PARAMETERS,
    PROVIDER,
    SITES,
    Counts,
    Numbers,
    Row,
    day_no,
    rng,
)
from connectors.keys import vacancy_key

_SIDE_ENTRANT_GROUPS = ("care_assistant", "logistics", "kitchen_cleaning")


@dataclass
class Vacancy:
    """A vacancy: first and last day open as places in the period; ``closed`` is None while it is open."""

    site: str
    group: str
    opened: int
    leaves: int
    closed: int | None = None

    def is_open(self, day: int) -> bool:
        """Tell whether it stands open on a day."""
        return self.opened <= day and (self.closed is None or day <= self.closed)


@cache
def open_vacancies() -> dict[str, Counts]:
    """Return the number of open vacancies per day of each site: a slow drift around a level, and waves on top."""
    numbers = PARAMETERS["vacancies"]
    shocks = rng("vacancies").normal(size=(len(SITES), len(DAYS)))
    keep = numbers["persistence"]
    drift = shocks.copy()
    for day in range(1, len(DAYS)):
        drift[:, day] = keep * drift[:, day - 1] + np.sqrt(1 - keep**2) * shocks[:, day]
    paths = {}
    for place, site in enumerate(SITES):
        path = numbers["level"][site] + numbers["deviation"][site] * drift[place] + _waves(site)
        paths[site] = np.clip(np.rint(path), *numbers["range"][site]).astype(np.int64)
    return paths


def _waves(site: str) -> Numbers:
    height = np.zeros(len(DAYS))
    for wave in PARAMETERS["vacancies"]["waves"]:
        if wave["site"] == site:
            since = np.arange(len(DAYS)) - day_no(wave["start"])
            falling = 1 - np.clip(since - wave["hold_days"], 0, wave["fall_days"]) / wave["fall_days"]
            height += np.where(since >= 0, wave["extra"] * falling, 0)
    return height


def pull() -> dict[str, Numbers]:
    """Return the factor by which open vacancies move applications, per day of each site."""
    numbers = PARAMETERS["vacancies"]
    return {site: (path / numbers["level"][site]) ** numbers["elasticity"] for site, path in open_vacancies().items()}


@cache
def vacancies() -> list[Vacancy]:
    """Return the vacancies of all sites; on every day as many are open as :func:`open_vacancies` says."""
    stream = rng("vacancy_rows")
    return [each for site in SITES for each in _opened(site, open_vacancies()[site], stream)]


def _opened(site: str, wanted: Counts, stream: np.random.Generator) -> list[Vacancy]:
    done: list[Vacancy] = []
    here = [_new(site, 0, stream) for _ in range(int(wanted[0]))]
    for each in here:
        life = each.leaves
        each.opened = -int(stream.integers(0, life))
        each.leaves = each.opened + life
    for day in range(1, len(DAYS)):
        here.sort(key=lambda each: each.leaves)
        leaving = max(sum(each.leaves <= day for each in here), len(here) - int(wanted[day]))
        for each in here[:leaving]:
            each.closed = day - 1
        done += here[:leaving]
        here = here[leaving:]
        here += [_new(site, day, stream) for _ in range(int(wanted[day]) - len(here))]
    return done + here


def _new(site: str, day: int, stream: np.random.Generator) -> Vacancy:
    groups = PARAMETERS["function_groups"]
    flow = np.array([group["flow"] for group in groups.values()])
    name = list(groups)[int(stream.choice(len(flow), p=flow / flow.sum()))]
    spread = PARAMETERS["vacancies"]["lifetime_spread"]
    life = groups[name]["lifetime_days"] * np.exp(spread * stream.normal())
    return Vacancy(site, name, day, day + max(3, round(float(life))))


def vacancy_rows() -> list[Row]:
    """Return the rows of ``vacancy``."""
    stream = rng("vacancy_traits")
    return [_row(number, each, stream) for number, each in enumerate(vacancies(), start=1)]


def vacancy_id(number: int) -> int:
    """Return the key of the vacancy with a number, from 1."""
    return vacancy_key(ORGANISATION, PROVIDER, f"V-{number:04d}")


def _row(number: int, vacancy: Vacancy, stream: np.random.Generator) -> Row:
    group = PARAMETERS["function_groups"][vacancy.group]
    department = group["department"][int(stream.integers(len(group["department"])))]
    for_side_entrants, pay_stated = stream.random(2)
    return {
        "vacancy_id": vacancy_id(number),
        "provider": PROVIDER,
        "external_id": f"V-{number:04d}",
        "title": f"{group['title']} {department.lower() if department != 'ICT' else department}",
        "function_group": vacancy.group,
        "site_id": vacancy.site,
        "department": department,
        "opened_at": _day(vacancy.opened),
        "closed_at": None if vacancy.closed is None else _day(vacancy.closed),
        "side_entrant_track": vacancy.group in _SIDE_ENTRANT_GROUPS and bool(for_side_entrants < 0.3),  # noqa: PLR2004
        "pay_stated": bool(pay_stated < 0.45),  # noqa: PLR2004
    }


def _day(number: int) -> date:
    return DAYS[0] + timedelta(number)
