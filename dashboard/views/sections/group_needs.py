"""The groups of functions in the chosen months, and what could not be counted of them."""

from dataclasses import dataclass

from dashboard import data
from dashboard.analysis.hard_to_fill import Facts, GroupNeed
from dashboard.analysis.hard_to_fill import needs as reckoned
from dashboard.analysis.selection import Selection
from dashboard.analysis.suppression import NOT_KNOWN
from dashboard.queries.group_needs import group_vacancies


@dataclass(frozen=True)
class Groups:
    """Every group; ``why`` says in words what is not counted under the filters that were chosen."""

    each: tuple[GroupNeed, ...] = ()
    why: str = ""


def groups(selection: Selection | None) -> Groups:
    """Return the groups of functions in the chosen months."""
    if selection is None:
        return Groups()
    rows = data.load(group_vacancies, selection.period.last, selection.site)
    facts = Facts(rows, selection.period, data.today(), {}, NOT_KNOWN)
    found = reckoned(facts)
    if selection.function_group:
        found = tuple(each for each in found if each.group == selection.function_group)
    return Groups(found)
