"""What axe-core finds on a page as it stands in the browser, less the faults of the page's framework that are known."""

from collections.abc import Mapping
from importlib.resources import files

from playwright.sync_api import Page

_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_UPSTREAM: Mapping[str, str] = {
    "list": "[data-testid=stSidebarNavItems]",  # sections of the menu stand between its items
    "listitem": "[data-testid=stSidebarNavItems]",
    "target-size": "[data-testid=stDateInput]",  # day, month and year stand close; the calendar beside them is large
}
"""Rule to the only part of a page in which it may be broken: Streamlit's own markup."""
_FIND = """
async ([tags, upstream]) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  const known = (rule, node) => {
    const place = node.target.length === 1 ? document.querySelector(node.target[0]) : null;
    return rule in upstream && place !== null && place.closest(upstream[rule]) !== null;
  };
  return found.violations.flatMap(({id, nodes}) =>
    nodes.filter((node) => !known(id, node)).map((node) => `${id}: ${node.target.join(" ")}: ${node.any.concat(node.all, node.none).map((c) => c.message).join("; ").slice(0, 200)}: ${node.html.slice(0, 160)}`));
}
"""


def violations(page: Page) -> list[str]:
    """Return each rule of WCAG 2.2 AA that the page breaks, with the place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    return [str(each) for each in page.evaluate(_FIND, [list(_TAGS), dict(_UPSTREAM)])]
