"""What goes wrong at LinkedIn: what stops all, what stops one stream, what is tried again, and what never is."""

from datetime import UTC, datetime, timedelta

import pytest

from connectors.errors import AuthError, QuotaError, RetryableError, VersionError
from tests.fakes.json_server import Reply, json_reply
from tests.fakes.linkedin import DAY_LIMIT, EXPIRED, FORBIDDEN, THROTTLED, error
from tests.fakes.linkedin_world import NOW, RENEWED, TOKEN, TRIO

PAGE = "organizationPageStatistics"
SHARES = "organizationalEntityShareStatistics"


def test_a_retired_version_names_the_setting_and_is_not_tried_again(place, world):
    world.version = "202611"
    failed = place.pull().error
    assert isinstance(failed, VersionError)
    assert len(place.server.asked) == 1
    assert str(failed) == "LinkedIn has retired version 202607 of its interface."
    assert str(failed.hint).startswith("Set version under [sources.linkedin] to a newer month, such as “202608”")


def test_a_version_that_is_none_is_refused_before_any_call(place):
    failed = place.pull(version="v26").error
    assert (failed.code, place.server.asked) == ("configuration.type", [])


def test_the_limit_of_the_day_is_never_tried_again_even_when_a_pause_is_named(place):
    throttled = json_reply({"status": 429, "message": DAY_LIMIT}, 429, retry_after="1")
    place.server.fail(THROTTLED, throttled, path=SHARES)
    pulled = place.pull(since=None)
    assert isinstance(pulled.error, QuotaError)
    assert (len(place.asked(SHARES)), place.slept) == (1, [])
    assert str(pulled.error.hint).startswith("Sync again after 2026-11-22 01:05 (Europe/Brussels)")
    assert len(pulled.rows("channel_daily", "page_days")) == 90
    assert pulled.cursors["page_days"] == {"until": "2026-02-18"}


def test_after_the_limit_the_next_run_goes_on_and_ends_in_the_same_days(place):
    year = {"since": None}
    whole = place.pull(**year)
    place.server.fail(THROTTLED, path=SHARES)
    stopped = place.pull(**year)
    rest = place.pull(cursors=stopped.cursors, **year)
    merged = {}
    for row in stopped.rows("channel_daily") + rest.rows("channel_daily"):
        merged.setdefault(row["day"], {}).update(row)
    assert {day: row for day, row in merged.items() if "jobs_page_views" in row} == {
        row["day"]: row for row in whole.rows("channel_daily", "page_days")
    }


def test_another_throttle_that_names_its_pause_is_waited_for(place):
    place.server.fail(json_reply({"status": 429, "message": "Too fast"}, 429, retry_after="7"), path=PAGE)
    pulled = place.pull()
    assert (pulled.error, place.slept) == (None, [7.0])


def test_a_throttle_without_a_pause_is_not_stormed(place):
    place.server.fail(error(429, "Too many requests"), path=PAGE)
    assert (type(place.pull().error), place.slept) == (QuotaError, [])


def test_an_access_that_has_ended_is_renewed_once_and_the_run_goes_on(place, world):
    world.token = "another"
    pulled = place.pull(secrets={"access_token": TOKEN, **TRIO}, refresh_wait_seconds=30)
    assert (pulled.error, world.token, place.slept) == (None, RENEWED, [30])
    (asked,) = [asked for asked in place.server.asked if asked.path == "/oauth/v2/accessToken"]
    assert (asked.method, asked.query) == ("POST", "")
    assert asked.form == {"grant_type": "refresh_token", **TRIO}


def test_an_access_that_is_refused_after_its_renewal_needs_a_person(place):
    place.server.fail(EXPIRED, EXPIRED, path="organizations")
    pulled = place.pull(secrets={"access_token": TOKEN, **TRIO})
    assert isinstance(pulled.error, AuthError)
    assert pulled.error.code == "auth.token"
    assert "instroom auth linkedin" in str(pulled.error.hint)
    assert len(place.server.asked) == 3


def test_an_access_is_not_renewed_twice_in_a_run(place, world):
    world.token = "another"
    place.server.fail(EXPIRED, EXPIRED, path="networkSizes")
    place.server.fail(EXPIRED, path="organizations")
    pulled = place.pull(secrets={"access_token": TOKEN, **TRIO})
    assert pulled.error.code == "auth.token"
    assert len([asked for asked in place.server.asked if "oauth" in asked.path]) == 1


def test_without_the_means_to_renew_a_person_has_to_come(place, world):
    world.token = "another"
    assert place.pull().error.code == "auth.token"


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (json_reply({"error": "invalid_client"}, 401), "auth.client"),
        (json_reply({"error": "invalid_grant", "error_description": "revoked"}, 400), "auth.token"),
        (json_reply({"expires_in": 5}), "auth.token"),
    ],
)
def test_a_renewal_that_is_refused_says_why(place, reply, code):
    place.server.fail(reply, path="accessToken")
    assert place.pull(secrets=TRIO).error.code == code


def test_a_stream_that_may_not_be_read_is_told_and_the_others_go_on(place):
    place.server.fail(FORBIDDEN, path=PAGE)
    pulled = place.pull()
    assert (pulled.error, pulled.problems()) == (None, {"page_days": "auth.no_access"})
    assert len(place.asked(PAGE)) == 1
    rows = pulled.rows("channel_daily", "share_days")
    assert (len(rows), "page_views" in rows[0], "page_days" in pulled.cursors) == (80, False, False)
    assert len(pulled.rows("content")) == 8


def test_a_stream_that_may_be_read_later_gets_its_whole_history(place):
    place.server.fail(FORBIDDEN, path=PAGE)
    first = place.pull()
    second = place.pull(cursors=first.cursors)
    assert len([row for row in second.rows("channel_daily") if "page_views" in row]) == 80


def test_when_nothing_may_be_read_the_run_says_so(place):
    for path in ("networkSizes", PAGE, SHARES, "organizationalEntityFollowerStatistics", "posts"):
        place.server.fail(*[FORBIDDEN] * 3, path=path)
    known = {
        "posts": {
            "looked_on": "2026-11-20",
            "whole_on": "2026-11-20",
            "posts": {"urn:li:share:1": ["2026-11-18", "2026-11-18", ""]},
        }
    }
    pulled = place.pull(cursors=known)
    assert pulled.error.code == "auth.no_access"


def test_an_organisation_that_may_not_be_looked_up_is_known_by_its_number(place):
    place.server.fail(FORBIDDEN, path="organizations")
    pulled = place.pull()
    assert (pulled.error, pulled.problems()) == (None, {"page": "auth.no_access"})
    assert pulled.rows("channel")[0]["external_id"] == "2414183"
    assert any("set channel" in note for note in pulled.notes())


def test_an_organisation_that_is_not_there_ends_the_run(place):
    assert place.pull(organization="1").error.code == "skipped.not_found"


def test_days_that_are_refused_are_a_problem_of_their_stream(place):
    place.server.fail(error(400, "Parameter 'timeIntervals' is invalid"), path=PAGE)
    assert place.pull().problems() == {"page_days": "source.time_intervals"}


def test_a_fault_of_the_other_side_passes_after_a_while(place):
    place.server.fail(Reply(503, "oops"), Reply(500, "{}"), Reply(200, "<html>"), path="networkSizes")
    pulled = place.pull()
    assert (pulled.error, len(place.asked("networkSizes"))) == (None, 4)


def test_a_fault_of_the_other_side_that_stays_ends_the_run_and_keeps_what_came(place):
    place.server.fail(*[Reply(504, "")] * 9, path=SHARES)
    pulled = place.pull()
    assert isinstance(pulled.error, RetryableError)
    assert len(pulled.rows("channel_daily", "page_days")) == 80


@pytest.mark.parametrize("body", [{}, [], {"elements_": []}, "text"])
def test_an_answer_without_its_list_is_a_problem_and_no_empty_list(place, body):
    place.server.fail(json_reply(body), path=PAGE)
    pulled = place.pull()
    assert pulled.problems() == {"page_days": "source.unexpected"}
    assert "page_days" not in pulled.cursors


def test_every_call_counts_and_belongs_to_a_day_in_utc(place):
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    place.pull(now=late)
    ((bucket, day),) = place.ledger.used
    assert (bucket, day, place.ledger.requests) == ("calls", late.date(), len(place.server.asked))


@pytest.mark.parametrize("ends", ["access_expires_at", "refresh_expires_at"])
def test_the_end_of_the_access_is_told_two_weeks_ahead(place, ends):
    trio = TRIO if ends == "refresh_expires_at" else {}
    near, far = ({"access_token": TOKEN, **trio, ends: (NOW + timedelta(days=days)).isoformat()} for days in (14, 15))
    assert place.pull(secrets=near).notes() == [
        "The access to LinkedIn ends on 2026-12-05: run “instroom auth linkedin” before that day."
    ]
    assert place.pull(secrets=far).notes() == []


def test_an_access_that_is_known_to_have_ended_is_renewed_before_the_first_call(place, world):
    world.refresh_ends_in = 10 * 86_400
    ended = {"access_token": TOKEN, **TRIO, "access_expires_at": "2026-11-20T00:00:00Z"}
    pulled = place.pull(secrets=ended)
    assert place.paths()[:2] == ["/oauth/v2/accessToken", "organizations"] or "oauth" in place.server.asked[0].path
    assert pulled.notes() == [
        "The access to LinkedIn ends on 2026-12-01: run “instroom auth linkedin” before that day."
    ]


def test_a_version_that_will_end_is_told_from_nine_months_on(place, world):
    world.version = "202601"
    (note,) = place.pull(version="202601").notes()
    assert note.startswith(
        "Version 202601 of LinkedIn's interface is 10 months old and ends after about 12: set version"
    )
    world.version = "202602"
    assert place.pull(version="202602").notes() == []
