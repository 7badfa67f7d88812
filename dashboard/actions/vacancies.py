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
    if is_same and len(_identities(connection, organisation_id, first, second)) > 1:
        raise NotDecided(
            N_("These two cannot be one: earlier it was decided that vacancies that belong to them are not the same."),
            hint=N_("Change that decision first."),
        )
    action = "vacancy.same" if is_same else "vacancy.not_same"
    record(connection, organisation_id, at, actor=actor, action=action, subject=f"{first}|{second}")


def _both_there(connection: Connection, organisation_id: str, first: int, second: int) -> bool:
    column = schema.vacancy.c
    query = select(column.vacancy_id).where(
        column.organisation_id == organisation_id, column.vacancy_id.in_([first, second])
    )
    return len(connection.execute(query).all()) > 1


def _identities(connection: Connection, organisation_id: str, first: int, second: int) -> set[int]:
    column = schema.vacancy_identity.c
    query = select(column.identity_id).where(
        column.organisation_id == organisation_id, column.vacancy_id.in_([first, second])
    )
    return set(connection.execute(query).scalars())
