"""What passed the boundary becomes a standing, a vacancy, an origin: by types first, then rules, then words."""

from datetime import UTC, date, datetime

import pytest

from connectors.config import SideEntrantRule
from connectors.errors import ConfigurationError
from connectors.inflow.desk import Desk
from connectors.inflow.rows import standing_of
from connectors.inflow.rules import InflowRule, Rulebook
from connectors.teamtailor import rows
from connectors.teamtailor.boundary import Boundary, moment_in

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
RULES = Rulebook(side_entrant=SideEntrantRule(rule="declared"))
TYPES = rows.stage_types(("Inbox=applied", "Screening=screened", "Interview=interview", "Offer=offer", "Hired=hired"))
KEPT = {
    "number": "1",
    "candidate": "2",
    "vacancy": "3",
    "created_at": "2026-02-27T19:02:11+00:00",
    "updated_at": "2026-03-02T08:14:04+00:00",
    "stage_changed_at": "2026-03-02T23:30:00+00:00",
    "rejected_at": None,
    "by_company": None,
    "stage": "Inbox",
    "stage_type": "Inbox",
    "sourced": False,
    "internal": None,
    "source": None,
    "referrer": None,
    "utm": {},
    "evidence": None,
    "self_reported": None,
}
VACANCY = {
    "number": "3",
    "title": "Kok",
    "status": "open",
    "human_status": "published",
    "internal": False,
    "texts": [],
    "url": None,
    "department": None,
    "location": None,
    "created_at": "2026-01-05T08:00:00+01:00",
    "start": None,
    "end": None,
}


def desk(rules=RULES):
    return Desk("teamtailor", "nergens", "Europe/Brussels", NOW, rules, (), b"k" * 32)


def standing(rules=RULES, **changes):
    told = rows.applied(desk(rules), {**KEPT, **changes}, TYPES)
    step, basis = standing_of(desk(rules), told.standing, told.happened)
    return step.stage, step.status, basis


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Nieuw binnen", "Inbox", ("applied", "new", "type")),
        ("Wat dan ook", "Screening", ("screened", "in_process", "type")),
        ("Wat dan ook", "Interview", ("interview", "in_process", "type")),
        ("Wat dan ook", "Offer", ("offer", "offer", "type")),
        ("Wat dan ook", "Hired", ("hired", "hired", "type")),
        ("Eerste gesprek", "In process", ("interview", "in_process", "words")),
        ("Contractvoorstel", "In process", ("offer", "offer", "words")),
        ("Bij Wim op tafel", "In process", ("applied", "in_process", None)),
        ("Aangenomen", "In process", ("offer", "in_process", "words")),
        ("Telefonische screening", "Iets nieuws", ("screened", "in_process", "words")),
        ("Bij Wim op tafel", "Iets nieuws", ("applied", "in_process", None)),
    ],
)
def test_the_type_of_a_stage_comes_first_then_its_words(name, kind, expected):
    assert standing(stage=name, stage_type=kind) == expected


def test_a_rule_of_the_organisation_goes_before_the_words():
    rule = InflowRule("stage", "stage", "exact", "Bij Wim op tafel", "interview/in_process")
    assert standing(Rulebook(own=(rule,)), stage="Bij Wim op tafel", stage_type="In process") == (
        "interview",
        "in_process",
        "rule",
    )


def test_a_hire_has_the_day_of_the_last_move_in_the_organisations_zone():
    told = rows.applied(desk(), {**KEPT, "stage": "Aangenomen", "stage_type": "Hired"}, TYPES)
    assert told.standing.days == {"hired_at": date(2026, 3, 3)}
    assert told.happened == ()


def test_a_hire_without_a_moment_has_no_day():
    told = rows.applied(desk(), {**KEPT, "stage_type": "Hired", "stage_changed_at": None}, TYPES)
    assert told.standing.days == {}


def test_who_was_rejected_after_a_hire_had_come_to_the_offer():
    changes = {"stage_type": "Hired", "rejected_at": "2026-03-03T10:00:00+00:00", "by_company": False}
    assert standing(**changes) == ("offer", "withdrawn", "type")


def test_a_move_is_an_event_at_its_moment_and_an_application_that_never_moved_has_none():
    (moved,) = rows.applied(desk(), {**KEPT, "stage": "Gesprek", "stage_type": "In process"}, TYPES).happened
    assert (moved.event, moved.at, moved.stage_raw) == ("stage", datetime(2026, 3, 2, 23, 30, tzinfo=UTC), "Gesprek")
    assert rows.applied(desk(), {**KEPT, "stage_changed_at": KEPT["created_at"]}, TYPES).happened == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("open", date(2026, 1, 5), None)),
        ({"start": "2026-01-10"}, ("open", date(2026, 1, 10), None)),
        ({"end": "2026-05-01"}, ("open", date(2026, 1, 5), None)),
        ({"end": "2026-02-28T23:59:59+01:00"}, ("closed", date(2026, 1, 5), date(2026, 2, 28))),
        ({"human_status": "archived", "end": "2026-05-01"}, ("closed", date(2026, 1, 5), date(2026, 5, 1))),
        ({"human_status": "archived"}, ("closed", date(2026, 1, 5), None)),
        ({"human_status": "draft"}, ("draft", None, None)),
        ({"human_status": "scheduled", "start": "2026-04-01"}, ("draft", None, None)),
        ({"human_status": "unlisted"}, ("open", date(2026, 1, 5), None)),
        ({"human_status": None}, ("open", date(2026, 1, 5), None)),
        ({"human_status": "new word", "status": "new word"}, (None, date(2026, 1, 5), None)),
    ],
)
def test_a_vacancy_opens_and_closes_on_days_that_were_told(changes, expected):
    seen = rows.vacancy(desk(), {**VACANCY, **changes})
    assert (seen.status, seen.opened_at, seen.closed_at) == expected


def test_a_stage_type_that_leads_nowhere_is_a_fault_of_the_configuration():
    with pytest.raises(ConfigurationError, match="Gesprek=koffie"):
        rows.stage_types(("Inbox=applied", "Gesprek=koffie"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-29T02:30:00.154+01:00", "2026-03-29T01:30:00.154000+00:00"),
        ("2026-07-01T00:30:00+02:00", "2026-06-30T22:30:00+00:00"),
        ("2026-03-02T09:14:04Z", "2026-03-02T09:14:04+00:00"),
        ("2026-03-02T09:14:04", "2026-03-02T09:14:04+00:00"),
        ("yesterday", None),
        (None, None),
    ],
)
def test_moments_with_an_offset_become_utc(text, expected):
    assert moment_in(text) == expected


# --- The boundary ----------------------------------------------------------------------------------------------------------


def document(attributes=None, person=None, included=(), names=None):
    data = {
        "id": "634",
        "type": "job-applications",
        "attributes": {"created-at": "2026-02-27T20:02:11.154+01:00", "cover-letter": "DROP", **(attributes or {})},
        "relationships": {"candidate": {"data": {"type": "candidates", "id": "9"}}, "job": {"links": {}}},
    }
    candidate = {"id": "9", "type": "candidates", "attributes": person or {}, "relationships": names or {}}
    return {"data": [data], "included": [candidate, *included]}


def kept(document, rules=RULES, facts=("tags", "custom_fields", "answers"), question=""):
    (found,) = Boundary(rules, frozenset(facts), question)(document)["applications"]
    return found


def test_of_a_referring_address_only_utm_tags_and_the_host_pass():
    address = "https://www.jobs.nergensland.example/jobs/1?utm_source=Indeed&utm_term=zorg&utm_campaign=a%20b&email=x%40y.nl&gclid=7#x"
    found = kept(document({"referring-url": address, "referring-site": "Indeed"}))
    assert found["utm"] == {"utm_source": "Indeed", "utm_campaign": "a b"}
    assert (found["referrer"], found["source"]) == ("jobs.nergensland.example", "Indeed")
    assert "x@y" not in str(found)


def test_a_tag_on_the_link_that_holds_an_address_of_a_person_does_not_pass():
    found = kept(document({"referring-url": "https://a.example/?utm_source=jan%40voorbeeld.example"}))
    assert found["utm"] == {"utm_source": None}


def test_a_relation_without_data_has_no_number():
    assert kept(document())["vacancy"] is None


def test_only_tags_that_a_rule_knows_pass():
    found = kept(document(person={"tags": ["Zij-instromer", "Jan belt dinsdag", 7]}))
    assert found["evidence"] == {"answers": {}, "fields": {}, "tags": ["Zij-instromer"]}


def closed(kind, value):
    relation = {"custom-field-values": {"data": [{"type": "custom-field-values", "id": "1"}]}}
    field = {"id": "5", "type": "custom-fields", "attributes": {"name": "Zij-instromer", "field-type": kind}}
    given = {
        "id": "1",
        "type": "custom-field-values",
        "attributes": {"value": value},
        "relationships": {"custom-field": {"data": {"type": "custom-fields", "id": "5"}}},
    }
    return document(person={"tags": []}, names=relation, included=(field, given))


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("CustomField::Select", "ja", {"Zij-instromer": "ja"}),
        ("CustomField::Select", ["ja"], {"Zij-instromer": "ja"}),
        ("CustomField::MultiSelect", ["Jan belt", "ja"], {"Zij-instromer": "ja"}),
        ("CustomField::Checkbox", True, {"Zij-instromer": "True"}),
        ("CustomField::Text", "ja", {}),
        ("CustomField::Select", "ik ben Jan", {}),
        (None, "ja", {}),
    ],
)
def test_a_custom_field_passes_when_it_is_closed_and_a_rule_asks_for_its_words(kind, value, expected):
    assert kept(closed(kind, value))["evidence"]["fields"] == expected


def answered(question, answer):
    relation = {"answers": {"data": [{"type": "answers", "id": "1"}]}}
    asked = {"id": "5", "type": "questions", "attributes": question}
    given = {
        "id": "1",
        "type": "answers",
        "attributes": answer,
        "relationships": {"question": {"data": {"type": "questions", "id": "5"}}},
    }
    return document(person={"tags": []}, names=relation, included=(asked, given))


EARLIER = {"title": "Heb je eerder in zorg of welzijn gewerkt?", "alternatives": [{"id": 1, "title": "ja"}]}


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (EARLIER, {"boolean": False}, "False"),
        (EARLIER, {"choices": [1]}, "ja"),
        (EARLIER, {"choices": ["ja"]}, "ja"),
        (EARLIER, {"choices": ["nee"]}, None),
        (EARLIER, {"choices": [3]}, None),
        (EARLIER, {"range": 1}, "1"),
        (EARLIER, {"range": 4}, None),
        (EARLIER, {"text": "ja", "answer": "ja", "video-token": "ja"}, None),
        ({"title": "Rook je?"}, {"boolean": True}, None),
    ],
)
def test_an_answer_passes_when_it_is_closed_and_a_rule_asks_for_it(question, answer, expected):
    assert list(kept(answered(question, answer))["evidence"]["answers"].values()) == ([expected] if expected else [])


def test_the_closed_answer_to_where_somebody_saw_us_is_what_the_applicant_reports():
    question = {"title": "Waar zag je ons?", "alternatives": [{"id": 1, "title": "YouTube"}]}
    found = kept(answered(question, {"choices": [1]}), question="waar zag je ons")
    told = rows.applied(desk(), found, TYPES, asks_source=True)
    assert (told.origin.self_reported, "self_reported" in told.tells) == ("YouTube", True)
    assert kept(answered(question, {"text": "bij tante"}), question="waar zag je ons")["self_reported"] is None


def test_without_the_person_nothing_is_said_of_evidence():
    alone = document()
    alone["included"] = []
    told = rows.applied(desk(), kept(alone), TYPES)
    assert "evidence" not in told.tells
    assert told.candidate == "9"


def test_without_facts_that_are_wanted_nothing_is_said_of_evidence():
    told = rows.applied(desk(), kept(document(person={"tags": ["zij-instromer"]}), facts=()), TYPES)
    assert "evidence" not in told.tells
