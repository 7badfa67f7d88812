import logging
from datetime import UTC, datetime

import pytest

from connectors.errors import AuthError, ConfigurationError, QuotaError, RetryableError, SourceError
from connectors.http import Http, Refusal
from connectors.retry import Patience
from tests.fakes.json_server import JsonServer, Reply, json_reply, serving

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SECRET = "tok-verborgen-123"


def _keep(content):
    assert isinstance(content, dict)
    return {name: content[name] for name in ("items", "next") if name in content}


def _meaning(refusal: Refusal):
    if refusal.status == 401:
        return AuthError("connect again", source="proef", stream=refusal.stream)
    if isinstance(refusal.body, dict) and refusal.body.get("reason") == "dayLimit":
        return QuotaError("enough for today", source="proef", stream=refusal.stream)
    return None


class Client(Http):
    """The client under test, with a clock that stands still and pauses that are written down."""

    def __init__(self, server: JsonServer, **more):
        self.pauses: list[float] = []
        self.tries = 0
        more = {"hosts": ["127.0.0.1"], "keep": _keep, "meaning": _meaning, **more}
        headers = {"Authorization": f"Bearer {SECRET}"}
        super().__init__(
            server.address,
            source="proef",
            headers=headers,
            sleep=self.pauses.append,
            now=lambda: NOW,
            spend=self._count,
            **more,
        )

    def _count(self):
        self.tries += 1


def _fails(kind, *replies, **more):
    with serving(*replies) as server, Client(server, **more) as client, pytest.raises(kind) as raised:
        client.get("posts", "v1/posts", {"q": "nergensland"})
    return raised.value, client


def test_an_answer_keeps_only_the_allowed_fields_and_shows_the_quota_headers():
    content = {"items": [1], "next": None, "email": "someone"}
    with serving(json_reply(content, x_rate_limit_remaining="7")) as server, Client(server) as client:
        answer = client.get("posts", "v1/posts", {"q": "zorg & welzijn", "count": 5})
    assert answer.content == {"items": [1], "next": None}
    assert answer.headers["X-Rate-Limit-Remaining"] == "7"
    assert server.asked == ["/v1/posts?q=zorg+%26+welzijn&count=5"]
    assert server.seen[0]["authorization"] == f"Bearer {SECRET}"
    assert client.tries == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_fault_is_tried_again(status):
    with (
        serving(json_reply({}, status), json_reply({}, status), json_reply({"items": [2]})) as server,
        Client(server) as client,
    ):
        assert client.get("posts", "v1/posts").content == {"items": [2]}
    assert client.tries == 3
    assert 0 <= client.pauses[0] <= 1
    assert 0 <= client.pauses[1] <= 2


def test_a_fault_that_stays_is_reported_after_six_tries():
    error, client = _fails(RetryableError, json_reply({}, 503))
    assert client.tries == 6
    assert len(client.pauses) == 5
    assert (error.code, error.source, error.stream) == ("unavailable", "proef", "posts")
    assert str(error) == "proef cannot be reached now (HTTP 503)."


@pytest.mark.parametrize("status", [400, 403, 404, 410, 422])
def test_a_refusal_that_will_not_pass_is_not_tried_again(status):
    error, client = _fails(SourceError, json_reply({}, status))
    assert client.tries == 1
    assert str(error) == f"proef refused with status {status}."


def test_the_source_says_what_a_status_means():
    error, client = _fails(AuthError, json_reply({}, 401))
    assert (client.tries, error.status) == (1, "auth")


def test_a_day_allowance_that_is_used_up_is_not_tried_again():
    error, client = _fails(QuotaError, json_reply({"reason": "dayLimit"}, 429, retry_after="2"))
    assert (client.tries, error.status) == (1, "quota")


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("7", 7.0), ("0", 0.0), ("Wed, 04 Mar 2026 12:00:30 GMT", 30.0), ("Wed, 04 Mar 2026 11:00:00 GMT", 0.0)],
)
def test_the_pause_that_is_asked_for_is_kept(asked, seconds):
    with serving(json_reply({}, 429, retry_after=asked), json_reply({"items": []})) as server, Client(server) as client:
        client.get("posts", "v1/posts")
    assert client.pauses == [seconds]


@pytest.mark.parametrize("asked", ["soon", "", "-3", "²"])
def test_a_pause_that_cannot_be_read_becomes_our_own(asked):
    replies = Reply(429, "{}", {"Retry-After": asked.encode().decode("latin-1")}), json_reply({"items": []})
    with serving(*replies) as server, Client(server) as client:
        client.get("posts", "v1/posts")
    assert len(client.pauses) == 1
    assert 0 <= client.pauses[0] <= 1


def test_a_pause_longer_than_we_wait_ends_the_call_at_once():
    error, client = _fails(RetryableError, json_reply({}, 429, retry_after="3600"))
    assert (client.tries, client.pauses, error.code) == (1, [], "unavailable")


def test_all_pauses_together_have_an_end():
    _, client = _fails(
        RetryableError, json_reply({}, 503, retry_after="40"), patience=Patience(tries=50, all_pauses=100)
    )
    assert client.pauses == [40.0, 40.0]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, "<html><body>Sign in</body></html>", {"Content-Type": "text/html"}),
        Reply(200, '{"items": [1, 2', {"Content-Type": "application/json"}),
        Reply(200, ""),
        Reply(204, ""),
        Reply(200, "null"),
    ],
    ids=["html", "truncated", "empty", "no content", "null"],
)
def test_what_is_no_json_is_tried_again_and_then_named(reply):
    error, client = _fails(RetryableError, reply)
    assert error.code == "unavailable.no_json"
    assert client.tries == 6


def test_no_json_once_is_no_trouble():
    with serving(Reply(200, "<html>"), json_reply({"items": [3]})) as server, Client(server) as client:
        assert client.get("posts", "v1/posts").content == {"items": [3]}


def test_a_connection_that_is_cut_is_tried_again():
    with serving(Reply(200, '{"items": [', cut=True), json_reply({"items": [4]})) as server, Client(server) as client:
        assert client.get("posts", "v1/posts").content == {"items": [4]}
    assert client.tries == 2


def test_a_server_that_is_gone_is_unavailable():
    with serving(json_reply({})) as server:
        pass
    with Client(server) as client, pytest.raises(RetryableError) as raised:
        client.get("posts", "v1/posts", {"key": SECRET})
    assert raised.value.code == "unavailable"
    assert client.tries == 6
    assert raised.value.__cause__ is None
    assert SECRET not in str(raised.value)


def test_a_next_link_on_the_same_host_is_followed():
    with serving(json_reply({"items": [1]})) as server, Client(server) as client:
        client.get("posts", f"{server.address}/v1/posts?page=2")
    assert server.asked == ["/v1/posts?page=2"]


@pytest.mark.parametrize(
    "link",
    [
        "http://metadata.example/v1",
        "http://127.0.0.1:1/v1",
        "https://127.0.0.1/v1",
        "//elders.example/v1",
        "file:///etc/hosts",
    ],
)
def test_a_next_link_to_another_host_is_refused_before_it_is_called(link):
    with serving(json_reply({})) as server, Client(server) as client, pytest.raises(SourceError) as raised:
        client.get("posts", link)
    assert raised.value.code == "source.other_host"
    assert (server.asked, client.tries) == ([], 0)


def test_a_redirect_on_the_same_host_is_followed():
    moved = Reply(302, "", {"Location": "/v2/posts?cursor=a"})
    with serving(moved, json_reply({"items": [5]})) as server, Client(server) as client:
        assert client.get("posts", "v1/posts").content == {"items": [5]}
    assert server.asked == ["/v1/posts", "/v2/posts?cursor=a"]


def test_a_redirect_to_another_host_never_gets_the_secret():
    with serving(json_reply({"items": []})) as elsewhere:
        error, _ = _fails(SourceError, Reply(307, "", {"Location": f"{elsewhere.address}/v1"}))
        assert elsewhere.asked == []
    assert error.code == "source.other_host"


def test_redirects_in_a_circle_come_to_an_end():
    error, client = _fails(SourceError, Reply(302, "", {"Location": "/v1/posts"}))
    assert client.tries == 6
    assert error.code == "source.status"


def test_a_base_outside_the_allowed_hosts_is_a_configuration_error():
    with pytest.raises(ConfigurationError) as raised:
        Http("https://elders.example", source="proef", hosts=["api.nergensland.example"], keep=_keep, meaning=_meaning)
    assert raised.value.code == "configuration.host"
    assert "elders.example" in str(raised.value)


def test_a_base_with_a_path_keeps_it():
    with serving(json_reply({"items": []})) as server:
        based = JsonServer(server.port, [])
        with Client(based) as client:
            client._base = f"{server.address}/rest/"
            client.get("posts", "v1/posts")
    assert server.asked == ["/rest/v1/posts"]


def test_neither_log_nor_error_nor_repr_holds_a_secret_a_query_or_a_body(caplog):
    caplog.set_level(logging.DEBUG)
    refused = json_reply({"message": "voor jan@nergensland.example"}, 403, x_request_id="r-1")
    with serving(json_reply({"items": ["geheim"]}), refused) as server, Client(server) as client:
        answer = client.get("posts", "v1/posts", {"email": "jan@nergensland.example", "key": SECRET})
        with pytest.raises(SourceError) as raised:
            client.get("posts", "v1/posts", {"email": "jan@nergensland.example", "key": SECRET})
    everything = f"{caplog.text} {raised.value!r} {raised.value.said} {raised.value.hint} {client!r} {answer!r}"
    for hidden in (SECRET, "jan@", "email", "geheim", "Bearer"):
        assert hidden not in everything
    assert f"GET {server.address}/v1/posts: 403 in " in caplog.text
    assert "request r-1" in caplog.text
    assert repr(client) == f"Http(proef, 127.0.0.1:{server.port})"
