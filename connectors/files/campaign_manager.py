"""Reads the performance report of LinkedIn's Campaign Manager: one line a campaign and day, with totals at the end."""

import re
from collections.abc import Mapping
from dataclasses import replace

from connectors.errors import N_, FileError
from connectors.files import cells
from connectors.files.campaign_manager_columns import FIGURES, places, targets, without, zone_in
from connectors.files.campaign_manager_days import is_by_day, read_days
from connectors.files.campaign_manager_report import Report, header_of, preamble_of
from connectors.files.gathering import Gathering
from connectors.files.reading import FileContext, Opened, Reading
from connectors.keys import channel_key

__all__ = ["KIND", "TITLE", "fits", "read", "targets"]

KIND = "campaign_manager"
TITLE = N_("LinkedIn Campaign Manager report")

_UNNAMED = "campaign-manager"
_NAME = re.compile(r"(?:account_(?P<account>\d{4,})|(?P<page>.+?))_campaign[_-]performance", re.IGNORECASE)
_NEEDED = ("day", "cost", "impressions", "clicks")
_HINT = N_(
    "In Campaign Manager choose the campaigns → Export → the performance report, with a breakdown by day (Daily), in UTC."
)


def fits(opened: Opened) -> bool:
    """Return whether a line near the top has nine headers or more, and the number of a campaign is one of them."""
    return header_of(opened) is not None


def read(opened: Opened, context: FileContext, mapping: Mapping[str, str]) -> Reading:
    """Return the account, its campaigns and what they did per day.

    ``mapping`` takes ``channel`` (the page or account as another source names it) and name of a meaning to header, see
    :func:`targets`. Raises a FileError for a report that is not by day or not in UTC, and for one in another language
    of which a person has not said what the columns are.
    """
    report = _report(opened, mapping)
    gathered = Gathering(opened, KIND, context.now)
    external_id = mapping.get("channel", "").strip() or _by_name(opened.file) or _without_name(gathered)
    channel_id = channel_key(context.organisation.id, "linkedin", external_id)
    gathered.add("channel", {"channel_id": channel_id, "platform": "linkedin", "external_id": external_id})
    _understand(gathered, report)
    read_days(gathered, report, channel_id)
    is_explained = bool(set(mapping) & set(targets()))
    headers = tuple(cells.text(title) for title in report.titles) if is_explained else ()
    return replace(gathered.reading(), headers=headers)


def _report(opened: Opened, mapping: Mapping[str, str]) -> Report:
    found = header_of(opened)
    if found is None:
        raise FileError(
            N_("{file} has no line with the headers of a Campaign Manager report."),
            file=opened.file,
            code="file.no_headers",
            hint=_HINT,
        )
    sheet, start = found
    titles = sheet.rows[start]
    where = places(opened, titles, mapping)
    report = Report(sheet, start, preamble_of(sheet.rows[:start]), where)
    if _needs_a_person(report, mapping):
        raise without(opened, titles, [name for name in _NEEDED if name not in where])
    _refuse_without_days(opened, report)
    return report


def _needs_a_person(report: Report, mapping: Mapping[str, str]) -> bool:
    """Return whether a report in another language has too little that is known, or nobody said what its columns are."""
    has_figures = any(name in report.places for name in FIGURES)
    is_english = "Campaign ID" in map(cells.text, report.titles)
    if is_english:
        return not has_figures
    return not (has_figures and "day" in report.places and set(mapping) & set(targets()))


def _refuse_without_days(opened: Opened, report: Report) -> None:
    if "day" not in report.places:
        text, code = N_("{file} is not by day: it has no column with a day, and no day is made up."), "file.no_days"
    elif not is_by_day(report):
        text, code = N_("{file} is not by day: its lines are sums over a longer period."), "file.not_by_day"
    elif zone_in(report.titles[report.places["day"]]) not in {"", "UTC"}:
        text, code = N_("The days of {file} are not cut in UTC."), "file.day_zone"
    else:
        return
    raise FileError(text, file=opened.file, code=code, hint=_HINT)


def _by_name(file: str) -> str:
    """Return the account or the page that the name of a file tells, such as account_507012345_campaign_performance."""
    match = _NAME.match(file.replace("\\", "/").rsplit("/", 1)[-1])
    if match is None:
        return ""
    return match["account"] or re.sub(r"[^a-z0-9]+", "-", match["page"].casefold()).strip("-")


def _without_name(gathered: Gathering) -> str:
    gathered.warn(
        N_(
            "The name of the file does not say which account it is; its figures stand under a name of their own. "
            "Give channel = “…”."
        )
    )
    return _UNNAMED


def _understand(gathered: Gathering, report: Report) -> None:
    used = {place: targets()[name].meaning for name, place in report.places.items()}
    for place, title in enumerate(report.titles):
        if place in used:
            gathered.understand(title, used[place], "used")
        elif cells.text(title):
            gathered.understand(title, N_("Can be computed, or is not kept"), "ignored")
