"""The days of advertising campaigns: figures as they stand, checked against the report's own line with totals."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from connectors.base import Row
from connectors.errors import N_
from connectors.files import cells
from connectors.files.campaign_manager_columns import FIGURES
from connectors.files.campaign_manager_report import Line, Report
from connectors.files.dates import day_of_page_export, smallest_step
from connectors.files.gathering import Gathering
from connectors.files.reading import Cell

Figures = dict[str, int | float]
Key = tuple[str, date]

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PER_ADVERT = re.compile(r"\b(ad|creative) (id|name)\b")
_DESCRIBED = ("campaign_name", "group_name", "objective")
_ONE_LINE = N_("one line for each campaign and day")
_WEEK, _SHORTEST_MONTH = 7, 28
_CENT = 0.01


def is_by_day(report: Report) -> bool:
    """Return whether the lines of a report are days.

    Lines a week or a month apart are sums. So is one line for each campaign, unless the report is of one day.
    """
    days: dict[str, set[date]] = defaultdict(set)
    for _, row in report.lines():
        day = day_of_page_export(report.cell(row, "day"))
        if day is not None:
            days[_campaign(report, row)].add(day)
    if not days:
        return True  # each line is refused with its own reason
    if all(len(own) == 1 for own in days.values()):
        first, last = report.preamble.first_day, report.preamble.last_day
        return first is not None and first == last
    steps = {smallest_step(sorted(own)) for own in days.values() if len(own) > 1}
    return not (steps == {_WEEK} or min(steps) >= _SHORTEST_MONTH)


def read_days(gathered: Gathering, report: Report, channel_id: int) -> None:
    """Read campaigns and their days; the lines of several adverts of one campaign are added up."""
    adds_up = any(_PER_ADVERT.search(cells.header(title)) for title in report.titles)
    days: dict[Key, Row] = {}
    campaigns: dict[str, Row] = {}
    for line in report.lines():
        found = _line(gathered, report, line)
        if found is None:
            continue
        key, row = found
        if key in days and not adds_up:
            gathered.refuse(report.sheet, (line[0], report.title("day")), line[1][report.places["day"]], _ONE_LINE)
            continue
        days[key] = _sum(days[key], row) if key in days else row
        campaigns.setdefault(key[0], {}).update(_described(report, line))
    read_at = report.preamble.generated_at
    observed: Row = {"observed_at": read_at} if read_at else {}
    for number, described in campaigns.items():
        gathered.add("ad_campaign", {"channel_id": channel_id, "campaign_ref": number, **described, **observed})
    for (number, day), row in days.items():
        own = {"channel_id": channel_id, "campaign_ref": number, "day": day}
        gathered.add("ad_daily", {**own, **row, "day_zone": "UTC", "ingest": "export", **observed})
    _check_totals(gathered, report, list(days.values()))


def _line(gathered: Gathering, report: Report, line: Line) -> tuple[Key, Row] | None:
    number, row = line
    campaign = _campaign(report, row)
    place = (number, report.title("day"))
    cell = report.cell(row, "day")
    day = gathered.day(report.sheet, place, cell, day_of_page_export(cell), N_("a day as LinkedIn writes it, M/D/YYYY"))
    if day is None:
        return None
    first, last = report.preamble.first_day, report.preamble.last_day
    if first and last and not first <= day <= last:
        gathered.refuse(
            report.sheet,
            place,
            cell,
            N_("a day from {first} to {last}, the period of the report"),
            first=first,
            last=last,
        )
        return None
    if not campaign:
        gathered.refuse(
            report.sheet,
            (number, report.title("campaign_id")),
            report.cell(row, "campaign_id"),
            N_("the number of a campaign"),
        )
        return None
    figures = _figures(gathered, report, line)
    if figures is None:
        return None
    currency = cells.text(report.cell(row, "currency")).upper()
    known = re.fullmatch(r"[A-Z]{3}", currency)
    return (campaign, day), {**figures, **({"currency": currency} if known else {})}


def _campaign(report: Report, row: tuple[Cell, ...]) -> str:
    """Return the number of a campaign; a spreadsheet that saved it as 200300.0 has changed nothing."""
    cell = report.cell(row, "campaign_id")
    return "" if cells.is_missing(cell) else re.sub(r"\.0$", "", cells.text(cell))


def _described(report: Report, line: Line) -> Row:
    texts = {name: cells.text(report.cell(line[1], name)) for name in _DESCRIBED}
    return {name.removeprefix("campaign_"): text for name, text in texts.items() if text}


def _figures(gathered: Gathering, report: Report, line: Line) -> Figures | None:
    """Return the figures that are there; None when one of them cannot be used. A dash is missing, 0 is zero."""
    number, row = line
    found: Figures = {}
    for name in FIGURES:
        cell = report.cell(row, name)
        if cells.is_missing(cell):
            continue
        try:
            found[name] = _figure(name, cell)
        except ValueError:
            expected = N_("an amount such as 1,234.56") if name == "cost" else N_("a whole number")
            gathered.refuse(report.sheet, (number, report.title(name)), cell, expected)
            return None
    return found


def _figure(name: str, cell: Cell) -> int | float:
    """Return a figure with or without commas between thousands; raise a ValueError for what is none."""
    text = cells.text(cell)
    plain = text.replace(",", "") if _GROUPED.fullmatch(text) else text
    return cells.number(plain) if name == "cost" else cells.whole(plain)


def _sum(before: Mapping[str, object], row: Mapping[str, object]) -> Row:
    total: Row = {**before, **row}
    for name in FIGURES:
        here = [value for value in (before.get(name), row.get(name)) if isinstance(value, int | float)]
        if here:
            total[name] = round(sum(here), 6)
    return total


def _check_totals(gathered: Gathering, report: Report, days: list[Row]) -> None:
    """Warn for each figure of which the days do not add up to the line with totals."""
    total = report.total()
    if total is None:
        return
    currencies = {row.get("currency") for row in days}
    for name in FIGURES:
        cell = report.cell(total[1], name)
        if name == "cost" and len(currencies) > 1:
            continue
        try:
            said = None if cells.is_missing(cell) else _figure(name, cell)
        except ValueError:
            said = None
        values = [value for row in days if isinstance(value := row.get(name), int | float)]
        room = _CENT * (len(values) + 1) if name == "cost" else 0
        if said is not None and abs(sum(values) - said) > room:
            gathered.warn(
                N_("“{column}” adds up to {sum}, but the line with totals says {total}."),
                column=report.title(name),
                sum=round(sum(values), 2),
                total=said,
            )
