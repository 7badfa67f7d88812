"""A report on the whole organisation: everything that the first page says, in its order."""

from collections.abc import Iterator
from datetime import date

from dashboard.analysis.overview import Axis
from dashboard.analysis.overview import Tile as Figure
from dashboard.analysis.periods import Period
from dashboard.analysis.selection import Selection
from dashboard.analysis.time_line import behind
from dashboard.charts.backdrop import backdrop_of
from dashboard.charts.overview_words import (
    axis_line,
    before_text,
    definition,
    difference_text,
    direction_text,
    interval_text,
    months_text,
    sentences,
    target_text,
    tiles_table,
    written,
)
from dashboard.charts.spans import Backdrop
from dashboard.charts.words import KINDS, tell
from dashboard.exports.making import Frame, pieces, section
from dashboard.exports.report import Report, Section, Tile
from dashboard.i18n import _, day, day_range
from dashboard.queries.overview import PLATFORM
from dashboard.queries.overview_material import OverviewMaterial
from dashboard.told.card import Card
from dashboard.told.overview import (
    buzz_card,
    market_card,
    market_lines,
    shown_days,
    spent_card,
    tone_card,
    views_card,
    weeks_card,
    weeks_in,
)

_OF_PEOPLE = frozenset({"applications", "hires"})


def overview_report(material: OverviewMaterial, frame: Frame, period: str) -> Report:
    """Return the report, in the language that is spoken now; ``period`` is the code of its months."""
    page, selection = material.page, material.page.selection
    return Report(
        about="overview",
        subject="",
        title=_("Overview"),
        organisation=frame.organisation,
        language=frame.language,
        known_on=frame.known_on,
        made_at=frame.made_at,
        is_demo=frame.is_demo,
        first_day=selection.period.first,
        last_day=selection.period.last,
        period=period,
        subtitle=_("{months}, beside {against}").format(
            months=months_text(selection), against=day_range(selection.against.first, selection.against.last)
        ),
        tiles=tuple(_tile(each, selection) for each in page.tiles),
        sections=tuple(_sections(material)),
        sources=frame.sources,
        warnings=(*frame.warnings, *_breaks(material)),
    )


def _tile(tile: Figure, selection: Selection) -> Tile:
    passport, figure = tile.passport, tile.now.figure
    beside = [
        tell(tile.now.reason) if figure.value is None and tile.now.reason is not None else "",
        interval_text(passport, tile.now.interval),
        tell(tile.note) if tile.note else "",
        before_text(tile, selection),
        target_text(passport, tile.target),
    ]
    return Tile(
        key=passport.key,
        label=_(passport.label),
        value=written(passport, figure),
        number=None if figure.hidden else figure.value,
        unit=passport.unit,
        counts_people=passport.key in _OF_PEOPLE,
        beside=tuple(each for each in beside if each),
        definition=definition(passport),
    )


def _breaks(material: OverviewMaterial) -> Iterator[str]:
    words = _("Counted differently from {day}: {title}. Figures from before and after cannot simply be compared.")
    for changed, title in material.page.breaks:
        yield words.format(day=day(changed), title=_(title).rstrip("."))


def _sections(material: OverviewMaterial) -> Iterator[Section]:
    page = material.page
    headings = (_("What changed"), _("What is known of why"), _("What is not known"))
    line = _("{label}: {value}")
    told = zip(headings, sentences(page), strict=True)
    yield section(_("What changed and why"), points=[line.format(label=heading, value=said) for heading, said in told])
    note = _("They are three things: they move apart, and are never put into one score. An arrow means: beyond chance.")
    yield section(
        _("Attention, tone and result"),
        points=[_axis(axis) for axis in page.axes],
        some=pieces(*_charts(material)),
        notes=[note],
    )
    table = Card("key-figures", _("Key figures"), tiles_table(page))
    yield section(_("What it cost, cash and with own hours"), some=pieces(spent_card(page)))
    if page.market is not None:
        lines = market_lines(page.market)
        yield section(_("The labour market around us"), points=lines, some=pieces(market_card(page.market)))
    yield _happened(material)
    yield section(_("The same figures in a table"), some=pieces(table))


def _axis(axis: Axis) -> str:
    line = _("{label}: {value}")
    told = [_moved(tile) for tile in (*axis.leading, *axis.others)]
    return line.format(label=axis_line(axis), value="; ".join(told))


def _moved(tile: Figure) -> str:
    said = f"{_(tile.passport.label)} {written(tile.passport, tile.now.figure)}"
    moved = ", ".join(part for part in (difference_text(tile), direction_text(tile)) if part)
    return f"{said} ({moved})" if moved else said


def _charts(material: OverviewMaterial) -> Iterator[Card]:
    page = material.page
    if page.selection.narrowing:
        return
    days = shown_days(page)
    if page.weeks_said:
        yield buzz_card(page, _backdrop(material, days, "mentions", page.said_until))
        yield tone_card(page, _backdrop(material, days, "tone", page.said_until))
    rows = (
        material.views[material.views["week_start"].map(days.__contains__)] if len(material.views) else material.views
    )
    if not rows.empty:
        yield views_card(rows, _backdrop(material, days, "views", page.views_until, PLATFORM), page.views_until)
    bars = weeks_in(material.weeks, page)
    if bars:
        yield weeks_card(bars, _backdrop(material, days, "applications", page.until))


def _backdrop(
    material: OverviewMaterial, days: Period, metric: str, until: date | None, platform: str = ""
) -> Backdrop:
    """Return what stands behind a chart, as on the page with everything switched on."""
    off = [item for item in material.items if item.group == "holidays"]
    rest = [item for item in material.items if item.group != "holidays"]
    return backdrop_of([*behind(rest, platform=platform, metric=metric), *off], days, until=until)


def _happened(material: OverviewMaterial) -> Section:
    line = _("{name}: {what}")
    points = [
        line.format(
            name=_(each.title),
            what=f"{_(KINDS.get(each.kind, each.kind)).lower()}, {day_range(each.period.first, each.period.last)}",
        )
        for each in material.page.happened
    ]
    nothing = _("No campaign ran and no event was written down in this period.")
    return section(_("What happened"), [] if points else [nothing], points)
