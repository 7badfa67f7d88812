"""Reads YouTube Studio's “Advanced mode” export: a zip of three tables, or one of them, in any language it can tell.

*Table data* has one line a video with sums over the export's period, *Chart data* one a video and day with one figure,
*Totals* one a day for the whole channel.
"""

import re
from collections.abc import Mapping, Sequence

from connectors.errors import N_, FileError, Said
from connectors.files.dates import iso_day
from connectors.files.gathering import Gathering
from connectors.files.reading import FileContext, Opened, Reading
from connectors.files.studio_days import read_charts, read_totals
from connectors.files.studio_sheets import StudioSheet, headers, recognise
from connectors.files.studio_videos import Period, Videos, read_tables
from connectors.keys import channel_key

KIND = "youtube_studio"
TITLE = N_("YouTube Studio export")

_UNNAMED = "studio-export"
_CHANNEL_ID = re.compile(r"UC[A-Za-z0-9_-]{22}")
_HANDLE = re.compile(r"@?[\w.\-·]{3,30}")
_PERIOD = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})")


def fits(opened: Opened) -> bool:
    """Return whether one of the sheets is a table that Studio exports, also one that has no place here."""
    known = headers({}, opened.file)
    return any(recognise(sheet, known).shape != "unknown" for sheet in opened.sheets)


def read(opened: Opened, context: FileContext, mapping: Mapping[str, str]) -> Reading:
    """Return channel, videos, days and (where they are sums since publication) counters.

    ``mapping`` takes ``channel`` (``UC…`` as the API names it, or a handle) and column name to header. Raises a FileError
    for a table that has no place here when it comes alone, and for a file of which nothing can be used.
    """
    known = headers({name: header for name, header in mapping.items() if name != "channel"}, opened.file)
    found = [recognise(sheet, known) for sheet in opened.sheets]
    usable = [table for table in found if table.shape not in {"other", "unknown"}]
    if not usable:
        raise _no_place(opened, found)
    gathered = Gathering(opened, KIND, context.now)
    for table in found:
        if table not in usable:
            _leave_out(gathered, table)
    external_id = _channel(gathered, mapping.get("channel", "").strip())
    channel_id = channel_key(context.organisation.id, "youtube", external_id)
    gathered.add("channel", {"channel_id": channel_id, "platform": "youtube", "external_id": external_id})
    _gather(gathered, usable, Videos(gathered, context.organisation.id, channel_id))
    return gathered.reading()


def _gather(gathered: Gathering, tables: Sequence[StudioSheet], videos: Videos) -> None:
    of = {shape: [table for table in tables if table.shape == shape] for shape in ("totals", "chart", "table")}
    total_days = read_totals(gathered, of["totals"], videos.channel_id)
    chart_days = read_charts(gathered, of["chart"], videos)
    charted = len(videos.rows)
    period = total_days or chart_days or _period_by_name(gathered.opened.file)
    listed = read_tables(gathered, of["table"], videos, period)
    if of["chart"]:
        _say_what_is_charted(gathered, charted, listed)
    if of["totals"] and listed < 2:  # noqa: PLR2004
        gathered.warn(
            N_("The days are taken as those of the whole channel; make sure that no single video was chosen.")
        )
    videos.gather()


def _say_what_is_charted(gathered: Gathering, charted: int, listed: int) -> None:
    if listed > charted:
        gathered.warn(
            N_("The days cover only {charted} of {listed} videos: those that were ticked in Studio."),
            charted=charted,
            listed=listed,
        )
    elif not listed:
        gathered.warn(
            N_("The days cover {charted} videos: those that were ticked in Studio, perhaps not all."), charted=charted
        )


def _channel(gathered: Gathering, given: str) -> str:
    """Return the external id of the channel: what a person gave, else a name of its own."""
    if not given:
        gathered.warn(
            N_(
                "The file does not say of which channel it is, so its figures stand apart from those of the API. "
                "To join them, give channel = “UC…”."
            )
        )
        return _UNNAMED
    if _CHANNEL_ID.fullmatch(given):
        return given
    if not _HANDLE.fullmatch(given):
        raise FileError(
            N_("“{channel}” is no YouTube channel: expected is UC and 22 characters, or a handle such as @name."),
            file=gathered.opened.file,
            code="file.mapping",
            channel=given,
        )
    if not given.startswith("UC"):
        gathered.warn(
            N_("The handle {channel} joins no figures of the API; the channel's id (UC…) does."), channel=given
        )
    return given


def _period_by_name(file: str) -> Period | None:
    match = _PERIOD.search(file)
    first, last = (iso_day(match[1]), iso_day(match[2])) if match else (None, None)
    return (first, last) if first and last and first <= last else None


def _leave_out(gathered: Gathering, table: StudioSheet) -> None:
    if table.what:
        text = N_("The table “{sheet}” ({what}) has no place (yet) and was left out.")
    else:
        text = N_("The table “{sheet}” was not recognised and was left out.")
    gathered.warn(text, sheet=table.sheet.name, what=Said(table.what))
    for cell in table.sheet.rows[table.start] if table.sheet.rows else ():
        gathered.understand(cell, N_("Stands in a table that was left out"), "ignored")


def _no_place(opened: Opened, found: Sequence[StudioSheet]) -> FileError:
    what = next((table.what for table in found if table.what), "")
    return FileError(
        N_("{file} is the YouTube Studio table “{what}”, which has no place (yet)."),
        file=opened.file,
        code="file.other_table",
        hint=N_("In Studio, choose “Content” in “Advanced mode” and export again."),
        what=Said(what),
    )
