"""The first 72 hours of each release beside what is usual."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.first_72_hours import Applied, FirstHours, first_72_hours, words
from dashboard.analysis.periods import Period
from dashboard.charts.first_hours import first_hours
from dashboard.charts.words import count_text, tell
from dashboard.i18n import MISSING, _, moment, number
from dashboard.queries import applications
from dashboard.queries.periods import applications_reach
from dashboard.views.sections.story import Story, episodes_of, start_of_day
from dashboard.views.sections.timeline import holidays_of
from dashboard.widgets.chart_card import chart_card

_BEFORE = timedelta(days=9 * 7 + 4)
_AFTER = timedelta(days=4)


def first_days(story: Story) -> None:
    """Show the first 72 hours of each release against the usual 72."""
    released = _releases(story)
    if not released or story.last_day is None:
        return
    days = Period(released[0][1].date() - _BEFORE, released[-1][1].date() + _AFTER)
    applied = _applied(story, days)
    closed = holidays_of(story.sites, days).dates()
    zone = ZoneInfo(data.organisation().timezone)
    hours = [first_72_hours(applied, at, zone, campaign=story.period, days_off=closed) for _label, at in released]
    labels = [label for label, _at in released]
    st.subheader(_("The first 72 hours"))
    chart = first_hours(labels, hours, _title(labels, hours))
    chart_card(chart, _hours_table(released, hours), _hours_source(hours), _hours_passport(), key="first-hours")


def _releases(story: Story) -> list[tuple[str, datetime]]:
    """Return a label and moment per release; a campaign without episodes has its first day."""
    known = episodes_of(story).dropna(subset=["released_at"])
    found = [
        (_("Episode {number}").format(number=row.number), row.released_at.to_pydatetime()) for row in known.itertuples()
    ]
    return found or [(_("First day"), start_of_day(story.starts_on))]


def _applied(story: Story, days: Period) -> Applied:
    """Return the moments of application; what is counted for a day and has no moment is known by its day only."""
    rows = data.load(applications.moments, days.first, days.last, sites=story.sites)
    exact = rows.dropna(subset=["applied_at"])
    counted = data.load(applications.by_day, days.first, days.last, sites=story.sites)
    with_moment = exact["applied_on"].value_counts().to_dict()
    by_day_only = [
        each
        for each, number_ in zip(counted["day"], counted["applied"], strict=True)
        for _extra in range(int(number_) - with_moment.get(each, 0))
    ]
    reach = data.load(applications_reach)
    assert reach.first is not None
    assert story.last_day is not None
    return Applied(
        [at.to_pydatetime() for at in exact["applied_at"]],
        by_day_only,
        first=start_of_day(reach.first),
        last=start_of_day(story.last_day + timedelta(days=1)),
    )


def _title(labels: list[str], hours: list[FirstHours]) -> str:
    return _("{label}: {sentence}").format(label=labels[0], sentence=tell(words(hours[0])))


def _hours_table(released: list[tuple[str, datetime]], hours: list[FirstHours]) -> pd.DataFrame:
    zone = data.organisation().timezone
    return pd.DataFrame(
        {
            _("Release"): [label for label, _at in released],
            _("Moment"): [moment(at, zone) for _label, at in released],
            _("First 72 hours"): [count_text(each.observed) for each in hours],
            _("Usual"): [_usual(each) for each in hours],
            _("Times the usual"): [number(each.ratio, 1) for each in hours],
            _("Range of the usual"): [
                f"{count_text(each.usual.low)} – {count_text(each.usual.high)}" if each.usual.windows else MISSING
                for each in hours
            ],
            _("Earlier weeks"): [number(each.usual.windows) for each in hours],
            _("Only the day known"): [count_text(each.by_day_only) for each in hours],
        }
    )


def _usual(hours: FirstHours) -> str:
    if hours.usual.value is None:
        return _("under {minimum}").format(minimum=hours.observed.minimum) if hours.usual.windows else MISSING
    return number(hours.usual.value, 1)


def _hours_source(hours: list[FirstHours]) -> str:
    parts = [_("Moments of application from the own system.")]
    if any(each.by_day_only.value != 0 for each in hours):
        parts.append(_("Applications of which only the day is known are counted apart, in the table."))
    if any(each.usual.with_days_off for each in hours):
        parts.append(_("The earlier weeks hold public holidays: too few were without."))
    return " ".join(parts)


def _hours_passport() -> str:
    return "\n\n".join(
        (
            _("Applications from the release up to exactly 72 hours later, also when the clock changes."),
            _(
                "Usual: the mean of the same weekday and hour in the 8 weeks before the release or before the campaign, "
                "without weeks that hold a public holiday where at least 3 others are left."
            ),
            _("“Times the usual” is given from 5 applications. It says when people applied, not why."),
        )
    )
