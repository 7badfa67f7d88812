"""Two people at once: what somebody changed since the form was opened is never written over in silence."""

from hashlib import sha256

from sqlalchemy import Connection, select

from connectors.database import schema
from connectors.errors import N_, InstroomError

_TABLES = {
    "about": ("campaign",),
    "plan": ("campaign_plan",),
    "costs": ("campaign_cost",),
    "links": ("campaign_link",),
    "targets": ("campaign_target",),
}
_VOLATILE = {"recorded_at"}


class ChangedMeanwhile(InstroomError):  # noqa: N818  an answer to a person, not a failure
    """Somebody else changed the same part; nothing was written."""

    code = "campaign.changed_meanwhile"

    def __init__(self) -> None:
        super().__init__(
            N_("Somebody else changed this while you were writing. Nothing of yours is stored yet."),
            hint=N_("Look below at how it stands now. Keep yours once more to put it in the place of theirs."),
        )


def standing(connection: Connection, organisation_id: str, campaign_id: str, part: str) -> str:
    """Return a sign of how a part of a campaign stands: another one after every change."""
    return _sign(connection, organisation_id, _TABLES[part], "campaign_id", campaign_id)


def standing_of_series(connection: Connection, organisation_id: str, series_id: str) -> str:
    """Return a sign of how a series and its episodes stand."""
    return _sign(connection, organisation_id, ("series", "episode"), "series_id", series_id)


def require(now: str, seen: str | None) -> None:
    """Raise ChangedMeanwhile when a part does not stand as somebody saw it; None: nothing was seen."""
    if seen is not None and seen != now:
        raise ChangedMeanwhile


def _sign(connection: Connection, organisation_id: str, names: tuple[str, ...], column: str, value: str) -> str:
    found = []
    for name in names:
        table = schema.metadata.tables[name]
        shown = [each for each in table.c if each.name not in _VOLATILE | {"observed_at"}]
        own = (table.c.organisation_id == organisation_id) & (table.c[column] == value)
        query = select(*shown).where(own).order_by(*table.primary_key)
        found.append(repr([tuple(row) for row in connection.execute(query)]))
    return sha256("\n".join(found).encode()).hexdigest()[:16]
