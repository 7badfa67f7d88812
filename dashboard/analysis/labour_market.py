"""The labour market around the organisation: published figures as they stand, never added and never mixed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from connectors.errors import N_, Said
from dashboard.analysis.periods import Period

CARE = "Q Gezondheids- en welzijnszorg"
VACANCIES = "care_vacancies"
_OPEN_IN_YEAR, _FILLED_IN_YEAR = "care_vacancies_year", "care_vacancies_filled_year"
_YEAR = 365.25
_SHOWN = 8
_QUARTER_DAYS = range(89, 93)
_CLASSES = (
    (0.25, N_("very loose")),
    (0.67, N_("loose")),
    (1.5, N_("average")),
    (4.0, N_("tight")),
    (float("inf"), N_("very tight")),
)
TIGHTNESS = ("tightness_uwv", "tightness_vdab")


@dataclass(frozen=True)
class Published:
    """One figure as its source gives it."""

    series: str
    region: str
    sector: str
    period: Period
    value: float
    unit: str
    source: str
    is_provisional: bool


@dataclass(frozen=True)
class Beside:
    """One quarter: the region's open vacancies beside our own, and our applications per vacancy where they may be shown."""

    published: Published
    own_open: float | None
    applications_per_vacancy: float | None


@dataclass(frozen=True)
class Market:
    """What is known of the labour market up to a day.

    Attributes:
        region: Of the vacancies in care; the regions that can be chosen stand in ``regions``.
        quarters: The last eight quarters, oldest first.
        duration: Days that a vacancy stands open in the region, with the year, None when the source gives no year.
        tightness: The newest figure of each kind and region.
    """

    region: str
    regions: tuple[str, ...]
    quarters: tuple[Beside, ...]
    duration: tuple[float, Published] | None
    tightness: tuple[Published, ...]


def uwv_class(tightness: float) -> Said:
    """Return how UWV calls a tightness; a bound belongs to the class above it."""
    return Said(next(name for bound, name in _CLASSES if tightness < bound or bound == _CLASSES[-1][0]))


def market(
    figures: Sequence[Published],
    until: date,
    *,
    region: str = "",
    own_open: Callable[[date], float | None],
    per_vacancy: Callable[[Period], float | None],
) -> Market | None:
    """Return the labour market as it was known for the days until one; None without any figure.

    ``own_open`` tells our open vacancies on a day, ``per_vacancy`` our applications
    per vacancy over whole months. A region that is not there becomes the first one.
    """
    known = [each for each in figures if each.period.last <= until]
    tightness = tuple(found for series in TIGHTNESS for found in _newest_by_region(known, series))
    quarters = [each for each in known if each.series == VACANCIES and each.period.days in _QUARTER_DAYS]
    regions = tuple(dict.fromkeys(each.region for each in sorted(quarters, key=_by_name)))
    if not regions and not tightness:
        return None
    chosen = region if region in regions else next(iter(regions), "")
    some = _one_sector([each for each in quarters if each.region == chosen])[-_SHOWN:]
    beside = tuple(Beside(each, own_open(each.period.last), per_vacancy(each.period)) for each in some)
    return Market(chosen, regions, beside, _duration(known, chosen), tightness)


def has_gaps(quarters: tuple[Beside, ...]) -> bool:
    """Tell whether a quarter is missing between two that are there."""
    return any((b.published.period.first - a.published.period.last).days != 1 for a, b in pairwise(quarters))


def _by_name(each: Published) -> tuple[bool, str]:
    """Order regions by name, the whole country first."""
    return each.region not in {"Nederland", "België"}, each.region


def _newest_by_region(known: list[Published], series: str) -> list[Published]:
    newest: dict[str, Published] = {}
    for each in sorted((each for each in known if each.series == series), key=lambda each: each.period.last):
        newest[each.region] = each
    return [newest[region] for region in sorted(newest)]


def _one_sector(some: list[Published]) -> list[Published]:
    """Return the quarters of care as a whole, or of the first part when the source gives no whole."""
    sectors = sorted({each.sector for each in some}, key=lambda sector: (sector not in {CARE, ""}, sector))
    return sorted((each for each in some if each.sector in sectors[:1]), key=lambda each: each.period.first)


def _duration(known: list[Published], region: str) -> tuple[float, Published] | None:
    """Return the newest year's stock ÷ flow in days; both are the year figures that the source gives."""
    years = {(each.series, each.period): each for each in known if each.region == region and each.sector in {CARE, ""}}
    for (series, period), filled in sorted(years.items(), key=lambda item: item[0][1], reverse=True):
        standing = years.get((_OPEN_IN_YEAR, period))
        if series == _FILLED_IN_YEAR and standing is not None and filled.value > 0:
            return _YEAR * standing.value / filled.value, standing
    return None
