"""Reckons the findings of campaigns and stores them, so that no page waits; what has not changed is left alone."""

import json
import logging
import time
import traceback
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Engine, select

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.errors import N_, NotEnoughData
from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.evaluate import evaluate
from dashboard.analysis.impact.finding import Finding, Stage
from dashboard.analysis.impact.record import to_record
from dashboard.analysis.periods import Period
from dashboard.queries.case_file import case_file
from dashboard.queries.evidence import findings
from dashboard.queries.evidence_cases import make_case
from dashboard.queries.families import Family, families

log = logging.getLogger(__name__)

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Hears how many findings are reckoned, and of how many."""

_FIGURES = ("observed", "expected", "extra", "low", "high", "probability")
_Known = Mapping[tuple[str, str], tuple[str, Period]]
"""Campaign and stage to the fingerprint and the window of what is stored."""


@dataclass(frozen=True)
class Refreshed:
    """What was done: findings reckoned anew, seconds, findings that had not changed, campaigns that failed."""

    count: int
    seconds: float
    skipped: int
    failed: int = 0


def refresh(
    engine: Engine,
    organisation_id: str,
    now: datetime,
    *,
    campaigns: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Refreshed:
    """Reckon and store the findings of every campaign that has begun, or of some; what has not changed is skipped.

    A campaign that fails stops no other. Raises a DatabaseError when the database cannot be used.
    """
    return _Refresh(engine, organisation_id, now, progress).go(campaigns)


def answer(
    engine: Engine, organisation_id: str, campaign_id: str, outcome: str, now: datetime, *, fresh: bool = False
) -> Finding:
    """Return the latest finding on a campaign and an outcome, reckoned anew where something has changed, or if ``fresh``.

    Raises a ConfigurationError for a campaign or outcome that is not there, and NotEnoughData when there are no
    applications or the campaign has not begun.
    """
    with reading(engine) as connection:
        file = case_file(connection, organisation_id)
    today = file.today(now)
    case = make_case(file, campaign_id, outcome, as_of=today)
    if case.window.first > case.last_day:
        raise NotEnoughData(
            N_("The campaign begins on {day}; applications are known until {last}."),
            code="not_enough_data.not_begun",
            day=case.window.first,
            last=case.last_day,
        )
    _Refresh(engine, organisation_id, now, None).go([campaign_id], fresh=fresh)
    with reading(engine) as connection:
        stored = findings(connection, organisation_id, campaign_id)
    return next((found.finding for found in stored if found.outcome == outcome), None) or evaluate(case)


class _Refresh:
    """One round over the campaigns of an organisation."""

    def __init__(self, engine: Engine, organisation_id: str, now: datetime, progress: Progress | None) -> None:
        self.engine = engine
        self.organisation_id = organisation_id
        self.now = now
        self.progress = progress or (lambda _done, _total: None)
        self.failed: set[str] = set()
        self.done = self.total = 0

    def go(self, campaigns: Collection[str] | None, *, fresh: bool = False) -> Refreshed:
        started = time.monotonic()
        with reading(self.engine) as connection:
            file = case_file(connection, self.organisation_id)
            known = _known(connection, self.organisation_id)
        self.now = file.moment(self.now)
        kept = {(code, window) for (code, stage), (_, window) in known.items() if stage == Stage.PRELIMINARY}
        asked = []
        for code in file.campaigns if campaigns is None else [code for code in file.campaigns if code in campaigns]:
            asked += self._caught(code, lambda code=code: list(families(file, code, file.today(self.now), kept))) or []
        prints = [(family, family.fingerprint()) for family in asked]
        changed = [
            each for each in prints if fresh or known.get((each[0].campaign_id, each[0].stage), ("",))[0] != each[1]
        ]
        self.total = sum(len(family.cases) for family, _ in changed)
        for family, fingerprint in changed:
            found = self._caught(family.campaign_id, partial(family.findings, self._evaluate))
            if found is not None:
                self._store(family, fingerprint, found)
        skipped = sum(len(family.cases) for family in asked) - self.total
        return Refreshed(self.done, round(time.monotonic() - started, 3), skipped, len(self.failed))

    def _evaluate(self, case: Case) -> Finding:
        finding = evaluate(case)
        self.done += 1
        self.progress(self.done, self.total)
        return finding

    def _caught(self, campaign_id: str, step: Callable[[], T]) -> T | None:
        try:
            return step()
        except Exception as error:  # noqa: BLE001  a fault in one campaign must not stop the others
            self.failed.add(campaign_id)
            frames = "".join(traceback.format_tb(error.__traceback__))
            log.warning("no finding for campaign %s: %s\n%s", campaign_id, type(error).__name__, frames)
            return None

    def _store(self, family: Family, fingerprint: str, found: Mapping[str, Finding]) -> None:
        own = {"organisation_id": self.organisation_id, "campaign_id": family.campaign_id, "stage": family.stage.value}
        shared = {
            **own,
            "as_of": family.as_of,
            "computed_at": self.now,
            "fingerprint": fingerprint,
            "window_from": family.window.first,
            "window_until": family.window.last,
        }
        rows = [{**shared, **_row(outcome, finding)} for outcome, finding in found.items()]
        with writing(self.engine) as connection:
            _forget_outdated(connection, self.organisation_id, family)
            store.replace(connection, schema.finding, own, rows, run_id=0)


def _row(outcome: str, finding: Finding) -> dict[str, object]:
    figures = {name: getattr(finding, name) for name in _FIGURES}
    return {
        "outcome": outcome,
        "verdict": finding.verdict.value,
        **{name: None if value is None else float(value) for name, value in figures.items()},
        "record": json.dumps(to_record(finding), ensure_ascii=False),
    }


def _known(connection: Connection, organisation_id: str) -> _Known:
    row = schema.finding.c
    columns = (row.campaign_id, row.stage, row.fingerprint, row.window_from, row.window_until)
    rows = connection.execute(select(*columns).where(row.organisation_id == organisation_id).distinct())
    return {(code, stage): (fingerprint, Period(first, last)) for code, stage, fingerprint, first, last in rows}


def _forget_outdated(connection: Connection, organisation_id: str, family: Family) -> None:
    """Remove what was said while the campaign ran, and what was said of other days than are looked at now."""
    row = schema.finding.c
    elsewhere = (row.window_from != family.window.first) | (row.window_until != family.window.last)
    store.remove(
        connection,
        schema.finding,
        (row.organisation_id == organisation_id)
        & (row.campaign_id == family.campaign_id)
        & (row.stage != family.stage.value)
        & ((row.stage == Stage.RUNNING.value) | elsewhere),
    )
