from datetime import date

import pytest

from dashboard.analysis.links import KINDS, Placement, problems_of, tag, tagged

PAGE = "https://werkenbij.voorbeeld.example/vacatures/vig-014"


def _made(**more):
    return Placement(**{"kind": "poster", "label": "Poster in de kantine", "url": PAGE, "campaign_tag": "soap", **more})


def test_the_kind_locks_source_and_medium_and_the_campaign_its_own_tag():
    assert _made(content="Aflevering 3").tags == {
        "utm_source": "poster",
        "utm_medium": "print",
        "utm_campaign": "soap",
        "utm_content": "aflevering-3",
    }


def test_a_tag_without_a_value_is_left_out():
    assert _made().link == f"{PAGE}?utm_source=poster&utm_medium=print&utm_campaign=soap"


def test_what_else_the_address_holds_stays_and_old_tags_go():
    old = f"{PAGE}?lang=nl&utm_source=x&utm_term=y&empty=#solliciteer"
    assert tagged(old, {"utm_source": "flyer"}) == f"{PAGE}?lang=nl&utm_term=y&empty=&utm_source=flyer#solliciteer"


@pytest.mark.parametrize(
    ("text", "written"),
    [("Aflevering 3: Nachtdienst!", "aflevering-3-nachtdienst"), ("Één café", "een-cafe"), ("  ", ""), ("ß", "")],
)
def test_a_tag_is_small_letters_digits_and_hyphens(text, written):
    assert tag(text) == written


@pytest.mark.parametrize(
    "url",
    ["werkenbij.voorbeeld.example", "ftp://voorbeeld.example/x", "javascript:alert(1)", "https://a@b.example/"],
)
def test_an_address_that_leads_to_no_page_is_refused(url):
    assert [said.text for said in problems_of(_made(url=url))] == [
        "The address begins with https:// and leads to a page of your site."
    ]


@pytest.mark.story("M8")
def test_only_what_is_not_online_can_do_without_an_address():
    assert problems_of(_made(kind="flyer", url="", copies=18_000, area="Nergensdonk")) == []
    assert len(problems_of(_made(kind="linkedin_post", url=""))) == 1


@pytest.mark.story("M8")
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 1)}, "The last day lies before the first."),
        ({"copies": 0}, "The number of copies lies between 1 and a hundred million."),
        ({"copies": 10**12}, "The number of copies lies between 1 and a hundred million."),
        ({"area": "x" * 121}, "The area is longer than 120 characters."),
    ],
)
def test_what_is_wrong_with_where_it_is_spread_is_named(values, said):
    assert [str(each) for each in problems_of(_made(kind="flyer", **values))] == [said]


def test_everything_that_is_wrong_is_said_at_once():
    made = Placement("balloon", "!!", "x", "")
    assert len(problems_of(made)) == 4


def test_the_same_name_twice_is_refused():
    assert problems_of(_made(), [_made().code])[0].text == "There is a placement with this name already."


def test_every_kind_has_its_own_source_and_medium():
    pairs = [(kind.source, kind.medium) for kind in KINDS.values()]
    assert len(pairs) == len(set(pairs))
