"""Makes the rows of applications, their events, their vacancies and their sources from the lines of an export."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from connectors.base import Row
from connectors.config import SideEntrantRule, Site
from connectors.files.ats_dates import NoDayError, read_when
from connectors.files.ats_lines import Frame, Line
from connectors.files.ats_sources import SourceColumn, source_column, source_rows
from connectors.inflow.progress import Progress, progress
from connectors.inflow.values import function_group, is_side_entrant_track, site_of
from connectors.keys import vacancy_key
from connectors.side_entrant import classify, fact, older_than_25
from connectors.sources import Resolved, SourceRules, default_rules, resolve

_UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_content")
_EVENTS = {"hired_at": "hired", "rejected_at": "rejected", "withdrawn_at": "withdrawn"}
_MILESTONES = ("screened_at", "interview_at", "offer_at", *_EVENTS)
_FACTS = ("over_25", "ever_in_care", "recently_in_care")
_OLDEST = 100
MOST_WORDS = 12
"""More stages that no table knows are no stages but free text, which is neither kept nor shown."""


@dataclass(frozen=True)
class Built:
    """The rows of a file by table, the words that no table knows, what was left out, and what is free text."""

    rows: Mapping[str, Sequence[Row]]
    unknown_words: tuple[str, ...]
    pool: int
    free_text: tuple[str, ...]


@dataclass(frozen=True)
class Workshop:
    """What the rows of one file are made with. ``odd_words`` stand in a column of stages that holds no categories."""

    frame: Frame
    sites: tuple[Site, ...]
    rule: SideEntrantRule
    sources: SourceRules
    measured: SourceColumn
    told: SourceColumn
    odd_words: frozenset[str]

    def has(self, *targets: str) -> bool:
        """Return whether the file has one of some columns; a row leaves out what the file says nothing about."""
        return not self.frame.layout.places.keys().isdisjoint(targets)


def build(frame: Frame, lines: Sequence[Line], sites: tuple[Site, ...], rule: SideEntrantRule) -> Built:
    """Return the rows of some applications, each given once."""
    rules = default_rules()
    steps = [
        (line, progress(line.text("stage"), line.text("status"), line.text("reject_reason"), line.days))
        for line in lines
    ]
    unknown = tuple(dict.fromkeys(word for _, step in steps for word in step.unknown))
    shop = Workshop(
        frame=frame,
        sites=sites,
        rule=rule,
        sources=rules,
        measured=source_column((line.text("source") for line in lines), rules),
        told=source_column((line.text("self_reported") for line in lines), rules),
        odd_words=frozenset(unknown if len(unknown) > MOST_WORDS else ()),
    )
    counted = [(line, step) for line, step in steps if step.status != "pool"]
    seen: list[tuple[Resolved, date]] = []
    rows = {
        "vacancy": _vacancies(shop, [line for line, _ in counted]),
        "application": [_application(shop, line, step, seen) for line, step in counted],
        "application_event": [row for line, step in counted for row in _events(frame, line, step)],
    }
    return Built(
        rows={**rows, "source": source_rows(seen)},
        unknown_words=unknown,
        pool=len(steps) - len(counted),
        free_text=tuple(
            name for name, column in (("source", shop.measured), ("self_reported", shop.told)) if column.is_free_text
        ),
    )


def _application(shop: Workshop, line: Line, step: Progress, seen: list[tuple[Resolved, date]]) -> Row:
    return {
        "provider": shop.frame.provider,
        "application_key": line.application_key,
        "applied_on": line.applied.day,
        "applied_at": line.applied.at,
        **({"candidate_key": line.candidate_key} if shop.has("candidate_id") else {}),
        **_place(shop, line),
        **_origin(shop, line, seen),
        **_class(shop, line),
        **_progress(shop, line, step),
    }


def _place(shop: Workshop, line: Line) -> Row:
    """Return vacancy, group of functions and site, as far as the file has columns for them."""
    row: Row = {}
    if shop.has("vacancy_id", "vacancy_title"):
        row["vacancy_id"] = _vacancy_id(shop.frame, line)
    if shop.has("function_group", "vacancy_title"):
        row["function_group"] = function_group(line.text("function_group"), line.text("vacancy_title"))
    if shop.has("department", "location"):
        row["site_id"] = site_of(shop.sites, line.text("location"), line.text("department"))
    return row


def _origin(shop: Workshop, line: Line, seen: list[tuple[Resolved, date]]) -> Row:
    """Return the measured and the self-reported source; neither overwrites the other. Notes each source in ``seen``."""
    row: Row = {name: line.text(name) for name in _UTM if shop.has(name)}
    if shop.has("source", "utm_source", "utm_campaign"):
        raw = line.text("source")
        found = resolve(shop.sources, raw, line.text("utm_source"), line.text("utm_campaign"))
        kept, source = shop.measured.keep(raw, found)
        row |= {"source_id": _noted(source, line, seen), **({"source_raw": kept} if shop.has("source") else {})}
    if shop.has("self_reported"):
        raw = line.text("self_reported")
        kept, source = shop.told.keep(raw, resolve(shop.sources, raw))
        row |= {"self_reported_raw": kept, "self_reported_id": _noted(source, line, seen)}
    return row


def _noted(source: Resolved | None, line: Line, seen: list[tuple[Resolved, date]]) -> str | None:
    if source is None:
        return None
    seen.append((source, line.applied.day))
    return source.source_id


def _class(shop: Workshop, line: Line) -> Row:
    """Return the facts and classes as far as the file asks for them; what it does not ask stays as it is stored."""
    facts = {name: fact(line.cells.get(name)) for name in _FACTS}
    if facts["over_25"] is None:
        facts["over_25"] = _over_25(shop.frame, line)
    classes = classify(**facts, answer=line.text("side_entrant"), rule=shop.rule)
    row: Row = {name: value for name, value in facts.items() if shop.has(name, *(_AGES if name == "over_25" else ()))}
    asked = {"cbs": shop.has(*_FACTS, *_AGES), "declared": shop.has("side_entrant")}
    if asked["cbs"]:
        row["side_entrant_cbs"] = classes.cbs
    if asked["declared"]:
        row["side_entrant_declared"] = classes.declared
    if asked[shop.rule.rule]:
        row |= {"side_entrant": classes.in_force, "side_entrant_basis": classes.basis}
    return row


_AGES = ("birth_date", "age")


def _over_25(frame: Frame, line: Line) -> bool | None:
    """Return whether the applicant was older than 25, from a column that a person asked to be read; it goes no further."""
    years = line.text("age")
    if years and years.isdecimal() and int(years) < _OLDEST:
        return older_than_25(int(years))
    try:
        born = read_when(line.cells.get("birth_date"), frame.zone, month_first=frame.month_first)
    except NoDayError:
        return None
    if born is None:
        return None
    day = line.applied.day
    return older_than_25(day.year - born.day.year - ((day.month, day.day) < (born.day.month, born.day.day)))


def _progress(shop: Workshop, line: Line, step: Progress) -> Row:
    row: Row = {}
    if shop.has("stage", "status", *_MILESTONES):
        row |= {"stage": step.stage, "status": step.status}
    if shop.has("stage", "status"):
        raw = line.text("stage") or line.text("status")
        row["stage_raw"] = raw if raw not in shop.odd_words else None
    if shop.has("stage", "status", *_EVENTS):
        row["rejected_by"] = step.rejected_by
    for name in _MILESTONES:
        if shop.has(name, *(("status_date", *_EVENTS) if name in _EVENTS else ())):
            row[name] = step.days.get(name)
    return row


def _events(frame: Frame, line: Line, step: Progress) -> list[Row]:
    """Return what happened and on which day; a day that is not known gives no event."""
    happened: list[tuple[str, date, str]] = [("created", line.applied.day, "applied")]
    happened += [(event, step.days[name], step.stage) for name, event in _EVENTS.items() if name in step.days]
    return [
        {
            "provider": frame.provider,
            "application_key": line.application_key,
            "dedupe_key": f"file|{event}|{day.isoformat()}",
            "event": event,
            "day": day,
            "at": line.applied.at if event == "created" else None,
            "from_stage": None,
            "to_stage": stage,
            "origin": "file",
        }
        for event, day, stage in happened
    ]


def _vacancy_id(frame: Frame, line: Line) -> int | None:
    external = line.text("vacancy_id") or line.text("vacancy_title")
    return vacancy_key(frame.organisation_id, frame.provider, external) if external else None


def _vacancies(shop: Workshop, lines: Sequence[Line]) -> list[Row]:
    """Return one row for each vacancy; of several lines about one, the last word that says something counts."""
    rows: dict[int, Row] = {}
    for line in lines:
        vacancy_id = _vacancy_id(shop.frame, line)
        if vacancy_id is None:
            continue
        row = _vacancy(shop, line, vacancy_id)
        before = rows.get(vacancy_id, {})
        rows[vacancy_id] = {name: value if value is not None else before.get(name) for name, value in row.items()}
    return list(rows.values())


def _vacancy(shop: Workshop, line: Line, vacancy_id: int) -> Row:
    row: Row = {
        "vacancy_id": vacancy_id,
        "provider": shop.frame.provider,
        "external_id": line.text("vacancy_id") or line.text("vacancy_title"),
        **{name: value for name, value in _place(shop, line).items() if name != "vacancy_id"},
    }
    title = line.text("vacancy_title")
    if shop.has("vacancy_title"):
        row |= {"title": title, "side_entrant_track": is_side_entrant_track(title) if title else None}
    if shop.has("department"):
        row["department"] = line.text("department")
    for name, column in (("vacancy_opened_at", "opened_at"), ("vacancy_closed_at", "closed_at")):
        if shop.has(name):
            row[column] = line.days.get(name)
    return row
