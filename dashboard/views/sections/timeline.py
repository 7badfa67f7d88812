"""Attention and applications on one time line, with everything else that happened in those weeks."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis.blocks import Block, blocks
from dashboard.analysis.calendar import Calendar, Place, calendar
from dashboard.analysis.periods import Period
from dashboard.analysis.surroundings import Happening, events_in, other_campaigns, warnings
from dashboard.charts.attention import attention_and_applications
from dashboard.charts.timeline import Backdrop, Mark, Span
from dashboard.charts.words import KINDS, SIGNS, count_text, platforms, tell
from dashboard.i18n import MISSING, _, day, day_range, language, number, percent
from dashboard.queries import attention, campaigns, events, workplaces
from dashboard.views.sections.bold import bold
from dashboard.views.sections.story import Story, episodes_of, per_day, shown_days
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.plain import plain


def timeline(story: Story) -> None:
    """Show views and applications over the days before, during and after the campaign."""
    days = shown_days(story)
    if days is None or story.last_day is None:
        return
    weeks = blocks(per_day(story, days), story.starts_on, days, story.last_day)
    chart_days = Period(weeks[0].period.first, weeks[-1].period.last)
    views = _views(story, chart_days)
    closed = holidays_of(story.sites, chart_days)
    backdrop = _backdrop(story, chart_days, closed)
    chart = attention_and_applications(views, weeks, backdrop)
    st.subheader(_("Attention and applications"))
    chart_card(chart, _table(views, weeks), _source_line(story), _passport(), key="timeline")


def _views(story: Story, days: Period) -> pd.DataFrame:
    """Return views per day; over several platforms, which count differently, none are drawn."""
    content = story.content if len(story.platforms) == 1 else ()
    return data.load(attention.by_day, content, days.first, days.last)


def holidays_of(sites: Sequence[str], days: Period) -> Calendar:
    """Return the days off where some sites (none: all) stand."""
    rows = data.load(workplaces.sites)
    here = rows[rows["site_id"].isin(list(sites))] if sites else rows
    places = [
        Place(country, region if isinstance(region, str) else None)
        for country, region in zip(here["country"], here["holiday_region"], strict=True)
    ]
    return calendar(places, days, language())


def _backdrop(story: Story, days: Period, closed: Calendar) -> Backdrop:
    happened = data.load(events.events, days.first, days.last)
    breaks = happened[happened["kind"] == "definition_break"]
    return Backdrop(
        campaigns=[Span(story.name, max(story.starts_on, days.first), story.ends_on)],
        episodes=episode_marks(story),
        breaks=[Mark("⚠", _(row.title), row.day) for row in breaks.itertuples()],
        holidays=[Span(span.name, span.first, span.last) for span in closed.days_off],
        incomplete_from=_next(story.last_day, days.last),
        last_day=days.last,
        incomplete_title=_("not complete"),
    )


def _next(last_day: date | None, end: date) -> date | None:
    return date.fromordinal(last_day.toordinal() + 1) if last_day and last_day < end else None


def episode_marks(story: Story) -> list[Mark]:
    """Return the releases of the campaign's episodes in the organisation's zone."""
    zone = data.organisation().timezone
    released = episodes_of(story).dropna(subset=["released_at"])
    return [
        Mark(str(row.number), row.title or _("Episode {number}").format(number=row.number), at.date())
        for row, at in zip(released.itertuples(), released["released_at"].dt.tz_convert(zone), strict=True)
    ]


def _table(views: pd.DataFrame, weeks: Sequence[Block]) -> pd.DataFrame:
    by_day = {} if views.empty else dict(zip(views["day"], views["views"], strict=True))
    return pd.DataFrame(
        {
            _("From"): [day(block.period.first) for block in weeks],
            _("To"): [day(block.period.last) for block in weeks],
            _("Views"): [_sum(by_day, block.period) for block in weeks],
            _("Applications"): [count_text(block.count) for block in weeks],
            _("Complete"): [_("yes") if block.complete else _("no") for block in weeks],
        }
    )


def _sum(by_day: dict[date, int], period: Period) -> str:
    known = [by_day[each] for each in period.each_day() if each in by_day and not pd.isna(by_day[each])]
    return number(int(sum(known))) if known else MISSING


def _source_line(story: Story) -> str:
    names = platforms(story.platforms)
    until = day(story.last_day)
    if len(story.platforms) > 1:
        words = _(
            "Applications: own system, until {until}. Views on {names} are counted differently and are not drawn."
        )
        return words.format(until=until, names=names)
    if names:
        return _("Applications: own system, until {until}. Views: {names}.").format(until=until, names=names)
    return _("Applications: own system, until {until}.").format(until=until)


def _passport() -> str:
    return "\n\n".join(
        (
            _("Applications by the day they came in, per week from the first day of the campaign."),
            _("Views as the platform counts them, by its own day. A gap is a day without a figure, not zero."),
            _("Purple: the campaign; dotted lines: episodes; grey: public and school holidays; hatched: not complete."),
            _(SIGNS),
        )
    )


def surroundings(story: Story) -> None:
    """List what else happened in the window, with a warning where it makes the window hard to read."""
    if story.window is None:
        return
    around = Period(min(story.window.first, _two_weeks_before(story.starts_on)), story.window.last)
    others = other_campaigns(data.load(campaigns.campaigns), story.id, story.window)
    happened = events_in(data.load(events.events, around.first, around.last), around, story.sites)
    closed = holidays_of(story.sites, story.window)
    st.markdown(bold(_("What else happened")))
    for said in warnings(others, happened, story.starts_on):
        st.warning(plain(tell(said)), icon=":material/call_split:")
    rows = [*others, *happened]
    if not rows and not closed.days_off:
        st.caption(_("Nothing is known."))
    st.markdown("\n".join(_line(each, story.window) for each in rows))
    with st.expander(_("Public and school holidays"), icon=":material/event:"):
        _holidays(closed)


def _two_weeks_before(start: date) -> date:
    return date.fromordinal(start.toordinal() - 14)


def _line(happening: Happening, window: Period) -> str:
    days = day_range(happening.period.first, happening.period.last)
    kind = _(KINDS.get(happening.kind, happening.kind))
    covered = happening.period.overlap(window) / window.days
    part = _("{share} of the weeks that are counted").format(share=percent(covered))
    return f"- {plain(_(happening.title))}: {kind.lower()}, {days} ({part})"


def _holidays(closed: Calendar) -> None:
    kinds = {"public": _("public holiday"), "school": _("school holiday")}
    public = {span.name for span in closed.days_off if span.kind == "public"}
    lines = [
        f"- {span.name}: {kinds[span.kind]}, {day_range(span.first, span.last)} "
        f"({', '.join(dict.fromkeys(place.region or place.country for place in span.places))})"
        for span in closed.days_off
        if span.kind == "public" or span.name not in public
    ]
    st.markdown("\n".join(lines) or _("None."))
    for gap in closed.unknown:
        words = _("Not known for {place} in {year}: {kind}.")
        place = " ".join(part for part in (gap.place.country, gap.place.region) if part)
        st.caption(words.format(place=place, year=gap.year, kind=kinds[gap.kind]))
