"""Words that wait for a person: sources and stages that no rule knows yet, and the rules as they are."""

import pandas as pd
from sqlalchemy import Connection, func, or_, select

from connectors.config import SideEntrantRule
from connectors.database.schema import application, source
from connectors.inflow.rules import InflowRule
from connectors.inflow.stored import rulebook
from connectors.sources import default_rules
from dashboard.queries.frames import frame


def new_sources(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return the sources that no rule knows: ``source_id``, ``name``, ``first_seen``, ``applications`` (either lens)."""
    known, row = source.c, application.c
    of = or_(row.source_id == known.source_id, row.self_reported_id == known.source_id)
    query = (
        select(known.source_id, known.name, known.first_seen, func.count(row.application_key).label("applications"))
        .select_from(source.outerjoin(application, (row.organisation_id == known.organisation_id) & of))
        .where(known.organisation_id == organisation_id, known.status == "new")
        .group_by(known.source_id, known.name, known.first_seen)
    )
    return frame(connection, query).sort_values(
        ["applications", "source_id"], ascending=[False, True], ignore_index=True
    )


def known_sources(connection: Connection, organisation_id: str) -> dict[str, str]:
    """Return the sources that a rule may lead to: id to name (a message id for those of the house)."""
    row = source.c
    query = select(row.source_id, row.name).where(row.organisation_id == organisation_id, row.status == "known")
    house = {each.source_id: each.name for each in default_rules().sources.values()}
    known = house | {each.source_id: each.name for each in connection.execute(query)}
    return dict(sorted(known.items()))


def systems(connection: Connection, organisation_id: str) -> list[str]:
    """Return the systems and files that applications came from."""
    row = application.c
    query = select(row.provider).where(row.organisation_id == organisation_id).distinct().order_by(row.provider)
    return list(connection.execute(query).scalars())


def stage_words(connection: Connection, organisation_id: str) -> pd.DataFrame:
    """Return the words that systems use for stages, those without a meaning first, then by system and word.

    Columns: ``provider``, ``stage_raw``, ``stage``, ``status``, ``stage_basis`` (type, rule, words or missing),
    ``applications``. Where one word stands for several outcomes, each has a row.
    """
    row = application.c
    query = (
        select(
            row.provider,
            row.stage_raw,
            row.stage,
            row.status,
            row.stage_basis,
            func.count().label("applications"),
        )
        .where(row.organisation_id == organisation_id, row.stage_raw.is_not(None))
        .group_by(row.provider, row.stage_raw, row.stage, row.status, row.stage_basis)
    )
    found = frame(connection, query)
    order = found["stage_basis"].notna()
    return (
        found.assign(order=order)
        .sort_values(["order", "provider", "stage_raw", "stage", "status"], ignore_index=True)
        .drop(columns="order")
    )


def own_rules(connection: Connection, organisation_id: str, subject: str) -> list[InflowRule]:
    """Return the organisation's own rules of a subject, in their order."""
    book = rulebook(connection, organisation_id, SideEntrantRule())
    return [rule for rule in book.own if rule.subject == subject]
