"""Sentences made from numbers, so that the words cannot say more than the figures do: none of them states a cause."""

from connectors.errors import N_, Said
from dashboard.analysis.came_in import CameIn
from dashboard.analysis.cost import Cost, UnitCost
from dashboard.analysis.figures import Money, Percentage
from dashboard.analysis.periods import Period


def campaign_headline(arrived: CameIn, window: Period, *, measured: bool = False) -> list[Said]:
    """Return what a campaign page says first: how many came in, what the two counted lenses say, what is not known.

    ``measured`` tells that a finding follows: it then says itself how many would not have come without the campaign.
    """
    days: dict[str, object] = {"first": window.first, "last": window.last}
    if arrived.total.value == 0:
        return [Said(N_("No applications came in from {first} to {last}."), days)]
    sentences = [Said(N_("{total} applications came in from {first} to {last}."), {"total": arrived.total, **days})]
    sentences += _counted(arrived)
    if measured:
        return sentences
    return [*sentences, Said(N_("How many of them would not have come without it is not measured yet."))]


def _counted(arrived: CameIn) -> list[Said]:
    tracked, named = arrived.lenses.tracked.figure, arrived.lenses.self_reported.figure
    if tracked is not None and named is not None:
        values: dict[str, object] = {"tracked": tracked.part, "named": named.part}
        return [Said(N_("{tracked} came in through its link; {named} named it when asked."), values)]
    if tracked is not None:
        return [Said(N_("{tracked} came in through its link."), {"tracked": tracked.part})]
    if named is not None:
        return [Said(N_("{named} named it when asked."), {"named": named.part})]
    return [Said(N_("Nothing is linked by which its applications could be recognised."))]


def cost_sentence(cost: Cost | None, per_piece: UnitCost) -> Said:
    """Return what a campaign cost; cash is never named without the hours."""
    if cost is None:
        return Said(N_("No cost has been written down for this campaign."))
    values: dict[str, object] = {
        "cash": Money(cost.cash, cost.currency),
        "hours": Money(cost.hours_value, cost.currency),
        "full": Money(cost.full, cost.currency),
    }
    if per_piece.full is None or per_piece.cash is None:
        return Said(N_("{cash} in cash and {hours} in own hours: {full} in all."), values)
    values |= {"each": Money(per_piece.full, cost.currency, 2), "cash_each": Money(per_piece.cash, cost.currency, 2)}
    return Said(
        N_(
            "{cash} in cash and {hours} in own hours: {full} in all. "
            "That is {each} for each application that came in, {cash_each} of it cash."
        ),
        values,
    )


def origin_sentence(arrived: CameIn) -> Said:
    """Return the share of side-entrants, always with the unknown share beside it."""
    known, unknown = arrived.origins.side_entrants.value, arrived.origins.unknown.value
    if arrived.total.value == 0:
        return Said(N_("No applications came in, so there is nothing to tell apart."))
    if known is None or unknown is None:
        return Said(N_("Too few applications of one kind to give the share of side-entrants."))
    return Said(
        N_(
            "{share} of the applications with a known origin come from side-entrants; of {unknown} the origin is unknown."
        ),
        {"share": Percentage(known), "unknown": Percentage(unknown)},
    )


def source_sentence(arrived: CameIn) -> Said:
    """Return the biggest measured source and how much has none."""
    known = [source for source in arrived.sources if source.source_id and source.count.value]
    share = arrived.lenses.coverage.source.value
    total = arrived.total.value
    if not known or share is None or not total:
        return Said(N_("Applications by measured source"))
    first = known[0]
    assert first.count.value is not None
    return Said(
        N_("Most came in through {name} ({share}); of {unknown} the source is unknown."),
        {"name": Said(first.name), "share": Percentage(first.count.value / total), "unknown": Percentage(1 - share)},
    )
