"""One visit to the dashboard in a browser: what it asked for, what it complained of, and a picture of the whole page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

LOOKS = {
    "nl-light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "nl-dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "en-phone": {
        "viewport": {"width": 390, "height": 844},
        "color_scheme": "light",
        "is_mobile": True,
        "has_touch": True,
    },
}
_TALLEST = 6000
_DRAWN = """
() => [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every((chart) => chart.querySelector(".main-svg"))
"""
_PROBE = re.compile(r"/\w+/_stcore/(health|host-config)$")
"""Streamlit looks under the address of a page for its server before it looks at the root: these are not there."""


@dataclass
class Visit:
    """A page with everything that went wrong on it."""

    page: Page
    address: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Open an address and wait until the page is done."""
        self.page.goto(self.address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the page has its title, nothing is running any more and every chart is drawn."""
        self.page.wait_for_selector("h1", timeout=30_000)
        self.page.wait_for_selector("[data-testid=stStatusWidget]", state="detached", timeout=30_000)
        self.page.wait_for_selector("[data-testid=stSkeleton]", state="detached", timeout=30_000)
        self.page.wait_for_function(_DRAWN, timeout=30_000)
        self.page.wait_for_timeout(400)

    def picture(self, folder: Path | None, name: str) -> None:
        """Take a picture of the whole page, as tall as it is."""
        if folder is None:
            return
        size = self.page.viewport_size
        assert size is not None
        self.page.wait_for_timeout(500)
        tall = int(self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")) + 20
        self.page.set_viewport_size({"width": size["width"], "height": min(tall, _TALLEST)})
        self.page.wait_for_timeout(1500)
        self.page.wait_for_function(_DRAWN, timeout=30_000)
        self.page.screenshot(path=str(folder / f"{name}.png"))
        self.page.set_viewport_size(size)

    def wide(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    def heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            self.foreign.append(request.url)

    def answered(self, response: Response) -> None:
        if response.status >= 400 and not _PROBE.search(response.url):
            self.missing.append(f"{response.status} {response.url}")


@contextmanager
def visit(browser: Browser, address: str, look: str) -> Iterator[Visit]:
    """Yield a visit with a look: language, light or dark, width."""
    context = browser.new_context(locale="nl-BE", **LOOKS[look])
    with visit_in(context, address) as visitor:
        yield visitor
    context.close()


@contextmanager
def visit_in(context: BrowserContext, address: str) -> Iterator[Visit]:
    """Yield a visit in a browser that has been here before: what it keeps need not come over the wire again."""
    page = context.new_page()
    visitor = Visit(page, address)
    page.on("console", visitor.heard)
    page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    page.on("request", visitor.asked)
    page.on("response", visitor.answered)
    yield visitor
    page.close()
