"""What of an answer may come in: a few named fields of each list. Everything else stays at the door, unread.

Answers, custom fields and tags of an applicant pass the sieve of the organisation's rules; names, addresses, notes and
the ids of users are in no list below.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from connectors.greenhouse.meanings import SOURCE, unexpected
from connectors.http import Fields
from connectors.inflow.addresses import UTM
from connectors.inflow.rules import Rulebook
from connectors.words import plain

FIELDS: Mapping[str, tuple[str, ...]] = {
    "jobs": (
        "id",
        "name",
        "status",
        "opened_at",
        "closed_at",
        "requisition_id",
        "department_id",
        "office_ids",
        "is_template",
    ),
    "job_posts": ("id", "job_id", "live", "public_url", "first_published_at"),
    "departments": ("id", "name"),
    "offices": ("id", "name"),
    "applications": (
        *("id", "candidate_id", "job_id", "created_at", "updated_at", "rejected_at", "rejection_reason_id"),
        *("source_id", "stage_name", "status", "prospect"),
    ),
    "application_stages": ("id", "application_id", "job_interview_stage_id", "entered_at", "updated_at"),
    "job_interview_stages": ("id", "name"),
    "openings": ("id", "application_id", "closed_at"),
    "sources": ("id", "name"),
    "rejection_reasons": ("id", "name"),
    "rejection_details": ("id", "application_id", "rejection_reason_id", "rejected_at"),
    "candidate_tags": ("id", "name"),
    "applied_candidate_tags": ("id", "candidate_id", "candidate_tag_id", "updated_at"),
}
_PROSPECT = ("id", "candidate_id", "prospect", "status", "updated_at")
_WHOLE_NUMBER = re.compile(r"-?\d+\.0+")


def keeper(stream: str, rules: Rulebook) -> Callable[[object], Fields]:
    """Return what takes the allowed fields out of one page of a list, as ``{"rows": [...]}``."""

    def take(row: Mapping[str, object]) -> Fields:
        if stream == "applications":
            return _application(row, rules)
        if stream == "candidate_tags":
            return _tag(row, rules)
        return _reason(row) if stream == "rejection_reasons" else _named(row, FIELDS[stream])

    def keep(content: object) -> Fields:
        if not isinstance(content, list) or not all(isinstance(row, Mapping) for row in content):
            raise unexpected(stream)
        return {"rows": [kept for row in content if (kept := take(row))]}

    return keep


def _named(row: Mapping[str, object], names: Sequence[str]) -> Fields:
    """Return the named fields, as far as they hold one value or a list of numbers; objects never pass."""
    return {name: row[name] for name in names if name in row and _is_plain(row[name])}


def _is_plain(value: object) -> bool:
    numbers = isinstance(value, list) and all(isinstance(each, int) for each in value)
    return numbers or value is None or isinstance(value, str | int | float)


def _application(row: Mapping[str, object], rules: Rulebook) -> Fields:
    if row.get("prospect") is True:
        return _named(row, _PROSPECT)
    labels, tags = _custom_fields(row.get("custom_fields"))
    passed = rules.sieve(SOURCE, answers=_answers(row.get("answers")), fields=labels)
    kept = _named(row, FIELDS["applications"])
    return {**kept, "answers": dict(passed.answers), "fields": dict(passed.fields), "utm": tags}


def _answers(listed: object) -> dict[str, object]:
    pairs = listed if isinstance(listed, list) else []
    return {
        str(pair["question"]): closed(pair.get("answer"))
        for pair in pairs
        if isinstance(pair, Mapping) and pair.get("question")
    }


def _custom_fields(given: object) -> tuple[dict[str, object], dict[str, str]]:
    """Return custom fields by name and by key (a name may be changed, a key stays), and those that are utm tags."""
    labels: dict[str, object] = {}
    tags: dict[str, str] = {}
    for key, told in given.items() if isinstance(given, Mapping) else ():
        value = closed(told.get("value")) if isinstance(told, Mapping) else None
        if not isinstance(told, Mapping) or value is None:
            continue
        if key in UTM:
            tags[key] = value
        name = str(told.get("name") or key)
        labels[name] = value
        if plain(name) != plain(key):
            labels[key] = value
    return labels, tags


def closed(value: object) -> str | None:
    """Return a closed answer as text; numbers arrive as texts such as “1.0”, choices as lists. None for an object."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if value is None or not isinstance(value, str | int | float):
        return None
    text = str(value).strip()
    return text.split(".")[0] if _WHOLE_NUMBER.fullmatch(text) else text or None


def _reason(row: Mapping[str, object]) -> Fields:
    kind = row.get("type")
    told = {f"type_{name}": kind.get(name) for name in ("key", "name")} if isinstance(kind, Mapping) else {}
    return {**_named(row, FIELDS["rejection_reasons"]), **_named(told, ("type_key", "type_name"))}


def _tag(row: Mapping[str, object], rules: Rulebook) -> Fields:
    name = row.get("name")
    return _named(row, FIELDS["candidate_tags"]) if isinstance(name, str) and rules.keeps_tag(name) else {}
