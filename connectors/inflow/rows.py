"""Makes table rows of what a source tells: applications, their events, vacancies, and the sources they came from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from connectors.database.schema import STAGES
from connectors.inflow.addresses import plain_address
from connectors.inflow.applied import Applied, Happened, Row, Standing, VacancySeen
from connectors.inflow.desk import Desk, harmless
from connectors.inflow.progress import Progress, progress
from connectors.inflow.rules import stage_result
from connectors.inflow.values import Meaning, site_of
from connectors.sources import Resolved

MILESTONES = {"screened": "screened_at", "interview": "interview_at", "offer": "offer_at", "hired": "hired_at"}
ENDS = {"hired_at": "hired", "rejected_at": "rejected", "withdrawn_at": "withdrawn"}
_DAYS = (*MILESTONES.values(), "rejected_at", "withdrawn_at")
_UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_content")
_NO_WORD = "-"
"""Stands for the word of a stage where only the vendor's own type is told."""


def inflow_rows(
    desk: Desk, applications: Iterable[Applied], vacancies: Iterable[VacancySeen] = ()
) -> dict[str, Sequence[Row]]:
    """Return the rows of a page by table. What an application's source does not tell is left out of its row."""
    seen: list[tuple[Resolved, date]] = []
    given = list(applications)
    return {
        "vacancy": [vacancy_row(desk, each) for each in vacancies],
        "application": [_application(desk, each, seen) for each in given],
        "application_event": [row for each in given for row in _events(desk, each)],
        "source": source_rows(seen),
    }


def vacancy_row(desk: Desk, seen: VacancySeen) -> Row:
    """Return the row of a vacancy."""
    title, department, location = harmless(seen.title), harmless(seen.department), harmless(seen.location)
    return {
        "vacancy_id": desk.vacancy_id(seen.number),
        "provider": desk.provider,
        "external_id": seen.number,
        "title": title,
        "reference": harmless(seen.reference),
        "url": plain_address(seen.url),
        "status": seen.status,
        "function_group": desk.rules.function_group(title=title, group=seen.group, department=department),
        "site_id": site_of(desk.sites, location, department),
        "department": department,
        "location": location,
        "opened_at": seen.opened_at,
        "closed_at": seen.closed_at,
        "side_entrant_track": desk.rules.is_track(title, *seen.texts) if title or seen.texts else None,
        "pay_stated": seen.pay_stated,
        "first_seen_on": None if desk.origin == "file" else desk.today,  # a file says nothing of the day it was made
        "last_seen_on": None if desk.origin == "file" else desk.today,
        "observed_at": desk.now,
    }


def standing_of(desk: Desk, told: Standing, happened: Sequence[Happened] = ()) -> tuple[Progress, str | None]:
    """Return the progress of an application and what its stage rests on (type, rule, words or None).

    The vendor's own type comes first, then the organisation's rules, then the words of the house.
    """
    step, basis = step_of(desk, told)
    status = "withdrawn" if step.status == "rejected" and told.rejected_by == "candidate" else step.status
    if status == "pool":
        status = "in_process"  # what is no application at all is left out by the source itself
    stage = _furthest(status, [step.stage, *(found for each in happened if (found := _stage_of(desk, each)))])
    by = "candidate" if status == "withdrawn" else told.rejected_by or step.rejected_by
    days = _days(desk, told, status, happened)
    return Progress(stage, status, by if status in {"rejected", "withdrawn"} else None, days, step.unknown), basis


def step_of(desk: Desk, told: Standing) -> tuple[Progress, str | None]:
    """Return what type, words and days say, before the history is looked at; here the status may still be ``pool``."""
    found = {text: _meaning(desk, told, text) for text in (told.status_raw, told.stage_raw) if text}
    if not found and (told.stage or told.status):
        found = {_NO_WORD: _meaning(desk, told, None)}
    word = told.stage_raw or (_NO_WORD if _NO_WORD in found else None)
    reason = None if told.rejected_by else told.reason  # who ended it by the vendor's own word goes before a text
    step = progress(word, told.status_raw, reason, told.days, lambda text: found[text][0])
    shown = told.stage_raw or told.status_raw or _NO_WORD  # the word that is stored beside what it means
    return step, found[shown][1] if shown in found else None


def _meaning(desk: Desk, told: Standing, text: str | None) -> tuple[Meaning | None, str | None]:
    if told.stage:
        return stage_result(f"{told.stage}/{told.status or ''}"), "type"
    named = desk.rules.stage(desk.provider, text)
    if named:
        return replace(named[0], status=told.status or named[0].status), named[1]
    if not told.status:
        return None, None
    return stage_result(f"applied/{told.status}"), None if text else "type"  # a status says nothing of the stage's word


def _furthest(status: str, reached: list[str]) -> str:
    """Return the furthest stage. Only a hire that stands counts as one: an undone hire had come as far as the offer."""
    if status in {"hired", "offer"}:
        reached.append(status)
    furthest = max(reached, key=STAGES.index)
    return "offer" if furthest == "hired" and status != "hired" else furthest


def _application(desk: Desk, told: Applied, seen: list[tuple[Resolved, date]]) -> Row:
    applied_on = told.applied_on or (desk.day(told.applied_at) if told.applied_at else None)
    row: Row = {
        "provider": desk.provider,
        "application_key": desk.application_key(told.number),
        "applied_on": applied_on,
        "applied_at": told.applied_at,
        "observed_at": desk.now,
    }
    if "candidate" in told.tells:
        row["candidate_key"] = desk.candidate_key(told.candidate) if told.candidate else None
    if "vacancy" in told.tells:
        row["vacancy_id"] = desk.vacancy_id(told.vacancy) if told.vacancy else None
    if "internal" in told.tells:
        row["is_internal"] = told.is_internal
    row |= _origin(desk, told, applied_on or desk.today, seen)
    if "evidence" in told.tells:
        row |= _class(desk, told)
    if "standing" in told.tells:
        row |= _standing(desk, told)
    return row


def _origin(desk: Desk, told: Applied, day: date, seen: list[tuple[Resolved, date]]) -> Row:
    """Return the measured and the self-reported source; neither overwrites the other. Notes each source in ``seen``."""
    origin = told.origin
    row: Row = {}
    if "utm" in told.tells:
        row |= {name: harmless(getattr(origin, name)) for name in _UTM}
    if "referrer" in told.tells:
        row["referrer"] = harmless(origin.referrer)
    if told.tells & {"source", "utm", "referrer"}:
        words = {name: harmless(getattr(origin, name)) for name in ("source", "referrer", *_UTM)}
        raw = words["source"]
        found = desk.rules.source_of(desk.provider, words, origin.tags)
        row |= {"source_raw": _kept(raw, found), "source_id": _noted(found, day, seen)}
        row["source_tag"] = found.matched if found and found.field == "tag" else None
    if "self_reported" in told.tells:
        raw = harmless(origin.self_reported)
        found = desk.rules.source_of(desk.provider, {"source": raw})
        row |= {"self_reported_raw": _kept(raw, found), "self_reported_id": _noted(found, day, seen)}
    return row


def _kept(raw: str | None, found: Resolved | None) -> str | None:
    """Return the words of a source as they may be kept: of a referral only those of the rule, the rest may name a colleague."""
    return found.matched if raw and found and found.strategy == "referral" and found.matched else raw


def _noted(source: Resolved | None, day: date, seen: list[tuple[Resolved, date]]) -> str | None:
    if source is None:
        return None
    seen.append((source, day))
    return source.source_id


def source_rows(found: Iterable[tuple[Resolved, date]]) -> list[Row]:
    """Return one row for each source that was seen, with the first day; a source that no rule knows has status new."""
    first: dict[str, tuple[Resolved, date]] = {}
    for source, day in found:
        before = first.get(source.source_id)
        first[source.source_id] = (before[0] if before else source, min(before[1], day) if before else day)
    return [
        {
            "source_id": source_id,
            "strategy": source.strategy,
            "name": source.name,
            "status": "new" if source.is_new else "known",
            "first_seen": day,
        }
        for source_id, (source, day) in sorted(first.items())
    ]


def _class(desk: Desk, told: Applied) -> Row:
    known = desk.rules.known_of(desk.provider, told.evidence, track=None, campaign=told.origin.utm_campaign)
    return {
        **known.facts,
        "side_entrant_cbs": known.classes.cbs,
        "side_entrant_declared": known.classes.declared,
        "side_entrant": known.classes.in_force,
        "side_entrant_basis": known.classes.basis,
        "side_entrant_evidence": known.evidence,
    }


def _standing(desk: Desk, told: Applied) -> Row:
    step, basis = standing_of(desk, told.standing, told.happened)
    return {
        "stage_raw": harmless(told.standing.stage_raw or told.standing.status_raw),
        "stage_basis": basis,
        "stage": step.stage,
        "status": step.status,
        "rejected_by": step.rejected_by,
        **{name: step.days.get(name) for name in _DAYS},
    }


def _stage_of(desk: Desk, each: Happened) -> str | None:
    if each.stage:
        return each.stage
    named = desk.rules.stage(desk.provider, each.stage_raw)
    return named[0].stage if named else None


def _days(desk: Desk, told: Standing, status: str, happened: Sequence[Happened]) -> Mapping[str, date]:
    """Return the day of each milestone: as told, else the first time that the history reached it; one end only."""
    days: dict[str, date] = {}
    for each in sorted(happened, key=lambda each: each.at):
        stage = "hired" if each.event == "hired" else _stage_of(desk, each)
        if stage in {"screened", "interview", "offer"}:
            days.setdefault(MILESTONES[stage], desk.day(each.at))
        end = {"hired": "hired_at", "rejected": "rejected_at", "withdrawn": "withdrawn_at"}.get(each.event)
        if end or stage == "hired":
            days[end or "hired_at"] = desk.day(each.at)
    days |= {name: day for name, day in told.days.items() if name in _DAYS}
    stands = next((name for name, end in ENDS.items() if end == status), None)
    if status == "withdrawn" and "withdrawn_at" not in days and "rejected_at" in days:
        days["withdrawn_at"] = days["rejected_at"]
    if stands and stands not in days and "status_date" in told.days:
        days[stands] = told.days["status_date"]
    return {name: day for name, day in days.items() if name not in ENDS or name == stands}


def _events(desk: Desk, told: Applied) -> list[Row]:
    """Return what the provider itself says happened; changes that it does not tell are found when the rows land."""
    key = desk.application_key(told.number)
    return [
        {
            "provider": desk.provider,
            "application_key": key,
            "dedupe_key": f"{desk.origin}|{each.event}|{each.number or each.at.isoformat()}",
            "event": each.event,
            "day": desk.day(each.at),
            "at": None if each.day_only else each.at,
            "from_stage": each.from_stage or _named(desk, each.from_raw),
            "to_stage": _stage_of(desk, each),
            "stage_raw": harmless(each.stage_raw),
            "origin": desk.origin,
        }
        for each in told.happened
    ]


def _named(desk: Desk, raw: str | None) -> str | None:
    named = desk.rules.stage(desk.provider, raw)
    return named[0].stage if named else None
