"""The vacancies: open ones every night, archived ones once a week and whenever one has left the open ones."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from connectors.base import Batch, Context
from connectors.errors import N_, Said
from connectors.inflow.applied import VacancySeen
from connectors.inflow.desk import Desk
from connectors.inflow.rows import vacancy_row
from connectors.recruitee.boundary import instant
from connectors.recruitee.catalogue import JOB, Catalogue
from connectors.recruitee.client import Client, Fields

_WEEK = timedelta(days=7)
_STATUS = {"draft": "draft", "internal": "open", "published": "open", "closed": "closed", "archived": "closed"}
_ENDED = "archived"


def offers(context: Context, desk: Desk, client: Client, catalogue: Catalogue) -> Iterator[Batch]:
    """Yield all vacancies that are to be read in this run, as one page with the cursor."""
    cursor: Mapping[str, Any] = context.cursors.get("offers", {})
    first, *others = context.settings.texts("offer_scopes")
    found = _read(client, first)
    open_now = {number for number, each in found.items() if each["status"] != _ENDED}
    weekly = not cursor or desk.today - date.fromisoformat(cursor["all_read_on"]) >= _WEEK
    left = set(cursor.get("open", ())) - open_now - found.keys()
    is_unscoped = len(open_now) < len(found)
    if others and (weekly or left or context.window.full) and not is_unscoped:
        for scope in others:
            found = {**_read(client, scope), **found}
        weekly = True
    names = _departments(client, cursor, found)
    for each in found.values():
        catalogue.learn(each)
    jobs = [each for each in found.values() if each["kind"] in {JOB, None} and not each["is_sample"]]
    yield Batch(
        "offers",
        rows={"vacancy": [vacancy_row(desk, seen(each, names, desk)) for each in jobs]},
        cursor={
            "open": sorted(open_now),
            "all_read_on": (
                desk.today if weekly or is_unscoped else date.fromisoformat(cursor["all_read_on"])
            ).isoformat(),
            "departments": names,
        },
        until=desk.today,
        notes=_notes(found, jobs),
    )


def _read(client: Client, scope: str) -> dict[int, Fields]:
    """Return the vacancies of a scope by number; some accounts ignore the scope and give all."""
    return {each["id"]: each for page in client.offers(scope) for each in page if each["id"] is not None}


def _departments(client: Client, cursor: Mapping[str, Any], found: Mapping[int, Fields]) -> dict[str, str]:
    """Return the names of departments, asked for anew only when a vacancy has one that is not known."""
    known: dict[str, str] = dict(cursor.get("departments", {}))
    wanted = {str(each["department_id"]) for each in found.values() if each["department_id"] and not each["department"]}
    if wanted <= known.keys():
        return known
    answer = client.departments()
    named = {number: name for number, name in (answer or {"departments": {}})["departments"].items() if name}
    return {**dict.fromkeys(sorted(wanted), ""), **known, **named}


def seen(each: Fields, departments: Mapping[str, str], desk: Desk) -> VacancySeen:
    """Return a vacancy as Recruitee tells of it; the days are those of the organisation."""
    status = _STATUS.get(each["status"] or "")
    return VacancySeen(
        number=str(each["id"]),
        title=each["title"],
        reference=each["slug"],
        url=each["url"],
        status=status,
        department=each["department"] or departments.get(str(each["department_id"])) or None,
        location=each["location"],
        opened_at=_day(each["published_at"], desk),
        closed_at=_day(each["closed_at"], desk) if status == "closed" else None,
        texts=tuple(each["tags"]),
    )


def _day(moment: str | None, desk: Desk) -> date | None:
    return desk.day(instant(moment)) if moment else None


def _notes(found: Mapping[int, Fields], jobs: list[Fields]) -> tuple[Said, ...]:
    left_out = len(found) - len(jobs)
    text = N_("Talent pools and examples among the vacancies, which are left out: {count}.")
    return (Said(text, {"count": left_out}),) if left_out else ()
