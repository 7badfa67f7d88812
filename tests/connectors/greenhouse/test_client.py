"""What goes over the line: access, cursors, filters, pace, and every refusal that the interface has."""

import base64
from datetime import date, timedelta

import pytest

from connectors.errors import AuthError, ConfigurationError, RetryableError, SourceError, VersionError
from connectors.greenhouse.access import Access
from tests.connectors.greenhouse.conftest import counted, stored
from tests.fakes.applicants import NOW
from tests.fakes.greenhouse import SECRETS, refusal
from tests.fakes.json_server import Reply, json_reply


def rows(batches, table):
    return [row for batch in batches for row in batch.rows.get(table, ())]


def problems(batches):
    return {batch.stream: batch.problem.code for batch in batches if batch.problem}


def raised(place, kind=SourceError, **context):
    with pytest.raises(kind) as caught:
        place.pull(**context)
    return caught.value


# --- Access --------------------------------------------------------------------------------------------------------------


def test_the_access_is_asked_for_once_with_the_client_id_and_secret(place):
    place.pull()
    (asked,) = [asked for asked in place.running.server.asked if asked.path == "/token"]
    pair = base64.b64decode(asked.headers["authorization"].removeprefix("Basic ")).decode()
    assert (asked.method, pair) == ("POST", f"{SECRETS['client_id']}:{SECRETS['client_secret']}")
    assert asked.form == {"grant_type": "client_credentials"}
    assert place.ledger.requests == len(place.running.server.asked)


def test_a_user_may_be_named_in_whose_name_is_read(place):
    place.running.user = "77"
    place.pull(user="77")
    assert place.running.server.asked[0].form == {"grant_type": "client_credentials", "sub": "77"}


def test_access_that_is_no_longer_taken_is_renewed_once(place):
    place.running.server.fail(refusal(401, "Token could not be decoded."), path="applications")
    assert len(rows(place.pull(), "application")) == 60
    assert len(place.running.tokens) == 2


def test_access_that_is_refused_again_ends_the_run(place):
    place.running.server.fail(*[refusal(401, "Token could not be decoded.")] * 2, path="applications")
    error = raised(place, AuthError)
    assert (error.code, error.stream, len(place.running.tokens)) == ("auth.expired", "applications", 2)


def test_access_that_is_nearly_over_is_renewed_before_it_is_used(place):
    passed = [0.0]
    access = Access(place.context(), ("127.0.0.1",), lambda: None, place.slept.append, lambda: passed[0])
    assert access.header() == {"Authorization": "Bearer fake-greenhouse-token-1"}
    passed[0] = 3530.0
    assert access.header() == {"Authorization": "Bearer fake-greenhouse-token-1"}
    passed[0] = 3545.0
    assert access.header() == {"Authorization": "Bearer fake-greenhouse-token-2"}


def test_access_that_seems_over_when_it_comes_is_used_until_it_is_refused(place):
    place.running.lives = timedelta(hours=-1)
    place.pull()
    assert place.running.tokens == ["fake-greenhouse-token-1"]


def test_a_wrong_secret_is_said_so(place):
    place.running.server.fail(refusal(401, "invalid_client"), path="token")
    assert raised(place, AuthError).code == "auth.client"


@pytest.mark.parametrize("answer", [json_reply({}), json_reply({"access_token": ""}), json_reply([1])])
def test_a_token_server_that_answers_something_else_is_said_so(place, answer):
    place.running.server.fail(answer, path="token")
    assert raised(place).code == "source.unexpected"


@pytest.mark.parametrize("ends", ["1900000000", None, "morgen"])
def test_the_end_of_the_access_may_be_written_in_any_way(place, ends):
    place.running.valid = {"given"}
    place.running.server.fail(json_reply({"access_token": "given", "expires_at": ends}), path="token")
    assert len(rows(place.pull(), "application")) == 60
    assert place.running.paths().count("token") == 1


def test_another_host_than_the_configured_ones_is_not_called(place):
    elsewhere = '<http://127.0.0.2:9/v3/applications?cursor=x>; rel="next"'
    place.running.server.fail(json_reply([], link=elsewhere), path="applications")
    assert raised(place).code == "source.other_host"


def test_an_endpoint_is_allowed_because_it_is_configured(place):
    with pytest.raises(ConfigurationError) as caught:
        place.pull(endpoint="file:///etc")
    assert caught.value.code == "configuration.host"


# --- Refusals --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (403, AuthError, "auth.scope"),
        (404, VersionError, "version"),
        (410, VersionError, "version"),
        (422, SourceError, "source.request"),
        (400, SourceError, "source.request"),
        (409, SourceError, "source.status"),
    ],
)
def test_what_a_refusal_of_the_applications_means(place, status, kind, code):
    place.running.server.fail(refusal(status, "Refused"), path="v3/applications")
    error = raised(place, kind)
    assert (error.code, error.stream) == (code, "applications")


def test_too_many_requests_wait_as_long_as_asked_and_go_on(place):
    place.running.server.fail(refusal(429, "Rate limit", retry_after="7"), path="v3/applications")
    assert len(rows(place.pull(), "application")) == 60
    assert place.slept == [7.0]


@pytest.mark.parametrize(("reset", "seconds"), [("12", 12.0), (str(int(NOW.timestamp()) + 20), 20.0)])
def test_the_end_of_the_window_counts_when_no_pause_is_asked(place, reset, seconds):
    place.running.server.fail(refusal(429, "Rate limit", x_ratelimit_reset=reset), path="v3/applications")
    place.pull()
    assert place.slept == [pytest.approx(seconds, abs=2)]


def test_too_many_requests_for_ever_end_the_run(place):
    place.running.server.fail(*[refusal(429, "Rate limit", retry_after="1")] * 6, path="v3/applications")
    assert raised(place, RetryableError).code == "unavailable.rate"


@pytest.mark.parametrize(
    "fault", [refusal(500, "Oops"), refusal(503, "Oops"), Reply(body="<html>"), Reply(body="[]", cut=True)]
)
def test_a_fault_that_passes_is_tried_again(place, fault):
    place.running.server.fail(fault, fault, path="v3/applications")
    assert len(rows(place.pull(), "application")) == 60
    assert len(place.slept) == 2


def test_a_server_that_stays_away_ends_the_run_and_keeps_what_came(place, sqlite_engine):
    place.running.server.fail(*[refusal(502, "Oops", retry_after="0")] * 6, path="v3/applications")
    result = place.run(sqlite_engine)
    assert (result.status, result.error.code, result.rows_written) == ("failed", "unavailable", 4)
    again = place.run(sqlite_engine)
    assert (again.status, counted(sqlite_engine)[()][0]) == ("ok", 60)


@pytest.mark.parametrize(
    "answer", [{"message": "accepted"}, ["x"], [{"id": 5, "prospect": False}], [{"id": "x", "status": "hired"}]]
)
def test_an_answer_of_another_shape_is_said_so_and_not_shown(place, answer):
    place.running.server.fail(json_reply(answer), path="v3/applications")
    error = raised(place)
    assert (error.code, error.__cause__) == ("source.unexpected", None)


def test_the_pace_of_the_window_is_kept(place):
    place.pull(requests_per_window=5)
    assert len(place.slept) == 8
    assert all(0 < pause <= 30 for pause in place.slept)


# --- Filters ---------------------------------------------------------------------------------------------------------------


def test_a_filter_that_is_ignored_is_noticed_before_anything_is_used(place, world):
    world.ignores_filters = True
    cursor = {"applications": {"mark": (NOW - timedelta(days=1)).isoformat(), "whole_on": date(2026, 3, 3).isoformat()}}
    error = raised(place, cursors=cursor)
    assert (error.code, error.stream) == ("source.filter_ignored", "application_stages")


def test_a_mark_never_lies_beyond_the_run(place, world):
    world.change(1001, NOW + timedelta(hours=3))
    (cursor,) = [batch.cursor for batch in place.pull() if batch.cursor]
    assert cursor == {"mark": NOW.isoformat(), "whole_on": "2026-03-04"}


def test_more_than_fifty_ids_are_asked_for_in_turn(place, world, sqlite_engine):
    place.run(sqlite_engine)
    for number, row in list(world.tables["applications"].items()):
        if row["status"] == "in_process" and not row["prospect"]:
            world.hire(number, NOW + timedelta(hours=2))
    for number in range(2000, 2030):
        world.tables["applications"][number] = {**world.tables["applications"][1001], "id": number}
        world.hire(number, NOW + timedelta(hours=2))
    place.run(sqlite_engine, NOW + timedelta(days=1))
    asked = [len(each["application_ids"].split(",")) for each in place.running.questions("openings")]
    assert (asked[0], len(asked)) == (50, 2)


# --- Lists that may not be read -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "refused",
    [
        *({"jobs"}, {"job_posts", "departments", "offices"}),
        *({"sources", "rejection_reasons", "openings", "job_interview_stages"}, {"application_stages"}),
        *({"candidate_tags"}, {"applied_candidate_tags"}),
    ],
    ids=lambda refused: "-".join(sorted(refused)),
)
def test_a_list_that_may_not_be_read_is_left_out_and_the_others_go_on(place, world, refused):
    world.refused = refused
    batches = place.pull()
    assert problems(batches) == dict.fromkeys(refused, "auth.scope")
    assert len(rows(batches, "application")) == 60


def test_what_a_list_told_before_stays_when_it_may_no_longer_be_read(place, world, sqlite_engine):
    place.run(sqlite_engine)
    hired = next(
        number for number, row in world.tables["applications"].items() if row["status"] == "hired" and row["source_id"]
    )
    before = stored(sqlite_engine, hired)
    world.refused = {"sources", "openings", "application_stages", "candidate_tags"}
    world.change(hired, NOW + timedelta(hours=2))
    result = place.run(sqlite_engine, NOW + timedelta(days=1))
    assert (result.status, result.error.code) == ("partial", "auth.scope")
    after = stored(sqlite_engine, hired)
    left = {"observed_at"}
    assert {name: after[name] for name in after if name not in left} == {
        name: before[name] for name in before if name not in left
    }


def test_without_the_history_changes_of_stage_are_seen_between_two_readings(place, world, sqlite_engine):
    world.refused = {"application_stages"}
    someone = next(
        number
        for number, row in world.tables["applications"].items()
        if (row["status"], row["prospect"], row["stage_name"]) == ("in_process", False, "Nieuw")
    )
    place.run(sqlite_engine)
    world.enter(someone, "interview", NOW + timedelta(hours=2))
    place.run(sqlite_engine, NOW + timedelta(days=1))
    row = stored(sqlite_engine, someone)
    assert (row["stage"], row["interview_at"]) == ("interview", None)
