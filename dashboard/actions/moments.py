"""A moment on the clock of a place: entered as day and time, stored in UTC, also around the change of the clock."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from connectors.errors import N_, Said


def moment_of(day: date, clock: time, zone: str) -> datetime | Said:
    """Return the moment in UTC, or what is wrong: the hour that the clock skips in spring is on no clock.

    In autumn an hour comes twice; then the first one is meant.
    """
    local = datetime.combine(day, clock.replace(second=0, microsecond=0, tzinfo=None), ZoneInfo(zone))
    moment = local.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        text = N_("{time} does not exist on {day}: the clock goes forward then. Choose an hour earlier or later.")
        return Said(text, {"time": f"{clock:%H:%M}", "day": day})
    return moment
