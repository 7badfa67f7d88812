"""What the filter bar can be set to: how far the figures reach, and the parts of the organisation that occur in them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from connectors.database.schema import application_daily, vacancy
from dashboard.queries.periods import applications_reach, attention_reach, last_complete_day
from dashboard.queries.workplaces import site_names


@dataclass(frozen=True)
class Choices:
    """What can be chosen.

    Attributes:
        first_day: First day with figures of applications, else of content.
        last_day: Last complete day of these figures.
        sites: Name of each place of work by its code.
        function_groups: Codes of groups of functions that occur in applications or vacancies.
    """

    first_day: date
    last_day: date
    sites: dict[str, str]
    function_groups: tuple[str, ...]


def choices(connection: Connection, organisation_id: str, today: date, zone: str) -> Choices | None:
    """Return what the filter bar can be set to, None when there are no figures at all."""
    applications, attention = (reach(connection, organisation_id) for reach in (applications_reach, attention_reach))
    last = last_complete_day(connection, organisation_id, today, zone)
    first = applications.first if last is not None else attention.first
    last = attention.last if last is None else last
    if first is None or last is None:
        return None
    groups = _function_groups(connection, organisation_id)
    return Choices(min(first, last), min(last, today), site_names(connection, organisation_id), groups)


def _function_groups(connection: Connection, organisation_id: str) -> tuple[str, ...]:
    found: set[str] = set()
    for table in (application_daily, vacancy):
        query = select(table.c.function_group).where(table.c.organisation_id == organisation_id).distinct()
        found |= {code for code in connection.execute(query).scalars() if code}
    return tuple(sorted(found))
