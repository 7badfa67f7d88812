"""Every page in a real browser: light, dark and phone width; nothing leaves this machine, nothing complains."""

import pytest

from dashboard.access import pages_of
from tests.e2e.accessibility import violations
from tests.e2e.looking import LOOKS, visit, visit_in

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

PAGES = {
    "overview": "/",
    "campaigns": "/campaigns",
    "campaign": "/campaign?campaign=soap",
    "plan": "/plan?campaign=soap",
    "side-entrants": "/side_entrants",
    "side-entrants-channels": "/side_entrants?part=channels",
    "side-entrants-fare": "/side_entrants?part=fare",
    "inflow": "/inflow",
    "vacancies": "/vacancies",
    "channels": "/channels",
    "channels-steps": "/channels?part=steps",
    "channels-effort": "/channels?part=effort",
    "channels-landing": "/channels?part=landing",
    "channels-offline": "/channels?part=offline",
    "channels-fit": "/channels?part=fit",
    "content": "/content",
    "events": "/events",
    "links": "/links?campaign=soap",
    "definitions": "/definitions",
    "reports": "/reports",
    "rules": "/rules",
    "sources": "/sources",
}


def test_every_page_of_the_administrator_is_looked_at():
    assert {path.strip("/").split("?")[0] or "overview" for path in PAGES.values()} == set(pages_of("administrator"))


@pytest.mark.story("X2")
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_without_a_complaint_asks_no_other_host_and_can_be_used_by_all(
    looks, demo_address, screenshots, page, look
):
    path, language = PAGES[page], look.split("-")[0]
    with visit_in(looks(look), demo_address) as seen:
        seen.open(f"{path}{'&' if '?' in path else '?'}lang={language}")
        assert seen.page.locator("[data-testid=stException]").count() == 0
        assert seen.page.get_by_text("fictie" if language == "nl" else "fictional").count() > 0
        assert seen.page.evaluate("document.documentElement.lang") == language
        assert seen.wide() <= 0
        seen.picture(screenshots, f"{page}-{look}")
        assert violations(seen.page) == []
        assert (seen.foreign, seen.complaints, seen.missing) == ([], [], [])


def test_the_look_for_what_keeps_people_out_finds_it(looks, demo_address):
    with visit_in(looks("nl-light"), demo_address) as seen:
        seen.open("/rules")
        seen.page.evaluate("document.querySelector('h1').style.color = '#ddd'")
        seen.page.evaluate("document.querySelector('main, [role=main], section').append(new Image())")
        assert {found.split(":")[0] for found in violations(seen.page)} >= {"color-contrast", "image-alt"}


def test_the_pages_are_reached_by_the_menu_and_the_language_by_the_switch(browser, demo_address):
    with visit(browser, demo_address, "nl-light") as seen:
        seen.open("/?lang=en")
        seen.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Sources").click()
        seen.page.wait_for_url("**/sources**")
        seen.settle()
        assert "lang=en" in seen.page.url
        seen.page.get_by_role("radio", name="Nederlands").or_(
            seen.page.get_by_role("button", name="Nederlands")
        ).click()
        seen.page.wait_for_function("location.search.includes('lang=nl')")


def test_the_first_load_stays_small_over_the_wire(browser, demo_address):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"{demo_address}/campaign?campaign=soap")
    page.wait_for_selector("h1")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2000)
    context.close()
    assert sum(sizes) < 3.5e6
