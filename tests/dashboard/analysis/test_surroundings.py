from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.periods import Period
from dashboard.analysis.surroundings import events_in, other_campaigns, warnings

WINDOW = Period(date(2026, 1, 14), date(2026, 5, 5))
CAMPAIGNS = pd.DataFrame(
    [
        ("soap", "series", "Nergens Beter", date(2026, 1, 14), date(2026, 3, 4)),
        ("ambassadors", "employee_posts", "Collega's aan het woord", date(2025, 9, 1), date(2026, 6, 30)),
        ("open_day", "event", "Open dag", date(2026, 3, 15), date(2026, 3, 15)),
        ("radio", "offline", "Radio", date(2025, 5, 12), date(2025, 6, 1)),
        ("adverts", "advert", "Adverts", date(2024, 7, 1), None),
    ],
    columns=["campaign_id", "kind", "name", "starts_on", "ends_on"],
)
EVENTS = pd.DataFrame(
    [
        ("wave", "vacancy_wave", "22 vacancies opened", date(2026, 1, 12), None, "BE"),
        ("tv", "broadcast", "Tv report", date(2025, 11, 20), date(2025, 12, 3), "NL"),
        ("views", "definition_break", "YouTube counts otherwise", date(2026, 2, 1), None, None),
    ],
    columns=["event_id", "kind", "title", "day", "until", "site_id"],
)


@pytest.mark.story("R5")
def test_other_campaigns_in_the_window_in_order_with_the_part_they_cover():
    found = other_campaigns(CAMPAIGNS, "soap", WINDOW)
    assert [(other.key, round(other.share, 3)) for other in found] == [
        ("adverts", 1.0),
        ("ambassadors", 1.0),
        ("open_day", 0.009),
    ]


def test_events_in_the_window_without_definition_breaks():
    assert [event.key for event in events_in(EVENTS, Period(date(2026, 1, 1), date(2026, 5, 5)))] == ["wave"]
    assert events_in(EVENTS, WINDOW) == []


def test_an_event_at_another_site_is_left_out():
    early = Period(date(2025, 11, 1), date(2026, 5, 5))
    assert [event.key for event in events_in(EVENTS, early, ["BE", "WZC"])] == ["wave"]
    assert [event.key for event in events_in(EVENTS, early)] == ["tv", "wave"]


@pytest.mark.story("R5")
def test_an_overlap_over_a_quarter_and_a_vacancy_wave_near_the_start_are_warned_of():
    events = events_in(EVENTS, Period(date(2026, 1, 1), date(2026, 5, 5)))
    found = warnings(other_campaigns(CAMPAIGNS, "soap", WINDOW), events, WINDOW.first)
    assert [said.values.get("name") for said in found] == ["Adverts", "Collega's aan het woord", None]  # noqa: PD011
    assert found[2].values == {"day": date(2026, 1, 12)}  # noqa: PD011


def test_a_wave_three_weeks_away_is_not_warned_of():
    events = events_in(EVENTS, Period(date(2026, 1, 1), date(2026, 5, 5)))
    assert warnings([], events, date(2026, 2, 2)) == []
