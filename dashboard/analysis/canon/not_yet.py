"""Figures of the canon that nothing in the database can give yet, and what is missing for each."""

from dataclasses import dataclass

from connectors.errors import N_


@dataclass(frozen=True)
class NotYet:
    """A figure without data: its number, its name and what is missing (message ids)."""

    number: int
    name: str
    missing: str


_MENTIONS = N_("Single mentions and their answers are not collected yet, only counts per day.")
_SURVEY = N_("There is no survey of employees or of the labour market.")
_STAFF = N_("Nothing is kept about employees: who works here, comes or leaves.")

NOT_YET = (
    NotYet(18, N_("Comparable cost per hire"), N_("Costs carry no kind that says which of them are comparable.")),
    NotYet(19, N_("Hire cost ratio"), N_("First-year pay of hires is not kept.")),
    NotYet(29, N_("Click rate of impressions"), N_("Views that come from impressions are not told apart.")),
    NotYet(
        33, N_("Talent brand index"), N_("Different people reached and engaged are not known, only counts per day.")
    ),
    NotYet(34, N_("Awareness and attractiveness"), _SURVEY),
    NotYet(35, N_("Employees who would recommend us"), _SURVEY),
    NotYet(36, N_("Pride"), _SURVEY),
    NotYet(37, N_("Ambassadors taking part"), N_("Ambassadors and staff numbers per department are not kept yet.")),
    NotYet(38, N_("Amplification"), N_("The reach of a post over its whole life is not known, only per day.")),
    NotYet(41, N_("Share answered"), _MENTIONS),
    NotYet(42, N_("Compliments thanked for"), _MENTIONS),
    NotYet(43, N_("Response time"), _MENTIONS),
    NotYet(44, N_("Answered in time"), _MENTIONS),
    NotYet(45, N_("From complaint to compliment"), _MENTIONS),
    NotYet(46, N_("Loop closed"), _MENTIONS),
    NotYet(47, N_("Sending against talking"), _MENTIONS),
    NotYet(50, N_("Searches for our name"), N_("Google Trends is not read yet.")),
    NotYet(51, N_("Turnover"), _STAFF),
    NotYet(52, N_("Early leave"), _STAFF),
    NotYet(53, N_("Filled from inside"), N_("A hire does not say whether the person worked here already.")),
)
