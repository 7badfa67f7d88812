"""Reads the exports of a LinkedIn page (visitors, followers, content), .xls, .xlsx or CSV, in any language.

The columns stand in the same order in every language, so they are read by position, after a check that totals are the
sums of their parts. Days are UTC days.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from connectors.errors import N_, FileError
from connectors.files.dates import is_possible
from connectors.files.gathering import Gathering
from connectors.files.page_days import read_days
from connectors.files.page_posts import read_posts
from connectors.files.page_sheets import DAILY, PageSheet, is_list_of_groups, recognise
from connectors.files.reading import FileContext, Opened, Reading
from connectors.keys import channel_key

KIND = "linkedin_page"
TITLE = N_("LinkedIn page export")

_UNNAMED = "linkedin-export"
_NAME = re.compile(r"(?P<page>.+?)_(?:content|updates|visitors|followers)_(?P<moment>\d{13})", re.IGNORECASE)


@dataclass(frozen=True)
class PageExport:
    """What the name of a file tells: whose page it is, and when it was exported."""

    page: str
    exported_at: datetime | None


def fits(opened: Opened) -> bool:
    """Return whether one of the sheets has the shape of a page export's; an empty template has none."""
    return any(recognise(sheet).shape not in {"empty", "unknown"} for sheet in opened.sheets)


def read(opened: Opened, context: FileContext, mapping: Mapping[str, str]) -> Reading:
    """Return the page, its days, its posts and their counters.

    ``mapping`` takes ``channel``: the page as another source names it. Raises a FileError for a file with sheets about
    the audience only, and for one of which nothing can be used.
    """
    _refuse_unknown_keys(opened, mapping)
    found = _recognised(opened)
    usable = [sheet for sheet in found if sheet.shape in {*DAILY, "posts"}]
    if not usable:
        raise _of_others(opened, found)
    gathered = Gathering(opened, KIND, context.now)
    export = named(opened.file, context.now)
    external_id = mapping.get("channel", "").strip() or export.page or _without_name(gathered)
    channel_id = channel_key(context.organisation.id, "linkedin", external_id)
    gathered.add("channel", {"channel_id": channel_id, "platform": "linkedin", "external_id": external_id})
    _leave_out(gathered, [sheet for sheet in found if sheet not in usable])
    observed: dict[str, object] = {"observed_at": export.exported_at} if export.exported_at else {}
    read_days(gathered, [sheet for sheet in usable if sheet.shape != "posts"], channel_id, observed)
    posts = [sheet for sheet in usable if sheet.shape == "posts"]
    read_posts(gathered, posts, (context.organisation.id, channel_id), observed)
    return gathered.reading()


def named(file: str, now: datetime) -> PageExport:
    """Return what a name such as ``zorggroep_visitors_1793620800000.xls`` tells."""
    match = _NAME.match(file.replace("\\", "/").rsplit("/", 1)[-1])
    if match is None:
        return PageExport("", None)
    page = re.sub(r"[^a-z0-9]+", "-", match["page"].casefold()).strip("-")
    milliseconds = int(match["moment"])
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return PageExport(page, moment if is_possible(moment.date(), now) else None)


def _without_name(gathered: Gathering) -> str:
    gathered.warn(
        N_(
            "Neither the file nor its name says which page it is; its figures stand under a name of their own. Give channel = “…”."
        )
    )
    return _UNNAMED


def _refuse_unknown_keys(opened: Opened, mapping: Mapping[str, str]) -> None:
    for key in mapping:
        if key != "channel":
            raise FileError(
                N_("{file}: a LinkedIn page export takes no key “{key}”; it is read by position."),
                file=opened.file,
                code="file.mapping",
                hint=N_("Known: {known}."),
                key=key,
                known="channel",
            )


def _leave_out(gathered: Gathering, sheets: Sequence[PageSheet]) -> None:
    audience = [sheet.sheet.name for sheet in sheets if sheet.shape == "audience"]
    compared = [sheet.sheet.name for sheet in sheets if sheet.shape == "competitors"]
    unknown = [sheet.sheet.name for sheet in sheets if sheet.shape == "unknown"]
    if compared:
        gathered.warn(
            N_("Figures of other organisations have no place; left out: {sheets}."), sheets=", ".join(compared)
        )
    if audience:
        gathered.warn(N_("Who the audience is has no place (yet); left out: {sheets}."), sheets=", ".join(audience))
    if unknown:
        gathered.warn(N_("These sheets were not recognised and were left out: {sheets}."), sheets=", ".join(unknown))
    for sheet in sheets:
        for cell in sheet.titles if sheet.width else ():
            gathered.understand(cell, N_("Stands in a table that was left out"), "ignored")


def _recognised(opened: Opened) -> list[PageSheet]:
    """Return what each sheet is; beside a sheet that is certain, words with figures are who the audience is."""
    found = [recognise(sheet) for sheet in opened.sheets]
    if not any(sheet.shape in {*DAILY, "posts"} for sheet in found):
        return found
    groups = [sheet.shape == "unknown" and is_list_of_groups(sheet) for sheet in found]
    return [
        replace(sheet, shape="audience") if of_groups else sheet for sheet, of_groups in zip(found, groups, strict=True)
    ]


def _of_others(opened: Opened, found: Sequence[PageSheet]) -> FileError:
    """Return why nothing of a file has a place: it is about competitors, or about who the audience is."""
    compared = any(sheet.shape == "competitors" for sheet in found)
    audience = N_("{file} is the LinkedIn table “{what}” about the audience, which has no place (yet).")
    competitors = N_("{file} sets the page beside those of competitors; figures of other organisations have no place.")
    return FileError(
        competitors if compared else audience,
        file=opened.file,
        code="file.competitors" if compared else "file.other_table",
        hint=N_("Import the whole export of visitors, followers or content."),
        what=next((str(sheet.titles[0]) for sheet in found if sheet.shape == "audience"), ""),
    )
