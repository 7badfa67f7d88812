"""What ``impact`` answers on a file of figures: the finding, and beside it whether the timing follows the views."""

from dataclasses import replace

import pandas as pd

from connectors.errors import N_, Said
from dashboard.analysis.exposure import ExposureTiming, Timing, exposure_timing, words
from dashboard.analysis.impact.case import Case
from dashboard.analysis.impact.evaluate import evaluate
from dashboard.analysis.impact.finding import Finding
from dashboard.analysis.impact.settings import DEFAULT
from dashboard.doors.answers import Answer, figure, finding_document, finding_lines
from dashboard.doors.asked import Asked
from dashboard.doors.hold_outs import compared, compared_document, compared_lines
from dashboard.doors.series import Series, read_series, start_is_needed
from dashboard.doors.series_days import DAY
from dashboard.i18n import say

_NINETY = 1.6448536269514722
"""Standard deviations from the middle of a normal curve to the end of its 90 % interval."""


def answer_of_series(asked: Asked) -> Answer:
    """Return the answer on one or more columns of a file.

    Raises:
        ConfigurationError: A column, day or other option does not fit the file.
        FileError: The file cannot be read as figures by day, week or month.
    """
    series = read_series(asked)
    if asked.start is None:
        raise start_is_needed()
    window, warnings = series.rows.window(asked.start, asked.end)
    case = series.case(window)
    found = evaluate(case)
    found = replace(found, warnings=(*series.warnings, *warnings, *found.warnings))
    document = finding_document(found)
    views = series.exposure()
    if views is None:
        return Answer(document, tuple(finding_lines(found)))
    timing = _timing(series, case, views)
    return Answer({**document, "exposure": _exposure(timing)}, tuple(finding_lines(found, [words(timing)])))


def answer_of_places(asked: Asked) -> Answer:
    """Return the answer on places with the campaign against places without it; raises like ``answer_of_series``."""
    found = compared(asked)
    document = {**finding_document(found.finding), **compared_document(found.held)}
    return Answer(document, tuple(finding_lines(found.finding, list(compared_lines(found.held)))))


def _timing(series: Series, case: Case, views: "pd.Series[float]") -> ExposureTiming:
    if series.rows.grain != DAY:
        return ExposureTiming(None, refused=Said(N_("The timing can only be read from figures by day.")))
    by_day = _inside(evaluate(replace(case, by_day=True), replace(DEFAULT, calibrate=False)))
    known = views.dropna()
    known.index = pd.Index([row.date() for row in known.index])
    deviation = (by_day["high"] - by_day["low"]) / (2 * _NINETY)
    return exposure_timing(by_day["observed"], by_day["expected"], deviation, known)


def _inside(found: Finding) -> pd.DataFrame:
    """Return observed and expected, with its band, of each day of the window."""
    days = [week for week in found.weeks if week.inside]
    columns = {name: [getattr(day, name) for day in days] for name in ("observed", "expected", "low", "high")}
    return pd.DataFrame(columns, index=pd.Index([day.start for day in days], dtype=object), dtype=float)


def _exposure(found: ExposureTiming) -> dict[str, object]:
    return {
        "reading": None if found.timing is None else found.timing.reading,
        **_as_figures(found.timing),
        "depends_on_half_life": found.depends_on_half_life,
        "sensitivity": [{"reading": each.reading, **_as_figures(each)} for each in found.sensitivity],
        "sentence": say(words(found)),
    }


def _as_figures(timing: Timing | None) -> dict[str, object]:
    if timing is None:
        return dict.fromkeys(("half_life", "correlation", "low", "high", "days"))
    return {
        "half_life": figure(timing.half_life),
        "correlation": figure(timing.correlation),
        "low": figure(timing.interval.low),
        "high": figure(timing.interval.high),
        "days": timing.days,
    }
