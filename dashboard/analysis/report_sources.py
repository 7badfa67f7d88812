"""Which sources a report rests on, and when one of them stands in its way: too old, or without any figures."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from connectors.errors import N_, Said

STALE_AFTER = timedelta(days=7)
"""How old the applications under a page or report may be."""
_APPLICATIONS = frozenset({"import:ats"})
_PLATFORMS = {"youtube_studio": "youtube", "linkedin_page": "linkedin"}
_WORKING = frozenset({"ok", "partial", "running"})
_UNUSED = frozenset({"never", "not_enabled"})


@dataclass(frozen=True)
class Standing:
    """How one source of a report stands.

    Attributes:
        source: Its name; ``applications`` for all that came in, from whichever source.
        title: A message id.
        until: Last day with figures.
        age_days: How old that is.
        stale: Too old for a report.
        works: The last run brought figures.
    """

    source: str
    title: str
    until: date | None
    age_days: int | None
    stale: bool
    works: bool = True

    @property
    def stands_in_the_way(self) -> bool:
        """True where a report would say more than is known."""
        return self.stale or (not self.works and self.until is None)


def is_of_report(source: str, status: str, tables: Collection[str], platforms: Collection[str], *, tone: bool) -> bool:
    """Tell whether a report rests on a source: applications, one of the platforms, or what people say."""
    if status in _UNUSED:
        return False
    kind = source.removeprefix("import:")
    if source in _APPLICATIONS or "application" in tables:
        return True
    return source in platforms or _PLATFORMS.get(kind) in platforms or (tone and kind == "mentions")


def works(status: str) -> bool:
    """Tell whether the last run of a source brought figures."""
    return status in _WORKING


def applications(until: date | None, today: date) -> Standing:
    """Return how the applications stand, whichever source brought them."""
    age = (today - until).days if until else None
    is_stale = age is not None and age > STALE_AFTER.days
    return Standing("applications", N_("Applications: own system"), until, age, is_stale)


def problem(standing: Standing) -> Said:
    """Return what is wrong with a source, with its age."""
    if standing.until is None:
        return Said(N_("{source} has no figures: its last run failed."), {"source": Said(standing.title)})
    values = {"source": Said(standing.title), "until": standing.until, "days": standing.age_days}
    if standing.stale:
        return Said(N_("{source}: figures until {until}, {days} days old; that is too old for a report."), values)
    return Said(N_("{source}: the last run failed; the figures run until {until} and are {days} days old."), values)


def source_line(standing: Standing) -> Said:
    """Return a source with until when, as every report ends with it."""
    if standing.until is None:
        return Said(N_("{source}: no figures."), {"source": Said(standing.title)})
    return Said(N_("{source}, until {until}."), {"source": Said(standing.title), "until": standing.until})
