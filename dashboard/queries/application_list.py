"""The applications behind a count, as a list without names: of each a number that is made for this list only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from sqlalchemy import Connection, func, select

from connectors.database.schema import application

COLUMNS = {
    "site": "site_id",
    "function_group": "function_group",
    "source": "source_id",
    "strategy": "source_id",
    "self_reported": "self_reported_id",
    "audience": "side_entrant",
}
MOST = 500
_LENGTH = 5  # bytes: ten signs


@dataclass(frozen=True)
class Applications:
    """The numbers of at most ``MOST`` applications, in their own order, and how many there are in all."""

    numbers: tuple[str, ...]
    total: int


def applications(
    connection: Connection,
    organisation_id: str,
    first: date,
    last: date,
    narrowing: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Applications:
    """Return the applications that came in on some days; ``narrowing`` is pairs of a way to divide and its codes.

    A number is made from the pseudonym and everything that the list is about, so that the same application has another
    number in another list: two lists laid beside each other tell nobody apart. So does their order.
    """
    row = application.c
    where = [row.organisation_id == organisation_id, row.applied_on >= first, row.applied_on <= last]
    for way, codes in narrowing:
        where.append(func.coalesce(row[COLUMNS[way]], "").in_(codes))
    total = connection.execute(select(func.count()).where(*where)).scalar_one()
    keys = connection.execute(
        select(row.provider, row.application_key).where(*where).order_by(row.application_key).limit(MOST)
    )
    about = (first.isoformat(), last.isoformat(), repr(narrowing))
    return Applications(tuple(sorted(_number(*each, *about) for each in keys)), total)


def _number(*parts: Sequence[str]) -> str:
    text = "\N{UNIT SEPARATOR}".join(map(str, parts))
    return blake2b(text.encode(), digest_size=_LENGTH).hexdigest().upper()
