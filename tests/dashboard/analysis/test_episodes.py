from datetime import date, timedelta

from dashboard.analysis.episodes import Day, Episode, episode_figures

RELEASE = date(2026, 1, 14)


def watched(number, released_on, views, days=28, share=0.5):
    figures = {released_on + timedelta(days=i): Day(views, views * 3.0, share) for i in range(days)}
    return Episode(number, f"Episode {number}", released_on, figures)


def test_carry_over_is_the_views_of_28_days_over_those_of_the_first_episode():
    first, second = episode_figures([watched(2, RELEASE + timedelta(weeks=1), 60), watched(1, RELEASE, 100)])
    assert (first.views, first.carry_over, first.watch_hours) == (2800, 1.0, 140.0)
    assert (second.views, second.carry_over, second.average_share) == (1680, 0.6, 0.5)


def test_the_29th_day_does_not_count():
    assert episode_figures([watched(1, RELEASE, 100, days=200)])[0].views == 2800


def test_an_episode_whose_28_days_are_not_complete_has_no_views_yet():
    (_, second) = episode_figures([watched(1, RELEASE, 100), watched(2, RELEASE, 50, days=27)])
    assert (second.views, second.carry_over, second.days, second.complete) == (None, None, 27, False)


def test_carry_over_needs_a_complete_first_episode():
    (_, second) = episode_figures([watched(1, RELEASE, 100, days=3), watched(2, RELEASE, 50)])
    assert (second.views, second.carry_over) == (1400, None)
    (only,) = episode_figures([watched(2, RELEASE, 50)])
    assert only.carry_over is None


def test_a_day_with_a_missing_figure_is_no_day_with_zero():
    episode = watched(1, RELEASE, 100)
    days = {**episode.days, RELEASE: Day(None)}
    (found,) = episode_figures([Episode(1, "Episode 1", RELEASE, days)])
    assert (found.views, found.days) == (None, 27)


def test_an_episode_without_a_video_or_release_has_no_figures():
    (found,) = episode_figures([Episode(1, "Planned", None, {})])
    assert (found.views, found.days, found.watch_hours, found.average_share) == (None, 0, None, None)


def test_the_average_share_is_weighted_by_views():
    days = {
        RELEASE: Day(100, 1.0, 0.4),
        RELEASE + timedelta(days=1): Day(300, 1.0, 0.6),
        RELEASE + timedelta(days=2): Day(0, 0.0),
    }
    (found,) = episode_figures([Episode(1, "x", RELEASE, days)])
    assert found.average_share == 0.55


def test_a_series_without_episodes_has_no_figures():
    assert episode_figures([]) == []
