"""What of an applicant may pass: ids, moments, the stage, the source and what the rules ask for; nothing of the person.

Recruitee tells of an applicant in three shapes (a search hit, a row of the list, one applicant); here they become one.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from connectors.http import Fields
from connectors.inflow.addresses import host_of
from connectors.inflow.rules import Rulebook
from connectors.inflow.values import is_candidates_choice
from connectors.recruitee.boundary import is_sample, listed, moment, named, number, words
from connectors.recruitee.faults import SOURCE, unexpected

References = Mapping[tuple[str, int], Mapping[str, Any]]
_LABELS = ("name", "label", "question", "title", "body")
_VALUES = ("value", "flag", "answer", "content", "text", "name")


def hits(rules: Rulebook) -> Callable[[object], Fields]:
    """Return what takes a page of search hits."""

    def keep(parsed: object) -> Fields:
        found = listed(parsed, "hits", stream="candidates")
        total = parsed.get("total") if isinstance(parsed, Mapping) else None
        return {"candidates": [candidate(each, {}, rules) for each in found], "total": number(total)}

    return keep


def rows(rules: Rulebook) -> Callable[[object], Fields]:
    """Return what takes a page of the list, in which the names of vacancies and stages stand apart."""

    def keep(parsed: object) -> Fields:
        found = listed(parsed, "candidates", stream="candidates")
        return {"candidates": [candidate(each, references(parsed), rules) for each in found]}

    return keep


def one(rules: Rulebook, *, read_answers: bool) -> Callable[[object], Fields]:
    """Return what takes one applicant; closed answers and custom fields only when they are to be read."""

    def keep(parsed: object) -> Fields:
        given = parsed.get("candidate", parsed) if isinstance(parsed, Mapping) else None
        if not isinstance(given, Mapping):
            raise unexpected("candidates")
        kept = candidate(given, references(parsed), rules)
        return {"candidate": {**kept, **_told(given, rules)} if read_answers else kept}

    return keep


def references(parsed: object) -> References:
    """Return the vacancies and stages that stand beside a list, by type and number."""
    beside = parsed.get("references") if isinstance(parsed, Mapping) else None
    return {
        (str(each.get("type")), found): each
        for each in beside or ()
        if isinstance(each, Mapping) and (found := number(each.get("id"))) is not None
    }


def candidate(given: Mapping[str, Any], beside: References, rules: Rulebook) -> Fields:
    """Return an applicant without the person. A field that the answer does not have is left out."""
    kept: Fields = {
        "id": number(given.get("id")),
        "created_at": moment(given.get("created_at")),
        "is_example": given.get("example") is True,
        "is_deleted": any(given.get(name) for name in ("deleted", "deleted_at", "soft_deleted_at")),
        "deleted_at": moment(given.get("deleted_at")) or moment(given.get("soft_deleted_at")),
        "source": words(given.get("source")),
        "placements": [_placement(each, beside) for each in given.get("placements") or () if isinstance(each, Mapping)],
    }
    if "referrer" in given:
        kept["referrer"] = _referrer(given["referrer"])
    if "sources" in given:
        kept["sources"] = named(given["sources"])
    if "tags" in given:
        kept["tags"] = list(rules.sieve(SOURCE, tags=named(given["tags"])).tags)
    return kept


def _referrer(value: object) -> str | None:
    """Return a referrer: of an address the host only, else its words."""
    return (host_of(value) or words(value)) if isinstance(value, str) else None


def _placement(given: Mapping[str, Any], beside: References) -> Fields:
    offer_id = number(given.get("offer_id"))
    stage_id = number(given.get("stage_id"))
    offer = given.get("offer") or beside.get(("Offer", offer_id or 0), {})
    stage = given.get("stage") or beside.get(("Stage", stage_id or 0), {})
    return {
        "id": number(given.get("id")),
        "offer": offer_id or number(offer.get("id")),
        "kind": words(offer.get("kind")),
        "is_sample": is_sample(offer.get("title")),
        "stage": stage_id or number(stage.get("id")),
        "stage_name": words(stage.get("name")),
        "category": words(stage.get("category")),
        **{name: moment(given.get(name)) for name in ("created_at", "hired_at", "disqualified_at")},
        **_disqualified(given),
    }


def _disqualified(given: Mapping[str, Any]) -> Fields:
    """Return whether an application was ended and by whom; the reason itself goes no further."""
    reason, flag = given.get("disqualify_reason"), given.get("disqualified")
    reason = reason.get("name") if isinstance(reason, Mapping) else reason
    ended = bool(flag) if isinstance(flag, bool) else bool(reason or given.get("disqualified_at"))
    by = None
    if ended and isinstance(reason, str) and reason.strip():
        by = "candidate" if is_candidates_choice(reason) else "employer"
    if ended and given.get("disqualify_kind") == "candidate":
        by = "candidate"
    return {"is_disqualified": ended, "disqualified_by": by}


def _told(given: Mapping[str, Any], rules: Rulebook) -> Fields:
    """Return what passes the sieve of closed answers and custom fields."""
    answers = dict(_pairs(given.get("grouped_open_question_answers")))
    fields = dict(_pairs(given.get("fields")))
    kept = rules.sieve(SOURCE, answers=answers, fields=fields)
    return {"answers": dict(kept.answers), "fields": dict(kept.fields)}


def _pairs(given: object) -> Iterator[tuple[str, object]]:
    """Yield label and value of each closed answer, however deep the groups are."""
    for each in given if isinstance(given, list) else ():
        if not isinstance(each, Mapping):
            continue
        label, value = _label(each), _value(each)
        if label is not None and value is not None:
            yield label, value
        for inner in each.values():
            if value is None:
                yield from _pairs(inner)


def _label(given: Mapping[str, Any]) -> str | None:
    asked = given.get("open_question", given)
    asked = asked if isinstance(asked, Mapping) else given
    return next((asked[name] for name in _LABELS if isinstance(asked.get(name), str)), None)


def _value(given: Mapping[str, Any]) -> object:
    """Return the one value of a field or an answer; None when there are none or several."""
    values = given.get("values")
    if isinstance(values, list):
        return _scalar(values[0]) if len(values) == 1 else None
    return next((found for name in _VALUES[:-1] if (found := _scalar(given.get(name))) is not None), None)


def _scalar(value: object) -> object:
    if isinstance(value, Mapping):
        return next((found for name in _VALUES if (found := _scalar(value.get(name))) is not None), None)
    return value if isinstance(value, str | bool | int) else None
