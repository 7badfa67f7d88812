"""Days, hours, pay and texts as sites write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.vacancies.feeds import LARGEST, Feed, keep_feed, read_feed
from connectors.vacancies.markup import read_page
from connectors.vacancies.standing import Standing, after_full, after_part
from connectors.vacancies.words import day_of, first_words, hours_of, states_pay, text_of

BRUSSELS = "Europe/Brussels"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        ("2026-03-02T23:59:59+02:00", date(2026, 3, 2)),
        ("2026-03-02 09:00:00 UTC", date(2026, 3, 2)),
        ("Mon, 02 Mar 2026 08:00:00 GMT", date(2026, 3, 2)),
        ("02-03-2026", date(2026, 3, 2)),
        ("2/3/2026 14:05", date(2026, 3, 2)),
        ("1772406000000", date(2026, 3, 2)),
        ("31-02-2026", None),
        ("", None),
        ("maart", None),
    ],
)
def test_days_in_every_form(text, day):
    assert day_of(text, BRUSSELS) == day


@given(st.text(max_size=40))
def test_a_text_that_is_no_day_is_none_and_no_fault(text):
    assert day_of(text, BRUSSELS) is None or isinstance(day_of(text, BRUSSELS), date)


@pytest.mark.parametrize(
    ("text", "hours"),
    [("24-32", (24, 32)), ("36 uur", (36, 36)), ("24,5 tot 32 uur", (24.5, 32)), ("voltijds", None), ("2026", None)],
)
def test_hours_of_a_week(text, hours):
    assert hours_of(text) == hours


@pytest.mark.parametrize(
    ("pay", "stated"), [("2500 - 3300", True), ("", False), (0, False), (None, False), (True, False)]
)
def test_pay_has_an_amount(pay, stated):
    assert states_pay(pay) is stated


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  a\n b ", "a b"),
        ({"@value": "x"}, "x"),
        ([None, "y"], "y"),
        (7, "7"),
        (None, ""),
        (True, ""),
        ("R&amp;D", "R&D"),
    ],
)
def test_values_become_one_line(value, text):
    assert text_of(value) == text


def test_a_description_loses_its_markup_scripts_and_length():
    assert first_words("<p>Een</p><script>var a</script><style>p{}</style> twee") == "Een twee"
    assert len(first_words("woord " * 1000)) == 600


def test_what_is_larger_than_50_mb_is_not_parsed():
    assert read_feed(b" " * (LARGEST + 1)) == "large"
    assert read_page(b" " * (LARGEST + 1)) is None


def test_tag_names_namespaces_and_padding_make_no_difference():
    feed = read_feed(b'<S:SOURCE xmlns:S="urn:x"><Job ID="7"><TITLE><![CDATA[  Kok \n ]]></TITLE></Job></S:SOURCE>')
    assert isinstance(feed, Feed)
    assert (feed.root, feed.items) == ("source", [{"@id": ["7"], "title": ["Kok"]}])


def test_the_order_of_numbers_is_referencenumber_reference_id_attribute_guid():
    tags = ("guid", "id", "reference", "referencenumber")
    for count, expected in enumerate(("a", "1", "2", "3", "4")):
        inner = "".join(f"<{tag}>{place}</{tag}>" for place, tag in enumerate(tags[:count], start=1))
        attribute = ' id="a"' if expected in {"a", "1"} else ""
        kept = keep_feed(read_feed(f"<jobs><job{attribute}>{inner}</job></jobs>".encode()), lambda _: False)
        wanted = "a" if expected == "1" else expected
        assert [each["number"] for each in kept["vacancies"]] == [wanted]


def test_a_legacy_encoding_is_understood():
    feed = read_feed(
        "<?xml version='1.0' encoding='iso-8859-1'?><jobs><job id='1'><title>Café</title></job></jobs>".encode(
            "latin-1"
        )
    )
    assert feed.items == [{"@id": ["1"], "title": ["Café"]}]
    page = read_page(
        '<meta charset="windows-1252"><script type="application/ld+json">{"name": "Café"}</script>'.encode("cp1252")
    )
    assert page.blocks == [{"name": "Café"}]


def test_a_standing_survives_its_cursor():
    standing = Standing("feed:x", {"1": ""}, {"2": "2026-03-01"}, "2026-03-02", {"etag": "a"})
    assert Standing.of(standing.as_json()) == standing
    assert Standing().as_json() == {}


DAYS = [date(2026, 3, day) for day in range(1, 9)]


@given(st.lists(st.sampled_from(["full", "less", "empty", "failed", "part"]), min_size=1, max_size=8))
def test_nothing_closes_that_was_there_in_the_last_full_reading(readings):
    standing, _ = after_full(Standing(), {"a": "", "b": ""}, date(2026, 2, 28))
    gone: set[str] = set()
    for day, kind in zip(DAYS, readings, strict=False):
        told = {"full": {"a": "", "b": ""}, "less": {"a": ""}, "empty": {}}.get(kind)
        closed = {}
        if told is not None:
            standing, closed = after_full(standing, told, day)
        elif kind == "part":
            standing = after_part(standing, {"a": ""})
        assert not closed.keys() & (told or {}).keys()
        assert all(first < day for first in closed.values())
        gone = (gone | closed.keys()) - (told or {}).keys()
    if "empty" not in readings:
        assert "a" not in gone
