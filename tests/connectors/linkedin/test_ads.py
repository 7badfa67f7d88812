"""Adverts: per campaign and day, money as it travels, names where they can be read, and what nothing means."""

from datetime import date, timedelta

import pytest

from connectors.linkedin import ad_rows, ads
from tests.fakes.linkedin import FORBIDDEN
from tests.fakes.linkedin_world import ACCOUNT, NOW, TODAY

ADS = {"ad_accounts": [ACCOUNT]}


def test_without_accounts_nothing_of_adverts_is_asked(place):
    place.pull()
    assert not {"adAnalytics", "adAccounts"} & set(place.paths())


def test_a_campaign_has_a_row_per_day_with_cost_in_the_currency_of_the_account(place):
    rows = place.pull(**ADS).rows("ad_daily")
    assert [row["day"] for row in rows] == [date(2026, 11, day) for day in range(1, 21)]
    facts = {name: rows[0][name] for name in (*ad_rows.COUNTS.values(), "cost", "currency", "campaign_ref", "day_zone")}
    assert facts == {
        "impressions": 1201,
        "clicks": 22,
        "landing_page_clicks": 18,
        "engagements": 27,
        "apply_clicks": 4,
        "applications": 1,
        "leads": 0,
        "conversions": 0,
        "cost": 31.42,
        "currency": "EUR",
        "campaign_ref": "200300",
        "day_zone": "UTC",
    }


def test_campaigns_get_their_names_from_all_pages_of_the_list(place, world):
    world.campaigns = {"200300": "Verpleegkundigen najaar", "200301": "Zij-instroom"}
    rows = place.pull(**ADS).rows("ad_campaign")
    assert [(row["campaign_ref"], row["name"], row["objective"]) for row in rows] == [
        ("200300", "Verpleegkundigen najaar", "JOB_APPLICANTS"),
        ("200301", "Zij-instroom", "JOB_APPLICANTS"),
    ]


def test_names_that_may_not_be_read_are_left_out_and_the_days_come_all_the_same(place):
    place.server.fail(FORBIDDEN, path="adCampaigns")
    pulled = place.pull(**ADS)
    assert (pulled.problems(), pulled.rows("ad_campaign"), len(pulled.rows("ad_daily"))) == ({}, [], 20)


def test_a_nightly_run_reads_thirty_days_again_with_one_question_an_account(place, world):
    first = place.pull(**ADS)
    place.server.asked.clear()
    world.now = NOW + timedelta(days=1)
    place.pull(now=world.now, cursors=first.cursors, **ADS)
    (asked,) = place.asked("adAnalytics")
    assert "dateRange=(start:(year:2026,month:10,day:22),end:(year:2026,month:11,day:21))" in asked
    assert "adAccounts" not in place.paths()


def test_a_new_campaign_makes_the_names_be_read_again(place, world):
    first = place.pull(**ADS)
    world.campaigns["200301"] = "Zij-instroom"
    rows = place.pull(cursors=first.cursors, **ADS).rows("ad_campaign")
    assert [row["campaign_ref"] for row in rows] == ["200300", "200301"]


def test_an_account_that_is_added_gets_its_own_history(place):
    first = place.pull(**ADS)
    place.server.asked.clear()
    pulled = place.pull(cursors=first.cursors, since=None, ad_accounts=[ACCOUNT, "urn:li:sponsoredAccount:99"])
    asked = [query for query in place.asked("adAnalytics") if "sponsoredAccount%3A99" in query]
    assert len(asked) == 5
    assert set(pulled.cursors["ads"]) == {ACCOUNT, "99"}


def test_an_answer_without_elements_is_told_as_no_delivery_or_no_access(place, world):
    world.ads_run = False
    (note,) = place.pull(**ADS).notes()
    assert note == (
        f"LinkedIn told nothing of the adverts of account {ACCOUNT}: "
        "none ran in these days, or the account may not be read."
    )


def test_adverts_that_may_not_be_read_leave_the_page_alone(place):
    place.server.fail(FORBIDDEN, path="adAnalytics")
    pulled = place.pull(**ADS)
    assert (pulled.error, pulled.problems()) == (None, {"ads": "auth.no_access"})


def test_more_than_twenty_fields_travel_in_several_questions():
    names = tuple(f"name{number}" for number in range(40))
    parts = ads.questions(names)
    assert [len(part) for part in parts] == [18, 18, 4]
    assert sum(parts, ()) == names


def test_the_answers_of_several_questions_are_put_together_by_day_and_campaign(place, monkeypatch):
    monkeypatch.setattr(ads, "MOST_FIELDS", 5)
    rows = place.pull(**ADS).rows("ad_daily")
    assert len(rows) == 20
    assert (rows[0]["impressions"], rows[0]["applications"], rows[0]["cost"]) == (1201, 1, 31.42)
    assert len([query for query in place.asked("adAnalytics") if "month:11" in query]) == 3


def test_days_may_change_until_thirty_days_after_them(place):
    rows = place.pull(**ADS).rows("ad_daily")
    assert {row["is_final"] for row in rows} == {False}
    assert not any(row["day"] == TODAY for row in rows)


@pytest.mark.parametrize(("text", "amount"), [("31.42", 31.42), ("0", 0.0), (None, None), ("", None), (3, None)])
def test_money_is_decimal_text(text, amount):
    assert ad_rows.cost(text) == amount


def test_a_number_of_an_account_that_is_none_is_refused(place):
    assert place.pull(ad_accounts=["mijn account"]).error.code == "configuration.type"


def test_the_sum_of_several_days_is_no_day():
    day = {"year": 2026, "month": 11, "day": 1}
    element = {"dateRange": {"start": day, "end": {**day, "day": 2}}, "pivotValues": ["urn:li:sponsoredCampaign:1"]}
    assert ad_rows.key_of(element) is None
