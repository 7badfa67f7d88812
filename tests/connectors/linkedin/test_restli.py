"""Rest.li 2.0: what is encoded and what is not, what travels unchanged, and what is too long for an address."""

import pytest

from connectors.linkedin.restli import LONGEST_QUERY, encoded, query, question

VECTORS = [
    ([{"k1": "v1"}, ["v2", " t?':,*!"]], "List((k1:v1),List(v2,%20t%3F%27%3A%2C%2A%21))"),
    (
        {"k1": "v1", "k2": "urn:li:app:123", "k3": [1, 2], "k4": {"k41": "foobar"}},
        "(k1:v1,k2:urn%3Ali%3Aapp%3A123,k3:List(1,2),k4:(k41:foobar))",
    ),
    ({"a b": True, "c": None}, "(a%20b:true,c:)"),
    ([], "List()"),
    (0.5, "0.5"),
]


@pytest.mark.parametrize(("value", "text"), VECTORS)
def test_texts_are_encoded_in_full_and_marks_stand_bare(value, text):
    assert encoded(value) == text


def test_a_query_names_its_parameters():
    asked = query({"q": "author", "author": "urn:li:organization:1", "count": 100})
    assert asked == "q=author&author=urn%3Ali%3Aorganization%3A1&count=100"


def test_an_address_travels_as_it_was_written(place):
    place.pull(since=None)
    (asked,) = [query for query in place.asked("organizationPageStatistics") if "start:1763683200000" in query]
    assert asked == (
        "q=organization&organization=urn%3Ali%3Aorganization%3A2414183"
        "&timeIntervals=(timeRange:(start:1763683200000,end:1771459200000),timeGranularityType:DAY)"
    )
    (path,) = [asked.path for asked in place.server.asked if "networkSizes" in asked.path]
    assert path == "/rest/networkSizes/urn%3Ali%3Aorganization%3A2414183"


def test_a_query_that_is_too_long_travels_in_the_body_of_a_post_that_is_a_get():
    asked = "a" * (LONGEST_QUERY + 1)
    sent = question("adAnalytics", asked, {"LinkedIn-Version": "202607"})
    assert (sent.address, sent.form, sent.headers["X-HTTP-Method-Override"]) == ("rest/adAnalytics", asked, "GET")
    assert question("adAnalytics", "a" * LONGEST_QUERY, {}).form is None


def test_a_tunnelled_question_is_answered_like_any_other(place, monkeypatch):
    before = place.pull()
    monkeypatch.setattr("connectors.linkedin.restli.LONGEST_QUERY", 40)
    after = place.pull()
    assert after.rows("channel_daily") == before.rows("channel_daily")
    assert {asked.method for asked in place.server.asked} == {"GET", "POST"}


def test_every_question_names_version_and_protocol(place):
    place.pull()
    versions = {(a.headers["linkedin-version"], a.headers["x-restli-protocol-version"]) for a in place.server.asked}
    assert versions == {("202607", "2.0.0")}
