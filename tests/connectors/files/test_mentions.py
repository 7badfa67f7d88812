"""Counts of mentions per day: what is read, in three languages, what is refused and why, and that twice is once."""

from datetime import date

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import reading as reads
from connectors.errors import FileError
from connectors.files import load, read
from tests.fakes.workbooks import csv_file

HEADERS = ["dag", "kanaal", "thema", "vermeldingen", "positief", "neutraal", "negatief", "klachten"]


def of(context, *lines, headers=HEADERS, **more):
    return read("vermeldingen.csv", csv_file([headers, *lines], delimiter=";"), context, **more)


def said(refused):
    return [(each.row, each.column, str(each.expected)) for each in refused]


def test_a_line_becomes_a_row_of_counts(context):
    found = of(context, ["2025-11-20", "Facebook", "tv", 18, 2, 6, 10, 12])
    assert found.kind == "mentions"
    assert found.rows == {
        "mention_daily": [
            {
                "platform": "facebook",
                "theme": "tv",
                "day": date(2025, 11, 20),
                "mentions": 18,
                "positive": 2,
                "neutral": 6,
                "negative": 10,
                "complaints": 12,
                "day_zone": "Europe/Brussels",
                "ingest": "export",
            }
        ]
    }
    assert (found.first_day, found.last_day) == (date(2025, 11, 20), date(2025, 11, 20))


@pytest.mark.parametrize(
    ("headers", "place"),
    [
        (["Day", "Platform", "Mentions"], "Google Reviews"),
        (["Jour", "Plateforme", "Mentions"], "Avis Google"),
        (["Datum", "Kanaal", "Aantal vermeldingen"], "Google recensies"),
    ],
)
def test_a_place_has_one_name_in_every_language(context, headers, place):
    (row,) = of(context, ["20-11-2025", place, 3], headers=headers).rows["mention_daily"]
    assert (row["platform"], row["day"], row["mentions"]) == ("google_reviews", date(2025, 11, 20), 3)
    assert "positive" not in row  # not known is not zero


def test_a_dash_is_not_known_and_zero_is_none(context):
    (row,) = of(context, ["2025-11-20", "x", "", 3, "-", "", 0, ""]).rows["mention_daily"]
    assert row["negative"] == 0
    assert not {"positive", "neutral", "complaints"} & row.keys()


def test_each_refused_line_says_why(context):
    found = of(
        context,
        ["2025-11-20", "facebook", "", 3, 1, 1, 1, 0],
        ["2025-11-20", "Facebook", "", 4, 1, 1, 1, 0],
        ["2025-11-21", "facebook", "", 3, 2, 1, 1, 0],
        ["2025-11-21", "facebook", "", 3, 0, 0, 0, 9],
        ["2025-11-22", "", "", 3, 0, 0, 0, 0],
        ["2025-11-22", "facebook", "", "veel", 0, 0, 0, 0],
        ["gisteren", "facebook", "", 3, 0, 0, 0, 0],
        ["2025-11-22", "jan.jansen@nergens.example", "", 3, 0, 0, 0, 0],
    )
    assert len(found.rows["mention_daily"]) == 1
    assert said(found.refused) == [
        (3, "kanaal", "one line for each day, place and theme"),
        (4, "positief", "at most 3, all mentions of that line"),
        (5, "klachten", "at most 3, all mentions of that line"),
        (6, "kanaal", "a place, such as facebook or news"),
        (7, "vermeldingen", "a whole number, 0 or more"),
        (8, "dag", "a day, such as 2026-03-04"),
        (9, "kanaal", "a short name, without anything about a person"),
    ]
    assert "jansen" not in str(found.refused)


def test_days_that_can_be_read_in_two_ways_need_a_word(context):
    with pytest.raises(FileError) as caught:
        of(context, ["03-04-2026", "facebook", "", 3, 1, 1, 1, 0], ["05-04-2026", "x", "", 3, 1, 1, 1, 0])
    assert caught.value.code == "file.date_order"
    found = of(context, ["03-04-2026", "x", "", 3, 1, 1, 1, 0], mapping={"date_order": "day_first"})
    assert found.first_day == date(2026, 4, 3)


def test_texts_and_names_are_never_read(context):
    headers = ["day", "platform", "mentions", "name", "text"]
    found = of(context, ["2025-11-20", "x", 3, "Noor Verzonnen", "Wat een ziekenhuis"], headers=headers)
    assert {each.header: each.state for each in found.understood}["name"] == "personal"
    assert "Verzonnen" not in str(found)
    assert "ziekenhuis" not in str(found)


def test_the_same_file_twice_changes_nothing_and_the_weeks_add_up(context, organisation, sqlite_engine, moment):
    found = of(context, ["2025-11-20", "x", "", 3, 1, 1, 1, 0], ["2025-11-21", "x", "", 5, 1, 1, 3, 4])
    assert load(sqlite_engine, organisation, found, moment).table_rows == {"mention_daily": 2}
    again = load(sqlite_engine, organisation, found, moment)
    assert (again.table_rows, again.unchanged) == ({"mention_daily": 0}, 2)
    with reads(sqlite_engine) as connection:
        week = schema.mention_daily.info["rollups"]["week_start"].c
        found_weeks = connection.execute(select(week.week_start, week.mentions, week.negative, week.days)).all()
    assert [tuple(row) for row in found_weeks] == [(date(2025, 11, 17), 8, 4, 2)]
