"""What explains a series beside itself: holidays of a place, events on the time line, and controls that are not the outcome."""

import re
from datetime import date

import numpy as np
import pandas as pd

from connectors.errors import N_, ConfigurationError
from dashboard.analysis.calendar import Place, calendar
from dashboard.analysis.impact.case import Other
from dashboard.analysis.periods import Period

_KINDS = ("campaign", "vacancy_wave", "broadcast", "award", "definition_break", "other")
_EVENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?=(?:(" + "|".join(_KINDS) + r"):)?\s*(\S.*)")


def refuse_the_same(outcome: pd.DataFrame, controls: pd.DataFrame) -> None:
    """Raise a ConfigurationError for a control that is the outcome: of the same name, or with the same figures."""
    own = [*(outcome[name].to_numpy() for name in outcome), outcome.sum(axis=1, min_count=1).to_numpy()]
    for name in controls:
        values = controls[name].to_numpy()
        if name in outcome or any(np.array_equal(values, each, equal_nan=True) for each in own):
            raise ConfigurationError(
                N_("The control “{column}” is the outcome itself: it would explain everything away."),
                code="usage.controls",
                hint=N_("A control is a series that the campaign cannot move."),
                column=name,
            )


def place_of(country: str | None, region: str | None) -> Place | None:
    """Return where holidays are looked up; a country or region that is not known is an error."""
    if country is None:
        if region is None:
            return None
        raise ConfigurationError(N_("--region needs --country."), code="usage.country")
    place = Place(country.strip().upper(), region)
    day = date(2024, 1, 1)
    try:
        calendar([place], Period(day, day), "en")
    except (NotImplementedError, ValueError):
        raise ConfigurationError(
            N_("No holidays are known of {place}."),
            code="usage.country",
            hint=N_(
                "--country takes a code such as NL or BE, --region a school-holiday region such as Zuid or Flemish."
            ),
            place=" ".join(filter(None, (country, region))),
        ) from None
    return place


def event_of(text: str, number: int) -> Other:
    """Return an event of ``DAY..DAY=TITLE``; a title may open with its kind, such as ``vacancy_wave:``."""
    match = _EVENT.fullmatch(text)
    try:
        first = date.fromisoformat(match[1]) if match else None
        period = Period(first, date.fromisoformat(match[2] or match[1])) if match and first else None
    except ValueError:
        period = None
    if match is None or period is None:
        raise ConfigurationError(
            N_("--event takes DAY=TITLE or DAY..DAY=TITLE; “{event}” does not fit."),
            code="usage.event",
            hint=N_("For example 2026-01-12..2026-02-08=vacancy_wave: 38 vacancies. Kinds: {kinds}."),
            event=text,
            kinds=", ".join(_KINDS),
        )
    return Other(f"event {number + 1}", match[3] or "other", match[4], period)
