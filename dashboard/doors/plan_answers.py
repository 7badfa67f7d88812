"""What ``plan`` answers on a file of figures: the smallest effect that a campaign could show."""

from datetime import timedelta

from connectors.errors import N_, ConfigurationError, NotEnoughData
from dashboard.analysis.impact.planning import plan
from dashboard.analysis.periods import Period
from dashboard.doors.answers import Answer, no_plan, plan_document, plan_lines
from dashboard.doors.asked import Asked
from dashboard.doors.series import read_series


def plan_of_series(asked: Asked, weeks: int | None) -> Answer:
    """Return what a campaign of so many weeks could show; it starts the day after the last row unless said otherwise.

    Raises:
        ConfigurationError: A column or other option does not fit the file, or nothing comes before the start.
        FileError: The file cannot be read as figures by day, week or month.
    """
    if weeks is None:
        raise ConfigurationError(N_("--weeks is needed: how long the campaign will run."), code="usage.weeks")
    series = read_series(asked)
    start = asked.start or series.rows.last + timedelta(days=1)
    if start <= series.rows.first:
        raise ConfigurationError(
            N_(
                "--start ({start}) must lie after the first day of {file} ({first}): the plan rests on what came before."
            ),
            code="usage.start",
            start=start,
            file=series.table.file,
            first=series.rows.first,
        )
    case = series.case(Period(start, start + timedelta(weeks=weeks) - timedelta(days=1)))
    try:
        found = plan(case)
    except NotEnoughData as error:
        return no_plan(weeks, error.said)
    return Answer(plan_document(found, series.warnings), tuple(plan_lines(found, series.warnings)))
