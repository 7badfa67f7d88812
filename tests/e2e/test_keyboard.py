"""The pages without a mouse: what the Tab key reaches, in which order, and what a key does there."""

import pytest
from playwright.sync_api import Page

from tests.e2e.looking import visit_in

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

_HERE = """
() => {
  const here = document.activeElement;
  const part = here.closest("[data-testid]");
  return [part ? part.dataset.testid : "", (here.getAttribute("aria-label") || here.innerText || "").trim()];
}
"""


def walked(page: Page, most: int = 200) -> list[tuple[str, str]]:
    """Return what the Tab key reaches from the top of the page until it leaves it: part of the page and words."""
    stops: list[tuple[str, str]] = []
    for _step in range(most):
        page.keyboard.press("Tab")
        part, words = page.evaluate(_HERE)
        if (part, words) in stops[:1]:
            return stops
        stops.append((part, words))
    raise AssertionError(stops)


@pytest.mark.story("X2")
def test_the_tab_key_goes_from_the_menu_through_the_filters_to_the_tables_and_out(looks, demo_address):
    with visit_in(looks("nl-light"), demo_address) as seen:
        seen.open("/?lang=nl")
        stops = walked(seen.page)
    parts = [part for part, _words in stops]
    assert parts[0] == "stSkipToContent"
    order = [parts.index(part) for part in ("stSidebarNavLink", "stSelectbox", "stExpander")]
    assert order == sorted(order)
    silent = {"stMain", "data-grid-canvas", ""}  # a cell of a table says itself, its canvas does not
    assert [part for part, words in stops if not words and part not in silent] == []


@pytest.mark.story("X2")
def test_a_filter_is_chosen_and_a_table_opened_by_keys_alone(looks, demo_address):
    with visit_in(looks("nl-light"), demo_address) as seen:
        seen.open("/?lang=nl")
        page = seen.page
        page.get_by_role("combobox").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_function("location.search.includes('period=')")
        seen.settle()
        summary = page.locator("summary").first
        summary.focus()
        page.keyboard.press("Enter")
        assert summary.evaluate("(element) => element.parentElement.open")
        behind = page.locator("details[open]")
        behind.get_by_role("table").or_(behind.get_by_test_id("stDataFrame")).first.wait_for()
        behind.get_by_role("button", name="Downloaden als CSV").wait_for()


@pytest.mark.story("X2")
def test_what_stands_behind_the_charts_is_chosen_on_one_of_them_and_holds_for_all(looks, demo_address):
    with visit_in(looks("nl-light"), demo_address) as seen:
        seen.open("/?lang=nl")
        page = seen.page
        page.locator("summary").filter(has_text="tijdlijn").first.click()
        page.get_by_role("button", name="Campagnes", exact=True).or_(
            page.get_by_role("checkbox", name="Campagnes", exact=True)
        ).first.click()
        page.wait_for_function("location.search.includes('marks=')")
        seen.settle()
        alts = page.get_by_test_id("stPlotlyChart").evaluate_all("(all) => all.map((one) => one.ariaLabel)")
        assert len(alts) == 2
        assert not any("Nergens Beter" in alt for alt in alts)
        assert (seen.foreign, seen.complaints, seen.missing) == ([], [], [])
