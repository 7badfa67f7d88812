"""What the look-alike of Teamtailor holds: the fictional applicants, told as Teamtailor tells them, canaries included."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from tests.fakes.applicants import EMAILS, FREE_TEXT, NAMES, PHONES, VACANCIES, Applicant, applicants

WALL = ZoneInfo("Europe/Amsterdam")
STAGE_OF = {
    "applied": ("Inbox", "Inbox"),
    "screened": ("Screening", "In process"),
    "interview": ("Eerste gesprek", "In process"),
    "offer": ("Contractvoorstel", "In process"),
    "hired": ("Aangenomen", "Hired"),
}
PLACE = {stage: place for place, stage in enumerate(STAGE_OF, start=1)}
BY_COMPANY, BY_CANDIDATE = "1", "2"
RELATIONS = {
    "job-applications": {
        "job": "jobs",
        "stage": "stages",
        "reject-reason": "reject-reasons",
        "candidate": "candidates",
    },
    "candidates": {
        "job-applications": "job-applications",
        "custom-field-values": "custom-field-values",
        "answers": "answers",
    },
    "jobs": {"department": "departments", "locations": "locations", "user": "users"},
    "stages": {"job": "jobs"},
    "custom-field-values": {"custom-field": "custom-fields"},
    "answers": {"question": "questions"},
    "requisitions": {"jobs": "jobs"},
    **{kind: {} for kind in ("reject-reasons", "custom-fields", "questions", "departments", "locations", "users")},
}
MANY = {"job-applications", "custom-field-values", "answers", "locations", "jobs"}


@dataclass
class Thing:
    """One resource. ``names`` leads a relation to the numbers that it names."""

    kind: str
    number: str
    attributes: dict
    names: dict[str, list[str]] = field(default_factory=dict)
    links: dict = field(default_factory=dict)

    def is_many(self, relation: str) -> bool:
        return relation in MANY


def told(moment: datetime | None) -> str | None:
    """Return a moment as Teamtailor writes it: with the offset of Amsterdam."""
    return moment.astimezone(WALL).isoformat(timespec="milliseconds") if moment else None


@dataclass
class World:
    """All resources by type and number."""

    things: dict[str, dict[str, Thing]]
    free_text: str = FREE_TEXT

    @classmethod
    def example(cls, listed: Sequence[Applicant] | None = None, sourced: int = 6, connected: int = 5) -> Self:
        """Return a world of applicants, of persons that were sourced, and of persons that only connected."""
        world = cls({kind: {} for kind in RELATIONS})
        _employer(world)
        for each in applicants() if listed is None else listed:
            add_applicant(world, each)
        for number in range(sourced):
            candidate = _candidate(world, str(9000 + number), "2026-02-01T10:00:00.000+01:00", sourced=True)
            _application(
                world, str(8000 + number), candidate, 101, "applied", "2026-02-01T10:00:00.000+01:00", sourced=True
            )
        for number in range(connected):
            _candidate(world, str(9500 + number), "2026-02-02T10:00:00.000+01:00", connected=True)
        return world

    def find(self, kind: str, number: str) -> Thing | None:
        return self.things[kind].get(number)

    def related(self, thing: Thing, relation: str) -> list[Thing]:
        kind = RELATIONS[thing.kind][relation]
        found = (self.find(kind, number) for number in thing.names.get(relation, ()))
        return [each for each in found if each is not None]

    def add(
        self, kind: str, number: str, attributes: dict, names: dict | None = None, links: dict | None = None
    ) -> Thing:
        thing = Thing(kind, number, attributes, names or {}, links or {})
        self.things[kind][number] = thing
        return thing

    def delete(self, kind: str, number: str) -> None:
        self.things[kind].pop(number, None)

    def change(
        self, number: str, at: datetime, *, stage: str | None = None, reason: str | None = None, **more: object
    ) -> None:
        """Move an application to another stage, reject it, or undo that; its moment of change follows."""
        thing = self.find("job-applications", number)
        assert thing is not None
        if stage:
            vacancy = thing.names["job"][0]
            thing.names["stage"] = [f"{vacancy}{PLACE[stage]}"]
            thing.attributes["changed-stage-at"] = told(at)
        if reason:
            thing.names["reject-reason"] = [reason]
            thing.attributes["rejected-at"] = told(at)
        thing.attributes |= {"updated-at": told(at), **more}

    def tell(
        self, candidate: str, at: datetime, *, field_value: object = None, tags: Sequence[str] | None = None
    ) -> None:
        """Let a person of the look-alike tell something new."""
        thing = self.find("candidates", candidate)
        assert thing is not None
        thing.attributes["updated-at"] = told(at)
        if tags is not None:
            thing.attributes["tags"] = list(tags)
        if field_value is not None:
            _field_value(self, thing, "1", field_value)


def _employer(world: World) -> None:
    world.add("reject-reasons", BY_COMPANY, {"reason": "Andere baan", "rejected-by-company": True})
    world.add("reject-reasons", BY_CANDIDATE, {"reason": "Andere baan", "rejected-by-company": False})
    world.add("users", "1", {"name": NAMES[1], "email": EMAILS[0]})
    world.add("custom-fields", "1", {"name": "Zij-instromer", "field-type": "CustomField::Select", "is-private": True})
    world.add("custom-fields", "2", {"name": "Toelichting", "field-type": "CustomField::Text", "is-private": True})
    alternatives = [{"id": 1, "title": "ja"}, {"id": 2, "title": "nee"}]
    world.add(
        "questions", "1", _question("Werk je nu (of werkte je het afgelopen jaar) in zorg of welzijn?", "Boolean")
    )
    world.add("questions", "2", _question("Heb je eerder in zorg of welzijn gewerkt?", "Choice", alternatives))
    world.add("questions", "3", _question("Ben je ouder dan 25?", "Boolean"))
    world.add("questions", "4", _question("Waarom solliciteer je?", "Text"))
    world.add("questions", "5", _question("Waar zag je ons?", "Choice", [{"id": 7, "title": "YouTube"}]))
    for place in VACANCIES:
        number = str(place.number)
        world.add("departments", f"d{number}", {"name": place.department})
        world.add("locations", f"l{number}", {"name": place.location, "city": place.location, "phone": PHONES[0]})
        _job(world, place)
        for stage, (name, kind) in STAGE_OF.items():
            counters = {"active-job-applications-count": 0, "rejected-job-applications-count": 0}
            attributes = {"name": name, "stage-type": kind, "row-order": PLACE[stage], **counters}
            world.add("stages", f"{number}{PLACE[stage]}", attributes, {"job": [number]})
    world.add("requisitions", "1", {"hired-count": 3, "job-title": "x", "recruiter": NAMES[0]}, {"jobs": ["101"]})
    world.add(
        "requisitions", "2", {"hired-count": 9, "job-title": "y", "recruiter": NAMES[0]}, {"jobs": ["102", "103"]}
    )


def _question(title: str, kind: str, alternatives: Sequence[dict] = ()) -> dict:
    return {"title": title, "question-type": f"Question::{kind}", "alternatives": list(alternatives)}


def _job(world: World, place) -> None:
    number = str(place.number)
    closed = place.closed is not None
    attributes = {
        "title": place.title,
        "status": "archived" if closed else "open",
        "human-status": "archived" if closed else "published",
        "internal": False,
        "tags": ["zij-instroom", f"contact {NAMES[0]}"] if place.is_track else [f"contact {NAMES[1]} {EMAILS[0]}"],
        "created-at": f"{place.opened}T09:00:00.000+01:00",
        "start-date": place.opened.isoformat(),
        "end-date": place.closed.isoformat() if place.closed else None,
        "body": FREE_TEXT,
        "mailbox": EMAILS[0],
    }
    names = {"department": [f"d{number}"], "locations": [f"l{number}"], "user": ["1"]}
    link = {"careersite-job-url": f"https://jobs.nergensland.example/jobs/{place.slug}?mail={EMAILS[0]}"}
    world.add("jobs", number, attributes, names, link)


def add_applicant(world: World, each: Applicant) -> Thing:
    """Add an application and, when the person is new, the person."""
    number = str(each.candidate)
    candidate = world.find("candidates", number)
    if candidate is None:
        candidate = _candidate(world, number, told(each.updated_at), name=each.name, email=each.email, phone=each.phone)
    candidate.attributes["updated-at"] = max(candidate.attributes["updated-at"], told(each.updated_at))
    _tell_side_entrant(world, candidate, each)
    thing = _application(world, str(each.number), candidate, each.vacancy, each.stage, told(each.applied_at))
    moved = each.outcome_at if each.outcome == "hired" else each.steps[-1].at
    thing.attributes |= {
        "updated-at": told(each.updated_at),
        "changed-stage-at": told(moved),
        "referring-site": each.source,
        "referring-url": _referring(each),
    }
    if each.outcome in {"rejected", "withdrawn"}:
        thing.attributes["rejected-at"] = told(each.outcome_at)
        thing.names["reject-reason"] = [BY_COMPANY if each.outcome == "rejected" else BY_CANDIDATE]
    return thing


def utm_source(each: Applicant) -> str | None:
    """Return the tag of the link that an applicant followed; only campaigns have one."""
    return (each.source or "nieuwsbrief").lower() if each.utm_campaign else None


def _referring(each: Applicant) -> str | None:
    if not each.source and not each.utm_campaign:
        return None
    tags = f"utm_source={utm_source(each)}&utm_campaign={each.utm_campaign}&" if each.utm_campaign else ""
    return f"https://jobs.nergensland.example/jobs/{each.vacancy}?{tags}email={each.email}&fbclid=abc123"


def _tell_side_entrant(world: World, candidate: Thing, each: Applicant) -> None:
    """Tell what the person answered: a field or a tag, and the three closed questions; twice the same says nothing more."""
    if each.side_entrant is None or "custom-field-values" in candidate.names:
        return
    if each.side_entrant and each.number % 3 == 0:
        candidate.attributes["tags"] = ["Zij-instromer", f"bel {NAMES[0]}", PHONES[1]]
        candidate.names["custom-field-values"] = []
    else:
        _field_value(world, candidate, "1", ["ja"] if each.side_entrant else ["nee"])
    _field_value(world, candidate, "2", FREE_TEXT)
    for question, answer in (
        ("1", {"boolean": not each.side_entrant}),
        ("2", {"choices": [2 if each.side_entrant else 1]}),
        ("3", {"boolean": True}),
        ("4", {"text": FREE_TEXT}),
        ("5", {"choices": [7]}),
    ):
        empty = {
            "boolean": None,
            "choices": None,
            "range": None,
            "text": None,
            "video-token": None,
            "answer": FREE_TEXT,
        }
        number = f"{candidate.number}-{question}"
        world.add("answers", number, {**empty, **answer}, {"question": [question]})
        candidate.names.setdefault("answers", []).append(number)


def _field_value(world: World, candidate: Thing, custom_field: str, value: object) -> None:
    number = f"{candidate.number}-{custom_field}"
    world.delete("custom-field-values", number)
    world.add("custom-field-values", number, {"value": value}, {"custom-field": [custom_field]})
    named = candidate.names.setdefault("custom-field-values", [])
    if number not in named:
        named.append(number)


def _candidate(
    world: World, number: str, updated: str | None, *, name: str = NAMES[0], email: str = EMAILS[0], phone: str = PHONES[0], sourced: bool = False, connected: bool = False
) -> Thing:  # fmt: skip
    attributes = {
        "first-name": name.split(maxsplit=1)[0],
        "last-name": name,
        "email": email,
        "phone": phone,
        "pitch": FREE_TEXT,
        "resume": f"https://files.example/{name}.pdf",
        "linkedin-url": f"https://linkedin.example/{email}",
        "tags": [name, phone],
        "sourced": sourced,
        "connected": connected,
        "referred": False,
        "internal": int(number) % 20 == 0,
        "updated-at": updated,
        "referring-url": f"https://x.example/?email={email}",
    }
    return world.add("candidates", number, attributes, {"job-applications": []})


def _application(
    world: World, number: str, candidate: Thing, vacancy: int, stage: str, created: str | None, *, sourced: bool = False
) -> Thing:
    attributes = {
        "created-at": created,
        "updated-at": created,
        "changed-stage-at": created,
        "rejected-at": None,
        "referring-site": None,
        "referring-url": None,
        "sourced": sourced,
        "cover-letter": FREE_TEXT,
    }
    names = {"job": [str(vacancy)], "stage": [f"{vacancy}{PLACE[stage]}"], "candidate": [candidate.number]}
    candidate.names["job-applications"].append(number)
    return world.add("job-applications", number, attributes, names)


def later(days: float, start: datetime = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)) -> datetime:
    """Return a moment so many days after the first run."""
    return start + timedelta(days=days)
