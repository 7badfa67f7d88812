"""Targets of key figures for a calendar year: set, changed or taken away by a person, each with an audit line."""

import json
from datetime import datetime
from math import isfinite

from sqlalchemy import Connection, Engine, delete, select

from connectors.database import schema, store
from connectors.database.engine import writing
from connectors.errors import N_, InstroomError
from dashboard.actions.audit import record
from dashboard.actions.campaigns import refuse_demo
from dashboard.analysis.canon import CANON
from dashboard.analysis.overview_tiles import TARGETED

MAY_SET = frozenset({"administrator", "recruiter", "director"})
"""Roles that set targets."""
_YEARS = range(2000, 2101)
_LARGEST = 1e12


class TargetNotAccepted(InstroomError):  # noqa: N818  an answer to a person, not a failure
    """What was filled in is no target."""

    code = "target.not_accepted"


def set_target(
    engine: Engine, organisation_id: str, kpi: str, year: int, target: float, *, actor: str, at: datetime
) -> None:
    """Store what a key figure is to reach in a year, in its unit (a share is 0 to 1), in the place of what stood there.

    Raises TargetNotAccepted with what is wrong, and DemoIsFixed in the demo organisation.
    """
    _check(kpi, year, target, actor)
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        before = _stored(connection, organisation_id, kpi, year)
        row = {"organisation_id": organisation_id, "kpi": kpi, "period": str(year), "target": float(target)}
        store.upsert(connection, schema.kpi_target, [row], run_id=0)
        detail = json.dumps({"target": target, "before": before})
        record(
            connection, organisation_id, at, actor=actor, action="target.set", subject=f"{kpi}|{year}", detail=detail
        )


def remove_target(engine: Engine, organisation_id: str, kpi: str, year: int, *, actor: str, at: datetime) -> None:
    """Take a target away; one that is not there is left alone. Raises as :func:`set_target` does."""
    _check_role(actor)
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        before = _stored(connection, organisation_id, kpi, year)
        if before is None:
            return
        connection.execute(delete(schema.kpi_target).where(*_own(organisation_id, kpi, year)))
        detail = json.dumps({"before": before})
        record(
            connection, organisation_id, at, actor=actor, action="target.remove", subject=f"{kpi}|{year}", detail=detail
        )


def _check(kpi: str, year: int, target: float, actor: str) -> None:
    _check_role(actor)
    if kpi not in TARGETED:
        raise TargetNotAccepted(N_("“{kpi}” is no key figure that takes a target."), kpi=kpi)
    if year not in _YEARS:
        raise TargetNotAccepted(N_("A target is for a calendar year, such as {year}."), year=str(2026))
    if not isfinite(target) or not 0 < target <= _LARGEST:
        raise TargetNotAccepted(N_("A target is a number above zero."))
    if CANON[kpi].unit == "share" and target > 1:
        raise TargetNotAccepted(N_("A share is at most 100%."))


def _check_role(actor: str) -> None:
    if actor not in MAY_SET:
        raise TargetNotAccepted(N_("Targets are set by a recruiter, a director or an administrator."))


def _own(organisation_id: str, kpi: str, year: int) -> tuple[object, ...]:
    row = schema.kpi_target.c
    return row.organisation_id == organisation_id, row.kpi == kpi, row.period == str(year)


def _stored(connection: Connection, organisation_id: str, kpi: str, year: int) -> float | None:
    query = select(schema.kpi_target.c.target).where(*_own(organisation_id, kpi, year))  # type: ignore[arg-type]
    return connection.execute(query).scalar()
