"""The groups of functions in the chosen months, and what could not be counted of them."""

from dataclasses import dataclass

from dashboard import data
from dashboard.analysis.hard_to_fill import Facts, GroupNeed
from dashboard.analysis.hard_to_fill import needs as reckoned
from dashboard.analysis.publishing import People
from dashboard.analysis.selection import Selection
from dashboard.analysis.shares import Share
from dashboard.queries.group_needs import group_vacancies
from dashboard.views.sections.counts import finished_years, people, why, year_period


@dataclass(frozen=True)
class Groups:
    """Every group; ``year`` is that of the qualified share, ``why`` says what is not counted under these filters."""

    each: tuple[GroupNeed, ...] = ()
    year: str = ""
    why: str = ""


def groups(selection: Selection | None) -> Groups:
    """Return the groups of functions in the chosen months, at the chosen site; without a choice there are none."""
    if selection is None:
        return Groups()
    known = people()
    period = known.known(selection.period) or selection.period
    rows = data.load(group_vacancies, period.last, selection.site)
    year = next(iter(finished_years(known)), "")
    facts = Facts(
        rows,
        period,
        data.today(),
        known.by("function_group", period, site=selection.site),
        known.count(period, site=selection.site),
        _qualified(known, year) if not selection.site else {},
    )
    found = reckoned(facts)
    if selection.function_group:
        found = tuple(each for each in found if each.group == selection.function_group)
    hidden = any(each.applications.hidden for each in found)
    reason = next((known.answer(period, site=selection.site, function_group=each.group).reason for each in found), None)
    return Groups(found, year, why(reason, known) if hidden and reason else "")


def _qualified(known: People, year: str) -> dict[str, Share]:
    """Return the share that passed screening per group, over the newest calendar year that is over."""
    if not year:
        return {}
    period = year_period(year, known)
    return {
        code: known.share(period, "interviewed", of="screened", function_group=code)
        for code in known.codes.get("function_group", ())
        if code
    }
