"""What of Recruitee's answers may pass: named fields of vacancies, stages, departments and the change log; no person."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from connectors.http import Fields
from connectors.inflow.desk import harmless
from connectors.recruitee.faults import unexpected

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,9})?(Z| ?UTC|[+-]\d\d:?\d\d)?")
SAMPLE = "(sample)"
Keep = Callable[[object], Fields]


def listed(parsed: object, *names: str, stream: str) -> list[Mapping[str, Any]]:
    """Return the objects of a list that stands under one of some names, or is the whole answer."""
    found = parsed
    if isinstance(parsed, Mapping):
        found = next((parsed[name] for name in names if name in parsed), None)
    if not isinstance(found, list):
        raise unexpected(stream)
    return [each for each in found if isinstance(each, Mapping)]


def number(value: object) -> int | None:
    """Return a whole number, also one that is written as text."""
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def moment(value: object) -> str | None:
    """Return a moment as it was written; None for anything else."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return None
    try:
        instant(value)
    except ValueError:
        return None
    return value


def instant(text: str) -> datetime:
    """Return a moment that passed :func:`moment`; without a zone it is UTC."""
    found = datetime.fromisoformat(text.replace(" UTC", "Z").replace("UTC", "Z"))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def words(value: object) -> str | None:
    """Return a short text of the employer that holds no person's data."""
    return harmless(value) if isinstance(value, str) else None


def is_sample(title: object) -> bool:
    """Return whether a title is that of a vacancy which Recruitee itself made as an example."""
    return isinstance(title, str) and SAMPLE in title.lower()


def named(values: object) -> list[str]:
    """Return the names in a list of names, or of objects with a name."""
    each = values if isinstance(values, list) else []
    texts = (one.get("name") if isinstance(one, Mapping) else one for one in each)
    return [found for text in texts if (found := words(text))]


def offer(given: Mapping[str, Any]) -> Fields:
    """Return what a vacancy is."""
    return {
        "id": number(given.get("id")),
        "title": words(given.get("title")),
        "is_sample": is_sample(given.get("title")),
        **{name: words(given.get(name)) for name in ("status", "kind", "slug", "location")},
        "department": words(given.get("department")),
        "department_id": number(given.get("department_id")),
        "published_at": moment(given.get("published_at")),
        "closed_at": moment(given.get("closed_at")),
        "url": given["careers_url"] if isinstance(given.get("careers_url"), str) else None,
        "tags": named(given.get("offer_tags")),
    }


def offers(parsed: object) -> Fields:
    """Return a page of vacancies."""
    return {"offers": [offer(each) for each in listed(parsed, "offers", stream="offers")]}


def one_offer(parsed: object) -> Fields:
    """Return one vacancy with the stages of its pipeline."""
    given = parsed.get("offer", parsed) if isinstance(parsed, Mapping) else None
    if not isinstance(given, Mapping):
        raise unexpected("offers")
    pipeline = given.get("pipeline_template")
    held = pipeline.get("stages") if isinstance(pipeline, Mapping) else None
    return {"offer": offer(given), "stages": _stages(held or [])}


def stages(parsed: object) -> Fields:
    """Return the stages of all pipelines, or stages that stand by themselves."""
    found = listed(parsed, "pipeline_templates", "stages", stream="stages")
    nested = [stage for each in found for stage in each.get("stages") or ()]
    return {"stages": _stages(nested or found)}


def _stages(given: Iterable[object]) -> list[Fields]:
    kept: Iterable[Fields] = (
        {"id": number(each.get("id")), "category": words(each.get("category"))}
        for each in given
        if isinstance(each, Mapping)
    )
    return [each for each in kept if each["id"] is not None and each["category"]]


def departments(parsed: object) -> Fields:
    """Return the names of departments by their number."""
    found = listed(parsed, "departments", stream="departments")
    return {"departments": {str(each.get("id")): words(each.get("name")) for each in found}}


def activities(parsed: object) -> Fields:
    """Return whom the change log names, and when; never who did it or what it says."""
    return {
        "activities": [
            {"candidate": number(_within(each, "candidate", "id")), "created_at": moment(each.get("created_at"))}
            for each in listed(parsed, "activities", "tracking_activities", stream="activities")
        ]
    }


def _within(given: Mapping[str, Any], *path: str) -> object:
    found: object = given
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
