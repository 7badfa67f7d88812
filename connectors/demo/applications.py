"""The applications and what happened to them, as rows; nothing in a row tells which campaign brought it."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any

import numpy as np

from connectors.demo.arrivals import arrivals
from connectors.demo.funnel import REACHED, Course, courses
from connectors.demo.parameters import (
    DAYS,
    ORGANISATION,
    PARAMETERS,
    PROVIDER,
    SEEN_AT,
    SITES,
    ZONE,
    Counts,
    Row,
    day_no,
    rng,
)
from connectors.demo.traits import SERIES, traits
from connectors.demo.vacancies import vacancies, vacancy_id
from connectors.keys import pseudonym
from connectors.side_entrant import cbs_class

_SECRET = b"invented people need no secret"
_HOURS = np.array([1, 0.5, 0, 0.2, 0.2, 0.5, 1.5, 3, 5, 7, 7.5, 6.5, 6, 5.5, 5.5, 5.5, 5, 4.5, 4.5, 6, 7.5, 7, 5, 2.5])
_HOUR_S, _DAY_S = 3600, 86400
_LAST_HOUR_S = 20 * _HOUR_S
_FACTS: dict[str, list[tuple[float, tuple[bool | None, bool | None, bool | None]]]] = {
    "within_care": [(0.85, (True, True, True)), (0.15, (False, True, True))],
    "returner": [(1.0, (True, True, False))],
    "other": [(1.0, (False, False, False))],
    "side_entrant": [(1.0, (True, False, False))],
    "unknown": [(0.6, (None, None, None)), (0.25, (True, None, None)), (0.15, (None, False, False))],
}
"""Origin to its patterns of facts (over 25, ever in care, recently in care), each with its share."""

_STAGE_WORDS = {
    "applied": "Nieuw",
    "screened": "Voorselectie",
    "interview": "Gesprek",
    "offer": "Aanbod",
    "hired": "Aangeworven",
}
_ENDING_WORDS = {"rejected": "Afgewezen", "withdrawn": "Teruggetrokken"}
_TAGS = {
    "facebook": ("facebook", "social"),
    "youtube": ("youtube", "video"),
    "press": ("pers", "referral"),
    "linkedin": ("linkedin", "social"),
    "open_day": ("open-dag", "event"),
    "radio_flyer": ("qr", "print"),
    "own_site": ("google", "cpc"),
}


@cache
def application_rows() -> list[Row]:
    """Return the rows of ``application``, in order of their moment."""
    moments = _moments()
    order = np.argsort(moments, kind="stable")
    stream = rng("people")
    facts, declared = _facts(stream), _declared(stream)
    chances = stream.random((4, len(moments)))
    rows = [
        _row(int(place), int(moments[place]), facts[place], str(declared[place]), chances[:, place], number)
        for number, place in enumerate(order, start=1)
    ]
    _join_persons(rows, stream)
    return rows


def _row(place: int, second: int, facts: tuple[bool | None, ...], declared: str, chance: Any, number: int) -> Row:
    people = traits()
    site, group = SITES[int(arrivals().site[place])], str(people.function_group[place])
    over_25, ever, recently = facts
    side_entrant = cbs_class(over_25=over_25, ever_in_care=ever, recently_in_care=recently)
    return {
        "provider": PROVIDER,
        "application_key": _key("application", number),
        "vacancy_id": _vacancy(site, group, int(arrivals().day[place]), float(chance[0])),
        "applied_on": DAYS[int(arrivals().day[place])],
        "applied_at": _moment(second),
        **_measured(str(people.source_id[place]), str(people.tagged[place]), site, float(chance[1])),
        **_said(str(people.said_source[place]), site, float(chance[2])),
        "side_entrant": side_entrant,
        "side_entrant_basis": "none" if side_entrant == "unknown" else "facts",
        "stage_basis": "words",
        "side_entrant_evidence": "none" if side_entrant == "unknown" else "answer",
        "side_entrant_cbs": side_entrant,
        "side_entrant_declared": declared,
        "over_25": over_25,
        "ever_in_care": ever,
        "recently_in_care": recently,
        "function_group": group,
        "site_id": site,
        **_progress(courses()[place], float(chance[3])),
        "observed_at": SEEN_AT["ats"],
    }


def _moments() -> Counts:
    """Return the moment of each application in seconds of local time since the start of the period.

    What the series adds on its first day comes after the release; on the last day everybody is early enough.
    """
    people, stream = arrivals(), rng("hours")
    hour = stream.choice(len(_HOURS), size=len(people.day), p=_HOURS / _HOURS.sum())
    second = hour * _HOUR_S + stream.integers(0, _HOUR_S, size=len(hour))
    series = PARAMETERS["campaigns"][SERIES]
    release = series["release_hour"] * _HOUR_S
    evening = stream.integers(release, _DAY_S, size=len(hour))
    brought = people.cause == SERIES
    second = np.where(brought & (people.day == day_no(series["releases"][0])), evening, second)
    later = (
        brought
        & np.isin(people.day, [day_no(day) for day in series["releases"][1:]])
        & (stream.random(len(hour)) < 0.5)  # noqa: PLR2004  the older episodes still work as well
    )
    second = np.where(later, evening, second)
    second = np.where(people.day == len(DAYS) - 1, second * _LAST_HOUR_S // _DAY_S, second)
    moments: Counts = people.day * _DAY_S + second
    return moments


def _moment(second: int) -> datetime:
    day, rest = divmod(second, _DAY_S)
    naive = datetime.combine(DAYS[day], time()) + timedelta(seconds=rest)
    return naive.replace(tzinfo=ZONE).astimezone(UTC)


def _key(kind: str, number: int) -> str:
    return pseudonym(_SECRET, PROVIDER, ORGANISATION, kind, str(number))


@cache
def _candidates(site: str, group: str) -> list[tuple[int, int, int]]:
    listed = enumerate(vacancies(), start=1)
    last = len(DAYS)
    return [
        (vacancy_id(number), each.opened, last if each.closed is None else each.closed)
        for number, each in listed
        if (each.site, each.group) == (site, group)
    ]


def _vacancy(site: str, group: str, day: int, chance: float) -> int | None:
    """Return an open vacancy of the site for the function; without one the application is an unsolicited one."""
    fitting = [key for key, opened, closed in _candidates(site, group) if opened <= day <= closed]
    return fitting[int(chance * len(fitting))] if fitting else None


def _measured(source_id: str, tagged: str, site: str, chance: float) -> Row:
    words = _words(source_id, site, chance)
    source, medium = _TAGS.get(source_id, ((words or "").lower(), "cpc"))
    medium = "cpc" if tagged == "always_on" else medium
    campaign = PARAMETERS["campaigns"][tagged]["utm_campaign"] if tagged else None
    return {
        "source_raw": words,
        "source_id": source_id or None,
        "utm_source": source if tagged else None,
        "utm_medium": medium if tagged else None,
        "utm_campaign": campaign,
    }


def _words(source_id: str, site: str, chance: float) -> str | None:
    source = PARAMETERS["sources"][source_id]
    words: list[str] = source.get("raw_nl", source["raw"]) if site == "NL" else source["raw"]
    return words[int(chance * len(words))] if words else None


@cache
def _campaign_answers() -> dict[str, str]:
    campaigns = PARAMETERS["campaigns"].values()
    return {each["self_reported_id"]: each["self_reported_raw"] for each in campaigns if "self_reported_id" in each}


def _said(source_id: str, site: str, chance: float) -> Row:
    words = _campaign_answers().get(source_id) or _words(source_id, site, chance)
    return {"self_reported_raw": words, "self_reported_id": source_id or None}


def _facts(stream: np.random.Generator) -> list[tuple[bool | None, ...]]:
    chances = stream.random(len(traits().origin))
    return [_pattern(str(origin), float(chance)) for origin, chance in zip(traits().origin, chances, strict=True)]


def _pattern(origin: str, chance: float) -> tuple[bool | None, ...]:
    for share, facts in _FACTS[origin]:
        chance -= share
        if chance < 0:
            return facts
    return _FACTS[origin][-1][1]


def _declared(stream: np.random.Generator) -> np.ndarray[Any, Any]:
    """Return the applicants' own answers: seven in ten give one, nearly always the class of their facts."""
    origin = traits().origin
    answers, mistaken = stream.random((2, len(origin)))
    declared = np.where(mistaken < 0.04, "other", origin).astype(object)  # noqa: PLR2004
    declared[answers > 0.7] = "unknown"  # noqa: PLR2004
    return declared


def _progress(course: Course, chance: float) -> Row:
    ended = course.status if course.status in _ENDING_WORDS else None
    by = {"rejected": "employer" if chance < 0.9 else "unknown", "withdrawn": "candidate"}  # noqa: PLR2004
    days = course.milestones
    return {
        "stage_raw": _ENDING_WORDS[ended] if ended else _STAGE_WORDS[course.stage],
        "stage": course.stage,
        "status": course.status,
        **{f"{name}_at": days.get(name) for name in (*REACHED, "rejected", "withdrawn")},
        "rejected_by": by[ended] if ended else None,
    }


def _join_persons(rows: list[Row], stream: np.random.Generator) -> None:
    """Give every row its person; a few people apply again, at the same site and with the same facts."""
    share = PARAMETERS["applications"]["same_person_share"]
    latest: dict[tuple[Any, ...], str] = {}
    for number, (row, chance) in enumerate(zip(rows, stream.random(len(rows)).tolist(), strict=True), start=1):
        like = (row["site_id"], row["function_group"], row["over_25"], row["ever_in_care"], row["recently_in_care"])
        again = latest.get(like) if chance < share else None
        row["candidate_key"] = again or _key("candidate", number)
        latest[like] = row["candidate_key"]


def event_rows() -> list[Row]:
    """Return the rows of ``application_event``: created, every stage reached, and the ending."""
    return [event for row in application_rows() for event in _events(row)]


def _events(row: Row) -> Iterator[Row]:
    shared = {"provider": row["provider"], "application_key": row["application_key"], "origin": "history"}
    yield {
        **shared,
        "dedupe_key": "created",
        "event": "created",
        "day": row["applied_on"],
        "at": row["applied_at"],
        "to_stage": "applied",
    }
    before = "applied"
    for stage in REACHED:
        if row[f"{stage}_at"]:
            event = "hired" if stage == "hired" else "stage"
            yield {
                **shared,
                "dedupe_key": stage,
                "event": event,
                "day": row[f"{stage}_at"],
                "from_stage": before,
                "to_stage": stage,
            }
            before = stage
    if row["status"] in _ENDING_WORDS:
        day = row[f"{row['status']}_at"]
        yield {**shared, "dedupe_key": row["status"], "event": row["status"], "day": day, "from_stage": before}
