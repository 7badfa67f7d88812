"""The days of a YouTube Studio export: of the whole channel (*Totals*) and of the charted videos (*Chart data*)."""

from collections.abc import Iterable, Sequence
from datetime import date

from connectors.errors import N_
from connectors.files.dates import days_of_column, is_possible, iso_day, smallest_step
from connectors.files.gathering import Gathering
from connectors.files.studio_figures import Line, figures, has_figures, title, understand
from connectors.files.studio_sheets import StudioSheet
from connectors.files.studio_videos import DAY_ZONE, Period, Videos

_CUT = {"day_zone": DAY_ZONE, "ingest": "export"}


def read_totals(gathered: Gathering, tables: Iterable[StudioSheet], channel_id: int) -> Period | None:
    """Read the days of the channel; return the first and the last one."""
    read: list[date] = []
    for table in tables:
        understand(gathered, table, "fact")
        _warn_of_no_place(gathered, table)
        lines = list(table.lines())
        days = days_of_column([row[0] for _, row in lines])
        if days is None:
            _refuse_first(gathered, table, lines, N_("days as YYYY-MM-DD (these can be read in more than one way)"))
            continue
        known = _possible(gathered, days)
        if not _is_by_day(gathered, table, lines, [known]):
            continue
        for day, sums in _days(gathered, table, lines, days):
            gathered.add("channel_daily", {"channel_id": channel_id, "day": day, **sums, **_CUT})
        read += known
    return (min(read), max(read)) if read else None


def read_charts(gathered: Gathering, tables: Iterable[StudioSheet], videos: Videos) -> Period | None:
    """Read the days of the charted videos; return the first and the last one."""
    read: list[date] = []
    for table in tables:
        understand(gathered, table, "fact")
        _warn_of_no_place(gathered, table)
        by_video = _by_video(table, videos)
        days = {video: [iso_day(row[0]) for _, row in lines] for video, lines in by_video.items()}
        known = [_possible(gathered, some) for some in days.values()]
        if not _is_by_day(gathered, table, [line for lines in by_video.values() for line in lines], known):
            continue
        for video, lines in by_video.items():
            for day, sums in _days(gathered, table, lines, days[video]):
                gathered.add("content_daily", {"content_id": videos.content_id(video), "day": day, **sums, **_CUT})
        read += [day for some in known for day in some]
    return (min(read), max(read)) if read else None


def _by_video(table: StudioSheet, videos: Videos) -> dict[str, list[Line]]:
    by_video: dict[str, list[Line]] = {}
    for line in table.lines():
        video = videos.meet(table, line)
        if video:
            by_video.setdefault(video, []).append(line)
    return by_video


def _days(
    gathered: Gathering, table: StudioSheet, lines: Sequence[Line], days: Sequence[date | None]
) -> Iterable[tuple[date, dict[str, int | float]]]:
    """Yield each day with its figures, once; what cannot be used is refused, what is missing is left out."""
    seen: set[date] = set()
    for line, found in zip(lines, days, strict=True):
        place, cell = (line[0], title(table, 0)), line[1][0]
        day = gathered.day(table.sheet, place, cell, found, N_("a day as YYYY-MM-DD"))
        if day is None:
            continue
        if day in seen:
            gathered.refuse(table.sheet, place, cell, N_("each day once"))
            continue
        seen.add(day)
        sums = figures(gathered, table, line, "fact")
        if sums:
            yield day, sums


def _possible(gathered: Gathering, days: Iterable[date | None]) -> list[date]:
    return [day for day in days if day is not None and is_possible(day, gathered.now)]


def _is_by_day(gathered: Gathering, table: StudioSheet, lines: Sequence[Line], days: Iterable[Sequence[date]]) -> bool:
    """Return whether lines are of days; a chart by week or month is refused, its sums are not those of a day."""
    step = min((smallest_step(some) for some in days if len(some) > 1), default=1)
    if step > 1:
        expected = N_("a line for every day: in Studio, choose “Daily” above the chart")
        _refuse_first(gathered, table, lines, expected)
    return step == 1


def _refuse_first(gathered: Gathering, table: StudioSheet, lines: Sequence[Line], expected: str) -> None:
    for number, row in lines[:1]:
        gathered.refuse(table.sheet, (number, title(table, 0)), row[0], expected)


def _warn_of_no_place(gathered: Gathering, table: StudioSheet) -> None:
    if not has_figures(table, "fact"):
        gathered.warn(N_("The figure in “{sheet}” has no place (yet); views have."), sheet=table.sheet.name)
