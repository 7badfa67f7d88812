"""Step 5 of a campaign: its series with episodes in order, each with a release moment and perhaps a video."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from connectors.errors import N_, Said
from dashboard import data
from dashboard.actions import campaigns as campaign_actions
from dashboard.actions import series as actions
from dashboard.actions.campaigns import NotAccepted
from dashboard.actions.moments import moment_of
from dashboard.actions.series import Episode
from dashboard.charts.words import platforms
from dashboard.i18n import MISSING, _, moment, number
from dashboard.queries import campaigns as queries
from dashboard.queries import choices
from dashboard.queries.stories import Story
from dashboard.views.sections.bold import bold
from dashboard.views.sections.choosing import day_of
from dashboard.views.sections.storing import actor, by, seen, stored, stored_as_seen
from dashboard.widgets.plain import plain

_USUAL = time(18, 0)
_MADE = "episodes-made"
_NEEDS_DAY = N_("A release that is corrected needs a day, and a video that is known.")


def episodes(story: Story) -> None:
    """Show the series of a campaign with their episodes, and the way to make one."""
    known = data.load(queries.all_series)
    mine = known[known["series_id"].isin(list(story.own.series))]
    zone = data.organisation().timezone
    st.caption(_("All moments are on the clock of {zone}.").format(zone=zone))
    for row in mine.itertuples():
        st.markdown(bold(plain(row.title), ":material/playlist_play:"))
        one = _Series(story, row.series_id, row.title, row.origin, zone)
        one.show()
    _new_series(story)


def _new_series(story: Story) -> None:
    with st.expander(_("Make a series by hand"), icon=":material/playlist_add:"), st.form(f"series-{story.id}"):
        title = st.text_input(_("Name of the series"), max_chars=200, key=f"series-title-{story.id}")
        if st.form_submit_button(_("Make the series")):
            stored(lambda: _make(story, title), _("The series has been made and belongs to this campaign."))


def _make(story: Story, title: str) -> None:
    code = actions.make(by(), title)
    _link(story, [("series", each) for each in (*story.own.series, code)])


def _link(story: Story, series: list[tuple[str, str]]) -> None:
    own = data.organisation().id
    campaign_actions.replace_links(
        data.engine(), own, story.id, series, actor=actor(), at=data.now(), kinds=("series",)
    )


class _Series:
    """One series on the page."""

    def __init__(self, story: Story, code: str, title: str, origin: str, zone: str) -> None:
        self.story, self.code, self.title, self.zone = story, code, title, zone
        self.by_hand = origin == "manual"
        rows = data.load(queries.episodes)
        self.rows = rows[rows["series_id"] == code].reset_index(drop=True)
        self.key = f"episode-{code}-{st.session_state.get(_MADE, 0)}"

    def show(self) -> None:
        """Show the episodes and the form to change them."""
        if len(self.rows):
            st.table(self._table(), hide_index=True)
        else:
            st.info(_("This series has no episode yet."), icon=":material/movie:")
            if self.by_hand and st.button(_("Remove this series"), icon=":material/delete:", key=f"{self.key}-remove"):
                stored(lambda: actions.remove_series(by(), self.code, self.story.id), _("The series has been removed."))
        if not self.by_hand:
            st.caption(
                _(
                    "This is a playlist: its order is changed where the playlist is made. A release can be corrected here."
                )
            )
        if self.by_hand or len(self.rows):
            self._form()

    def _table(self) -> pd.DataFrame:
        titles = data.load(choices.contents).set_index("content_id")["title"].to_dict()
        return pd.DataFrame(
            {
                _("Episode"): [number(each) for each in self.rows["number"]],
                _("Title"): [
                    plain(title) if isinstance(title, str) and title else MISSING for title in self.rows["title"]
                ],
                _("Release"): [moment(each, self.zone) for each in self.rows["released_at"]],
                _("Video"): [_video(each, titles) for each in self.rows["content_id"]],
            }
        )

    def _form(self) -> None:
        numbers = [int(each) for each in self.rows["number"]]
        options = [0, *numbers] if self.by_hand else numbers
        before = seen("series", self.code, f"{self.key}-which")
        which = st.selectbox(
            _("Episode to add or change") if self.by_hand else _("Episode"),
            options,
            format_func=lambda each: _("One more episode") if each == 0 else self._name(each),
            key=f"{self.key}-which",
        )
        with st.form(f"{self.key}-{which}"):
            self._fields(which, before)

    def _name(self, which: int) -> str:
        title = self.rows.loc[self.rows["number"] == which, "title"].iloc[0]
        return f"{which}. {title}" if isinstance(title, str) and title else str(which)

    def _fields(self, which: int, before: str) -> None:
        old = self.rows[self.rows["number"] == which].iloc[0] if which else None
        key = f"{self.key}-{which}"
        title = old["title"] if old is not None and isinstance(old["title"], str) else ""
        if self.by_hand:
            title = st.text_input(_("Title"), value=title, max_chars=200, key=f"{key}-title")
        day, clock = self._moment(old, key)
        if not self.by_hand:
            if st.form_submit_button(_("Correct this release"), type="primary", icon=":material/schedule:"):
                self._correct(old, day, clock)
            return
        content = self._content(old, key)
        most = len(self.rows) + (0 if which else 1)
        place = int(
            st.number_input(
                _("Place in the series"),
                min_value=1,
                max_value=max(most, 1),
                value=which or most,
                step=1,
                key=f"{key}-at",
            )
        )
        with st.container(horizontal=True):
            kept = st.form_submit_button(_("Keep"), type="primary", icon=":material/save:")
            gone = bool(which) and st.form_submit_button(_("Remove this episode"), icon=":material/delete:")
        if gone:
            self._store(lambda: actions.remove(by(), self.code, which, seen=before))
        elif kept:
            self._keep(which, title, day, clock, content, place, before)

    def _moment(self, old: pd.Series | None, key: str) -> tuple[date | None, time]:
        known = old["released_at"] if old is not None else pd.NaT
        local = None if pd.isna(known) else known.tz_convert(ZoneInfo(self.zone))
        left, right = st.columns(2)
        with left:
            day = day_of(_("Release: day (may stay empty)"), local.date() if local else None, key=f"{key}-day")
        clock = right.time_input(
            _("Release: time"), value=local.time() if local else _USUAL, step=300, key=f"{key}-time"
        )
        return day, clock or _USUAL

    def _content(self, old: pd.Series | None, key: str) -> int | None:
        rows = data.load(choices.contents)
        names = {
            int(each): f"{title or each} ({platforms([platform])})"
            for each, title, platform in zip(rows["content_id"], rows["title"], rows["platform"], strict=True)
        }
        known = None if old is None or pd.isna(old["content_id"]) else int(old["content_id"])
        options = [None, *names, *([known] if known and known not in names else [])]
        return st.selectbox(
            _("Video (may stay empty)"),
            options,
            index=options.index(known),
            format_func=lambda each: _("None") if each is None else names.get(each, str(each)),
            key=f"{key}-video",
        )

    def _keep(
        self, which: int, title: str, day: date | None, clock: time, content: int | None, place: int, before: str
    ) -> None:
        def keep() -> None:
            episode = Episode(title, self._at(day, clock), content)
            if which:
                actions.change(by(), self.code, which, episode, place=place, seen=before)
            else:
                actions.add(by(), self.code, episode, place=place, seen=before)

        self._store(keep)

    def _store(self, action) -> None:  # noqa: ANN001  what a person asked for
        def once() -> None:
            action()
            st.session_state[_MADE] = st.session_state.get(_MADE, 0) + 1

        stored_as_seen("series", self.code, once, _("The episodes have been kept."))

    def _at(self, day: date | None, clock: time) -> datetime | None:
        found = moment_of(day, clock, self.zone) if day else None
        if isinstance(found, Said):
            raise NotAccepted([found])
        return found

    def _correct(self, old: pd.Series | None, day: date | None, clock: time) -> None:
        def correct() -> None:
            at = self._at(day, clock)
            if at is None or old is None or pd.isna(old["content_id"]):
                raise NotAccepted([Said(_NEEDS_DAY)])
            actions.correct_release(by(), self.code, int(old["content_id"]), at)

        stored(correct, _("The release has been corrected."))


def _video(content: object, titles: dict[int, object]) -> str:
    if pd.isna(content):
        return _("none")
    title = titles.get(int(content))  # type: ignore[call-overload]
    return plain(title) if isinstance(title, str) and title else str(content)
