from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.belongings import Belongings, belongings, content_of
from dashboard.analysis.came_in import came_in
from dashboard.analysis.narrative import campaign_headline, origin_sentence, source_sentence
from dashboard.analysis.periods import Period

WINDOW = Period(date(2026, 1, 14), date(2026, 5, 5))
SOAP = Belongings(
    utm_campaigns=frozenset({"nergens-beter"}), sources=frozenset({"soap"}), self_reported=frozenset({"soap"})
)
SOURCES = pd.DataFrame(
    [("own_site", "own_site", "Eigen website"), ("indeed", "job_board", "Indeed"), ("soap", "campaign", "Soap")],
    columns=["source_id", "strategy", "name"],
)


def totals(*rows):
    return pd.DataFrame(rows, columns=["source_id", "self_reported_id", "utm_campaign", "side_entrant", "applied"])


WHOLE = totals(
    ("soap", "soap", "nergens-beter", "side_entrant", 60),
    ("soap", "friend", "", "within_care", 20),
    ("own_site", "soap", "nergens-beter", "unknown", 48),  # the tag counts, whatever the source
    ("own_site", "soap", "", "within_care", 100),
    ("indeed", "", "", "side_entrant", 172),
    ("", "friend", "", "unknown", 30),
    ("", "", "", "returner", 70),
)


def test_an_application_counts_once_also_when_tag_and_source_lead_to_the_campaign():
    found = came_in(WHOLE, SOURCES, SOAP)
    assert found.total.value == 500
    assert found.lenses.tracked.figure.part.value == 128
    assert found.lenses.self_reported.figure.part.value == 208


def test_the_table_of_measured_by_self_reported_adds_up_both_ways():
    crossed = came_in(WHOLE, SOURCES, SOAP).crossed
    assert [[cell.value for cell in row] for row in crossed.cells] == [[108, 20, 0], [100, 0, 172], [0, 30, 70]]
    assert [total.value for total in crossed.row_totals] == [128, 272, 100]
    assert [total.value for total in crossed.column_totals] == [208, 50, 242]
    assert crossed.total.value == 500


def test_coverage_comes_from_the_same_table():
    known = came_in(WHOLE, SOURCES, SOAP).lenses.coverage
    assert (known.source.value, known.self_reported.value, known.origin.value) == (0.8, 0.516, 0.844)


def test_sources_add_up_with_the_unknown_one_last():
    found = came_in(WHOLE, SOURCES, SOAP).sources
    assert [(source.name, source.count.value) for source in found] == [
        ("Indeed", 172),
        ("Eigen website", 148),
        ("Soap", 80),
        ("", 100),
    ]


def test_a_source_that_the_table_of_sources_does_not_know_keeps_its_code():
    (found,) = came_in(totals(("strooi", "", "", "unknown", 10)), SOURCES, SOAP).sources
    assert (found.name, found.strategy) == ("strooi", "other")


def test_the_third_lens_never_has_a_number():
    extra = came_in(WHOLE, SOURCES, SOAP).lenses.extra
    assert extra.figure is None
    assert extra.why.text.startswith("A link or an answer cannot tell")


def test_a_campaign_without_links_can_be_seen_by_no_lens():
    found = came_in(WHOLE, SOURCES, Belongings())
    assert [lens.figure for lens in found.lenses.all] == [None, None, None]
    assert found.lenses.tracked.why.text == "No campaign tag or source is linked to this campaign."
    assert (
        campaign_headline(found, WINDOW)[1].text == "Nothing is linked by which its applications could be recognised."
    )


def test_a_lens_hides_what_the_table_hides():
    few = totals(
        ("soap", "", "", "unknown", 3),
        ("indeed", "", "", "unknown", 40),
        ("", "soap", "", "unknown", 25),
        ("", "", "", "unknown", 60),
    )
    found = came_in(few, SOURCES, SOAP)
    assert found.lenses.tracked.figure.part.text == "< 5"
    assert found.lenses.tracked.figure.value is None
    assert [str(source.count) for source in found.sources] == ["≥ 5", "< 5", "85"]


def test_nothing_came_in():
    found = came_in(totals(), SOURCES, SOAP)
    assert (found.total.value, found.sources) == (0, ())
    assert [said.text for said in campaign_headline(found, WINDOW)] == [
        "No applications came in from {first} to {last}."
    ]
    assert origin_sentence(found).text.startswith("No applications came in")


def test_the_first_sentences_give_all_three_lenses():
    texts = [said.text for said in campaign_headline(came_in(WHOLE, SOURCES, SOAP), WINDOW)]
    assert texts == [
        "{total} applications came in from {first} to {last}.",
        "{tracked} came in through its link; {named} named it when asked.",
        "How many of them would not have come without it is not measured yet.",
    ]


def test_the_sentence_on_sources_names_the_biggest_and_the_unknown_share():
    said = source_sentence(came_in(WHOLE, SOURCES, SOAP))
    assert (said.values["name"].text, said.values["share"].share) == ("Indeed", 0.344)  # noqa: PD011
    assert said.values["unknown"].share == pytest.approx(0.2)  # noqa: PD011


def test_links_become_what_belongs_to_a_campaign():
    links = pd.DataFrame(
        [
            ("soap", "series", "PL1"),
            ("soap", "content", "12"),
            ("soap", "content", "no number"),
            ("soap", "utm_campaign", "nergens-beter"),
            ("soap", "site", "BE"),
            ("vlog", "content", "99"),
        ],
        columns=["campaign_id", "kind", "target"],
    )
    own = belongings(links, "soap")
    assert (own.content, own.sites, own.can_be_tracked) == ({12}, {"BE"}, True)
    episodes = pd.DataFrame({"series_id": ["PL1", "PL1", "PL2"], "content_id": pd.Series([7, None, 8], dtype="Int64")})
    assert content_of(own, episodes) == (7, 12)
    assert belongings(links, "nothing").is_empty
