"""Every way in which Teamtailor refuses, and what the run makes of it."""

import pytest

from connectors.errors import AuthError, ConfigurationError, RetryableError, SourceError, VersionError
from tests.fakes.applicants import CANARIES, FREE_TEXT
from tests.fakes.json_server import Reply, json_reply


def test_a_wrong_key_is_told_with_an_empty_body(place):
    place.server.fail(Reply(401, ""))
    error = place.pull().error
    assert isinstance(error, AuthError)
    assert (error.code, error.stream, place.ledger.requests) == ("auth.key_invalid", "jobs", 1)


def test_a_key_without_the_right_scope_reads_vacancies_and_no_applications(place):
    place.server.fail(place.told.refusal(403, "Forbidden"), path="job-applications")
    pulled = place.pull()
    assert (pulled.error.code, len(pulled.rows("vacancy"))) == ("auth.scope", 4)


def test_a_version_that_is_not_known_falls_back_once_and_says_so(place):
    place.told.versions = ("20210218",)
    pulled = place.pull()
    assert (pulled.error, len(pulled.rows("application"))) == (None, 60)
    assert [asked.headers["x-api-version"] for asked in place.server.asked] == ["20240404", *["20210218"] * 4]
    assert pulled.notes[0] == (
        "Teamtailor does not know version 20240404; version 20210218 is used. Change it in instroom.toml."
    )


@pytest.mark.parametrize("older", ["20210218", ""])
def test_when_no_version_is_known_it_ends_with_a_version_error(place, older):
    place.told.versions = ("20990101",)
    error = place.pull(older_version=older).error
    assert isinstance(error, VersionError)
    assert place.ledger.requests == (2 if older else 1)


@pytest.mark.parametrize("status", [400, 415, 422])
def test_a_question_that_is_not_taken_is_told_without_the_words_of_the_answer(place, status):
    place.server.fail(place.told.refusal(status, f"bad {FREE_TEXT}"))
    error = place.pull().error
    assert (type(error), error.code) == (SourceError, "source.query")
    assert [canary for canary in CANARIES if canary in f"{error}{error.hint}{error.said!r}"] == []


def test_too_many_questions_waits_the_seconds_that_are_left(place):
    place.server.fail(Reply(429, "", {"X-Rate-Limit-Reset": "7"}), Reply(429, "", {"X-Rate-Limit-Reset": "3"}))
    assert place.pull().error is None
    assert place.slept == [7.0, 3.0]


def test_a_reset_that_is_a_moment_is_not_waited_for(place):
    place.server.fail(Reply(429, "", {"X-Rate-Limit-Reset": "1772625600"}))
    assert place.pull().error is None
    assert len(place.slept) == 1
    assert place.slept[0] <= 60


def test_a_reset_that_is_no_number_leaves_it_to_the_usual_header(place):
    place.server.fail(Reply(429, "", {"X-Rate-Limit-Reset": "soon", "Retry-After": "4"}))
    assert place.pull().error is None
    assert place.slept == [4.0]


def test_a_busy_source_is_given_up_in_the_end(place):
    place.server.fail(*[Reply(429, "", {"X-Rate-Limit-Reset": "1"})] * 6)
    error = place.pull().error
    assert isinstance(error, RetryableError)
    assert error.code == "unavailable.rate"


@pytest.mark.parametrize(
    "reply", [Reply(500, "x"), Reply(502, ""), Reply(503, "{}"), Reply(200, "<html>"), Reply(200, "{}", cut=True)]
)
def test_a_failure_that_passes_is_tried_again(place, reply):
    place.server.fail(reply, path="job-applications")
    pulled = place.pull()
    assert (pulled.error, len(pulled.rows("application"))) == (None, 60)
    assert place.ledger.requests == 5


def test_a_wrong_address_is_told(place):
    place.server.fail(Reply(404, "<html>"))
    assert place.pull().error.code == "source.not_found"


@pytest.mark.parametrize("content", [[], {"errors": []}, "text", 7])
def test_an_answer_of_another_shape_is_told(place, content):
    place.server.fail(json_reply(content))
    assert place.pull().error.code == "source.unexpected"


def test_parts_of_another_shape_are_passed_over(place):
    strange = {"data": [None, 7, {"id": 5}, {"type": "jobs"}], "included": "x", "links": [], "meta": None}
    place.server.fail(json_reply(strange), path="job-applications")
    pulled = place.pull()
    assert (pulled.error, pulled.rows("application")) == (None, [])


def test_more_than_fifty_questions_in_ten_seconds_wait(place):
    for number in range(30 * 52):
        place.world.add("jobs", f"2{number}", dict(place.world.find("jobs", "101").attributes))
    assert place.pull().error is None
    assert len([pause for pause in place.slept if pause > 0]) >= 6
    assert max(place.slept) <= 10


@pytest.mark.parametrize("given", [{"applications": "persons"}, {"applications": ""}, {"facts": ("tags", "letters")}])
def test_a_word_that_a_setting_does_not_take_is_a_fault_of_the_configuration(place, given):
    error = place.pull(**given).error
    assert isinstance(error, ConfigurationError)
    assert place.ledger.requests == 0
