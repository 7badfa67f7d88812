"""LinkedIn page exports that a person changed, and tables beside them: what is of others stays out, the newest export wins."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import reading as open_reading
from connectors.errors import FileError
from connectors.files import load, read
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
    update,
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


COMPARED = {
    "en": (
        ["Page", "Total Followers", "New Followers", "Total Post Engagements", "Total Posts"],
        ["Nergensland", 1200, 31, 88, 9],
    ),
    "nl": (
        ["Pagina", "Nieuwe volgers", "Bijdragen", "Commentaren", "Commentaren per dag", "Reacties"],
        ["Nergensland", 31, 9, 4, 0.2, 88],
    ),
}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_workbook_about_competitors_is_recognised_and_refused(context, language):
    rows = [["Compare your page with others."], *COMPARED[language], ["Ergensland", *COMPARED[language][1][1:]]]
    refused = refusal(context, "nergensland_competitor_analytics_1793620800000.xlsx", workbook({"COMPETITORS": rows}))
    assert refused.code == "file.competitors"
    assert "competitors; figures of other organisations have no place." in str(refused)


def test_a_sheet_about_competitors_beside_days_is_left_out_with_its_reason(context):
    sheets = {"a": [VISITOR_HEADER, *visitors(3)], "COMPETITORS": [["Compare."], *COMPARED["nl"]]}
    reading = read(NAME, workbook(sheets), context)
    assert len(days_of(reading)) == 3
    assert [str(warning) for warning in reading.warnings] == [
        "Figures of other organisations have no place; left out: COMPETITORS."
    ]


def test_groups_in_another_language_beside_days_are_who_the_audience_is(context):
    sheets = {"a": [VISITOR_HEADER, *visitors(3)], "Ubicación": [["Ubicación", "Visualizaciones"], ["Gante", 4]]}
    warnings = read(NAME, workbook(sheets), context).warnings
    assert [str(warning) for warning in warnings] == ["Who the audience is has no place (yet); left out: Ubicación."]


def insert(rows, place, values):
    return [[*row[:place], value, *row[place:]] for row, value in zip(rows, values, strict=True)]


@pytest.mark.parametrize(
    ("place", "title", "value"),
    [
        (20, "Mois", "septembre"),
        (8, "Remark", lambda n: "campagne" if n == 13 else None),
        (1, "Date", lambda n: FIRST + timedelta(days=n)),
        (0, "Page", "Nergensland"),
        (20, "Som", lambda n: 12 + n),
    ],
    ids=["words at the end", "remarks", "a second date", "the page in front", "a sum of their own"],
)
def test_a_column_that_a_person_added_moves_no_other(context, place, title, value):
    plain = read(NAME, workbook({"x": [DESCRIPTION, UPDATE_HEADER, *updates()]}), context)
    rows = insert(
        [UPDATE_HEADER, *updates()], place, [title, *(value(n) if callable(value) else value for n in range(20))]
    )
    added = read(NAME, workbook({"x": [DESCRIPTION, *rows]}), context)
    assert added.rows == plain.rows
    assert added.refused == ()


def test_an_added_column_in_a_language_that_is_not_known_is_not_guessed_around(context):
    rows = insert([OTHER_HEADER, *updates()], 20, ["Suma", *range(20)])
    assert refusal(context, NAME, csv_file([DESCRIPTION, *rows])).code == "file.unknown_kind"


def test_added_columns_beside_visitors_and_followers_are_left_out(context):
    seen = insert([VISITOR_HEADER, *visitors()], 25, ["Maand", *["september"] * 20])
    new = [["Date", "Sponsored followers", "Organic followers", "Total followers", "Month"],
           *([american(FIRST + timedelta(days=n)), n, 2, n + 2, "september"] for n in range(20))]  # fmt: skip
    reading = read(NAME, workbook({"a": seen, "b": new}), context)
    assert [row["page_views"] for row in reading.rows["channel_daily"][:2]] == [12, 13]
    assert [row["followers_gained"] for row in reading.rows["channel_daily"][20:22]] == [2, 3]


@pytest.mark.parametrize("total", [lambda n: n + 2 + 5, lambda n: n + 2], ids=["counted", "not counted"])
def test_followers_who_were_invited_may_count_in_the_total_or_not(context, total):
    header = ["Date", "Sponsored followers", "Organic followers", "Auto-invited followers", "Total followers"]
    rows = [[american(FIRST + timedelta(days=n)), n, 2, 5, total(n)] for n in range(20)]
    reading = read(NAME, csv_file([header, *rows]), context)
    assert [row["followers_gained"] for row in reading.rows["channel_daily"]] == [total(n) for n in range(20)]


def test_two_months_under_each_other_in_one_sheet_are_read_as_one(context):
    head = [DESCRIPTION, UPDATE_HEADER]
    rows = updates()
    reading = read(NAME, workbook({"x": [*head, *rows[:9], *head, *rows[9:]]}), context)
    assert (len(days_of(reading)), reading.refused) == (20, ())


@pytest.mark.parametrize("added", [0, 1, 2])
@pytest.mark.parametrize("place", [6, 18])
def test_the_counters_of_posts_are_found_beside_columns_that_a_person_added(context, added, place):
    rows = [OLD_POST_HEADER, old_post(7511356735488000100), old_post(7511356735488000101)]
    for n in range(added):
        rows = insert(rows, place, [f"Extra {n}", "09/02/2026", "09/02/2026"])
    content = csv_file([["Engagement metrics for individual updates."], *rows])
    counters = read("nergensland_updates_1793620800000.csv", content, context).rows["content_snapshot"][0]
    names = ("impressions", "clicks", "reactions", "comments", "shares")
    assert [counters[name] for name in names] == [200, 10, 6, 1, 2]


def test_another_table_with_numbers_of_posts_is_no_page_export(context):
    rows = [[f"c{n}" for n in range(19)], ["2026-01-01", "x", "urn:li:ugcPost:7110296909826711552", *[1] * 16]]
    assert refusal(context, "x.csv", csv_file(rows)).code == "file.unknown_kind"


def test_an_address_in_the_words_of_a_post_links_the_post_to_it(context):
    first, second = old_post(7511356735488000100), old_post(7511356735488000101)
    first[0] = (
        "Kom kijken: https://www.werkenbij.example/vacatures/kok?utm_source=li of https://werkenbij.example/v/kok…"
    )
    second[0] = "Lees https://lnkd.example/abc... en kom langs"
    content = csv_file([["Engagement metrics."], OLD_POST_HEADER, first, second])
    reading = read("nergensland_updates_1793620800000.csv", content, context)
    assert reading.rows["content_link"] == [
        {"content_id": reading.rows["content"][0]["content_id"], "url": "werkenbij.example/vacatures/kok"}
    ]


def test_another_order_in_another_language_says_what_to_do(context):
    total_first = [[row[0], row[3], row[1], row[2], *row[4:]] for row in updates()]
    refused = refusal(context, NAME, csv_file([DESCRIPTION, OTHER_HEADER, *total_first]))
    assert "export it once more with LinkedIn in English or Dutch" in str(refused)


def stored(engine, *columns):
    with open_reading(engine) as connection:
        found = [schema.channel_daily.c[name] for name in columns]
        return [tuple(row) for row in connection.execute(select(*found).order_by(schema.channel_daily.c.day))]


def exported(context, milliseconds, organic):
    rows = [update(american(FIRST + timedelta(days=n)), n, organic) for n in range(3)]
    return read(f"nergensland_content_{milliseconds}.csv", csv_file([DESCRIPTION, UPDATE_HEADER, *rows]), context)


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_overlapping_exports_the_one_that_was_made_last_wins(engine, organisation, context, moment, newest_first):
    older, newer = exported(context, 1788600000000, 90), exported(context, 1793620800000, 100)
    for reading in (newer, older) if newest_first else (older, newer):
        load(engine, organisation, reading, moment)
    assert stored(engine, "impressions", "observed_at") == [
        (100 + 2 * n, datetime(2026, 11, 2, 12, tzinfo=UTC)) for n in range(3)
    ]


def test_an_older_export_still_fills_what_the_newest_does_not_tell(sqlite_engine, organisation, context, moment):
    load(sqlite_engine, organisation, exported(context, 1793620800000, 100), moment)
    older = read("nergensland_visitors_1788600000000.csv", csv_file([VISITOR_HEADER, *visitors(3)]), context)
    load(sqlite_engine, organisation, older, moment)
    assert stored(sqlite_engine, "impressions", "page_views") == [(100, 12), (102, 13), (104, 14)]
