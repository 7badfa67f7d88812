"""Keeps a source's own speed limit: so many requests in so many seconds, whoever asks and however often."""

import threading
import time
from collections import deque
from collections.abc import Callable


class Pace:
    """Lets at most ``requests`` through in any ``seconds``; further ones wait. Safe to share between threads."""

    def __init__(
        self,
        requests: int,
        seconds: float,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._requests, self._seconds = requests, seconds
        self._sleep, self._clock = sleep, clock
        self._lock = threading.Lock()
        self._went: deque[float] = deque(maxlen=requests)

    def __call__(self) -> None:
        """Wait until the next request may go out."""
        with self._lock:
            if len(self._went) == self._requests:
                wait = self._went[0] + self._seconds - self._clock()
                if wait > 0:
                    self._sleep(wait)
            self._went.append(self._clock())
