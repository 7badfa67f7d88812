"""The page about content: what works per platform, and themes beside groups of functions."""

import json
from datetime import UTC, date, datetime, timedelta

import plotly.graph_objects as go
import pytest

from connectors.database import schema
from connectors.database.engine import open_engine, writing
from dashboard import i18n
from dashboard.analysis.what_works import GOALS
from tests.dashboard.shows import NOON, application_counts, frames, put, run_row, texts
from tests.dashboard.shows import opened as opened_page
from tests.dashboard.views.roles import opened_by, with_sign_in

FIRST = date(2025, 11, 3)
ALWAYS = "2024-01..2026-06"
CAVEAT = "an association, not a cause"


def opened(page, language="nl", part="works", **parameters):
    """Return a part of the page over all months."""
    return opened_page(page, language, part=part, period=ALWAYS, **parameters)


def said(test) -> str:
    return texts(test).replace("\\", "")


def titles(test) -> list[str]:
    """Return what the charts say, first to last."""
    return [each.value.replace("\\", "").strip("*") for each in test.markdown if each.value.startswith("**")]


def table(test, *columns):
    """Return the rows of the first table that has these columns."""
    return next(
        list(map(tuple, each.value[list(columns)].to_numpy()))
        for each in frames(test)
        if set(columns) <= set(each.value)
    )


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("goal", [goal.key for goal in GOALS])
def test_every_goal_of_the_demo_has_its_ranking_with_charts_that_plotly_accepts(goal):
    test = opened("content", "nl", goal=goal)
    assert not test.exception
    assert not test.error
    drawn = test.get("plotly_chart")
    assert len(drawn) == {"impressions": 3, "applications": 0, "clicks": 1}.get(goal, 2)
    for element in drawn:
        assert go.Figure(json.loads(element.proto.spec)).data
        assert element.proto.alt


@pytest.mark.usefixtures("in_demo")
def test_each_platform_stands_apart_and_nothing_is_added():
    test = opened("content", "en", goal="impressions", by="theme")
    platforms = [each.value for each in test.markdown if each.value.startswith("####")]
    assert platforms == ["#### Facebook", "#### LinkedIn", "#### YouTube"]
    assert "they stand apart and are never added" in said(test)
    facebook, linkedin, youtube = titles(test)[:3]
    assert facebook.startswith("Impressions: nachtdienst has most, ")
    assert linkedin.startswith("Impressions: collega's has most, ")
    assert youtube.startswith("Impressions: serie has most, ")


@pytest.mark.usefixtures("in_demo")
def test_the_choice_is_taken_from_the_address_and_written_into_it():
    test = opened("content", "en", goal="views", by="kind")
    assert titles(test)[0].startswith("Views: Short has ")
    test.selectbox(key="goal-views").set_value("clicks").run()
    assert test.query_params["goal"] in ("clicks", ["clicks"])
    test.segmented_control(key="by-kind").set_value("author_role").run()
    assert test.query_params["by"] in ("author_role", ["author_role"])
    assert titles(test)[0].startswith("Clicks: A team has most, ")


@pytest.mark.usefixtures("in_demo")
def test_a_code_that_nobody_knows_becomes_the_usual_one():
    test = opened("content", "en", goal="fame", by="person", attention="radio:x", inflow="wizard")
    assert not test.exception
    assert titles(test)[0].startswith("Impressions: ")


@pytest.mark.usefixtures("in_demo")
def test_where_too_few_hours_are_written_down_the_ranking_is_per_post_and_says_so():
    text = said(opened("content", "en", goal="impressions", by="theme"))
    assert "Ranked per post: the hours of 24 posts are not written down, so that groups cannot be compared" in text
    assert "Ranked per post: hours are not written down." in text


@pytest.mark.usefixtures("in_demo")
def test_no_post_of_an_ambassador_stands_in_a_list():
    test = opened("content", "en", goal="impressions", by="author_role")
    lists = [len(each.value) for each in frames(test) if "Post" in each.value]
    assert lists == [94, 99, 9]  # LinkedIn has 137 posts, 38 of them by ambassadors
    linkedin = next(each.value for each in frames(test) if "Ambassadors" in list(each.value.get("Who tells", ())))
    assert dict(linkedin[["Who tells", "Posts"]].to_numpy()) == {"Ambassadors": "38", "Communications": "99"}
    assert "nobody is ranked" in said(test)


@pytest.mark.usefixtures("in_demo")
def test_campaigns_alone_have_applications_and_a_few_are_too_little():
    test = opened("content", "en", goal="applications", by="theme")
    assert titles(test)[0] == "Applications through its own link: too little to say something about."
    assert [each.key for each in test.segmented_control if each.key.startswith("by-")] == []
    assert {row[1] for row in table(test, "Kind", "Per campaign (90% interval)")} == {
        "too little to say something about"
    }


@pytest.mark.story("M4")
@pytest.mark.usefixtures("in_demo")
def test_every_sentence_about_attention_and_inflow_says_that_it_is_no_cause():
    test = opened("content", "en", "attention")
    (overall, pair) = titles(test)[-2:]
    assert overall.startswith("Of 48 pairs of a theme and a function group ")
    assert CAVEAT in overall
    assert CAVEAT in pair
    assert all(CAVEAT in row[0] for row in table(test, "What it says"))
    assert len(table(test, "What it says")) == 48


@pytest.mark.usefixtures("in_demo")
def test_groups_have_names_and_no_pair_tells_how_many_applied():
    test = opened("content", "en", "attention")
    groups = {row[0] for row in table(test, "Function group", "What it says")}
    assert "Care assistants" in groups
    assert "care_assistant" not in " ".join(row[1] for row in table(test, "Theme", "What it says"))
    headings = [heading for each in frames(test) for heading in each.value if "days" in heading.lower()]
    assert "Days compared" in headings
    assert not any("pplications" in heading for each in frames(test) for heading in each.value)


@pytest.mark.story("M4")
@pytest.mark.usefixtures("in_demo")
def test_the_season_can_be_left_in_and_then_no_interval_is_drawn():
    test = opened("content", "en", "attention", attention="youtube:serie", inflow="nurse")

    def drawn():
        (trace,) = json.loads(test.get("plotly_chart")[-1].proto.spec)["data"]
        return trace

    assert (len(drawn()["x"]), "error_y" in drawn()) == (15, True)
    assert all("pairs of days" in each for each in drawn()["customdata"])
    test.toggle(key="season-removed").set_value(False).run()
    assert "error_y" not in drawn()
    assert "two things that follow the calendar go together here" in said(test)
    assert CAVEAT in titles(test)[-1]
    assert "season still in it" in test.get("plotly_chart")[-1].proto.alt


@pytest.mark.story("M4")
@pytest.mark.usefixtures("in_demo")
def test_a_pair_in_the_address_has_its_lags_and_a_refused_one_its_reason():
    test = opened("content", "en", "attention", attention="youtube:serie", inflow="nurse")
    assert "serie and applications in Nurses" in titles(test)[-1]
    assert len(table(test, "Days later", "Pairs of days")) == 15
    refused = opened("content", "en", "attention", attention="youtube:serie", inflow="doctor")
    reason = "Too few applications to set serie beside Doctors: it takes at least 100."
    assert titles(refused)[-1] == reason
    assert reason in [row[0] for row in table(refused, "Why")]
    assert [each.label for each in refused.expander][-1] == "6 pairs were not looked at"


# --- organisations with little --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_empty_organisation_is_told_what_to_do(language):
    test = opened("content", language)
    assert not test.exception
    assert not test.get("plotly_chart")
    with i18n.speaking(language):
        assert i18n._("There are no figures yet.") in texts(test)


def posts(home, number, *, theme="house", kind="post", views=900):
    """Write posts of one channel with figures over all of their first 28 days."""
    put(home, schema.channel, {"channel_id": 1, "platform": "facebook", "external_id": "page"})
    start = 1000 * sum(map(ord, theme))
    at = datetime(FIRST.year, FIRST.month, FIRST.day, 9, tzinfo=UTC)
    items = [
        {"content_id": start + i, "channel_id": 1, "external_id": f"{theme}{i}", "kind": kind, "title": f"{theme} {i}"}
        for i in range(number)
    ]
    put(home, schema.content, *({**item, "theme": theme, "published_at": at} for item in items))
    common = {"day_zone": "UTC", "ingest": "export", "quality": "reported", "is_final": True, "observed_at": NOON}
    days = [FIRST, FIRST + timedelta(days=27)]
    put(
        home,
        schema.content_daily,
        *({"content_id": item["content_id"], "day": day, "views": views, **common} for item in items for day in days),
    )


@pytest.mark.story("M6")
def test_under_eight_posts_nothing_is_said_about_a_group(own):
    posts(own, 9)
    posts(own, 7, theme="night")
    test = opened("content", "en", goal="views")
    assert not test.exception
    assert dict(table(test, "Theme", "Per post (90% interval)"))["night"] == "too little to say something about"
    assert titles(test)[0].startswith("Views: house has ")
    assert "Ranked per post: hours are not written down." in said(test)
    assert [len(each.value) for each in frames(test) if "Post" in each.value] == [9]


def test_content_without_applications_has_nothing_to_set_beside_it(own):
    posts(own, 9)
    test = opened("content", "en", "attention")
    assert not test.exception
    assert "There is nothing to set side by side yet." in said(test)


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("series", "There is no series yet."),
        ("works", "There is no content yet."),
        ("coherence", "Nothing with a theme was told in these months."),
        ("all", "No item fits."),
        ("attention", "There is nothing to set side by side yet."),
    ],
)
def test_each_part_says_what_to_do_when_there_is_no_content(own, part, sentence):
    put(own, schema.application_daily, *application_counts((date(2026, 2, 2), 30, "own_site", "", "unknown")))
    test = opened("content", "en", part)
    assert not test.exception
    assert sentence in said(test)
    assert not test.get("plotly_chart")


def test_a_goal_without_a_figure_says_when_there_is_one(own):
    posts(own, 9)
    test = opened("content", "en", goal="clicks")
    assert not test.exception
    assert "No result of Clicks is known yet." in said(test)


def test_too_short_a_history_gives_the_reasons_and_no_chart(own):
    posts(own, 9)
    row = application_counts((FIRST, 30, "own_site", "", "unknown"), (date(2026, 2, 2), 30, "own_site", "", "unknown"))
    put(own, schema.application_daily, *({**each, "function_group": "nurse"} for each in row))
    test = opened("content", "en", "attention", goal="views")
    assert not test.exception
    assert "There is too little to set attention and inflow side by side yet." in said(test)
    (why,) = table(test, "Why")
    assert why[0].startswith("Too few days to set house beside Nurses: both are known on ")


def test_a_source_that_failed_does_not_keep_the_page_away(own):
    posts(own, 9)
    put(own, schema.sync_run, run_row(1, "failed", NOON, error_code="source.failed", error_text="It did not answer."))
    test = opened("content", "en", goal="views")
    assert not test.exception
    assert not test.error
    assert titles(test)[0].startswith("Views: house has ")


def test_a_theme_of_the_organisation_is_shown_as_it_was_written(own):
    posts(own, 9, theme="<b>*Ons* huis")
    test = opened("content", "en", goal="views")
    assert not test.exception
    assert titles(test)[0].startswith("Views: <b>*Ons* huis has ")
    spec = test.get("plotly_chart")[0].proto.spec
    assert "&lt;b&gt;*Ons* huis" in json.dumps(json.loads(spec)["layout"]["yaxis"]["ticktext"])


@pytest.mark.story("M6")
def test_a_role_that_can_be_one_person_is_shown_and_never_ranked(own):
    posts(own, 9, theme="house")
    posts(own, 9, theme="board")
    engine = open_engine(f"sqlite:///{own / 'instroom.db'}")
    with writing(engine) as connection:
        for theme, role in (("house", "communications"), ("board", "director")):
            row = schema.content.c
            connection.execute(schema.content.update().where(row.theme == theme).values(author_role=role))
    engine.dispose()
    test = opened("content", "en", goal="views", by="author_role")
    assert not test.exception
    rows = dict(table(test, "Who tells", "Per post (90% interval)"))
    assert rows["Directors"] == "can be one person: shown below, not ranked"
    assert rows["Communications"].startswith("1,800 (")
    assert titles(test)[0] == "Views: Communications has 1,800 per post (1,800 to 1,801); nothing to set it beside."
    assert [len(each.value) for each in frames(test) if "Post" in each.value] == [9]
    assert table(test, "Who tells", "Items", "Views (middle item)") == [
        ("Communications", "9", "1,800"),
        ("Directors", "9", "1,800"),
    ]


# --- series, coherence, all content ----------------------------------------------------------------------------------------


@pytest.mark.story("M7")
@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_series_is_told_at_the_same_age_with_curves_and_carry_over(language):
    test = opened("content", language, "series", series="nergens-beter")
    assert not test.exception
    drawn = [go.Figure(json.loads(each.proto.spec)) for each in test.get("plotly_chart")]
    assert [len(each.data) for each in drawn] == [8, 1, 8]
    with i18n.speaking(language):
        carried, ends = i18n._("Against episode 1"), i18n._("Watched to the end")
        assert [row[1:] for row in table(test, i18n._("Episode"), carried, ends)] == [
            ("100%", "42%"),
            ("60%", "39%"),
            ("48%", "37%"),
            ("43%", "36%"),
            ("40%", "35%"),
            ("37%", "33%"),
            ("35%", "31%"),
            ("54%", "36%"),
        ]
        assert i18n._(
            "Viewers are not known as persons: this sets views beside views, not people who went on."
        ) in said(test)
    if language == "en":
        assert "Of 1 day the platform changed the number of views later: the newest replaces the earlier one." in said(
            test
        )
        assert [each for each in titles(test) if "Episode" in each or "Of the" in each] == [
            "Episode 1 has most views in its first 28 days: 41,000.",
            "Episode 1 has most views in its first 28 days: 41,000.",
            "Episode 8 has 54% of the views of episode 1, each in its first 28 days.",
            "Of the viewers at the start 31% to 42% watch to the end, by episode.",
        ]


@pytest.mark.usefixtures("in_demo")
def test_a_series_without_curves_says_who_tells_them_and_a_foreign_code_is_the_usual_one():
    test = opened("content", "en", "series", series="nachtdienst-in-beeld")
    assert "It is not known how far the episodes are watched." in said(test)
    assert [row[0] for row in table(test, "Watched to the end")] == ["–"] * 8
    assert titles(opened("content", "en", "series", series="<x>"))[0].startswith("Episode 1 has most views")


def test_a_young_episode_and_a_changed_definition_are_said(own):
    put(own, schema.channel, {"channel_id": 1, "platform": "youtube", "external_id": "UC"})
    put(own, schema.series, {"series_id": "s", "title": "Serie", "origin": "manual"})
    common = {"day_zone": "UTC", "ingest": "api", "quality": "reported", "is_final": True, "observed_at": NOON}
    for number, day in ((1, date(2026, 1, 5)), (2, date(2026, 2, 20))):
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        item = {"content_id": number, "channel_id": 1, "external_id": str(number), "kind": "video", "published_at": at}
        put(own, schema.content, item)
        put(own, schema.episode, {"series_id": "s", "number": number, "content_id": number, "released_at": at})
        days = [day + timedelta(days=i) for i in range(28) if day + timedelta(days=i) < NOON.date()]
        put(own, schema.content_daily, *({"content_id": number, "day": each, "views": 7, **common} for each in days))
    what = {"kind": "definition_break", "platform": "youtube", "metric": "views", "title": "A view is new."}
    put(own, schema.event, {"event_id": "b", "day": date(2026, 2, 10), **what})
    text = said(opened("content", "en", "series"))
    assert (
        "Counted differently from 10 Feb 2026: A view is new. Episodes before and after it cannot be compared." in text
    )
    assert "Episode 2 is not 28 days old in the figures: it can be compared from 19 Mar 2026." in text
    assert "Too early to say how many viewers went on to a next episode." in text


@pytest.mark.story("M12")
@pytest.mark.usefixtures("in_demo")
def test_the_map_lists_empty_cells_in_words_and_the_demo_cannot_be_written_on():
    test = opened_page("content", "en", part="coherence", period="2025-06..2026-05")
    assert not test.exception
    assert all(go.Figure(json.loads(each.proto.spec)).data for each in test.get("plotly_chart"))
    assert "172 items were told on all channels together. 114 have no theme or no department yet." in said(test)
    assert titles(test)[:2] == [
        "Every theme was told in these months, in all departments together.",
        "19 of 35 cells of a theme and a department are empty in these months.",
    ]
    assert "No story about werken in de zorg in spoed since Mar 2024." in said(test)
    assert table(test, "Theme", "Jan 2026", "Feb 2026") == [
        ("collega's", "5", "4"),
        ("huis", "11", "11"),
        ("nachtdienst", "0", "0"),
        ("serie", "4", "4"),
        ("werken in de zorg", "1", "1"),
    ]
    assert "nothing in it can be changed" in said(test)
    assert not [each for each in test.button if each.key == "labels-save"]
    one = opened_page("content", "en", part="coherence", period="2025-06..2026-05", department="wasserij")
    assert titles(one)[0] == "4 of 5 themes were not told in these months, in wasserij."


@pytest.mark.story("M12")
def test_a_person_writes_theme_and_department_and_the_map_follows(own):
    posts(own, 2, theme="house")
    test = opened("content", "en", "coherence")
    test.text_input(key="labels-own-department").set_value("Ward, Kitchen").run()
    editor = "labels--False-1-en-0"
    test.session_state[editor] = {"edited_rows": {"0": {"Department": "Ward"}}, "added_rows": [], "deleted_rows": []}
    test.button(key="labels-save").click().run()
    assert not test.exception
    assert [each.value for each in test.success] == ["1 item was changed."]
    assert "0 of 1 cells of a theme and a department are empty in these months." in titles(test)


@pytest.mark.parametrize(("group", "may"), [("web", True), ("board", False)])
def test_only_some_roles_write_on_content(own, group, may):
    posts(own, 1)
    with_sign_in(own)
    test = opened_by(group, "content", part="coherence")
    assert not test.exception
    assert bool([each for each in test.button if each.key == "labels-save"]) == may


@pytest.mark.story("D9")
@pytest.mark.usefixtures("in_demo")
def test_all_content_is_searched_sorted_and_paged_with_dashes_for_what_is_missing():
    test = opened("content", "en", "all", list_sort="views", list_platform="youtube")
    rows = table(test, "Title", "Views", "Impressions", "Clicks")
    assert rows[0][:2] == ("Nergens Beter 1: De rolstoel is weg", "50,040")
    assert (len(rows), rows[0][3]) == (25, "–")
    test.text_input(key="list-search").set_value("wasserij").run()
    assert [row[0] for row in table(test, "Title", "Views")] == [
        "Nergens Beter 4: Een spoor in de wasserij",
        "Zo werkt de wasserij",
    ]
    own = opened("content", "en", "all", list_role="director")
    assert set(table(own, "Who tells", "Views")) == {("Directors", "–")}
    assert len(table(own, "Title", "Views")) == 2
    strange = opened_page("content", "en", part="all", list_sort="x", list_platform="<b>", period="banana")
    assert not strange.exception


@pytest.mark.story("D9")
def test_few_items_by_ambassadors_have_no_figure_anywhere(own):
    posts(own, 7)
    engine = open_engine(f"sqlite:///{own / 'instroom.db'}")
    with writing(engine) as connection:
        connection.execute(schema.content.update().values(author_role="ambassador"))
    engine.dispose()
    assert table(opened("content", "en", goal="views"), "Who tells", "Items", "Views (middle item)") == [
        ("Ambassadors", "7", "–")
    ]
    assert {row[0] for row in table(opened("content", "en", "all"), "Views")} == {"–"}
