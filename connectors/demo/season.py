"""How the calendar moves applications: month, weekday, public holidays, school breaks, trend."""

from datetime import date

import holidays
import numpy as np

from connectors.demo.parameters import DAYS, PARAMETERS, Numbers

_YEAR_DAYS = 365.25
_CHRISTMAS_MONTHS = (12, 1)
_SUMMER_MONTHS = (7, 8)


def season(site: dict[str, str]) -> Numbers:
    """Return the factor of every day at a site: 1 is an average day at the start of the period."""
    numbers = PARAMETERS["applications"]
    month = np.array([numbers["month_index"][str(day.month)] for day in DAYS])
    weekday = np.array([numbers["weekday_index"][day.weekday()] for day in DAYS])
    trend = numbers["trend_per_year"] ** (np.arange(len(DAYS)) / _YEAR_DAYS)
    factors: Numbers = month * weekday * trend * _calendar(site)
    return factors


def _calendar(site: dict[str, str]) -> Numbers:
    years = range(DAYS[0].year, DAYS[-1].year + 1)
    public = holidays.country_holidays(site["country"], years=years, language="nl")
    school = holidays.country_holidays(
        site["country"], subdiv=site["holiday_region"], years=years, categories=("school",), language="nl"
    )
    return np.array([_factor(day, is_public=day in public, is_school=day in school) for day in DAYS])


def _factor(day: date, *, is_public: bool, is_school: bool) -> float:
    """Return the factor of one day; a public holiday counts alone, and the summer break is in the month already."""
    factors: dict[str, float] = PARAMETERS["applications"]["calendar_factor"]
    if is_public:
        return factors["public_holiday"]
    if not is_school or day.month in _SUMMER_MONTHS:
        return 1.0
    return factors["christmas_break" if day.month in _CHRISTMAS_MONTHS else "other_school_break"]
