"""One vacancy: what is known of it, its days, its figures per platform, the posts about it, and how far applicants came."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import data, session
from dashboard.analysis.cohorts import STAGE_LABELS
from dashboard.analysis.periods import Period
from dashboard.analysis.vacancy_funnel import ENOUGH, Reached
from dashboard.charts.funnel import share_dot
from dashboard.charts.spans import Backdrop, Span
from dashboard.charts.vacancy import engagement
from dashboard.charts.words import count_text, platforms, signs
from dashboard.i18n import MISSING, _, day, day_range, number
from dashboard.queries import vacancy_detail
from dashboard.queries.vacancies import LINKEDIN, Listed
from dashboard.queries.vacancy_posts import Post
from dashboard.views.sections.vacancies_columns import linkedin, status, told
from dashboard.views.sections.vacancies_words import group_of, place_of, providers, title_of
from dashboard.widgets.backdrop import backdrop
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.facts import facts
from dashboard.widgets.plain import plain
from dashboard.widgets.table_card import table_card


def detail(each: Listed, *, hard: bool) -> None:
    """Show one vacancy, with the way back to the list."""
    st.header(plain(title_of(each.speaks)))
    if st.button(_("Back to all vacancies"), icon=":material/arrow_back:", key="vacancy-back"):
        session.remember("vacancy", "")
        st.rerun()
    _facts(each, hard=hard)
    posts = data.load(vacancy_detail.posts, each.speaks.identity_id)
    _engagement(each, posts)
    _funnel(each)
    _posts(posts)


def _facts(each: Listed, *, hard: bool) -> None:
    known = {
        _("Status"): status(each),
        _("Open"): day_range(each.opened, each.closed),
        _("Days open"): number(each.days_open(data.today())),
        _("Applications"): count_text(each.applied),
        **linkedin(each),
        _("Site"): place_of(each.speaks),
        _("Function group"): group_of(each.speaks),
        _("Hard to fill"): _("yes") if hard else _("no"),
        _("For side-entrants"): told(each.is_track),
        _("Pay stated"): told(each.pay_stated),
        _("Named by"): providers(each.providers),
    }
    facts(known, key="vacancy")


def _engagement(each: Listed, posts: Sequence[Post]) -> None:
    rows = data.load(vacancy_detail.days, tuple(name.vacancy_id for name in each.names))
    rows = rows[rows["platform"] == LINKEDIN]
    if rows.empty:
        st.caption(_("LinkedIn tells no days of this vacancy."))
        return
    by_week = int(rows["length"].iloc[0]) > 1
    title = _("LinkedIn showed this vacancy {views} times; there were {clicks} clicks on apply").format(
        views=number(each.views.get(LINKEDIN)), clicks=number(each.apply_clicks.get(LINKEDIN))
    )
    chart = engagement(rows, _backdrop(each, rows, posts), title)
    table = pd.DataFrame(
        {
            _("Week from") if by_week else _("Day"): [day(start) for start in rows["start"]],
            _("Views"): [number(value) for value in rows["views"]],
            _("Clicks on apply"): [number(value) for value in rows["apply_clicks"]],
        }
    )
    last = rows["start"].max()
    until = day(last)
    source = _("LinkedIn, per week until {until}.") if by_week else _("LinkedIn, per day until {until}.")
    definition = _("Views and clicks as LinkedIn counts them, in its own days (UTC). A day without a figure is a gap.")
    fresh = last if each.speaks.is_open else None  # figures of a vacancy that is closed do not grow stale
    chart_card(chart, table, source.format(until=until), definition, key="vacancy-days", until=fresh)


def _backdrop(each: Listed, rows: pd.DataFrame, posts: Sequence[Post]) -> Backdrop:
    """Return what stands behind the days: from when to when the vacancy was open, and the posts that link to it."""
    first, last = rows["start"].min(), rows["start"].max()
    began, ended = max(each.opened or first, first), min(each.closed or last, last)
    happened = [Span(_("vacancy open"), began, ended, kind="other")] if began <= ended else []
    for post in posts:
        published = _day(post)
        if published is not None and first <= published <= last:
            title = _("post on {channel}").format(channel=platforms([post.platform]))
            happened.append(Span(title, published, published, kind="other"))
    behind = backdrop(Period(first, last), platform=LINKEDIN, until=last)
    return replace(behind, campaigns=(), episodes=(), events=happened)


def _funnel(each: Listed) -> None:
    speaks = each.speaks
    found = None
    if each.applied.value is not None:
        found = data.load(vacancy_detail.funnel, speaks.identity_id, speaks.site_id or "", speaks.group or "")
    if found is None:
        words = _("How far applicants came is shown from {count} applications on.")
        st.caption(words.format(count=number(ENOUGH)))
        return
    table_card(
        _("How far the applicants of this vacancy came until now"),
        _stages(found),
        _("Applications: own system. Open ones count where they stand."),
        "\n\n".join(
            (
                _("Stages are cumulative: who was hired counts in every earlier stage."),
                _("The share is that of the stage before; in brackets its 90% interval."),
                _("Protected together with the other vacancies of the same site and group of functions."),
                signs(),
            )
        ),
        key="vacancy-funnel",
    )


def _stages(found: Sequence[Reached]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Stage"): [_(STAGE_LABELS[each.stage]) for each in found],
            _("Applications"): [count_text(each.count) for each in found],
            _("Of the stage before"): [MISSING if each.share is None else share_dot(each.share).text for each in found],
        }
    )


def _posts(posts: Sequence[Post]) -> None:
    if not posts:
        st.caption(_("No post is known that links to this vacancy."))
        return
    table_card(
        _("Posts that link to this vacancy"),
        pd.DataFrame(
            {
                _("Published"): [day(_day(post)) for post in posts],
                _("Channel"): [platforms([post.platform]) for post in posts],
                _("Title"): [post.title or MISSING for post in posts],
                _("Address"): [post.url or MISSING for post in posts],
            }
        ),
        _("Items of the own channels whose links lead to the address of the vacancy."),
        _("Of a post by an ambassador only the channel and the day are shown."),
        key="vacancy-posts",
    )


def _day(post: Post) -> date | None:
    return post.published_at.date() if post.published_at else None
