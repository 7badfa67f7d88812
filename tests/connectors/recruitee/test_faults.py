"""What Recruitee answers when something is wrong, and what the run makes of it."""

import pytest

from connectors.errors import AuthError, ConfigurationError, RetryableError, SourceError
from connectors.http import Refusal
from connectors.recruitee.faults import meaning
from tests.fakes.applicants import CANARIES, EMAILS, FREE_TEXT, NOW
from tests.fakes.json_server import Reply, json_reply

REFUSALS = [
    (401, {"error": ["Forbidden"]}, AuthError, "auth.token"),
    (400, {"error": "Token not found.", "error_code": "invalid_token"}, AuthError, "auth.token"),
    (400, {"error": ["Token not found."]}, AuthError, "auth.token"),
    (403, {"error": ["Forbidden"]}, AuthError, "auth.rights"),
    (422, {"error": [FREE_TEXT], "error_fields": {"email": ["is invalid"]}}, SourceError, "source.request"),
    (400, {"error": FREE_TEXT}, SourceError, "source.request"),
    (400, [FREE_TEXT], SourceError, "source.request"),
    (429, {"error": EMAILS[0]}, RetryableError, "unavailable.rate"),
    (500, {"error": "Server internal error"}, RetryableError, "unavailable.server"),
    (503, None, RetryableError, "unavailable.server"),
]


@pytest.mark.parametrize(("status", "body", "kind", "code"), REFUSALS)
def test_each_refusal_has_one_meaning_and_repeats_nothing_of_the_answer(status, body, kind, code):
    error = meaning(Refusal("candidates", status, {}, body), "89000")
    assert (type(error), error.code) == (kind, code)
    assert error.hint.text
    assert [canary for canary in CANARIES if canary in f"{error!r} {error} {error.hint}"] == []


def test_an_unknown_status_has_no_meaning_of_its_own():
    assert meaning(Refusal("offers", 418, {}, None), "89000") is None


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"), [case for case in REFUSALS if case[2] is not RetryableError]
)
def test_a_refusal_ends_the_run_and_what_came_before_stays(place, server, status, body, kind, code):
    server.fail(json_reply(body, status), path="search")
    done = place.sync()
    assert (type(done.error), done.error.code) == (kind, code)
    assert len(place.rows("vacancy", "vacancy_id")) == 5
    assert place.sync().error is None
    assert place.count() == 60


def test_a_wrong_token_is_named(place):
    assert place.sync(token="wrong").error.code == "auth.token"


def test_a_short_name_as_company_gives_vacancies_and_says_that_applicants_need_the_number(place):
    done = place.sync(company="zorggroep-nergensland")
    assert done.error.code == "source.company_number"
    assert "wants the number of the company" in str(done.error)
    assert len(place.rows("vacancy", "vacancy_id")) == 5


def test_a_slower_pace_is_kept_and_tried_again(place, server):
    server.fail(json_reply({"error": "slow"}, 429, retry_after="7"), path="search")
    assert place.sync().error is None
    assert 7 in place.slept


def test_faults_of_the_server_pass(place, server):
    server.fail(Reply(502, FREE_TEXT), Reply(503, "{}"), Reply(200, "<html>"), Reply(cut=True), path="candidates")
    assert place.sync().error is None
    assert place.count() == 60


def test_a_server_that_stays_down_ends_the_run(place, server):
    server.fail(*[Reply(503)] * 6, path="search")
    assert place.sync().error.code == "unavailable.server"


@pytest.mark.parametrize("body", [{"unknown": []}, [], {"hits": {}}, {"hits": None}])
def test_an_answer_of_another_shape_is_named(place, server, body):
    server.fail(json_reply(body), path="search")
    done = place.sync()
    if body == []:
        assert done.error is None
    else:
        assert done.error.code == "source.unexpected"


def test_a_list_that_ends_before_its_total_is_named(place, server):
    server.fail(json_reply({"hits": [], "total": 12}), path="search")
    assert place.sync().error.code == "source.paging"


def test_at_most_so_many_calls_go_out_in_a_second(place):
    place.sync(requests_per_second=2)
    assert len([pause for pause in place.slept if pause > 0]) >= 2


def test_another_way_of_reading_than_rows_or_totals_is_refused(place):
    assert isinstance(place.sync(applications="names").error, ConfigurationError)


def test_a_change_log_that_ignores_its_first_day_is_named_and_not_used(place, server, world):
    place.sync()
    old = {"activities": [{"created_at": "2019-01-01T00:00:00Z", "candidate": {"id": 5001}}]}
    server.fail(json_reply(old), path="activities")
    server.asked.clear()
    assert place.sync(now=NOW).problems == ["source.filter_ignored"]
    assert [asked for asked in server.asked if asked.path.endswith("/5001")] == []
