"""The columns of a Campaign Manager report: the names that LinkedIn gives them, and what a person may say they are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from connectors.errors import N_, FileError
from connectors.files import cells
from connectors.files.reading import Cell, Opened
from connectors.personal import shown_header

SETTINGS = ("channel",)
"""What a person may add that is no column: the page or the account, as another source names it."""


@dataclass(frozen=True)
class AdColumn:
    """One thing that a column can mean. ``headers`` are its names in a report in English, without a zone in brackets."""

    name: str
    meaning: str
    headers: tuple[str, ...]
    is_figure: bool = False


_COLUMNS = (
    AdColumn("day", N_("Day"), ("Start Date", "Date", "Day")),
    AdColumn("campaign_id", N_("Number of the campaign"), ("Campaign ID", "ID da campanha")),
    AdColumn("campaign_name", N_("Name of the campaign"), ("Campaign Name", "Nome da campanha")),
    AdColumn("group_name", N_("Group that the campaign stands in"), ("Campaign Group Name",)),
    AdColumn("objective", N_("Objective of the campaign"), ("Campaign Objective Type", "Campaign Objective")),
    AdColumn("currency", N_("Currency of the cost"), ("Currency",)),
    AdColumn("cost", N_("What it cost"), ("Total Spent",), is_figure=True),
    AdColumn("impressions", N_("Times that adverts were shown"), ("Impressions",), is_figure=True),
    AdColumn("clicks", N_("Clicks on adverts"), ("Clicks",), is_figure=True),
    AdColumn("landing_page_clicks", N_("Clicks to the landing page"), ("Clicks to Landing Page",), is_figure=True),
    AdColumn("engagements", N_("Engagements with adverts"), ("Total Engagements",), is_figure=True),
    AdColumn("leads", N_("Lead forms that were sent"), ("Leads",), is_figure=True),
    AdColumn("conversions", N_("Conversions as the advertiser defined them"), ("Conversions",), is_figure=True),
    AdColumn("apply_clicks", N_("Clicks on apply"), ("Job Apply Clicks",), is_figure=True),
    AdColumn("applications", N_("Applications as LinkedIn counts them"), ("Job Applications",), is_figure=True),
)
FIGURES = tuple(column.name for column in _COLUMNS if column.is_figure)
_NAMES = {header.casefold(): column.name for column in _COLUMNS for header in column.headers}
_ZONE = re.compile(r"\s*\((?:[^()]* )?([^() ]*)\)$")
_CAMPAIGN_NUMBER = re.compile(r"(?=.*\bid\b)(?=.*(campaign|campanha|campaña|campagn|kampagne|kampanj))(?!.*gr[uo])")
"""The number of a campaign in other languages, not that of its group; the other columns then need a person."""


def targets() -> Mapping[str, AdColumn]:
    """Return all that a column can mean, by name."""
    return MappingProxyType({column.name: column for column in _COLUMNS})


def zone_in(header: Cell) -> str:
    """Return the last word in brackets behind a header, such as the UTC of “Start Date (in UTC)”; empty without any."""
    match = _ZONE.search(cells.text(header))
    return match[1] if match else ""


def is_campaign_number(header: Cell) -> bool:
    """Return whether a header names the number of a campaign, in any of some languages."""
    return _CAMPAIGN_NUMBER.match(cells.header(header).replace("-", " ").replace("_", " ")) is not None


def places(opened: Opened, titles: Sequence[Cell], mapping: Mapping[str, str]) -> dict[str, int]:
    """Return name of a meaning to the position of its column, after a person's corrections.

    Raises a FileError for a meaning that does not exist, and for a header that is not there.
    """
    found: dict[str, int] = {}
    for place, title in enumerate(titles):
        name = _NAMES.get(_ZONE.sub("", cells.text(title)).casefold())
        if name:
            found.setdefault(name, place)
    numbered = [place for place, title in enumerate(titles) if is_campaign_number(title)]
    if numbered:
        found.setdefault("campaign_id", numbered[0])
    headers = {cells.header(title): place for place, title in reversed(list(enumerate(titles)))}
    for name, header in mapping.items():
        if name in SETTINGS:
            continue
        if name not in targets():
            raise _wrong(opened, N_("“{key}” is nothing that a column can mean."), titles, key=name)
        if cells.header(header) not in headers:
            raise _wrong(opened, N_("{file} has no column “{key}”."), titles, key=header)
        found[name] = headers[cells.header(header)]
    return found


def without(opened: Opened, titles: Sequence[Cell], missing: Sequence[str]) -> FileError:
    """Return the error of a report in which columns are not recognised: what was found, and what can be said."""
    return _wrong(
        opened,
        N_("{file} is a Campaign Manager report in which these were not recognised: {missing}."),
        titles,
        code="file.columns",
        missing=", ".join(missing),
    )


def _wrong(
    opened: Opened, text: str, titles: Sequence[Cell], *, code: str = "file.mapping", **values: Any
) -> FileError:
    return FileError(
        text,
        file=opened.file,
        code=code,
        hint=N_(
            "Set Campaign Manager to English and export again, or say which column is what: day = “...”. "
            "It takes: {choices}. Found: {headers}."
        ),
        choices=", ".join([*targets(), *SETTINGS]),
        headers=", ".join(shown_header(cells.text(title)) for title in titles if cells.text(title)),
        **values,
    )
