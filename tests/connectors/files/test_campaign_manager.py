"""Campaign Manager reports, invented: days of campaigns, checked against their own totals, and no sum taken for a day."""

import codecs
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import reading as open_reading
from connectors.errors import FileError
from connectors.files import load, read
from connectors.keys import channel_key
from tests.fakes.workbooks import csv_file

NAME = "account_507000123_campaign_performance_report.csv"
PREAMBLE = [
    ["Campaign Performance Report (in UTC)"],
    ["Report Start: October 1, 2026, 12:00 AM"],
    ["Report End: October 31, 2026, 11:59 PM"],
    ["Date Generated: November 3, 2026, 8:15 AM"],
    [],
]
HEADER = [
    "Start Date (in UTC)", "Account Name", "Currency", "Campaign Group Name", "Campaign Group ID", "Campaign Name",
    "Campaign ID", "Campaign Start Date", "Campaign Objective Type", "Total Spent", "Impressions", "Clicks",
    "Click Through Rate", "Clicks to Landing Page", "Total Engagements", "Leads", "Conversions", "Job Apply Clicks",
    "Job Applications",
]  # fmt: skip
CHANNEL = channel_key("nergens", "linkedin", "507000123")
EXPORTED_AT = datetime(2026, 11, 3, 8, 15, tzinfo=UTC)


def line(day, campaign="200300", **given):
    row = dict(
        zip(
            HEADER,
            [day, "Zorggroep Nergensland", "EUR", "Werving", "600100", f"Campagne {campaign}", campaign, "10/1/2026",
             "Job applicants", "1,019.34", "2,495", "20", "0.80%", "12", "24", "0", "-", "2", ""],
            strict=True,
        )
    )  # fmt: skip
    return list((row | given).values())


def total(**given):
    return [given.get(name, "Total" if name == HEADER[0] else "") for name in HEADER]


DAYS = [line("10/9/2026"), line("10/11/2026"), line("10/9/2026", "200400"), line("10/10/2026", "200400")]
SUMS = {"Total Spent": "4,077.36", "Impressions": "9,980", "Clicks": "80"}


def report(lines=None, *, header=HEADER, preamble=PREAMBLE, end=(), delimiter="\t", encoding="utf-16"):
    return csv_file([*preamble, header, *(DAYS if lines is None else lines), *end], delimiter, encoding)


def refusal(context, content, name=NAME, **more):
    with pytest.raises(FileError) as caught:
        read(name, content, context, **more)
    return caught.value


def said(reading):
    return [str(warning) for warning in reading.warnings]


def test_a_report_gives_campaigns_and_their_days_and_agrees_with_its_totals(context):
    content = report(end=[total(**SUMS)])
    assert content.startswith(codecs.BOM_UTF16_LE)
    reading = read(NAME, content, context)
    assert (reading.kind, reading.first_day, reading.last_day) == (
        "campaign_manager", date(2026, 10, 9), date(2026, 10, 11),
    )  # fmt: skip
    assert (reading.refused, reading.warnings) == ((), ())
    assert reading.rows["channel"] == [{"channel_id": CHANNEL, "platform": "linkedin", "external_id": "507000123"}]
    assert reading.rows["ad_campaign"][1] == {
        "channel_id": CHANNEL,
        "campaign_ref": "200400",
        "name": "Campagne 200400",
        "group_name": "Werving",
        "objective": "Job applicants",
        "observed_at": EXPORTED_AT,
    }
    assert len(reading.rows["ad_daily"]) == 4
    assert reading.rows["ad_daily"][0] == {
        "channel_id": CHANNEL,
        "campaign_ref": "200300",
        "day": date(2026, 10, 9),
        "cost": 1019.34,
        "impressions": 2495,
        "clicks": 20,
        "landing_page_clicks": 12,
        "engagements": 24,
        "leads": 0,
        "apply_clicks": 2,
        "currency": "EUR",
        "day_zone": "UTC",
        "ingest": "export",
        "observed_at": EXPORTED_AT,
    }


def test_a_dash_and_an_empty_cell_are_missing_and_zero_is_zero(context):
    first = read(NAME, report(), context).rows["ad_daily"][0]
    assert first["leads"] == 0
    assert not {"conversions", "applications"} & set(first)


def test_the_same_report_as_utf_8_with_commas_gives_the_same_rows(context):
    commas = report(delimiter=",", encoding="utf-8", end=[total(**SUMS)])
    assert read(NAME, commas, context).rows == read(NAME, report(end=[total(**SUMS)]), context).rows


def test_a_report_of_one_line_is_not_taken_apart_by_the_commas_above_it(context):
    day = [["Campaign Performance Report (in UTC)"], ["Report Start: October 9, 2026, 12:00 AM"],
           ["Report End: October 9, 2026, 11:59 PM"], PREAMBLE[3], []]  # fmt: skip
    assert len(read(NAME, report([line("10/9/2026")], preamble=day), context).rows["ad_daily"]) == 1


def test_totals_that_differ_are_told(context):
    reading = read(NAME, report(end=[total(**SUMS | {"Clicks": "81", "Total Spent": "5,000.00"})]), context)
    assert said(reading) == [
        "“Total Spent” adds up to 4077.36, but the line with totals says 5000.0.",
        "“Clicks” adds up to 80, but the line with totals says 81.",
    ]
    assert len(reading.rows["ad_daily"]) == 4


def test_a_report_without_days_is_refused_with_what_to_choose(context):
    header = ["Report", *HEADER[1:]]
    refused = refusal(context, report([["", *row[1:]] for row in DAYS], header=header))
    assert refused.code == "file.no_days"
    assert "breakdown by day (Daily)" in str(refused.hint)


@pytest.mark.parametrize(
    "lines",
    [
        [line("10/1/2026"), line("10/1/2026", "200400")],
        [line("10/1/2026")],
        [line("10/5/2026"), line("10/12/2026"), line("10/12/2026", "200400"), line("10/19/2026", "200400")],
    ],
    ids=["one line a campaign", "one line", "weeks"],
)
def test_sums_over_a_longer_period_are_refused(context, lines):
    assert refusal(context, report(lines)).code == "file.not_by_day"


def test_months_are_refused(context):
    preamble = [["Report Start: August 1, 2026"], ["Report End: October 31, 2026"]]
    refused = refusal(context, report([line("8/1/2026"), line("9/1/2026"), line("10/1/2026")], preamble=preamble))
    assert refused.code == "file.not_by_day"


def test_one_line_a_campaign_without_the_period_above_it_is_refused(context):
    assert refusal(context, report([line("10/1/2026")], preamble=[])).code == "file.not_by_day"


def test_one_line_a_campaign_is_a_day_when_the_report_is_of_one_day(context):
    day = [["Report Start: October 9, 2026, 12:00 AM"], ["Report End: October 9, 2026, 11:59 PM"]]
    assert (
        len(read(NAME, report([line("10/9/2026"), line("10/9/2026", "7")], preamble=day), context).rows["ad_daily"])
        == 2
    )


def test_days_that_are_not_cut_in_utc_are_refused(context):
    header = ["Start Date (in Europe/Amsterdam)", *HEADER[1:]]
    assert refusal(context, report(header=header)).code == "file.day_zone"


def test_lines_that_cannot_be_used_are_refused_one_by_one(context):
    wrong = [
        line("11/1/2026"),
        line("31-10-2026"),
        line("10/12/2026", "-"),
        line("10/13/2026", Clicks="2.5"),
        line("10/14/2026", **{"Total Spent": "12,50"}),
        line("10/9/2026"),
    ]
    reading = read(NAME, report([*DAYS, *wrong]), context)
    assert len(reading.rows["ad_daily"]) == 4
    assert [(refused.row, refused.column, refused.value, str(refused.expected)) for refused in reading.refused] == [
        (11, "Start Date (in UTC)", "11/1/2026", "a day from 2026-10-01 to 2026-10-31, the period of the report"),
        (12, "Start Date (in UTC)", "31-10-2026", "a day as LinkedIn writes it, M/D/YYYY"),
        (13, "Campaign ID", "-", "the number of a campaign"),
        (14, "Clicks", "2.5", "a whole number"),
        (15, "Total Spent", "12,50", "an amount such as 1,234.56"),
        (16, "Start Date (in UTC)", "10/9/2026", "one line for each campaign and day"),
    ]


def test_the_adverts_of_a_campaign_are_added_up(context):
    adverts = [[*row, number] for row in DAYS for number in ("1", "2")]
    days = read(NAME, report(adverts, header=[*HEADER, "Ad ID"]), context).rows["ad_daily"]
    assert [(row["cost"], row["impressions"], row["leads"]) for row in days] == [(2038.68, 4990, 0)] * 4
    assert "conversions" not in days[0]


PORTUGUESE = dict(zip(HEADER, [
    "Data de início (em UTC)", "Nome da conta", "Moeda", "Nome do grupo de campanhas", "ID do grupo de campanhas",
    "Nome da campanha", "ID da campanha", "Início da campanha", "Objetivo", "Total gasto", "Impressões", "Cliques",
    "Taxa de cliques", "Cliques na página", "Engajamentos", "Leads", "Conversões", "Cliques em candidatar-se", "Candidaturas",
], strict=True))  # fmt: skip


def test_a_report_in_another_language_asks_which_column_is_what(context):
    refused = refusal(context, report(header=list(PORTUGUESE.values())))
    assert refused.code == "file.columns"
    assert "day, cost, impressions, clicks" in str(refused)
    assert "Impressões" in str(refused.hint)
    assert "apply_clicks" in str(refused.hint)


def test_a_report_in_another_language_is_read_once_a_person_says_which_column_is_what(context):
    mapping = {"day": PORTUGUESE[HEADER[0]], "cost": "Total gasto", "impressions": "Impressões", "clicks": "Cliques"}
    reading = read(NAME, report(header=list(PORTUGUESE.values())), context, mapping=mapping)
    first = reading.rows["ad_daily"][0]
    assert (first["day"], first["cost"], first["impressions"], first["clicks"]) == (
        date(2026, 10, 9),
        1019.34,
        2495,
        20,
    )
    assert reading.rows["ad_campaign"][0]["name"] == "Campagne 200300"
    assert reading.headers == tuple(PORTUGUESE.values())


@pytest.mark.parametrize("mapping", [{"kliks": "Clicks"}, {"clicks": "Kliks"}])
def test_a_meaning_or_a_header_that_is_not_there_is_refused(context, mapping):
    assert refusal(context, report(), mapping=mapping).code == "file.mapping"


def test_the_account_comes_from_the_person_or_from_the_name(context):
    given = read("x.csv", report(), context, mapping={"channel": "2414183"})
    page = read("Zorggroep Nergensland_campaign_performance_2026.csv", report(), context)
    unknown = read("x.csv", report(), context)
    assert [each.rows["channel"][0]["external_id"] for each in (given, page, unknown)] == [
        "2414183",
        "zorggroep-nergensland",
        "campaign-manager",
    ]
    assert [len(each.warnings) for each in (given, page, unknown)] == [0, 0, 1]
    assert given.headers == ()


def stored(engine, *columns):
    with open_reading(engine) as connection:
        found = [schema.ad_daily.c[name] for name in columns]
        return [tuple(row) for row in connection.execute(select(*found).order_by(*found))]


def test_the_same_report_twice_changes_nothing_and_the_newest_of_two_wins(sqlite_engine, organisation, context, moment):
    older = [*PREAMBLE[:3], ["Date Generated: October 12, 2026, 8:15 AM"], []]
    restated = [[*row[:11], "15", *row[12:]] for row in DAYS]
    first = load(sqlite_engine, organisation, read(NAME, report(), context), moment)
    again = load(sqlite_engine, organisation, read(NAME, report(), context), moment + timedelta(days=9))
    stale = load(sqlite_engine, organisation, read(NAME, report(restated, preamble=older), context), moment)
    assert first.table_rows == {"channel": 1, "ad_campaign": 2, "ad_daily": 4}
    assert set(again.table_rows.values()) == {0}
    assert stale.table_rows["ad_daily"] == 0
    assert stored(sqlite_engine, "clicks", "is_final") == [(20, True)] * 4
