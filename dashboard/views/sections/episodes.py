"""How the episodes of a series did, and how many viewers went on to the next."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.episodes import FIRST_DAYS, Day, Episode, EpisodeFigures, episode_figures
from dashboard.charts.words import platforms
from dashboard.i18n import MISSING, _, day, number, percent
from dashboard.queries import attention
from dashboard.views.sections.story import Story, episodes_of
from dashboard.widgets.chart_card import show_table


def episodes(story: Story) -> None:
    """Show each episode's first 28 days."""
    rows = episodes_of(story)
    if rows.empty:
        return
    figures = episode_figures(_episodes(rows))
    st.subheader(_("Episodes"))
    waiting = [each for each in figures if not each.complete]
    st.markdown(_sentence(figures))
    show_table(_episode_table(figures), key="episodes")
    if waiting:
        st.caption(_("A dash: not all of the first {days} days have a figure yet.").format(days=FIRST_DAYS))
    st.caption(_("Views and watch time as {names} counts them.").format(names=platforms(story.platforms)))


def _sentence(figures: list[EpisodeFigures]) -> str:
    known = [each for each in figures if each.carry_over is not None]
    if len(known) < 2:  # noqa: PLR2004  the first episode carries itself
        return _("Too early to say how many viewers went on to a next episode.")
    words = _("The last episode with {days} days had {share} of the views of the first.")
    return words.format(days=FIRST_DAYS, share=percent(known[-1].carry_over))


def _episodes(rows: pd.DataFrame) -> list[Episode]:
    zone = data.organisation().timezone
    ids = tuple(int(content) for content in rows["content_id"].dropna())
    released = [None if pd.isna(at) else at.tz_convert(zone).date() for at in rows["released_at"]]
    days = _days(ids, [at for at in released if at])
    return [
        Episode(int(row.number), row.title or "", at, days.get(row.content_id, {}) if pd.notna(row.content_id) else {})
        for row, at in zip(rows.itertuples(), released, strict=True)
    ]


def _days(ids: tuple[int, ...], released: list[date]) -> dict[int, dict[date, Day]]:
    if not ids or not released:
        return {}
    last = max(released) + timedelta(days=FIRST_DAYS)
    rows = data.load(attention.by_item, ids, min(released), last)
    found: dict[int, dict[date, Day]] = {}
    columns = ("content_id", "day", "views", "watch_minutes", "average_view_share")
    for content, at, views, minutes, share in zip(*(rows[name] for name in columns), strict=True):
        found.setdefault(int(content), {})[at] = Day(_whole(views), _known(minutes), _known(share))
    return found


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _episode_table(figures: list[EpisodeFigures]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Episode"): [number(each.number) for each in figures],
            _("Title"): [each.title or MISSING for each in figures],
            _("Released"): [day(each.released_on) for each in figures],
            _("Views (28 days)"): [number(each.views) for each in figures],
            _("Watch time (hours)"): [number(each.watch_hours) for each in figures],
            _("Average share watched"): [percent(each.average_share) for each in figures],
            _("Against episode 1"): [percent(each.carry_over) for each in figures],
            _("Days with a figure"): [f"{each.days} / {FIRST_DAYS}" for each in figures],
        }
    )
