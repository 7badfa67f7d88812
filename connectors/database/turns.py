"""One landing at a time: sources run side by side, and what each brings is counted together with what is there."""

from sqlalchemy import Connection, func, select

from connectors.keys import key63


def take_turn(connection: Connection, organisation_id: str) -> None:
    """Wait until no other transaction lands rows of an organisation; the turn ends with the transaction.

    Two that count the same day would each miss what the other brought. SQLite has one writer as it is.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(key63("landing", organisation_id))))
