"""Whose figures are shown: the fictional organisation where the database holds it, else the configured one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select

from connectors.config import Config
from connectors.database.schema import organisation


@dataclass(frozen=True)
class Shown:
    """The organisation of the pages; ``frozen_at`` is the moment at which the fictional one stands still."""

    id: str
    name: str
    country: str
    timezone: str
    language: str
    is_demo: bool
    frozen_at: datetime | None


def shown(connection: Connection, config: Config) -> Shown:
    """Return the organisation whose figures a command or page shows."""
    column = organisation.c
    query = select(
        column.organisation_id,
        column.name,
        column.country,
        column.timezone,
        column.language,
        column.is_demo,
        column.frozen_at,
    ).where(or_(column.is_demo, column.organisation_id == config.organisation.id))
    row = connection.execute(query.order_by(column.is_demo.desc())).first()
    if row is not None:
        return Shown(*row)
    own = config.organisation
    return Shown(own.id, own.name, own.country, own.timezone, own.language, is_demo=False, frozen_at=None)
