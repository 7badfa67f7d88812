"""LinkedIn page exports, rebuilt and invented: the same rows in every language, and nothing read that does not add up."""

from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.errors import FileError
from connectors.files import read
from connectors.files.page_posts import published_at
from connectors.keys import channel_key, content_key
from tests.fakes.page_exports import (
    DESCRIPTION,
    FIRST,
    NAME,
    OLD_POST_HEADER,
    OTHER_HEADER,
    UPDATE_HEADER,
    VISITOR_HEADER,
    american,
    old_post,
    updates,
    visitors,
)
from tests.fakes.workbooks import csv_file, workbook


def refusal(context, name, content, **more):
    with pytest.raises(FileError) as caught:
        read(name, content, context, **more)
    return caught.value


def days_of(reading):
    return [row["day"] for row in reading.rows["channel_daily"]]


@pytest.mark.parametrize("what", ["content", "visitors", "followers"])
def test_english_and_dutch_workbooks_give_the_same_rows(context, page_workbook, what):
    english, dutch = (read(*page_workbook(what, language), context) for language in ("en", "nl"))
    assert english.rows == dutch.rows
    assert english.refused == dutch.refused == ()
    assert (english.first_day, english.last_day) == (date(2026, 10, 1), date(2026, 10, 31))
    assert days_of(english) == [date(2026, 10, 1) + timedelta(days=n) for n in range(31)]


def test_the_content_workbook_gives_days_posts_and_counters_at_the_moment_of_export(context, page_workbook):
    reading = read(*page_workbook("content", "nl"), context)
    channel_id = channel_key("nergens", "linkedin", "zorggroep-voorbeeld")
    urn = "urn:li:activity:7511356735488000100"
    exported_at = datetime(2026, 11, 2, 12, tzinfo=UTC)
    assert {table: len(rows) for table, rows in reading.rows.items()} == {
        "channel": 1,
        "channel_daily": 31,
        "content": 4,
        "content_snapshot": 4,
    }
    assert reading.rows["channel_daily"][0] == {
        "channel_id": channel_id,
        "day": date(2026, 10, 1),
        "impressions": 371,
        "reach": 222,
        "clicks": 4,
        "reactions": 12,
        "comments": 5,
        "shares": 0,
        "day_zone": "UTC",
        "ingest": "export",
        "observed_at": exported_at,
    }
    assert reading.rows["content"][0] == {
        "content_id": content_key("nergens", channel_id, urn),
        "channel_id": channel_id,
        "external_id": urn,
        "kind": "post",
        "url": f"https://www.linkedin.com/feed/update/{urn}",
        "published_at": published_at(7511356735488000100),
        "title": "Werken bij Zorggroep Voorbeeld: kom jij ons team versterken?",
    }
    assert reading.rows["content_snapshot"][0] == {
        "content_id": content_key("nergens", channel_id, urn),
        "impressions": 2621,
        "clicks": 24,
        "reactions": 73,
        "comments": 1,
        "shares": 5,
        "ingest": "export",
        "observed_at": exported_at,
    }


def test_the_visitors_workbook_gives_page_life_and_jobs_views(context, page_workbook):
    reading = read(*page_workbook("visitors", "en"), context)
    first = reading.rows["channel_daily"][0]
    columns = ("page_views", "page_visitors", "careers_page_views", "jobs_page_views")
    assert [first[column] for column in columns] == [35, 7, 12, 13]
    assert [str(warning) for warning in reading.warnings] == [
        "Who the audience is has no place (yet); left out: Location, Job function, Seniority, Industry, Company size."
    ]


def test_total_followers_are_the_new_ones_of_the_day(context, page_workbook):
    reading = read(*page_workbook("followers", "nl"), context)
    assert [row["followers_gained"] for row in reading.rows["channel_daily"]][:3] == [10, 8, 5]
    assert "followers" not in reading.rows["channel_daily"][0]


def test_who_posted_is_personal_and_stands_in_no_row(context, page_workbook):
    reading = read(*page_workbook("content", "en"), context)
    assert [column.header for column in reading.understood if column.state == "personal"] == ["Posted by"]
    assert "Page admin" not in str(reading.rows)


def test_the_number_of_a_post_holds_the_moment_of_its_publication():
    assert published_at(6682292579746279424).replace(microsecond=0) == datetime(2020, 6, 26, 14, 45, 2, tzinfo=UTC)


@pytest.mark.parametrize("kept_description", [True, False])
@pytest.mark.parametrize("write", [american, lambda day: day, lambda day: (day - date(1899, 12, 30)).days])
def test_copies_that_a_spreadsheet_saved_again_are_read(context, kept_description, write):
    rows = [*([DESCRIPTION] if kept_description else []), UPDATE_HEADER, *updates(write=write)]
    reading = read(NAME, workbook({"Blad1": rows}), context)
    assert days_of(reading) == [FIRST + timedelta(days=n) for n in range(20)]
    assert reading.rows["channel_daily"][3]["impressions"] == 106
    assert reading.rows["channel_daily"][3]["comments"] == -1


def test_a_sheet_saved_as_csv_is_read_with_its_decimals_and_line_numbers(context):
    rows = [[f"{cell}.0" if isinstance(cell, int) else cell for cell in row] for row in visitors()]
    rows[4][21] = "99.0"
    reading = read("nergensland_visitors_1793620800000.csv", csv_file([VISITOR_HEADER, *rows], ";"), context)
    assert len(days_of(reading)) == 19
    assert [(refused.row, refused.column, refused.value, str(refused.expected)) for refused in reading.refused] == [
        (6, "Total page views (total)", "99.0", "16, the sum of its parts")
    ]


def test_a_sheet_under_the_wrong_name_is_not_taken_for_posts_and_counts_once(context):
    twice = [DESCRIPTION, UPDATE_HEADER, *updates()]
    reading = read(NAME, workbook({"Update metrics (aggregated)": twice, "Update engagement": twice}), context)
    assert "content" not in reading.rows
    assert len(days_of(reading)) == 20
    assert [str(warning) for warning in reading.warnings] == [
        "“Update engagement” repeats 20 days that stand elsewhere in the file; they count once."
    ]


def test_visitors_and_posts_in_one_workbook_keep_their_own_columns(context):
    content = workbook({"a": [VISITOR_HEADER, *visitors(3)], "b": [DESCRIPTION, UPDATE_HEADER, *updates(2)]})
    reading = read(NAME, content, context)
    assert [("page_views" in row, "impressions" in row) for row in reading.rows["channel_daily"]] == [
        *[(True, False)] * 3,
        *[(False, True)] * 2,
    ]


def test_the_older_post_sheet_has_its_counters_elsewhere(context):
    rows = [["Engagement metrics for individual updates."], OLD_POST_HEADER, old_post(7511356735488000100)]
    reading = read("nergensland_updates_1793620800000.csv", csv_file(rows), context)
    counters = reading.rows["content_snapshot"][0]
    assert [counters[name] for name in ("impressions", "clicks", "reactions", "comments", "shares")] == [
        200,
        10,
        6,
        1,
        2,
    ]
    assert "followers_gained" not in counters


def test_posts_without_a_moment_of_export_leave_it_to_the_import(context):
    rows = [["Engagement metrics."], OLD_POST_HEADER, old_post(7511356735488000100)]
    reading = read("berichten.csv", csv_file(rows), context)
    assert "observed_at" not in reading.rows["content_snapshot"][0]
    assert any("does not say when it was exported" in str(warning) for warning in reading.warnings)


def test_posts_whose_clicks_and_rate_do_not_agree_are_refused(context):
    row = old_post(7511356735488000100)
    row[12] = 0.5
    refused = refusal(context, "x.csv", csv_file([["Engagement metrics."], OLD_POST_HEADER, row]))
    assert (refused.code, refused.row) == ("file.refused", 3)


def test_a_post_that_is_none_and_one_from_the_future_are_refused(context):
    future = (int(datetime(2029, 1, 1, tzinfo=UTC).timestamp() * 1000)) << 22
    rows = [old_post(7511356735488000100), old_post(future), ["Zonder", "https://example.org", *old_post(1)[2:]]]
    reading = read("x.csv", csv_file([["Engagement metrics."], OLD_POST_HEADER, *rows]), context)
    assert len(reading.rows["content"]) == 1
    assert [(refused.row, refused.column) for refused in reading.refused] == [(4, "Update link"), (5, "Update link")]


def test_columns_in_another_order_and_language_are_refused_as_a_whole(context):
    total_first = [[row[0], row[3], row[1], row[2], *row[4:]] for row in updates()]
    refused = refusal(context, NAME, csv_file([DESCRIPTION, OTHER_HEADER, *total_first]))
    assert refused.code == "file.refused"
    assert "the sum of its parts" in str(refused)


def test_another_language_in_the_usual_order_is_read(context):
    reading = read(NAME, csv_file([DESCRIPTION, OTHER_HEADER, *updates()]), context)
    assert len(days_of(reading)) == 20


def test_days_that_a_spreadsheet_took_for_months_are_refused(context):
    def swapped(day):
        return date(day.year, day.day, day.month) if day.day <= 12 else american(day)

    refused = refusal(context, NAME, workbook({"x": [DESCRIPTION, UPDATE_HEADER, *updates(write=swapped)]}))
    assert "days in order" in str(refused)


def test_a_table_from_new_to_old_is_read(context):
    reading = read(NAME, csv_file([DESCRIPTION, UPDATE_HEADER, *reversed(updates())]), context)
    assert (reading.first_day, reading.last_day) == (date(2026, 9, 1), date(2026, 9, 20))


@pytest.mark.parametrize("day", ["12/31/2004", "01/01/2028", "13/45/2026", "gisteren"])
def test_a_day_that_cannot_be_refuses_its_line_only(context, day):
    rows = updates()
    edge = 0 if day.endswith("2004") else -1
    rows[edge][0] = day
    reading = read(NAME, csv_file([DESCRIPTION, UPDATE_HEADER, *rows]), context)
    assert len(days_of(reading)) == 19
    assert [(refused.row, refused.value) for refused in reading.refused] == [(3 if edge == 0 else 22, day)]


def test_a_missing_figure_is_left_out_and_not_zero(context):
    rows = updates(2)
    rows[0][5:8] = ["", "", ""]
    reading = read(NAME, csv_file([DESCRIPTION, UPDATE_HEADER, *rows]), context)
    assert "clicks" not in reading.rows["channel_daily"][0]
    assert reading.rows["channel_daily"][1]["clicks"] == 5


def test_an_emptied_template_is_of_no_known_kind(context):
    content = workbook(
        {"Metrics": [DESCRIPTION, UPDATE_HEADER], "All posts": [["Engagement metrics."], OLD_POST_HEADER]}
    )
    assert refusal(context, NAME, content).code == "file.unknown_kind"


def test_a_table_about_the_audience_alone_is_named_and_refused(context):
    refused = refusal(context, "Q1.csv", csv_file([["Senioriteitsniveau", "Totaal aantal weergaven"], ["Instap", 7]]))
    assert refused.code == "file.other_table"
    assert "“Senioriteitsniveau”" in str(refused)


def test_the_page_comes_from_the_name_or_from_the_person(context):
    content = csv_file([VISITOR_HEADER, *visitors(2)])
    by_name = read("Zorggroep Nergensland_visitors_1793620800000 (1).csv", content, context)
    by_person = read("x.csv", content, context, mapping={"channel": "2414183"})
    by_none = read("x.csv", content, context)
    names = [reading.rows["channel"][0]["external_id"] for reading in (by_name, by_person, by_none)]
    assert names == ["zorggroep-nergensland", "2414183", "linkedin-export"]
    assert [len(reading.warnings) for reading in (by_name, by_person, by_none)] == [0, 0, 1]


def test_a_mapping_of_columns_is_refused(context):
    content = csv_file([VISITOR_HEADER, *visitors(2)])
    assert refusal(context, "x.csv", content, mapping={"clicks": "Klikken"}).code == "file.mapping"


def test_a_list_of_applicants_with_a_date_in_front_is_not_taken_for_followers(context):
    rows = [["Datum", "Vacature", "Bron", "Status"], ["01/02/2026", "Verpleegkundige", "LinkedIn", "nieuw"]]
    try:
        reading = read("x.csv", csv_file(rows), context)
    except FileError as refused:
        assert refused.code != "file.other_table"  # noqa: PT017  either way it is no page export
    else:
        assert reading.kind != "linkedin_page"
