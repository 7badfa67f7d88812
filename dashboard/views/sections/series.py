"""A series: its episodes at the same age, how far each is watched, and how many views the next one has."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.canon import CANON
from dashboard.analysis.episodes import FIRST_DAYS
from dashboard.analysis.series import Told, broken, carry_over_words, completion_words, too_young, views_words
from dashboard.charts import series as charts
from dashboard.charts.words import platforms, tell
from dashboard.i18n import MISSING, _, day, ngettext, number, percent
from dashboard.queries.series import Series, names
from dashboard.queries.series import series as one_series
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.choice import choice
from dashboard.widgets.empty import empty
from dashboard.widgets.plain import plain
from dashboard.widgets.table_card import table_card

_READ_AT = (25, 50, 75, 95)


def series() -> None:
    """Let a reader choose a series and show its episodes."""
    st.subheader(_("Series"), anchor="series")
    known = data.load(names)
    if not known:
        empty(
            _("There is no series yet."),
            _("Name the playlists that are a series under [sources.youtube]; their videos become episodes."),
            page="sources",
            label=_("Go to Sources"),
        )
        return
    found = data.load(one_series, choice("series", _("Which series"), known, width=300), data.organisation().timezone)
    _warnings(found)
    _figures(found)
    _restated(found)
    if any(views is not None for told in found.episodes for views in told.by_age):
        _views(found)
        _carry_over(found)
    _watched(found)


def _warnings(found: Series) -> None:
    """Say what cannot be compared: a changed definition between episodes, episodes that are too young."""
    crossed = broken(found.episodes, [when for when, _title in found.breaks])
    for when, title in found.breaks:
        if when in crossed:
            words = _("Counted differently from {day}: {what} Episodes before and after it cannot be compared.")
            st.warning(words.format(day=day(when), what=plain(_(title))), icon=":material/difference:")
    for told in too_young(found.episodes, found.until):
        words = _("Episode {number} is not {days} days old in the figures: it can be compared from {day}.")
        st.caption(words.format(number=number(told.figures.number), days=number(FIRST_DAYS), day=day(told.whole_on)))


def _restated(found: Series) -> None:
    if found.restated:
        words = ngettext(
            "Of {count} day the platform changed the number of views later: the newest replaces the earlier one.",
            "Of {count} days the platform changed the number of views later: the newest replaces the earlier one.",
            found.restated,
        )
        st.caption(words.format(count=number(found.restated)))


def _figures(found: Series) -> None:
    told = found.episodes
    definition = "\n\n".join(
        (
            _("All episodes at the same age: the first {days} days from the day of release.").format(days=FIRST_DAYS),
            _("A dash: the platform does not give the figure, or not all of the days have one."),
            _("Click rate: clicks divided by impressions, where the platform gives both."),
            *(_passport(key) for key in ("average_share_watched", "watched_to_the_end", "carry_over")),
        )
    )
    table_card(tell(views_words(told)), _table(told), _source(found), definition, key="series")


def _table(told: Sequence[Told]) -> pd.DataFrame:
    some = [each.figures for each in told]
    return pd.DataFrame(
        {
            _("Episode"): [number(each.number) for each in some],
            _("Title"): [each.title or MISSING for each in some],
            _("Released"): [day(each.released_on) for each in some],
            _("Views (28 days)"): [number(each.views) for each in some],
            _("Against episode 1"): [percent(each.carry_over) for each in some],
            _("Watch time (hours)"): [number(each.watch_hours) for each in some],
            _("Average share watched"): [percent(each.average_share) for each in some],
            _("Watched to the end"): [percent(each.completion) for each in told],
            _("Impressions"): [number(each.impressions) for each in some],
            _("Click rate"): [percent(each.click_rate, 1) for each in some],
            _("Days with a figure"): [f"{each.days} / {FIRST_DAYS}" for each in some],
        }
    )


def _views(found: Series) -> None:
    told = found.episodes
    table = pd.DataFrame({_("Day since release"): [number(age) for age in range(1, FIRST_DAYS + 1)]})
    for each in told:
        name = _("Episode {number}").format(number=number(each.figures.number))
        table[name] = [number(views) for views in each.by_age]
    passport = _("Day 1 is the day of release. A day that is not known is a gap, never zero.")
    chart_card(
        charts.views_by_age(told, tell(views_words(told))),
        table,
        _source(found),
        passport,
        key="series-views",
        until=found.until,
    )


def _carry_over(found: Series) -> None:
    told = found.episodes
    st.caption(_("Viewers are not known as persons: this sets views beside views, not people who went on."))
    if not any(each.figures.carry_over is not None for each in told):
        empty(tell(carry_over_words(told)))
        return
    columns = [_("Episode"), _("Views (28 days)"), _("Against episode 1")]
    chart = charts.carry_over(told, tell(carry_over_words(told)))
    chart_card(
        chart,
        _table(told)[columns],
        _source(found),
        _passport("carry_over"),
        key="series-carry-over",
        until=found.until,
    )


def _watched(found: Series) -> None:
    told = found.episodes
    if not any(each.curve for each in told):
        empty(
            _("It is not known how far the episodes are watched."),
            _("YouTube tells it to the account of the channel; other platforms and an API key do not give it."),
        )
        return
    table = pd.DataFrame({_("Episode"): [number(each.figures.number) for each in told]})
    for place in _READ_AT:
        heading = _("At {share} of the length").format(share=percent(place / 100))
        table[heading] = [percent(each.curve.get(place)) for each in told]
    source = _("{names}: its own curve since the release, read until {day}.").format(
        names=platforms(found.platforms), day=day(found.read_on)
    )
    passport = "\n\n".join(
        (
            _passport("watched_to_the_end"),
            _("Viewers at the start are 100%; parts that are watched again can lift the line."),
        )
    )
    chart = charts.retention(told, tell(completion_words(told)))
    chart_card(chart, table, source, passport, key="series-watched", until=found.read_on)


def _passport(key: str) -> str:
    passport = CANON[key]
    return f"**{_(passport.label)}** {_(passport.definition)} {_(passport.formula)}"


def _source(found: Series) -> str:
    return _("{names}: its own figures, until {day}.").format(names=platforms(found.platforms), day=day(found.until))
