"""What a person decides about vacancies: that two of them are one, or that they are not."""

from datetime import datetime

from sqlalchemy import Connection, select

from connectors.database import schema, store
from connectors.errors import N_, InstroomError
from connectors.inflow import identity
from dashboard.actions.audit import record
from dashboard.actions.campaigns import refuse_demo


class NotDecided(InstroomError):  # noqa: N818  an answer to a person, not a failure
    """What was said about two vacancies cannot be kept."""

    code = "vacancy.not_decided"


def decide(
    connection: Connection, organisation_id: str, one: int, other: int, *, is_same: bool, at: datetime, actor: str
) -> None:
    """Keep what a person said of two vacancies, with an audit line, and let their identities follow.

    The last word counts. Raises NotDecided for vacancies that are not there and when earlier decisions stand in the
    way; DemoIsFixed in the demo organisation.
    """
    refuse_demo(connection, organisation_id)
    first, second = sorted((one, other))
    if first == second or not _both_there(connection, organisation_id, first, second):
        raise NotDecided(N_("One of the two vacancies is not there any more."))
    row = {
        "organisation_id": organisation_id,
        "vacancy_id": first,
        "other_id": second,
        "is_same": is_same,
        "decided_at": at,
    }
    store.upsert(connection, schema.vacancy_decision, [row], run_id=0)
    identity.refresh(connection, organisation_id, 0)
    if not _all_hold(connection, organisation_id):
        raise NotDecided(
            N_("This contradicts what was decided before about vacancies that belong to these two."),
            hint=N_("Change an earlier decision first."),
        )
    action = "vacancy.same" if is_same else "vacancy.not_same"
    record(connection, organisation_id, at, actor=actor, action=action, subject=f"{first}|{second}")


def _both_there(connection: Connection, organisation_id: str, first: int, second: int) -> bool:
    column = schema.vacancy.c
    query = select(column.vacancy_id).where(
        column.organisation_id == organisation_id, column.vacancy_id.in_([first, second])
    )
    return len(connection.execute(query).all()) > 1


def _all_hold(connection: Connection, organisation_id: str) -> bool:
    """Tell whether each two vacancies that were said to be one are one."""
    column = schema.vacancy_identity.c
    query = select(column.vacancy_id, column.identity_id).where(column.organisation_id == organisation_id)
    speaks = {row.vacancy_id: row.identity_id for row in connection.execute(query)}
    said = (each for each in identity.decisions(connection, organisation_id) if each.is_same)
    return all(speaks[each.one] == speaks[each.other] for each in said if {each.one, each.other} <= speaks.keys())
