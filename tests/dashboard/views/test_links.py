"""The page with links and QR codes: the campaign fixes the tag, a link is made, found again, and removed."""

from datetime import date

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import open_engine, reading
from tests.dashboard.queries.test_inflow import applied
from tests.dashboard.shows import opened, put, texts
from tests.dashboard.views.roles import opened_by, pages, with_sign_in
from tests.dashboard.views.test_inflow import cells, table

URL = "https://werkenbij.voorbeeld.example/soap?taal=nl"


@pytest.fixture
def campaign(own):
    row = {"campaign_id": "soap", "name": "Nergens Beter", "kind": "series", "starts_on": date(2026, 2, 1)}
    put(own, schema.campaign, {**row, "status": "active"})
    return own


def pressed(test, label):
    return next(button for button in test.button if button.label == label).click().run()


def fill_in(test, label="Poster in de kantine", kind="poster", url=URL, content=""):
    by_label = {element.label: element for kind in (test.text_input, test.selectbox) for element in kind}
    by_label["Kind of placement"].set_value(kind)
    by_label["Name of the placement"].set_value(label)
    by_label["Page that it leads to"].set_value(url)
    by_label["Which item or place (may stay empty)"].set_value(content)
    return test.run()


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_the_demo_opens_and_cannot_be_changed(language):
    test = opened("links", language, campaign="soap")
    assert not test.exception
    assert not test.error


@pytest.mark.usefixtures("in_demo")
def test_in_the_demo_a_link_is_shown_and_not_kept():
    test = fill_in(opened("links", "en", campaign="soap"))
    pressed(test, "Keep this link")
    assert not test.exception
    (error,) = test.error
    assert "This is the demo organisation" in error.value


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_without_a_campaign_the_page_says_what_to_do(language):
    test = opened("links", language)
    assert not test.exception
    assert not test.text_input


@pytest.mark.usefixtures("campaign")
def test_a_link_is_made_found_again_and_removed():
    test = fill_in(opened("links", "en"), content="Hal 1")
    link = "https://werkenbij.voorbeeld.example/soap?taal=nl&utm_source=poster&utm_medium=print&utm_campaign=soap"
    assert [code.value for code in test.code] == [f"{link}&utm_content=hal-1"]
    assert "The tag is written as hal-1." in texts(test)
    pressed(test, "Keep this link")
    assert not test.exception
    assert not test.error
    again = opened("links", "en")
    (row,) = table(again, "Placement").to_dict("records")
    assert (row["Placement"], row["utm_campaign"], row["utm_content"], row["Applications"]) == (
        "Poster in de kantine",
        "soap",
        "hal-1",
        "0",
    )
    assert [code.value for code in again.code] == [f"{link}&utm_content=hal-1"]
    assert sorted(element.proto.label for element in again.get("download_button")) == [
        "Download as CSV",
        "QR code as PNG",
        "QR code as SVG",
    ]
    pressed(again, "Remove this placement")
    assert not again.exception
    assert "This campaign has no links yet." in texts(again)


@pytest.mark.usefixtures("campaign")
@pytest.mark.parametrize(
    ("url", "label"),
    [("javascript:alert(1)", "x"), ("werkenbij.example", "x"), ("https://a@b.example", "x"), (URL, "!!")],
)
def test_what_makes_no_link_is_told_and_cannot_be_kept(url, label):
    test = fill_in(opened("links", "en"), url=url, label=label)
    assert not test.exception
    assert len(test.warning) == 1
    assert not test.code
    assert "Keep this link" not in [button.label for button in test.button]


@pytest.mark.usefixtures("campaign")
def test_after_a_link_is_kept_the_form_is_empty_and_the_same_name_is_refused_before_it_is_kept():
    test = fill_in(opened("links", "en"))
    pressed(test, "Keep this link")
    assert not test.exception
    assert {each.value for each in test.text_input if each.label != "Rate per hour"} == {""}
    again = fill_in(test, url=f"{URL}&ander=1")
    assert not again.exception
    assert "There is a placement with this name already." in texts(again)
    assert "Keep this link" not in [button.label for button in again.button]


def test_what_came_in_through_a_link_is_counted_and_few_are_hidden(campaign):
    tags = {"utm_campaign": "soap", "utm_content": None}
    day = date(2026, 3, 1)
    came = [("poster", "print", 30), ("flyer", "print", 3), ("linkedin", "social", 9)]
    rows = [
        applied(place * 100 + number, day, utm_source=source, utm_medium=medium, **tags)
        for place, (source, medium, count) in enumerate(came)
        for number in range(count)
    ]
    put(campaign, schema.application, *rows)
    for label, kind in (("Kantine", "poster"), ("Aula", "flyer"), ("Post", "linkedin_post")):
        pressed(fill_in(opened("links", "en"), label=label, kind=kind), "Keep this link")
    test = opened("links", "en")
    shown = table(test, "Placement").set_index("Placement")["Applications"].to_dict()
    assert shown == {"Kantine": "30", "Aula": "< 5", "Post": "≥ 5"}
    assert [number for number in cells(test) if number in {"1", "2", "3", "4"}] == []


@pytest.mark.usefixtures("campaign")
def test_a_name_cannot_draw_on_the_page():
    test = fill_in(opened("links", "en"), label="**x** [y](https://elders.example)")
    pressed(test, "Keep this link")
    assert "[y](https" not in texts(opened("links", "en"))


@pytest.mark.parametrize(("group", "may"), [("hr", True), ("web", True), ("board", False), ("nobody", False)])
def test_who_works_on_campaigns_may_make_links(campaign, group, may):
    with_sign_in(campaign)
    test = opened_by(group, "links")
    assert not test.exception
    assert ("links" in pages(test)) is may
    assert ([title.value for title in test.title] == ["Links and QR codes"]) is may
    assert ("Name of the placement" in [each.label for each in test.text_input]) is may


@pytest.mark.story("M8")
def test_a_flyer_without_a_page_keeps_area_copies_period_and_cost_and_is_counted_by_hand(campaign):
    test = fill_in(opened("links", "en"), label="Huis aan huis", kind="flyer", url="")
    by_label = {each.label: each for kind in (test.text_input, test.number_input, test.date_input) for each in kind}
    by_label["Area where it is spread or heard"].set_value("Nergensdonk")
    by_label["Copies"].set_value(18_000)
    by_label["First day"].set_value(date(2026, 2, 2))
    by_label["Last day"].set_value(date(2026, 2, 8))
    by_label["Cash"].set_value("1.400,50")
    assert "counted by its code, by hand" in texts(test.run())
    pressed(test, "Keep this placement")
    assert not test.exception
    assert not test.error
    count = opened("links", "en")
    assert "Short code of this placement, to ask for and to count by: flyer-huis-aan-huis" in texts(count).replace(
        "\\", ""
    )
    next(each for each in count.number_input if each.label == "How many").set_value(25)
    pressed(count, "Keep this count")
    assert "The count has been kept." in texts(count)
    (row,) = table(opened("links", "en"), "Placement").to_dict("records")
    assert [row[name] for name in ("Area", "Copies", "Period", "Visits counted by hand")] == [
        "Nergensdonk",
        "18,000",
        "2 Feb 2026 to 8 Feb 2026",
        "25",
    ]
    engine = open_engine(f"sqlite:///{campaign / 'instroom.db'}")
    with reading(engine) as connection:
        cost = connection.execute(
            select(*(schema.campaign_cost.c[name] for name in ("label", "cash", "platform")))
        ).all()
    engine.dispose()
    assert cost == [("Huis aan huis", 1400.5, "flyer")]
