"""The key figures of a report on a campaign: what came in by three lenses, who, what was watched, what it cost."""

from dashboard.analysis.cost import UnitCost
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.lenses import Lens
from dashboard.analysis.shares import Share
from dashboard.analysis.side_entrants import DEFINITION
from dashboard.charts.words import platforms, share_text, tell
from dashboard.exports.making import people
from dashboard.exports.report import Tile
from dashboard.i18n import MISSING, _, money, number, percent
from dashboard.queries.stories import Story
from dashboard.told import breakdown, header
from dashboard.told.evidence_known import Known

_WITH_NUMBER = {Verdict.LIKELY_EXTRA, Verdict.LIKELY_LESS}


def tiles(story: Story, found: Known | None) -> tuple[Tile, ...]:
    """Return the key figures of a campaign that has figures."""
    arrived = story.arrived
    assert arrived is not None
    three = header.three(story, found)
    counted = people("applications", _("Applications"), arrived.total, definition=breakdown.source_line(story))
    some = [counted, _lens(three.tracked), _lens(three.self_reported), _modelled(three.extra)]
    share = arrived.origins.side_entrants
    told = _share("side_entrants", _("Side-entrants"), share)
    return (*some, told, *_views(story), *_cost(story))


def _share(key: str, label: str, share: Share | None) -> Tile:
    """Return a share with its interval beside it."""
    value = None if share is None else share.value
    beside = (share_text(share),) if share is not None and share.interval is not None else ()
    return Tile(key, label, percent(value), value, "share", beside=beside, definition=tell(DEFINITION))


def _lens(lens: Lens) -> Tile:
    if lens.figure is None:
        return Tile(
            lens.key, tell(lens.label), header.figure_of(lens), beside=_why(lens), definition=tell(lens.definition)
        )
    said = header.share_of(lens)
    return people(lens.key, tell(lens.label), lens.figure.part, *said, definition=tell(lens.definition))


def _why(lens: Lens) -> tuple[str, ...]:
    return (tell(lens.why),) if lens.why is not None else ()


def _modelled(lens: Lens) -> Tile:
    """Return the estimate with its interval; a number only where the verdict has one."""
    has_number = lens.modelled is not None and lens.verdict in _WITH_NUMBER
    value = float(round(lens.modelled.extra)) if has_number and lens.modelled is not None else None
    beside = (header.range_of(lens.modelled),) if lens.modelled is not None else _why(lens)
    figure = header.figure_of(lens)
    return Tile(lens.key, tell(lens.label), figure, value, "count", beside=beside, definition=tell(lens.definition))


def _views(story: Story) -> list[Tile]:
    if story.views is None:
        return []
    words = _("Views as {names} counts them.").format(names=platforms(story.platforms))
    return [Tile("views", _("Views"), number(story.views), float(story.views), "count", definition=words)]


def _cost(story: Story) -> list[Tile]:
    spent, each = story.cost, story.each
    if spent is None or each is None:
        return [Tile("cost", _("Cost"), MISSING, beside=(_("No cost has been written down."),))]
    hours = _("own hours: {hours}").format(hours=number(spent.hours))
    return [
        Tile("cash", _("Cash"), money(spent.cash, spent.currency), spent.cash, "money"),
        Tile(
            "full_cost",
            _("Cash and own hours"),
            money(spent.full, spent.currency),
            spent.full,
            "money",
            beside=(hours,),
        ),
        _per_application(each, spent.currency),
    ]


def _per_application(each: UnitCost, currency: str) -> Tile:
    label = _("Full cost per application that came in")
    if each.full is None:
        return Tile("per_application", label, tell(each.reason) if each.reason else MISSING)
    cash = _("cash only: {amount}").format(amount=money(each.cash, currency, 2))
    return Tile("per_application", label, money(each.full, currency, 2), each.full, "money", beside=(cash,))
