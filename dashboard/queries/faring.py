"""What side-entrants and others of one period came to, and how long it took: read and reckoned in one go."""

from datetime import date

from sqlalchemy import Connection

from dashboard.analysis.faring import Facts, Faring, Rule
from dashboard.analysis.faring import faring as reckoned
from dashboard.queries import cohorts, waiting

_TOLD_APART = ("side_entrant", "source_id", "function_group")


def faring(connection: Connection, organisation_id: str, first: date, last: date, *, today: date, rule: Rule) -> Faring:
    """Return how the applications of ``first`` up to and including ``last`` fare; ``rule`` is the class in force."""
    asked = (connection, organisation_id, first, last)
    facts = Facts(
        cohorts.cohorts(*asked, by=_TOLD_APART),
        cohorts.rule_and_answer(*asked, rule=rule),
        waiting.hires(*asked),
        waiting.vacancies(*asked),
        rule,
        today,
    )
    return reckoned(facts)
