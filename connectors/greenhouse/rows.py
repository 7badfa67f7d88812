"""Says what Greenhouse told of an application or a job in the form that all sources share; asks nothing itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from connectors.clock import day_in
from connectors.greenhouse.client import Row
from connectors.greenhouse.meanings import SOURCE
from connectors.inflow.applied import Applied, Evidence, Happened, Origin, Standing, VacancySeen
from connectors.inflow.rules import Rulebook
from connectors.inflow.values import is_candidates_choice
from connectors.words import plain

_BY_KEY = {"THEY_REJECTED_US": "candidate", "WE_REJECTED_THEM": "employer", "SECURITY_CONCERN": "employer"}
_BY_NAME = {plain(key): by for key, by in _BY_KEY.items()}
_OPEN = frozenset({"new", "in_process", "offer"})


@dataclass(frozen=True)
class Known:
    """What the other lists say about a page of applications; ``unread`` are the lists that could not be read."""

    rules: Rulebook
    zone: str
    sources: Mapping[int, str] = field(default_factory=dict)
    reasons: Mapping[int, Row] = field(default_factory=dict)
    rejections: Mapping[int, Row] = field(default_factory=dict)
    hired_at: Mapping[int, datetime] = field(default_factory=dict)
    history: Mapping[int, Sequence[Row]] = field(default_factory=dict)
    stages: Mapping[int, str] = field(default_factory=dict)
    tags: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    def day(self, at: datetime) -> date:
        """Return the reporting day of a moment."""
        return day_in(at, self.zone)


def moment(text: str) -> datetime:
    """Return a moment as Greenhouse writes it, in UTC."""
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)


def is_application(row: Row) -> bool:
    """Return whether a row is an application: a prospect is none, nor is what was converted into another application."""
    return row.get("prospect") is not True and row.get("status") != "converted"


def applied(row: Row, known: Known) -> Applied:
    """Return one application."""
    tags = known.tags.get(row.get("candidate_id") or 0, ())
    evidence = Evidence(answers=row["answers"], fields=row["fields"], tags=tags)
    tells = {"candidate", "vacancy", "standing"}
    tells |= {"source"} if "sources" not in known.unread else set()
    tells |= {"utm"} if row["utm"] else set()
    if known.unread.isdisjoint({"candidate_tags", "applied_candidate_tags"}) or evidence != Evidence():
        tells.add("evidence")
    return Applied(
        number=str(row["id"]),
        tells=frozenset(tells),
        candidate=_number(row.get("candidate_id")),
        vacancy=_number(row.get("job_id")),
        applied_at=moment(row["created_at"]),
        origin=Origin(source=known.sources.get(row.get("source_id") or 0), **row["utm"]),
        standing=_standing(row, known),
        evidence=evidence,
        happened=_happened(known.history.get(row["id"], ()), known),
    )


def _number(value: object) -> str | None:
    return None if value is None else str(value)


def _standing(row: Row, known: Known) -> Standing:
    raw, status = row.get("stage_name"), row["status"]
    if status == "hired":
        at = known.hired_at.get(row["id"])
        return Standing(raw, status="hired", days={"hired_at": known.day(at)} if at else {})
    if status == "rejected":
        told = {**known.rejections.get(row["id"], {}), **{name: row[name] for name in _ENDS if row.get(name)}}
        by = ended_by(known.reasons.get(told.get("rejection_reason_id") or 0))
        at = told.get("rejected_at")
        return Standing(
            raw, status="rejected", rejected_by=by, days={"rejected_at": known.day(moment(at))} if at else {}
        )
    return Standing(raw, status=_open_status(raw, known.rules))


_ENDS = ("rejected_at", "rejection_reason_id")


def _open_status(raw: str | None, rules: Rulebook) -> str | None:
    """Return the status of what is under way: by the stage's own words, unless those tell of an end that is not there."""
    named = rules.stage(SOURCE, raw)
    return None if named is None or named[0].status in _OPEN else "in_process"


def ended_by(reason: Row | None) -> str:
    """Return who ended an application: by the type of the reason, else by its name; unknown without a reason."""
    if reason is None:
        return "unknown"
    kinds = (_BY_KEY.get(reason.get("type_key") or ""), _BY_NAME.get(plain(reason.get("type_name") or "")))
    by_type = next((by for by in kinds if by), None)
    name = reason.get("name")
    by_name = ("candidate" if is_candidates_choice(name) else "employer") if name else None
    return by_type or by_name or "unknown"


def _happened(history: Sequence[Row], known: Known) -> tuple[Happened, ...]:
    """Return the stages that were entered, in order; an entry without a moment (taken over from elsewhere) gives none."""
    dated = sorted((moment(row["entered_at"]), row["id"], row) for row in history if row.get("entered_at"))
    names = [known.stages.get(row["job_interview_stage_id"] or 0) for _, _, row in dated]
    return tuple(
        Happened("stage", at, str(number), stage_raw=name, from_raw=before)
        for (at, number, _), name, before in zip(dated, names, [None, *names], strict=False)
    )


def vacancy(
    job: Row, posts: Iterable[Row], departments: Mapping[int, str], offices: Mapping[int, str], zone: str
) -> VacancySeen:
    """Return one job with the address of its post: that of a live one first, then of the newest."""
    shown = [post for post in posts if post.get("public_url")]
    best = max(
        shown,
        key=lambda post: (post.get("live") is True, post.get("first_published_at") or "", post["id"]),
        default=None,
    )
    places = [offices[number] for number in job.get("office_ids") or () if number in offices]
    return VacancySeen(
        number=str(job["id"]),
        title=job.get("name"),
        reference=job.get("requisition_id"),
        url=best["public_url"] if best else None,
        status=job["status"] if job.get("status") in {"draft", "open", "closed"} else None,
        department=departments.get(job.get("department_id") or 0),
        location=", ".join(places) or None,
        opened_at=_day(job.get("opened_at"), zone),
        closed_at=_day(job.get("closed_at"), zone),
    )


def _day(text: str | None, zone: str) -> date | None:
    return day_in(moment(text), zone) if text else None
