"""Web addresses in one plain form; nothing of a query but its utm tags, and never a crash over a broken address."""

import pytest

from connectors.inflow.addresses import addresses_in, host_of, plain_address, tags_of


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("https://www.Nergens.example/Vacatures/7/?utm_source=x#top", "nergens.example/vacatures/7"),
        ("http://nergens.example", "nergens.example"),
        ("https://nergens.example:8443/a", "nergens.example:8443/a"),
        ("https://jan:geheim@nergens.example/a", "nergens.example/a"),
        ("  https://nergens.example/a ", "nergens.example/a"),
        ("nergens.example/a", None),
        ("ftp://nergens.example/a", None),
        ("mailto:jan@nergens.example", None),
        ("https://nergens.example:poort/a", None),
        ("https://[nergens", None),
        ("https://", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_in_plain_form(text, plain):
    assert plain_address(text) == plain


def test_the_same_page_is_recognised_whoever_links_to_it():
    links = [
        "https://nergens.example/v/7",
        "http://www.nergens.example/v/7/",
        "https://NERGENS.example/v/7?utm_source=li",
    ]
    assert {plain_address(link) for link in links} == {"nergens.example/v/7"}


def test_addresses_stand_in_a_text_once_each_and_without_the_marks_around_them():
    text = (
        "Kom werken: https://nergens.example/v/7. Of (http://www.nergens.example/v/7/) of https://nergens.example/v/8!"
    )
    assert addresses_in(text) == ("nergens.example/v/7", "nergens.example/v/8")
    assert addresses_in(None) == ()


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://www.indeed.example:443/jobs?q=zorg", "indeed.example"),
        ("indeed", None),
        ("https://[x", None),
        (None, None),
    ],
)
def test_the_host_of_an_address(text, host):
    assert host_of(text) == host


def test_only_the_utm_tags_of_a_query_are_read():
    address = "https://nergens.example/v/7?utm_source=linkedin&utm_campaign=zij%2Dinstroom&email=jan%40nergens.example&gclid=1&utm_term=x"
    assert tags_of(address) == {"utm_source": "linkedin", "utm_campaign": "zij-instroom"}
    assert tags_of("https://nergens.example/v/7?utm_source=") == {}
    assert tags_of("https://[x?utm_source=a") == {}
    assert tags_of(None) == {}
