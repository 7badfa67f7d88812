"""What a campaign cost, and what happened on its landing pages, as it is told."""

import pandas as pd

from dashboard.analysis.cost import Cost, UnitCost, per_view
from dashboard.analysis.shares import Share, share
from dashboard.analysis.suppression import count
from dashboard.charts.words import count_text, platforms, share_text, tell
from dashboard.i18n import MISSING, _, day_range, money, number
from dashboard.queries.campaign_details import Details
from dashboard.queries.stories import Story
from dashboard.told.card import Card


def cost_cards(spent: Cost) -> list[tuple[str, str, str]]:
    """Return name, amount and explanation of cash, own hours and both together."""
    return [
        (_("Cash"), money(spent.cash, spent.currency), _("Money that went out.")),
        (_("Own hours"), money(spent.hours_value, spent.currency), _hours(spent)),
        (_("Full cost"), money(spent.full, spent.currency), _("Cash and own hours together.")),
    ]


def cost_note(*, measured: bool) -> str:
    """Return what the cost per application is and is not; ``measured``: what was extra stands above."""
    if measured:
        return _("Per application that came in, from any source. The cost per extra application stands above.")
    return _("Per application that came in, from any source: not per extra application, which is not measured yet.")


def _hours(spent: Cost) -> str:
    rates = {line.hour_rate for line in spent.lines if line.hours}
    if len(rates) == 1:
        words = _("{hours} hours at {rate}.")
        return words.format(hours=number(spent.hours), rate=money(rates.pop(), spent.currency))
    return _("{hours} hours.").format(hours=number(spent.hours))


def per_piece(spent: Cost, each: UnitCost, story: Story) -> pd.DataFrame:
    """Return the cost per application that came in and per view."""
    view = per_view(spent, story.views)
    views = _("view on {names}").format(names=platforms(story.platforms)) if story.platforms else _("view")
    rows = [(_("application that came in"), each), (views, view)]
    return pd.DataFrame(
        {
            _("Per"): [label for label, _unit in rows],
            _("Cash"): [_amount(unit.cash, unit, spent) for _label, unit in rows],
            _("Full cost"): [_amount(unit.full, unit, spent) for _label, unit in rows],
        }
    )


def _amount(amount: float | None, unit: UnitCost, spent: Cost) -> str:
    if amount is None:
        return tell(unit.reason) if unit.reason else MISSING
    return money(amount, spent.currency, 2)


def lines_of_cost(spent: Cost) -> pd.DataFrame:
    """Return every line of cost."""
    return pd.DataFrame(
        {
            _("What"): [line.label for line in spent.lines],
            _("Cash"): [money(line.cash, line.currency) for line in spent.lines],
            _("Hours"): [number(line.hours) for line in spent.lines],
            _("Rate"): [money(line.hour_rate, line.currency) if line.hours else MISSING for line in spent.lines],
        }
    )


def step(part: object, base: object) -> Share:
    """Return how many of a step took the next; unknown or inconsistent figures give no share."""
    if pd.isna(part) or pd.isna(base) or part > base:
        known = count(None if pd.isna(part) else int(part))
        return Share(known, count(None), None, None)
    return share(int(part), int(base))


def landing(story: Story, details: Details) -> Card | None:
    """Return the visits under the campaign's tag, and how many of them led to an application on the site; None without any."""
    row = details.visits
    if pd.isna(row["sessions"]):
        return None
    sessions, starts, completes = (row[name] for name in ("sessions", "apply_starts", "apply_completes"))
    started, sent = step(starts, sessions), step(completes, starts)
    table = pd.DataFrame(
        {
            _("Step"): [_("Visits with the campaign's tag"), _("Applications started"), _("Applications sent")],
            _("Number"): [number(int(sessions)), count_text(started.part), count_text(sent.part)],
            _("Of the step before"): [MISSING, share_text(started, 1), share_text(sent, 1)],
        }
    )
    assert story.window is not None
    known = _("Own website, {days}. People who refuse cookies or block scripts are missing from these figures.")
    source_line = known.format(days=day_range(story.window.first, story.window.last))
    return Card("landing", _("From visit to application on the own site"), table, source_line)
