"""Every refusal of AFAS has its own sentence; its own words are never shown, and asking too much is seen before it is sent."""

import json

import pytest

from connectors.afas.client import address, authorization
from connectors.errors import AuthError, ConfigurationError, RetryableError, SourceError
from tests.fakes.afas import ENCODED, REFERENCE, XML, functional
from tests.fakes.applicants import CANARIES
from tests.fakes.json_server import Reply

SERVER_FAULT = Reply(500, "<html>fout</html>")


def refused(house, *replies, **settings):
    house.server.fail(*replies, path="/connectors/")
    batches, error = house.pull(**settings)
    assert batches == []
    assert not [word for word in CANARIES if word in f"{error} {error.hint} {error!r} {vars(error)}"]
    return error


@pytest.mark.parametrize(
    ("reply", "kind", "code"),
    [
        (Reply(401, ""), AuthError, "auth.token"),
        (Reply(403, ""), AuthError, "auth.address"),
        (Reply(404, ""), SourceError, "source.not_found"),
        (functional("Onbekende fout"), SourceError, "source.functional"),
        (functional("Deze GetConnector (definitie) is geblokkeerd"), SourceError, "source.blocked"),
        (functional("Niet geautoriseerd voor deze connector"), AuthError, "auth.connector"),
        (Reply(418, ""), SourceError, "source.status"),
    ],
)
def test_a_refusal_has_a_sentence_and_is_not_tried_again(house, reply, kind, code):
    error = refused(house, reply)
    assert (type(error), error.code) == (kind, code)
    assert len(house.pages) == 1
    assert house.slept == []


def test_the_reference_of_the_log_is_shown(house):
    assert REFERENCE in str(refused(house, functional("Onbekende fout")))


@pytest.mark.parametrize("told", ["Wilhelmina Kanarievogel", None, 12, "<b>"])
def test_what_is_no_reference_is_not_shown(house, told):
    reply = Reply(500, json.dumps({"externalMessage": "Fout", "profitLogReference": told}))
    assert "reference -" in str(refused(house, reply)) or told == 12


def test_a_fault_of_the_server_is_tried_again(house):
    house.server.fail(SERVER_FAULT, Reply(502, ""), Reply(504, ""), path="/connectors/")
    batches, error = house.pull()
    assert error is None
    assert len(batches) == 5
    assert len(house.slept) == 3


def test_a_short_pause_that_the_body_asks_for_is_taken(house):
    house.server.fail(Reply(503, '{"retry_after": 7}'), path="/connectors/")
    assert house.pull()[1] is None
    assert house.slept == [7.0]


def test_a_long_pause_ends_the_run_and_says_how_long(house):
    error = refused(house, Reply(503, '{"retry_after": 7200}'))
    assert isinstance(error, RetryableError)
    assert (error.code, error.said.values["minutes"]) == ("unavailable.busy", 120)
    assert house.slept == []


@pytest.mark.parametrize("body", ["", "{}", '{"retry_after": "morgen"}', '{"retry_after": -1}', "[]"])
def test_a_busy_server_that_asks_for_nothing_is_tried_a_few_times(house, body):
    error = refused(house, *[Reply(503, body)] * 6)
    assert error.code == "unavailable.busy"
    assert len(house.slept) == 5


@pytest.mark.parametrize("body", ["[]", '{"rows": null}', '{"rows": [1, null]}', '"tekst"'])
def test_an_answer_of_another_shape_holds_no_rows(house, body):
    house.server.fail(Reply(200, body), path="/connectors/")
    batches, error = house.pull(take=100)
    assert error is None
    assert sum(len(batch.rows.get("application", ())) for batch in batches) == 0


def test_a_question_that_is_too_long_is_not_sent(house):
    error = refused(house, order_by="Sollicitatie" * 200)
    assert error.code == "source.question_length"
    assert house.pages == []


def test_a_page_that_comes_again_ends_the_run(house):
    page = house.afas._page("Nergens_Sollicitaties", {"skip": "0", "take": "20", "orderbyfieldids": "SollicitatieId"})
    house.server.fail(page, page, path="/connectors/")
    _, error = house.pull()
    assert error.code == "source.same_page"


# --- Token and address ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", [XML, f"  {XML}\n", ENCODED, f"{ENCODED[:20]}\n{ENCODED[20:]}"])
def test_the_token_may_be_given_as_xml_or_encoded(token):
    assert authorization(token) == f"AfasToken {ENCODED}"


@pytest.mark.parametrize("token", ["1234567890ABCDEF", "geen token", "<tokn>1</tokn>", "é"])
def test_another_text_is_no_token(token):
    with pytest.raises(ConfigurationError) as raised:
        authorization(token)
    assert token not in str(raised.value)


def test_the_number_of_an_integration_goes_along(house):
    house.pull(integration_id="12345_1")
    assert {asked.headers.get("integrationid") for asked in house.server.asked} == {"12345_1"}
    assert {asked.headers.get("connection") for asked in house.server.asked} == {"keep-alive"}


@pytest.mark.parametrize(
    ("environment", "host"), [("rest", "rest"), ("resttest", "resttest"), ("restaccept", "restaccept")]
)
def test_the_address_is_made_of_member_and_environment(house, environment, host):
    settings = house.config(endpoint=None, member="12345", environment=environment).sources["afas"]
    assert address(settings) == f"https://12345.{host}.afas.online/ProfitRestServices"


@pytest.mark.parametrize(
    "given", [{"member": "1234"}, {"member": "12345", "environment": "evil.example/"}, {"member": "a.b/c"}, {}]
)
def test_another_address_is_refused(house, given):
    with pytest.raises(ConfigurationError):
        address(house.config(endpoint=None, **given).sources["afas"])
