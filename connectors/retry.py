"""Trying again: how often, how long in between, and what the other side may ask for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_random_exponential

from connectors.errors import SourceError

TRIED_AGAIN = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Patience:
    """How often and how long to try: number of tries, longest pause of our own and all pauses together in seconds."""

    tries: int = 6
    longest_pause: float = 60
    all_pauses: float = 300


PATIENT = Patience()


class AgainError(Exception):
    """This try failed in a way that may pass; ``pause`` is what the other side asked for, in seconds."""

    def __init__(self, error: SourceError, pause: float | None = None) -> None:
        super().__init__()
        self.error = error
        self.pause = pause


def retrying(patience: Patience, sleep: Callable[[float], None]) -> Retrying:
    """Return a runner that tries again after an AgainError: with full jitter, or after the pause that was asked for.

    It ends with the last AgainError when the tries are used up, or when the next pause would make them too long together.
    """
    jitter = wait_random_exponential(max=patience.longest_pause)

    def pause(state: RetryCallState) -> float:
        failed = state.outcome.exception() if state.outcome else None
        asked = failed.pause if isinstance(failed, AgainError) else None
        return jitter(state) if asked is None else asked

    def enough(state: RetryCallState) -> bool:
        too_long = state.idle_for + state.upcoming_sleep > patience.all_pauses
        return too_long or state.attempt_number >= patience.tries

    return Retrying(
        retry=retry_if_exception_type(AgainError),
        stop=enough,
        wait=pause,
        sleep=sleep,
        reraise=True,
    )


def asked_pause(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that Retry-After asks for (it holds seconds or a date), None when it asks for nothing."""
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    try:
        moment = parsedate_to_datetime(asked)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
