"""Makes applications of what Recruitee tells of applicants: one for each vacancy that someone stands on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from connectors.inflow.applied import Applied, Evidence, Origin, Standing
from connectors.inflow.desk import Desk
from connectors.recruitee.boundary import instant
from connectors.recruitee.catalogue import Catalogue
from connectors.recruitee.client import Fields
from connectors.recruitee.faults import SOURCE
from connectors.sources import resolve

_TELLS = frozenset({"candidate", "vacancy", "standing"})
_BESIDE = ("referrer", "sources", "tags", "answers", "fields")
_BY_COLLEAGUE = frozenset({"referral", "employee_referral", "referred"})


@dataclass
class Counted:
    """What was left out because it is no application: examples, and entries of talent pools."""

    samples: set[int] = field(default_factory=set)
    pool: set[int] = field(default_factory=set)


def applications(
    desk: Desk, catalogue: Catalogue, candidate: Fields, counted: Counted, *, read_answers: bool
) -> Iterator[Applied]:
    """Yield the applications of one applicant."""
    for placement in candidate["placements"]:
        number = placement["id"]
        if number is None:
            continue
        if candidate["is_example"] or catalogue.is_sample(placement):
            counted.samples.add(number)
        elif not catalogue.is_job(placement):
            counted.pool.add(number)
        else:
            yield _applied(desk, catalogue, candidate, placement, read_answers=read_answers)


def _applied(desk: Desk, catalogue: Catalogue, candidate: Fields, placement: Fields, *, read_answers: bool) -> Applied:
    tells = set(_TELLS)
    if "sources" in candidate:
        tells |= {"source", "referrer", "utm"}
    if "answers" in candidate or ("tags" in candidate and not read_answers):
        tells.add("evidence")
    is_alone = len(candidate["placements"]) == 1
    created = placement["created_at"] or (candidate["created_at"] if is_alone else None)
    return Applied(
        number=str(placement["id"]),
        tells=frozenset(tells),
        candidate=str(candidate["id"]),
        vacancy=str(placement["offer"]) if placement["offer"] is not None else None,
        applied_at=instant(created) if created else None,
        origin=origin(desk, candidate),
        standing=_standing(desk, catalogue, placement),
        evidence=Evidence(candidate.get("answers", {}), candidate.get("fields", {}), tuple(candidate.get("tags", ()))),
    )


def origin(desk: Desk, candidate: Fields) -> Origin:
    """Return where someone came from: the tag of the link, else the referrer, else the way in.

    Recruitee knows no utm tags. A tag such as ``linkedin_zij-instroom`` is read as source and campaign when the part
    before the first ``_`` is a source that the rules know. Of a referral by a colleague only that it was one is kept.
    """
    channel, tags = candidate["source"], tuple(candidate.get("tags", ()))
    if channel in _BY_COLLEAGUE:
        return Origin(source="referral")
    source = next(iter(candidate.get("sources", ())), None) or candidate.get("referrer") or channel
    name, _, campaign = (source or "").partition("_")
    rules = desk.rules.sources(SOURCE)
    known = resolve(rules, name) if name and campaign and source != channel else None
    host = candidate.get("referrer") if "." in (candidate.get("referrer") or "") else None
    if known is None or known.is_new:
        return Origin(source=source, referrer=host, tags=tags)
    return Origin(source=name, referrer=host, utm_campaign=campaign, tags=tags)


def _standing(desk: Desk, catalogue: Catalogue, placement: Fields) -> Standing:
    """Return where an application stands: ended when it is disqualified now, hired by its day or the stage's category."""
    stage = catalogue.stage(placement)
    days: dict[str, date] = {}
    status, by = None, None
    if placement["is_disqualified"]:
        by = placement["disqualified_by"]
        status = "withdrawn" if by == "candidate" else "rejected"
        if placement["disqualified_at"]:
            days["withdrawn_at" if by == "candidate" else "rejected_at"] = _day(desk, placement["disqualified_at"])
        stage = "offer" if stage == "hired" else stage
    elif placement["hired_at"] or stage == "hired":
        status, stage = "hired", "hired"
        if placement["hired_at"]:
            days["hired_at"] = _day(desk, placement["hired_at"])
    return Standing(stage_raw=placement["stage_name"], stage=stage, status=status, rejected_by=by, days=days)


def _day(desk: Desk, moment: str) -> date:
    return desk.day(instant(moment))


def joined(hit: Fields, row: Mapping[str, Any] | None) -> Fields:
    """Return a search hit with what only the list (or one applicant) tells: the referrer, and when each application came."""
    if row is None:
        return hit
    more = {each["id"]: each for each in row["placements"]}
    placements = [_filled(each, more.get(each["id"], {})) for each in hit["placements"]]
    beside = {name: row[name] for name in _BESIDE if name in row and name not in hit}
    return {**hit, **beside, "placements": placements}


def _filled(placement: Fields, more: Mapping[str, Any]) -> Fields:
    empty = {name: more[name] for name, value in placement.items() if value is None and more.get(name) is not None}
    return {**placement, **empty}


def is_complete(candidate: Fields) -> bool:
    """Return whether an answer tells all: where someone came from, and when each application came."""
    return "referrer" in candidate and all(each["created_at"] for each in candidate["placements"])
