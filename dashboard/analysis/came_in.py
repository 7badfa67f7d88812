"""What came in during a campaign's window: in all, tracked beside self-reported, by source and by origin."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.belongings import Belongings
from dashboard.analysis.lenses import Counted, Lenses, lenses
from dashboard.analysis.side_entrants import Origins, origins
from dashboard.analysis.suppression import Count, breakdown, count
from dashboard.analysis.suppression_grid import Grid, grid

CAMPAIGN, ANOTHER, NOTHING = 0, 1, 2  # rows and columns of the table of measured by self-reported


@dataclass(frozen=True)
class SourceCount:
    """Applications of one measured source; the empty id is an unknown source."""

    source_id: str
    name: str
    strategy: str
    count: Count


@dataclass(frozen=True)
class CameIn:
    """Applications in a window as they may be shown.

    ``crossed`` has the measured source in its rows and the self-reported one in its columns, each in the order: this
    campaign, another, unknown.
    """

    total: Count
    lenses: Lenses
    crossed: Grid
    sources: tuple[SourceCount, ...]
    origins: Origins


def came_in(totals: pd.DataFrame, sources: pd.DataFrame, own: Belongings) -> CameIn:
    """Return what came in.

    ``totals`` has ``source_id``, ``self_reported_id``, ``utm_campaign``, ``side_entrant`` and ``applied``; ``sources`` has
    ``source_id``, ``name`` and ``strategy``. An application counts once, also when tag and source both lead to the campaign.
    """
    cells = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    by_source: dict[str, int] = {}
    by_origin: dict[str, int] = {}
    columns = ("source_id", "self_reported_id", "utm_campaign", "side_entrant", "applied")
    for source, answer, tag, origin, applied in zip(*(totals[name] for name in columns), strict=True):
        cells[_measured(source, tag, own)][_answered(answer, own)] += int(applied)
        by_source[source] = by_source.get(source, 0) + int(applied)
        by_origin[origin] = by_origin.get(origin, 0) + int(applied)
    crossed = grid(cells)
    return CameIn(
        count(sum(map(sum, cells))),
        lenses(_counted(cells, by_origin, own), crossed),
        crossed,
        _by_source(by_source, sources, own),
        origins(by_origin),
    )


def _measured(source: str, tag: str, own: Belongings) -> int:
    if tag in own.utm_campaigns or source in own.sources:
        return CAMPAIGN
    return ANOTHER if source else NOTHING


def _answered(answer: str, own: Belongings) -> int:
    if answer in own.self_reported:
        return CAMPAIGN
    return ANOTHER if answer else NOTHING


def _counted(cells: list[list[int]], by_origin: Mapping[str, int], own: Belongings) -> Counted:
    total = sum(map(sum, cells))
    answers = [sum(column) for column in zip(*cells, strict=True)]
    return Counted(
        applications=total,
        with_source=total - sum(cells[NOTHING]),
        with_answer=total - answers[NOTHING],
        with_origin=total - by_origin.get("unknown", 0),
        tracked=sum(cells[CAMPAIGN]) if own.can_be_tracked else None,
        named=answers[CAMPAIGN] if own.self_reported else None,
    )


def _by_source(counts: Mapping[str, int], sources: pd.DataFrame, own: Belongings) -> tuple[SourceCount, ...]:
    """Return the sources, biggest first, the unknown one last.

    The campaign's own sources and the unknown one are shown elsewhere too, so that they cannot stand in for a small one.
    """
    ordered = sorted(counts, key=lambda source: (source == "", -counts[source], source))
    shown_elsewhere = [number for number, source in enumerate(ordered) if not source or source in own.sources]
    shown = breakdown([counts[source] for source in ordered], shown_elsewhere=shown_elsewhere)
    names = dict(zip(sources["source_id"], sources["name"], strict=True))
    strategies = dict(zip(sources["source_id"], sources["strategy"], strict=True))
    return tuple(
        SourceCount(source, names.get(source, source), strategies.get(source, "other"), number)
        for source, number in zip(ordered, shown, strict=True)
    )
