"""The passports of what others say about the organisation, and of the labour market around it."""

from connectors.errors import N_
from dashboard.analysis.passports import Passport

_SAID = N_("The day on which it was said, in the organisation's time zone; a day without a line had none.")
_QUARTER = N_("The quarter as its source cuts it; quarters are never added.")

OUTSIDE = (
    Passport(
        "mentions",
        N_("Mentions"),
        N_("How often the organisation was named: all places and themes together, what is not about it left out."),
        N_("Sum of the mentions per day."),
        "count",
        _SAID,
        "none",
        0,
        canon=39,
    ),
    Passport(
        "buzz_index",
        N_("Buzz index"),
        N_(
            "Mentions a week beside what is usual: 100 is as usual. It says how much is said, not whether that is good."
        ),
        N_("Mentions a week ÷ median of the eight weeks before × 100."),
        "index",
        _SAID,
        "none",
        0,
        canon=39,
    ),
    Passport(
        "tone",
        N_("Tone"),
        N_(
            "Whether what is said is positive (1) or negative (-1); a tone that a person gave goes before one of a machine."
        ),
        N_("(Positive - negative) ÷ (positive + neutral + negative)."),
        "tone",
        _SAID,
        "up",
        0,
        canon=40,
    ),
    Passport(
        "care_vacancies",
        N_("Open vacancies in care"),
        N_("Vacancies in care and welfare that stood open at the end of the quarter, as the source counts them."),
        N_("As published, in thousands."),
        "count",
        _QUARTER,
        "none",
        0,
        canon=54,
    ),
    Passport(
        "market_vacancy_duration",
        N_("How long vacancies in care stand open"),
        N_("Average days that a vacancy in care stands open in the region, from the year figures of the source."),
        N_("365.25 × open (average of the year) ÷ filled in the year."),
        "days",
        N_("The calendar year, as its source gives it; not the sum of quarters."),
        "none",
        0,
        canon=54,
    ),
    Passport(
        "tightness_uwv",
        N_("Tightness (UWV)"),
        N_(
            "Open vacancies for each person less than six months on unemployment benefit. Under 0.25 very loose, to 0.67 "
            "loose, to 1.5 average, to 4 tight, over 4 very tight."
        ),
        N_("Open vacancies ÷ people less than six months on unemployment benefit."),
        "ratio",
        _QUARTER,
        "none",
        0,
        canon=55,
    ),
    Passport(
        "tightness_vdab",
        N_("Tension (VDAB)"),
        N_(
            "Job seekers for each open vacancy: a low figure means a tight market. About the inverse of UWV's figure, and made "
            "of other people: the two are never compared."
        ),
        N_("Job seekers without work ÷ open vacancies."),
        "ratio",
        _QUARTER,
        "none",
        0,
        canon=55,
    ),
)
