"""The posts of a LinkedIn page, and their counters as they stood when the file was exported."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from connectors.base import Row
from connectors.errors import N_
from connectors.files import cells
from connectors.files.dates import is_possible
from connectors.files.gathering import POSSIBLE_DAY, Gathering
from connectors.files.page_sheets import LINK, POST, PageSheet
from connectors.files.reading import Cell
from connectors.inflow.addresses import addresses_in
from connectors.keys import content_key

Line = tuple[int, tuple[Cell, ...]]

_TITLE, _POSTED_BY, _IMPRESSIONS = 0, 4, 9
_OLD_WIDTH = 18
_CUT_OFF = re.compile(r"\S*(?:…|\.{3})(?=\s|$)")
_TITLE_LENGTH = 200
_RATE_TOLERANCE = 0.0005
_MILLISECONDS_SHIFT = 22


@dataclass(frozen=True)
class Layout:
    """Where the counters of a post stand; the older export lacks “Offsite views”, so that all after it moves up by one."""

    impressions: int
    clicks: int

    @property
    def rate(self) -> int:
        """Clicks per impression, which shows whether the layout is right."""
        return self.clicks + 1

    def counters(self) -> dict[int, tuple[str, str]]:
        """Return position to counter and meaning."""
        return {
            self.impressions: ("impressions", N_("Impressions of the post so far")),
            self.impressions + 1: ("views", N_("Views of its video so far")),
            self.clicks: ("clicks", N_("Clicks so far")),
            self.clicks + 2: ("reactions", N_("Reactions so far")),
            self.clicks + 3: ("comments", N_("Comments so far")),
            self.clicks + 4: ("shares", N_("Reposts so far")),
            self.clicks + 5: ("followers_gained", N_("Followers won so far")),
        }


def _layouts(width: int) -> list[Layout]:
    """Return where the counters may stand in a sheet of so many columns, the likeliest first.

    The older layout has 18 columns, the newer 20 (19 without the last one); a column that a person added moves the rest.
    """
    found = []
    for added in range(width - _OLD_WIDTH + 1):
        first = _IMPRESSIONS + added
        newer = [Layout(first, first + 3)] if width - added > _OLD_WIDTH else []
        found += [*newer, Layout(first, first + 2)]
    return found


def published_at(post_number: int) -> datetime:
    """Return the moment that stands in a post's number: its upper bits are milliseconds since 1970, UTC."""
    return datetime.fromtimestamp((post_number >> _MILLISECONDS_SHIFT) / 1000, UTC)


def read_posts(gathered: Gathering, sheets: Iterable[PageSheet], keys: tuple[str, int], observed: Row) -> None:
    """Read each post once. ``keys`` are organisation and channel; ``observed`` the moment of export, where it is known."""
    seen: set[str] = set()
    for sheet in sheets:
        if not observed:
            gathered.warn(
                N_("The name of the file does not say when it was exported: the counters of posts are dated now.")
            )
        lines = list(sheet.lines())
        layout = _layout(gathered, sheet, lines)
        if layout is None:
            continue
        _understand(gathered, sheet, layout)
        for line in lines:
            urn = _post(gathered, sheet, line)
            counters = _counters(gathered, sheet, layout, line) if urn and urn not in seen else None
            if urn is None or counters is None:
                continue
            seen.add(urn)
            content = _content(keys, line, urn)
            gathered.add("content", content)
            for address in _addresses(line):
                gathered.add("content_link", {"content_id": content["content_id"], "url": address})
            if counters:
                counter = {"content_id": content["content_id"], **counters, "ingest": "export", **observed}
                gathered.add("content_snapshot", counter)


def _layout(gathered: Gathering, sheet: PageSheet, lines: Sequence[Line]) -> Layout | None:
    """Return where the counters stand, as clicks per impression show; None when they stand nowhere that is known."""
    rows = [row for _, row in lines]
    possible = [layout for layout in _layouts(sheet.width) if _fits(layout, rows)]
    proven = [layout for layout in possible if any(map(partial(_shows, layout), rows))]
    if proven or (possible and possible[0].impressions == _IMPRESSIONS):
        return [*proven, *possible][0]
    number, row = lines[0]
    place = _layouts(sheet.width)[0].rate
    gathered.refuse(
        sheet.sheet, (number, cells.shown(sheet.titles[place])), row[place], N_("clicks divided by impressions")
    )
    return None


def _fits(layout: Layout, rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether clicks per impression, where all three are there, is what it says on nearly every line."""
    checked = [_rate_is_right(layout, row) for row in rows]
    return checked.count(False) * 10 <= len(checked)


def _rate_is_right(layout: Layout, row: Sequence[Cell]) -> bool:
    places = (layout.impressions, layout.clicks, layout.rate)
    if any(cells.is_missing(row[place]) for place in places):
        return True
    try:
        impressions, clicks, rate = (
            cells.whole(row[places[0]]),
            cells.whole(row[places[1]]),
            cells.number(row[places[2]]),
        )
    except ValueError:
        return False
    return impressions == 0 or abs(clicks / impressions - rate) <= _RATE_TOLERANCE


def _shows(layout: Layout, row: Sequence[Cell]) -> bool:
    """Return whether a line proves a layout: it has clicks, and their share of the impressions is what it says."""
    places = (layout.impressions, layout.clicks, layout.rate)
    there = not any(cells.is_missing(row[place]) for place in places)
    return there and _rate_is_right(layout, row) and cells.number(row[layout.clicks]) > 0


def _understand(gathered: Gathering, sheet: PageSheet, layout: Layout) -> None:
    used = {
        _TITLE: N_("First words of the post, and the addresses in it"),
        LINK: N_("Which post, and when it came out"),
    }
    used |= {place: meaning for place, (_, meaning) in layout.counters().items()}
    for place, cell in enumerate(sheet.titles):
        if _POSTED_BY <= place <= _POSTED_BY + layout.impressions - _IMPRESSIONS:
            gathered.understand(cell, N_("Name of a person"), "personal")
        elif place in used:
            gathered.understand(cell, used[place], "used")
        else:
            gathered.understand(cell, N_("Not kept"), "ignored")


def _post(gathered: Gathering, sheet: PageSheet, line: Line) -> str | None:
    """Return the urn of the post in a line; None when there is none, or its moment cannot be."""
    number, row = line
    match = POST.search(cells.text(row[LINK]))
    place = (number, cells.shown(sheet.titles[LINK]))
    if match is None:
        gathered.refuse(sheet.sheet, place, row[LINK], N_("the address of a post, with urn:li:activity:"))
        return None
    if not is_possible(published_at(int(match[2])).date(), gathered.now):
        gathered.refuse(sheet.sheet, place, row[LINK], POSSIBLE_DAY)
        return None
    return match[0]


def _counters(gathered: Gathering, sheet: PageSheet, layout: Layout, line: Line) -> Row | None:
    number, row = line
    found: Row = {}
    for place, (column, _) in layout.counters().items():
        if place >= sheet.width or cells.is_missing(row[place]):
            continue
        try:
            found[column] = cells.whole(row[place])
        except ValueError:
            gathered.refuse(sheet.sheet, (number, cells.shown(sheet.titles[place])), row[place], N_("a whole number"))
            return None
    return found


def _addresses(line: Line) -> tuple[str, ...]:
    """Return the addresses that stand in the words of a post, but for one that was cut off."""
    return addresses_in(_CUT_OFF.sub(" ", cells.text(line[1][_TITLE])))


def _content(keys: tuple[str, int], line: Line, urn: str) -> Row:
    organisation_id, channel_id = keys
    title = cells.text(line[1][_TITLE])[:_TITLE_LENGTH]
    row: Row = {
        "content_id": content_key(organisation_id, channel_id, urn),
        "channel_id": channel_id,
        "external_id": urn,
        "kind": "post",
        "url": f"https://www.linkedin.com/feed/update/{urn}",
        "published_at": published_at(int(urn.rsplit(":", 1)[-1])),
    }
    return row | ({"title": title} if title else {})
