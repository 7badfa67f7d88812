from connectors.pace import Pace


class _Clock:
    def __init__(self):
        self.time, self.waits = 0.0, []

    def sleep(self, seconds):
        self.waits.append(round(seconds, 6))
        self.time += seconds


def _paced(requests, seconds):
    clock = _Clock()
    return clock, Pace(requests, seconds, sleep=clock.sleep, clock=lambda: clock.time)


def test_as_many_as_are_allowed_go_at_once():
    clock, pace = _paced(3, 10)
    for _ in range(3):
        pace()
    assert clock.waits == []


def test_one_more_waits_until_the_first_is_long_enough_ago():
    clock, pace = _paced(2, 10)
    pace()
    clock.time = 4
    pace()
    pace()
    assert clock.waits == [6]
    pace()
    assert clock.waits == [6, 4]


def test_never_more_than_allowed_in_any_span():
    clock, pace = _paced(5, 1)
    went = []
    for _ in range(40):
        pace()
        went.append(clock.time)
    assert all(later - earlier >= 1 - 1e-9 for earlier, later in zip(went, went[5:], strict=False))
