"""From what somebody asks for to a report: the same way for the page and for the command.

A report is refused when a source under it is too old or has no figures: it would say more than is known. Who allows it
gets it with a warning before the figures.
"""

import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from logging import getLogger
from typing import Literal, TypeVar

from sqlalchemy import Connection

from connectors.clock import day_in
from connectors.errors import N_, ConfigurationError, InstroomError, NotEnoughData
from dashboard import i18n
from dashboard.analysis.report_sources import Standing, problem, source_line
from dashboard.analysis.selection import Selection, against, last_complete_month, read_months
from dashboard.analysis.suppression import protect
from dashboard.charts.words import tell
from dashboard.exports.campaign import campaign_report
from dashboard.exports.dossier import dossier
from dashboard.exports.making import Frame
from dashboard.exports.overview import overview_report
from dashboard.exports.report import Report
from dashboard.queries.campaign_material import CampaignMaterial, campaign_material
from dashboard.queries.organisation import Shown
from dashboard.queries.overview import PLATFORM
from dashboard.queries.overview_material import overview_material
from dashboard.queries.periods import applications_reach
from dashboard.queries.report_sources import known_on, standings

log = getLogger(__name__)
T = TypeVar("T")
DEFAULT_PERIOD = "3m"


@dataclass(frozen=True)
class Order:
    """What is asked for.

    Attributes:
        campaign: Code of the campaign; empty for the overview.
        period: Code of whole months, for the overview.
        compare: What the months are compared with.
        allow_stale: Make it although a source is too old.
    """

    campaign: str = ""
    period: str = DEFAULT_PERIOD
    compare: Literal["previous", "year"] = "previous"
    language: str = "nl"
    is_dossier: bool = False
    allow_stale: bool = False


@dataclass(frozen=True)
class Home:
    """Whose figures they are, and the moment.

    Attributes:
        enabled: Which sources are switched on; None when that is not known, as in the demo.
        minimum: The fewest applicants, and the fewest employees, that are ever shown.
    """

    organisation: Shown
    now: datetime
    enabled: Collection[str] | None
    minimum: tuple[int, int]

    @property
    def today(self) -> date:
        """The day as the organisation counts it."""
        return day_in(self.now, self.organisation.timezone)


@dataclass(frozen=True)
class Made:
    """A report, with the sources that stood in its way and were allowed."""

    report: Report
    in_the_way: tuple[Standing, ...]


class RefusedError(InstroomError):
    """A report would say more than is known; names source and age."""

    code = "report.stale"
    exit_code = 1


def make(connection: Connection, home: Home, order: Order) -> Made:
    """Return the report that was asked for.

    Raises:
        ConfigurationError: There is no such campaign or period.
        NotEnoughData: There are no figures at all.
        RefusedError: A source is too old or has no figures, or a part could not be reckoned.
    """
    protect(*home.minimum)  # a download is made outside the run of the page
    with i18n.speaking(order.language):
        return _Maker(connection, home, order).make()


def in_the_way(connection: Connection, home: Home, order: Order) -> list[Standing]:
    """Return the sources for which the report would be refused."""
    return [each for each in _Maker(connection, home, order).standings() if each.stands_in_the_way]


class _Maker:
    """One report on its way."""

    def __init__(self, connection: Connection, home: Home, order: Order) -> None:
        self.asked = (connection, home.organisation.id)
        self.home, self.order = home, order
        self.material: CampaignMaterial | None = None
        if order.campaign:
            mine, asked = home.organisation, (order.campaign, home.today, home.organisation.timezone, order.language)
            self.material = _whole(lambda: campaign_material(connection, mine.id, *asked))

    def standings(self) -> list[Standing]:
        """Return how the sources of the report stand."""
        platforms = (PLATFORM,) if self.material is None else self.material.story.platforms
        zone, is_overview = self.home.organisation.timezone, self.material is None
        return standings(*self.asked, self.home.now, zone, platforms, self.home.enabled, tone=is_overview)

    def make(self) -> Made:
        """Return the report, or refuse it."""
        known = self.standings()
        if known[0].until is None:
            raise NotEnoughData(N_("There are no applications yet: there is nothing to report."), code="report.empty")
        blocking = tuple(each for each in known if each.stands_in_the_way)
        if blocking and not self.order.allow_stale:
            _refuse(blocking)
        return Made(self._report(self._frame(known)), blocking)

    def _frame(self, known: list[Standing]) -> Frame:
        mine = self.home.organisation
        bad = (each for each in known if each.stands_in_the_way or not each.works)
        return Frame(
            organisation=mine.name,
            language=self.order.language,
            zone=mine.timezone,
            known_on=known_on(known, self.home.today),
            made_at=self.home.now,
            is_demo=mine.is_demo,
            sources=tuple(tell(source_line(each)) for each in known),
            warnings=tuple(tell(problem(each)) for each in bad),
        )

    def _report(self, frame: Frame) -> Report:
        material = self.material
        if material is not None:
            return _whole(lambda: (dossier if self.order.is_dossier else campaign_report)(material, frame))
        asked = (self._selection(frame), self.home.today, frame.zone, frame.language)
        return _whole(lambda: overview_report(overview_material(*self.asked, *asked), frame, self.order.period))

    def _selection(self, frame: Frame) -> Selection:
        last = last_complete_month(frame.known_on)
        period = read_months(self.order.period, last)
        if period is None:
            raise ConfigurationError(
                N_("“{period}” is no period that is known: months as 3m, 2026, 2026-01 or 2026-01..2026-03."),
                code="usage.period",
                period=self.order.period,
            )
        first = applications_reach(*self.asked).first
        if first is not None and period.last < first:
            raise NotEnoughData(
                N_("There are no figures of that period: applications are known from {first}."),
                code="report.empty",
                first=first,
            )
        return Selection(period, against(period, self.order.compare), self.order.compare)


def _whole(part: Callable[[], T]) -> T:
    """Return what was reckoned; where it fails, no report is made with a hole in it."""
    try:
        return part()
    except (InstroomError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001  whatever fails, a person reads a sentence
        frames = "".join(traceback.format_tb(error.__traceback__))
        log.warning("no report: %s\n%s", type(error).__name__, frames)  # the text of the error may hold a figure
        raise RefusedError(
            N_("No report was made: a part of it could not be reckoned ({kind})."),
            code="report.part",
            hint=N_("The log says where; the page shows the rest."),
            kind=type(error).__name__,
        ) from None


def _refuse(blocking: tuple[Standing, ...]) -> None:
    raise RefusedError(
        N_("No report was made. {problems}"),
        hint=N_(
            "Read the source again or import a newer file; who allows an old source gets the report with a warning."
        ),
        problems=" ".join(tell(problem(each)) for each in blocking),
    )
