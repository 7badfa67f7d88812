"""Units, tries, threads and secrets: what goes out is counted and bounded, and the key shows up nowhere."""

import logging
import threading
from datetime import UTC, date, datetime

import httplib2
import pytest

from connectors.errors import ConfigurationError, QuotaError, RetryableError
from connectors.quota import QuotaLedger
from connectors.raw import Raw
from connectors.youtube.client import Client, next_reset
from tests.connectors.youtube.conftest import TODAY
from tests.fakes.google import FAULTS, Fault, as_json, of_data
from tests.fakes.google_world import KEY, OAUTH, Video


def many(world, number, page_size=2):
    world.page_size = page_size
    world.add(*(Video(f"v{n:03d}", views=n) for n in range(1, number + 1)))


# --- Units ----------------------------------------------------------------------------------------------------------------


def test_every_call_is_a_unit_of_californias_day(place, server, world):
    many(world, 4)
    place.pull()
    assert place.ledger.used == {("default", TODAY): 5}
    assert (place.ledger.requests, len(server.log)) == (5, 5)


def test_tries_again_are_units_too(place, server, world):
    many(world, 2)
    server.fault = "too_many"
    assert place.pull().error is None
    assert place.ledger.used == {("default", TODAY): 5}
    assert len(server.log) == 5


def test_calls_of_analytics_are_counted_apart(place, world):
    many(world, 1)
    place.pull(account=True, since=date(2026, 11, 1))
    assert place.ledger.used == {("default", TODAY): 4, ("analytics", TODAY): 4}


def test_the_call_that_the_allowance_has_no_room_for_does_not_go_out(place, server, world):
    many(world, 6)
    pulled = place.pull(daily_units=5)
    assert isinstance(pulled.error, QuotaError)
    assert (pulled.error.code, len(server.log)) == ("quota.day", 5)
    assert "2026-11-22 09:00 (Europe/Brussels)" in str(pulled.error.hint)
    assert len(pulled.content()) == 4


def test_units_of_an_earlier_run_on_the_same_day_count(place, server, world):
    many(world, 2)
    place.ledger = QuotaLedger.starting_from({("default", TODAY): 9_999})
    assert isinstance(place.pull().error, QuotaError)
    assert len(server.log) == 1


def test_units_of_yesterday_do_not_count(place, world):
    many(world, 2)
    place.ledger = QuotaLedger.starting_from({("default", date(2026, 11, 20)): 10_000})
    assert place.pull().error is None


def test_when_youtube_says_that_the_units_are_used_up_the_next_run_goes_on(place, server, world):
    many(world, 8)
    server.fault = "quota"
    first = place.pull()
    assert isinstance(first.error, QuotaError)
    assert "2026-11-22 09:00" in str(first.error.hint)
    assert sorted(first.content()) == ["v005", "v006", "v007", "v008"]
    server.fault = None
    server.log.clear()
    second = place.pull(cursors=first.cursors)
    assert second.error is None
    assert sorted(second.content()) == ["v001", "v002", "v003", "v004"]


@pytest.mark.parametrize(
    ("now", "reset"),
    [
        ("2026-11-21T12:00:00", "2026-11-22T08:00:00"),
        ("2026-03-08T08:30:00", "2026-03-09T07:00:00"),  # a day of 23 hours
        ("2026-11-01T07:30:00", "2026-11-02T08:00:00"),  # a day of 25 hours
        ("2026-07-01T06:59:00", "2026-07-01T07:00:00"),
    ],
)
def test_units_come_back_at_californias_next_midnight(now, reset):
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert next_reset(moment) == datetime.fromisoformat(reset).replace(tzinfo=UTC)


# --- Tries ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["rate_limit", "too_many", "server_once"])
def test_a_passing_fault_is_tried_again(place, server, world, fault):
    many(world, 1)
    server.fault = fault
    pulled = place.pull()
    assert (pulled.error, len(pulled.content())) == (None, 1)
    assert len(place.slept) == FAULTS[fault].times


@pytest.mark.parametrize(("fault", "code"), [("too_many_always", "unavailable.rate"), ("server", "unavailable.server")])
def test_a_lasting_fault_is_reported_after_three_more_tries(place, server, fault, code):
    server.fault = fault
    error = place.pull().error
    assert isinstance(error, RetryableError)
    assert (error.code, len(server.log), len(place.slept)) == (code, 4, 3)


def test_an_answer_that_does_not_come_in_time_is_tried_again_and_reported(place, server):
    server.fault = Fault(as_json({}), of_data, seconds=1.2)
    error = place.pull(timeout_seconds=1).error
    assert (type(error), error.code, len(place.slept)) == (RetryableError, "unavailable.timeout", 3)


def test_nobody_at_the_address_is_reported(place):
    error = place.pull(endpoint="http://127.0.0.1:9/").error
    assert (type(error), error.code) == (RetryableError, "unavailable.network")


@pytest.mark.parametrize("fault", ["html", "truncated", "empty"])
def test_an_answer_that_is_no_json_is_no_answer(place, server, fault, tmp_path):
    server.fault = fault
    error = place.pull(raw=Raw(save_to=tmp_path)).error
    assert (type(error), error.code) == (RetryableError, "unavailable.no_json")
    assert list(tmp_path.iterdir()) == []


def test_json_of_another_shape_is_a_named_error(place, server):
    server.fault = "other_shape"
    assert place.pull().error.code == "source.unexpected"


def test_no_redirect_is_followed(place, server):
    server.fault = "redirect"
    assert place.pull().error.code == "unavailable.redirect"
    assert len(server.log) == 1


@pytest.mark.parametrize("fault", ["bad_key", "bad_key_old", "api_disabled"])
def test_a_key_that_does_not_work_is_not_tried_again(place, server, fault):
    server.fault = fault
    error = place.pull().error
    assert (error.status, len(server.log)) == ("auth", 1)


def test_the_wrong_key_is_refused_by_the_look_alike_too(place):
    assert place.pull(secrets={"api_key": "another-key"}).error.code == "auth.key_invalid"


# --- Secrets --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [None, *sorted(set(FAULTS) - {"slow", "token_server"})])
@pytest.mark.parametrize("account", [False, True])
def test_no_secret_in_addresses_logs_errors_or_saved_answers(place, server, world, fault, account, caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    many(world, 4)
    server.fault = fault
    pulled = place.pull(account=account, series=("PLsoap",), raw=Raw(save_to=tmp_path))
    shown = [request.raw for request in server.log]
    shown += [caplog.text, repr(pulled.error), str(pulled.error), repr(place.context(account=account))]
    shown += [str(getattr(pulled.error, "hint", "")), *(path.read_text() for path in tmp_path.iterdir())]
    shown += [repr(vars(pulled.error)) if pulled.error else ""]
    everything = "\n".join(shown)
    for secret in (KEY, OAUTH["oauth_client_secret"], OAUTH["oauth_refresh_token"], "fake-token-"):
        assert secret not in everything


def test_the_key_travels_in_a_header(place, server, world):
    many(world, 1)
    place.pull()
    assert {request.headers["x-goog-api-key"] for request in server.log} == {KEY}
    assert not any("authorization" in request.headers for request in server.log)


def test_with_an_account_the_key_stays_at_home(place, server):
    place.pull(secrets={"api_key": KEY, **OAUTH})
    assert not any("x-goog-api-key" in request.headers for request in server.log)


# --- Threads and the network -----------------------------------------------------------------------------------------------


def test_each_thread_has_its_own_connection_and_gets_its_own_answers(place, server, world):
    world.add(*(Video(f"v{n:03d}") for n in range(64)))
    wrong: list[str] = []

    def ask(client, names):
        for name in names:
            answer = client.data("videos", "videos", part="snippet", id=name)
            wrong.extend(name for item in answer["items"] if item["id"] != name)

    with Client(place.context()) as client:
        threads = [
            threading.Thread(target=ask, args=(client, [f"v{n:03d}" for n in range(first, 64, 8)]))
            for first in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len({id(connection) for connection in client._connections}) == 8
    assert wrong == []
    assert len({request.client for request in server.log}) == 8
    assert place.ledger.used == {("default", TODAY): 64}


def test_a_proxy_that_would_be_passed_by_in_silence_is_refused(place, monkeypatch):
    monkeypatch.setattr(httplib2, "socks", None)
    monkeypatch.setenv("https_proxy", "http://proxy.nergensland.example:3128")
    monkeypatch.delenv("no_proxy", raising=False)
    error = place.pull(endpoint="https://youtube.googleapis.com/").error
    assert isinstance(error, ConfigurationError)
    assert (error.code, "instroom[proxy]" in str(error.hint)) == ("configuration.proxy", True)


def test_without_the_proxy_package_an_address_outside_the_proxy_works(place, world, monkeypatch):
    monkeypatch.setattr(httplib2, "socks", None)
    monkeypatch.setenv("http_proxy", "http://proxy.nergensland.example:3128")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    many(world, 1)
    assert place.pull().error is None
