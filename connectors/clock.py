"""What time it is: the wall clock, or the moment that ``INSTROOM_NOW`` fixes for replays and tests."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from connectors.errors import N_, ConfigurationError


def now(environment: Mapping[str, str]) -> datetime:
    """Return the current moment, aware and in UTC."""
    fixed = environment.get("INSTROOM_NOW", "").strip()
    if not fixed:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        raise ConfigurationError(
            N_("INSTROOM_NOW is “{value}”; it takes a moment such as 2026-03-04T12:00:00Z."),
            code="configuration.now",
            value=fixed,
        ) from None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def day_in(moment: datetime, zone: str) -> date:
    """Return the calendar day of an aware moment in a named time zone."""
    return moment.astimezone(ZoneInfo(zone)).date()
