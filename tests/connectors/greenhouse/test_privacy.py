"""No name, e-mail address, telephone number or free text of an applicant comes through, whatever goes well or wrong."""

import logging
import traceback

import pytest

from connectors import greenhouse
from connectors.base import Window
from connectors.errors import InstroomError
from connectors.greenhouse.allowed import FIELDS, closed, keeper
from connectors.inflow.rules import InflowRule, Rulebook
from connectors.raw import Raw
from connectors.sync import Order, run
from tests.connectors.greenhouse.conftest import everything
from tests.fakes.applicants import CANARIES, FREE_TEXT, NOW
from tests.fakes.greenhouse import SECRETS, refusal
from tests.fakes.json_server import Reply, json_reply

NEVER = (*CANARIES, FREE_TEXT, "Kerkstraat", *SECRETS.values(), "fake-greenhouse-token")
OWN = Rulebook(own=(InflowRule("side_entrant", "custom_field", "exact", "1", "side_entrant", name="score"),))


def shown(text):
    return [canary for canary in NEVER if canary in text]


def test_nothing_of_a_person_is_stored_logged_or_saved(sqlite_engine, place, world, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    world.page_size = 20
    saved = tmp_path / "answers"
    (result,) = run(sqlite_engine, place.configured(), Order(("greenhouse",), save_raw=saved), NOW)
    assert result.status == "ok"
    kept = "".join(path.read_text(encoding="utf-8") for path in saved.rglob("*.json"))
    assert "applications" in kept
    assert shown(kept + everything(sqlite_engine) + caplog.text + repr(result)) == []


@pytest.mark.parametrize("path", ["token", "v3/applications"])
@pytest.mark.parametrize(
    "faults",
    [
        [refusal(401, "No")] * 2,
        [refusal(403, "No")],
        [refusal(422, "No")],
        [refusal(429, "No", retry_after="0")] * 6,
        [refusal(500, "No", retry_after="0")] * 6,
        [json_reply({"name": CANARIES[0]})],
        [json_reply([{"id": CANARIES[0], "status": CANARIES[1], "created_at": CANARIES[2]}])],
        [Reply(body=f"<html>{FREE_TEXT}</html>", headers={"Retry-After": "0"})] * 6,
    ],
)
def test_no_fault_shows_a_person(place, faults, path, caplog):
    caplog.set_level(logging.DEBUG)
    place.running.server.fail(*faults, path=path)
    text = ""
    try:
        batches = list(greenhouse.pull(place.context(), sleep=place.slept.append))
        text = str([batch.problem for batch in batches])
    except InstroomError as error:
        chain = "".join(traceback.format_exception(error))
        text = f"{error!r} {error} {error.said!r} {error.hint!r} {chain}"
    assert shown(text + caplog.text) == []


def test_what_a_run_asks_holds_no_person(place, tmp_path):
    place.pull(raw=Raw(save_to=tmp_path), window=Window(full=True))
    assert shown("".join(asked.path + asked.query for asked in place.running.server.asked)) == []


def test_of_an_application_only_the_named_fields_and_what_a_rule_asks_for_come_in(world):
    row = next(
        row for row in world.tables["applications"].values() if row["custom_fields"]["zij_instromer"]["value"] == "Ja"
    )
    (kept,) = keeper("applications", Rulebook())([row])["rows"]
    assert set(kept) <= {*FIELDS["applications"], "answers", "fields", "utm"}
    assert (kept["answers"], kept["fields"]) == ({}, {"Zij-instromer": "Ja"})


def test_of_a_prospect_hardly_anything_comes_in(world):
    (kept,) = keeper("applications", Rulebook())([world.tables["applications"][1]])["rows"]
    assert set(kept) == {"id", "candidate_id", "prospect", "status", "updated_at"}


def test_a_field_keeps_its_meaning_when_its_label_changes():
    fields = {"zij_instromer": {"name": "Nieuw in de sector?", "type": "single_select", "value": ["Ja"]}}
    row = {"id": 1, "status": "hired", "custom_fields": fields}
    (kept,) = keeper("applications", Rulebook())([row])["rows"]
    assert kept["fields"] == {"zij_instromer": "Ja"}


def test_a_number_that_arrives_as_text_is_read_as_a_number():
    fields = {"score": {"name": "Score", "type": "number", "value": "1.0"}}
    (kept,) = keeper("applications", OWN)([{"id": 1, "status": "hired", "custom_fields": fields}])["rows"]
    assert kept["fields"] == {"Score": "1"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("85.0", "85"),
        ("85.50", "85.50"),
        (True, "True"),
        (3, "3"),
        (["Ja"], "Ja"),
        ([], None),
        (["a", "b"], None),
        ({"a": 1}, None),
    ],
)
def test_a_closed_answer_is_one_word(value, expected):
    assert closed(value) == expected


def test_where_a_number_or_text_belongs_no_object_comes_in():
    row = {"id": 1, "name": {"first": CANARIES[0]}, "office_ids": [1, {"name": CANARIES[0]}], "status": "open"}
    assert keeper("jobs", Rulebook())([row])["rows"] == [{"id": 1, "status": "open"}]


def test_a_tag_that_no_rule_knows_does_not_come_in(world):
    kept = keeper("candidate_tags", Rulebook())(list(world.tables["candidate_tags"].values()))
    assert kept == {"rows": [{"id": 902, "name": "zij-instromer"}]}
