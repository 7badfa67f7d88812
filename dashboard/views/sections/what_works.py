"""What works for a goal: groups of content by result per hour of work, and the posts in them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis import what_works as analysis
from dashboard.analysis.selection import Selection
from dashboard.analysis.what_works import ENOUGH_POSTS, GOALS, Goal, Standing, WhatWorks
from dashboard.charts import labels
from dashboard.charts.ranking import Row, figure_text, figures_text, interval_text, ranking
from dashboard.charts.words import tell
from dashboard.i18n import _, day, number, percent
from dashboard.queries.content_page import Ranking, rankings
from dashboard.widgets.breaks import warn_breaks
from dashboard.widgets.chart_card import APPLICATIONS, chart_card
from dashboard.widgets.choice import choice, choice_of_few
from dashboard.widgets.empty import empty
from dashboard.widgets.plain import plain
from dashboard.widgets.tables import show_table

_BY_CODE: Mapping[str, Goal] = {goal.key: goal for goal in GOALS}
_COLOUR_OF = {"clicks": "visits", "applications": "applications"}
_COLUMNS = {"watch_hours": "watch_minutes"}
"""Column of a goal's figure where it has another name."""
_FIRST_DAYS = timedelta(days=27)
_USUAL_GOAL, _USUAL_GROUPING = "impressions", "theme"


def what_works(selection: Selection | None, *, known: bool) -> None:
    """Let a reader choose a goal and a grouping, and show the ranking on each platform of what came out in the period."""
    st.subheader(_("What works"), anchor="works")
    if not known:
        empty(
            _("There is no content yet."),
            _("Connect a channel or import its export: its posts and videos then stand here."),
            page="sources",
            label=_("Go to Sources"),
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        goal = _goal()
        grouping = _grouping(goal)
    st.caption(_about(goal))
    period = None if goal.of_people or selection is None else selection.period
    found = data.load(rankings, goal.key, grouping, data.today(), data.organisation().timezone, period)
    if not found:
        known_ever = period is not None and data.load(
            rankings, goal.key, grouping, data.today(), data.organisation().timezone
        )
        words = (
            _("No result of {goal} is known in these months.") if known_ever else _("No result of {goal} is known yet.")
        )
        empty(words.format(goal=tell(goal.label)), _("Choose more months.") if known_ever else _not_yet(goal))
    if period is not None and found:
        named = [each.platform for each in found if each.platform]
        warn_breaks(period.first, period.last + _FIRST_DAYS, named, (_COLUMNS.get(goal.key, goal.key),))
    for each in found:
        _ranking(each)


def _goal() -> Goal:
    names = {code: tell(goal.label) for code, goal in _BY_CODE.items()}
    return _BY_CODE[choice("goal", _("Goal"), names, usual=_USUAL_GOAL, width=300)]


def _grouping(goal: Goal) -> str:
    """Return how content is grouped; campaigns, which alone have a link of their own, only have a kind."""
    if goal.of_people:
        return "kind"
    names = {code: _(name) for code, name in labels.GROUPINGS.items()}
    return choice_of_few("by", _("Grouped by"), names, usual=_USUAL_GROUPING)


def _about(goal: Goal) -> str:
    if goal.of_people:
        return _(
            "Applications are counted per campaign, through its own link, from its first day to 8 weeks after its last, "
            "whatever the period: a post alone has no link."
        )
    counted = _("What came out in these months, each post over its first 28 days. Roles are groups: nobody is ranked.")
    apart = _("Platforms count in their own way: they stand apart and are never added.")
    beside = _("Posts of all platforms stand beside each other; nothing is added.")
    return f"{counted} {apart if goal.per_platform else beside}"


def _not_yet(goal: Goal) -> str:
    if goal.of_people:
        return _("A campaign counts from 8 weeks after its last day, when a link or source is written down with it.")
    return _("A post counts from 28 days after it came out, when its platform gives this figure.")


def _ranking(found: Ranking) -> None:
    shown = _named(found.shown)
    code = found.platform or "all"
    if found.platform:
        st.markdown(f"#### {labels.platform(found.platform)}")
    if not shown.groups:
        st.markdown(_("No content here has this label yet."))
        return
    rows = [_row(each) for each in shown.groups]
    if all(row.value is None for row in rows):
        with st.container(border=True):
            st.markdown(f"**{plain(tell(analysis.words(shown)))}**")
            show_table(_table(found), key=f"what-works-{code}")
    else:
        unit = f"{tell(shown.goal.label)} {_unit(shown)}"
        chart = ranking(rows, tell(analysis.words(shown)), unit, found.platform or _COLOUR_OF[shown.goal.key])
        chart_card(
            chart,
            _table(found),
            _source_line(found),
            _passport(),
            key=f"what-works-{code}",
            until=found.until or APPLICATIONS,
        )
    _remarks(found)
    _posts(shown, code)


def _named(found: WhatWorks) -> WhatWorks:
    """Return a ranking whose groups have their name instead of their code."""
    names = [labels.group_name(each.name, found.grouping, of_campaigns=found.goal.of_people) for each in found.groups]
    return replace(
        found, groups=tuple(replace(each, name=name) for each, name in zip(found.groups, names, strict=True))
    )


def _unit(found: WhatWorks) -> str:
    if found.per_hour:
        return _("per hour of work")
    return _("per campaign") if found.goal.of_people else _("per post")


def _row(standing: Standing) -> Row:
    name = _("{name} (n = {posts})").format(name=standing.name, posts=number(standing.posts))
    return Row(name, standing.per_unit, standing.interval, tell(standing.why) if standing.why else "")


def _table(found: Ranking) -> pd.DataFrame:
    """Return the groups with their result per hour and per post side by side, in the order of the chart."""
    shown = _named(found.shown)
    hours, posts = ({each.name: each for each in _named(one).groups} for one in (found.per_hour, found.per_post))
    names = [each.name for each in shown.groups]
    of_campaigns = shown.goal.of_people
    return pd.DataFrame(
        {
            _(labels.GROUPINGS[shown.grouping]): names,
            _("Campaigns") if of_campaigns else _("Posts"): [number(posts[name].posts) for name in names],
            _("With hours"): [number(hours[name].posts) for name in names],
            _("Per hour of work (90% interval)"): [_figures(hours[name]) for name in names],
            _("Per campaign (90% interval)") if of_campaigns else _("Per post (90% interval)"): [
                _figures(posts[name]) for name in names
            ],
            _("Share of its own"): [percent(each.weight) for each in shown.groups],
        }
    )


def _figures(standing: Standing) -> str:
    return tell(standing.why) if standing.why else figures_text(standing.per_unit, standing.interval)


def _source_line(found: Ranking) -> str:
    if found.until is None:
        return _("Applications: own system.")
    if found.platform is None:
        return _("Figures of each platform, until {day}.").format(day=day(found.until))
    return _("{platform}: its own figures, until {day}.").format(
        platform=labels.platform(found.platform), day=day(found.until)
    )


def _passport() -> str:
    parts = [
        _("The typical result of a group: the geometric mean, so that one very big post does not decide."),
        _(
            "A group that rests on little is drawn towards the others; “share of its own” says how much is its own. "
            "In brackets: 90% interval."
        ),
        _("Under {enough} posts nothing is said about a group.").format(enough=number(ENOUGH_POSTS)),
        _("Hours: own work as written down with the cost of a campaign."),
    ]
    return "\n\n".join(parts)


def _remarks(found: Ranking) -> None:
    remarks = [tell(said) for said in analysis.notes(found.shown)]
    if not found.shown.per_hour:
        remarks.insert(0, _without_hours(found))
    if remarks:
        st.caption(" ".join(remarks))


def _without_hours(found: Ranking) -> str:
    if any(each.posts for each in found.per_hour.groups):
        words = _(
            "Ranked per post: the hours of {posts} posts are not written down, so that groups cannot be compared per hour."
        )
        return words.format(posts=number(found.per_hour.without_hours))
    return _("Ranked per post: hours are not written down.")


def _posts(found: WhatWorks, code: str) -> None:
    if not found.posts:
        return
    unit = _unit(found)
    with st.expander(
        _("The posts, highest first ({posts})").format(posts=number(len(found.posts))), icon=":material/list:"
    ):
        table = pd.DataFrame(
            {
                _("Post"): [each.name for each in found.posts],
                f"{tell(found.goal.label)} {unit}": [figure_text(each.per_unit) for each in found.posts],
                _("90% interval"): [interval_text(each.interval, each.per_unit) for each in found.posts],
            }
        )
        show_table(table, key=f"posts-{code}")
        st.caption(
            _(
                "Each post is drawn a little towards its group. Posts by ambassadors, and by a role that can be one person, "
                "are in no list."
            )
        )
