"""A real Chromium, and the dashboard of the demo organisation served on this machine."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.dashboard.serving import served
from tests.e2e.looking import LOOKS

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def _chromium() -> str:
    """Return where Chromium is; without it the tests fail and say how to get it."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.fail("Chromium is not on the path: “make chromium” installs it")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def looks(browser: Browser) -> Iterator[Callable[[str], BrowserContext]]:
    """Give a browser of each look that stays: what it has kept need not be loaded again for the next page."""
    opened: dict[str, BrowserContext] = {}

    def of(look: str) -> BrowserContext:
        if look not in opened:
            opened[look] = browser.new_context(locale="nl-BE", **LOOKS[look])
        return opened[look]

    yield of
    for context in opened.values():
        context.close()


@pytest.fixture(scope="session")
def demo_home(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("demo")
    shutil.copyfile(demo_database, home / demo_database.name)
    return home


@pytest.fixture(scope="session")
def demo_address(demo_home: Path) -> Iterator[str]:
    with served(demo_home, {}) as address:
        yield address


@pytest.fixture(scope="session")
def screenshots() -> Path | None:
    """Return the folder that INSTROOM_SCREENSHOTS names; pictures are only taken when it is given."""
    named = os.environ.get("INSTROOM_SCREENSHOTS", "")
    if not named:
        return None
    folder = Path(named)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
