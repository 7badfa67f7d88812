"""What may pass of an answer of Teamtailor: named fields of applications and vacancies, built anew; no person comes through."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from connectors.http import Fields
from connectors.inflow.addresses import host_of, plain_address, tags_of
from connectors.inflow.desk import harmless, harmless_all
from connectors.inflow.rules import Rulebook
from connectors.teamtailor.documents import Document, Part, listed_in, values_in
from connectors.teamtailor.told import Told, told_of

Kept = Mapping[str, Any]


class Boundary:
    """Takes the allowed fields out of a parsed answer: ``applications``, ``people``, ``jobs``, ``stages``, ``requisitions``."""

    def __init__(self, rules: Rulebook, facts: frozenset[str], self_reported_question: str) -> None:
        self._rules, self._facts, self._question = rules, facts, self_reported_question

    def __call__(self, parsed: object) -> Fields:
        """Return what may pass; raise a SourceError for an answer of another shape."""
        document = Document(parsed)
        owners = {
            number: person for person in document.all("candidates") for number in person.named("job-applications")
        }
        applications = [part for part in document.all("job-applications") if part.number]
        return {
            "next": document.next,
            "records": document.records,
            "applications": [self._application(document, part, owners.get(part.number)) for part in applications],
            "people": [_person(part) for part in document.asked("candidates")],
            "jobs": [self._job(document, part) for part in document.asked("jobs")],
            "stages": [_stage(part) for part in document.asked("stages")],
            "requisitions": [_requisition(part) for part in document.asked("requisitions")],
        }

    def _application(self, document: Document, part: Part, owner: Part | None) -> Kept:
        person = owner or document.first(part, "candidate", "candidates")
        stage = document.first(part, "stage", "stages")
        job = document.first(part, "job", "jobs")
        reason = document.first(part, "reject-reason", "reject-reasons")
        told = self._told(document, person)
        address = part.text("referring-url")
        return {
            "number": part.number,
            "candidate": person.number if person else part.one("candidate"),
            "vacancy": part.one("job"),
            **{name: moment_in(part.text(field)) for name, field in _MOMENTS.items()},
            "by_company": reason.flag("rejected-by-company") if reason else None,
            "stage": harmless(stage.text("name")) if stage else None,
            "stage_type": harmless(stage.text("stage-type")) if stage else None,
            "sourced": _first_told(part.flag("sourced"), person.flag("sourced") if person else None),
            "internal": _either(person and person.flag("internal"), job and job.flag("internal")),
            "source": harmless(part.text("referring-site")),
            "referrer": host_of(address),
            "utm": harmless_all(tags_of(address)),
            "evidence": told.evidence if told else None,
            "self_reported": told.self_reported if told else None,
        }

    def _told(self, document: Document, person: Part | None) -> Told | None:
        if person is None or not person.attributes or not self._facts:
            return None
        return told_of(document, person, self._rules, self._facts, self._question)

    def _job(self, document: Document, part: Part) -> Kept:
        department = document.first(part, "department", "departments")
        place = document.first(part, "locations", "locations")
        tags = (tag for tag in listed_in(part.attributes.get("tags")) if isinstance(tag, str))
        address = part.links.get("careersite-job-url")
        return {
            "number": part.number,
            "title": harmless(part.text("title")),
            "status": part.text("status"),
            "human_status": part.text("human-status"),
            "internal": part.flag("internal"),
            "texts": [tag for tag in tags if self._rules.is_track(tag) and harmless(tag)],
            "url": _link(address),
            "department": harmless(department.text("name")) if department else None,
            "location": harmless(place.text("name") or place.text("city")) if place else None,
            **{name: _day_in(part.text(field)) for name, field in _DAYS.items()},
        }


_MOMENTS = {
    "created_at": "created-at",
    "updated_at": "updated-at",
    "stage_changed_at": "changed-stage-at",
    "rejected_at": "rejected-at",
}
_DAYS = {"created_at": "created-at", "start": "start-date", "end": "end-date"}


def _person(part: Part) -> Kept:
    """Return of a person what it takes to see how many have no application: number, moment and how many there are."""
    moment = moment_in(part.text("updated-at"))
    return {"number": part.number, "updated_at": moment, "applications": len(part.named("job-applications"))}


def _stage(part: Part) -> Kept:
    return {
        "vacancy": part.one("job"),
        "stage": harmless(part.text("name")),
        "stage_type": harmless(part.text("stage-type")),
        "active": part.whole("active-job-applications-count"),
        "rejected": part.whole("rejected-job-applications-count"),
    }


def _requisition(part: Part) -> Kept:
    return {"vacancies": part.named("jobs"), "hired": part.whole("hired-count")}


def moment_in(text: str | None) -> str | None:
    """Return a moment with its offset as text in UTC, None when it is none; without an offset it is taken as UTC."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).isoformat()


def _day_in(text: str | None) -> str | None:
    """Return a day or a moment as it was told, None when it is none: a day without a time stays that day."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return text if moment.tzinfo else moment.date().isoformat()


def _link(given: object) -> str | None:
    """Return an address without its query, which may name who looked."""
    address = values_in(given).get("href", given)
    plain = plain_address(address) if isinstance(address, str) else None
    return f"https://{plain}" if plain else None


def _first_told(*flags: bool | None) -> bool | None:
    return next((flag for flag in flags if flag is not None), None)


def _either(*flags: bool | Part | None) -> bool | None:
    """Return whether one of two says yes; None when neither is told."""
    told = [flag for flag in flags if isinstance(flag, bool)]
    return any(told) if told else None


def kept_list(content: Kept, name: str) -> Iterable[Kept]:
    """Return one list of what passed."""
    return [values_in(each) for each in listed_in(content.get(name))]
