"""Makes of each line of an export what any source tells (an application, a vacancy), and of those the rows of the file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from connectors.base import Row
from connectors.files.ats_dates import When
from connectors.files.ats_evidence import class_columns, evidence
from connectors.files.ats_lines import Frame, Line
from connectors.files.ats_sources import SourceColumn, source_column
from connectors.files.ats_words import are_categories, without_prefix
from connectors.inflow.applied import Applied, Happened, Origin, Standing, VacancySeen
from connectors.inflow.progress import Progress
from connectors.inflow.rows import ENDS, MILESTONES, inflow_rows, standing_of, step_of
from connectors.inflow.values import site_of

_UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_content")
_REACHED = tuple(name for name in MILESTONES.values() if name not in ENDS)
_PROGRESS = ("stage", "status", *_REACHED, *ENDS)
_TELLS = {
    "candidate": ("candidate_id",),
    "vacancy": ("vacancy_id", "vacancy_title"),
    "source": ("source",),
    "utm": _UTM,
    "self_reported": ("self_reported",),
    "standing": _PROGRESS,
}
_ROW_NEEDS = {
    "source_raw": ("source",),
    **{name: (name,) for name in (*_UTM, *_REACHED)},
    **dict.fromkeys(("stage_raw", "stage_basis"), ("stage", "status")),
    "rejected_by": ("stage", "status", *ENDS),
    **dict.fromkeys(ENDS, ("status_date", *ENDS)),
}
"""Column of an application to the targets of which it needs one; other columns are always told."""
_VACANCY_NEEDS = {
    "title": ("vacancy_title",),
    "side_entrant_track": ("vacancy_title",),
    "function_group": ("function_group", "vacancy_title", "department"),
    "site_id": ("department", "location"),
    "department": ("department",),
    "location": ("location",),
    "opened_at": ("vacancy_opened_at",),
    "closed_at": ("vacancy_closed_at",),
    **dict.fromkeys(("reference", "url", "status", "pay_stated"), ()),
}


@dataclass(frozen=True)
class Built:
    """The rows of a file by table, the words that no table knows, what was left out, and what is free text."""

    rows: Mapping[str, Sequence[Row]]
    unknown_words: tuple[str, ...]
    pool: int
    free_text: tuple[str, ...]


@dataclass(frozen=True)
class _Columns:
    """What is only seen over all lines: how stages are written, and which source columns hold free text."""

    words: Mapping[str, Mapping[str, str]]
    sources: Mapping[str, SourceColumn]

    @classmethod
    def of(cls, frame: Frame, lines: Sequence[Line]) -> "_Columns":
        rules = frame.desk.rules.sources(frame.desk.provider)
        return cls(
            words={name: without_prefix(line.text(name) for line in lines) for name in ("stage", "status")},
            sources={
                name: source_column((line.text(name) for line in lines), rules) for name in ("source", "self_reported")
            },
        )


def build(frame: Frame, lines: Sequence[Line]) -> Built:
    """Return the rows of some applications, each given once."""
    columns = _Columns.of(frame, lines)
    steps = [
        (line, standing, step_of(frame.desk, standing)[0]) for line in lines for standing in [_standing(line, columns)]
    ]
    counted = [(line, standing) for line, standing, step in steps if step.status != "pool"]
    tells = frozenset({"evidence", *(name for name, needs in _TELLS.items() if frame.layout.has(*needs))})
    applications = [_applied(frame, line, standing, columns, tells) for line, standing in counted]
    rows = inflow_rows(frame.desk, applications, _vacancies(line for line, _ in counted))
    unknown = _unknown(step for _, _, step in steps)
    return Built(
        rows={
            **rows,
            "vacancy": _one_each([_told(frame, row, _VACANCY_NEEDS) for row in rows["vacancy"]]),
            "application": _finished(frame, rows["application"], [line for line, _ in counted], unknown),
        },
        unknown_words=unknown,
        pool=len(steps) - len(counted),
        free_text=tuple(name for name, column in columns.sources.items() if column.is_free_text),
    )


def _applied(frame: Frame, line: Line, standing: Standing, columns: _Columns, tells: frozenset[str]) -> Applied:
    return Applied(
        number=line.number,
        tells=tells,
        candidate=line.candidate,
        vacancy=line.vacancy,
        applied_at=line.applied.at if line.applied else None,
        applied_on=line.applied.day if line.applied else None,
        origin=Origin(
            source=columns.sources["source"].told(line.text("source")),
            self_reported=columns.sources["self_reported"].told(line.text("self_reported")),
            **{name: line.text(name) for name in _UTM},  # type: ignore[arg-type]
        ),
        standing=standing,
        evidence=evidence(frame, line),
        happened=tuple(_happened(frame, line, standing)),
    )


def _standing(line: Line, columns: _Columns) -> Standing:
    words = {name: columns.words[name].get(line.text(name) or "") for name in ("stage", "status")}
    return Standing(
        stage_raw=words["stage"],
        status_raw=words["status"],
        reason=line.text("reject_reason"),
        days={name: day for name, day in line.days.items() if name in {*_REACHED, *ENDS, "status_date"}},
    )


def _happened(frame: Frame, line: Line, standing: Standing) -> Iterable[Happened]:
    """Yield what happened on which day; a day that is not known gives no event."""
    if line.applied:
        noon = _noon(frame, line.applied.day)
        yield _event("created", line.applied, noon, stage="applied")
    if frame.layout.has(*ENDS, "status_date"):
        step, _ = standing_of(frame.desk, standing)
        for name, event in ENDS.items():
            if name in step.days:
                day = step.days[name]
                yield _event(event, When(day), _noon(frame, day), stage="hired" if event == "hired" else None)


def _event(event: str, when: When, noon: datetime, stage: str | None) -> Happened:
    """Return an event whose number is its day, so that it is one event, whether or not a later file tells the hour."""
    return Happened(
        event,  # type: ignore[arg-type]
        when.at or noon,
        number=when.day.isoformat(),
        stage=stage,
        day_only=when.at is None,
    )


def _noon(frame: Frame, day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=frame.desk.wall)


def _vacancies(lines: Iterable[Line]) -> list[VacancySeen]:
    """Return what the lines tell of vacancies, each thing once; what was told last stands last."""
    seen: dict[VacancySeen, None] = {}
    for line in lines:
        if line.vacancy:
            told = VacancySeen(
                number=line.vacancy,
                title=line.text("vacancy_title"),
                group=line.text("function_group"),
                department=line.text("department"),
                location=line.text("location"),
                opened_at=line.days.get("vacancy_opened_at"),
                closed_at=line.days.get("vacancy_closed_at"),
            )
            seen.pop(told, None)
            seen[told] = None
    return list(seen)


def _one_each(rows: Sequence[Row]) -> list[Row]:
    """Return one row for each vacancy; of several, the last word that says something counts."""
    found: dict[object, Row] = {}
    for row in rows:
        before = found.get(row["vacancy_id"], {})
        found[row["vacancy_id"]] = {
            name: value if value is not None else before.get(name) for name, value in row.items()
        }
    return list(found.values())


def _finished(frame: Frame, rows: Sequence[Row], lines: Sequence[Line], unknown: tuple[str, ...]) -> list[Row]:
    """Return the rows of applications with what their own line says of the place, without what the file does not tell."""
    left_out = {name for name, is_told in class_columns(frame).items() if not is_told}
    odd = frozenset(() if are_categories(unknown) else unknown)
    finished = []
    for row, line in zip(rows, lines, strict=True):
        kept = {name: value for name, value in _told(frame, row, _ROW_NEEDS).items() if name not in left_out}
        if kept.get("stage_raw") in odd:
            kept["stage_raw"] = None
        finished.append(kept | _place(frame, line))
    return finished


def _place(frame: Frame, line: Line) -> Row:
    """Return where the line says that the work is; of a vacancy at several places each application has its own."""
    row: Row = {}
    if frame.layout.has("department", "location"):
        row["site_id"] = site_of(frame.desk.sites, line.text("location"), line.text("department"))
    if frame.layout.has("function_group") and not frame.layout.has(*_TELLS["vacancy"]):
        row["function_group"] = frame.desk.rules.function_group(title=None, group=line.text("function_group"))
    return row


def _told(frame: Frame, row: Row, needs: Mapping[str, Sequence[str]]) -> Row:
    return {name: value for name, value in row.items() if name not in needs or frame.layout.has(*needs[name])}


def _unknown(steps: Iterable[Progress]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for step in steps for word in step.unknown))
