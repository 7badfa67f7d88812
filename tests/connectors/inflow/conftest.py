"""A desk of one invented provider, and a database in which what it tells can land reading after reading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from connectors.config import Organisation, Site
from connectors.database import schema
from connectors.database.engine import reading, writing
from connectors.errors import Said
from connectors.inflow.applied import ALL_CHANGES, Applied, Gone, Origin, Present, Standing, VacancySeen
from connectors.inflow.desk import Desk
from connectors.inflow.rows import inflow_rows
from connectors.inflow.rules import Rulebook
from connectors.landing import Landed, Landing, land

PROVIDER = "verzonnen"
KEY = b"invented-key-for-pseudonyms-0123456789"
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
TELLS = frozenset({"candidate", "vacancy", "source", "utm", "referrer", "standing", "evidence"})
COUNTS = ("applied", "screened", "interviewed", "offered", "hired", "rejected", "withdrawn")
SITES = (Site(id="gent", name="Gent"), Site(id="aalst", name="Aalst"))


def an_application(number: str = "1", **more: Any) -> Applied:
    """Return an application of 2 March from Indeed to vacancy 7, in its first stage unless something else is said."""
    usual = {
        "tells": TELLS,
        "candidate": f"p{number}",
        "vacancy": "7",
        "applied_at": datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        "origin": Origin(source="Indeed"),
        "standing": Standing(stage_raw="Nieuw", stage="applied", status="new"),
    }
    return Applied(number=number, **{**usual, **more})


def standing(stage: str, status: str | None = None, raw: str | None = None, **days: date) -> Standing:
    """Return where an application stands by the vendor's own type."""
    return Standing(stage_raw=raw or f"{stage} {status or ''}".strip(), stage=stage, status=status, days=days)


@dataclass
class House:
    """A database with what was told until now; every reading is one day after the one before unless ``now`` is given."""

    engine: Engine
    desk: Desk
    organisation: Organisation
    run_id: int = 0
    notes: list[Said] = field(default_factory=list)

    def read(
        self,
        *applications: Applied,
        vacancies: Sequence[VacancySeen] = (),
        compares: frozenset[str] = ALL_CHANGES,
        gone: Sequence[Gone] = (),
        present: Iterable[str] | None = None,
        now: datetime | None = None,
    ) -> Landed:
        """Land one page."""
        moment = now or NOW + timedelta(days=self.run_id)
        self.run_id += 1
        here = Present(PROVIDER, frozenset(present)) if present is not None else None
        rows = inflow_rows(replace(self.desk, now=moment), applications, vacancies)
        with writing(self.engine) as connection:
            landed = land(
                connection,
                self.organisation,
                rows,
                run_id=self.run_id,
                now=moment,
                more=Landing(compares=compares, gone=gone, present=here, key=KEY),
            )
        self.notes += landed.notes
        return landed

    def gone(self, number: str, news: Any = "deleted", at: datetime = NOW) -> Gone:
        """Return that an application is gone."""
        return Gone(provider=PROVIDER, number=number, news=news, at=at)

    def stored(self, number: str = "1") -> dict[str, Any]:
        """Return the stored row of an application."""
        key = self.desk.application_key(number)
        query = select(schema.application).where(schema.application.c.application_key == key)
        with reading(self.engine) as connection:
            return dict(connection.execute(query).mappings().one())

    def events(self, number: str = "1") -> list[tuple[str, date]]:
        """Return what happened to an application, in the order of the days and then of the alphabet."""
        column = schema.application_event.c
        query = select(column.event, column.day).where(column.application_key == self.desk.application_key(number))
        with reading(self.engine) as connection:
            return [tuple(row) for row in connection.execute(query.order_by(column.day, column.event))]

    def counted(self) -> dict[tuple[Any, ...], tuple[int, ...]]:
        """Return the counts (as COUNTS) by day, source and class."""
        with reading(self.engine) as connection:
            found = connection.execute(select(schema.application_daily)).mappings().all()
        assert {row["basis"] for row in found} <= {"live"}
        sums: dict[tuple[Any, ...], tuple[int, ...]] = {}
        for row in found:
            kind = tuple(row[name] for name in ("day", "source_id", "side_entrant"))
            sums[kind] = tuple(
                row[name] + before for name, before in zip(COUNTS, sums.get(kind, (0,) * 7), strict=True)
            )
        return sums

    def rows_of(self, table: Any, *names: str) -> list[tuple[Any, ...]]:
        """Return columns of a table, sorted."""
        with reading(self.engine) as connection:
            return sorted((tuple(row) for row in connection.execute(select(*(table.c[n] for n in names)))), key=repr)


@pytest.fixture
def desk(organisation: Organisation) -> Desk:
    return Desk(
        provider=PROVIDER,
        organisation_id=organisation.id,
        zone=organisation.timezone,
        now=NOW,
        rules=Rulebook(),
        sites=SITES,
        key=KEY,
    )


@pytest.fixture
def house(sqlite_engine: Engine, desk: Desk, organisation: Organisation) -> House:
    return House(sqlite_engine, desk, organisation)


@pytest.fixture
def both_houses(engine: Engine, desk: Desk, organisation: Organisation) -> House:
    return House(engine, desk, organisation)
