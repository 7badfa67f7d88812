"""Makes rows of vacancies: those that were read anew, those that have not changed, and those that are closed; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from connectors.base import Context, Row
from connectors.inflow.applied import VacancySeen
from connectors.inflow.desk import Desk
from connectors.inflow.rows import vacancy_row
from connectors.vacancies.words import day_of

Kept = Mapping[str, object]
"""The allowed fields of one vacancy, as they passed the boundary."""


@dataclass(frozen=True)
class Counter:
    """Where the vacancies of one provider become rows."""

    desk: Desk

    @classmethod
    def of(cls, context: Context, provider: str) -> "Counter":
        """Return the counter of a provider; vacancies need no pseudonyms, so it needs no secret."""
        organisation = context.organisation
        key = context.pseudonym_key or b""
        return cls(
            Desk(provider, organisation.id, organisation.timezone, context.now, context.rules, context.sites, key)
        )

    def told(self, kept: Iterable[Kept]) -> dict[str, str]:
        """Return the number of each vacancy to its last day, as the standing keeps it."""
        return {str(each["number"]): self._day_text(each.get("until")) for each in kept}

    def _day_text(self, until: object) -> str:
        day = day_of(str(until or ""), self.desk.zone)
        return day.isoformat() if day else ""

    def read(self, kept: Iterable[Kept]) -> list[Row]:
        """Return the rows of vacancies that were read."""
        return [self._row(each) for each in kept]

    def _row(self, kept: Kept) -> Row:
        until = day_of(str(kept.get("until") or ""), self.desk.zone)
        is_over = until is not None and until < self.desk.today
        row = vacancy_row(
            self.desk,
            VacancySeen(
                number=str(kept["number"]),
                title=_text(kept, "title"),
                reference=_text(kept, "reference"),
                url=_text(kept, "url"),
                status="closed" if is_over else "open",
                group=_text(kept, "group"),
                department=_text(kept, "department"),
                location=_text(kept, "location"),
                opened_at=day_of(str(kept.get("opened") or ""), self.desk.zone),
                closed_at=until if is_over else None,
                pay_stated=True if kept.get("pay") else None,
            ),
        )
        return {**row, "side_entrant_track": bool(row["side_entrant_track"] or kept.get("track"))}

    def unchanged(self, told: Mapping[str, str]) -> list[Row]:
        """Return rows that only move the day on which a vacancy was last seen, and close what has had its last day."""
        rows: list[Row] = [{**self._key(number), "last_seen_on": self.desk.today} for number in told]
        past = {number: date.fromisoformat(until) for number, until in told.items() if until}
        over = {number: day for number, day in past.items() if day < self.desk.today}
        return rows + self.closed(over)

    def closed(self, gone: Mapping[str, date]) -> list[Row]:
        """Return rows that close vacancies."""
        return [{**self._key(number), "status": "closed", "closed_at": day} for number, day in gone.items()]

    def _key(self, number: str) -> Row:
        return {
            "vacancy_id": self.desk.vacancy_id(number),
            "provider": self.desk.provider,
            "external_id": number,
            "observed_at": self.desk.now,
        }


def _text(kept: Kept, name: str) -> str | None:
    return str(kept.get(name) or "") or None
