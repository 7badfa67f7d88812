"""The first 72 hours of each release, as they are told."""

import pandas as pd

from dashboard.analysis.first_72_hours import FirstHours, range_words, words
from dashboard.charts.first_hours import first_hours
from dashboard.charts.words import count_text, tell
from dashboard.i18n import MISSING, _, moment, number
from dashboard.queries.campaign_details import Details
from dashboard.queries.releases import Release
from dashboard.told.card import Card, charted


def heading(details: Details) -> str:
    """Return what stands above: 72 hours, or days where the moments are not known."""
    hours = [each.hours for each in details.releases]
    return _("The first days") if _all_by_days(hours) else _("The first 72 hours")


def card(details: Details, zone: str) -> Card:
    """Return the first 72 hours of each release against the usual 72; ``zone`` is the organisation's."""
    labels = [release_name(each) for each in details.releases]
    hours = [each.hours for each in details.releases]
    chart = first_hours(labels, hours, _title(labels, hours))
    return charted("first-hours", chart, _hours_table(details, zone), _hours_source(hours), _hours_passport(hours))


def release_name(release: Release) -> str:
    """Return “Episode 1”, or what stands for the release of a campaign without episodes."""
    if release.number is None:
        return _("First day")
    return _("Episode {number}").format(number=release.number)


def _title(labels: list[str], hours: list[FirstHours]) -> str:
    said = [words(hours[0]), range_words(hours[0])]
    sentence = " ".join(tell(each) for each in said if each is not None)
    return _("{label}: {sentence}").format(label=labels[0], sentence=sentence)


def _all_by_days(hours: list[FirstHours]) -> bool:
    return all(each.by_days for each in hours)


def _hours_table(details: Details, zone: str) -> pd.DataFrame:
    hours = [each.hours for each in details.releases]
    return pd.DataFrame(
        {
            _("Release"): [release_name(each) for each in details.releases],
            _("Moment"): [moment(each.at, zone) for each in details.releases],
            _("Came in"): [count_text(each.observed) for each in hours],
            _("Counted over"): [_length(each) for each in hours],
            _("Usual"): [_usual(each) for each in hours],
            _("Times the usual"): [times(each) for each in hours],
            _("Range of the usual"): [
                f"{count_text(each.usual.low)} – {count_text(each.usual.high)}" if each.usual.windows else MISSING
                for each in hours
            ],
            _("9 in 10 weeks"): [_likely(each) for each in hours],
            _("Earlier weeks"): [number(each.usual.windows) for each in hours],
            _("Only the day known"): [count_text(each.by_day_only) for each in hours],
        }
    )


def _length(hours: FirstHours) -> str:
    return _("{days} whole days").format(days=number(hours.days)) if hours.by_days else _("72 hours")


def _likely(hours: FirstHours) -> str:
    likely = hours.usual.likely
    return MISSING if likely is None else f"{number(likely.low)} – {number(likely.high)}"


def _usual(hours: FirstHours) -> str:
    if hours.usual.value is None:
        return _("under {minimum}").format(minimum=hours.observed.minimum) if hours.usual.windows else MISSING
    return number(hours.usual.value, 1)


def _hours_source(hours: list[FirstHours]) -> str:
    by_days = _("Days of application from the own system: not all moments are known.")
    parts = [by_days if _all_by_days(hours) else _("Moments of application from the own system.")]
    if any(each.by_day_only.value != 0 for each in hours if not each.by_days):
        parts.append(_("Applications of which only the day is known are counted apart, in the table."))
    if any(each.usual.with_days_off for each in hours):
        parts.append(_("The earlier weeks hold public holidays: too few were without."))
    return " ".join(parts)


def _hours_passport(hours: list[FirstHours]) -> str:
    exactly = _("Applications from the release up to exactly 72 hours later, also when the clock changes.")
    by_days = _(
        "Where more than 5% of the applications have a day and no moment: applications on all days that the 72 hours from "
        "the release touch, usually four. That is longer than 72 hours, also in the weeks it is compared with."
    )
    return "\n\n".join(
        (
            *([] if _all_by_days(hours) else [exactly]),
            *([by_days] if any(each.by_days for each in hours) else []),
            _(
                "Usual: the mean of the same weekday and hour in the 8 weeks before the release or before the campaign, "
                "without weeks that hold a public holiday where at least 3 others are left."
            ),
            _("9 in 10 weeks: the range in which such a week without a release lies 9 times out of 10."),
            _("“Times the usual” is given from 5 applications. It says when people applied, not why."),
        )
    )


def times(hours: FirstHours) -> str:
    """Return how many times the usual came in: 3,2×; a dash where that cannot be said."""
    return MISSING if hours.ratio is None else f"{number(hours.ratio, 1)}×"
