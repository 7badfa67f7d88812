"""The dialects of vacancy feeds: which tag holds what. Tags are paths within an item, in small letters."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields

NUMBERS = ("referencenumber", "reference", "id", "@id", "guid")
_PLACES = ("city", "location/city", "locations/location/city", "locations/location/name", "locations/location")
_DESCRIPTIONS = ("description", "description/summary", "description/long_description")

Paths = tuple[str, ...]


@dataclass(frozen=True)
class Dialect:
    """One dialect; of each meaning the first path that holds something counts. ``system`` owns the numbers."""

    name: str
    title: Paths = ("title", "name")
    url: Paths = ("url", "link")
    number: Paths = NUMBERS
    reference: Paths = ("requisitionid",)
    opened: Paths = ("date",)
    until: Paths = ("enddate", "expirationdate", "validthrough")
    location: Paths = (*_PLACES, "location")
    department: Paths = ("department",)
    group: Paths = ("category",)
    pay: Paths = ("salary",)
    hours: Paths = ("hours_per_week", "hours")
    description: Paths = _DESCRIPTIONS
    system: str = ""


INDEED = Dialect("indeed")
RECRUITEE = Dialect(
    "recruitee",
    opened=("published_at", "created_at", "date"),
    location=("city", *_PLACES, "locations"),
    hours=("min_hours", "max_hours"),
)
TEAMTAILOR = Dialect(
    "teamtailor",
    opened=("startdate", "createddate", "date"),
    location=(*_PLACES, "location"),
    group=("role", "category"),
)
PERSONIO = Dialect(
    "personio",
    title=("name", "title"),
    opened=("createdat", "created_at"),
    location=("office", "city"),
    group=("recruitingcategory", "occupationcategory"),
    hours=("schedule",),
    description=("jobdescriptions/jobdescription/value",),
    system="personio",
)
STAGE = Dialect("stage", opened=("date", "created_at", "startdate"), group=("function_title", "category"))
RSS = Dialect("rss", opened=("pubdate", "published", "updated"), description=("description", "summary"))

ALL = (INDEED, RECRUITEE, TEAMTAILOR, PERSONIO, STAGE, RSS)
ITEMS = frozenset({"job", "position", "vacancy", "vacature", "item", "offer", "entry"})
ROOTS: Mapping[str, Dialect] = {
    "source": INDEED,
    "jobs": RECRUITEE,
    "workzag-jobs": PERSONIO,
    "rss": RSS,
    "feed": RSS,
    "vacancies": STAGE,
    "vacatures": STAGE,
}
_OF_STAGE = frozenset({"function_title", "hours_per_week", "location/city", "description/summary"})
_OF_TEAMTAILOR = frozenset({"createddate", "applyurl"})
WANTED = frozenset(
    path
    for dialect in ALL
    for each in fields(Dialect)
    if isinstance(paths := getattr(dialect, each.name), tuple)
    for path in paths
) | (_OF_STAGE | _OF_TEAMTAILOR)
"""All that is taken out of an item; what is not named here is never kept, so no contact persons are."""


def dialect_of(root: str, paths: Collection[str], number: str) -> Dialect:
    """Return the dialect of a feed by its root, the paths of its first item and that item's number."""
    found = ROOTS.get(root, INDEED)
    if found is INDEED and (number.lower().startswith("teamtailor-") or _OF_TEAMTAILOR & set(paths)):
        return TEAMTAILOR
    return STAGE if found is RECRUITEE and _OF_STAGE & set(paths) else found
