"""YouTube Studio exports with invented videos: what is understood, what is left out, and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.errors import FileError
from connectors.files import read
from connectors.keys import channel_key, content_key
from tests.fakes.workbooks import csv_file, workbook, zipped

CHANNEL = "UCnergensland0000000000a"
OPEN_DAY, NIGHT, OLD = "aaaaOpenDag", "bb_Nacht-01", "NAMIBIA_old"

TABLE = [
    ["Content", "Video title", "Video publish time", "Duration", "Views", "Watch time (hours)", "Subscribers",
     "Impressions", "Impressions click-through rate (%)", "Average view duration"],
    ["Total", "", "", "", 1300, 40.5, 12, 9000, 4.1, "0:01:52"],
    [OPEN_DAY, "Open dag, met Ans", "Feb 2, 2026", 90, 800, 20.25, 8, 5000, 4.2, "0:01:31"],
    [NIGHT, "NA", "Feb 10, 2026", "", 300, "", 3, "—", "—", "—"],
    [OLD, "Oude film", "Sep 29, 2019", 3700, 200, 20.25, 1, 4000, 3.9, "0:06:04"],
]  # fmt: skip
TOTALS = [["Date", "Views"], *([date(2026, 2, 1) + timedelta(days=n), 40 + n] for n in range(28))]
CHART = [
    ["Date", "Content", "Video title", "Video publish time", "Duration", "Views"],
    *(
        [date(2026, 2, 1) + timedelta(days=n), video, title, published, 90, views + n]
        for video, title, published, views in (
            (OPEN_DAY, "Open dag, met Ans", "Feb 2, 2026", 10),
            (NIGHT, "NA", "Feb 10, 2026", 0),
        )
        for n in range(28)
    ),
]


def whole_zip(**changes):
    members = {"Table data.csv": TABLE, "Totals.csv": TOTALS, "Chart data.csv": CHART} | changes
    return zipped({name: csv_file(rows) for name, rows in members.items() if rows})


def refusal(context, name, content, **more):
    with pytest.raises(FileError) as caught:
        read(name, content, context, **more)
    return caught.value


def said(reading):
    return [str(warning) for warning in reading.warnings]


@pytest.fixture
def reading(context):
    return read("export.zip", whole_zip(), context, mapping={"channel": CHANNEL})


def test_the_whole_zip_gives_videos_days_and_counters(reading):
    assert reading.kind == "youtube_studio"
    assert {table: len(rows) for table, rows in reading.rows.items()} == {
        "channel": 1,
        "channel_daily": 28,
        "content_daily": 56,
        "content_snapshot": 2,
        "content": 3,
    }
    assert (reading.first_day, reading.last_day) == (date(2026, 2, 1), date(2026, 2, 28))
    assert reading.refused == ()
    assert not reading.counters_to_days


def test_rows_stand_under_the_same_keys_as_those_of_the_api(reading):
    channel_id = channel_key("nergens", "youtube", CHANNEL)
    assert reading.rows["channel"] == [{"channel_id": channel_id, "platform": "youtube", "external_id": CHANNEL}]
    assert reading.rows["content"][0] == {
        "content_id": content_key("nergens", channel_id, OPEN_DAY),
        "channel_id": channel_id,
        "external_id": OPEN_DAY,
        "kind": "video",
        "title": "Open dag, met Ans",
        "url": f"https://www.youtube.com/watch?v={OPEN_DAY}",
        "published_at": datetime(2026, 2, 2, tzinfo=UTC),
        "duration_s": 90,
    }


def test_days_are_pacific_days_of_the_one_figure_that_was_charted(reading):
    channel_id = channel_key("nergens", "youtube", CHANNEL)
    assert reading.rows["content_daily"][3] == {
        "content_id": content_key("nergens", channel_id, OPEN_DAY),
        "day": date(2026, 2, 4),
        "views": 13,
        "day_zone": "America/Los_Angeles",
        "ingest": "export",
    }
    assert reading.rows["channel_daily"][27] == {
        "channel_id": channel_id,
        "day": date(2026, 2, 28),
        "views": 67,
        "day_zone": "America/Los_Angeles",
        "ingest": "export",
    }


def test_sums_are_counters_only_for_videos_that_came_out_within_the_period(reading):
    channel_id = channel_key("nergens", "youtube", CHANNEL)
    first, second = reading.rows["content_snapshot"]
    assert first == {
        "content_id": content_key("nergens", channel_id, OPEN_DAY),
        "views": 800,
        "watch_minutes": 1215.0,
        "impressions": 5000,
        "ingest": "export",
        "observed_at": datetime(2026, 3, 1, 8, tzinfo=UTC),
    }
    assert second["content_id"] == content_key("nergens", channel_id, NIGHT)
    assert any("1 of 3 videos are of 2026-02-01 to 2026-02-28 only" in text for text in said(reading))


def test_a_dash_and_an_empty_cell_are_missing_and_not_zero(reading):
    night = reading.rows["content_snapshot"][1]
    assert "impressions" not in night
    assert "watch_minutes" not in night
    assert night["views"] == 300


def test_a_title_na_and_an_id_that_begins_with_na_stay_text(reading):
    assert [row["title"] for row in reading.rows["content"]] == ["Open dag, met Ans", "NA", "Oude film"]
    assert reading.rows["content"][2]["external_id"] == OLD


def test_the_chart_says_how_many_videos_it_covers(reading):
    assert "The days cover only 2 of 3 videos: those that were ticked in Studio." in said(reading)


def test_each_column_is_accounted_for(reading):
    state = {column.header: column.state for column in reading.understood}
    assert state == {
        "Date": "used",
        "Views": "used",
        "Content": "used",
        "Video title": "used",
        "Video publish time": "used",
        "Duration": "used",
        "Watch time (hours)": "used",
        "Impressions": "used",
        "Subscribers": "ignored",
        "Impressions click-through rate (%)": "ignored",
        "Average view duration": "ignored",
    }


def test_soft_hyphens_and_other_languages_mean_the_same(context, reading):
    german = [
        ["Video", "Video\u00adtitel", "Veröffentlichungszeitpunkt des Videos", "Dauer", "Auf\u00adru\u00adfe",
         "Wiedergabezeit (Stunden)", "Abonnenten", "Im\u00adpres\u00adsi\u00adonen", "Klickrate der Impressionen (%)",
         "Durchschnittliche Wiedergabedauer"],
        ["Ge\u00adsamt", *TABLE[1][1:]],
        *TABLE[2:],
    ]  # fmt: skip
    dutch_days = [["Datum", "Weergaven"], *TOTALS[1:]]
    dutch_chart = [["Datum", "Content", "Videotitel", "Publicatietijd van video", "Duur", "Weergaven"], *CHART[1:]]
    content = zipped(
        {
            "Tabellendaten.csv": csv_file(german),
            "Totalen.csv": csv_file(dutch_days),
            "Grafiek.csv": csv_file(dutch_chart),
        }
    )
    assert read("export.zip", content, context, mapping={"channel": CHANNEL}).rows == reading.rows


def test_an_unknown_language_is_recognised_by_the_form_of_its_cells_and_its_figures_wait_for_a_name(context):
    french = [
        ["Contenu", "Titre", "Publiée", "Durée", "Vues"],
        ["Total général", "", "", "", 5],
        [OPEN_DAY, "Jour", "Feb 2, 2026", 90, 5],
    ]
    plain = read("export.zip", zipped({"a.csv": csv_file(french), "b.csv": csv_file(TOTALS)}), context)
    assert [row["title"] for row in plain.rows["content"]] == ["Jour"]
    assert "content_snapshot" not in plain.rows
    named = {"views": "Vues", "duration": "Durée", "channel": CHANNEL}
    full = read("export.zip", zipped({"a.csv": csv_file(french), "b.csv": csv_file(TOTALS)}), context, mapping=named)
    assert full.rows["content_snapshot"][0]["views"] == 5
    assert full.rows["content"][0]["duration_s"] == 90


def test_the_footer_ends_the_table_and_says_that_there_was_more(context):
    cut = [*TABLE, ["Showing top 500 results", *[""] * 9], [OPEN_DAY, "x", "", "", 1, 1, 1, 1, 1, ""]]
    reading = read("x.csv", csv_file(cut), context)
    assert len(reading.rows["content"]) == 3
    assert "Studio exports at most 500 videos; the others are not in the file." in said(reading)


def test_a_footer_without_separators_ends_the_table(context):
    content = csv_file(TABLE) + b"Die 500 besten Ergebnisse werden angezeigt\n"
    reading = read("x.csv", content, context)
    assert len(reading.rows["content"]) == 3
    assert reading.refused == ()


def test_the_table_alone_tells_no_period_so_no_counter_is_kept(context):
    reading = read("Table data.csv", csv_file(TABLE), context, mapping={"channel": CHANNEL})
    assert set(reading.rows) == {"channel", "content"}
    assert any("unknown period" in text for text in said(reading))


def test_the_period_in_the_name_of_the_zip_counts_when_no_days_are_in_it(context):
    content = zipped({"Table data.csv": csv_file(TABLE)})
    reading = read("Content 2026-02-01_2026-02-28 Nergensland.zip", content, context, mapping={"channel": CHANNEL})
    assert len(reading.rows["content_snapshot"]) == 2


def test_days_that_a_spreadsheet_turned_around_are_read_when_they_can_mean_one_thing(context):
    turned = [["Date", "Views"], *([day.strftime("%d-%m-%Y"), views] for day, views in TOTALS[1:])]
    reading = read("Totals.csv", csv_file(turned), context)
    assert [row["day"] for row in reading.rows["channel_daily"]] == [day for day, _ in TOTALS[1:]]


def test_few_days_that_follow_each_other_can_mean_one_thing(context):
    reading = read("Totals.csv", csv_file([["Date", "Views"], ["03-02-2026", 1], ["04-02-2026", 2]]), context)
    assert reading.first_day == date(2026, 2, 3)


@pytest.mark.parametrize("days", [["03-02-2026"], ["03-02-2026", "03-04-2026"], ["02/13/2026", "02/14/2026"]])
def test_days_that_can_mean_two_things_are_refused(context, days):
    refused = refusal(context, "Totals.csv", csv_file([["Date", "Views"], *([day, 5] for day in days)]))
    assert refused.code == "file.refused"
    assert refused.row == 2
    assert "YYYY-MM-DD" in str(refused)


def test_unclear_days_in_a_zip_leave_out_the_totals_only(context):
    reading = read("x.zip", whole_zip(**{"Totals.csv": [["Date", "Views"], ["03-02-2026", 5]]}), context)
    assert "channel_daily" not in reading.rows
    assert len(reading.rows["content_daily"]) == 56
    assert [(refused.sheet, refused.row, refused.column, refused.value) for refused in reading.refused] == [
        ("Totals.csv", 2, "Date", "03-02-2026")
    ]


def test_a_chart_by_week_is_not_taken_for_days(context):
    weeks = [
        CHART[0],
        *([date(2026, 2, 2) + timedelta(weeks=n), OPEN_DAY, "x", "Feb 2, 2026", 90, 70] for n in range(4)),
    ]
    reading = read("x.csv", csv_file(weeks), context)
    assert "content_daily" not in reading.rows
    assert "every day" in str(reading.refused[0].expected)
    assert "every day" in str(
        refusal(context, "y.csv", csv_file([["Date", "Views"], *([row[0], 5] for row in weeks[1:])]))
    )


@pytest.mark.parametrize("day", ["2004-12-31", "2028-01-01"])
def test_days_out_of_range_are_refused(context, day):
    rows = [["Date", "Views"], ["2026-02-01", 5], [day, 6]]
    reading = read("x.csv", csv_file(rows), context)
    assert [row["day"] for row in reading.rows["channel_daily"]] == [date(2026, 2, 1)]
    assert (reading.refused[0].row, reading.refused[0].value) == (3, day)
    assert str(reading.refused[0].expected) == "a day from 2005 to a year from now"


@pytest.mark.parametrize("value", ["1,234", "1.5", "12 %", "veel", "nan", "inf", "1e40"])
def test_a_figure_that_is_no_whole_number_refuses_its_line_only(context, value):
    reading = read("x.csv", csv_file([["Date", "Views"], ["2026-02-01", value], ["2026-02-02", 7]]), context)
    assert [row["views"] for row in reading.rows["channel_daily"]] == [7]
    assert [(refused.row, refused.column, refused.value) for refused in reading.refused] == [(2, "Views", value)]


def test_the_same_day_twice_is_refused(context):
    reading = read(
        "x.csv", csv_file([["Date", "Views"], ["2026-02-01", 5], ["2026-02-02", 5], ["2026-02-02", 9]]), context
    )
    assert len(reading.rows["channel_daily"]) == 2
    assert str(reading.refused[0].expected) == "each day once"


def test_something_else_where_a_video_should_stand_is_refused(context):
    reading = read("x.csv", csv_file([*TABLE, ["kort", "x", "", "", 1, 1, 1, 1, 1, ""]]), context)
    assert [(refused.row, refused.value) for refused in reading.refused] == [(6, "kort")]


def test_a_publication_day_in_other_words_is_left_out_and_said(context):
    reading = read("x.csv", csv_file([TABLE[0], [OPEN_DAY, "Open dag", "2 feb. 2026", 90, 5, 1, 1, 1, 1, ""]]), context)
    assert "published_at" not in reading.rows["content"][0]
    assert any("could not be read: 1." in text for text in said(reading))


@pytest.mark.parametrize(
    ("header", "what"),
    [
        (["Geography", "Views"], "Geography"),
        (["Viewer age", "Views (%)"], "Viewer age"),
        (["Subscription status", "Views", "Watch time (hours)"], "Subscription status"),
        (["Date", "Subscription status", "Views"], "Subscription status"),
    ],
)
def test_another_table_alone_is_named_and_refused(context, header, what):
    line = ["2026-02-01", "NA", 5] if header[0] == "Date" else ["NA", 5, 1]
    refused = refusal(context, "Table data.csv", csv_file([header, line[: len(header)]]))
    assert refused.code == "file.other_table"
    assert f"“{what}”" in str(refused)


def test_another_table_in_a_zip_is_left_out_with_a_warning(context):
    geography = [["Geography", "Views"], ["Total", 9], ["NA", 5]]
    reading = read("x.zip", whole_zip(**{"Table data.csv": geography, "Chart data.csv": None}), context)
    assert set(reading.rows) == {"channel", "channel_daily"}
    assert any("“Table data.csv” (Geography)" in text for text in said(reading))
    assert any("no single video" in text for text in said(reading))


def test_a_figure_without_a_place_is_said_and_not_stored_as_something_else(context):
    rows = [["Date", "Subscribers"], ["2026-02-01", 5]]
    assert refusal(context, "Totals.csv", csv_file(rows)).code == "file.no_figures"


def test_without_a_channel_the_figures_stand_apart(context):
    reading = read("x.zip", whole_zip(), context)
    assert reading.rows["channel"][0]["external_id"] == "studio-export"
    assert any("channel = “UC…”" in text for text in said(reading))


def test_a_handle_is_taken_with_a_warning(context):
    reading = read("x.zip", whole_zip(), context, mapping={"channel": "@nergensland"})
    assert reading.rows["channel"][0]["external_id"] == "@nergensland"
    assert any("joins no figures" in text for text in said(reading))


@pytest.mark.parametrize("mapping", [{"channel": "https://www.youtube.com/x y"}, {"colour": "Views"}])
def test_a_mapping_that_cannot_be_is_refused(context, mapping):
    assert refusal(context, "x.zip", whole_zip(), mapping=mapping).code == "file.mapping"


def test_a_workbook_that_a_person_made_of_it_is_read_too(context):
    rows = [["Date", "Views"], [date(2026, 2, 1), 5], [date(2026, 2, 2), 6]]
    reading = read("x.xlsx", workbook({"Totals": rows}), context)
    assert [(row["day"], row["views"]) for row in reading.rows["channel_daily"]] == [
        (date(2026, 2, 1), 5),
        (date(2026, 2, 2), 6),
    ]


_VIDEOS = st.lists(st.from_regex(r"[A-Za-z0-9_-]{11}", fullmatch=True), min_size=1, max_size=4, unique=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    videos=_VIDEOS,
    first=st.dates(date(2005, 2, 14), date(2026, 10, 1)),
    days=st.integers(2, 20),
    data=st.data(),
    title=st.text(alphabet="aé ,;\"'—NA\u00ad😀", max_size=12),
)
def test_a_chart_is_read_back_exactly_as_it_was_written(context, videos, first, days, data, title):
    views = data.draw(
        st.lists(st.none() | st.integers(0, 10**9), min_size=days * len(videos), max_size=days * len(videos))
    )
    written = [(video, first + timedelta(days=n)) for video in videos for n in range(days)]
    lines = [
        [day, video, title, "Feb 2, 2026", 90, "" if n is None else n]
        for (video, day), n in zip(written, views, strict=True)
    ]
    reading = read("x.csv", csv_file([CHART[0], *lines]), context, mapping={"channel": CHANNEL})
    channel_id = channel_key("nergens", "youtube", CHANNEL)
    expected = {
        (content_key("nergens", channel_id, video), day): n
        for (video, day), n in zip(written, views, strict=True)
        if n is not None
    }
    assert {(row["content_id"], row["day"]): row["views"] for row in reading.rows.get("content_daily", ())} == expected
    assert [row["external_id"] for row in reading.rows["content"]] == videos
    assert reading.refused == ()
