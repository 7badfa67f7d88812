"""What passed the boundary, in the house's own form: applications as they stand, and vacancies. Pure."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from connectors.database.schema import STAGES
from connectors.errors import N_, ConfigurationError
from connectors.inflow.applied import Applied, Evidence, Happened, Origin, Standing, VacancySeen
from connectors.inflow.desk import Desk
from connectors.words import plain

Kept = Mapping[str, Any]

IN_PROCESS = "in process"
_TELLS = frozenset({"candidate", "vacancy", "source", "referrer", "utm", "standing", "internal"})
_BY = {True: "employer", False: "candidate", None: "unknown"}
_STATUS = {
    **dict.fromkeys(("published", "unlisted", "open"), "open"),
    **dict.fromkeys(("draft", "scheduled"), "draft"),
    **dict.fromkeys(("archived", "closed"), "closed"),
}


def stage_types(listed: Iterable[str]) -> dict[str, str]:
    """Return types of stages in plain form to our stages, from texts such as ``Inbox=applied``."""
    found = {}
    for text in listed:
        name, _, stage = text.partition("=")
        if stage.strip() not in STAGES or not name.strip():
            raise ConfigurationError(
                N_("instroom.toml, table [sources.teamtailor], key “{key}”: “{value}” does not fit."),
                code="configuration.type",
                hint=N_("It takes texts such as “Interview=interview”; the stages are {stages}."),
                key="stage_types",
                value=text,
                stages=", ".join(STAGES),
            )
        found[plain(name)] = stage.strip()
    return found


def is_sourced(kept: Kept) -> bool:
    """Return whether somebody else put the person in: that is no application."""
    return kept["sourced"] is True


def applied(desk: Desk, kept: Kept, types: Mapping[str, str], *, asks_source: bool = False) -> Applied:
    """Return an application; ``types`` as :func:`stage_types` gives them, ``asks_source`` when a question asks for it."""
    told = kept["evidence"]
    more = {"evidence"} if told is not None else set()
    if asks_source and told is not None:
        more.add("self_reported")
    return Applied(
        number=kept["number"],
        tells=_TELLS | more,
        candidate=kept["candidate"],
        vacancy=kept["vacancy"],
        applied_at=moment(kept["created_at"]),
        origin=_origin(kept, told or {}),
        standing=_standing(desk, kept, types),
        evidence=_evidence(told or {}),
        is_internal=kept["internal"],
        happened=_happened(kept, types),
    )


def _origin(kept: Kept, told: Kept) -> Origin:
    return Origin(
        source=kept["source"],
        referrer=kept["referrer"],
        self_reported=kept["self_reported"],
        tags=tuple(told.get("tags", ())),
        **kept["utm"],
    )


def _evidence(told: Kept) -> Evidence:
    return Evidence(dict(told.get("answers", {})), dict(told.get("fields", {})), tuple(told.get("tags", ())))


def _standing(desk: Desk, kept: Kept, types: Mapping[str, str]) -> Standing:
    """Return where an application stands: rejected before all else, then hired, then by the type of its stage."""
    stage, raw = types.get(plain(kept["stage_type"] or "")), kept["stage"]
    rejected, changed = moment(kept["rejected_at"]), moment(kept["stage_changed_at"])
    if rejected is not None:
        by = _BY[kept["by_company"]]
        status = "withdrawn" if by == "candidate" else "rejected"
        days = {"rejected_at": desk.day(rejected)}
        return Standing(stage_raw=raw, stage=stage, status=status, rejected_by=by, days=days)
    if stage == "hired":
        days = {"hired_at": desk.day(changed)} if changed else {}
        return Standing(stage_raw=raw, stage=stage, status="hired", days=days)
    return Standing(stage_raw=raw, stage=stage, status=None if stage else _in_process(desk, kept))


def _in_process(desk: Desk, kept: Kept) -> str | None:
    """Return the status in a stage that is only said to be in process: its words tell how far, never that it is over."""
    if plain(kept["stage_type"] or "") != IN_PROCESS:
        return None
    named = desk.rules.stage(desk.provider, kept["stage"])
    return "offer" if named and named[0].status == "offer" else "in_process"


def _happened(kept: Kept, types: Mapping[str, str]) -> tuple[Happened, ...]:
    """Return the last move to another stage, at the moment that Teamtailor tells; a hire is an outcome and told as one."""
    changed, created = moment(kept["stage_changed_at"]), moment(kept["created_at"])
    stage = types.get(plain(kept["stage_type"] or ""))
    moved = changed is not None and (created is None or changed > created)
    if changed is None or not moved or (stage == "hired" and kept["rejected_at"] is None):
        return ()
    return (Happened("stage", changed, stage_raw=kept["stage"], stage=stage),)


def vacancy(desk: Desk, kept: Kept) -> VacancySeen:
    """Return a vacancy. It opened on its first day or was made on; it closed only when its last day or its status says so."""
    status = _STATUS.get(plain(kept["human_status"] or "")) or _STATUS.get(plain(kept["status"] or ""))
    first, last, made = (_day(desk, kept[name]) for name in ("start", "end", "created_at"))
    is_over = last is not None and (status == "closed" or last < desk.today)
    return VacancySeen(
        number=kept["number"],
        title=kept["title"],
        url=kept["url"],
        status="closed" if is_over and status == "open" else status,
        department=kept["department"],
        location=kept["location"],
        opened_at=None if status == "draft" else first or made,
        closed_at=last if is_over else None,
        texts=tuple(kept["texts"]),
    )


def moment(text: str | None) -> datetime | None:
    """Return a moment that passed the boundary, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def _day(desk: Desk, text: str | None) -> date | None:
    if not text:
        return None
    told = datetime.fromisoformat(text)
    return desk.day(told) if told.tzinfo else told.date()
