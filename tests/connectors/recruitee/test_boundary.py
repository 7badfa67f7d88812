"""What passes of each of Recruitee's shapes: ids, moments, the stage, the source, and what the rules ask for."""

import json

import pytest

from connectors.errors import SourceError
from connectors.inflow.desk import Desk
from connectors.inflow.rules import InflowRule, Rulebook
from connectors.recruitee import boundary, persons
from connectors.recruitee.applications import origin
from tests.fakes.applicants import CANARIES, EMAILS, FREE_TEXT, NAMES, NOW
from tests.fakes.recruitee import detail, hit, offers, references, row
from tests.fakes.recruitee_world import REJECTED, WITHDRAWN, example

RULES = Rulebook()


@pytest.fixture
def desk(organisation):
    return Desk("recruitee", organisation.id, organisation.timezone, NOW, RULES, (), b"k" * 32)


def sample_list():
    """Return a list as a new account has it: an example, its vacancy and its stage beside it."""
    placement = {
        "id": 71,
        "candidate_id": 7,
        "offer_id": 900,
        "stage_id": 9004,
        "created_at": "2022-12-19T13:28:15.341931Z",
        "hired_at": "2023-01-04T11:22:49.178555Z",
        "hired_in_this_placement": False,
    }
    person = {"id": 7, "name": "Sample 1 (Sample)", "example": True, "created_at": placement["created_at"]}
    return {
        "candidates": [{**person, "source": "career_site", "referrer": "Indeed", "placements": [placement]}],
        "references": [
            {"type": "Offer", "id": 900, "kind": "job", "title": "Recruiter (Sample)"},
            {"type": "Stage", "id": 9004, "name": "Hired", "category": "hire"},
        ],
    }


def test_a_row_of_the_list_finds_its_vacancy_and_stage_beside_it():
    (kept,) = persons.rows(RULES)(sample_list())["candidates"]
    assert (kept["id"], kept["is_example"], kept["referrer"], kept["source"]) == (7, True, "Indeed", "career_site")
    (placement,) = kept["placements"]
    assert placement == {
        "id": 71,
        "offer": 900,
        "kind": "job",
        "is_sample": True,
        "stage": 9004,
        "stage_name": "Hired",
        "category": "hire",
        "created_at": "2022-12-19T13:28:15.341931Z",
        "hired_at": "2023-01-04T11:22:49.178555Z",
        "disqualified_at": None,
        "is_disqualified": False,
        "disqualified_by": None,
    }


@pytest.mark.parametrize("shape", ["hits", "rows", "one", "one with answers", "offers", "one offer"])
def test_no_person_passes_in_any_shape(shape):
    world = example(20)
    people = list(world.candidates.values())
    told = {
        "hits": lambda: persons.hits(RULES)({"hits": [hit(world, each) for each in people], "total": 20}),
        "rows": lambda: persons.rows(RULES)(
            {"candidates": [row(each) for each in people], "references": references(people)}
        ),
        "one": lambda: persons.one(RULES, read_answers=False)(detail(world, people[0])),
        "one with answers": lambda: [persons.one(RULES, read_answers=True)(detail(world, each)) for each in people],
        "offers": lambda: boundary.offers({"offers": offers(world)}),
        "one offer": lambda: boundary.one_offer({"offer": offers(world)[0]}),
    }[shape]()
    text = json.dumps(told, ensure_ascii=False)
    assert [canary for canary in CANARIES if canary in text] == []


def answers(**given):
    candidate = {"id": 1, "created_at": "2026-01-01T00:00:00Z", "placements": [], **given}
    return persons.one(RULES, read_answers=True)({"candidate": candidate})["candidate"]


def test_closed_answers_that_a_rule_asks_for_pass_and_free_ones_do_not():
    question = "Heb je eerder in de zorg of welzijn gewerkt?"
    groups = [
        {
            "title": "Vragen",
            "open_question_answers": [
                {"open_question": {"body": question, "kind": "boolean"}, "flag": False},
                {"question": "Waarom deze baan?", "content": FREE_TEXT},
                {"question": "Werk je nu in de zorg?", "content": FREE_TEXT},
            ],
        }
    ]
    kept = answers(grouped_open_question_answers=groups)
    assert kept["answers"] == {question: "False"}


@pytest.mark.parametrize(
    ("field", "passes"),
    [
        ({"name": "Zij-instromer", "kind": "dropdown", "values": [{"value": "ja"}]}, True),
        ({"name": "Zij-instromer", "kind": "boolean", "values": [{"flag": True}]}, True),
        ({"name": "Zij-instromer", "values": ["nee"]}, True),
        ({"name": "Zij-instromer", "values": [{"text": NAMES[0]}]}, False),
        ({"name": "Zij-instromer", "values": [{"value": "ja"}, {"value": "nee"}]}, False),
        ({"name": "Zij-instromer", "values": []}, False),
        ({"name": "Hobby", "values": [{"value": "ja"}]}, False),
    ],
)
def test_custom_fields_pass_only_with_one_known_word(field, passes):
    assert bool(answers(fields=[field])["fields"]) is passes


def test_without_the_setting_no_answer_is_even_looked_at():
    given = {"candidate": {"id": 1, "placements": [], "fields": [{"name": "Zij-instromer", "values": ["ja"]}]}}
    assert "fields" not in persons.one(RULES, read_answers=False)(given)["candidate"]


def test_a_tag_passes_only_when_a_rule_knows_it():
    rules = Rulebook(own=(InflowRule("source", "tag", "exact", "open dag 2026", "open_day"),))
    given = {
        "id": 1,
        "placements": [],
        "tags": [{"name": "Open dag 2026"}, {"name": NAMES[0]}, {"name": "zij-instroom"}],
    }
    assert persons.candidate(given, {}, rules)["tags"] == ["Open dag 2026", "zij-instroom"]


@pytest.mark.parametrize(
    ("given", "ended", "by"),
    [
        ({"disqualify_reason": REJECTED, "disqualify_kind": "admin"}, True, "employer"),
        ({"disqualify_reason": WITHDRAWN}, True, "candidate"),
        ({"disqualify_reason": {"id": 1, "name": WITHDRAWN}}, True, "candidate"),
        ({"disqualify_reason": FREE_TEXT}, True, "employer"),
        ({"disqualified_at": "2026-01-01T00:00:00Z"}, True, None),
        ({"disqualified": True}, True, None),
        ({"disqualified": True, "disqualify_kind": "candidate"}, True, "candidate"),
        ({"disqualified": False, "disqualify_reason": REJECTED}, False, None),
        ({}, False, None),
    ],
)
def test_the_reason_of_a_rejection_only_tells_who_ended_it(given, ended, by):
    candidate = {"id": 1, "placements": [{"id": 2, **given}]}
    (kept,) = persons.candidate(candidate, {}, RULES)["placements"]
    assert (kept["is_disqualified"], kept["disqualified_by"]) == (ended, by)
    assert "reason" not in "".join(kept)


@pytest.mark.parametrize(
    ("candidate", "source", "campaign", "referrer"),
    [
        (
            {"source": "career_site", "sources": ["linkedin_zij-instroom_2026q1"]},
            "linkedin",
            "zij-instroom_2026q1",
            None,
        ),
        ({"source": "career_site", "sources": ["LinkedIn_Nergens-Beter"]}, "LinkedIn", "Nergens-Beter", None),
        ({"source": "career_site", "sources": ["werken_bij_ons"]}, "werken_bij_ons", None, None),
        ({"source": "career_site", "sources": [], "referrer": "Indeed"}, "Indeed", None, None),
        ({"source": "career_site", "sources": [], "referrer": "indeed.com"}, "indeed.com", None, "indeed.com"),
        ({"source": "career_site", "sources": []}, "career_site", None, None),
        ({"source": "referral", "sources": ["Via een naam"], "referrer": NAMES[0]}, "referral", None, None),
        ({"source": None}, None, None, None),
    ],
)
def test_the_source_is_the_tag_of_the_link_then_the_referrer_then_the_way_in(
    desk, candidate, source, campaign, referrer
):
    found = origin(desk, candidate)
    assert (found.source, found.utm_campaign, found.referrer) == (source, campaign, referrer)


def test_of_a_referrer_that_is_an_address_only_the_host_passes():
    given = {"id": 1, "placements": [], "referrer": f"https://www.indeed.com/apply?mail={EMAILS[0]}"}
    assert persons.candidate(given, {}, RULES)["referrer"] == "indeed.com"


@pytest.mark.parametrize("value", ["soon", FREE_TEXT, "2026-13-41T00:00:00Z", 7, None])
def test_what_is_no_moment_does_not_pass_as_one(value):
    assert boundary.moment(value) is None


@pytest.mark.parametrize("text", ["2026-03-02T08:14:05.120Z", "2026-03-02 08:14:05 UTC", "2026-03-02T09:14:05+01:00"])
def test_moments_are_read_in_utc_unless_they_say_otherwise(text):
    assert boundary.instant(boundary.moment(text)).timestamp() == pytest.approx(1772439245, abs=1)


@pytest.mark.parametrize("parsed", [None, 3, "text", {"unknown": []}, {"offers": "none"}])
def test_another_shape_is_an_error_of_the_source(parsed):
    with pytest.raises(SourceError):
        boundary.offers(parsed)
