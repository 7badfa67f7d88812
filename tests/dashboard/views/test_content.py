"""The page about content: what works per platform, and themes beside groups of functions."""

import json
from datetime import UTC, date, datetime, timedelta

import plotly.graph_objects as go
import pytest

from connectors.database import schema
from dashboard import i18n
from dashboard.analysis.what_works import GOALS
from tests.dashboard.shows import NOON, application_counts, opened, put, run_row, texts

FIRST = date(2025, 11, 3)
CAVEAT = "an association, not a cause"


def said(test) -> str:
    return texts(test).replace("\\", "")


def titles(test) -> list[str]:
    """Return what the charts say, first to last."""
    return [each.value.replace("\\", "").strip("*") for each in test.markdown if each.value.startswith("**")]


def table(test, *columns):
    """Return the rows of the first table that has these columns."""
    return next(
        list(map(tuple, each.value[list(columns)].to_numpy()))
        for each in test.dataframe
        if set(columns) <= set(each.value)
    )


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("goal", [goal.key for goal in GOALS])
def test_every_goal_of_the_demo_has_its_ranking_with_charts_that_plotly_accepts(goal):
    test = opened("content", "nl", goal=goal)
    assert not test.exception
    assert not test.error
    drawn = test.get("plotly_chart")
    assert len(drawn) > (1 if goal == "applications" else 2)
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
    lists = [len(each.value) for each in test.dataframe if "Post" in each.value]
    assert lists == [94, 99, 9]  # LinkedIn has 137 posts, 38 of them by ambassadors
    linkedin = next(each.value for each in test.dataframe if "Ambassadors" in list(each.value.get("Who tells", ())))
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


@pytest.mark.usefixtures("in_demo")
def test_every_sentence_about_attention_and_inflow_says_that_it_is_no_cause():
    test = opened("content", "en")
    (overall, pair) = titles(test)[-2:]
    assert overall.startswith("Of 48 pairs of a theme and a function group ")
    assert CAVEAT in overall
    assert CAVEAT in pair
    assert all(CAVEAT in row[0] for row in table(test, "What it says"))
    assert len(table(test, "What it says")) == 48


@pytest.mark.usefixtures("in_demo")
def test_groups_have_names_and_no_pair_tells_how_many_applied():
    test = opened("content", "en")
    groups = {row[0] for row in table(test, "Function group", "What it says")}
    assert "Care assistants" in groups
    assert "care_assistant" not in " ".join(row[1] for row in table(test, "Theme", "What it says"))
    headings = [heading for each in test.dataframe for heading in each.value if "days" in heading.lower()]
    assert "Days compared" in headings
    assert not any("pplications" in heading for each in test.dataframe for heading in each.value)


@pytest.mark.usefixtures("in_demo")
def test_a_pair_in_the_address_has_its_lags_and_a_refused_one_its_reason():
    test = opened("content", "en", attention="youtube:serie", inflow="nurse")
    assert "serie and applications in Nurses" in titles(test)[-1]
    assert len(table(test, "Days later", "Pairs of days")) == 15
    refused = opened("content", "en", attention="youtube:serie", inflow="doctor")
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


def test_under_eight_posts_nothing_is_said_about_a_group(own):
    posts(own, 9)
    posts(own, 7, theme="night")
    test = opened("content", "en", goal="views")
    assert not test.exception
    assert dict(table(test, "Theme", "Per post (90% interval)"))["night"] == "too little to say something about"
    assert titles(test)[0].startswith("Views: house has ")
    assert "Ranked per post: hours are not written down." in said(test)
    assert [len(each.value) for each in test.dataframe if "Post" in each.value] == [9]


def test_content_without_applications_has_its_ranking_and_an_empty_second_part(own):
    posts(own, 9)
    test = opened("content", "en", goal="views")
    assert not test.exception
    assert "There is nothing to set side by side yet." in said(test)


def test_applications_without_content_have_no_ranking_and_no_pair(own):
    put(own, schema.application_daily, *application_counts((date(2026, 2, 2), 30, "own_site", "", "unknown")))
    test = opened("content", "en")
    assert not test.exception
    assert "There is no content yet." in said(test)
    assert "There is nothing to set side by side yet." in said(test)


def test_a_goal_without_a_figure_says_when_there_is_one(own):
    posts(own, 9)
    test = opened("content", "en", goal="clicks")
    assert not test.exception
    assert "No result of Clicks is known yet." in said(test)


def test_too_short_a_history_gives_the_reasons_and_no_chart(own):
    posts(own, 9)
    row = application_counts((FIRST, 30, "own_site", "", "unknown"), (date(2026, 2, 2), 30, "own_site", "", "unknown"))
    put(own, schema.application_daily, *({**each, "function_group": "nurse"} for each in row))
    test = opened("content", "en", goal="views")
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
