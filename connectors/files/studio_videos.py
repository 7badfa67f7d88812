"""The videos of a YouTube Studio export, and their sums where those count since publication."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from connectors.base import Row
from connectors.errors import N_
from connectors.files import cells
from connectors.files.dates import is_possible, midnight, named_month_day
from connectors.files.gathering import Gathering
from connectors.files.studio_figures import Line, figures, title, understand
from connectors.files.studio_sheets import VIDEO_ID, StudioSheet
from connectors.keys import content_key

Period = tuple[date, date]
"""First and last day of an export, in Pacific time."""

DAY_ZONE = "America/Los_Angeles"
MOST_LINES = 500


class Videos:
    """The videos that were met, each once, as rows of ``content``."""

    def __init__(self, gathered: Gathering, organisation_id: str, channel_id: int) -> None:
        self.gathered = gathered
        self.organisation_id = organisation_id
        self.channel_id = channel_id
        self.rows: dict[str, Row] = {}
        self.published: dict[str, date | None] = {}
        self.undated: set[str] = set()

    def meet(self, table: StudioSheet, line: Line) -> str | None:
        """Return the id of the video in a line and keep what the line says of it; None when there is no such id."""
        number, row = line
        place = table.place("content") or 0
        video = cells.text(row[place])
        if not VIDEO_ID.fullmatch(video):
            self.gathered.refuse(
                table.sheet, (number, title(table, place)), row[place], N_("a video id of 11 characters")
            )
            return None
        if video not in self.rows:
            self.rows[video] = self._row(table, line, video)
        return video

    def content_id(self, video: str) -> int:
        """Return the key of a video, the same as the API's."""
        return content_key(self.organisation_id, self.channel_id, video)

    def gather(self) -> None:
        """Hand over the rows, and say how many have a day of publication that could not be read."""
        for row in self.rows.values():
            self.gathered.add("content", row)
        if self.undated:
            self.gathered.warn(
                N_(
                    "Videos of which the day of publication could not be read: {count}. Expected is a day such as Sep 29, 2025."
                ),
                count=len(self.undated),
            )

    def _row(self, table: StudioSheet, line: Line, video: str) -> Row:
        _, row = line
        known: Row = {
            "content_id": self.content_id(video),
            "channel_id": self.channel_id,
            "external_id": video,
            "kind": "video",
            "url": f"https://www.youtube.com/watch?v={video}",
        }
        named = cells.text(row[place]) if (place := table.place("title")) is not None else ""
        published = self._day_of_publication(table, line, video)
        length = _length(table, line)
        if named:
            known["title"] = named
        if published:
            known["published_at"] = midnight(published)
        if length is not None:
            known["duration_s"] = length
        return known

    def _day_of_publication(self, table: StudioSheet, line: Line, video: str) -> date | None:
        place = table.place("published")
        if place is None or cells.is_missing(line[1][place]):
            return None
        day = named_month_day(line[1][place])
        if day is None or not is_possible(day, self.gathered.now):
            self.undated.add(video)
            return None
        self.published[video] = day
        return day


def _length(table: StudioSheet, line: Line) -> int | None:
    place = table.place("duration")
    if place is None or cells.is_missing(line[1][place]):
        return None
    try:
        return cells.seconds(line[1][place])
    except ValueError:
        return None


def read_tables(gathered: Gathering, tables: Iterable[StudioSheet], videos: Videos, period: Period | None) -> int:
    """Read the videos of *Table data*; return how many there are.

    The table sums over the export's period. Only for a video that came out within the period is that a count since
    publication, and only that is kept, as it stood at the end of the period; the others keep no figures.
    """
    listed: set[str] = set()
    partial: set[str] = set()
    for table in tables:
        understand(gathered, table, "snapshot")
        lines = list(table.lines())
        for line in lines:
            video = videos.meet(table, line)
            sums = figures(gathered, table, line, "snapshot") if video else None
            if video is None or sums is None:
                continue
            listed.add(video)
            if period is None or not _came_out_within(videos, video, period):
                partial.add(video)
            elif sums:
                counter = {"content_id": videos.content_id(video), **sums, "ingest": "export"}
                gathered.add("content_snapshot", {**counter, "observed_at": _end(period)})
        if table.has_footer() or len(lines) >= MOST_LINES:
            gathered.warn(N_("Studio exports at most {most} videos; the others are not in the file."), most=MOST_LINES)
    _say_what_is_partial(gathered, len(partial), len(listed), period)
    return len(listed)


def _came_out_within(videos: Videos, video: str, period: Period) -> bool:
    published = videos.published.get(video)
    return published is not None and period[0] <= published <= period[1]


def _end(period: Period) -> datetime:
    return datetime.combine(period[1] + timedelta(days=1), time(), ZoneInfo(DAY_ZONE))


def _say_what_is_partial(gathered: Gathering, partial: int, listed: int, period: Period | None) -> None:
    if not partial:
        return
    if period is None:
        gathered.warn(
            N_(
                "The sums of {listed} videos are of an unknown period and were not kept; the whole zip, with “Totals”, "
                "tells the period."
            ),
            listed=listed,
        )
        return
    gathered.warn(
        N_(
            "The sums of {partial} of {listed} videos are of {first} to {last} only, not since publication, and were not kept."
        ),
        partial=partial,
        listed=listed,
        first=period[0].isoformat(),
        last=period[1].isoformat(),
    )
