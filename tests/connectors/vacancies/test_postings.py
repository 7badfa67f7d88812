"""Careers pages: each rule of JobPosting."""

import json
from datetime import date

import pytest

from tests.fakes.applicants import VACANCIES
from tests.fakes.careers import page, posting

SPOED = VACANCIES[0]
ONE = {"pages": ["~/vacatures/een"]}


def one(place, site, *blocks, **more):
    """Return the only vacancy of a page."""
    site.shown["/vacatures/een"] = page(*blocks, **more)
    (row,) = place.pull(**ONE).rows
    return row


def own(**more):
    """Return a JobPosting without what is None."""
    return {name: value for name, value in posting(SPOED, **more).items() if value is not None}


def test_a_vacancy_page_gives_a_vacancy(place, site):
    row = one(place, site, posting(SPOED, validThrough="2026-03-31T23:59:59+02:00"))
    expected = {
        "provider": "careers_site",
        "external_id": "NL-101",
        "title": "Verpleegkundige spoed",
        "status": "open",
        "opened_at": date(2025, 10, 1),
        "closed_at": None,
        "location": "Gent",
        "site_id": "gent",
        "pay_stated": None,
        "side_entrant_track": False,
    }
    assert {name: row[name] for name in expected} == expected
    assert row["url"].endswith("/vacatures/verpleegkundige-spoed-101")


@pytest.mark.parametrize(
    "block",
    [
        own(),
        [own()],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "x"}, own()]},
        [{"@type": "BreadcrumbList", "itemListElement": []}, {"@graph": [own()]}],
        own(**{"@type": ["Thing", "JobPosting"]}),
        own(**{"@type": "http://schema.org/JobPosting"}),
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": own()}]},
        f"<!--\n{json.dumps(own())}\n-->",
        json.dumps(own()).replace("Voor wie", "Voor\nwie"),
    ],
    ids=["object", "list", "graph", "nested", "types", "whole type", "item list", "comment", "line break"],
)
def test_json_ld_may_be_an_object_a_list_or_a_graph(place, site, block):
    assert one(place, site, block)["external_id"] == "NL-101"


def test_every_script_is_read_whatever_the_case_of_its_type_and_others_are_not(place, site):
    other = f"<script>{json.dumps(own(identifier='NO'))}</script>"
    row = one(place, site, own(), kind="Application/LD+JSON; charset=utf-8", head=other)
    assert row["external_id"] == "NL-101"


def test_a_block_that_is_broken_is_counted_and_the_others_are_read(place, site):
    site.shown["/vacatures/een"] = page("{ half", own())
    pulled = place.pull(**ONE)
    assert list(pulled.told) == ["NL-101"]
    assert pulled.notes == ["1 blocks of JSON-LD on careers pages cannot be read."]


@pytest.mark.parametrize(
    ("identifier", "number"),
    [
        ("VIG-2026-014", "VIG-2026-014"),
        (4711, "4711"),
        ({"@type": "PropertyValue", "name": "Zorggroep", "value": 14}, "14"),
        ([{"@type": "PropertyValue", "name": "Zorggroep"}, {"value": "V-2"}], "V-2"),
        ({"@id": "urn:x:7"}, "urn:x:7"),
    ],
)
def test_an_identifier_is_a_text_a_number_or_a_property_value(place, site, identifier, number):
    assert one(place, site, own(identifier=identifier))["external_id"] == number


@pytest.mark.parametrize("identifier", [None, "", {"@type": "PropertyValue", "name": "Zorggroep"}])
def test_without_an_identifier_the_address_without_query_is_the_key(place, site, identifier):
    row = one(place, site, own(identifier=identifier, url="https://Nergens.example/Vacature/A/?utm_source=x#top"))
    assert row["external_id"] == row["url"] == "nergens.example/vacature/a"


def test_without_identifier_and_address_the_page_itself_is_the_key(place, site):
    row = one(place, site, own(identifier=None, url=None))
    assert row["external_id"] == row["url"]
    assert row["url"].endswith("/vacatures/een")


def test_two_nameless_vacancies_on_one_page_stay_two(place, site):
    blocks = [own(identifier=None, url=None, title=title) for title in ("Kok", "Kapper")]
    site.shown["/vacatures/een"] = page(blocks)
    rows = place.pull(**ONE).rows
    assert [row["external_id"].partition("#")[2] for row in rows] == ["kok", "kapper"]
    assert [row["url"] for row in rows] == [None, None]


@pytest.mark.parametrize(
    ("posted", "day"),
    [
        ("2026-02-01", date(2026, 2, 1)),
        ("2026-02-01T23:30:00Z", date(2026, 2, 2)),
        ("2026-02-01T23:30:00", date(2026, 2, 1)),
        ("Sun, 01 Feb 2026 08:00:00 GMT", date(2026, 2, 1)),
        ("01-02-2026", date(2026, 2, 1)),
        ("binnenkort", None),
        (None, None),
    ],
)
def test_dates_may_be_days_moments_or_dutch_and_are_never_made_up(place, site, posted, day):
    assert one(place, site, own(datePosted=posted))["opened_at"] == day


def test_a_vacancy_past_its_last_day_is_closed_on_that_day(place, site):
    row = one(place, site, own(validThrough="2026-03-03"))
    assert (row["status"], row["closed_at"]) == ("closed", date(2026, 3, 3))
    row = one(place, site, own(validThrough="2026-03-04"))
    assert (row["status"], row["closed_at"]) == ("open", None)


@pytest.mark.parametrize(
    ("where", "location", "site_id"),
    [
        ({"address": {"addressLocality": "Aalst"}}, "Aalst", "aalst"),
        ([{"address": {"addressLocality": "Aalst"}}, {"address": {"addressLocality": "Aalst"}}], "Aalst", "aalst"),
        ([{"address": {"addressLocality": "Aalst"}}, {"address": {"addressLocality": "Gent"}}], "Aalst, Gent", None),
        ({"address": "Gent"}, "Gent", "gent"),
        (None, None, None),
    ],
)
def test_a_place_of_work_is_an_object_a_list_or_a_text(place, site, where, location, site_id):
    row = one(place, site, own(jobLocation=where))
    assert (row["location"], row["site_id"]) == (location, site_id)


@pytest.mark.parametrize(
    ("pay", "stated"),
    [
        ({"currency": "EUR", "value": {"minValue": 2500, "maxValue": 3300, "unitText": "MONTH"}}, True),
        ({"currency": "EUR", "value": 2800}, True),
        ("FWG 35", True),
        ({"currency": "EUR", "value": {"unitText": "MONTH"}}, None),
        ({"currency": "EUR", "value": {"minValue": 0, "maxValue": 0}}, None),
        ("marktconform", None),
        (None, None),
    ],
)
def test_pay_is_stated_when_an_amount_stands_there_and_else_not_known(place, site, pay, stated):
    assert one(place, site, own(baseSalary=pay))["pay_stated"] is stated


@pytest.mark.parametrize(
    ("more", "is_track"),
    [
        ({"title": "Verzorgende IG (zij-instroom)"}, True),
        ({"description": "<p>Word <b>zij-instromer</b></p>"}, True),
        ({"description": "&lt;p&gt;Word zij-instromer&lt;/p&gt;"}, True),
        ({"description": "<p>Zorg</p>" + "<p>woorden</p>" * 300 + "zij-instromer"}, False),
        ({"description": None}, False),
    ],
)
def test_the_first_words_of_a_description_tell_a_track(place, site, more, is_track):
    assert one(place, site, own(**more))["side_entrant_track"] is is_track
