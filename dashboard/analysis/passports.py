"""What each key figure is: label, definition, formula, unit, date basis, direction. Read by page, help text and test.

The figures of the first page stand here; the rest of the canon of employer-brand figures stands in ``canon``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from connectors.errors import N_
from dashboard.analysis.suppression import MINIMUM


@dataclass(frozen=True)
class Passport:
    """What a key figure is, so that everybody reads the same thing.

    Attributes:
        key: Its code.
        label: Its name, a message id.
        definition: One sentence, a message id.
        formula: How it is reckoned, a message id.
        unit: count, share, hours, money, ratio, days, index (100 is as usual) or tone (-1 to 1).
        date_basis: Which day counts, a message id.
        direction: Which way is good: up, down or none.
        minimum: Counts of applicants from 1 up to this are hidden; 0 when it does not count people.
        stays_open: True when recent days still grow, so that they cannot be compared with earlier ones.
        canon: Its number in the canon of employer-brand figures, 1 to 56; several figures may share one.
    """

    key: str
    label: str
    definition: str
    formula: str
    unit: Literal["count", "share", "hours", "money", "ratio", "days", "index", "tone"]
    date_basis: str
    direction: Literal["up", "down", "none"]
    minimum: int = MINIMUM
    stays_open: bool = False
    canon: int = 0


_APPLIED = N_("The day on which the application came in, in the organisation's time zone.")
_COHORT = N_("The day of the application (cohort), not the day of the hire.")
_SOURCE_DAY = N_("The day as the platform cuts it; YouTube's days are those of the Pacific coast.")

_ALL = (
    Passport(
        "applications",
        N_("Applications"),
        N_("Applications that came in; one person at two vacancies counts twice."),
        N_("Number of applications in the period."),
        "count",
        _APPLIED,
        "up",
        canon=1,
    ),
    Passport(
        "side_entrant_share",
        N_("Side-entrants"),
        N_("Share of side-entrants (CBS: older than 25 and never employed in care and welfare before)."),
        N_("Side-entrants ÷ applications with a known origin."),
        "share",
        _APPLIED,
        "up",
        canon=7,
    ),
    Passport(
        "unknown_origin_share",
        N_("Origin unknown"),
        N_("Applications of which nobody knows whether they come from a side-entrant."),
        N_("Applications with unknown origin ÷ all applications."),
        "share",
        _APPLIED,
        "down",
        canon=7,
    ),
    Passport(
        "hires",
        N_("Hires so far"),
        N_("Applications of this period that have led to a hire until now; recent ones are still open."),
        N_("Number of hires among the applications of the period."),
        "count",
        _COHORT,
        "up",
        stays_open=True,
        canon=12,
    ),
    Passport(
        "applications_per_vacancy",
        N_("Applications per vacancy"),
        N_("How many applications came in for each vacancy that was open."),
        N_("Applications ÷ (days that vacancies were open ÷ days in the period)."),
        "ratio",
        _APPLIED,
        "up",
        canon=10,
    ),
    Passport(
        "views",
        N_("YouTube views"),
        N_("Views as YouTube counts them; other platforms count otherwise and are not added."),
        N_("Sum of the views per day."),
        "count",
        _SOURCE_DAY,
        "up",
        0,
        canon=24,
    ),
    Passport(
        "watch_hours",
        N_("YouTube watch time"),
        N_("Hours that were watched on YouTube."),
        N_("Sum of the minutes watched ÷ 60."),
        "hours",
        _SOURCE_DAY,
        "up",
        0,
        canon=25,
    ),
    Passport(
        "cost_per_application",
        N_("Cost per application"),
        N_("Full cost of campaigns, cash and own hours, for each application that came in, from any source."),
        N_("Cost of campaigns, spread evenly over their days ÷ applications."),
        "money",
        _APPLIED,
        "down",
        canon=20,
    ),
)
KPIS: Mapping[str, Passport] = {passport.key: passport for passport in _ALL}
