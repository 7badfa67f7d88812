"""The fictional organisation as Greenhouse Harvest v3 tells of it: one table of objects per list, canaries included."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.fakes.applicants import (
    FREE_TEXT,
    NAMES,
    NOW,
    SOURCES,
    STAGES,
    VACANCIES,
    Applicant,
    applicants,
)

STAGE_NAMES = dict(zip(STAGES, ("Nieuw", "Screening", "Eerste gesprek", "Aanbod", "Aangenomen"), strict=True))
SOURCE_IDS = {name: 4000 + place for place, name in enumerate(name for name in SOURCES if name)}
REASONS = {
    1: ("Voldoet niet aan de eisen", "WE_REJECTED_THEM", "We rejected them"),
    2: ("Heeft een andere baan gevonden", "THEY_REJECTED_US", "They rejected us"),
}
PERSONAL_TAG, KNOWN_TAG = 901, 902
DEPARTMENTS = {name: 500 + place for place, name in enumerate(sorted({each.department for each in VACANCIES}))}
OFFICES = {name: 600 + place for place, name in enumerate(sorted({each.location for each in VACANCIES}))}

Table = dict[int, dict[str, Any]]


def written(at: datetime | None) -> str | None:
    """Return a moment as Greenhouse writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z" if at else None


def midnight(day: date | None) -> datetime | None:
    """Return noon of a day, so that it is the same day in every zone of the test."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else None


@dataclass
class World:
    """What the look-alike holds. ``refused`` are lists that the credential may not read."""

    tables: dict[str, Table]
    refused: set[str] = field(default_factory=set)
    page_size: int = 500
    ignores_filters: bool = False

    def change(self, number: int, at: datetime, **values: object) -> None:
        """Change an application."""
        self.tables["applications"][number].update(
            {"updated_at": written(at), "last_activity_at": written(at), **values}
        )

    def hire(self, number: int, at: datetime) -> None:
        """Hire an applicant: the application and the opening change, as Greenhouse does it."""
        self.change(number, at, status="hired", stage_name=None)
        self.tables["openings"][number + 50_000] = opening(number, 101, at)

    def unhire(self, number: int, at: datetime) -> None:
        """Undo a hire: the opening is open again."""
        self.change(number, at, status="in_process", stage_name=STAGE_NAMES["offer"])
        for row in self.tables["openings"].values():
            if row["application_id"] == number:
                row.update(application_id=None, closed_at=None)

    def reject(self, number: int, at: datetime, reason: int | None = 1) -> None:
        """Reject an application."""
        self.change(number, at, status="rejected", rejected_at=written(at), rejection_reason_id=reason)

    def unreject(self, number: int, at: datetime) -> None:
        """Undo a rejection."""
        self.change(number, at, status="in_process", rejected_at=None, rejection_reason_id=None)

    def enter(self, number: int, stage: str, at: datetime) -> None:
        """Move an application to a stage."""
        job = self.tables["applications"][number]["job_id"]
        for row in self.tables["application_stages"].values():
            if row["application_id"] == number and row["current"]:
                row.update(current=False, exited_at=written(at), updated_at=written(at))
        key = max(self.tables["application_stages"]) + 1
        self.tables["application_stages"][key] = visit(key, number, job, stage, at, None)
        self.change(number, at, stage_name=STAGE_NAMES[stage])

    def anonymise(self, candidate: int, at: datetime) -> None:
        """Make a person anonymous with everything that goes with it: history rewritten, source and reason gone."""
        for number, row in self.tables["applications"].items():
            if row["candidate_id"] != candidate:
                continue
            for key in [
                key for key, step in self.tables["application_stages"].items() if step["application_id"] == number
            ]:
                del self.tables["application_stages"][key]
            gone = {"source_id": None, "rejection_reason_id": None, "custom_fields": {}, "answers": []}
            self.change(number, at, created_at=written(at), stage_name=STAGE_NAMES["applied"], **gone)

    def delete(self, number: int) -> None:
        """Delete an application; nothing tells of it."""
        del self.tables["applications"][number]


def opening(number: int, job: int, at: datetime | None) -> dict[str, Any]:
    """Return an opening, filled by an application."""
    return {"id": number + 50_000, "job_id": job, "application_id": number, "opened_at": written(NOW - timedelta(days=200)),
            "closed_at": written(at), "close_reason_id": 1, "open": at is None}  # fmt: skip


def visit(
    key: int, number: int, job: int, stage: str, entered: datetime | None, left: datetime | None
) -> dict[str, Any]:
    """Return one row of the stage history."""
    changed = left or entered or NOW - timedelta(days=90)
    return {"id": key, "application_id": number, "job_interview_stage_id": job * 10 + STAGES.index(stage), "entered_at": written(entered),
            "exited_at": written(left), "current": left is None, "days_in_stage": 1, "created_at": written(entered),
            "updated_at": written(changed)}  # fmt: skip


def example(listed: Sequence[Applicant] | None = None) -> World:
    """Return the fictional organisation with two prospects and one converted prospect beside its applications."""
    people = list(applicants() if listed is None else listed)
    tables: dict[str, Table] = {
        "applications": {each.number: _application(each) for each in people},
        "application_stages": {row["id"]: row for each in people for row in _history(each)},
        "openings": {
            each.number + 50_000: opening(each.number, each.vacancy, each.outcome_at)
            for each in people
            if each.outcome == "hired"
        },
        "rejection_details": {
            each.number: {"id": each.number, "application_id": each.number, "rejected_by_id": 77,
                          "rejected_at": written(each.outcome_at), "rejection_reason_id": _reason(each)}
            for each in people
            if _reason(each)
        },
        "referrers": {1: {"id": 1, "name": NAMES[1], "user_id": None}},
        "applied_candidate_tags": {1: _tagged(1, people[0].candidate, PERSONAL_TAG)} if people else {},
        **_terms(),
    }  # fmt: skip
    for number, status in ((1, "in_process"), (2, "in_process"), (3, "converted")):
        row = _application(people[0]) if people else {}
        tables["applications"][number] = {
            **row,
            "id": number,
            "prospect": status != "converted",
            "status": status,
            "job_id": None,
        }
    return World(tables)


def _tagged(key: int, candidate: int, tag: int, at: datetime | None = None) -> dict[str, Any]:
    moment = written(at or NOW - timedelta(days=60))
    return {"id": key, "candidate_id": candidate, "candidate_tag_id": tag, "created_at": moment, "updated_at": moment}


def _terms() -> dict[str, Table]:
    """Return the lists that an organisation has whoever applies."""
    jobs = {
        each.number: {
            "id": each.number, "name": each.title, "status": "closed" if each.closed else "open", "requisition_id": f"R-{each.number}",
            "opened_at": written(midnight(each.opened)), "closed_at": written(midnight(each.closed)), "is_template": False,
            "department_id": DEPARTMENTS[each.department], "office_ids": [OFFICES[each.location]], "notes": f"<p>{FREE_TEXT}</p>",
            "updated_at": written(midnight(each.opened)), "custom_fields": {},
        }
        for each in VACANCIES
    }  # fmt: skip
    posts = {
        each.number * 10 + place: {
            "id": each.number * 10 + place, "job_id": each.number, "title": each.title, "live": active and not each.closed,
            "active": active, "internal": False, "first_published_at": written(midnight(each.opened)),
            "public_url": f"https://werkenbij.nergensland.example/{'' if active else 'oud/'}{each.slug}?gh_jid={each.number}",
        }
        for each in VACANCIES
        for place, active in enumerate((True, False))
        if active or each.closed
    }  # fmt: skip
    stages = {
        job * 10 + place: {
            "id": job * 10 + place,
            "job_id": job,
            "name": STAGE_NAMES[stage],
            "sort_order": place,
            "active": True,
        }
        for job in jobs
        for place, stage in enumerate(STAGES[:-1])
    }
    return {
        "jobs": jobs,
        "job_posts": posts,
        "job_interview_stages": stages,
        "departments": {key: {"id": key, "name": name, "parent_id": None} for name, key in DEPARTMENTS.items()},
        "offices": {
            key: {"id": key, "name": name, "primary_in_house_contact_user_id": 77} for name, key in OFFICES.items()
        },
        "sources": {
            key: {"id": key, "name": name, "type": {"id": 1, "name": "Other"}} for name, key in SOURCE_IDS.items()
        },
        "rejection_reasons": {
            key: {"id": key, "name": name, "type": {"id": key, "key": kind, "name": told}}
            for key, (name, kind, told) in REASONS.items()
        },
        "candidate_tags": {
            PERSONAL_TAG: {"id": PERSONAL_TAG, "name": f"bellen met {NAMES[0]}"},
            KNOWN_TAG: {"id": KNOWN_TAG, "name": "zij-instromer"},
        },
    }


def _reason(each: Applicant) -> int | None:
    return {"rejected": 1, "withdrawn": 2}.get(each.outcome or "")


def _application(each: Applicant) -> dict[str, Any]:
    ended = each.outcome in {"rejected", "withdrawn"}
    status = "rejected" if ended else "hired" if each.outcome == "hired" else "in_process"
    answer = {True: "Ja", False: "Nee", None: None}[each.side_entrant]
    return {
        "id": each.number, "candidate_id": each.candidate, "job_id": each.vacancy, "job_post_id": each.vacancy * 10,
        "created_at": written(each.applied_at), "updated_at": written(each.updated_at), "last_activity_at": written(each.updated_at),
        "rejected_at": written(each.outcome_at) if ended else None, "rejection_reason_id": _reason(each),
        "source_id": SOURCE_IDS.get(each.source or ""), "referrer_id": 1, "stage_id": each.number * 7, "status": status,
        "stage_name": STAGE_NAMES[each.steps[-1].stage], "prospect": False, "prospective_job_ids": [], "recruiter_id": 77,
        "coordinator_id": 78, "needs_decision": False, "location_address": f"Kerkstraat 1, {each.name}",
        "answers": [
            {"question": "Waarom wil je bij ons werken?", "answer": FREE_TEXT},
            {"question": "Telefoonnummer", "answer": each.phone},
        ],
        "custom_fields": {
            "zij_instromer": {"name": "Zij-instromer", "type": "single_select", "value": answer},
            "toelichting": {"name": "Toelichting", "type": "long_text", "value": FREE_TEXT},
            "contact": {"name": "Contact", "type": "user", "value": {"user_id": 77, "name": each.name, "email": each.email}},
            "score": {"name": "Score", "type": "number", "value": "85.0"},
            **({"utm_campaign": {"name": "Campagne", "type": "short_text", "value": each.utm_campaign}} if each.utm_campaign else {}),
        },
    }  # fmt: skip


def _history(each: Applicant) -> list[dict[str, Any]]:
    ends = [step.at for step in each.steps[1:]] + [each.outcome_at]
    return [
        visit(each.number * 10 + place, each.number, each.vacancy, step.stage, step.at, left)
        for place, (step, left) in enumerate(zip(each.steps, ends, strict=True))
    ]
