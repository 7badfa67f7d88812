"""What the rows of a GetConnector tell, as applications and vacancies. Its times are those of a clock in Amsterdam."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from connectors.afas import codes
from connectors.afas.client import ZONE, Row
from connectors.afas.columns import Columns
from connectors.base import Context
from connectors.inflow.applied import Applied, Evidence, Origin, Standing, VacancySeen
from connectors.inflow.desk import Desk

_DAYS = {"status_on": "status_date", "hired_on": "hired_at", "rejected_on": "rejected_at"}
_TELLS = {
    "candidate": ("candidate_id",),
    "vacancy": ("vacancy_id",),
    "source": ("source",),
    "utm": ("utm_source", "utm_campaign"),
    "standing": ("status", "last_action"),
    "evidence": ("side_entrant",),
}
_OPEN_WORDS = frozenset({"new", "in_process", "offer", "hired", "rejected", "withdrawn"})


@dataclass(frozen=True)
class Reader:
    """How the rows of one GetConnector are read: its columns, the desk, and what its codes mean."""

    columns: Columns
    desk: Desk
    statuses: Mapping[str, str]
    actions: Mapping[str, str]

    @classmethod
    def of(cls, context: Context, columns: Columns, desk: Desk) -> "Reader":
        """Return the reader of a run; raise a ConfigurationError for a map that does not fit."""
        own = {key: codes.mapped(key, context.settings.texts(key)) for key in ("status_map", "action_map")}
        return cls(columns, desk, {**codes.STATUSES, **own["status_map"]}, {**codes.ACTIONS, **own["action_map"]})

    def applied(self, row: Row) -> Applied:
        """Return the application of a row."""
        moment = wall(row["applied_on"])
        is_day = moment is None or moment.time() == time()
        return Applied(
            number=row["application_id"],
            tells=frozenset(name for name, targets in _TELLS.items() if self.columns.has(*targets)),
            candidate=row.get("candidate_id"),
            vacancy=row.get("vacancy_id"),
            applied_at=None if is_day or moment is None else moment.replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC),
            applied_on=moment.date() if is_day and moment else None,
            origin=Origin(
                source=self.source(row),
                utm_source=row.get("utm_source"),
                utm_campaign=row.get("utm_campaign"),
            ),
            standing=self.standing(row),
            evidence=Evidence(fields=row.get("side_entrant") or {}),
        )

    def source(self, row: Row) -> str | None:
        """Return the words of a row's source."""
        return self.columns.words("source", codes.SOURCES, row.get("source"))

    def standing(self, row: Row) -> Standing:
        """Return where an application stands, by code where one is known and else by words."""
        action, days = row.get("last_action"), {name: _day(row.get(target)) for target, name in _DAYS.items()}
        status = self.status(row.get("status"))
        if status is None and action in codes.REJECTIONS and action not in self.actions:
            status = "rejected"
        stage = self.actions.get(action or "")
        if stage == "hired" and status not in {None, "hired"}:
            stage = "offer"  # who is to be taken on has had an offer; the status says that it is no hire (yet)
        return Standing(
            stage_raw=self.columns.words("last_action", {}, action),
            status_raw=None if status or row.get("status") is None else row["status"],
            stage=stage,
            status=status or ({"hired": "hired", "offer": "offer"}.get(stage) if stage else None),
            days={name: day for name, day in days.items() if day is not None},
        )

    def status(self, code: str | None) -> str | None:
        """Return what a status means: by its code, else by its words in AFAS; None when neither is known."""
        words = self.columns.words("status", {}, code) if code else None
        if code is None or code in self.statuses:
            return self.statuses.get(code or "")
        named = self.desk.rules.stage(self.desk.provider, words)
        return named[0].status if named and named[0].status in _OPEN_WORDS else None

    def vacancies(self, rows: Iterable[Row]) -> list[VacancySeen]:
        """Return the vacancies that some rows name, each once."""
        named = {row["vacancy_id"]: row for row in rows if row.get("vacancy_id")}
        return [
            VacancySeen(
                number=number,
                title=row.get("vacancy_title"),
                department=row.get("department"),
                location=row.get("location"),
                opened_at=_day(row.get("vacancy_opened_on")),
                closed_at=_day(row.get("vacancy_closed_on")),
            )
            for number, row in sorted(named.items())
        ]

    def unknown(self, row: Row) -> str | None:
        """Return the status of a row when nothing says what it means."""
        code = row.get("status")
        return code if code is not None and self.status(code) is None else None


def wall(text: str | None) -> datetime | None:
    """Return a moment as AFAS writes it, in wall-clock time: it ends in Z, but the Z does not mean UTC."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _day(text: str | None) -> date | None:
    moment = wall(text)
    return moment.date() if moment else None
